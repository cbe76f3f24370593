package measure

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// TestRefusedCallbacksAreTold: the step names the refused requests to the redirect URL, whether
// or not the wait went on after them.
func TestRefusedCallbacksAreTold(t *testing.T) {
	const short, long = time.Second, time.Hour // short is longer than a busy machine takes for what the browser does
	queries := func(all ...string) func(*testing.T, string, string) {
		return func(t *testing.T, callback, state string) {
			for _, q := range all {
				visit(t, callback+strings.ReplaceAll(q, "STATE", state), nil)
			}
		}
	}
	asked := func(change func(*http.Request)) func(*testing.T, string, string) {
		return func(t *testing.T, callback, state string) { visit(t, callback+"?code=x&state="+state, change) }
	}
	for _, c := range []struct {
		name    string
		timeout time.Duration
		browser func(t *testing.T, callback, state string)
		outcome checklist.Outcome
		where   explain.Where
		word    string
		text    string
		fact    string // callback_refused
	}{
		{"nothing came", short, queries(), checklist.OutcomeTimedOut, explain.Network, explain.NetNoCallback, "", ""},
		{"another state", short, queries("?code=x&state=other", "?code=x", "?code=x&state=older"), fails, explain.Callback, "state-mismatch", "another state", "another state (2), no state (1)"},
		{"no state", short, queries("?code=x"), fails, explain.Callback, "state-mismatch", "no state", "no state (1)"},
		{"an error without state", short, queries("?error=access_denied"), fails, explain.Callback, "state-mismatch", "no state", "no state (1)"},
		{"an empty state", short, queries("?code=x&state="), fails, explain.Callback, "state-mismatch", "an empty state", "an empty state (1)"},
		{"two states", short, queries("?code=x&state=a&state=b"), fails, explain.Callback, "state-mismatch", "two states", "two states (1)"},
		{"by hand", short, queries("", "/x"), checklist.OutcomeTimedOut, explain.Network, explain.NetNoCallback, explain.AnswerNothing, "neither code, error nor state (1)"},
		{"a slash more", long, queries("/?code=x&state=STATE"), fails, explain.Callback, "callback-unusable", explain.AnswerSlash, explain.AnswerSlash},
		{"another path", long, queries("x?code=x&state=STATE"), fails, explain.Callback, "callback-unusable", explain.AnswerPath, "another path"},
		{"another host", long, asked(func(r *http.Request) { r.Host = "evil.example" }), fails, explain.Callback, "callback-unusable", explain.AnswerHost, "another host"},
		{"a post", long, asked(func(r *http.Request) { r.Method = http.MethodPost }), fails, explain.Callback, "callback-unusable", explain.AnswerMethod, "neither GET nor HEAD"},
		{"the post of a form", short, asked(func(r *http.Request) {
			body := r.URL.RawQuery
			r.Method, r.URL.RawQuery, r.ContentLength, r.Body = http.MethodPost, "", int64(len(body)), io.NopCloser(strings.NewReader(body))
		}), fails, explain.Callback, "callback-unusable", explain.AnswerMethod, "neither GET nor HEAD (1)"},
		{"looked at ahead", short, asked(func(r *http.Request) { r.Method = http.MethodHead }), checklist.OutcomeTimedOut, explain.Network, explain.NetNoCallback, explain.AnswerAhead, explain.AnswerAhead + " (1)"},
		{"fetched ahead", short, asked(func(r *http.Request) { r.Header.Set("Sec-Purpose", "prefetch") }), checklist.OutcomeTimedOut, explain.Network, explain.NetNoCallback, explain.AnswerAhead, explain.AnswerAhead + " (1)"},
		{"semicolons", long, queries("?code=x;state=STATE"), fails, explain.Callback, "callback-unusable", explain.AnswerSemi, explain.AnswerSemi},
		{"too many cookies", short, func(t *testing.T, callback, state string) {
			page := visit(t, callback+"?code=x&state="+state, func(r *http.Request) { r.Header.Set("Cookie", "a="+strings.Repeat("x", 70<<10)) })
			if !strings.Contains(page, "Delete the cookies") {
				t.Errorf("the browser is shown %q", page)
			}
		}, fails, explain.Callback, "callback-too-large", explain.AnswerTooLarge, "headers of more than 64 KiB (1)"},
		{"code and error", long, func(t *testing.T, callback, state string) {
			if page := visit(t, callback+"?code=x&error=y&state="+state, nil); !strings.Contains(page, "both a code and an error") {
				t.Errorf("the browser is shown %q", page)
			}
		}, fails, explain.Callback, "callback-unusable", explain.AnswerBoth, explain.AnswerBoth},
		{"no code", long, queries("?state=STATE"), fails, explain.Callback, "callback-unusable", explain.AnswerNone, explain.AnswerNone},
		{"the state twice", long, queries("?code=x&state=STATE&state=STATE"), fails, explain.Callback, "callback-unusable", explain.AnswerTwice, explain.AnswerTwice},
		{"refused, then of no use", long, queries("?code=x&state=other", "?state=STATE"), fails, explain.Callback, "callback-unusable", explain.AnswerNone, explain.AnswerNone + ", another state (1)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, zendesk.Confidential, nil)
			s.plan.Answer, s.plan.Timeout = nil, c.timeout
			left := make(chan struct{})
			s.plan.Open = func(_ context.Context, authorizeURL string) error {
				defer close(left)
				c.browser(t, s.plan.Client.Redirect.String(), stateOf(authorizeURL))
				return nil
			}
			e := s.run(t)
			<-left
			step, _ := e.Step(checklist.StepAuthorize)
			if e.Outcome != c.outcome || step.Seen == nil || step.Seen.Where != c.where || step.Seen.Error != c.word || step.Seen.Text != c.text {
				t.Errorf("want %+v:\n%s", c, story(e))
			}
			if got := factOf(step, "callback_refused"); got != c.fact {
				t.Errorf("callback_refused is %q, want %q", got, c.fact)
			}
			if s.lives() > 0 {
				t.Error("a token lives")
			}
			free(t, s.plan)
		})
	}
}

