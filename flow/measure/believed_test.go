package measure

import (
	"context"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
	"zdg/flow/practice"
)

// TestWhatIsLeft: each token counts once, and no end is told that is over, that was only
// asked for, or that is not known of every one.
func TestWhatIsLeft(t *testing.T) {
	now := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	life := func(d time.Duration) checklist.Lifetime {
		return checklist.Lifetime{Seconds: int64(d / time.Second), Form: "number"}
	}
	tokens := func(access string, lives time.Duration, refresh string, refreshLives time.Duration) account.Tokens {
		return account.Tokens{
			Access: account.NewToken(access), ExpiresIn: life(lives), Refresh: account.NewToken(refresh), RefreshExpiresIn: life(refreshLives), IssuedAt: now.Add(-time.Minute),
		}
	}
	began := now.Add(-time.Minute)
	for _, c := range []struct {
		name                 string
		issued               []*pair
		unseen               []unseen
		issuedN, left, seenN int
		until, atMost        time.Time
		in                   []checklist.UnseenIn
	}{
		{name: "all dead", issued: []*pair{{Tokens: tokens("a", time.Hour, "r", day), access: checklist.Dead, refresh: checklist.Dead}}, issuedN: 2},
		{name: "as told", issued: []*pair{{Tokens: tokens("a", time.Hour, "r", day)}}, issuedN: 2, left: 2, until: began.Add(day)},
		{name: "as tokens/current tells, later", issued: []*pair{{Tokens: tokens("a", time.Hour, "", 0), until: now.Add(2 * time.Hour)}}, issuedN: 1, left: 1, until: now.Add(2 * time.Hour)},
		{name: "the refresh token's is not told", issued: []*pair{{Tokens: tokens("a", time.Hour, "r", 0)}}, issuedN: 2, left: 2, atMost: began.Add(90 * day)},
		{name: "the access token's is not told", issued: []*pair{{Tokens: tokens("a", 0, "r", day), refresh: checklist.Dead}}, issuedN: 2, left: 1, atMost: began.Add(2 * day)},
		{name: "it is over", issued: []*pair{{Tokens: tokens("a", time.Second, "r", day), access: checklist.StillAlive}}, issuedN: 2, left: 2},
		{name: "it is over, and it is dead", issued: []*pair{{Tokens: tokens("a", time.Second, "r", day), access: checklist.Dead}}, issuedN: 2, left: 1, until: began.Add(day)},
		{name: "the same refresh token again", issued: []*pair{
			{Tokens: tokens("a", time.Hour, "r", day), access: checklist.Dead, refresh: checklist.Dead},
			{Tokens: tokens("b", time.Hour, "r", day), access: checklist.Dead, refresh: checklist.Dead},
		}, issuedN: 3},
		{name: "the same, proven once only", issued: []*pair{
			{Tokens: tokens("a", time.Hour, "r", day), access: checklist.Dead},
			{Tokens: tokens("b", time.Hour, "r", 2*day), access: checklist.Dead, refresh: checklist.Dead},
		}, issuedN: 3, left: 1, until: began.Add(2 * day)},
		{name: "no refresh token came", issued: []*pair{{Tokens: tokens("a", time.Hour, "", 0), access: checklist.Dead, refreshUnknown: true}}, issuedN: 1, left: 1, seenN: 1, atMost: began.Add(90 * day), in: []checklist.UnseenIn{checklist.UnseenRefresh}},
		{
			name: "unseen", issued: []*pair{{Tokens: tokens("a", time.Hour, "r", day), access: checklist.Dead, refresh: checklist.Dead}},
			unseen:  []unseen{{checklist.UnseenMany, 3, began}, {checklist.UnseenAnswer, 1, now}, {checklist.UnseenMany, 1, began}},
			issuedN: 2, left: 5, seenN: 5, atMost: now.Add(90 * day), in: []checklist.UnseenIn{checklist.UnseenMany, checklist.UnseenAnswer},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &run{plan: Plan{Now: func() time.Time { return now }}, issued: c.issued, unseen: c.unseen}
			got := r.remaining()
			if got.Issued != c.issuedN || got.Left != c.left || got.Unseen != c.seenN || !slices.Equal(got.UnseenIn, c.in) {
				t.Errorf("issued %d, left %d, unseen %d %v", got.Issued, got.Left, got.Unseen, got.UnseenIn)
			}
			if !got.LivesUntil.Equal(c.until) || !got.AtMost.Equal(c.atMost) {
				t.Errorf("lives until %v, at most %v; want %v, %v", got.LivesUntil, got.AtMost, c.until, c.atMost)
			}
		})
	}
}

