package tui

import (
	"os"
	"testing"

	"zdg/checklist"
	"zdg/flow"
)

// filled is a draft in which every page can be left with Enter.
func filled() checklist.Draft {
	d := checklist.Draft{}
	for _, info := range checklist.Fields() {
		if info.Field != checklist.At && info.Field != checklist.SubmittedOn && info.Field != checklist.Ticket && info.Field != checklist.Stored {
			d = d.With(info.Field, info.Example)
		}
	}
	return d.With(checklist.KeptURLsWhy, "").With(checklist.LogoFile, "")
}

func TestLook(t *testing.T) {
	if os.Getenv("LOOK") == "" {
		t.Skip()
	}
	term := newTerminal(t, flow.State{Draft: filled(), Practice: true, StandIn: "http://127.0.0.1:9", SecretGiven: true, SecretFrom: "the practice vault"}, 80, 24)
	for range 8 {
		term.poll(func(s string) bool { return len(s) > 200 }, "")
		t.Log("\n" + term.text())
		at := term.session.State().Page
		term.press("enter")
		if term.session.State().Page == flow.PageSecret {
			break
		}
		term.poll(func(string) bool { return term.session.State().Page != at }, "page")
	}
}
