package main

import (
	"encoding/json"
	"encoding/xml"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/rehearse"
)

// TestRehearseCommand builds the sample integration and runs zdg rehearse on it.
func TestRehearseCommand(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "sample")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "../../flow/rehearse/testdata/goapp").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, try := range map[string]func(*testing.T, string){
		"formats": rehearseFormats, "kept": rehearseKept, "not kept": rehearseNotKept, "by hand": rehearseByHand, "isolated": rehearseIsolated,
		"interrupted": rehearseInterrupted, "real secret": rehearseRealSecret,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			try(t, program)
		})
	}
}

const sampleSecret = "a-made-up-secret-91b7"

// rehearseRun is zdg rehearse on the sample integration, not yet started.
type rehearseRun struct {
	*exec.Cmd
	out, err guarded
	address  string // of the sample
	folder   folder
}

func newRehearseRun(t *testing.T, program, mistake string, flags ...string) *rehearseRun {
	t.Helper()
	s := newFolder(t)
	callback := "http://" + freeAddress(t) + "/callback"
	at := strings.TrimSuffix(callback, "/callback")
	r := &rehearseRun{address: strings.TrimPrefix(at, "http://"), folder: s}
	s.put("zdg.toml", "version = 1\nsubdomain = \"d3v-acme\"\nidentifier = \"zdg-acme\"\nkind = \"confidential\"\nredirect_urls = [\""+at+"/callback\"]\nscopes = [\"read\"]\napp_name = \"Acme Sync\"\norganization_id = \"12345\"\n")
	args := append([]string{"rehearse", "--connect", at + "/connect?subdomain={subdomain}", "--poke", at + "/tickets?subdomain={subdomain}", "--restart"}, flags...)
	r.Cmd = s.zdg(append(args, "--", program)...)
	_, port, _ := net.SplitHostPort(r.address)
	r.Env = append(r.Env, "PORT="+port, "CLIENT_ID=zdg-acme", "CLIENT_SECRET="+sampleSecret, "REDIRECT_URL="+at+"/callback", "STORE="+filepath.Join(s.dir, "store.json"), "MISTAKE="+mistake, "TMPDIR="+s.dir)
	r.Stdout, r.Stderr = &r.out, &r.err
	return r
}

func (r *rehearseRun) end(t *testing.T, want int) {
	t.Helper()
	_ = r.Run() // the exit code tells
	if got := r.ProcessState.ExitCode(); got != want {
		t.Errorf("exit code %d, want %d\n%s%s", got, want, r.out.String(), r.err.String())
	}
	for _, text := range []string{r.out.String(), r.err.String()} {
		for _, secret := range []string{sampleSecret, "eyJ"} {
			if strings.Contains(text, secret) {
				t.Errorf("a secret is shown:\n%s", text)
			}
		}
	}
}

// quickScenarios need no waiting.
var quickScenarios = []string{"--only", "connect", "--only", "exchange-lifetimes", "--only", "output"}

