package main

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/store"
)

// TestASecretInTheDraft: answers that hold a secret fail the check, and no command
// shows anything of it.
func TestASecretInTheDraft(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, env, line string }{
		{"64 digits", "", `ticket = "` + hexSecret + `"`},
		{"64 digits, said to be none of another field", "", `ticket = "` + hexSecret + `"` + "\n" + `not_secret = ["use_case"]`},
		{"in capitals", "", `ticket = " ` + strings.ToUpper(hexSecret) + ` "`},
		{"in a redirect URL", "", `test_redirect_url = "http://127.0.0.1:18573/` + hexSecret + `"`},
		{"where a choice is expected", "", `bot = "` + hexSecret + `"`},
		{"64 digits, broken in two", "", `use_case = "` + hexSecret[:32] + " " + hexSecret[32:] + `"`},
		{"the secret, broken in two", hexSecret, `use_case = "` + hexSecret[:40] + `\n` + hexSecret[40:] + `"`},
		{"the beginning of the secret", hexSecret, `use_case = "` + hexSecret[:40] + `"`},
		{"the secret", wordSecret, `use_case = "it is ` + wordSecret + `."`},
		{"the secret, percent-encoded", wordSecret, `website = "https://a.example/?x=S3cret-of.our%2Bclient%2F2026"`},
		{"64 digits in a comment", "", `#client_secret = "` + hexSecret + `"`},
		{"64 digits in a comment behind an answer", "", `bot = false # ` + hexSecret},
		{"64 digits in a comment in a list", "", "not_secret = [ # one\n # " + hexSecret + "\n]"},
		{"64 digits in two comments", "", "# " + hexSecret[:32] + "\n# " + hexSecret[32:]},
		{"the secret in a comment", wordSecret, "# it is " + wordSecret},
		{"the secret as logo", wordSecret, `logo = "` + wordSecret + `"`},
		{"64 digits as their own excuse", "", `not_secret = ["` + hexSecret + `"]`},
		{"the secret as its own excuse", wordSecret, `not_secret = ["not_secret", "` + wordSecret + `"]`},
		{"the secret, said to be none", wordSecret, `ticket = "` + wordSecret + `"` + "\n" + `not_secret = ["ticket"]`},
		{"64 digits that are the secret, said to be none", hexSecret, `ticket = "` + hexSecret + `"` + "\n" + `not_secret = ["ticket"]`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := newFolder(t)
			s.put("zdg.toml", someAnswers+row.line+"\n")
			env := "OTHER=1"
			if row.env != "" {
				env = secretEnv + "=" + row.env
			}
			for _, args := range [][]string{
				{"check", "--offline"},
				{"check", "--offline", "--format", "json"},
				{"check", "--offline", "--format", "html"},
				{"check", "--offline", "--format", "markdown"},
				{"check", "--offline", "--only", "no-secret-in-answers"},
				{"report"},
				{"report", "--format", "text"},
				{"report", "--format", "json"},
				{"report", "--format", "html"},
			} {
				code, out, said := s.runWith([]string{env}, args...)
				noSecretIn(t, strings.Join(args, " "), out+said)
				if want := map[string]int{"check": exitFailed, "report": exitOK}[args[0]]; code != want {
					t.Errorf("%v: exit code %d\n%s", args, code, said)
				}
				if !strings.Contains(out, "no-secret-in-answers") && !strings.Contains(out, "An answer looks like it holds a secret") {
					t.Errorf("%v: not told\n%s", args, out)
				}
			}
		})
	}
	s := newFolder(t)
	s.put("zdg.toml", someAnswers+`ticket = "`+hexSecret+`"`+"\n"+`not_secret = ["ticket"]`+"\n")
	if code, out, _ := s.run("check", "--offline", "--only", "no-secret-in-answers"); code != exitOK {
		t.Errorf("said to be none: exit code %d\n%s", code, out)
	}
	for _, args := range [][]string{
		{"check", "--offline", "--identifier", hexSecret}, {"check", "--offline", "--scope", hexSecret}, {"check", "--offline", "--subdomain", hexSecret},
	} {
		code, out, said := s.run(args...)
		noSecretIn(t, args[2], out+said)
		if code != exitFailed {
			t.Errorf("%s: exit code %d", args[2], code)
		}
	}
}

