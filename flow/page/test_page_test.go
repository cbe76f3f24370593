package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// TestAnEndedTest: how it ended stands on top, and Enter does what comes next.
func TestAnEndedTest(t *testing.T) {
	expired := explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: "invalid_grant", Age: 3 * time.Minute}
	for name, tt := range map[string]struct {
		change func(*flow.State)
		says   []string
		enter  flow.Event
	}{
		"none yet":             {func(*flow.State) {}, []string{"Your browser will open", "d3v-acme.zendesk.com"}, flow.Started{}},
		"none, no browser":     {func(s *flow.State) { s.NoBrowser = true }, []string{"One step needs you to open an address"}, flow.Started{}},
		"an older token lives": {func(s *flow.State) { s.Live = "a token of yesterday may live" }, []string{"A token of yesterday may live."}, flow.Started{}},
		"passed":               {func(s *flow.State) { s.Evidence = tested(s.Draft, "", explain.Seen{}) }, []string{"Authorized by Ada Example, admin. zdg asked for a token that lasts 600 seconds and got 480.", "came back with a code"}, flow.Continued{}},
		"passed, by nobody known": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Evidence.Person = nil
		}, []string{"The client works"}, flow.Continued{}},
		"failed": {func(s *flow.State) { s.Evidence = tested(s.Draft, checklist.StepExchange, expired) }, []string{"The test failed at: ", "180 seconds old"}, flow.Started{}},
		"answers changed": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Draft = s.Draft.With(checklist.FieldScopes, "write")
		}, []string{"! It worked before you changed the scopes\n", "– To test again Your Allow, Code for tokens, The token, One call per scope"}, flow.Started{}},
		"answers changed after a failure": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, checklist.StepExchange, expired)
			s.Draft = s.Draft.With(checklist.FieldScopes, "write")
		}, []string{"You have changed your answers since this test."}, flow.Started{}},
		"stopped": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Evidence.Outcome, s.Evidence.Credentials, s.Evidence.Person = checklist.OutcomeCancelled, nil, nil
			for _, id := range checklist.StepIDs()[3:] {
				s.Evidence = s.Evidence.WithStep(checklist.Step{ID: id, NotRun: "the test was stopped before"})
			}
		}, []string{"– Not reached Your Allow, Code for tokens, Who authorized, The token, What Zendesk has saved, One call per scope, Refresh, Token revoked"}, flow.Started{}},
		"passed, by someone who cannot read the client": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Evidence.Record = nil
		}, []string{"This token cannot read the client. Paste it from an admin's browser on Clean up."}, flow.Continued{}},
		"a token is left": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Evidence.Revoke = &checklist.Revoke{Status: 204, By: "current", Access: checklist.StillAlive, Issued: 1, Left: 1, LivesUntil: noon.Add(time.Minute)}
		}, []string{"it may stay valid until 2026-11-26T12:01:00Z"}, nil},
	} {
		s := on(flow.PageTest)
		tt.change(&s)
		p := drawn(s, UI{})
		for _, want := range tt.says {
			if !strings.Contains(said(p), want) {
				t.Errorf("%s: %q is not said:\n%s", name, want, said(p))
			}
		}
		if strings.HasSuffix(p.Title, ".") {
			t.Errorf("%s: the title %q ends in a full stop", name, p.Title)
		}
		if enter := action(t, p, "enter").Event; tt.enter != nil && enter != tt.enter {
			t.Errorf("%s: enter is %T", name, enter)
		}
	}
}

