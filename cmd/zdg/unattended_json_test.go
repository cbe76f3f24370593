package main

import (
	"encoding/json"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var snake = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// TestJSONResults decodes every JSON result: stdout holds it alone, and its head
// says what it is, who wrote it, and when.
func TestJSONResults(t *testing.T) {
	values := []string{"--subdomain", "d3v-acme", "--identifier", "zdg-acme", "--kind", "public", "--redirect-url", "http://127.0.0.1:18573/callback", "--scope", "read"}
	for _, tt := range []struct {
		args   []string
		schema string
		keys   []string
		code   int
	}{
		{[]string{"test", "--practice", "--approve"}, "zdg.test/1", []string{"outcome", "account", "client", "steps"}, exitOK},
		{[]string{"test", "--practice", "--approve", "--fault", "invalid-client"}, "zdg.test/1", []string{"outcome", "steps"}, exitFailed},
		{[]string{"test", "--practice", "--no-browser", "--timeout", "1ms"}, "zdg.test/1", []string{"outcome", "steps"}, exitNetwork},
		{append([]string{"test"}, values...), "zdg.test/1", []string{"outcome", "steps"}, exitNetwork},
		{append([]string{"check"}, values...), "zdg.report/1", []string{"account", "client", "checks", "sheet", "not_run", "summary"}, exitFailed},
		{append([]string{"check", "--offline"}, values...), "zdg.report/1", []string{"checks", "summary"}, exitFailed},
		{append([]string{"report"}, values...), "zdg.report/1", []string{"checks", "sheet", "not_run", "summary"}, exitOK},
		{[]string{"check", "--list"}, "zdg.checks/1", []string{"checks"}, exitOK},
		{[]string{"facts"}, "zdg.facts/1", []string{"older_days", "sources"}, exitOK},
		{[]string{"explain", "--list"}, "zdg.explain/2", []string{"facts", "diagnoses"}, exitOK},
		{[]string{"explain", "No such client"}, "zdg.explain/2", []string{"facts", "diagnoses"}, exitOK},
		{[]string{"explain", "nothing of Zendesk's"}, "zdg.explain/2", []string{"facts", "diagnoses"}, exitOK},
	} {
		t.Run(strings.Join(tt.args[:min(4, len(tt.args))], " "), func(t *testing.T) {
			if !slices.Contains(tt.args, "--practice") { // each takes the first port that is free
				t.Parallel()
			}
			u := newUnattended(t, append(tt.args, "--format", "json")...)
			if code := u.run(); code != tt.code {
				t.Fatalf("exit code %d, want %d\n%s", code, tt.code, u.err.String())
			}
			var result map[string]any
			if err := json.Unmarshal([]byte(u.out.String()), &result); err != nil {
				t.Fatalf("stdout is no JSON: %v\n%s", err, u.out.String())
			}
			if result["schema"] != tt.schema {
				t.Errorf("schema %v, want %s", result["schema"], tt.schema)
			}
			if !strings.Contains(readPage(t, "json.md"), "\n## "+tt.schema+": ") {
				t.Errorf("docs/json.md has nothing about %s", tt.schema)
			}
			if tool, _ := result["tool"].(string); !strings.HasPrefix(tool, "zdg ") {
				t.Errorf("tool %v", result["tool"])
			}
			stamp, _ := result["time"].(string)
			if _, err := time.Parse("2006-01-02T15:04:05Z", stamp); err != nil {
				t.Errorf("time: %v", err)
			}
			for _, key := range tt.keys {
				if value, ok := result[key]; !ok || value == nil {
					t.Errorf("%s is missing or null", key)
				}
			}
			wantSnakeCase(t, "", result)
		})
	}
}

// TestEveryJSONIsDescribed: a command that prints JSON stands in docs/json.md.
func TestEveryJSONIsDescribed(t *testing.T) {
	page := readPage(t, "json.md")
	for _, cmd := range commandTree(t).Commands() {
		if f := cmd.Flags().Lookup("format"); f != nil && strings.Contains(f.Usage, "json") && !strings.Contains(page, cmd.CommandPath()) {
			t.Errorf("docs/json.md has nothing about %s --format json", cmd.CommandPath())
		}
	}
}

// wantSnakeCase holds every key of a result against snake_case. The verdicts, which are
// keys of the summary, are values of ours and written with a hyphen.
func wantSnakeCase(t *testing.T, at string, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if !snake.MatchString(key) && at != ".summary" && !strings.HasSuffix(at, ".facts") {
				t.Errorf("%s.%s is not snake_case", at, key)
			}
			wantSnakeCase(t, at+"."+key, value)
		}
	case []any:
		for _, value := range v {
			wantSnakeCase(t, at, value)
		}
	}
}

