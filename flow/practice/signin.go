package practice

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// signInPath is our own: at Zendesk each account has its own login or single sign-on.
	signInPath  = "/practice/sign-in"
	cookieName  = "practice_session"
	sessionLife = 8 * time.Hour
	maxSessions = 1000
)

// session is a signed-in browser.
type session struct {
	person  int64
	csrf    string
	started time.Time
}

// browser is a signed-in browser: its person, and the CSRF token of its session.
type browser struct {
	Person
	csrf string
}

// signedIn returns the browser whose session a request belongs to; false when there is none.
func (a *Account) signedIn(r *http.Request) (browser, bool) {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return browser{}, false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.sessions[c.Value]
	if s == nil || a.now().Sub(s.started) > sessionLife {
		return browser{}, false
	}
	p, ok := a.person(s.person)
	return browser{p, s.csrf}, ok
}

// startSession signs a person in.
func (a *Account) startSession(w http.ResponseWriter, r *http.Request, person int64) {
	now := a.now()
	a.mu.Lock()
	for k, s := range a.sessions {
		if now.Sub(s.started) > sessionLife || len(a.sessions) >= maxSessions {
			delete(a.sessions, k)
		}
	}
	id := a.randomHex(32)
	a.sessions[id] = &session{person: person, csrf: a.randomHex(16), started: now}
	a.mu.Unlock()
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(a.base(r), "https://"),
	})
}

func (a *Account) endSession(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(cookieName); err == nil {
		a.mu.Lock()
		delete(a.sessions, c.Value)
		a.mu.Unlock()
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// toSignIn sends the browser to the sign-in page and back to where it was afterwards.
func toSignIn(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, signInPath+"?return_to="+url.QueryEscape(r.URL.RequestURI()), http.StatusFound)
}

// localTarget returns where a return_to leads on this account, or "/" when it leads elsewhere, so that there is no open
// redirect.
func (a *Account) localTarget(r *http.Request, to string) string {
	to = strings.TrimPrefix(to, a.base(r))
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, `\`) {
		return "/"
	}
	return u.RequestURI()
}

func (a *Account) signInPage(w http.ResponseWriter, r *http.Request) {
	a.writeSignIn(w, r, http.StatusOK, "")
}

func (a *Account) writeSignIn(w http.ResponseWriter, r *http.Request, status int, problem string) {
	var b page
	b.raw(`<p class="account">`).text(a.subdomain).raw(`.zendesk.com (practice)</p><h1>Sign in</h1>`)
	if problem != "" {
		b.raw(`<p class="problem" role="alert">`).text(problem).raw(`</p>`)
	}
	b.raw(`<form method="post" action="` + signInPath + `">`)
	b.hidden("return_to", a.localTarget(r, r.FormValue("return_to")))
	b.raw(`<fieldset><legend>Who are you?</legend>`)
	for i, p := range a.People() {
		b.raw(`<label class="choice"><input type="radio" name="person" value="`).number(p.ID).raw(`"`)
		if i == 0 {
			b.raw(` checked`)
		}
		b.raw(`><span><b>`).text(p.Name).raw(`</b> <span class="tag">`).text(p.Role).raw(`</span><br><small>`).text(p.Email).raw(`</small></span></label>`)
	}
	b.raw(`</fieldset><label class="field">Password
<input type="password" name="password" value="practice" autocomplete="off"></label>
<p class="hint">Any password is right here. It is filled in: <code>practice</code></p>
<div class="buttons"><button class="primary">Sign in</button></div></form>`)
	a.writePage(w, status, "Sign in", &b)
}

func (a *Account) signIn(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(w, r) {
		return
	}
	if r.PostFormValue("password") == "" {
		a.writeSignIn(w, r, http.StatusUnprocessableEntity, "Type a password: any one is right.")
		return
	}
	p, ok := a.personNamed(r.PostFormValue("person"))
	if !ok {
		a.writeSignIn(w, r, http.StatusUnprocessableEntity, "Choose who you are.")
		return
	}
	a.startSession(w, r, p.ID)
	http.Redirect(w, r, a.localTarget(r, r.PostFormValue("return_to")), http.StatusSeeOther)
}

// logout ends the session. Its path and return_to are in use on zendesk.com; whether return_to accepts an /oauth path
// there is unknown, here it does.
func (a *Account) logout(w http.ResponseWriter, r *http.Request) {
	a.endSession(w, r)
	to := signInPath
	if back := r.URL.Query().Get("return_to"); back != "" {
		to = a.localTarget(r, back)
	}
	http.Redirect(w, r, to, http.StatusFound)
}

// sameOrigin reports whether a form comes from the account's own pages, and answers 403 otherwise.
func sameOrigin(w http.ResponseWriter, r *http.Request) bool {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		http.Error(w, "practice account: this form came from another site", http.StatusForbidden)
		return false
	}
	return true
}
