package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestWhatAWholeTestSends has none of the known mistakes of OAuth clients, and two tests share no state.
func TestWhatAWholeTestSends(t *testing.T) {
	var states []string
	for range 2 {
		f := openForeign(t, func(f *foreign) { f.has = foreignEverything })
		result, _ := f.test(t, "--prove-rotation")
		if result.Outcome != "passed" {
			t.Fatalf("outcome %q", result.Outcome)
		}
		states = append(states, checkRequests(t, f.log()))
	}
	if states[0] == states[1] {
		t.Error("two tests have the same state")
	}
}

// checkRequests checks the requests of one test and returns its state.
func checkRequests(t *testing.T, log []arrived) (state string) {
	t.Helper()
	var authorize url.Values
	sent := map[string][]arrived{} // token requests by what they present
	var secrets []string
	for _, h := range log {
		switch at := h.Method + " " + h.URL.Path; at {
		case "GET /oauth/authorizations/new":
			authorize = h.URL.Query() // by the browser
			continue
		case "POST /oauth/tokens":
			sent[h.text("grant_type")] = append(sent[h.text("grant_type")], h)
			for _, name := range []string{"client_secret", "code", "code_verifier", "refresh_token"} {
				secrets = append(secrets, h.text(name))
			}
			if got := h.Header.Get("Content-Type"); got != "application/json" || h.Header.Get("Authorization") != "" {
				t.Errorf("a token request has Content-Type %q and Authorization of %d bytes", got, len(h.Header.Get("Authorization")))
			}
		case "GET /api/v2/locales/public.json":
			if h.Header.Get("Authorization") != "" {
				t.Error("a token went where none is needed")
			}
		case "DELETE /api/v2/oauth/tokens/current.json":
		default:
			if h.Method != http.MethodGet {
				t.Errorf("%s was sent", at)
			}
			if h.URL.Path == "/api/v2/oauth/tokens.json" {
				t.Error("the list of tokens was read")
			}
		}
		_, bearer, _ := strings.Cut(h.Header.Get("Authorization"), "Bearer ")
		secrets = append(secrets, bearer)
		for _, name := range []string{"Cookie", "Referer", "Origin", "Proxy-Authorization"} {
			if h.Header.Get(name) != "" {
				t.Errorf("%s carries a %s", h.URL.Path, name)
			}
		}
		if h.Header.Get("User-Agent") == "" {
			t.Errorf("%s does not say who asks", h.URL.Path)
		}
	}
	for _, h := range log {
		for _, s := range secrets {
			if s != "" && (strings.Contains(h.URL.String(), s) || strings.Contains(h.URL.String(), url.QueryEscape(s))) {
				t.Errorf("the address of %s %s carries a secret", h.Method, h.URL.Path)
			}
		}
	}
	checkGrant(t, authorize, sent["authorization_code"])
	checkRefreshes(t, sent["refresh_token"])
	if len(sent) != 2 {
		t.Errorf("grants of %d kinds were asked for", len(sent))
	}
	return checkState(t, authorize)
}

// checkState wants 128 bits nobody can guess (RFC 6749 section 10.10).
func checkState(t *testing.T, authorize url.Values) string {
	t.Helper()
	state := authorize.Get("state")
	if raw, err := base64.RawURLEncoding.DecodeString(state); err != nil || len(raw) < 16 {
		t.Errorf("the state has %d bytes (%v)", len(raw), err)
	}
	if got := authorize.Get("response_type"); got != "code" {
		t.Errorf("response_type %q", got)
	}
	for _, name := range []string{"client_secret", "code_verifier"} {
		if authorize.Has(name) {
			t.Errorf("the authorize URL has a %s", name)
		}
	}
	return state
}

// checkGrant wants the code sent once, with the verifier of the challenge and
// with the scopes. The probe comes before it, with a code and a verifier of its own.
func checkGrant(t *testing.T, authorize url.Values, grants []arrived) {
	t.Helper()
	if len(grants) != 2 {
		t.Fatalf("%d codes were sent, want the probe's and the real one", len(grants))
	}
	probe, grant := grants[0], grants[1]
	sum := sha256.Sum256([]byte(grant.text("code_verifier")))
	if authorize.Get("code_challenge_method") != "S256" || authorize.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(sum[:]) {
		t.Error("the verifier does not belong to an S256 challenge")
	}
	if n := len(grant.text("code_verifier")); n < 43 || n > 128 {
		t.Errorf("the verifier has %d characters (RFC 7636 section 4.1)", n)
	}
	if probe.text("code") == grant.text("code") || probe.text("code_verifier") == grant.text("code_verifier") {
		t.Error("the probe sends the code or the verifier of the test")
	}
	if grant.text("redirect_uri") != authorize.Get("redirect_uri") || grant.text("scope") != "read" || grant.text("client_id") != foreignClient {
		t.Error("redirect URL, scope or identifier of the exchange differ from the request")
	}
	checkLifetimes(t, grant)
}

