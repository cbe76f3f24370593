package stage

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"zdg/flow/practice"
)

// Account is one account of a stage. Its methods may be called from several goroutines.
type Account struct {
	// Name is the account's subdomain.
	Name  string
	stage *Stage

	mu        sync.Mutex // guards what follows
	inner     *practice.Account
	control   Control
	tokens    map[string]*token // by the access token that the program has
	refreshes []string          // every refresh token, in the order of issue
	dead      map[string]bool   // refresh tokens that Revoke ended
	newest    string
	verifiers []string
}

// account is the practice account behind, opened with the client as it is known by then.
func (a *Account) account() *practice.Account {
	c := a.stage.Client() // before the lock: the stage locks accounts too
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.inner == nil {
		a.inner = practice.New(practice.Options{
			Subdomain: a.Name, Hosts: []string{a.Name + zone}, Now: a.stage.now,
			Client: practice.ClientRecord{
				Name: "Rehearsed app", Identifier: c.Identifier, Kind: c.Kind, RedirectURLs: c.RedirectURLs, AllowedScopes: c.Scopes, Global: true,
			},
		})
	}
	return a.inner
}

// Authorization is an authorization request as the program made it.
type Authorization struct {
	Account  *Account
	Query    url.Values
	Redirect string // where the browser goes then: the program's callback with a code or an error
}

// Authorize answers sign-in and consent for an authorize address of the stage as a customer's browser does. A page that
// ends the authorization is a *practice.PageError.
func (s *Stage) Authorize(ctx context.Context, address *url.URL, allow bool) (Authorization, error) {
	a, path, ok := s.locate(address)
	if !ok {
		return Authorization{}, fmt.Errorf("%s is no account of the stage", address.Host)
	}
	q := address.Query()
	s.learn(q)
	r := &Request{Way: ByBrowser, Account: a.Name, Known: true, Kind: KindAuthorize, Method: http.MethodGet, Path: path, Query: address.RawQuery, Header: http.Header{}}
	s.note(r)
	inner := url.URL{Scheme: "https", Host: a.Name + zone, Path: path, RawQuery: address.RawQuery}
	to, err := a.account().Approve(ctx, inner.String(), "", allow)
	s.answered(r, http.StatusFound, Request{})
	return Authorization{Account: a, Query: q, Redirect: to}, err
}

// serve answers one request of the program.
func (a *Account) serve(w http.ResponseWriter, r *http.Request, seen *Request) {
	c := a.currently()
	switch seen.Kind {
	case KindToken:
		a.grant(w, r, seen, c)
	case KindAPI:
		a.api(w, r, seen, c)
	default:
		a.account().ServeHTTP(w, r)
	}
}

