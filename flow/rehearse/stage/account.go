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

// Account is one account of a stage; [Stage.Add] makes one. Its methods may be called from several goroutines.
type Account struct {
	// Name is the account's subdomain; it does not change.
	Name  string
	stage *Stage

	mu        sync.Mutex // guards what follows
	practice  *practice.Account
	control   Control
	tokens    map[string]*token // by the access token that the program has
	refreshes []string          // every refresh token, in the order of issue
	dead      map[string]bool   // refresh tokens that were revoked
	newest    string            // the access token that was issued last
	verifiers []string          // code verifiers that the program sent
}

// practiceAccount is the account that makes the answers. It is opened when it is first needed, because the client may only
// be known by then.
func (a *Account) practiceAccount() *practice.Account {
	c := a.stage.Client() // before the account's lock: see Stage.mu
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.practice == nil {
		a.practice = practice.New(practice.Options{
			Subdomain: a.Name, Hosts: []string{a.Name + zone},
			Client: practice.ClientRecord{
				Name: "Rehearsed app", Identifier: c.Identifier, Kind: c.Kind, RedirectURLs: c.RedirectURLs, AllowedScopes: c.Scopes, Global: true,
			},
		})
	}
	return a.practice
}

// Authorization is an authorization request of the program, and how the customer's browser was sent back.
type Authorization struct {
	Account  *Account
	Query    url.Values // of the authorization request
	Redirect string     // the program's callback with a code or an error
}

// Authorize opens an authorize URL of the stage as a customer's browser does, signs in, and clicks Allow or Deny. The error
// is a *practice.PageError when the account shows a page that ends the authorization.
func (s *Stage) Authorize(ctx context.Context, address *url.URL, allow bool) (Authorization, error) {
	a, path, ok := s.Find(address)
	if !ok {
		return Authorization{}, fmt.Errorf("%s is no account of the stage", address.Host)
	}
	q := address.Query()
	s.learn(q)
	r := &Request{Way: ByBrowser, Account: a.Name, Known: true, Kind: KindAuthorize, Method: http.MethodGet, Path: path, Query: address.RawQuery, Header: http.Header{}}
	s.logRequest(r)
	inner := url.URL{Scheme: "https", Host: a.Name + zone, Path: path, RawQuery: address.RawQuery}
	to, err := a.practiceAccount().Approve(ctx, inner.String(), "", allow)
	s.answered(r, http.StatusFound, Request{})
	return Authorization{Account: a, Query: q, Redirect: to}, err
}

// serve answers one request of the program.
func (a *Account) serve(w http.ResponseWriter, r *http.Request, seen *Request) {
	c := a.currentControl()
	switch seen.Kind {
	case KindToken:
		a.grant(w, r, seen, c)
	case KindAPI:
		a.api(w, r, seen, c)
	default:
		a.practiceAccount().ServeHTTP(w, r)
	}
}

// grant answers a request to the token endpoint. The first client secret that comes is taken as the right one, since the
// program may have any.
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
	inner := a.practiceAccount()
	secret := inner.Client().Secret
	if g.Secret != "" && a.stage.isClientSecret(g.Secret) {
		if user, _, ok := r.BasicAuth(); ok {
			r.SetBasicAuth(user, secret)
		}
		body := withSecret(g.Format, seen.Body, secret)
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	answer := capture(inner, r)
	a.relay(w, answer, seen, c)
}

// relay passes on an answer of the token endpoint. In an answer with tokens it replaces the access token by one of the
// stage's own, whose exp claim agrees with the lifetime in the answer.
func (a *Account) relay(w http.ResponseWriter, answer *captured, seen *Request, c Control) {
	members := readFields(answer.body.Bytes())
	access := fieldText(members["access_token"])
	if answer.status != http.StatusOK || access == "" {
		answer.copyTo(w)
		return
	}
	life, _ := strconv.Atoi(fieldText(members["expires_in"]))
	t := &token{inner: access, refresh: fieldText(members["refresh_token"])}
	ends := time.Now().Add(time.Duration(life) * time.Second)
	if c.Life > 0 {
		ends = time.Now().Add(c.Life)
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

// accessToken makes an access token in the form that T13 measured (2026-08-17): a JWT with exp as its only claim.
func accessToken(ends time.Time) string {
	enc := base64.RawURLEncoding.EncodeToString
	signature := make([]byte, 192)
	_, _ = rand.Read(signature) // it never fails
	return enc([]byte(`{"typ":"at+jwt","alg":"EdDSA"}`)) + "." + enc(fmt.Appendf(nil, `{"exp":%d}`, ends.Unix())) + "." + enc(signature)
}

// api answers an API call: the stage checks the access token, package practice does the rest.
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
		answer := capture(a.practiceAccount(), r)
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
	answer := capture(a.practiceAccount(), r)
	members := readFields(answer.body.Bytes())
	switch {
	case seen.Bearer != "" && answer.status == http.StatusNotFound && fieldText(members["error"]) == "InvalidEndpoint":
		seen.MadeUp = true
		writeMadeUp(w, seen)
	case answer.status == http.StatusOK && r.URL.Query().Has("page[size]"):
		maps.Copy(members, lastPage())
		writeJSON(w, answer.status, members)
	default:
		answer.copyTo(w)
	}
}

// secrets returns the tokens that the account issued and the code verifiers that it was sent.
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

// writeInvalidToken answers as Zendesk does to an access token that has expired or was revoked (T13, T15).
func writeInvalidToken(w http.ResponseWriter) {
	const text = "The access token provided is expired, revoked, malformed or invalid for other reasons."
	w.Header().Set("WWW-Authenticate", `Bearer realm="Zendesk::OAuth", error="invalid_token", error_description="`+text+`"`)
	WriteError(w, http.StatusUnauthorized, "invalid_token", text)
}

// WriteError writes an error response of the token endpoint (RFC 6749 section 5.2): status, error and error_description.
func WriteError(w http.ResponseWriter, status int, code, text string) {
	writeJSON(w, status, map[string]any{"error": code, "error_description": text})
}

// writeJSON answers with v as JSON.
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
	_, _ = w.Write(body) // the client may be gone
}

// captured is an http.ResponseWriter that keeps the answer.
type captured struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// capture has h answer a request, and returns the answer.
func capture(h http.Handler, r *http.Request) *captured {
	answer := &captured{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(answer, r)
	return answer
}

func (r *captured) Header() http.Header         { return r.header }
func (r *captured) WriteHeader(status int)      { r.status = status }
func (r *captured) Write(p []byte) (int, error) { return r.body.Write(p) }

// copyTo sends the captured answer.
func (r *captured) copyTo(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes()) // the client may be gone
}

// bearerOf returns the Bearer token in a request's Authorization header; "" when there is none.
func bearerOf(r *http.Request) string {
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(value)
}
