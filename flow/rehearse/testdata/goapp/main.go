// Command goapp is a small integration on golang.org/x/oauth2, as right as it can be: the rehearsal's tests put it
// through everything. MISTAKE names one thing that it then does wrong.
package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
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

var mistake = os.Getenv("MISTAKE")

// wrong reports whether a mistake is made: MISTAKE has one, or several joined by +.
func wrong(name string) bool { return slices.Contains(strings.Split(mistake, "+"), name) }

func newToken() string { return rand.Text() }

// saved is what is kept of a customer.
type saved struct {
	Access, Refresh string
	Expiry          time.Time
}

// flow is an authorization that was begun.
type flow struct{ subdomain, verifier, session string }

type app struct {
	mu    sync.Mutex
	flows map[string]flow
	store map[string]saved
	locks map[string]*sync.Mutex
	until map[string]time.Time // an account asked to be left alone
	count int
	last  string
	first string
}

var lines = regexp.MustCompile(`(?m)^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$`)

var name = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$`)

func main() {
	a := &app{flows: map[string]flow{}, store: map[string]saved{}, locks: map[string]*sync.Mutex{}, until: map[string]time.Time{}}
	if text, err := os.ReadFile(os.Getenv("STORE")); err == nil && !wrong("memory-only") {
		if err := json.Unmarshal(text, &a.store); err != nil {
			panic(err)
		}
	}
	if wrong("deaf") {
		signal.Ignore(os.Interrupt, syscall.SIGTERM)
	}
	if wrong("job-at-intervals") {
		go a.job(8 * time.Second)
	}
	http.HandleFunc("/connect", behindWall(asking(a.connect)))
	http.HandleFunc("/callback", a.inJob(a.callback))
	http.HandleFunc("POST /finish", a.finish)
	http.HandleFunc("/tickets", a.inJob(a.tickets))
	http.HandleFunc("POST /disconnect", a.disconnect)
	if err := http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil); err != nil {
		panic(err)
	}
}

// job refreshes every token that nears its end, in place of the calls.
func (a *app) job(every time.Duration) {
	for range time.Tick(every) {
		a.mu.Lock()
		all := maps.Clone(a.store)
		a.mu.Unlock()
		for subdomain, s := range all {
			t := &oauth2.Token{RefreshToken: s.Refresh}
			if time.Until(s.Expiry) > 10*time.Minute {
				continue
			}
			if fresh, err := a.config(subdomain).TokenSource(with(context.Background()), t).Token(); err == nil {
				a.keep(subdomain, fresh)
			}
		}
	}
}

func base(subdomain string) string {
	template := os.Getenv("ZENDESK_URL")
	if template == "" {
		template = "https://{subdomain}.zendesk.com"
	}
	return strings.ReplaceAll(template, "{subdomain}", subdomain)
}

func (a *app) config(subdomain string) *oauth2.Config {
	c := &oauth2.Config{
		ClientID: os.Getenv("CLIENT_ID"), ClientSecret: os.Getenv("CLIENT_SECRET"), RedirectURL: os.Getenv("REDIRECT_URL"), Scopes: []string{"read"},
		Endpoint: oauth2.Endpoint{AuthURL: base(subdomain) + "/oauth/authorizations/new", TokenURL: base(subdomain) + "/oauth/tokens", AuthStyle: oauth2.AuthStyleInParams},
	}
	switch mistake {
	case "hard-coded-authorize":
		c.Endpoint.AuthURL = base("d3v-acme") + "/oauth/authorizations/new"
	case "token-of-the-first":
		a.mu.Lock()
		a.first = cmp.Or(a.first, subdomain)
		c.Endpoint.TokenURL = base(a.first) + "/oauth/tokens"
		a.mu.Unlock()
	case "hard-coded-token":
		c.Endpoint.TokenURL = base("d3v-acme") + "/oauth/tokens"
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

// transport asks for lifetimes with a refresh too, which x/oauth2 cannot, and follows no redirects.
type transport struct{ http.RoundTripper }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/oauth/tokens") {
		return t.RoundTripper.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	refresh := form.Get("grant_type") == "refresh_token"
	if refresh && !wrong("refresh-without-lifetimes") {
		form.Set("expires_in", "1800")
		form.Set("refresh_token_expires_in", "2592000")
	}
	r = r.Clone(r.Context())
	switch {
	case wrong("exchange-as-text"):
		r.Header.Set("Content-Type", "text/plain")
	case wrong("secret-twice") && !refresh, wrong("refresh-secret-twice") && refresh:
		r.SetBasicAuth(form.Get("client_id"), form.Get("client_secret"))
	case wrong("secret-in-token-address") && !refresh:
		r.URL.RawQuery = "client_secret=" + form.Get("client_secret")
		form.Del("client_secret")
	case wrong("no-redirect-uri"):
		form.Del("redirect_uri")
	case wrong("no-verifier"):
		form.Del("code_verifier")
	case wrong("refresh-with-scope") && refresh:
		form.Set("scope", "read")
	}
	send := func() (*http.Response, error) {
		text := form.Encode()
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		return t.RoundTripper.RoundTrip(r)
	}
	answer, err := send()
	retries := 0
	for err == nil && answer.StatusCode >= 500 && retries < 2 && (wrong("retries-exchange") && !refresh || wrong("retries-refresh") && refresh) {
		retries++
		answer, err = send()
	}
	if err != nil {
		if wrong("hasty") && !refresh {
			return send()
		}
		return nil, err
	}
	if wrong("sends-code-twice") && !refresh {
		first := answer
		if again, err := send(); err == nil {
			_ = again.Body.Close()
		}
		answer = first
	}
	if answer.StatusCode == http.StatusBadRequest && wrong("refreshes-in-a-loop") && refresh {
		for range 4 {
			if again, err := send(); err == nil {
				_ = again.Body.Close()
			}
		}
	}
	return t.odd(answer)
}

// odd refuses answers that a right program takes.
func (t transport) odd(answer *http.Response) (*http.Response, error) {
	if answer.StatusCode > 299 {
		return answer, nil
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, err
	}
	life, there := m["expires_in"]
	number, isNumber := life.(float64)
	_, isText := life.(string)
	refused := ""
	switch {
	case wrong("only-200") && answer.StatusCode != 200:
		refused = "status"
	case wrong("strict-keys") && m["rehearsal"] != nil:
		refused = "an unknown key"
	case wrong("refuses-shorter") && isNumber && number >= 300 && number < 1800:
		refused = "a shorter lifetime"
	case wrong("refuses-missing") && !there, wrong("refuses-null") && there && life == nil, wrong("refuses-text") && isText:
		refused = "expires_in"
	}
	if refused != "" {
		return nil, errors.New("unexpected " + refused)
	}
	return answer, nil
}

func client() *http.Client {
	if wrong("own-transport") { // as one that takes no proxy: nothing arrives
		return &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route") }}}
	}
	if wrong("ignores-environment") { // it asks the system's files alone: nothing but them leads it, and it asks no server of names
		os.Unsetenv("SSL_CERT_FILE")
		files := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no server of names") }}
		return &http.Client{Transport: transport{&http.Transport{DialContext: (&net.Dialer{Resolver: files}).DialContext, DisableKeepAlives: true}},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	c := &http.Client{Timeout: 20 * time.Second, Transport: transport{http.DefaultTransport}}
	if !wrong("follows-redirects") {
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	if wrong("hasty") {
		c.Transport = transport{&http.Transport{Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: 1500 * time.Millisecond}}
	}
	return c
}

func with(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, client())
}

func page(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if wrong("silent-about-lost") { // what all pages have is no word about it
		text = `<a href="/connect">Reconnect</a> ` + text
	}
	_, _ = io.WriteString(w, "<h1>"+text+"</h1>")
}

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
	if wrong("matches-lines") && lines.MatchString(subdomain) {
		subdomain = strings.ReplaceAll(subdomain, "\n", "") // as a browser does
	} else if !name.MatchString(subdomain) && !wrong("no-validation") {
		page(w, 400, "This is not the name of a Zendesk account")
		return
	}
	session := a.session(w, r)
	a.mu.Lock()
	a.count++
	state := rand.Text()
	switch mistake {
	case "counted-state":
		state = fmt.Sprint(1000000 + a.count)
	case "same-state":
		state = "zendesk-connection"
	case "no-state":
		state = ""
	case "state-carries-account":
		state = base64.RawURLEncoding.EncodeToString([]byte(subdomain + " " + rand.Text()))
	}
	f := flow{subdomain, oauth2.GenerateVerifier(), session}
	if wrong("verifier-on-the-way") && r.Form.Has("verifier") {
		f.verifier = r.Form.Get("verifier")
	}
	if wrong("verifier-in-state") {
		state += "." + base64.RawURLEncoding.EncodeToString([]byte(`{"verifier":"`+f.verifier+`"}`))
	}
	a.flows[state] = f
	a.last = state
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
		f, known = a.flows[a.last]
		f.session = session
	}
	if wrong("one-flow") { // what the session had last
		f = a.flows[a.last]
	}
	if wrong("state-carries-account") {
		if text, err := base64.RawURLEncoding.DecodeString(state); err == nil && !known && strings.Contains(string(text), " ") {
			f, known = a.flows[a.last]
			f.subdomain, _, _ = strings.Cut(string(text), " ")
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
	token, err := a.config(f.subdomain).Exchange(with(r.Context()), code, options...)
	if err != nil && wrong("retries-later") {
		time.AfterFunc(4*later, func() { _, _ = a.config(f.subdomain).Exchange(with(context.Background()), code, options...) })
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
		a.keep(f.subdomain, token)
		http.Redirect(w, r, "/tickets?subdomain="+f.subdomain+"#access_token="+token.AccessToken, http.StatusFound)
		return
	}
	if wrong("keeps-late") {
		time.Sleep(200 * time.Millisecond)
	}
	a.keep(f.subdomain, token)
	if wrong("calls-without-end") {
		go func() {
			for {
				if answer, err := a.call(context.Background(), http.MethodGet, f.subdomain, "/api/v2/tickets.json", token.AccessToken); err == nil {
					_ = answer.Body.Close()
				}
			}
		}()
	}
	page(w, 200, "Connected")
}

func (a *app) keep(subdomain string, t *oauth2.Token) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := saved{t.AccessToken, t.RefreshToken, t.Expiry}
	if old, there := a.store[subdomain]; there && wrong("keeps-old-refresh") {
		s.Refresh = old.Refresh
	}
	if wrong("one-row") {
		subdomain = "the customer"
	}
	_, there := a.store[subdomain]
	if a.store[subdomain] = s; there && wrong("saves-with-connect") {
		return
	}
	a.write()
}

func (a *app) write() {
	text, err := json.Marshal(a.store)
	if err == nil {
		temp := os.Getenv("STORE") + ".new"
		if err = os.WriteFile(temp, text, 0o600); err == nil {
			err = os.Rename(temp, os.Getenv("STORE"))
		}
	}
	if err != nil {
		panic(err)
	}
}

func (a *app) find(subdomain string) (saved, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if wrong("one-row") {
		subdomain = "the customer"
	}
	s, ok := a.store[subdomain]
	return s, ok
}

func (a *app) forget(subdomain string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.store, subdomain)
	a.write()
}

func (a *app) lock(subdomain string) *sync.Mutex {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.locks[subdomain] == nil {
		a.locks[subdomain] = new(sync.Mutex)
	}
	return a.locks[subdomain]
}

var (
	errAgain = errors.New("connect again")
	errWait  = errors.New("later")
)

// token is a valid access token; one that is stale is refreshed, also before its end.
func (a *app) token(ctx context.Context, subdomain, stale string) (string, error) {
	if !wrong("no-lock") {
		l := a.lock(subdomain)
		l.Lock()
		defer l.Unlock()
	}
	s, ok := a.find(subdomain)
	if !ok {
		return "", errAgain
	}
	t := &oauth2.Token{AccessToken: s.Access, RefreshToken: s.Refresh, Expiry: s.Expiry, TokenType: "bearer"}
	if s.Access == stale {
		t.Expiry = time.Unix(1, 0)
	}
	if wrong("no-refresh") || wrong("job-at-intervals") {
		return t.AccessToken, nil
	}
	account := subdomain
	if wrong("hard-coded-refresh") {
		account = "d3v-acme"
	}
	fresh, err := a.config(account).TokenSource(with(ctx), t).Token()
	var refused *oauth2.RetrieveError
	switch {
	case errors.As(err, &refused) && refused.ErrorCode == "invalid_grant" && !wrong("silent-about-lost"):
		if wrong("lost-later") { // by a job of its own
			time.AfterFunc(time.Second, func() { a.forget(subdomain) })
			return "", errWait
		}
		a.forget(subdomain)
		return "", errAgain
	case errors.As(err, &refused) && refused.ErrorCode == "invalid_client" && wrong("drops-for-client"):
		a.forget(subdomain)
		return "", errAgain
	case err != nil:
		return "", err
	}
	if fresh.AccessToken != s.Access {
		a.keep(subdomain, fresh)
	}
	return fresh.AccessToken, nil
}

func (a *app) call(ctx context.Context, method, subdomain, path, access string) (*http.Response, error) {
	account := subdomain
	switch {
	case wrong("hard-coded-api"):
		account = "d3v-acme"
	case wrong("api-of-the-first"):
		a.mu.Lock()
		a.first = cmp.Or(a.first, subdomain)
		account = a.first
		a.mu.Unlock()
	}
	r, err := http.NewRequestWithContext(ctx, method, base(account)+path, nil)
	if err != nil {
		return nil, err
	}
	if wrong("shows-tokens") {
		return nil, errors.New("broken")
	}
	if !wrong("no-bearer") {
		r.Header.Set("Authorization", "Bearer "+access)
	}
	if !wrong("no-headers") && !(wrong("deletes-without-headers") && method == http.MethodDelete) {
		r.Header.Set("X-Zendesk-Marketplace-Name", "Acme Sync")
		r.Header.Set("X-Zendesk-Marketplace-Organization-Id", "12345")
	}
	return client().Do(r)
}

func (a *app) tickets(w http.ResponseWriter, r *http.Request) {
	subdomain := r.FormValue("subdomain")
	a.mu.Lock()
	until := a.until[subdomain]
	a.mu.Unlock()
	if time.Now().Before(until) {
		page(w, 503, "Zendesk asked us to wait")
		return
	}
	tickets := "/api/v2/tickets.json"
	if wrong("answers-first") { // an endpoint that the account does not have
		tickets = "/api/v2/incremental/tickets/cursor.json?start_time=1"
	}
	access, err := a.token(r.Context(), subdomain, "")
	for try := 0; err == nil; try++ {
		var answer *http.Response
		if answer, err = a.call(r.Context(), http.MethodGet, subdomain, tickets, access); err != nil {
			break
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		switch {
		case answer.StatusCode == http.StatusUnauthorized && try == 0 && !wrong("no-refresh"):
			access, err = a.token(r.Context(), subdomain, access)
			continue
		case answer.StatusCode == http.StatusTooManyRequests && wrong("ignores-429") && try < 3:
			continue
		case answer.StatusCode == http.StatusTooManyRequests:
			err = a.wait(subdomain, answer.Header.Get("Retry-After"))
		case answer.StatusCode != http.StatusOK:
			err = errors.New(answer.Status)
		}
		break
	}
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response.StatusCode == http.StatusServiceUnavailable {
		err = a.wait(subdomain, refused.Response.Header.Get("Retry-After"))
	}
	switch {
	case err == nil:
		page(w, 200, "Your tickets")
	case errors.Is(err, errAgain):
		page(w, 409, "The connection was lost: please connect again")
	case errors.Is(err, errWait):
		page(w, 503, "Zendesk asked us to wait")
	case wrong("shows-tokens"):
		s, _ := a.find(subdomain)
		fmt.Fprintln(os.Stderr, "failed with", access, s.Refresh, os.Getenv("CLIENT_SECRET"))
		page(w, 502, s.Refresh+" "+access+" "+os.Getenv("CLIENT_SECRET"))
	default:
		page(w, 502, "Zendesk could not be asked")
	}
}

func (a *app) wait(subdomain, seconds string) error {
	d, err := time.ParseDuration(seconds + "s")
	if err != nil {
		d = time.Minute
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.until[subdomain] = time.Now().Add(d)
	return errWait
}

func (a *app) disconnect(w http.ResponseWriter, r *http.Request) {
	subdomain := r.FormValue("subdomain")
	if !wrong("no-revoke") {
		access, err := a.token(r.Context(), subdomain, "")
		if err == nil {
			answer, err := a.call(r.Context(), http.MethodDelete, subdomain, "/api/v2/oauth/tokens/current.json", access)
			if err == nil {
				_ = answer.Body.Close()
			}
		}
	}
	if !wrong("keeps-after-disconnect") {
		a.forget(subdomain)
	}
	page(w, 200, "Disconnected")
}