// TestLooksAheadUseNothingUp: HEAD and prefetch requests use nothing up, and are reported.
func TestLooksAheadUseNothingUp(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Answer = nil
	s.plan.Open = func(ctx context.Context, authorizeURL string) error {
		redirect, err := s.Approve(ctx, authorizeURL, "", true)
		if err == nil {
			visit(t, redirect, func(r *http.Request) { r.Method = http.MethodHead })
			visit(t, redirect, func(r *http.Request) { r.Header.Set("Purpose", "prefetch") })
			go visit(t, redirect, nil)
		}
		return err
	}
	e := s.run(t)
	if step, _ := e.Step(checklist.StepAuthorize); e.Outcome != passed || factOf(step, "callback_refused") != explain.AnswerAhead+" (2)" {
		t.Error(story(e))
	}
}

// TestRefusedCallbacksAreToldWhateverFollows: refused requests are reported also when the test goes on or is stopped.
func TestRefusedCallbacksAreToldWhateverFollows(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Answer = nil
	s.plan.Open = func(ctx context.Context, authorizeURL string) error {
		visit(t, s.plan.Client.Redirect.String()+"?code=x&state=of-another-tab", nil)
		redirect, err := s.Approve(ctx, authorizeURL, "", true)
		if err == nil {
			go visit(t, redirect, nil)
		}
		return err
	}
	e := s.run(t)
	if step, _ := e.Step(checklist.StepAuthorize); e.Outcome != passed || factOf(step, "callback_refused") != "another state (1)" {
		t.Error(story(e))
	}

	s = newStage(t, zendesk.Confidential, nil)
	ctx, stop := context.WithCancel(t.Context())
	s.plan.Answer = nil
	s.plan.Open = func(context.Context, string) error {
		visit(t, s.plan.Client.Redirect.String()+"?code=x&state=of-another-tab", nil)
		stop()
		return nil
	}
	e = Run(ctx, s.plan, nil)
	if step, _ := e.Step(checklist.StepAuthorize); e.Outcome != checklist.OutcomeCancelled || factOf(step, "callback_refused") != "another state (1)" {
		t.Error(story(e))
	}
}

// TestPastedCode: the age of a pasted code is not known, and not reported.
func TestPastedCode(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.pasting(t, func(redirect string) []string {
		return []string{strings.Replace(redirect, "state=", "state=not-", 1), redirect}
	})
	e := s.run(t)
	step, _ := e.Step(checklist.StepAuthorize)
	if e.Outcome != passed || factOf(step, "came_by") != "pasted" || factOf(step, "code_issued_before") == "" || factOf(step, "paste_refused") != "another state" {
		t.Error(story(e))
	}
	if e.Token == nil || e.Token.CodeAge != 0 {
		t.Errorf("the age of a pasted code is given: %+v", e.Token)
	}

	s = newStage(t, zendesk.Confidential, nil)
	s.setFault(t, "invalid-grant")
	s.pasting(t, func(redirect string) []string { return []string{redirect} })
	e = s.run(t)
	step, _ = e.Step(checklist.StepExchange)
	if step.Seen == nil || step.Seen.Asked.PastedAt.IsZero() || step.Seen.Asked.Since.IsZero() || step.Seen.Asked.Since.After(step.Seen.Asked.PastedAt) {
		t.Error(story(e))
	}

	s = newStage(t, zendesk.Confidential, nil)
	s.pasting(t, func(redirect string) []string { return []string{redirect + "&error=access_denied"} })
	e = s.run(t)
	if step, _ = e.Step(checklist.StepAuthorize); e.Outcome != fails || step.Seen == nil || step.Seen.Text != explain.AnswerBoth {
		t.Error(story(e))
	}
}

// TestWhatWasNotReached: the result says how far a request came, and never that the account was
// not reached if it answered.
func TestWhatWasNotReached(t *testing.T) {
	for word, want := range map[string]string{
		explain.NetDNS: "resolved", explain.NetProxy: "proxy", explain.NetTLS: "secure", explain.NetTLSExpired: "secure", explain.NetTLSHost: "secure",
		explain.NetTLSUnknown: "secure", explain.NetRefused: "refused", explain.NetReset: "cut", explain.NetTimeout: "in time", explain.NetOther: "no answer",
	} {
		if got := networkWords(explain.Seen{Where: explain.Network, Error: word}); !strings.Contains(got, want) {
			t.Errorf("%s: %q", word, got)
		}
	}
	s := newStage(t, zendesk.Confidential, nil)
	s.server.Close()
	e := s.run(t)
	reach, _ := e.Step(checklist.StepReach)
	probe, _ := e.Step(checklist.StepCredentials)
	listen, _ := e.Step(checklist.StepListen)
	if e.Outcome != noNetwork || reach.Seen == nil || probe.Seen == nil || listen.NotRun != "the connection to the account was refused" {
		t.Error(story(e))
	}
}
