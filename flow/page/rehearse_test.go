package page

import (
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
)

// TestRehearseIsOffered on the review: the command to run, and what was seen when it ran.
func TestRehearseIsOffered(t *testing.T) {
	s := afterState(flow.PageReview, "redirect_urls", "https://acme.com/callback\nhttp://localhost:8123/callback")
	p := drawn(s, UI{})
	at := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Word == "rehearse" })
	if at < 0 || p.Actions[at].Event != flow.Event(flow.RehearsalAsked{}) {
		t.Fatalf("%+v", p.Actions)
	}
	open := p.Actions[at].Change(UI{})

	p = drawn(s, open)
	text := said(p)
	const command = "zdg rehearse --connect 'http://localhost:8123/connect?subdomain={subdomain}' --poke 'http://localhost:8123/tickets?subdomain={subdomain}' -- npm start"
	if !strings.Contains(text, command) || !slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Copy == command }) {
		t.Errorf("the command is not shown:\n%s", text)
	}
	if closed := p.Actions[0].Change(open); closed.Open != Closed {
		t.Errorf("it is not closed by the key that opened it: %+v", p.Actions[0])
	}

	s.Evidence.Rehearsal = &checklist.Rehearsal{At: noon, AppVersion: "1.2", Identifier: "zdg-acme", Scenarios: []checklist.Rehearsed{
		{ID: "connect-state", Title: "a state is sent", Verdict: checklist.Pass, Seen: "it is"},
		{ID: "refresh-works", Title: "the token is refreshed", Verdict: checklist.Fail, Seen: "no refresh came", Fix: "refresh it after a 401"},
		{ID: "output-clean", Verdict: checklist.Warn, Seen: "a code in the log"}, // kept before titles were
		{ID: "poke-calls", Title: "it calls", Verdict: checklist.NotRun, Seen: "it hangs on refresh-works"},
	}}
	p = drawn(s, open)
	text = said(p)
	for _, want := range []string{"app version 1.2: 1 fail, 1 warn, 1 pass, 1 not-run.", "Right would be: the token is refreshed.", "no refresh came", "Refresh it after a 401.", "output-clean", command} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	for _, never := range []string{"a state is sent", "it calls"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is shown, which needs nothing", never)
		}
	}
	if again := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Event == flow.Event(flow.RehearsalAsked{Again: true}) }); again < 0 {
		t.Errorf("nothing looks again: %+v", p.Actions)
	}
	s.Draft = s.Draft.With(checklist.FieldIdentifier, "zdg-other")
	if text = said(drawn(s, open)); !strings.Contains(text, "zdg-other now: run zdg rehearse again") {
		t.Errorf("it is stale, and nobody says so:\n%s", text)
	}
	s.Args = " --file 'a b.toml'"
	if text = said(drawn(s, open)); !strings.Contains(text, "zdg rehearse --file 'a b.toml' --connect") {
		t.Errorf("the command reads other answers:\n%s", text)
	}
	s.Practice = true
	if p = drawn(s, open); slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Word == "look" }) {
		t.Error("practice keeps nothing, and offers to look for it")
	}
	s.Args, s.Evidence.Rehearsal = "", nil
	if text = said(drawn(s, open)); strings.Contains(text, "zdg.toml") || !strings.Contains(text, "'http://localhost:3000/connect?subdomain={subdomain}'") {
		t.Errorf("the practice account's addresses are none of the person's program:\n%s", text)
	}
}
