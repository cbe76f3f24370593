package main

import (
	"encoding/json"
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
	for _, tt := range []struct {
		args   []string
		schema string
		keys   []string
		code   int
	}{
		{[]string{"test", "--practice", "--approve"}, "zdg.test/1", []string{"outcome", "account", "client", "steps"}, exitOK},
		{[]string{"test", "--practice", "--approve", "--fault", "invalid-client"}, "zdg.test/1", []string{"outcome", "steps"}, exitFailed},
		{[]string{"test", "--practice", "--no-browser", "--timeout", "1ms"}, "zdg.test/1", []string{"outcome", "steps"}, exitNetwork},
		{append([]string{"test"}, someFlags...), "zdg.test/1", []string{"outcome", "steps"}, exitNetwork},
		{append([]string{"check"}, someFlags...), "zdg.report/1", []string{"account", "client", "checks", "sheet", "not_run", "summary"}, exitFailed},
		{append([]string{"check", "--offline"}, someFlags...), "zdg.report/1", []string{"checks", "summary"}, exitFailed},
		{append([]string{"report"}, someFlags...), "zdg.report/1", []string{"checks", "sheet", "not_run", "summary"}, exitOK},
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

// TestEveryJSONIsDescribed: docs/json.md names each command that prints JSON.
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

// TestJSONOfATestOnAStandIn, through the browser: outcome, steps and exit code agree.
func TestJSONOfATestOnAStandIn(t *testing.T) {
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
			u := d.start(t, "test", "--format", "json")
			u.consent(d, tt.allow)
			code := u.wait()
			result := decode(t, []byte(u.out.String()))
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
