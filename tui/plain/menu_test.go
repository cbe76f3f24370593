package plain

import (
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
	"zdg/flow/page"
)

// TestMenu: each answer to "what does your browser show?", and how the test ends then.
func TestMenu(t *testing.T) {
	for _, tt := range []struct {
		name    string
		input   []string
		want    []string
		showed  explain.Code // what ended the wait; "" when it was not the menu
		outcome checklist.Outcome
	}{
		{"a number", []string{"", "menu", "2", "quit"}, []string{"What does your browser show?\nZendesk never sends its error pages back here.\n1. No such client\n"}, "authorize-invalid-request", checklist.OutcomeDenied},
		{"a number with a dot", []string{"", "MENU", "1.", "quit"}, nil, "no-such-client", checklist.OutcomeDenied},
		{"no such number", []string{"", "menu", "0", "7", "5", "quit"}, []string{
			`fail: "0" is not one of the answers: give a number from 1 to 6`, `fail: "7" is not one`,
		}, "callback-unreachable", checklist.OutcomeDenied},
		{"a number before the menu is a paste", []string{"", "1", "stop", "quit"}, []string{"fail: this is no address"}, "", checklist.OutcomeCancelled},
		{"the text of the page", []string{"", "menu", "6", "Invalid Authorization Request", "No such client", "", "quit"}, []string{
			"The text of the page. An empty line ends it:",
		}, "no-such-client", checklist.OutcomeDenied},
		{"lines of the page that are words", []string{"", "menu", "6", "No help desk at acme.zendesk.com", "Help", "quit", "", "quit"}, nil, "no-help-desk", checklist.OutcomeDenied},
		{"back to the wait", []string{"", "menu", "back", "menu", "3", "quit"}, []string{
			"Answer with the number; back closes this list. Until then the wait goes on.\nThe wait goes on.\n",
		}, "sign-in-loop", checklist.OutcomeDenied},
		{"a number after back is a paste", []string{"", "menu", "back", "1", "stop", "quit"}, []string{"fail: this is no address"}, "", checklist.OutcomeCancelled},
		{"back twice ends the test", []string{"", "menu", "back", "back", "quit"}, []string{"Stopping: "}, "", checklist.OutcomeCancelled},
		{"back in place of the page", []string{"", "menu", "6", "back", "stop", "quit"}, []string{"An empty line ends it:\nThe wait goes on.\n"}, "", checklist.OutcomeCancelled},
		{"a page that begins with go", []string{"", "menu", "6", "Go back to your help desk", "No such client", "", "quit"}, nil, "no-such-client", checklist.OutcomeDenied},
		{"another word in place of the page", []string{"", "menu", "6", "quit"}, []string{"Stopping: "}, "", checklist.OutcomeCancelled},
		{"text that is none of Zendesk's, twice", []string{"", "menu", "6", "Hello", "", "6", "Hello", "", "3", "quit"}, []string{
			"fail: zdg recognizes no Zendesk answer in this text",
		}, "sign-in-loop", checklist.OutcomeDenied},
		{"what another server answered", []string{"", "menu", "6", "Hello", "GET https://api.hubapi.com/crm/v3/objects returned 503", "", "stop", "quit"}, []string{
			"fail: zdg recognizes no Zendesk answer in this text, which shows a 503 of api.hubapi.com: copy the whole page",
		}, "", checklist.OutcomeCancelled},
		{"no text", []string{"", "menu", "6", "", "stop", "quit"}, []string{"No text was given. The wait goes on."}, "", checklist.OutcomeCancelled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := script(t, at(flow.PageTest), &fake{}, tt.input...)
			has(t, r.text, tt.want...)
			if r.state.Evidence.Outcome != tt.outcome {
				t.Errorf("came out as %q:\n%s", r.state.Evidence.Outcome, r.text)
			}
			var code explain.Code
			if len(r.showed) > 0 {
				code = explain.Code(r.showed[0].Error)
			}
			if len(r.showed) > 1 || code != tt.showed {
				t.Errorf("ended by %v, want %q", r.showed, tt.showed)
			}
			if want := strings.Count(strings.Join(tt.input, "\n"), "Hello"); strings.Count(r.text, "fail: zdg recognizes no Zendesk answer") != want {
				t.Errorf("not refused %d times:\n%s", want, r.text)
			}
		})
	}
}

// TestMenuIsListedOnce while nothing comes back from the browser: not in the middle of a page's text,
// nor again once it was asked for.
func TestMenuIsListedOnce(t *testing.T) {
	converse(t, at(flow.PageTest), &fake{}, func(k *talk) {
		k.types("", "menu", "6", "Acme")
		k.sees("The text of the page.")
		later(2 * page.NudgeAfter)
		k.types("help desk", "")
		k.sees("fail: zdg recognizes no Zendesk answer in this text")
		later(2 * page.NudgeAfter)
		k.types("4", "requests", "quit")
		if n := strings.Count(k.out.String(), "What does your browser show?"); n != 1 {
			k.t.Errorf("listed %d times", n)
		}
	})
}
