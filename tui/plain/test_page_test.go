package plain

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// TestTheTestPage: each way through it, the words that it says, and where it ends.
func TestTheTestPage(t *testing.T) {
	for _, tt := range []struct {
		name     string
		practice bool
		fake     *fake
		input    []string
		want     []string
		outcome  checklist.Outcome
		page     flow.PageID
	}{
		{"allowed by an empty line", true, &fake{}, []string{"", "", "", "quit"}, []string{"The client works"}, checklist.OutcomePassed, flow.PageCleanUp},
		{"denied", true, &fake{}, []string{"", "deny", "quit"}, []string{"The test failed at: Your Allow", "what: ", "fix: ", "more: "}, checklist.OutcomeDenied, flow.PageTest},
		{"stopped", true, &fake{}, []string{"", "stop", "quit"}, []string{"Stopping: ", "The test was stopped"}, checklist.OutcomeCancelled, flow.PageTest},
		{"again", true, &fake{}, []string{"", "deny", "again", "allow", "", "quit"}, []string{"The client works"}, checklist.OutcomePassed, flow.PageCleanUp},
		{"skipped", false, &fake{}, []string{"skip", "quit"}, nil, "", flow.PageCleanUp},
		{"back before it", false, &fake{}, []string{"back", "quit"}, []string{"Secret ever regenerated [no]:"}, "", flow.PageSecret},
		{"back while waiting", false, &fake{}, []string{"", "back", "quit"}, []string{"Stopping: ", "Secret ever regenerated [no]:"}, checklist.OutcomeCancelled, flow.PageSecret},
		{"go while waiting", false, &fake{}, []string{"", "go 1", "quit"}, []string{"Stopping: ", "Stage 1 of 9"}, checklist.OutcomeCancelled, flow.PageFit},
		{"quit while waiting", false, &fake{}, []string{"", "quit"}, []string{"Stopping: "}, checklist.OutcomeCancelled, flow.PageTest},
		{"no such word", false, &fake{}, []string{"perhaps", "quit"}, []string{`fail: "perhaps" is not one of the answers`}, "", flow.PageTest},
		{"help while waiting", false, &fake{}, []string{"", "help", "stop", "quit"}, []string{"other (other account), stop, back.", "An authorization code is valid for 120 seconds"}, checklist.OutcomeCancelled, flow.PageTest},
		{"the time, and open", false, &fake{}, []string{"", "", "open", "stop", "quit"}, []string{"Waiting 0:00, 5:00 left.\nYour browser is asked to open it.\nStopping"}, checklist.OutcomeCancelled, flow.PageTest},
		{"a paste is refused, another taken", false, &fake{}, []string{"", "what?", "http://127.0.0.1:18573/callback?code=c&state=s1", "", "quit"}, []string{
			"fail: this is no address", "The client works",
		}, checklist.OutcomePassed, flow.PageCleanUp},
		{"what the browser shows", false, &fake{}, []string{"", "No such client", "quit"}, []string{"The test failed at: Your Allow"}, checklist.OutcomeDenied, flow.PageTest},
		{"allow is no word outside practice", false, &fake{}, []string{"", "allow", "stop", "quit"}, []string{"fail: this is no address"}, checklist.OutcomeCancelled, flow.PageTest},
		{"a failure before the browser", false, &fake{early: true}, []string{"", "skip", "quit"}, []string{
			"pass: Account answers", "The test failed at: Identifier and secret\n", "\nwhat: ", "\ncause: ", "\ncheck: ", "\nfix: ", "not-run: Not reached: Callback, Your Allow, ",
		}, checklist.OutcomeFailed, flow.PageCleanUp},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := at(flow.PageTest)
			s.Practice = tt.practice
			r := script(t, s, tt.fake, tt.input...)
			if r.err != nil {
				t.Error(r.err)
			}
			has(t, r.text, tt.want...)
			if r.state.Evidence.Outcome != tt.outcome || r.state.Page != tt.page {
				t.Errorf("came out as %q on %q:\n%s", r.state.Evidence.Outcome, r.state.Page, r.text)
			}
			if tt.outcome != "" && !strings.Contains(r.text, "\npass: Account answers") {
				t.Error("the first step was not said")
			}
			if strings.Contains(r.text, authorizeURL) && !strings.Contains(r.text, "\n"+authorizeURL+"\n") {
				t.Error("the authorize URL does not stand alone")
			}
			if slices.Contains(tt.input, "open") != slices.Contains(tt.fake.opened, authorizeURL) {
				t.Errorf("opened %q", tt.fake.opened)
			}
		})
	}
}

func TestEOFWhileWaitingStopsTheTest(t *testing.T) {
	r := script(t, at(flow.PageTest), &fake{}, "")
	if !errors.Is(r.err, ErrEOF) || r.state.Evidence.Outcome != checklist.OutcomeCancelled || len(r.kept) != 1 {
		t.Errorf("%v, %q", r.err, r.state.Evidence.Outcome)
	}
	has(t, r.err.Error(), `at "waiting for the browser"`)
}

