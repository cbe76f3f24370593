package main

import (
	"strings"
	"testing"
)

// prompted is zdg test on a terminal, asking for the secret, where nothing leads to Zendesk.
func prompted(t *testing.T) *terminal {
	t.Helper()
	term, _ := interactions[len(interactions)-1].begin(t, "HTTPS_PROXY=http://127.0.0.1:1")
	return term
}

// askedTimes waits until the prompt has come so often, and nothing that is typed is shown.
func askedTimes(t *testing.T, term *terminal, times int) {
	t.Helper()
	waitFor(t, func() bool {
		return strings.Count(term.bytes(), "(hidden): ") == times && !echoes(t, term.tty)
	}, "the prompt")
}

func TestHiddenPromptHidesTheSecret(t *testing.T) {
	term := prompted(t)
	askedTimes(t, term, 1)
	term.press("enter")
	askedTimes(t, term, 2)
	term.press(hexSecret, "enter")
	if code, _ := term.wait(); code != exitNetwork {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{"the secret is empty", "outcome: network"} {
		if !strings.Contains(term.bytes(), want) {
			t.Errorf("%q is not said:\n%s", want, term.bytes())
		}
	}
	noneLeaked(t, term.cmd.Dir, map[string]string{"the terminal": term.bytes()}, hexSecret)
}

func TestHiddenPromptGivesUp(t *testing.T) {
	term := prompted(t)
	for try := 1; try <= maxPrompts; try++ {
		askedTimes(t, term, try)
		term.press("enter")
	}
	if code, _ := term.wait(); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
}