// grant is the token endpoint. Which secret is the client's is learned from the first that comes: the program's own is
// not known here, and need not be.
func (a *Account) grant(w http.ResponseWriter, r *http.Request, seen *Request, c Control) {
	g := seen.Grant
	if g.Verifier != "" {
		a.mu.Lock()
		a.verifiers = append(a.verifiers, g.Verifier)
		a.mu.Unlock()
	}
	if c.Delay > 0 {
		select {
		case <-time.After(c.Delay):
		case <-r.Context().Done():
			return
		}
	}
	if c.Token != nil && c.Token(w, seen) {
		return
	}
	a.mu.Lock()
	gone := a.dead[g.Refresh]
	a.mu.Unlock()
	if g.Type == "refresh_token" && gone {
		WriteError(w, http.StatusBadRequest, "invalid_grant", "The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI).")
		return
	}
	inner := a.account()
	secret := inner.Client().Secret
	if g.Secret != "" && a.stage.isSecret(g.Secret) {
		if user, _, ok := r.BasicAuth(); ok {
			r.SetBasicAuth(user, secret)
		}
		body := reencoded(g.Format, seen.Body, map[string]string{"client_secret": secret})
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	answer := record(inner, r)
	a.relay(w, answer, seen, c)
}

// relay passes an answer of the token endpoint on, with an access token of the stage's own in it, whose end agrees with
// what the answer says.
func (a *Account) relay(w http.ResponseWriter, answer *recorded, seen *Request, c Control) {
	members := readFields(answer.body.Bytes())
	access := textOf(members["access_token"])
	if answer.status != http.StatusOK || access == "" {
		answer.copyTo(w)
		return
	}
	life, _ := strconv.Atoi(textOf(members["expires_in"]))
	t := &token{inner: access, refresh: textOf(members["refresh_token"])}
	ends := a.stage.now().Add(time.Duration(life) * time.Second)
	if c.Life > 0 {
		ends = a.stage.now().Add(c.Life)
		t.ends = ends
		members["expires_in"] = max(1, int(c.Life.Seconds()))
	}
	outer := accessToken(ends)
	members["access_token"] = outer
	a.mu.Lock()
	for _, old := range a.tokens { // a refresh ends the access token before it (Z12; T19)
		if seen.Grant.Type == "refresh_token" && old.refresh == seen.Grant.Refresh {
			old.dead = true
		}
	}
	a.tokens[outer], a.newest = t, outer
	a.refreshes = append(a.refreshes, t.refresh)
	a.mu.Unlock()
	seen.Issued = &Pair{Access: outer, Refresh: t.refresh}
	status := http.StatusOK
	if c.Answer != nil {
		status = c.Answer(status, members)
	}
	writeJSON(w, status, members)
}

// accessToken has the form that T13 measured (2026-08-17): a JWT with nothing but its end in it.
func accessToken(ends time.Time) string {
	enc := base64.RawURLEncoding.EncodeToString
	noise := make([]byte, 192)
	if _, err := rand.Read(noise); err != nil {
		panic("stage: the source of randomness has ended")
	}
	return enc([]byte(`{"typ":"at+jwt","alg":"EdDSA"}`)) + "." + enc(fmt.Appendf(nil, `{"exp":%d}`, ends.Unix())) + "." + enc(noise)
}

func (a *Account) api(w http.ResponseWriter, r *http.Request, seen *Request, c Control) {
	if seen.Bearer != "" {
		a.mu.Lock()
		t := a.tokens[seen.Bearer]
		var inner string
		if t != nil {
			inner = t.inner
			seen.Expired = t.dead
		}
		a.mu.Unlock()
		if t == nil || seen.Expired {
			writeInvalidToken(w)
			return
		}
		r.Header.Set("Authorization", "Bearer "+inner)
	}
	if c.API != nil && c.API(w, seen) {
		return
	}
	if seen.IsRevoke() {
		answer := record(a.account(), r)
		if answer.status == http.StatusNoContent {
			a.mu.Lock()
			if t := a.tokens[seen.Bearer]; t != nil {
				t.dead, a.dead[t.refresh] = true, true
			}
			a.mu.Unlock()
		}
		answer.copyTo(w)
		return
	}
	answer := record(a.account(), r)
	members := readFields(answer.body.Bytes())
	switch {
	case seen.Bearer != "" && answer.status == http.StatusNotFound && textOf(members["error"]) == "InvalidEndpoint":
		seen.MadeUp = true
		makeUp(w, seen)
	case answer.status == http.StatusOK && r.URL.Query().Has("page[size]"):
		maps.Copy(members, lastPage())
		writeJSON(w, answer.status, members)
	default:
		answer.copyTo(w)
	}
}

// secrets are the tokens and verifiers of the account.
func (a *Account) secrets() []Secret {
	a.mu.Lock()
	defer a.mu.Unlock()
	var all []Secret
	for _, verifier := range a.verifiers {
		all = append(all, Secret{"a code verifier", verifier})
	}
	for access := range a.tokens {
		all = append(all, Secret{"an access token", access})
	}
	for _, refresh := range a.refreshes {
		all = append(all, Secret{"a refresh token", refresh})
	}
	return all
}

// writeInvalidToken answers as Zendesk does to an access token that is over (T13, T15).
func writeInvalidToken(w http.ResponseWriter) {
	const text = "The access token provided is expired, revoked, malformed or invalid for other reasons."
	w.Header().Set("WWW-Authenticate", `Bearer realm="Zendesk::OAuth", error="invalid_token", error_description="`+text+`"`)
	WriteError(w, http.StatusUnauthorized, "invalid_token", text)
}

// WriteError answers in the shape of RFC 6749 section 5.2.
func WriteError(w http.ResponseWriter, status int, code, text string) {
	writeJSON(w, status, map[string]any{"error": code, "error_description": text})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic("stage: an answer cannot be written as JSON")
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // whoever asked may have gone
}

// recorded keeps an answer of the account behind.
type recorded struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func record(h http.Handler, r *http.Request) *recorded {
	answer := &recorded{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(answer, r)
	return answer
}

func (r *recorded) Header() http.Header         { return r.header }
func (r *recorded) WriteHeader(status int)      { r.status = status }
func (r *recorded) Write(p []byte) (int, error) { return r.body.Write(p) }

func (r *recorded) copyTo(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes()) // whoever asked may have gone
}

// bearerOf is the access token of a request; "" when it has none.
func bearerOf(r *http.Request) string {
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(value)
}
