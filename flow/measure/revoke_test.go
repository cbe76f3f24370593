package measure

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
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

// TestWhyTheDeletionWasRefused: the words of a 403 are reported.
func TestWhyTheDeletionWasRefused(t *testing.T) {
	for fault, why := range map[string]string{
		"revoke-bot-check": "403, from a check for bots", "revoke-csrf": "403, in words about a browser's session",
		"revoke-quota": "refused the deletion (403) and", "revoke-forbidden": "403, which is about the token's scopes",
	} {
		s := newStage(t, zendesk.Confidential, nil)
		s.setFault(t, fault)
		if e := s.run(t); !strings.Contains(e.Living(), why) {
			t.Errorf("%s: %q", fault, e.Living())
		}
	}
}

// TestEveryPairHearsOfItsDeletion: when the account does not answer the deletion of the newest
// pair, the older one is deleted all the same.
func TestEveryPairHearsOfItsDeletion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newBubbleStage(t)
		s.setFault(t, "refresh-keeps-old-alive")
		p := s.plan
		var asked []string // bearers of deletions
		p.Transport = hanging{p.Transport, func(r *http.Request) bool {
			if r.Method != http.MethodDelete {
				return false
			}
			if r.Context().Err() != nil {
				return true // it is not sent any more
			}
			asked = append(asked, r.Header.Get("Authorization"))
			return len(asked) == 1
		}}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s.notes.on = func(n Note) {
			if b, ok := n.(Began); ok && b.Step == checklist.StepRevoke {
				cancel()
			}
		}
		began := time.Now()
		e := Run(ctx, p, s.notes.tell)
		if took := time.Since(began); len(asked) < 2 || asked[0] == asked[1] || took > 30*time.Second {
			t.Errorf("%d deletions, took %v:\n%s", len(asked), took, story(e))
		}
		if e.Revoke.Left == 0 && s.lives() > 0 {
			t.Errorf("all are said to be dead:\n%s", story(e))
		}
	})
}