// checkRefreshes wants identifier, secret and lifetimes beside the refresh token,
// and no scope. The first one is used once more only when that was asked for.
func checkRefreshes(t *testing.T, refreshes []arrived) {
	t.Helper()
	var tokens []string
	for _, r := range refreshes {
		if r.text("client_id") != foreignClient || r.text("client_secret") != foreignSecret {
			t.Error("a refresh lacks identifier or secret")
		}
		if _, has := r.sent["scope"]; has {
			t.Error("a refresh carries a scope")
		}
		checkLifetimes(t, r)
		tokens = append(tokens, r.text("refresh_token"))
	}
	// Used, tried again for --prove-rotation, and the newest one after its revocation.
	if len(tokens) != 3 || tokens[0] != tokens[1] || tokens[2] == tokens[0] {
		t.Errorf("%d refreshes, of %d tokens", len(tokens), len(slices.Compact(tokens)))
	}
}

// checkLifetimes wants integers, as short as Zendesk allows (Z10).
func checkLifetimes(t *testing.T, h arrived) {
	t.Helper()
	if got := string(h.sent["expires_in"]); got != "600" {
		t.Errorf("%s asks for expires_in %s", h.text("grant_type"), got)
	}
	if got := string(h.sent["refresh_token_expires_in"]); got != "691200" {
		t.Errorf("%s asks for refresh_token_expires_in %s", h.text("grant_type"), got)
	}
}

// TestRevokeTakesOwnIDOnly: where deleting the current token has no effect it is deleted by an id, the
// one that tokens/current told.
func TestRevokeTakesOwnIDOnly(t *testing.T) {
	t.Parallel()
	f := openForeign(t, func(f *foreign) {
		f.has = foreignEverything
		f.wrong = map[string]answer{"DELETE /api/v2/oauth/tokens/current.json": {"status": http.StatusOK}}
	})
	if result, _ := f.test(t); result.Outcome != "passed" {
		t.Errorf("outcome %q", result.Outcome)
	}
	var deleted []string
	for _, h := range f.log() {
		if h.Method == http.MethodDelete {
			deleted = append(deleted, h.URL.Path)
		}
	}
	if want := []string{"/api/v2/oauth/tokens/current.json", "/api/v2/oauth/tokens/7.json"}; !slices.Equal(deleted, want) {
		t.Errorf("deleted %q, want %q", deleted, want)
	}
}

// TestNoCredentialGoesElsewhere redirects every request to another port, host or
// scheme: nothing may arrive there.
func TestNoCredentialGoesElsewhere(t *testing.T) {
	t.Parallel()
	var arrived atomic.Int32
	note := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { arrived.Add(1) })
	port, secure := httptest.NewServer(note), httptest.NewTLSServer(note)
	t.Cleanup(port.Close)
	t.Cleanup(secure.Close)
	host := strings.Replace(port.URL, "127.0.0.1", "localhost", 1)
	for _, at := range []string{"POST /oauth/tokens", "GET /api/v2/users/me.json", "GET /api/v2/oauth/tokens/current.json", "DELETE /api/v2/oauth/tokens/current.json"} {
		for i, target := range []string{port.URL, host, secure.URL} {
			for _, status := range []int{http.StatusFound, http.StatusTemporaryRedirect} {
				t.Run(fmt.Sprintf("%s %d %d", at, i, status), func(t *testing.T) {
					t.Parallel()
					f := openForeign(t, func(f *foreign) {
						f.has, f.away = foreignEverything, map[string]redirect{at: {target + "/taken", status}}
					})
					result, _ := f.test(t)
					// What the account tells of a token or a person is not about the client, nor is the deletion.
					if wanted := strings.Contains(at, "/api/"); (result.Outcome == "passed") != wanted {
						t.Errorf("outcome %q", result.Outcome)
					}
					if n := arrived.Load(); n > 0 {
						t.Errorf("%d requests went where a redirect led", n)
					}
				})
			}
		}
	}
}