// rehearseFormats: each is what it says, with the exit code that goes with it.
func rehearseFormats(t *testing.T, program string) {
	t.Run("text", func(t *testing.T) {
		t.Parallel()
		r := newRehearseRun(t, program, "prints-token", quickScenarios...)
		r.end(t, exitFailed)
		for _, want := range []string{"✓ connect-state ", "✗ output-clean ", "    fix    log neither", "1 fail", "led by a proxy"} {
			if !strings.Contains(r.out.String(), want) {
				t.Errorf("%q is missing in\n%s", want, r.out.String())
			}
		}
	})
	t.Run("json", func(t *testing.T) {
		t.Parallel()
		r := newRehearseRun(t, program, "no-lifetimes", append(quickScenarios, "--format", "json", "--app-version", "1.2.3")...)
		r.end(t, exitOK)
		var got rehearseJSON
		d := json.NewDecoder(strings.NewReader(r.out.String()))
		d.DisallowUnknownFields()
		if err := d.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if got.Schema != "zdg.rehearse/1" || got.AppVersion != "1.2.3" || got.Counts["warn"] != 1 || got.LedBy != "proxy" || got.Time.IsZero() || got.Tool == "" {
			t.Errorf("%+v", got)
		}
		for _, s := range got.Scenarios {
			if s.Rule == "" || s.AsOf == "" || s.Confidence == "" || s.Seen == "" || s.SourceKey == "" {
				t.Errorf("%+v", s)
			}
		}
	})
	t.Run("strict", func(t *testing.T) {
		t.Parallel()
		newRehearseRun(t, program, "no-lifetimes", append(quickScenarios, "--strict")...).end(t, exitWarnings)
	})
	t.Run("junit", func(t *testing.T) {
		t.Parallel()
		r := newRehearseRun(t, program, "prints-token", append(quickScenarios, "--format", "junit")...)
		r.end(t, exitFailed)
		var suite struct {
			Failures int `xml:"failures,attr"`
			Cases    []struct {
				Failure *string `xml:"failure"`
			} `xml:"testcase"`
		}
		if err := xml.Unmarshal([]byte(r.out.String()), &suite); err != nil {
			t.Fatalf("%v\n%s", err, r.out.String())
		}
		failed := 0
		for _, c := range suite.Cases {
			if c.Failure != nil {
				failed++
			}
		}
		if suite.Failures != 1 || failed != 1 || len(suite.Cases) < 10 {
			t.Errorf("%d of %d failed, by the head %d", failed, len(suite.Cases), suite.Failures)
		}
	})
	t.Run("html", func(t *testing.T) {
		t.Parallel()
		r := newRehearseRun(t, program, "prints-token", append(quickScenarios, "--format", "html")...)
		r.end(t, exitFailed)
		if text := r.out.String(); !strings.HasPrefix(text, "<!doctype html>") || strings.Count(text, "<tr") < 10 || strings.Contains(text, "<script") {
			t.Errorf("%s", text)
		}
	})
	t.Run("the connect address fails", func(t *testing.T) {
		t.Parallel()
		text, asJSON := newRehearseRun(t, program, "breaks-on-connect"), newRehearseRun(t, program, "breaks-on-connect", "--format", "json")
		text.end(t, exitFailed)
		asJSON.end(t, exitFailed)
		if all := text.out.String(); !strings.Contains(all, "✗ connect-leads") || strings.Contains(all, "led by") {
			t.Errorf("%s", all)
		}
		if all := asJSON.out.String(); !strings.Contains(all, `"led_by": ""`) {
			t.Errorf("%s", all)
		}
	})
	t.Run("nothing arrives", func(t *testing.T) {
		t.Parallel()
		r := newRehearseRun(t, program, "own-transport")
		r.end(t, exitNetwork)
		if !strings.Contains(r.err.String(), "started again, led by") || !strings.Contains(r.out.String(), "--base-url-env") {
			t.Errorf("%s%s", r.out.String(), r.err.String())
		}
	})
}

// rehearseIsolated: what no variable leads is led by a namespace, on Linux.
func rehearseIsolated(t *testing.T, program string) {
	r := newRehearseRun(t, program, "ignores-environment", "--isolate", "--only", "exchange-once")
	if runtime.GOOS != "linux" {
		r.end(t, exitUsage)
		return
	}
	if err := exec.Command("unshare", "--map-root-user", "--mount", "true").Run(); err != nil {
		t.Skipf("this machine gives no mount namespace: %v", err)
	}
	r.end(t, exitOK)
	if !strings.Contains(r.out.String(), "led by a namespace of its own") {
		t.Errorf("%s%s", r.out.String(), r.err.String())
	}
}

// rehearseByHand: the address is printed, or opened with BROWSER; when nobody comes, that is said.
func rehearseByHand(t *testing.T, program string) {
	if _, err := exec.LookPath("true"); err != nil {
		t.Skip("there is no program here that would do for a browser")
	}
	for flag, want := range map[string]string{"--no-browser": "zdg: open http://", "--manual": "zdg: connect the account in the browser that has opened"} {
		r := newRehearseRun(t, program, "", "--manual", flag, "--timeout", "1ms")
		r.Env = append(r.Env, "WALL=form", "BROWSER=true")
		r.end(t, exitNetwork)
		if said := r.err.String(); !strings.Contains(said, want) || !strings.Contains(said, "nobody connected in the browser") {
			t.Errorf("%s: %s", flag, said)
		}
	}
}

// rehearseInterrupted: ctrl+c ends the program that was started, and zdg with 130; so does a second one, which does not
// wait, for a program that is deaf to being asked.
func rehearseInterrupted(t *testing.T, program string) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGINT to send")
	}
	for _, mistake := range []string{"", "deaf"} {
		r := newRehearseRun(t, program, mistake)
		if err := r.Start(); err != nil {
			t.Fatal(err)
		}
		listens := func() bool {
			c, err := net.Dial("tcp", r.address)
			if err != nil {
				return false
			}
			return c.Close() == nil
		}
		waitFor(t, listens, "the program to listen")
		if err := r.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		if mistake == "deaf" {
			signalAgain(t, r.Process)
		}
		if code := waitForExit(t, r.Cmd, r.err.String); code != exitInterrupted {
			t.Errorf("%s: exit code %d\n%s%s", mistake, code, r.out.String(), r.err.String())
		}
		if listens() {
			t.Errorf("%s: the program lives on", mistake)
		}
		if left, err := filepath.Glob(filepath.Join(r.folder.dir, "zdg-rehearse-*")); err != nil || len(left) > 0 {
			t.Errorf("%s: left behind: %v %v", mistake, left, err)
		}
	}
}