// TestTestOnAStandIn goes through the browser, and holds the outcome, the result
// and the exit code against each other.
func TestTestOnAStandIn(t *testing.T) {
	for _, tt := range []struct {
		name    string
		allow   bool
		outcome string
		code    int
	}{
		{"allowed", true, "passed", exitOK},
		{"denied", false, "denied", exitDenied},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := openStandIn(t, nil)
			u := newUnattended(t, append([]string{"test", "--format", "json"}, d.args()...)...)
			u.giveSecret("env", d.Client().Secret)
			u.start()
			u.consent(d, tt.allow)
			code := u.wait()
			var result testJSON
			if err := json.NewDecoder(strings.NewReader(u.out.String()[strings.Index(u.out.String(), "{\n  \"schema\""):])).Decode(&result); err != nil {
				t.Fatal(err)
			}
			if result.Outcome != tt.outcome || code != tt.code {
				t.Errorf("outcome %s with exit code %d, want %s with %d\n%s", result.Outcome, code, tt.outcome, tt.code, u.err.String())
			}
			if result.Account.URL != d.server.URL || result.Account.Practice || result.Client.Kind != "confidential" {
				t.Errorf("account %+v, client %+v", result.Account, result.Client)
			}
			for _, s := range result.Steps {
				if (s.Verdict == "fail") != (s.Diagnosis != nil) {
					t.Errorf("%s: verdict %s with diagnosis %v", s.ID, s.Verdict, s.Diagnosis)
				}
			}
		})
	}
}

func TestBusyPortIsNamed(t *testing.T) {
	d := openStandIn(t, nil)
	at, err := url.Parse(d.callback)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", at.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // of no more use
	u := newUnattended(t, append([]string{"test"}, d.args()...)...)
	u.giveSecret("env", d.Client().Secret)
	if code := u.run(); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if out := u.out.String(); !strings.Contains(out, "\n✗ Callback ") || !strings.Contains(out, "\n    code   port-busy\n") {
		t.Errorf("the busy port is not named:\n%s", u.out.String())
	}
}

// TestCheckAsksTheAccountSparingly checks twice: the second time the account is
// not asked whether it is there, and without the secret what was proven stays.
func TestCheckAsksTheAccountSparingly(t *testing.T) {
	d := openStandIn(t, nil)
	only := []string{"--only", "account-reachable", "--only", "credentials-accepted"}
	first := newUnattended(t, append(append([]string{"check"}, d.args()...), only...)...)
	first.giveSecret("env", d.Client().Secret)
	if code := first.run(); code != exitOK || !strings.Contains(first.out.String(), "2 checks: 2 pass") {
		t.Fatalf("exit code %d\n%s%s", code, first.out.String(), first.err.String())
	}
	url := d.server.URL
	d.server.Close()
	again := newUnattended(t, append(append([]string{"check"}, d.args()...), only...)...)
	again.cmd.Env = append(again.cmd.Env, "XDG_STATE_HOME="+first.home+"/state")
	if code := again.run(); code != exitOK || !strings.Contains(again.out.String(), "2 checks: 2 pass") {
		t.Errorf("exit code %d at %s\n%s%s", code, url, again.out.String(), again.err.String())
	}
}

// TestCheckSaysWhatItDidNotCheck gives no secret.
func TestCheckSaysWhatItDidNotCheck(t *testing.T) {
	d := openStandIn(t, nil)
	u := newUnattended(t, append([]string{"check", "--only", "account-reachable", "--only", "credentials-accepted"}, d.args()...)...)
	if code := u.run(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{"✓ account answers", "no secret was given: use " + secretEnv + ", --secret-file or --secret-stdin", "2 checks: 1 pass, 1 not checked"} {
		if !strings.Contains(u.out.String(), want) {
			t.Errorf("%q is missing:\n%s", want, u.out.String())
		}
	}
}
