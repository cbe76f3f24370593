package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/store"
)

// walkResult is what a walk through the wizard left behind.
type walkResult struct {
	file   string // zdg.toml
	report string // standard output
	said   string // the dialogue; line by line only
}

// leftToThePerson are the questions that practice leaves open, each with the reason.
var leftToThePerson = map[checklist.Field]string{
	checklist.FieldStored:      "said on the page, once the secret was pasted",
	checklist.FieldKeptURLsWhy: "practice removes them",
}

// TestPracticeIsFilledIn: whoever practises has to make nothing up before the request is sent.
func TestPracticeIsFilledIn(t *testing.T) {
	draft := callsDraft()
	for _, page := range flow.Pages() {
		for _, f := range page.Fields {
			if page.Stage != checklist.StageAfter && flow.Shown(f, draft) && draft.Has(f) == (leftToThePerson[f] != "") {
				t.Errorf("%s: answer it in draft in practice.go, or say in leftToThePerson why practice does not", f)
			}
		}
	}
}

// TestBothFacesComeToTheSame walks the same way on the screen and line by line,
// with the real program on the practice account: the draft that is saved and the
// report that is printed, and with it the evidence, are the same.
func TestBothFacesComeToTheSame(t *testing.T) {
	const noted, ticket = "2026-11-22", "#1234567"
	const refused = "The identifier holds white space"
	sheet, sent := step{"Type this into the form", []string{"s"}}, step{"Is the request sent?", []string{"enter", noted, "enter", ticket, "enter", "q"}}
	for _, walk := range []struct {
		name   string
		before []step   // up to the end of the test
		ended  string   // what the screen shows then
		after  []step   // from Clean up on
		lines  []string // the same, line by line
		report []string // what it comes to
		words  []string // what plain says too: the screen is waited for with them
	}{
		{
			name:   "as prepared",
			before: append(slices.Clone(toConsent), step{"Allow here", []string{"a"}}),
			ended:  "The client works",
			after: []step{
				{"These point to this machine", []string{"ctrl+x"}},
				{"read what Zendesk has saved", []string{"enter"}},
				{"to fix", []string{"n"}},
				{"What the form probably asks", []string{"enter"}},
				{"Last look: nobody can change this later", []string{"enter"}},
				sheet,
				{"Is the request sent?", []string{"enter", noted, "enter", ticket, "enter", "enter"}},
				{"When to ask again", []string{"down", "enter"}},
				{"┃ Day of the answer", []string{"2026-11-24", "enter"}},
				{"Noted.", []string{"enter"}},
				{"not claimed yet", []string{"down", "enter"}},
				{"┃ Linked with the app?", []string{"down", "enter"}},
				{"Noted.", []string{"enter"}},
				{"Migration plan", []string{"q"}},
			},
			lines: join(
				blanks(4), blanks(4), blanks(1), blanks(2), blanks(4), []string{"", "yes", ""}, []string{"", "allow", ""},
				[]string{"remove"}, blanks(1), blanks(13), blanks(2), []string{noted, ticket, "", "approved", "2026-11-24", "", "yes", "yes", "", "finish"},
			),
			report: []string{"Linked with the app; the App-Id header is not live yet.", "Letter to customers", "| Identifier | zdg-acme-sync | ✓ ", ticket, "old access token: dead", "(saved: https://app.acme.com/zendesk/callback; "},
			words:  []string{"Remove what should not be frozen", "These point to this machine", "read what Zendesk has saved"},
		},
		{
			name: "back to an earlier stage, and an identifier that is refused, then another that nobody knows",
			before: []step{
				{"Who will use it", []string{"enter"}},
				{"Which account holds the client?", []string{"esc"}},
				{"Who will use it", []string{"enter"}},
				{"Which account holds the client?", []string{"enter"}},
				{"Does the client exist already?", []string{"enter"}},
				{"Identifier and kind", []string{"ctrl+u", "acme sync", "enter"}},
				{refused, []string{"ctrl+u", "acme-sync", "enter"}},
				{"press enter again", []string{"enter"}},
				{"Redirect URLs and scopes", []string{"enter"}},
				{"taken from the practice vault", []string{"y"}},
				{"› Yes", []string{"enter"}},
				{"Start the test", []string{"enter"}},
			},
			ended: "The test failed at: Identifier and secret",
			after: []step{
				{"These point to this machine", []string{"ctrl+x"}},
				{"there is no client with the identifier", []string{"enter"}},
				{"to fix", []string{"n"}},
				{"What the form probably asks", []string{"enter"}},
				{"Last look: nobody can change this later", []string{"i"}},
				{"┃ To go on anyway", []string{"acme-sync", "enter"}},
				sheet, sent,
			},
			lines: join(
				blanks(4), []string{"back", ""}, blanks(4), blanks(1), []string{"acme sync", "acme-sync", ""}, blanks(4), []string{"", "yes", ""},
				[]string{"", "skip"}, []string{"remove"}, blanks(1), blanks(13), []string{"acme-sync", ""}, []string{noted, ticket, "finish"},
			),
			report: []string{"| Identifier | acme-sync | ✗ ", ticket, "invalid_client"},
			words:  []string{refused, "there is no client with the identifier", "and sending the request now would freeze this:"},
		},
	} {
		t.Run(walk.name, func(t *testing.T) {
			screen := walkScreen(t, walk.before, walk.ended, walk.after)
			plain := walkPlain(t, walk.lines)
			if screen.file != plain.file {
				t.Errorf("the drafts differ:\n%s", onlyInOne(screen.file, plain.file))
			}
			if screen.report != plain.report {
				t.Errorf("the reports differ:\n%s", onlyInOne(screen.report, plain.report))
			}
			for _, want := range append(walk.words, walk.ended) {
				if !strings.Contains(plain.said, want) {
					t.Errorf("line by line %q is not said:\n%s", want, plain.said)
				}
			}
			for _, want := range walk.report {
				if !strings.Contains(screen.report, want) {
					t.Errorf("the report lacks %q:\n%s", want, screen.report)
				}
			}
		})
	}
}