// TestPassedNeedsAnAcceptedToken: a test passes only where a call of the API was let in
// by an access token of it; a refusal that names a scope knows the token.
func TestPassedNeedsAnAcceptedToken(t *testing.T) {
	const (
		page   = "<html><title>Just a moment...</title></html>"
		signIn = "<html><title>Sign in</title>login"
	)
	calls := func(status int, kind, body string, but string) say {
		return func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if !strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/api/v2/locales") || but != "" && strings.HasPrefix(r.URL.Path, but) {
				return nil
			}
			return said(status, kind, body)
		}
	}
	for _, c := range []struct {
		name   string
		scopes []string
		say    say
		passes bool
	}{
		{"narrow scopes, a page everywhere", []string{"tickets:read"}, calls(403, "text/html", page, ""), false},
		{"scopes that write, a page everywhere", []string{"tickets:write"}, calls(403, "text/html", page, ""), false},
		{"narrow scopes, a page at 200 everywhere", []string{"tickets:read"}, calls(200, "text/html", signIn, ""), false},
		{"narrow scopes, an error at 200 at the call", []string{"tickets:read"}, func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			switch {
			case strings.HasPrefix(r.URL.Path, "/api/v2/tickets"):
				return said(200, jsonType, `{"error":"Couldn't authenticate you"}`)
			case strings.HasPrefix(r.URL.Path, "/api/v2/users/me"), strings.HasPrefix(r.URL.Path, "/api/v2/oauth"):
				return said(403, "text/html", page)
			}
			return nil
		}, false},
		{"narrow scopes, data at the call alone", []string{"tickets:read"}, calls(403, "text/html", page, "/api/v2/tickets"), true},
		{"scopes that write: only scopes are named", []string{"tickets:write"}, nil, true},
		{"one call names a scope, at all else a page", []string{"tickets:read"}, func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if strings.HasPrefix(r.URL.Path, "/api/v2/tickets") {
				return said(403, jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: tickets:read"}`)
			}
			return calls(403, "text/html", page, "")(o, r, asked, honest)
		}, false}, // for want of the scope
		{"one call reads the record, at all else a page", []string{"read"}, calls(403, "text/html", page, "/api/v2/oauth/clients"), false}, // users/me failed
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = c.scopes })
			if c.say != nil {
				s.plan.Transport = &odd{say: c.say}
			}
			e := s.run(t)
			if (e.Outcome == checklist.OutcomePassed) != c.passes || e.Refresh == nil {
				t.Errorf("refresh %+v:\n%s", e.Refresh, story(e))
			}
			if n := s.lives(); n > 0 && e.Revoke.Left == 0 {
				t.Errorf("%d live on:\n%s", n, story(e))
			}
		})
	}
}

