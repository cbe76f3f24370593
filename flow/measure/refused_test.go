package measure

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// TestRefusedWithoutTheScope: users/me is not-run for lack of a scope that was not asked for only
// if the answer is about scopes or has no words; its words are kept.
func TestRefusedWithoutTheScope(t *testing.T) {
	for _, c := range []struct {
		name, kind, body string
		status           int
		notRun           string // how it begins; "": it was made
		said             string
	}{
		{"scopes", jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: users:read"}`, 403, "it needs the scope users:read", `403 Forbidden: "You are missing`},
		{"no words", jsonType, `{"error":"Forbidden"}`, 403, "it needs the scope users:read", "403 Forbidden"},
		{"a stand-in without it", jsonType, `{"error":"no such thing"}`, 404, "the stand-in answered 404", "404 no such thing"},
		{"a check for bots", "text/html", "<html><title>Just a moment...</title></html>", 403, "", ""},
		{"words of its own", jsonType, `{"error":"quota_77"}`, 403, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:read"} })
			s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, zendesk.MePath) {
					w.Header().Set("Content-Type", c.kind)
					w.WriteHeader(c.status)
					io.WriteString(w, c.body)
					return
				}
				s.Account.ServeHTTP(w, r)
			})}
			e := s.run(t)
			step, _ := e.Step(checklist.StepIdentity)
			if !strings.HasPrefix(step.NotRun, c.notRun) || (c.notRun == "") != (step.NotRun == "" && step.Seen != nil) || e.Outcome != passed {
				t.Error(story(e))
			}
			if c.said != "" && !slices.ContainsFunc(step.Facts, func(f checklist.Fact) bool {
				return f.Key == checklist.KeySaid && strings.HasPrefix(f.Value, c.said)
			}) {
				t.Errorf("what was said is lost:\n%s", story(e))
			}
		})
	}
}

// TestWhyTheDeletionWasRefused: the words of a 403 are reported.
func TestWhyTheDeletionWasRefused(t *testing.T) {
	for fault, why := range map[string]string{
		"revoke-bot-check": "403, from a check for bots", "revoke-csrf": "403, in words about a browser's session",
		"revoke-quota": "refused the deletion (403) and", "revoke-forbidden": "403, which is about the token's scopes",
	} {
		s := newStage(t, zendesk.Confidential, nil)
		if err := s.SetFault(fault); err != nil {
			t.Fatal(err)
		}
		if e := s.run(t); !strings.Contains(e.Living(), why) {
			t.Errorf("%s: %q", fault, e.Living())
		}
	}
}

// TestRefreshTokenOfAnotherType: a refresh token that is not a string is reported as that.
func TestRefreshTokenOfAnotherType(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	if err := s.SetFault("refresh-token-number"); err != nil {
		t.Fatal(err)
	}
	if e := s.run(t); e.Token == nil || e.Token.HasRefresh || e.Token.RefreshAs != "a number" {
		t.Error(story(e))
	}
}

// TestARefusedPairEndsTheTest: nobody is sent to a browser when identifier and secret are refused.
func TestARefusedPairEndsTheTest(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	if err := s.SetFault("invalid-client"); err != nil {
		t.Fatal(err)
	}
	e := s.run(t)
	if began := s.notes.began(); !slices.Equal(began, []checklist.StepID{checklist.StepReach, checklist.StepCredentials}) || e.Outcome != checklist.OutcomeFailed {
		t.Errorf("began %v\n%s", began, story(e))
	}
}

// TestARefusalOfAnotherKindProvesNothing: only invalid_grant proves a refresh token dead.
func TestARefusalOfAnotherKindProvesNothing(t *testing.T) {
	for word, want := range map[string]checklist.Alive{"invalid_grant": checklist.Dead, "invalid_request": checklist.AliveUnknown} {
		s := newStage(t, zendesk.Confidential, nil)
		s.plan.ProveRotation = true
		refreshes := 0
		s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			if strings.Contains(string(body), "refresh_token") && !strings.Contains(string(body), "authorization_code") {
				if refreshes++; refreshes > 1 {
					w.Header().Set("Content-Type", jsonType)
					w.WriteHeader(http.StatusBadRequest)
					io.WriteString(w, `{"error":"`+word+`"}`)
					return
				}
			}
			s.Account.ServeHTTP(w, r)
		})}
		e := s.run(t)
		if e.Refresh == nil || e.Revoke == nil || e.Refresh.OldRefresh != want || e.Revoke.Refresh != want || (e.Revoke.Left == 0) != (want == checklist.Dead) {
			t.Errorf("%s:\n%s", word, story(e))
		}
	}
}