// TestPracticeTakesItsSecretAgain: after a secret that practice does not know, an empty line at the
// hidden prompt takes the prepared one, with which the test goes through.
func TestPracticeTakesItsSecretAgain(t *testing.T) {
	said := walkPlain(t, join(
		blanks(15), []string{"mistyped-secret-0123456789", "back", "", "yes", ""}, []string{"", "allow", "", "quit"},
	)).said
	for _, want := range []string{"[taken from the practice vault]:", "[the one of the practice vault]:\npass: taken from the practice vault\n", "The client works"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
}

func join(parts ...[]string) (all []string) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// blanks are n empty lines: what is there already is taken.
func blanks(n int) []string { return make([]string, n) }

// walkScreen walks on a terminal of its own.
func walkScreen(t *testing.T, before []step, ended string, after []step) walkResult {
	t.Helper()
	dir := t.TempDir()
	term := start(t, dir, nil, true, "practice", "--file", "zdg.toml")
	term.walk(before...)
	onward := "enter"
	if ended != "The client works" {
		ended, onward = "The test failed at: ", "n" // Enter would test again
	}
	term.see(ended)
	pastHold(term, onward, ended, "Remove what should not be frozen")
	term.walk(after...)
	code, out := term.wait()
	if code != exitOK {
		t.Fatalf("exit code %d; the screen was\n%s", code, term.text())
	}
	return readWalk(t, dir, out)
}

// walkPlain walks line by line, with the answers on a pipe.
func walkPlain(t *testing.T, lines []string) walkResult {
	t.Helper()
	dir := t.TempDir()
	cmd := zdgIn(dir, "practice", "--plain", "--file", "zdg.toml")
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	var out, said guarded
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := waitForExit(t, cmd, said.String); code != exitOK {
		t.Fatalf("exit code %d; it said\n%s", code, said.String())
	}
	w := readWalk(t, dir, out.String())
	w.said = said.String()
	return w
}

// readWalk is what a walk left in its folder and on standard output, without what
// differs from run to run.
func readWalk(t *testing.T, dir, out string) walkResult {
	t.Helper()
	path := filepath.Join(dir, "zdg.toml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := store.Open(path); err != nil {
		t.Errorf("the draft cannot be read again: %v", err)
	}
	return walkResult{file: timeless(string(text)), report: timeless(out)}
}

// timeless takes out what no two runs have in common.
func timeless(text string) string {
	for _, of := range varying {
		text = of.ReplaceAllString(text, "$1")
	}
	return text
}

// varying are the ports, the times and the ages.
var varying = []*regexp.Regexp{
	regexp.MustCompile(`(127\.0\.0\.1|localhost):\d+`),
	regexp.MustCompile(`\d{4}-\d\d-\d\d()[T ]\d\d:\d\d(:\d\d)?(Z| UTC)`),
	regexp.MustCompile(`()\b(just now|(a|\d+) (second|minute)s? ago)`),
	regexp.MustCompile(`(code age): \d+ s`),
}

// onlyInOne are the lines that two texts do not share.
func onlyInOne(a, b string) string {
	var out strings.Builder
	for _, side := range []struct{ sign, text, other string }{{"screen: ", a, b}, {"plain:  ", b, a}} {
		for line := range strings.Lines(side.text) {
			if !strings.Contains("\n"+side.other, "\n"+line) {
				out.WriteString(side.sign + line)
			}
		}
	}
	return out.String()
}