// TestTheNewTokenIsTriedWhereTheOldOneWasLetIn: what it is answered there decides whether
// the refresh works; a word of a missing scope elsewhere does not.
func TestTheNewTokenIsTriedWhereTheOldOneWasLetIn(t *testing.T) {
	for _, c := range []struct {
		name    string
		scopes  []string
		status  int
		body    string
		always  bool // else once
		outcome checklist.Outcome
		odd     int
	}{
		{"narrow, refused", []string{"tickets:read"}, 401, `{"error":"invalid_token"}`, true, checklist.OutcomeFailed, 1},
		{"narrow, a role", []string{"tickets:read"}, 403, `{"error":"Forbidden","description":"You do not have access to this page."}`, true, checklist.OutcomeFailed, 1},
		{"narrow, trouble", []string{"tickets:read"}, 500, `{}`, true, checklist.OutcomeFailed, 1},
		{"narrow, trouble once", []string{"tickets:read"}, 500, `{}`, false, checklist.OutcomePassed, 0},
		{"narrow, a bare refusal once", []string{"tickets:read"}, 403, `{"message":"Forbidden"}`, false, checklist.OutcomePassed, 0},
		{"broad, refused", []string{"read"}, 401, `{"error":"invalid_token"}`, true, checklist.OutcomeFailed, 1},
		{"broad, a bare refusal", []string{"read"}, 403, ``, true, checklist.OutcomeFailed, 1},
		{"broad, a scope that is named", []string{"read"}, 403, `{"error":"Forbidden","description":"You are missing the following required scopes: read"}`, true, checklist.OutcomeFailed, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = c.scopes })
			refreshed, refusals := false, 0
			s.plan.Transport = &odd{say: func(_ *odd, r *http.Request, asked map[string]any, _ func() *http.Response) *http.Response {
				refreshed = refreshed || asked["grant_type"] == "refresh_token"
				if refreshed && r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/api/v2/tickets") && (c.always || refusals == 0) {
					refusals++
					return said(c.status, jsonType, c.body)
				}
				return nil
			}}
			e := s.run(t)
			if e.Outcome != c.outcome || e.Refresh == nil || len(e.Refresh.Odd) != c.odd {
				t.Errorf("refresh %+v:\n%s", e.Refresh, story(e))
			}
		})
	}
}

// TestATokenThatNobodyAnswersFor: two calls with the new token that are never answered are
// enough, since each costs the whole time that an answer may take.
func TestATokenThatNobodyAnswersFor(t *testing.T) {
	for _, hangs := range []string{"/api/v2/", "/api/v2/users/me"} { // all calls, or one
		s := newStage(t, zendesk.Confidential, func(o *practice.Options) {
			o.Client.AllowedScopes = []string{"users:read", "tickets:read", "organizations:read"}
		})
		var old, asked []string
		refreshed, tried := false, false // a call with the old token ends the trying of the new one
		s.plan.Transport = &odd{say: func(o *odd, r *http.Request, body map[string]any, _ func() *http.Response) *http.Response {
			refreshed = refreshed || body["grant_type"] == "refresh_token"
			token := r.Header.Get("Authorization")
			switch {
			case r.Method != http.MethodGet || token == "":
			case !refreshed:
				old = append(old, token)
			case slices.Contains(old, token):
				tried = true
			case !tried && strings.HasPrefix(r.URL.Path, hangs):
				asked, o.fail = append(asked, r.URL.Path), os.ErrDeadlineExceeded
			}
			return nil
		}}
		if e := s.run(t); len(asked) != 2 || e.Refresh == nil {
			t.Errorf("%s: asked %q\n%s", hangs, asked, story(e))
		}
	}
}

// TestAPageIsNoProofOfLife: a web page instead of an API answer after the deletion proves neither
// that the token lives nor that it is dead.
func TestAPageIsNoProofOfLife(t *testing.T) {
	for name, body := range map[string]string{"page": "<html><title>Sign in</title>login", "error": `{"error":"Couldn't authenticate you"}`} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:read"} })
			gone := false
			s.plan.Transport = &odd{say: func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
				gone = gone || r.Method == http.MethodDelete
				if gone && strings.HasPrefix(r.URL.Path, "/api/v2/tickets") {
					return said(200, jsonType, body)
				}
				return nil
			}}
			if e := s.run(t); e.Revoke.Access != checklist.Dead || e.Revoke.Left != 0 {
				t.Errorf("revoke %+v:\n%s", e.Revoke, story(e))
			}
		})
	}
}

