package rehearse

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"zdg/flow/rehearse/stage"
)

// TestPages: what a page makes a browser do by itself, and which form a customer submits.
func TestPages(t *testing.T) {
	page := &url.URL{Scheme: "http", Host: "localhost:3000", Path: "/zendesk/ask"}
	const form = `<form method=post action="/go?x=1"><input type=hidden name=_csrf value='a"b'><input name="subdomain" value="acme"><button name=do value=yes>Connect</button><button name=do value=no>Not</button></form>`
	for name, c := range map[string]struct {
		body        string
		goes, press string // method, address and data; "" when it stays
	}{
		"a page":                   {`<p>Hello</p><a href="/go">Connect</a>`, "", ""},
		"a refresh":                {`<META content="0; URL='next?a=b&amp;c=d'" HTTP-EQUIV=refresh>`, "GET http://localhost:3000/zendesk/next?a=b&c=d ", ""},
		"a refresh of itself":      {`<meta http-equiv="refresh" content="1">`, "", ""},
		"to the same address":      {`<meta http-equiv="refresh" content="1;url=/zendesk/ask">`, "", ""},
		"a refresh much later":     {`<meta http-equiv="refresh" content="60;url=/x">`, "", ""},
		"one in a comment":         {`<!-- <meta http-equiv="refresh" content="0;url=/x"> -->`, "", ""},
		"a form":                   {form, "", `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`},
		"one that sends itself":    {form + `<script>document.forms[0].submit()</script>`, `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`, `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`},
		"beside another":           {`<form method="post" action="/logout"><button>Log out</button></form>` + form, "", `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`},
		"two about nobody":         {`<form method="post" action="/a"></form><form method="post" action="/b"></form>`, "", ""},
		"the only one":             {`<form method="post"><input name=csrf value=1><input type=checkbox name=a><input type=checkbox name=b checked><select name=s><option value=1><option value=2 selected></select></form>`, "", "POST http://localhost:3000/zendesk/ask b=on&csrf=1&s=2"},
		"a search":                 {`<form action="/search"><input name=q></form>`, "", ""},
		"a sign-in":                {`<form method="post"><input name=user value=acme><input type=password name=p></form>`, "", ""},
		"a form for the authority": {`<form action="https://acme.zendesk.com/oauth/authorizations/new"><input type=hidden name=state value=1></form>`, "", "GET https://acme.zendesk.com/oauth/authorizations/new?state=1 "},
	} {
		t.Run(name, func(t *testing.T) {
			for what, got := range map[string]func() (Address, bool){
				c.goes + " by itself": func() (Address, bool) { return automaticStep(page, c.body) },
				c.press + " pressed":  func() (Address, bool) { return formToConfirm(page, c.body, "acme") },
			} {
				want := strings.TrimSuffix(strings.TrimSuffix(what, " by itself"), " pressed")
				if a, ok := got(); ok != (want != "") || ok && a.Method+" "+a.URL+" "+a.Data != want {
					t.Errorf("%s: %+v", what, a)
				}
			}
		})
	}
}

// TestBrowser: zdg's browser does what a customer's browser does. It keeps Secure cookies, sends the Origin of a form,
// confirms questions about the account, and sends the developer's headers unchanged.
func TestBrowser(t *testing.T) {
	s, err := stage.Open(stage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c, err := newCanary(s)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, _ := r.Cookie("__Host-session") // nil is another one
		switch {
		case r.Header.Get("Accept") != "application/json" || r.Host != "app.test":
			http.Error(w, "not as the developer said", http.StatusNotAcceptable)
		case r.Method == http.MethodGet:
			http.SetCookie(w, &http.Cookie{Name: "__Host-session", Value: "1", Path: "/", Secure: true})
			_, _ = fmt.Fprint(w, `<form method=post action=/go><input type=hidden name=name value=acme><button>Yes</button></form>`)
		case cookie == nil:
			http.Error(w, "no cookie", http.StatusForbidden)
		case r.Header.Get("Origin") != "http://"+r.Context().Value(http.LocalAddrContextKey).(fmt.Stringer).String():
			http.Error(w, "from another page: "+r.Header.Get("Origin"), http.StatusForbidden)
		default:
			w.Header().Set("Location", "https://acme.zendesk.com/oauth/authorizations/new?client_id="+r.PostFormValue("name"))
			w.WriteHeader(http.StatusSeeOther)
		}
	}))
	defer server.Close()
	plan := Plan{Header: http.Header{"Accept": {"application/json"}, "Host": {"app.test"}}}
	r := &rehearsal{stage: s, canary: c, plan: plan, pace: pace{page: pageTimeout}}
	if v := r.newBrowser().confirm(t.Context(), Address{URL: server.URL}, "acme"); v.to == nil || v.to.Query().Get("client_id") != "acme" {
		t.Errorf("%d %s %v", v.status, v.body, v.err)
	}
	if v := r.newBrowser().open(t.Context(), Address{URL: server.URL}); v.to != nil || v.status != http.StatusOK {
		t.Errorf("a form is pressed that nobody asked for: %v", v.to)
	}
}

// TestAsksToConnect: a request to connect again is found in pages and in error codes, except for what stands on all pages.
func TestAsksToConnect(t *testing.T) {
	plan := Plan{Connect: Address{URL: "http://localhost:1/zendesk/connect?subdomain={subdomain}"}, Poke: Address{URL: "http://localhost:1/tickets"}}
	const navigation = `<nav><a href="/zendesk/connect">Reconnect</a></nav>`
	for name, c := range map[string]struct {
		usual, now string
		asks       bool
	}{
		"words":                {"", "Please connect Zendesk again", true},
		"a code":               {"", `{"error":"needs_reconnect"}`, true},
		"in capitals":          {"", `{"error":"NOT_CONNECTED"}`, true},
		"in camel case":        {"", `{"error":"connectionLost"}`, true},
		"reauth":               {"", `{"code":"reauth_required"}`, true},
		"a link":               {"", `<a href="http:\/\/localhost:1\/zendesk\/connect?subdomain=acme">Zendesk</a>`, true},
		"an error":             {"", "Something went wrong", false},
		"navigation":           {navigation, navigation + "Something went wrong", false},
		"words and navigation": {navigation, navigation + "Please reconnect", true},
	} {
		r := &rehearsal{plan: plan, usualPoke: pokeResult{visit: visit{body: c.usual}}}
		if got := r.asksToConnect(pokeResult{visit: visit{body: c.now, path: "/tickets"}}); got != c.asks {
			t.Errorf("%s: %v", name, got)
		}
	}
	path := Plan{Connect: Address{URL: "http://localhost:1/a/{subdomain}/connect"}}
	r := &rehearsal{plan: path, usualPoke: pokeResult{account: "one", visit: visit{body: `href="/a/one/connect"`}}}
	for body, asks := range map[string]bool{`href="/a/two/connect"`: false, `href="/a/two/connect" href="/a/two/connect"`: true} {
		if got := r.asksToConnect(pokeResult{account: "two", visit: visit{body: body, path: "/tickets"}}); got != asks {
			t.Errorf("%s: %v", body, got)
		}
	}
}
