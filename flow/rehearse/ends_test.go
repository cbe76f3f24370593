package rehearse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/flow/rehearse/launch"
	"zdg/flow/rehearse/stage"
)

// behaviourEnv has the test's own binary play a program that does not serve; its value says how it behaves.
const behaviourEnv = "ZDG_TEST_BEHAVIOUR"

func play(as string) {
	switch as {
	case "ends":
		fmt.Fprintln(os.Stderr, "the database is missing")
		os.Exit(7)
	case "floods":
		for line := []byte(strings.Repeat("y\n", 2048)); ; {
			_, _ = os.Stdout.Write(line) // until it is ended
		}
	case "goes to the background":
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), behaviourEnv+"=sleeps")
		if err := cmd.Start(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	time.Sleep(5 * time.Minute) // it is ended before
}

// TestProgramsThatDoNotServe: each is ended and reported, and no process or folder of it is left.
func TestProgramsThatDoNotServe(t *testing.T) {
	t.Parallel()
	type program struct {
		ready time.Duration
		want  error
		says  string
	}
	inParallel(t, map[string]program{
		"never listens":          {100 * time.Millisecond, ErrNotReady, "nothing listens on 127.0.0.1:"},
		"ends":                   {0, ErrEnded, "exit status 7; its last words: the database is missing"},
		"floods":                 {0, ErrEnded, "more than 16 MB"},
		"goes to the background": {0, ErrEnded, ""},
		"is not there":           {0, ErrNotStarted, ""},
	}, func(t *testing.T, name string, tt program) {
		plan := samplePlan(t, []string{os.Args[0]}, "")
		plan.Environ, plan.Ready = append(plan.Environ, behaviourEnv+"="+name), 20*time.Second
		if tt.ready > 0 {
			plan.Ready = tt.ready
		}
		if name == "is not there" {
			plan.Command = []string{filepath.Join(t.TempDir(), "nothing")}
		}
		r := rehearse(t, plan)
		if !errors.Is(r.err, tt.want) || !strings.Contains(r.err.Error(), tt.says) {
			t.Errorf("%v, want %v with %q", r.err, tt.want, tt.says)
		}
		if left, err := os.ReadDir(plan.Temp); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v %v", left, err)
		}
	})
}

// TestLastWords: the program's error is reported, without the stack trace behind it.
func TestLastWords(t *testing.T) {
	s, err := stage.Open(stage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for printed, want := range map[string]string{
		"": "", "\n\n": "", "a\nb\nc\nd\ne\n": "b / c / d / e",
		"/app/server.js:10\n  throw new Error('no database')\n  ^\n\nError: no database\n    at main (/app/server.js:10:9)\n    at node:internal/main/run_main_module:28:49\n\nNode.js v22.4.0\n": "/app/server.js:10 / throw new Error('no database') / Error: no database",
		"Traceback (most recent call last):\n  File \"app.py\", line 3, in <module>\n    main()\nValueError: no database\n":                                                                       "Traceback (most recent call last): / main() / ValueError: no database",
		"panic: no database\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:4 +0x25\nnet/http.(*Server).Serve(0xc00001)\n\t/go/server.go:1\ncreated by main.x in goroutine 1\n":            "panic: no database",
		"Exception in thread \"main\" java.lang.IllegalStateException: no database\n\tat App.main(App.java:4)\n":                                                                                  "Exception in thread \"main\" java.lang.IllegalStateException: no database",
		"app.rb:3:in `main': no database (RuntimeError)\n\tfrom app.rb:6:in `<main>'\n":                                                                                                           "app.rb:3:in `main': no database (RuntimeError)",
		"    at once\n": "at once", // nothing else was said
		strings.Repeat("x", maxLast) + "planted\nthe end\n":      "the end",
		strings.Repeat("the beginning\n", maxLast) + "the end\n": "the beginning / the beginning / the beginning / the end",
	} {
		r := &rehearsal{stage: s, printed: []byte(printed)}
		if got := strings.TrimPrefix(r.lastWords(), "; its last words: "); got != want {
			t.Errorf("%.80q: %q, want %q", printed, got, want)
		}
	}
}

// TestScriptThatFinishes: when a script completes the connection, the result suggests --finish.
func TestScriptThatFinishes(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "finishes-by-script")
	plan.BaseEnv, plan.Only = "ZENDESK_URL", []string{"connect-leads"}
	if r := rehearse(t, plan); r.err != nil || !strings.Contains(r.Results[0].Seen, "say with --finish what it sends. Else") {
		t.Errorf("%v %v", r.err, r.Results)
	}
}

