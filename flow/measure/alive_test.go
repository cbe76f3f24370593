package measure

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow/account"
)

// TestAlive: a token is dead only if an address refuses it that accepted it before, and nothing
// else accepts it.
func TestAlive(t *testing.T) {
	const (
		in      = `200 {"user":{"id":7},"token":{"id":7}}`
		refused = `401 {"error":"invalid_token"}`
		scope   = `403 {"error":"Forbidden","description":"You are missing the following required scopes: read"}`
		barred  = `403 {"error":"Forbidden"}`
		off     = `401 {"error":"Authorization failed due to OAuth being disabled for this API request"}`
		trouble = `500 {"error":"internal"}`
		nobody  = `200 {"user":{"id":null}}`
	)
	for _, tt := range []struct {
		name                                 string
		meBefore, currentBefore, me, current string
		want                                 checklist.Alive
	}{
		{"deleted", in, in, refused, refused, checklist.Dead},
		{"lives on", in, in, in, in, checklist.StillAlive},
		{"never accepted", refused, refused, refused, refused, checklist.AliveUnknown},
		{"accepted nowhere, for another reason", barred, trouble, refused, refused, checklist.AliveUnknown},
		{"the anonymous user is no acceptance", nobody, barred, refused, refused, checklist.AliveUnknown},
		{"accepted there, refused here", in, barred, barred, refused, checklist.AliveUnknown},
		{"one refuses, the other lets in", in, in, refused, in, checklist.StillAlive},
		{"narrow scopes", scope, scope, refused, refused, checklist.Dead},
		{"narrow scopes, lives on", scope, scope, scope, scope, checklist.StillAlive},
		{"one refuses, the other knows it", in, scope, refused, scope, checklist.AliveUnknown},
		{"OAuth is switched off", in, in, off, off, checklist.AliveUnknown},
		{"refused by something in front", in, in, barred, barred, checklist.AliveUnknown},
		{"one in trouble", in, in, trouble, refused, checklist.Dead},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answers := map[string]string{}
			a, err := account.New(account.Options{URL: "http://127.0.0.1:1", Transport: scripted{answers}})
			if err != nil {
				t.Fatal(err)
			}
			r := &run{account: a}
			p := &pair{Tokens: account.Tokens{Access: account.NewToken("planted-access-token")}}
			answers["me"], answers["current"] = tt.meBefore, tt.currentBefore
			_, _ = r.me(t.Context(), p) // as the steps identity and token do
			_, _ = r.current(t.Context(), p)
			answers["me"], answers["current"] = tt.me, tt.current
			_, _ = r.alive(t.Context(), p)
			if p.access != tt.want {
				t.Errorf("%q, want %q", p.access, tt.want)
			}
		})
	}
}

// scripted answers users/me and tokens/current as its map says.
type scripted struct{ answers map[string]string }

func (s scripted) RoundTrip(r *http.Request) (*http.Response, error) {
	for name, answer := range s.answers {
		if r.Header.Get("Authorization") == "" { // users/me is asked like this too
			answer = `401 {"error":"Couldn't authenticate you"}`
		}
		if strings.HasSuffix(strings.TrimSuffix(r.URL.Path, ".json"), "/"+name) {
			var status int
			_, body, _ := strings.Cut(answer, " ")
			if _, err := fmt.Sscan(answer, &status); err != nil {
				return nil, err
			}
			return direct{http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				respond(w, status, jsonType, body)
			})}.RoundTrip(r)
		}
	}
	return nil, fmt.Errorf("nobody answers at %s", r.URL.Path)
}