// TestStepsSayThatTheyAreOfAnEarlierTest: a test reuses what was measured of the account and of
// identifier and secret, and what was read of the client.
func TestStepsSayThatTheyAreOfAnEarlierTest(t *testing.T) {
	for _, tt := range []struct {
		ago  time.Duration
		want string
	}{{0, ""}, {time.Second, ""}, {40 * time.Second, "40 s earlier"}, {14 * time.Minute, "14 min earlier"}, {26 * time.Hour, "26 hours earlier"}, {72 * time.Hour, "3 days earlier"}} {
		for _, phase := range []flow.Phase{flow.Idle, flow.Running} {
			s := on(flow.PageTest)
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			for _, id := range []checklist.StepID{checklist.StepReach, checklist.StepCredentials, checklist.StepRecord} {
				step, _ := s.Evidence.Step(id)
				step.At, step.Took = step.At.Add(-tt.ago-time.Second/2), time.Second/2
				s.Evidence = s.Evidence.WithStep(step)
			}
			s.Test.Phase = phase
			p := drawn(s, UI{})
			for _, id := range checklist.StepIDs() {
				want := ""
				if id == checklist.StepReach || id == checklist.StepCredentials || id == checklist.StepRecord && phase == flow.Idle {
					want = tt.want
				}
				if got := rowOf(t, p, id.Title()).Right; got != want {
					t.Errorf("%s of %s before: %q, want %q", id, tt.ago, got, want)
				}
				if reused := strings.Contains(said(Page{Blocks: []Block{rowOf(t, p, id.Title())}}), "before this test, and used again."); reused != (want != "" && phase == flow.Idle) {
					t.Errorf("%s of %s before: that it is used again is said: %t", id, tt.ago, reused)
				}
			}
		}
	}
}