// TestAPortThatIsTaken: a program that already listens on the port is not rehearsed.
func TestAPortThatIsTaken(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "")
	l, err := net.Listen("tcp", plan.Connect.dialAddress())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if r := rehearse(t, plan); !errors.Is(r.err, ErrNotStarted) || !strings.Contains(r.err.Error(), "already") {
		t.Errorf("%v", r.err)
	}
	stopped := &rehearsal{plan: plan, stopped: true}
	time.AfterFunc(100*time.Millisecond, func() { _ = l.Close() })
	if stopped.portTaken(t.Context()) {
		t.Error("a program that was stopped has no moment to end")
	}
}

// TestListensOnIPv6Only: the error says when a program listens on IPv6 only.
func TestListensOnIPv6Only(t *testing.T) {
	l, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Skip("there is no IPv6 here")
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if got := otherSide("127.0.0.1:" + port); got != ", and something does on [::1]:"+port {
		t.Errorf("%q", got)
	}
}

// TestNothingArrives: all steps are tried, with a note for each; then nothing is judged, and the results say what to do.
func TestNothingArrives(t *testing.T) {
	t.Parallel()
	r := rehearse(t, samplePlan(t, goCommand(t), "own-transport"))
	if r.err != nil || r.Led != "" {
		t.Fatalf("led by %q, %v", r.Led, r.err)
	}
	if len(r.notes) != len(launch.Steps())-1 {
		t.Errorf("told: %q", r.notes)
	}
	for _, x := range r.Results {
		if !isQuestion(x.Scenario) && (x.Verdict != checklist.NotRun || !strings.Contains(x.Seen, "--base-url-env") ||
			!strings.HasPrefix(x.Seen, "the program's requests did not arrive (the callback shows 502: ")) {
			t.Errorf("%s %s: %s", x.ID, x.Verdict, x.Seen)
		}
	}
}

// TestProgramThatEnds: without --restart the scenarios that follow are not run, and say why.
func TestProgramThatEnds(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "ends-on-nothing")
	plan.Restart = false
	r := rehearse(t, plan)
	if r.err != nil {
		t.Fatal(r.err)
	}
	at := slices.IndexFunc(r.Results, func(x Result) bool { return x.ID == "callback-empty" })
	if x := r.Results[at]; x.Verdict != checklist.Fail || !strings.Contains(x.Seen, "exit status 3") {
		t.Errorf("%s: %s", x.Verdict, x.Seen)
	}
	for _, x := range r.Results[at+1:] {
		if !judgedAfterEnd(x.Scenario) && x.Verdict != checklist.NotRun {
			t.Errorf("%s %s: %s", x.ID, x.Verdict, x.Seen)
		}
	}
}

// TestProgramThatCallsWithoutEnd: it is ended, and reported once.
func TestProgramThatCallsWithoutEnd(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "calls-without-end")
	plan.maxLog = 200
	r := rehearse(t, plan)
	if r.err != nil {
		t.Fatal(r.err)
	}
	var told []string
	for _, x := range r.Results {
		if x.Verdict == checklist.Fail {
			told = append(told, x.ID+" "+x.Seen)
		}
	}
	if len(told) != 1 || !strings.Contains(told[0], "without end") {
		t.Errorf("told: %q", told)
	}
	if listens(plan.Connect.dialAddress()) {
		t.Error("it lives on")
	}
}

// TestSecretsAreMasked: secrets in pages and in the program's output are in no byte of the results.
func TestSecretsAreMasked(t *testing.T) {
	t.Parallel()
	inParallel(t, map[string]bool{"shows-tokens": true, "prints-token": true, "prints-callback": true, "no-validation": true}, func(t *testing.T, mistake string, _ bool) {
		plan := samplePlan(t, goCommand(t), mistake)
		const header = "session-of-a-person-55aa"
		plan.Header, plan.Hide = map[string][]string{"X-Session": {header}}, []string{header}
		secrets := []string{clientSecret, header}
		plan.watch = func(s *stage.Stage) {
			for _, x := range s.Secrets() {
				secrets = append(secrets, x.Value)
			}
			secrets = append(secrets, s.Codes()...)
		}
		r := rehearse(t, plan)
		if len(secrets) < 10 || len(r.bad()) == 0 {
			t.Fatalf("only %d secrets, %d findings", len(secrets), len(r.bad()))
		}
		text, err := json.Marshal(r.Outcome)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, fmt.Sprint(r.notes, r.err)...)
		for _, secret := range secrets {
			for n := len(secret); n > 20; n /= 2 { // also the beginning of one that was cut
				if bytes.Contains(text, []byte(secret[:n])) {
					t.Fatalf("the first %d characters of a secret are shown", n)
				}
			}
			if bytes.Contains(text, []byte(secret)) {
				t.Fatal("a secret is shown")
			}
		}
	})
}

