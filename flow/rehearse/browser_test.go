package rehearse

import (
	"net/http"
	"testing"
)

// TestLinked: where a page or JSON of success leads is read whatever kind of success it is.
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
		"an error":            {http.StatusBadRequest, `{"was":"https://acme.zendesk.com/oauth/authorizations/new?client_id=a&state=b"}`, false},
		"no address":          {http.StatusOK, `{}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			to := (&browser{}).linked(visit{status: c.status, body: c.body})
			if got := to != nil && to.String() == address; got != c.leads {
				t.Errorf("leads to %v", to)
			}
		})
	}
}
