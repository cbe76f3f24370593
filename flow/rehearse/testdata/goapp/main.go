// Command goapp is a small, correct integration on golang.org/x/oauth2. It binds the state to a cookie, refreshes before the
// end of a token and after a 401, under one lock per account, and remembers for how long an account asked it to wait. The tests
// of package rehearse put it through every scenario. The variable MISTAKE names something that it then does wrong, or in
// another way that is correct too; without it, every condition that calls wrong is false and can be left out.
//
// What a product needs besides: people who sign in, so that only they can use and disconnect their account; authorizations
// that end after some minutes when nobody comes back; and cookies that are Secure, since it is served over HTTPS.
package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/oauth2"
)

// mistake is the value of MISTAKE: one mistake, or several joined by +.
var mistake = os.Getenv("MISTAKE")

// wrong reports whether MISTAKE asks for a mistake, or for another way.
func wrong(name string) bool { return slices.Contains(strings.Split(mistake, "+"), name) }

// flow is an authorization that was begun.
type flow struct{ subdomain, verifier, session string }

// app is the integration.
type app struct {
	mu        sync.Mutex
	flows     map[string]flow        // by state
	store     map[string]pair        // by subdomain
	locks     map[string]*sync.Mutex // for refreshes, by subdomain
	waitUntil map[string]time.Time   // the account asked to be left alone, by subdomain

	// For mistakes alone.
	authorizations int    // that were begun
	lastState      string // of the authorization that was begun last
	firstAccount   string // that was connected or called
}