// TestOtherWaysToReachAProgram: the other ways in which a program can be reached.
func TestOtherWaysToReachAProgram(t *testing.T) {
	t.Parallel()
	inParallel(t, map[string]func(*Plan){
		"by path": func(p *Plan) { p.BaseEnv = "ZENDESK_URL" },
		"a form": func(p *Plan) {
			p.Connect.URL, p.Connect.Data = strings.TrimSuffix(p.Connect.URL, "?subdomain={subdomain}"), "subdomain={subdomain}"
		},
		"a script": func(p *Plan) {
			p.Environ = append(p.Environ, "MISTAKE=finishes-by-script")
			p.Finish = Address{URL: strings.Replace(p.Client.RedirectURLs[0], "/callback", "/finish", 1), Data: "code={code}&state={state}&error={error}"}
		},
		"nothing declared": func(p *Plan) { p.Client = stage.Client{} },
		"public":           func(p *Plan) { p.Client.Kind = "public" },
		"a proxy before":   func(p *Plan) { p.Environ = append(p.Environ, "NO_PROXY=*", "https_proxy=http://127.0.0.1:1") },
		"a poke command": func(p *Plan) {
			p.PokeCommand = strings.ReplaceAll(`curl -fsS '`+p.Poke.URL+`' || exit 1`, "{subdomain}", `'"$SUBDOMAIN"'`)
			p.Poke = Address{}
			p.Only = []string{"poke", "refresh-next-pair", "refresh-once"}
		},
	}, func(t *testing.T, name string, change func(*Plan)) {
		if name == "a poke command" {
			interpreted(t, "curl", "")
		}
		plan := samplePlan(t, goCommand(t), "")
		change(&plan)
		r := rehearse(t, plan)
		if r.err != nil {
			t.Fatal(r.err)
		}
		for id, how := range r.bad() {
			if !strings.HasPrefix(how, "ask") {
				t.Errorf("%s %s", id, how)
			}
		}
		want := launch.StepProxy
		if plan.BaseEnv != "" {
			want = launch.StepBase
		}
		if r.Led != want {
			t.Errorf("led by %s", r.Led)
		}
	})
}

// TestPublicClientNeedsPKCE: what is a warning for a confidential client fails for a public one.
func TestPublicClientNeedsPKCE(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "no-pkce")
	plan.Client.Kind, plan.Only = "public", []string{"connect", "exchange-works"}
	if how := rehearse(t, plan).bad()["connect-pkce"]; !strings.HasPrefix(how, "fail") {
		t.Errorf("connect-pkce %s", how)
	}
}

// TestOnlyRunsWhatItNeeds: the named scenario and those that it depends on are run, and no others.
func TestOnlyRunsWhatItNeeds(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "")
	plan.Only = []string{"exchange-once"}
	var ids []string
	for _, x := range rehearse(t, plan).Results {
		ids = append(ids, x.ID)
	}
	const want = "connect-leads connect-request connect-redirect connect-scopes connect-pkce exchange-account exchange-redirect exchange-secret exchange-works exchange-once"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestSignedInByAHeader: when a header signs in every browser as one person, callback-other-browser passes for a program that tells
// browsers apart, and is not run for one that does not.
func TestSignedInByAHeader(t *testing.T) {
	t.Parallel()
	inParallel(t, map[string]checklist.Verdict{"": checklist.Pass, "state-of-any-browser": checklist.NotRun}, func(t *testing.T, mistake string, want checklist.Verdict) {
		plan := samplePlan(t, goCommand(t), mistake)
		plan.Header, plan.Only = http.Header{"Authorization": {"Basic eDp5"}}, []string{"callback-other-browser"}
		r := rehearse(t, plan)
		if r.err != nil {
			t.Fatal(r.err)
		}
		if last := r.Results[len(r.Results)-1]; last.ID != plan.Only[0] || last.Verdict != want {
			t.Errorf("%s %s: %s", last.ID, last.Verdict, last.Seen)
		}
	})
}

// TestNoTemporaryFolder: when no temporary folder can be made, the error says what to do.
func TestNoTemporaryFolder(t *testing.T) {
	_, err := Run(t.Context(), Plan{Temp: filepath.Join(t.TempDir(), "missing")}, func(Progress) {})
	if err == nil || !strings.Contains(err.Error(), "let TMPDIR name one that can be written to") {
		t.Errorf("%v", err)
	}
}