// rehearseRealSecret: a variable that seems to hold the real secret is named, and not repeated.
func rehearseRealSecret(t *testing.T, program string) {
	r := newRehearseRun(t, program, "", "--only", "connect-leads")
	r.Env = append(r.Env, "ZENDESK_CLIENT_SECRET="+hexSecret)
	r.end(t, exitOK)
	if said := r.err.String(); !strings.Contains(said, "ZENDESK_CLIENT_SECRET seems to hold") || strings.Contains(said, hexSecret[:9]) {
		t.Errorf("%s", said)
	}
}

// TestRehearseUsage: what is wrong is said before anything is started.
func TestRehearseUsage(t *testing.T) {
	const connect = "--connect=http://localhost:1/?s={subdomain}"
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{connect}, "name the program"},
		{[]string{"--", "true"}, "--connect is missing"},
		{[]string{"--connect=http://localhost:1/", "--", "true"}, "which account"},
		{[]string{"--connect=http://example.com/?s={subdomain}", "--", "true"}, "not this machine"},
		{[]string{connect, "--poke=http://localhost:1/", "--poke-cmd=true", "--", "true"}, "leave one out"},
		{[]string{connect, "--only=refesh-once", "--", "true"}, "did you mean refresh-once?"},
		{[]string{connect, "--format=yaml", "--", "true"}, "text, json, junit or html"},
		{[]string{connect, "--header=nothing", "--", "true"}, "a name and a value"},
		{[]string{connect, "--reconnect-match=(", "--", "true"}, "not a valid pattern"},
		{[]string{connect, "--no-browser", "--", "true"}, "--manual"},
		{[]string{connect, "--manual", "--data={}", "--", "true"}, "a form"},
		{[]string{connect, "--manual", "--method=PUT", "--", "true"}, "a form"},
		{[]string{connect, "--manual", "--timeout=-1s", "--", "true"}, "is negative"},
		{[]string{connect, "--file=nowhere.toml", "--", "true"}, "does not exist"},
		{[]string{connect, "--", "/no/such/program"}, "cannot be started"},
		{[]string{"--list", "--format=html"}, "use text or json"},
	} {
		code, out, said := newFolder(t).run(append([]string{"rehearse"}, tt.args...)...)
		if code != exitUsage || out != "" && tt.args[len(tt.args)-1] != "/no/such/program" || !strings.Contains(said, tt.want) {
			t.Errorf("%v: exit code %d, %q: %s", tt.args, code, out, said)
		}
	}
}

// rehearseKept: a whole rehearsal is kept, shown by the report with its date and version, and outlives a test; what was
// made with other values goes stale, and says so.
func rehearseKept(t *testing.T, program string) {
	r := newRehearseRun(t, program, "no-lock", "--app-version", "2026.11")
	r.end(t, exitFailed)
	if !strings.Contains(r.err.String(), "kept for zdg check") {
		t.Fatalf("not kept: %s", r.err.String())
	}
	report := func() string {
		t.Helper()
		_, out, _ := r.folder.run("check", "--offline", "--format", "json")
		return out
	}
	out := report()
	for _, want := range []string{"app version 2026.11", time.Now().UTC().Format(time.DateOnly), `"how": "rehearsal"`} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	r.folder.run("check", "--offline") // keeps what it sees
	if !strings.Contains(report(), "app version 2026.11") {
		t.Error("a later check has lost it")
	}
	r.folder.put("zdg.toml", strings.Replace(r.folder.get("zdg.toml"), `app_name = "Acme Sync"`, `app_name = "Acme"`, 1))
	if out := report(); !strings.Contains(out, "run zdg rehearse again") {
		t.Errorf("nothing says that it is stale:\n%s", out)
	}
}

// rehearseNotKept: a result that is not kept is told, before it is made where it can be; what looks like a secret in an
// answer is neither shown nor kept.
func rehearseNotKept(t *testing.T, program string) {
	seeming := strings.Repeat("ab12", 16) // looks like a secret
	for name, c := range map[string]struct {
		from, to string // what is changed in zdg.toml
		flags    []string
		want     []string
	}{
		"no account":    {"d3v-acme", "", nil, []string{"this will not be kept", "names no subdomain: give --subdomain", "as said at the start"}},
		"a part":        {"", "", quickScenarios, []string{"not kept for zdg check and zdg report: a part of the scenarios"}},
		"like a secret": {"Acme Sync", seeming, []string{"--only", "headers"}, []string{"not kept"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRehearseRun(t, program, "", c.flags...)
			r.folder.put("zdg.toml", strings.Replace(r.folder.get("zdg.toml"), c.from, c.to, 1))
			r.end(t, exitOK)
			for _, want := range c.want {
				if !strings.Contains(r.err.String(), want) {
					t.Errorf("%q is missing in\n%s", want, r.err.String())
				}
			}
			if kept, _ := filepath.Glob(filepath.Join(r.folder.dir, "*", "zdg", "evidence", "*")); len(kept) > 0 {
				t.Errorf("kept: %q", kept)
			}
			if text := r.out.String() + r.err.String(); strings.Contains(text, seeming) {
				t.Errorf("what looks like a secret is shown:\n%s", text)
			}
		})
	}
}