// TestStepsSayWhatTheySaw: a step that was right in a few words; the running one has the spinner.
func TestStepsSayWhatTheySaw(t *testing.T) {
	s := on(flow.PageTest)
	s.Evidence = tested(s.Draft, "", explain.Seen{})
	p := drawn(s, UI{})
	for id, want := range map[checklist.StepID]string{
		checklist.StepReach: "d3v-acme.zendesk.com", checklist.StepCredentials: "accepted", checklist.StepIdentity: "Ada Example, admin",
	} {
		if got := rowOf(t, p, id.Title()); got.Value != want {
			t.Errorf("%s: %q, want %q", id, got.Value, want)
		}
	}
	s.Test = flow.Test{Phase: flow.Running, Current: checklist.StepAuthorize}
	p = drawn(s, UI{})
	if row := rowOf(t, p, checklist.StepAuthorize.Title()); row.Mark != Spinner || row.Value != "waiting for the browser" {
		t.Errorf("%+v", row)
	}
	if a := action(t, p, "esc"); a.Event != (flow.Stopped{}) || a.Confirm == "" {
		t.Errorf("one esc stops a running test: %+v", a)
	}
	for id, want := range map[checklist.StepID]string{
		checklist.StepListen: "http://127.0.0.1:1", checklist.StepToken: "bearer", checklist.StepRevoke: "deleted",
		checklist.StepAuthorize: "came back with a code and the right state", checklist.StepRefresh: "works: the new access token is accepted", checklist.StepScopes: "the token is bearer",
	} {
		summary := map[checklist.StepID]string{checklist.StepListen: "listening for http://127.0.0.1:1", checklist.StepRevoke: "the test token is deleted"}[id]
		if summary == "" {
			summary = "the token is bearer"
		}
		if got := StepRow(flow.State{}, checklist.StepResult{ID: id, Verdict: checklist.Pass, Summary: summary}).Value; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// TestTraffic: each request is a row that opens; what is open can be copied as a command.
func TestTraffic(t *testing.T) {
	s := on(flow.PageTest)
	s.Evidence = tested(s.Draft, "", explain.Seen{})
	s.Test.Traffic = []flow.Exchange{
		{Step: checklist.StepReach, Title: "GET https://d3v-acme.zendesk.com/api/v2/locales  200", Detail: "a: b\n", Curl: "curl one\n"},
		{Step: checklist.StepExchange, Title: "POST https://d3v-acme.zendesk.com/oauth/tokens  200", Detail: "c: d\n\n{}\n", Curl: "curl two\n"},
	}
	ui := action(t, drawn(s, UI{}), "x").Change(UI{})
	p := drawn(s, ui)
	row := p.Blocks[1].(Row)
	if row.Value != "POST /oauth/tokens" || row.Right != "200" || row.Details != nil {
		t.Errorf("%+v", row)
	}
	ui = row.Action.Change(ui)
	p = drawn(s, ui)
	if text := said(p); !strings.Contains(text, "c: d") || strings.Contains(text, "a: b") || action(t, p, "c").Copy != "curl two\n" {
		t.Errorf("the opened request:\n%s", text)
	}
	if ui = p.Blocks[1].(Row).Action.Change(ui); ui.Expanded != "" {
		t.Error("enter does not close it again")
	}
	if ui = action(t, p, "x").Change(ui); ui.Open != Closed {
		t.Error("x does not close the list")
	}
}

// TestWaiting: line by line the whole address is said, on screen a key copies it; requests that had no
// effect, and why a paste was not taken, are told.
func TestWaiting(t *testing.T) {
	const address = "https://d3v-acme.zendesk.com/oauth/authorizations/new?x=1"
	s := on(flow.PageTest)
	s.Test = flow.Test{
		Phase: flow.Running, Current: checklist.StepAuthorize, Ignored: 2, Because: "a foreign state", Problem: "that is no address",
		Wait: &flow.Wait{AuthorizeURL: address, StartURL: "http://127.0.0.1:8085/abc", File: "auth.txt", Listening: "127.0.0.1:8085", Since: noon.Add(-time.Minute), Deadline: noon.Add(30 * time.Second), Hints: []string{"this is an SSH session"}},
	}
	always := []string{"This is an SSH session", "auth.txt", "2 requests to the callback had no effect; the last one: a foreign state.", "that is no address", "Waiting 1:00 0:30 left"}
	for name, tt := range map[string]struct {
		look   UI
		change func(*flow.State)
		says   []string
	}{
		"keys":            {UI{}, func(*flow.State) {}, append([]string{"No page?", "http://127.0.0.1:8085/abc", "Do you see one?"}, always...)},
		"keys, no opener": {UI{}, func(s *flow.State) { s.NoBrowser = true }, []string{"Click Allow in a browser", "Open this"}},
		"keys, not opened": {UI{}, func(s *flow.State) {
			s.Test.Log = []flow.LogLine{{Text: "listening"}, {Text: "no browser was found: open the address yourself", Bad: true}}
		}, []string{"No browser was found: open the address yourself."}},
		"words":              {UI{LineByLine: true}, func(*flow.State) {}, append([]string{"If no browser appears, open this address: " + address, "Short link", "paste the address it ends on", "Type menu."}, always...)},
		"words, no opener":   {UI{LineByLine: true}, func(s *flow.State) { s.NoBrowser = true }, []string{"Open this address: " + address}},
		"words, no listener": {UI{LineByLine: true}, func(s *flow.State) { s.Test.Wait.Listening = "" }, []string{"zdg cannot listen on this redirect URL"}},
	} {
		changed := s
		wait := *s.Test.Wait
		changed.Test.Wait = &wait
		tt.change(&changed)
		text := said(drawn(changed, tt.look))
		if !tt.look.LineByLine && strings.Index(text, "that is no address") > strings.Index(text, "An error page?") {
			t.Errorf("%s: what is wrong with the paste stands below what a small window shows:\n%s", name, text)
		}
		for _, want := range tt.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not said:\n%s", name, want, text)
			}
		}
	}
	if text := said(drawn(s, UI{LineByLine: true, NoInput: true})); strings.Contains(text, "paste the address") {
		t.Errorf("a paste is asked for where nothing is read:\n%s", text)
	}
	for _, practice := range []bool{false, true} {
		s := s
		s.Practice = practice
		answers := slices.ContainsFunc(drawn(s, UI{}).Actions, func(a Action) bool { _, is := a.Event.(flow.Consented); return is })
		if answers != practice {
			t.Errorf("practice %t: the consent page can be answered here: %t", practice, answers)
		}
	}
	if e := entry(t, drawn(s, UI{Open: Address})).Submit("x"); e != (flow.Pasted{Text: "x"}) {
		t.Errorf("an address is %v", e)
	}
	if e := entry(t, drawn(s, UI{Open: PageText})).Submit("x"); e != (flow.Showed{Text: "x"}) {
		t.Errorf("a page is %v", e)
	}
	p := drawn(s, UI{Open: Menu})
	menu := Choices{}
	for _, b := range p.Blocks {
		if c, is := b.(Choices); is {
			menu = c
		}
	}
	if text := said(p); !strings.Contains(text, "Waiting 1:00") || !strings.Contains(text, "Token revoked") {
		t.Errorf("the menu is without the clock or the steps:\n%s", text)
	}
	if len(menu.Options) != len(explain.Menu()) || menu.Options[len(menu.Options)-1].Action.Change(UI{}).Open != PageText {
		t.Errorf("the menu of what the browser shows: %+v", menu)
	}
}