// TestTheProbeWithoutAnAnswer: a probe without an answer ends the test only if the account does
// not answer another request either.
func TestTheProbeWithoutAnAnswer(t *testing.T) {
	first := func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/v2/locales") }
	for _, c := range []struct {
		name    string
		looks   int // of how many first looks no answer comes
		all     bool
		earlier bool // the account was reached by an earlier test
		outcome checklist.Outcome
		asked   int // how often the first look is made
	}{
		{name: "the probe alone", asked: 1, outcome: checklist.OutcomePassed},
		{name: "the probe, and the first look before it", looks: 1, asked: 2, outcome: checklist.OutcomePassed},
		{name: "the probe, and every look", looks: 9, asked: 2, all: true, outcome: checklist.OutcomeNoNetwork},
		{name: "the probe, reached by an earlier test", asked: 1, earlier: true, outcome: checklist.OutcomePassed},
		{name: "everything, reached by an earlier test", looks: 9, asked: 1, all: true, earlier: true, outcome: checklist.OutcomeNoNetwork},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			if c.earlier {
				s.plan.Earlier = checklist.Evidence{}.WithStep(checklist.Step{ID: checklist.StepReach, Of: s.plan.Subject, At: time.Now()})
			}
			looks := 0
			s.plan.Transport = &odd{say: func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
				if first(r) {
					if looks++; looks <= c.looks {
						o.fail = io.ErrUnexpectedEOF
					}
				} else if r.Method == http.MethodPost && (o.posts == 1 || c.all) {
					o.fail = io.ErrUnexpectedEOF
				}
				return nil
			}}
			e := s.run(t)
			step, _ := e.Step(checklist.StepCredentials)
			if e.Outcome != c.outcome || step.Seen == nil || step.Seen.Error != "reset" || looks != c.asked {
				t.Errorf("%d looks:\n%s", looks, story(e))
			}
			if went := c.outcome == checklist.OutcomePassed; went != (e.Credentials != nil && e.Credentials.Answer == checklist.AnswerUnclear) || went != (e.Token != nil) {
				t.Errorf("credentials %+v:\n%s", e.Credentials, story(e))
			}
		})
	}
}

// TestAQuickProbeWithoutAnAnswer: without an answer, the result of an earlier probe is not
// reported as that of this one.
func TestAQuickProbeWithoutAnAnswer(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Earlier = checklist.Evidence{Credentials: &checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: true}}
	s.plan.ProbeAgain = true
	s.plan.Transport = &odd{say: func(o *odd, _ *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
		o.fail = io.ErrUnexpectedEOF
		return nil
	}}
	e := Quick(t.Context(), s.plan, nil)
	if step, _ := e.Step(checklist.StepCredentials); step.Seen == nil || e.Credentials != nil {
		t.Errorf("%+v\n%s", e.Credentials, story(e))
	}
}

// TestAQuickProbeRevokesWhatCame: tokens that are issued for the made-up code are deleted.
func TestAQuickProbeRevokesWhatCame(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	if err := s.SetFault("probe-issues"); err != nil {
		t.Fatal(err)
	}
	if e := Quick(t.Context(), s.plan, nil); s.lives() != 0 || e.Revoke == nil || e.Revoke.Issued == 0 {
		t.Errorf("%d live on, revoke %+v:\n%s", s.lives(), e.Revoke, story(e))
	}
}

// TestAStoppedProbeKeepsWhatCame: a pair for the made-up code is deleted also when the test is
// stopped just then.
func TestAStoppedProbeKeepsWhatCame(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	if err := s.SetFault("probe-issues"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.notes.on = func(n Note) {
		if traffic, ok := n.(Traffic); ok && traffic.Step == checklist.StepCredentials {
			cancel()
		}
	}
	e := Run(ctx, s.plan, s.notes.tell)
	if e.Outcome != checklist.OutcomeCancelled || s.lives() != 0 || e.Revoke == nil || e.Revoke.Issued != 2 {
		t.Errorf("%d live on, revoke %+v:\n%s", s.lives(), e.Revoke, story(e))
	}
}

// TestLivingIsNotedBeforeItIsAskedFor: if the process is killed during an exchange or a refresh,
// a note has been told by then with an end that is not before that of the tokens.
func TestLivingIsNotedBeforeItIsAskedFor(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	var last Note
	s.notes.on = func(n Note) {
		switch n.(type) {
		case Issued, Gone:
			last = n
		}
	}
	noted := 0
	s.plan.Transport = &odd{say: func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
		if r.Method == http.MethodPost && o.posts > 1 {
			issued, ok := last.(Issued)
			if !ok || !issued.Until.IsZero() || time.Until(issued.AtMost) < 89*24*time.Hour {
				t.Errorf("request %d: %#v", o.posts, last)
			}
			noted++
		}
		return nil
	}}
	if e := s.run(t); e.Outcome != checklist.OutcomePassed || noted < 2 {
		t.Errorf("%d requests:\n%s", noted, story(e))
	}
	if _, gone := last.(Gone); !gone {
		t.Errorf("at the end: %#v", last)
	}
}