// TestWhyARehearsalIsNotKept: each reason names the answer, and what to do.
func TestWhyARehearsalIsNotKept(t *testing.T) {
	whole := checklist.Draft{}.With(checklist.FieldSubdomain, "d3v-acme").With(checklist.FieldIdentifier, "zdg-acme").With(checklist.FieldAppName, "Acme Sync")
	seeming := strings.Repeat("ab12", 16) // looks like a secret
	t.Chdir(t.TempDir())
	if err := os.WriteFile("zdg.toml", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, want string
		d          checklist.Draft
	}{
		{"whole", "", whole},
		{"no account", "zdg.toml names no subdomain: give --subdomain", whole.With(checklist.FieldSubdomain, "")},
		{"no account's name", "the subdomain in zdg.toml is not the name of an account", whole.With(checklist.FieldSubdomain, "d3v acme?")},
		{"no client", "zdg.toml names no identifier: give --identifier", whole.With(checklist.FieldIdentifier, " ")},
		{"a secret as the client", "Identifier: this looks like a client secret", whole.With(checklist.FieldIdentifier, seeming)},
		{"a secret as the app's name", "header: this looks like a client secret", whole.With(checklist.FieldAppName, seeming)},
		{"a secret that is known", "header: this looks like a client secret", whole.With(checklist.FieldAppName, "it is "+sampleSecret)},
		{"a secret elsewhere", "", whole.With(checklist.FieldComments, seeming)},
		{"none, by the developer's word", "", whole.Declare(checklist.FieldAppName, seeming)},
	} {
		c := &rehearseCommand{app: &app{secret: sampleSecret}}
		if got := c.notKept(tt.d, rehearse.Plan{}); tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if err := os.Remove("zdg.toml"); err != nil {
		t.Fatal(err)
	}
	c := &rehearseCommand{app: &app{}}
	if got, want := c.notKept(checklist.Draft{}, rehearse.Plan{}), "there is no zdg.toml here: give --subdomain"; !strings.Contains(got, want) {
		t.Errorf("without the file: %q, want %q", got, want)
	}
}

// TestRehearsalOutlivesATest: what a test measures is saved in the place of what was there, but for the rehearsal, of
// which it knows nothing.
func TestRehearsalOutlivesATest(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	a := &app{err: &guarded{}, now: time.Now}
	d := checklist.Draft{}.With(checklist.FieldIdentifier, "zdg-acme")
	const url = "https://d3v-acme.zendesk.com"
	a.saveEvidence(url, "zdg-acme", checklist.Evidence{Rehearsal: &checklist.Rehearsal{AppVersion: "1.2"}})
	a.saveEvidence(url, "zdg-acme", checklist.Evidence{Outcome: checklist.OutcomePassed})
	e := a.loadEvidence(d, url)
	if e.Rehearsal == nil || e.Rehearsal.AppVersion != "1.2" || e.Outcome != checklist.OutcomePassed {
		t.Errorf("%+v", e)
	}

	// A wizard that was open meanwhile has an older one, and a reader of the newest.
	newer := &checklist.Rehearsal{AppVersion: "1.3", At: time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)}
	a.saveEvidence(url, "zdg-acme", checklist.Evidence{Rehearsal: newer})
	r := &runner{app: a}
	r.keep(flow.Keep{AccountURL: url, Identifier: "zdg-acme", Evidence: e}, func(e flow.Event) { t.Errorf("told %+v", e) })
	if e := a.loadEvidence(d, url); e.Rehearsal == nil || e.Rehearsal.AppVersion != "1.3" {
		t.Errorf("the newer rehearsal is lost: %+v", e.Rehearsal)
	}
	var told flow.Event
	r.readRehearsal(flow.ReadRehearsal{AccountURL: url, Identifier: " zdg-acme ", Again: true}, func(e flow.Event) { told = e })
	if read, is := told.(flow.RehearsalRead); !is || !read.Again || read.Rehearsal == nil || read.Rehearsal.AppVersion != "1.3" {
		t.Errorf("told %+v", told)
	}
}
