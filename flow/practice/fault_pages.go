package practice

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// deadAddress is an address at which nothing listens.
const deadAddress = "http://127.0.0.1:65529"

func isAPI(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || r.URL.Path == "/oauth/tokens"
}

// noHelpDesk answers as for a free subdomain (obs); a browser gets the same words on a page.
func noHelpDesk(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
	title := "No help desk at " + a.subdomain + ".zendesk.com"
	if isAPI(r) {
		writeJSON(w, http.StatusNotFound, object{"error": object{"title": title, "message": textNoHelpDesk}})
		return
	}
	a.writeMessage(w, http.StatusNotFound, title, textNoHelpDesk)
}

// Pages that several faults show, also where JSON is due. What Zendesk shows on a suspended account, and with which
// status, is unknown.
var (
	suspended     = showPage(http.StatusForbidden, "This account is suspended", "Its owner can open it again.")
	botCheck      = showPage(http.StatusForbidden, "Just a moment...", "Enable JavaScript and cookies to continue.")
	serverTrouble = showPage(http.StatusInternalServerError, "Something went wrong", "Try again later.")
)

// unavailable answers as during maintenance; Zendesk's words are unknown.
func unavailable(seconds int) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
		a.writeMessage(w, http.StatusServiceUnavailable, "Down for maintenance", "Try again in a few minutes.")
	}
}

// callCounter returns a function that counts its calls, from 1.
func callCounter() func() int32 {
	var n atomic.Int32
	return func() int32 { return n.Add(1) }
}

// changeQuery changes a parameter of the authorization request.
func changeQuery(name, value string) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		r2, u := *r, *r.URL
		q := u.Query()
		q.Set(name, value)
		u.RawQuery = q.Encode()
		r2.URL = &u
		honest.ServeHTTP(w, &r2)
	}
}

// forValidRequest lets do answer valid authorization requests from a browser that is signed in.
func forValidRequest(do func(*Account, http.ResponseWriter, *http.Request, authRequest, browser)) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		who, ok := a.signedIn(r)
		a.mu.Lock()
		req, bad := a.readAuthorize(r.URL.Query())
		a.mu.Unlock()
		if !ok || bad != nil {
			honest.ServeHTTP(w, r)
			return
		}
		do(a, w, r, req, who)
	}
}

// refuseAuthorize shows the error page of the authorize page.
func refuseAuthorize(code, text string) wrapper {
	return forValidRequest(func(a *Account, w http.ResponseWriter, _ *http.Request, _ authRequest, _ browser) {
		a.writeRefusal(w, refusal{code, text})
	})
}

func signInLoop(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) { toSignIn(w, r) }

// cachedSession sends a code for an agent without any page, as in a browser in which an agent is signed in.
func cachedSession(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
	a.mu.Lock()
	req, bad := a.readAuthorize(r.URL.Query())
	a.mu.Unlock()
	if bad != nil {
		honest.ServeHTTP(w, r)
		return
	}
	a.sendCode(w, req, a.anAgent().ID)
}

func (a *Account) anAgent() Person {
	all := a.People()
	for _, p := range all {
		if p.Role == Agent {
			return p
		}
	}
	return all[len(all)-1]
}

// skipConsent sends the code at once, as after an earlier grant.
func skipConsent(a *Account, w http.ResponseWriter, _ *http.Request, req authRequest, who browser) {
	a.sendCode(w, req, who.ID)
}

func deny(_ *Account, w http.ResponseWriter, _ *http.Request, req authRequest, _ browser) {
	sendDenial(w, req)
}

// changeCallback changes the redirect to the client.
func changeCallback(change func(a *Account, to *url.URL, q url.Values)) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		answer := record(honest, r)
		if to, err := url.Parse(answer.header.Get("Location")); err == nil && to.Host != "" && to.Query().Has("code") {
			q := to.Query()
			change(a, to, q)
			to.RawQuery = q.Encode()
			answer.header.Set("Location", to.String())
		}
		answer.replay(w)
	}
}

func otherState(_ *Account, _ *url.URL, q url.Values) { q.Set("state", "of-another-tab") }

func cutState(_ *Account, _ *url.URL, q url.Values) {
	state := q.Get("state")
	q.Set("state", state[:max(0, len(state)-1)])
}

// semicolons joins the parameters as HTML once suggested.
func semicolons(_ *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
	answer := record(honest, r)
	if to, err := url.Parse(answer.header.Get("Location")); err == nil && to.Query().Has("code") {
		to.RawQuery = strings.ReplaceAll(to.RawQuery, "&", ";")
		answer.header.Set("Location", to.String())
	}
	answer.replay(w)
}

func intoFragment(_ *Account, to *url.URL, q url.Values) {
	to.Fragment = q.Encode()
	clear(q)
}

func otherPort(_ *Account, to *url.URL, _ url.Values) {
	to.Scheme, to.Host = "http", strings.TrimPrefix(deadAddress, "http://")
}

// changeCode changes an authorization code before the client gets it.
func changeCode(change func(c *code, agent int64)) wrapper {
	return changeCallback(func(a *Account, _ *url.URL, q url.Values) {
		agent := a.anAgent().ID
		a.mu.Lock()
		defer a.mu.Unlock()
		if c := a.codes[q.Get("code")]; c != nil {
			change(c, agent)
		}
	})
}

func expired(c *code, _ int64) { c.issued = c.issued.Add(-codeLife - time.Second) }

func agentInstead(c *code, agent int64) { c.person = agent }
