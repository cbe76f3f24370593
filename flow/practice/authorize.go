package practice

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// authRequest is a valid authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
type authRequest struct {
	client    ClientRecord
	redirect  string
	state     string
	challenge string
	scopes    []string
}

// refusal is an error that the authorize page shows. It is never sent to the redirect URL, so a client that waits for its
// callback can only time out.
type refusal struct{ code, text string }

// isChallenge reports whether text is a SHA-256 in base64url without padding (RFC 7636 section 4.2).
func isChallenge(text string) bool {
	sum, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil && len(sum) == sha256.Size && len(text) == 43
}

// readAuthorize reads the parameters of an authorization request, or says why it is refused. The caller holds a.mu.
func (a *Account) readAuthorize(q url.Values) (authRequest, *refusal) {
	invalid := &refusal{"invalid_request", textAuthorizeInvalid}
	c := a.clientByIdentifier(q.Get("client_id"))
	if c == nil {
		// Also when client_id is missing, a number, or named otherwise.
		return authRequest{}, &refusal{"", textNoSuchClient}
	}
	for _, values := range q {
		if len(values) > 1 {
			return authRequest{}, invalid
		}
	}
	req := authRequest{client: a.snapshot(c), redirect: q.Get("redirect_uri"), state: q.Get("state"), challenge: q.Get("code_challenge")}
	// The answer for a redirect URL that is not registered exactly is the same as for other invalid requests (T13).
	if !slices.Contains(c.RedirectURLs, req.redirect) {
		return authRequest{}, invalid
	}
	switch q.Get("response_type") {
	case "code":
	case "":
		return authRequest{}, invalid
	default: // "token" was retired on 2025-02-17
		return authRequest{}, &refusal{"unsupported_response_type", textResponseType}
	}
	method := q.Get("code_challenge_method")
	switch {
	case req.challenge == "" && method == "":
		if c.public() { // PKCE is required (Z11; T13)
			return authRequest{}, invalid
		}
	case method != "S256" || !isChallenge(req.challenge): // only S256 is documented
		return authRequest{}, invalid
	}
	req.scopes = strings.Fields(q.Get("scope"))
	if len(req.scopes) == 0 {
		req.scopes = defaultScopes(c)
	}
	if !allowed(c, req.scopes) {
		return authRequest{}, &refusal{"invalid_scope", textAuthorizeScope}
	}
	return req, nil
}

// authorize shows the consent page, or skips it where the person has agreed before. What Zendesk answers for an unknown
// client to a browser that is not signed in is unknown; here sign-in comes first, so an anonymous request proves nothing.
func (a *Account) authorize(w http.ResponseWriter, r *http.Request) {
	who, ok := a.signedIn(r)
	if !ok {
		toSignIn(w, r)
		return
	}
	a.mu.Lock()
	req, bad := a.readAuthorize(r.URL.Query())
	agreed := bad == nil && a.grants[keyOf(who.ID, req.client.ID, req.scopes)]
	a.mu.Unlock()
	switch {
	case bad != nil:
		a.writeRefusal(w, *bad)
	case agreed:
		a.sendCode(w, req, who.ID)
	default:
		a.writeConsent(w, r, req, who)
	}
}

// decide handles Allow and Deny. The form returns the whole request, which is checked again: nothing in the form is
// trusted.
func (a *Account) decide(w http.ResponseWriter, r *http.Request) {
	who, ok := a.signedIn(r)
	if !ok || !sameSecret(who.csrf, r.PostFormValue("authenticity_token")) {
		a.writeMessage(w, http.StatusForbidden, "This page is too old", "Go back, load the page again, and choose once more.")
		return
	}
	if !sameOrigin(w, r) {
		return
	}
	q, err := url.ParseQuery(r.PostFormValue("request"))
	if err != nil {
		a.writeRefusal(w, refusal{"invalid_request", textAuthorizeInvalid})
		return
	}
	a.mu.Lock()
	req, bad := a.readAuthorize(q)
	a.mu.Unlock()
	switch {
	case bad != nil:
		a.writeRefusal(w, *bad)
	case r.PostFormValue("decision") == "allow":
		a.sendCode(w, req, who.ID)
	default:
		sendDenial(w, req)
	}
}

// sendCode issues a code, remembers the consent and redirects to the client.
func (a *Account) sendCode(w http.ResponseWriter, req authRequest, person int64) {
	a.mu.Lock()
	a.grants[keyOf(person, req.client.ID, req.scopes)] = true
	value := a.issueCode(req, person)
	a.mu.Unlock()
	answer := url.Values{"code": {value}}
	if req.state != "" {
		answer.Set("state", req.state)
	}
	toClient(w, req.redirect, answer)
}

func sendDenial(w http.ResponseWriter, req authRequest) {
	answer := url.Values{"error": {"access_denied"}, "error_description": {textAccessDenied}}
	if req.state != "" {
		answer.Set("state", req.state)
	}
	toClient(w, req.redirect, answer)
}

// toClient redirects to the registered URL, whose own query is kept (RFC 6749 section 3.1.2).
func toClient(w http.ResponseWriter, redirect string, answer url.Values) {
	separator := "?"
	if strings.Contains(redirect, "?") {
		separator = "&"
	}
	w.Header().Set("Location", redirect+separator+answer.Encode())
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(http.StatusFound)
}

// writeRefusal shows Zendesk's error page: HTTP 400, never a redirect (screenpipe issue 4668; T13).
func (a *Account) writeRefusal(w http.ResponseWriter, f refusal) {
	var b page
	b.raw(`<h1>Invalid Authorization Request</h1>`)
	if f.code != "" {
		b.raw(`<p><code>`).text(f.code).raw(`</code></p>`)
	}
	b.raw(`<p>`).text(f.text).raw(`</p>`)
	a.writePage(w, http.StatusBadRequest, "Invalid Authorization Request", &b)
}

// writeConsent asks the person, with the fields of the client as they are saved.
func (a *Account) writeConsent(w http.ResponseWriter, r *http.Request, req authRequest, who browser) {
	c := req.client
	var b page
	b.raw(`<div class="app">`)
	writeLogo(&b, c, "", 72)
	b.raw(`<div><h1>Allow <span class="name">`).text(c.Name).raw(`</span> to use your account?</h1>`)
	if c.Company != "" {
		b.raw(`<p class="by">by `).text(c.Company).raw(`</p>`)
	}
	b.raw(`</div></div>`)
	if c.Description != "" {
		b.raw(`<p class="description">`).text(c.Description).raw(`</p>`)
	}
	b.raw(`<h2>It will be able to</h2><ul class="scopes">`)
	for _, s := range req.scopes {
		b.raw(`<li><span>`).text(explainScope(s)).raw(`</span> <code>`).text(s).raw(`</code></li>`)
	}
	b.raw(`</ul><form method="post" action="/oauth/authorizations">`)
	b.hidden("authenticity_token", who.csrf)
	b.hidden("request", r.URL.RawQuery)
	b.raw(`<div class="buttons"><button class="primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div></form><p class="hint">Signed in to <b>`).text(a.subdomain).
		raw(`</b> as <b>`).text(who.Name).raw(`</b> (`).text(who.Role).raw(`). <a href="/access/logout?return_to=`).
		text(url.QueryEscape(r.URL.RequestURI())).raw(`">Sign in as someone else</a></p><p class="hint">You return to <code>`).
		text(req.redirect).raw(`</code></p>`)
	a.writePage(w, http.StatusOK, "Allow "+c.Name+"?", &b)
}
