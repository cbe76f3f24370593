package rehearse

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zdg/flow/rehearse/stage"
)

// TestHangs: a page that is not answered in time is reported in words, and the next ones get less time.
func TestHangs(t *testing.T) {
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

// TestNoTemp: when no temporary folder can be made, the error says what to do.
func TestNoTemp(t *testing.T) {
	_, err := Run(t.Context(), Plan{Temp: filepath.Join(t.TempDir(), "missing")}, func(Progress) {})
	if err == nil || !strings.Contains(err.Error(), "let TMPDIR name one that can be written to") {
		t.Errorf("%v", err)
	}
}

// TestLinked: an authorize URL is found in every kind of page or JSON with a status of success.
func TestLinked(t *testing.T) {
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
