package measure

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// production is the redirect URL that was submitted.
const production = "https://app.acme.com/zendesk/callback"

// accounts is several practice accounts behind one server, with the requests that they got.
type accounts struct {
	t       *testing.T
	tenants *practice.Tenants
	url     *url.URL
	kind    string
	instead func(w http.ResponseWriter, r *http.Request, body string) bool // answers in place of an account

	mu    sync.Mutex
	calls []call
}

// call is a request that an account got; host is the name before .localhost.
type call struct{ host, method, path, body, cookie string }

// openAccounts opens the accounts; the client of the first is of a kind.
func openAccounts(t *testing.T, kind string) *accounts {
	t.Helper()
	o := practice.Prepared("http://127.0.0.1:19186/callback")
	o.Client.Kind = kind
	w := &accounts{t: t, tenants: practice.NewTenants(practice.New(o)), kind: kind}
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	w.url, _ = url.Parse(server.URL)
	if err := w.tenants.SetURL(server.URL); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *accounts) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	host, _, _ := strings.Cut(r.Host, ".localhost")
	w.mu.Lock()
	w.calls = append(w.calls, call{host, r.Method, r.URL.Path, string(body), r.Header.Get("Cookie")})
	w.mu.Unlock()
	if w.instead == nil || !w.instead(rw, r, string(body)) {
		w.tenants.ServeHTTP(rw, r)
	}
}

// asked returns the requests so far.
func (w *accounts) asked() []call {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.calls)
}

// convert makes the client global.
func (w *accounts) convert() {
	w.t.Helper()
	if err := w.tenants.Home().Convert("zdg-acme-sync"); err != nil {
		w.t.Fatal(err)
	}
}

// secret returns the client's secret.
func (w *accounts) secret() string { return w.tenants.Home().Client().Secret }

// draft returns what was submitted, for one account.
func (w *accounts) draft(name string) checklist.Draft {
	c := w.tenants.Home().Client()
	return checklist.Draft{}.With(checklist.FieldSubdomain, name).With(checklist.FieldIdentifier, c.Identifier).With(checklist.FieldKind, w.kind).
		With(checklist.FieldName, c.Name).With(checklist.FieldDescription, c.Description).With(checklist.FieldCompany, c.Company).
		With(checklist.FieldLogoFile, "logo.png").With(checklist.FieldTestRedirect, production).With(checklist.FieldScopes, "read")
}

// plan returns a plan that asks one account, with a secret or with none ("").
func (w *accounts) plan(name, secret string) Plan {
	w.t.Helper()
	d, at := w.draft(name), "http://"+name+".localhost:"+w.url.Port()
	client, err := checklist.ClientOf(d, true)
	if err != nil {
		w.t.Fatal(err)
	}
	p := Plan{
		Client: client, AccountURL: at, Subject: checklist.SubjectOf(d, at), ProbeAgain: true,
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	if secret != "" {
		if p.Secret, err = zendesk.ParseSecret(secret); err != nil {
			w.t.Fatal(err)
		}
	}
	return p
}

// ask asks one account as zdg verify does.
func (w *accounts) ask(name, secret string) (checklist.Elsewhere, checklist.Known) {
	w.t.Helper()
	home := func() checklist.Tried { return AtHome(w.t.Context(), w.plan("d3v-acme", secret), nil) }
	e := Elsewhere(w.t.Context(), w.plan(name, secret), secret != "" || w.kind == practice.Public, home, nil)
	return e, checklist.JudgeElsewhere(w.draft(name), e)
}