// TestFromTheSecretToTheResult is the dialogue at a terminal, prompt by prompt.
func TestFromTheSecretToTheResult(t *testing.T) {
	s := at(flow.PageTest)
	s.SecretGiven = false
	s.Draft = s.Draft.With(checklist.FieldLeftAt, string(flow.PageSecret))
	r := converse(t, s, &fake{}, func(k *talk) {
		k.sees("Question 1 of 3: Secret", "Client secret of zdg-acme for d3v-acme.zendesk.com (hidden):\n")
		k.hides("")
		k.sees("fail: no secret yet: paste it from where you stored it", "Client secret of zdg-acme for d3v-acme.zendesk.com (hidden):\n")
		k.hides("help")
		k.sees("It is kept in memory only.", "Client secret of zdg-acme for d3v-acme.zendesk.com (hidden):\n")
		k.hides("zdg-acme")
		k.sees("fail: The secret is the same as the identifier", "Type yes to try it anyway")
		k.types("no")
		k.hides("back")
		k.sees("Create it [client created], or open:")
		k.types("")
		k.hides(planted)
		k.sees("pass: taken; kept in memory only", "Question 2 of 3")
		k.types("back")
		k.sees("Client secret of zdg-acme for d3v-acme.zendesk.com (hidden) [taken; kept in memory only]:")
		k.hides("")
		k.types("", "", "")
		k.sees("Click Allow in your browser", "\n"+authorizeURL+"\n")
		synctest.Wait()
		k.types("")
		k.sees("Waiting 0:00")
		k.types("http://127.0.0.1:18573/callback?code=c&state=s1")
		k.sees("pass: Token revoked: deleted and refused", "The client works", "Test [go on], again, rehearse, or requests:")
		k.types("rehearse")
		k.sees("\n--connect where somebody connects", "\n-- after it comes the command")
		k.types("quit")
	})
	if r.err != nil || r.exit != flow.Unfinished {
		t.Errorf("left as %v with %v", r.exit, r.err)
	}
	if len(r.secrets) != 1 || r.secrets[0] != planted {
		t.Error("another secret was taken")
	}
}

func TestRunningTestIsStoppedFromTheTerminal(t *testing.T) {
	r := converse(t, at(flow.PageTest), &fake{hangs: true}, func(k *talk) {
		k.types("", "hello")
		k.sees("The test is running. stop ends it.")
		k.types("stop")
		k.sees("Stopping: ", "The test was stopped")
		k.types("quit")
	})
	if r.err != nil {
		t.Error(r.err)
	}
}

// TestAnEmptyLineStopsNoTest in practice, where it takes the first answer of the page: nobody is asked anything meanwhile.
func TestAnEmptyLineStopsNoTest(t *testing.T) {
	s := at(flow.PageTest)
	s.Practice = true
	converse(t, s, &fake{hangs: true}, func(k *talk) {
		k.types("", "")
		k.sees("The test is running. stop ends it.")
		k.types("stop")
		k.sees("The test was stopped")
		k.types("quit")
	})
}

// TestNudge: who is silent for long is asked once what the browser shows.
func TestNudge(t *testing.T) {
	converse(t, at(flow.PageTest), &fake{}, func(k *talk) {
		k.types("")
		k.sees("Sign in")
		later(page.NudgeAfter)
		k.sees("Nothing yet. Does the browser show an error?", "\n\nWhat does your browser show?\nZendesk never sends its error pages back here.\n1. No such client\n")
		later(page.NudgeAfter)
		if text := k.out.String(); text[k.seen:] != "" {
			t.Errorf("said twice: %q", text[k.seen:])
		}
		k.types("quit")
	})
}

// TestOtherAccount opens the address at which one is signed out.
func TestOtherAccount(t *testing.T) {
	s := at(flow.PageTest)
	r := script(t, s, &fake{}, "", "other", "stop", "quit")
	has(t, r.text, "Your browser is asked to open it.")
	if want := flow.LogoutURL(flow.Begin(s)); len(r.opened) != 1 || r.opened[0] != want {
		t.Errorf("opened %q, want %q", r.opened, want)
	}
}

// TestRequests lists what was asked and answered, and shows one of them by its number.
func TestRequests(t *testing.T) {
	r := script(t, at(flow.PageTest), &fake{}, "requests", "", "stop", "requests", "1", "2", "quit")
	has(t, r.text,
		`fail: "requests" is not one of the answers: an empty line: start the test.`, "Test [test again], skip, or requests:",
		"Requests and answers\nSecrets are masked.\n\n1. Account answers: GET /api/v2/users/me.json (200)\n",
		"\n> GET https://d3v-acme.zendesk.com/api/v2/users/me.json\nAccept: application/json\n\n< 200, after 12ms\nServer: [31mred\n\ncurl -sS -X GET \\\n  'https://d3v-acme",
		`fail: "2" is not one of the answers: `,
	)
}
