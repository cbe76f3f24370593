package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"zdg/checklist"
)

// toConsent is what a newcomer presses in practice, from the first page to the consent page.
var toConsent = []step{
	{"Who will use it", []string{"enter"}},
	{"Which account holds the client?", []string{"enter"}},
	{"Does the client exist already?", []string{"enter"}},
	{"Identifier and kind", []string{"enter"}},
	{"Redirect URLs and scopes", []string{"enter"}},
	{"taken from the practice vault", []string{"y"}},
	{"› Yes", []string{"enter"}},
	{"Start the test", []string{"enter"}},
}

// walkPractice goes from the first page to the end of the test, and counts the keys.
func walkPractice(term *terminal) (keys int) {
	term.t.Helper()
	term.walk(toConsent...)
	term.walk(step{"Allow here", []string{"a"}})
	term.see("The client works", "deleted and refused")
	return len(toConsent) + 1
}

// pastHold presses a key until the page that appeared by itself takes it.
func pastHold(term *terminal, key, gone, next string) {
	term.t.Helper()
	for range 60 {
		term.press(key)
		for deadline := time.Now().Add(500 * time.Millisecond); time.Now().Before(deadline); pause() {
			if !strings.Contains(term.text(), gone) {
				term.see(next)
				return
			}
		}
	}
	term.see(next)
}

// finishPractice goes on from the test to the end.
func finishPractice(term *terminal) (keys int) {
	pastHold(term, "enter", "The client works", "Remove what should not be frozen")
	for _, s := range []step{
		{"These point to this machine", []string{"ctrl+x"}},
		{"No redirect URL points to this machine", nil},
		{"read what Zendesk has saved", []string{"enter"}},
		{"Nothing to fix", []string{"enter"}},
		{"What the form probably asks", []string{"enter"}},
		{"Last look: nobody can change this later", []string{"enter"}},
		{"Type this into the form", []string{"s"}},
		{"Is the request sent?", []string{"q"}},
	} {
		term.walk(s)
		keys += len(s.keys)
	}
	return keys
}