// TestASecretInAnArgument, where a file or one of a few words is expected, is not said back.
func TestASecretInAnArgument(t *testing.T) {
	s := newFolder(t)
	pieces := hexSecret[:32] + " " + hexSecret[32:]
	for _, args := range [][]string{
		{"check", "--secret-file", hexSecret},
		{"check", "--only", hexSecret},
		{"check", "--file", hexSecret},
		{"check", "--record", hexSecret},
		{"check", "--format", hexSecret},
		{"check", "--" + hexSecret},
		{"check", "--" + hexSecret + "=1"},
		{"check", "--format", pieces},
		{"check", "--only", strings.ToUpper(pieces)},
		{"check", "--record", hexSecret[:40] + "-" + hexSecret[40:]},
		{"report", "-o", "nodir/" + hexSecret},
		{"report", "-o", hexSecret},
		{"init", "--file", "nodir/" + hexSecret},
		{"init", "--file", hexSecret + ".toml"},
		{"completion", hexSecret},
		{hexSecret},
		{"explain", "--" + hexSecret},
		{"test", "--practice", "--fault", hexSecret},
		{"--file", hexSecret + "/x"},
		{"verify", hexSecret},
		{"check", "--account-url", hexSecret},
	} {
		_, out, said := s.run(args...)
		if noSecretIn(t, args[0]+" "+args[len(args)-1][:8], out+said); said == "" {
			t.Errorf("%v: nothing is said", args)
		}
	}
}

// TestNothingIsSentWithTheSecretInIt: the wrong flag is told, without what it holds, and no request has
// it; test and verify make none at all.
func TestNothingIsSentWithTheSecretInIt(t *testing.T) {
	for _, flag := range []string{"--identifier", "--redirect-url", "--scope", "--subdomain", "--kind"} {
		for _, command := range []string{"test", "verify", "check"} {
			s := newFolder(t)
			value := wordSecret
			if flag == "--redirect-url" {
				value = "http://127.0.0.1:18573/" + wordSecret
			}
			p := openProxy(t, "", http.StatusForbidden)
			code, out, said := s.runWith([]string{secretEnv + "=" + wordSecret, "HTTPS_PROXY=" + p.URL}, append([]string{command, "--subdomain", "d3v-other", flag, value}, map[string][]string{"verify": {"--consent"}}[command]...)...)
			asked := strings.Join(p.log(), "\n")
			noSecretIn(t, command+" "+flag, out+said+"\n"+asked)
			if asked != "" && command != "check" {
				t.Errorf("%s %s: the proxy was asked for %s", command, flag, asked)
			}
			if code != exitUsage && !(command == "check" && code == exitFailed) {
				t.Errorf("%s %s: exit code %d\n%s%s", command, flag, code, out, said)
			}
		}
	}
}

// TestASecretIsNotSavedByTheWizard line by line: not before it is said to be none.
func TestASecretIsNotSavedByTheWizard(t *testing.T) {
	for _, secret := range []string{hexSecret, wordSecret} {
		s := newFolder(t)
		s.put("zdg.toml", "version = 1\n")
		cmd := s.zdg("--plain")
		cmd.Env = append(cmd.Env, secretEnv+"="+wordSecret)
		cmd.Stdin = strings.NewReader(strings.Join([]string{
			"several", "support", "no", "servers", // Fit
			"d3v-acme", "yes", "yes", secret, "quit", "",
		}, "\n"))
		said, _ := cmd.CombinedOutput() // it ends with the input
		noSecretIn(t, "the dialogue", string(said))
		noSecretIn(t, "zdg.toml", s.get("zdg.toml"))
		if !strings.Contains(string(said), "looks like a client secret") {
			t.Errorf("it is not told:\n%s", said)
		}
		cmd = s.zdg("--plain")
		cmd.Env = append(cmd.Env, secretEnv+"="+wordSecret)
		cmd.Stdin = strings.NewReader("go account\n\n\n\n" + secret + "\nno secret\nquit\n")
		said, _ = cmd.CombinedOutput()
		if got := s.get("zdg.toml"); !strings.Contains(got, "organization_id = \""+secret+"\"") || !strings.Contains(got, "not_secret = [\n  \"organization_id\",\n]") {
			t.Errorf("the person's word was not taken:\n%s\n%s", said, got)
		}
	}
}

// TestASecretInAFlagOfTheWizard is refused: from there it would come into the file without a question.
func TestASecretInAFlagOfTheWizard(t *testing.T) {
	s := newFolder(t)
	for _, secret := range []string{hexSecret, wordSecret} {
		code, out, said := s.runWith([]string{secretEnv + "=" + wordSecret}, "--plain", "--identifier", secret)
		noSecretIn(t, "what is said", out+said)
		if code != exitUsage || !strings.Contains(said, "--identifier looks like a client secret") || s.get("zdg.toml") != someAnswers {
			t.Errorf("exit code %d: %s\n%s", code, said, s.get("zdg.toml"))
		}
	}
}

