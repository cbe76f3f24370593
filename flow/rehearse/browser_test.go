package rehearse

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zdg/flow/rehearse/stage"
)

// TestAPageThatHangs: a page that is not answered in time is reported in words, and the next ones get less time.
func TestAPageThatHangs(t *testing.T) {
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
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer server.Close()
	r := &rehearsal{stage: s, canary: c, pace: pace{page: 50 * time.Millisecond}}
	v := r.newBrowser().open(t.Context(), Address{URL: server.URL})
	if v.err == nil || !strings.Contains(v.err.Error(), "not complete after 50ms") {
		t.Errorf("%v", v.err)
	}
	if r.pace.page = pageTimeout; r.pageTimeout() != pageTimeoutAfterHang {
		t.Errorf("it has %s again", r.pageTimeout())
	}
}

// TestAuthorizeLinksAreFound: an authorize URL is found in every kind of page or JSON with a status of success.
func TestAuthorizeLinksAreFound(t *testing.T) {
	const address = "https://acme.zendesk.com/oauth/authorizations/new?client_id=a&state=b"
	for name, c := range map[string]struct {
		status int
		body   string
		leads  bool
	}{
		"a button":            {http.StatusOK, `<a href="https://acme.zendesk.com/oauth/authorizations/new?client_id=a&amp;state=b">Connect</a>`, true},
		"JSON":                {http.StatusOK, `{"url":"https:\/\/acme.zendesk.com\/oauth\/authorizations\/new?client_id=a\u0026state=b"}`, true},
		"JSON of what is new": {http.StatusCreated, `{"url":"https://acme.zendesk.com/oauth/authorizations/new?client_id=a&state=b"}`, true},
		"a script":            {http.StatusOK, `location="https:\/\/acme.zendesk.com\/oauth\/authorizations\/new?client_id\u003Da\x26state=b"`, true},
		"JSON over two lines": {http.StatusOK, `{"url":"https://acme.\nzendesk.com/oauth/authorizations/new?client_id=a&state=b"}`, true},
		"a page over two":     {http.StatusOK, `<a href="https://acme.&#10;zendesk.com/oauth/authorizations/new?client_id=a&amp;state=b">`, true},
		"an error":            {http.StatusBadRequest, `{"was":"https://acme.zendesk.com/oauth/authorizations/new?client_id=a&state=b"}`, false},
		"no address":          {http.StatusOK, `{}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			to := (&browser{}).authorizeLinkIn(visit{status: c.status, body: c.body})
			if got := to != nil && to.String() == address; got != c.leads {
				t.Errorf("leads to %v", to)
			}
		})
	}
}

// TestTheBrowserDoesWhatACustomersDoes: zdg's browser does what a customer's browser does. It keeps Secure cookies, sends the Origin of a form,
// confirms questions about the account, and sends the developer's headers unchanged.
func TestTheBrowserDoesWhatACustomersDoes(t *testing.T) {
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