// subdomainSyntax is that of a whole text. subdomainInALine, of a mistake, is content with one line of it.
var (
	subdomainSyntax  = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)
	subdomainInALine = regexp.MustCompile(`(?m)^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)
)

func main() {
	a := &app{flows: map[string]flow{}, store: map[string]pair{}, locks: map[string]*sync.Mutex{}, waitUntil: map[string]time.Time{}}
	if text, err := os.ReadFile(os.Getenv("STORE")); err == nil && !wrong("memory-only") {
		if err := json.Unmarshal(text, &a.store); err != nil {
			panic(err)
		}
	}
	if wrong("deaf") {
		signal.Ignore(os.Interrupt, syscall.SIGTERM)
	}
	if wrong("job-at-intervals") {
		go a.refreshJob(8 * time.Second)
	}
	http.HandleFunc("/connect", behindWall(withConfirmation(a.connect)))
	http.HandleFunc("/callback", a.inJob(a.callback))
	http.HandleFunc("POST /finish", a.finish)
	http.HandleFunc("/tickets", a.inJob(a.tickets))
	http.HandleFunc("POST /disconnect", a.disconnect)
	if err := http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil); err != nil {
		panic(err)
	}
}

// accountURL returns the address of an account. ZENDESK_URL is for tests: zdg rehearse --base-url-env sets it.
func accountURL(subdomain string) string {
	template := os.Getenv("ZENDESK_URL")
	if template == "" {
		template = "https://{subdomain}.zendesk.com"
	}
	return strings.ReplaceAll(template, "{subdomain}", subdomain)
}

// config returns the OAuth client for one account.
func (a *app) config(subdomain string) *oauth2.Config {
	c := &oauth2.Config{
		ClientID: os.Getenv("CLIENT_ID"), ClientSecret: os.Getenv("CLIENT_SECRET"), RedirectURL: os.Getenv("REDIRECT_URL"), Scopes: []string{"read"},
		Endpoint: oauth2.Endpoint{AuthURL: accountURL(subdomain) + "/oauth/authorizations/new", TokenURL: accountURL(subdomain) + "/oauth/tokens", AuthStyle: oauth2.AuthStyleInParams},
	}
	switch mistake {
	case "hard-coded-authorize":
		c.Endpoint.AuthURL = accountURL("d3v-acme") + "/oauth/authorizations/new"
	case "token-of-the-first":
		a.mu.Lock()
		a.firstAccount = cmp.Or(a.firstAccount, subdomain)
		c.Endpoint.TokenURL = accountURL(a.firstAccount) + "/oauth/tokens"
		a.mu.Unlock()
	case "hard-coded-token":
		c.Endpoint.TokenURL = accountURL("d3v-acme") + "/oauth/tokens"
	case "numeric-id":
		c.ClientID = "50789"
	case "other-redirect":
		c.RedirectURL += "/"
	case "more-scopes":
		c.Scopes = append(c.Scopes, "write")
	case "style-left-open":
		c.Endpoint.AuthStyle = oauth2.AuthStyleAutoDetect
	case "style-basic":
		c.Endpoint.AuthStyle = oauth2.AuthStyleInHeader
	}
	return c
}

// page answers with a page.
func page(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if wrong("silent-about-lost") { // what stands on all pages does not count
		text = `<a href="/connect">Reconnect</a> ` + text
	}
	_, _ = io.WriteString(w, "<h1>"+text+"</h1>")
}

// session returns the browser's session, and begins one when there is none.
func (a *app) session(w http.ResponseWriter, r *http.Request) string {
	if c, err := r.Cookie("session"); err == nil {
		return c.Value
	}
	c := &http.Cookie{Name: "session", Value: rand.Text(), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if wrong("strict-cookie") {
		c.SameSite = http.SameSiteStrictMode
	}
	http.SetCookie(w, c)
	return c.Value
}

// connect begins an authorization: a customer wants to connect an account.
func (a *app) connect(w http.ResponseWriter, r *http.Request) {
	subdomain := r.FormValue("subdomain")
	if wrong("breaks-on-connect") || wrong("breaks-on-addresses") && strings.Contains(subdomain, "://") {
		page(w, 500, "Internal Server Error")
		return
	}
	if wrong("cleans-names") {
		subdomain = strings.ToLower(strings.TrimSpace(subdomain))
		subdomain = strings.TrimPrefix(subdomain, "https://")
		subdomain, _, _ = strings.Cut(subdomain, "/")
		subdomain = strings.TrimSuffix(subdomain, ".zendesk.com")
	}
	if wrong("matches-lines") && subdomainInALine.MatchString(subdomain) {
		subdomain = strings.ReplaceAll(subdomain, "\n", "") // as a browser does
	} else if !subdomainSyntax.MatchString(subdomain) && !wrong("no-validation") {
		page(w, 400, "This is not the name of a Zendesk account")
		return
	}
	session := a.session(w, r)
	a.mu.Lock()
	a.authorizations++
	state := rand.Text()
	switch mistake {
	case "counted-state":
		state = fmt.Sprint(1000000 + a.authorizations)
	case "same-state":
		state = "zendesk-connection"
	case "no-state":
		state = ""
	case "state-carries-account":
		state = base64.RawURLEncoding.EncodeToString([]byte("for " + subdomain + " " + rand.Text()))
	}
	f := flow{subdomain, oauth2.GenerateVerifier(), session}
	if wrong("verifier-on-the-way") && r.Form.Has("verifier") {
		f.verifier = r.Form.Get("verifier")
	}
	if wrong("verifier-in-state") {
		state += "." + base64.RawURLEncoding.EncodeToString([]byte(`{"verifier":"`+f.verifier+`"}`))
	}
	a.flows[state] = f
	a.lastState = state
	a.mu.Unlock()
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(f.verifier)}
	switch mistake {
	case "no-pkce":
		options = nil
	case "plain-pkce":
		options = []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("code_challenge", f.verifier), oauth2.SetAuthURLParam("code_challenge_method", "plain")}
	case "secret-in-address":
		options = append(options, oauth2.SetAuthURLParam("client_secret", os.Getenv("CLIENT_SECRET")))
	}
	if wrong("verifier-on-the-way") && !r.Form.Has("verifier") {
		http.Redirect(w, r, "/connect?verifier="+f.verifier+"&subdomain="+subdomain, http.StatusFound)
		return
	}
	http.Redirect(w, r, a.config(subdomain).AuthCodeURL(state, options...), http.StatusFound)
}

// callback ends an authorization.
func (a *app) callback(w http.ResponseWriter, r *http.Request) {
	if wrong("finishes-by-script") && r.Method == http.MethodGet {
		page(w, 200, `Connecting…<script>fetch('/finish',{method:'POST',body:new URLSearchParams(location.search)})</script>`)
		return
	}
	if wrong("prints-callback") {
		fmt.Println(r.Method, r.URL)
	}
	q := r.URL.Query()
	code, state := q.Get("code"), q.Get("state")
	if e := q.Get("error"); e != "" {
		if wrong("breaks-on-denial") && e == "access_denied" || wrong("breaks-on-error") && e != "access_denied" {
			page(w, 500, "Internal Server Error")
			return
		}
		page(w, 200, "Nothing was connected. You can try again")
		return
	}
	session := a.session(w, r)
	a.mu.Lock()
	f, known := a.flows[state]
	if !known && (wrong("state-unchecked") || wrong("state-optional") && state == "") {
		f, known = a.flows[a.lastState]
		f.session = session
	}
	if wrong("one-flow") { // it knows only the last one
		f = a.flows[a.lastState]
	}
	if wrong("state-carries-account") {
		if text, err := base64.RawURLEncoding.DecodeString(state); err == nil && !known && strings.HasPrefix(string(text), "for ") { // a made-up state does not count
			f, known = a.flows[a.lastState]
			f.subdomain, _, _ = strings.Cut(string(text[len("for "):]), " ")
		}
	}
	if !wrong("state-reusable") {
		delete(a.flows, state)
	}
	a.mu.Unlock()
	if !known || f.session != session && !wrong("state-of-any-browser") && !wrong("no-state") {
		if wrong("refuses-elsewhere") {
			http.Redirect(w, r, "https://app.example.invalid/?problem=stale", http.StatusSeeOther)
			return
		}
		page(w, 400, "This connection was not begun here. Please begin again")
		return
	}
	if code == "" {
		switch mistake {
		case "breaks-on-nothing":
			page(w, 500, "Internal Server Error")
		case "ends-on-nothing":
			os.Exit(3)
		default:
			page(w, 400, "No answer came from Zendesk. Please begin again")
		}
		return
	}
	options := []oauth2.AuthCodeOption{oauth2.VerifierOption(f.verifier), oauth2.SetAuthURLParam("expires_in", "1800"), oauth2.SetAuthURLParam("refresh_token_expires_in", "2592000")}
	switch mistake {
	case "no-lifetimes":
		options = options[:1]
	case "no-pkce":
		options = options[1:]
	}
	token, err := a.config(f.subdomain).Exchange(withClient(r.Context()), code, options...)
	if err != nil && wrong("retries-later") {
		time.AfterFunc(4*jobDelay, func() { _, _ = a.config(f.subdomain).Exchange(withClient(context.Background()), code, options...) })
	}
	if err != nil {
		page(w, 502, "Zendesk did not complete the connection. Please try again later")
		return
	}
	if wrong("prints-token") {
		fmt.Println("connected", f.subdomain, token.AccessToken)
	}
	if wrong("prints-base64") {
		fmt.Println("connected", base64.StdEncoding.EncodeToString([]byte(f.subdomain+":"+token.AccessToken)))
	}
	if wrong("token-in-redirect") {
		a.savePair(f.subdomain, token)
		http.Redirect(w, r, "/tickets?subdomain="+f.subdomain+"#access_token="+token.AccessToken, http.StatusFound)
		return
	}
	if wrong("keeps-late") {
		time.Sleep(200 * time.Millisecond)
	}
	a.savePair(f.subdomain, token)
	if wrong("calls-without-end") {
		go func() {
			for {
				if answer, err := a.callAPI(context.Background(), http.MethodGet, f.subdomain, "/api/v2/tickets.json", token.AccessToken); err == nil {
					_ = answer.Body.Close()
				}
			}
		}()
	}
	page(w, 200, "Connected")
}

// tickets calls the API for an account.
func (a *app) tickets(w http.ResponseWriter, r *http.Request) {
	subdomain := r.FormValue("subdomain")
	a.mu.Lock()
	until := a.waitUntil[subdomain]
	a.mu.Unlock()
	if time.Now().Before(until) {
		page(w, 503, "Zendesk asked us to wait")
		return
	}
	tickets := "/api/v2/tickets.json"
	if wrong("answers-first") { // an endpoint that zdg's Zendesk does not have
		tickets = "/api/v2/incremental/tickets/cursor.json?start_time=1"
	}
	access, err := a.accessToken(r.Context(), subdomain, "")
	for try := 0; err == nil; try++ {
		var answer *http.Response
		if answer, err = a.callAPI(r.Context(), http.MethodGet, subdomain, tickets, access); err != nil {
			break
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		switch {
		case answer.StatusCode == http.StatusUnauthorized && try == 0 && !wrong("no-refresh"):
			access, err = a.accessToken(r.Context(), subdomain, access)
			continue
		case answer.StatusCode == http.StatusTooManyRequests && wrong("ignores-429") && try < 3:
			continue
		case answer.StatusCode == http.StatusTooManyRequests:
			err = a.noteWait(subdomain, answer.Header.Get("Retry-After"))
		case answer.StatusCode != http.StatusOK:
			err = errors.New(answer.Status)
		}
		break
	}
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response.StatusCode == http.StatusServiceUnavailable {
		err = a.noteWait(subdomain, refused.Response.Header.Get("Retry-After"))
	}
	switch {
	case err == nil:
		page(w, 200, "Your tickets")
	case errors.Is(err, errConnectAgain):
		page(w, 409, "The connection was lost: please connect again")
	case errors.Is(err, errAskedToWait):
		page(w, 503, "Zendesk asked us to wait")
	case wrong("shows-tokens"):
		s, _ := a.storedPair(subdomain)
		fmt.Fprintln(os.Stderr, "failed with", access, s.Refresh, os.Getenv("CLIENT_SECRET"))
		page(w, 502, s.Refresh+" "+access+" "+os.Getenv("CLIENT_SECRET"))
	default:
		page(w, 502, "Zendesk could not be asked")
	}
}

// disconnect deletes the token of an account and forgets it.
func (a *app) disconnect(w http.ResponseWriter, r *http.Request) {
	subdomain := r.FormValue("subdomain")
	if !wrong("no-revoke") {
		access, err := a.accessToken(r.Context(), subdomain, "")
		if err == nil {
			answer, err := a.callAPI(r.Context(), http.MethodDelete, subdomain, "/api/v2/oauth/tokens/current.json", access)
			if err == nil {
				_ = answer.Body.Close()
			}
		}
	}
	if !wrong("keeps-after-disconnect") {
		a.forgetPair(subdomain)
	}
	page(w, 200, "Disconnected")
}