// TestNoSecretReachesTheDisk whichever way it came into the draft: the runner writes the other answers,
// and keeps the one that the file had in its place.
func TestNoSecretReachesTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zdg.toml")
	file, d, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	known, _ := zendesk.ParseSecret(wordSecret)
	r := &runner{file: file, onDisk: d, secret: known}
	var told []flow.Event
	save := func(d checklist.Draft) string {
		t.Helper()
		told = nil
		r.save(d, func(e flow.Event) { told = append(told, e) })
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	d = d.With(checklist.FieldTicket, "#1").With(checklist.FieldName, "Acme")
	save(d)
	for _, secret := range []string{hexSecret, "it is " + wordSecret} {
		got := save(d.With(checklist.FieldTicket, secret).With(checklist.FieldName, "Acme Sync "+secret[:4]))
		noSecretIn(t, "zdg.toml", got)
		if !strings.Contains(got, `ticket = "#1"`) || !strings.Contains(got, "Acme Sync "+secret[:4]) || len(told) != 2 {
			t.Errorf("told %v, saved\n%s", told, got)
		}
		if got = save(d.Declare(checklist.FieldTicket, secret)); !strings.Contains(got, secret) || len(told) != 1 {
			t.Errorf("said to be none, told %v, saved\n%s", told, got)
		}
		save(d)
	}
}

// TestASecretInACommentGoes with the first answer that changes, since the file is then
// written anew; until then it is told of, and a visit leaves it.
func TestASecretInACommentGoes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zdg.toml")
	text := "# " + hexSecret + "\nticket = '#1'\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, d, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	session := flow.NewSession(t.Context(), flow.Begin(flow.State{Draft: d, File: path, Saved: true}), &runner{app: &app{}, file: file, onDisk: d})
	defer session.Close(t.Context())
	for _, row := range []struct {
		event flow.Event
		in    int
	}{{flow.Jumped{Page: flow.PageFit}, 1}, {flow.Answered{Field: checklist.FieldTicket, Typed: "#2"}, 0}} {
		session.Tell(row.event)
		<-session.Written()
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if in := session.State().Evidence.SecretIn; len(in) != row.in || strings.Contains(string(got), hexSecret) != (row.in > 0) || row.in > 0 && string(got) != text {
			t.Errorf("%T: told in %v, the file is\n%s", row.event, in, got)
		}
	}
}

// TestASecretPastedOnScreen: it is neither drawn nor saved before ctrl+o, twice.
func TestASecretPastedOnScreen(t *testing.T) {
	for _, secret := range []string{hexSecret, wordSecret} {
		dir := t.TempDir()
		file := filepath.Join(dir, "zdg.toml")
		if err := os.WriteFile(file, []byte("subdomain = \"d3v-acme\"\nat = \"account\"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		term := start(t, dir, []string{secretEnv + "=" + wordSecret}, false)
		term.see("Which account holds the client?")
		term.press("\x1b[Z") // shift+tab, to an answer
		term.press("\x1b[200~" + secret + "\x1b[201~")
		term.see("looks like a client secret")
		term.press("tab")
		term.see("was not saved")
		noSecretIn(t, "the terminal", term.bytes())
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		noSecretIn(t, "zdg.toml", string(text))
		term.press("\x19", "\x19") // ctrl+y does again what was undone, and gives no word
		term.press("\x0f")         // ctrl+o
		term.see("ctrl+o again")
		term.press("\x0f")
		saved := func() string {
			text, _ := os.ReadFile(file) // it is being replaced
			return string(text)
		}
		waitFor(t, func() bool { return strings.Contains(saved(), `"subdomain",`) }, "the person's word to be saved")
		if got := saved(); !strings.Contains(got, secret) {
			t.Errorf("the value is not saved:\n%s", got)
		}
		term.press("ctrl+c")
		if code, _ := term.wait(); code != exitInterrupted {
			t.Errorf("exit code %d", code)
		}
	}
}

// TestASecretAsThePage, in the file where the page's name should be, is not copied beside it by a visit.
func TestASecretAsThePage(t *testing.T) {
	s := newFolder(t)
	for _, lines := range []string{"go account\nquit\n", "several\nquit\n"} {
		s.put("zdg.toml", someAnswers+"at = '"+hexSecret+"'\n")
		cmd := s.zdg("--plain")
		cmd.Stdin = strings.NewReader(lines)
		said, _ := cmd.CombinedOutput()
		noSecretIn(t, "the dialogue", string(said))
	}
	if err := filepath.WalkDir(filepath.Join(s.dir, "state"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			text, _ := os.ReadFile(path)
			noSecretIn(t, path, string(text))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