// TestTheEndOnATerminal is no longer than a screen, and whether the request is ready stands last on it.
func TestTheEndOnATerminal(t *testing.T) {
	t.Parallel()
	term := start(t, t.TempDir(), nil, false, "practice")
	walkPractice(term)
	finishPractice(term)
	if code, _ := term.wait(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	raw := term.bytes()
	left := raw[strings.LastIndex(raw, "\x1b[?1049l"):]
	if n := strings.Count(left, "\n"); n > 45 || !strings.Contains(ansi.Strip(left), "d3v- | acme") || strings.Contains(left, "# ") {
		t.Errorf("the end has %d lines:\n%s", n, ansi.Strip(left))
	}
	term.see("✓ Ready to send: ", "Report   zdg practice > request.md", "Next     zdg, for your own account")
}

// TestMarksAreColoured unless the terminal or the person wants no colour.
func TestMarksAreColoured(t *testing.T) {
	for name, c := range map[string]struct {
		env        map[string]string
		fail, grey string
	}{
		"in colour": {nil, "\x1b[31mx\x1b[m", "\x1b[90mx\x1b[m"},
		"NO_COLOR":  {map[string]string{"NO_COLOR": "1"}, "x", "\x1b[2mx\x1b[m"},
		"dumb":      {map[string]string{"TERM": "dumb"}, "x", "x"},
	} {
		paint := (&wizardCommand{app: &app{getenv: func(key string) string { return c.env[key] }}}).paint()
		if fail, grey := paint(checklist.Fail, "x"), paint(checklist.NotRun, "x"); fail != c.fail || grey != c.grey || paint(checklist.Fail, "") != "" {
			t.Errorf("%s: %q, %q", name, fail, grey)
		}
	}
}

// TestTheEndNamesTheFile in the commands that it advises, as a shell takes it.
func TestTheEndNamesTheFile(t *testing.T) {
	for file, want := range map[string]string{"": "", "zdg.toml": "", "acme.toml": " --file acme.toml", "../x.toml": " --file ../x.toml", "a b.toml": " --file 'a b.toml'", "C:x.toml": " --file 'C:x.toml'", "it's\a.toml": ` --file 'it'\''s.toml'`} {
		if got := (&draftFlags{file: file}).fileArgs(); got != want {
			t.Errorf("%q: %q", file, got)
		}
	}
}

// TestWizardFromFirstKeyToSummary: practice needs few keys, keeps nothing, and gives the whole summary
// to whoever redirects standard output.
func TestWizardFromFirstKeyToSummary(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	term := start(t, dir, nil, true, "practice")
	keys := walkPractice(term) + 1 + finishPractice(term) // one is pressed on the result
	code, out := term.wait()
	if code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if keys >= 20 {
		t.Errorf("a newcomer needs %d keys, want fewer than 20", keys)
	}
	for _, want := range []string{"PRACTICE", "zdg-acme-sync", "acme-sync", "d3v-acme", "support@appsubmission.zendesk.com"} {
		if !strings.Contains(out, want) {
			t.Errorf("the summary lacks %q", want)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Error("the summary has escape sequences")
	}
	if strings.Contains(term.text(), "To type into the form") {
		t.Error("the summary was drawn on the terminal although stdout is redirected")
	}
	if !strings.Contains(term.bytes(), "\x1b[?1049l") {
		t.Error("the alternate screen was not left")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("practice touched files: %v %v", entries, err)
	}
}

func TestResizeKeepsThePage(t *testing.T) {
	term := start(t, t.TempDir(), nil, false, "practice")
	term.see("Who will use it", "◆ Fit")
	for _, size := range []pty.Winsize{{Cols: 60, Rows: 20}, {Cols: 30, Rows: 5}, {Cols: 80, Rows: 24}} {
		term.em.Resize(int(size.Cols), int(size.Rows))
		if err := pty.Setsize(term.tty, &size); err != nil {
			t.Fatal(err)
		}
		if size.Cols < 40 {
			term.see("zdg needs 40x10")
		} else {
			term.see("Who will use it", "ctrl+c Quit")
		}
	}
}

// TestCtrlCWhileTheBrowserIsWaitedFor leaves the wizard with its exit code. What becomes of tokens is in
// TestCancelled.
func TestCtrlCWhileTheBrowserIsWaitedFor(t *testing.T) {
	term := start(t, t.TempDir(), nil, false, "practice")
	term.walk(toConsent...)
	term.walk(step{"Allow here", []string{"ctrl+c"}})
	if code, _ := term.wait(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

// TestResumeAfterKill kills zdg on every page and starts it again: it goes on
// where it was left.
func TestResumeAfterKill(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "zdg.toml")
	for i, page := range []struct {
		title string
		keys  []string // that lead to the next page
		next  string   // as it is remembered
	}{
		{"Is a global OAuth client what you need?", []string{"enter"}, "account"},
		{"Which account holds the client?", []string{"enter"}, "exists"},
		{"Does the client exist already?", []string{"enter"}, "identity"},
		{"Identifier and kind", []string{"enter"}, "urls"},
		{"Redirect URLs and scopes", []string{"enter"}, "secret"},
		{"Save identifier and secret first", []string{"y", "enter"}, "test"},
		{"Test the client for real", []string{"s"}, "clean-up"},
		{"Remove what should not be frozen", []string{"ctrl+x", "enter"}, "review"},
		{"1 thing to fix", []string{"n"}, "request"},
		{"What the form probably asks", []string{"enter"}, "freeze"},
		{"Last look: nobody can change this later", nil, ""},
	} {
		term := start(t, dir, nil, false, "practice", "--file", file)
		term.see(page.title)
		if i > 0 {
			term.see("Resumed")
		}
		term.press(page.keys...)
		if page.next != "" {
			waitFor(t, func() bool {
				return leftAt(t, dir) == page.next
			}, page.next+" to be remembered")
		}
		if err := term.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		term.wait()
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the draft: %v %v", info, err)
	}
}

// leftAt is the page that zdg remembers for the one file in dir, beside it.
func leftAt(t *testing.T, dir string) string {
	t.Helper()
	locks, err := filepath.Glob(dir + "/state/zdg/locks/*.lock")
	if err != nil || len(locks) != 1 {
		return ""
	}
	text, err := os.ReadFile(locks[0])
	if lines := strings.Split(string(text), "\n"); err == nil && len(lines) > 1 {
		return lines[1]
	}
	return ""
}

// TestAVisitIsRemembered beside the file, which stays as it is; a page that somebody names in the
// file wins.
func TestAVisitIsRemembered(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "zdg.toml")
	text := "# mine\n" + someAnswers + "client_exists = true # so\n"
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(text)
	term := start(t, dir, nil, false)
	visit := func(title, stage string) {
		t.Helper()
		term.see(title)
		term.press("\x0e") // ctrl+n
		waitFor(t, func() bool { return leftAt(t, dir) == stage }, stage+" to be remembered")
	}
	visit("Is a global OAuth client what you need?", "account")
	visit("Which account holds the client?", "exists")
	if err := term.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	term.wait()
	term = start(t, dir, nil, false)
	term.see("Resumed zdg.toml, left at Client: Does the client exist already?")
	visit("Does the client exist already?", "identity")
	term.press("ctrl+c")
	term.wait()
	if got, err := os.ReadFile(file); err != nil || string(got) != text {
		t.Errorf("the file changed: %v\n%s", err, got)
	}
	write(text + "at = 'account'\n")
	term = start(t, dir, nil, false)
	term.see("left at Account")
	term.press("ctrl+c")
	term.wait()
}

// TestWithoutATerminal zdg names the commands that need none.
func TestWithoutATerminal(t *testing.T) {
	code, out, said := newFolder(t).runWith([]string{"TERM=xterm-256color"})
	if code != exitUsage || !strings.Contains(said, "zdg test, zdg check") {
		t.Errorf("exit code %d, %q %q", code, out, said)
	}
}
