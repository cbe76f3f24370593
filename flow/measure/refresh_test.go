package measure

import (
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

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

// TestRefreshTokenOfAnotherType: a refresh token that is not a string is reported as that.
func TestRefreshTokenOfAnotherType(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.setFault(t, "refresh-token-number")
	if e := s.run(t); e.Token == nil || e.Token.HasRefresh || e.Token.RefreshAs != "a number" {
		t.Error(story(e))
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
					respond(w, http.StatusBadRequest, jsonType, `{"error":"`+word+`"}`)
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
