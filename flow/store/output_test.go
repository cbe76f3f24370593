package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"zdg/checklist"
)

// TestOutputLeavesAnswersAlone: answers are not written over, also where they cannot be read, and whatever the file is called.
func TestOutputLeavesAnswersAlone(t *testing.T) {
	const answers = "name = 'Acme'\nkind = 'public'\n"
	wide := "\xff\xfe"
	for _, unit := range utf16.Encode([]rune("name = 'Acme'\n")) {
		wide += string([]byte{byte(unit), byte(unit >> 8)})
	}
	for name, text := range map[string]string{
		"answers": answers, "a misspelt key": "nam = 'Acme'\n" + answers, "all keys misspelt": "subdoman = 'd3v-acme'\nredirect_uris = []\n", "a newer version": "version = 2\n" + answers, "a secret": "client_secret = 'x'\n" + answers,
		"no TOML": answers + "[bad", "conflict marks": "<<<<<<< HEAD\n" + answers, "a byte order mark": "\ufeff" + answers + "}{", "CR": "# mine\rscopes=[\r", "indented": "x\n\t\"redirect_urls\" = [",
		"UTF-16": wide, "Latin-1": "name = 'caf\xe9'", "large": "name = 'x'\n" + strings.Repeat("#", evidenceMax),
		"YAML": "subdomain: d3v-acme\nidentifier: zdg-acme\n", "YAML in a list": "answers:\n  - subdomain: d3v-acme\n  - 'scopes':\n    - tickets:read\n", "JSON": `{"subdomain":"d3v-acme","identifier":"zdg-acme"}`, "JSON that is cut off": "{\n \"subdomain\": \"d3v-acme\",\n \"kind\": \"pub",
		"env":         "SUBDOMAIN=d3v-acme\nIDENTIFIER=zdg-acme\n",
		"a mere form": string(Write(checklist.Draft{})),
		"evidence":    `{"schema": "zdg.evidence/1"}`, "evidence with a byte order mark": "\ufeff" + `{"schema":"zdg.evidence/1"}`, "evidence that is cut off": `{ "schema": "zdg.evidence/1", "steps": [`,
		"a test that was left": `{"schema":"zdg.live/1","`,
	} {
		path := filepath.Join(t.TempDir(), "report.txt")
		put(t, path, text)
		err := Output(path, []byte("new"), nil)
		if got, _ := os.ReadFile(path); err == nil || !strings.Contains(err.Error(), "name another file for the report") || string(got) != text {
			t.Errorf("%s: %v", name, err)
		}
	}
	versioned := filepath.Join(t.TempDir(), "report.txt")
	put(t, versioned, "version = 1\n"+answers)
	if what := heldByZdg(versioned); what != "answers given to zdg" {
		t.Errorf("answers with their version are told of as %q", what)
	}
	for name, text := range map[string]string{
		"nothing": "", "a report": `{"schema": "zdg.report/1", "name = ": 1}`, "notes": "name: Acme\nthe name = Acme\n", "prose": "kind regards\n", "one key twice": "name: Acme\nname: Acme 2\n", "labels": "Name: Acme\nCompany: Acme Inc.\nScopes: read\n", "other YAML": "version: 2\nname: build\njobs:\n", "other JSON": `{"name": "acme", "version": "1"}`, "evidence that is told of": `see {"schema": "zdg.evidence/1", `,
	} {
		path := filepath.Join(t.TempDir(), "report.txt")
		put(t, path, text)
		if err := Output(path, []byte("new"), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOutputReplacesReports: a report is written over, in every format that zdg writes.
func TestOutputReplacesReports(t *testing.T) {
	reports, err := filepath.Glob(filepath.Join("..", "..", "checklist", "testdata", "Test*Golden", "*.golden"))
	if err != nil || len(reports) < 10 {
		t.Fatalf("%d reports: %v", len(reports), err)
	}
	for _, name := range reports {
		if what := heldByZdg(name); what != "" {
			t.Errorf("%s holds %s", name, what)
		}
	}
}

// TestOutputLeavesTheFileOfAnswersAlone: the file of answers is not written over, also where nothing in it says what it is, and by
// whichever name it is given.
func TestOutputLeavesTheFileOfAnswersAlone(t *testing.T) {
	dir := t.TempDir()
	answers, link := filepath.Join(dir, "mine.toml"), filepath.Join(dir, "report.txt")
	put(t, answers, "")
	if err := os.Link(answers, link); err != nil {
		t.Skip("no hard links here")
	}
	for _, path := range []string{answers, link} {
		if err := Output(path, []byte("new"), []string{answers}); err == nil || get(t, answers) != "" {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}
