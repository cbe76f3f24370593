package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"zdg/checklist"
	"zdg/flow/store"
)

// foreign is an OAuth server that has nothing in common with the practice account
// but the paths. It has only the endpoints it is given.
type foreign struct {
	*httptest.Server
	has   []string            // "METHOD path"; see foreignEverything
	takes string              // content type of token requests; "": both
	spell func(answer)        // changes a token answer before it is sent
	wrong map[string]answer   // what an endpoint answers instead, with its "status"
	away  map[string]redirect // where an endpoint sends whoever asks

	mu       sync.Mutex
	requests []arrived
	codes    map[string]url.Values // what was authorized
	access   map[string]int        // live tokens and their id
	refresh  map[string]bool
	issued   int
}

type answer = map[string]any

// arrived is a request as it arrived.
type arrived struct {
	*http.Request
	body string
	sent map[string]json.RawMessage // the members of a token request
}

// text is a member of a token request that is a string.
func (h arrived) text(name string) string {
	var s string
	if json.Unmarshal(h.sent[name], &s) != nil {
		return ""
	}
	return s
}

type redirect struct {
	to     string
	status int
}

const (
	foreignClient = "zdg-foreign"
	foreignSecret = "foreignsecretfromnowhere0123456789abcdef"
)

// The endpoints that every server has, and those that some have.
var (
	foreignLeast = []string{
		"GET /oauth/authorizations/new", "POST /oauth/tokens", "GET /api/v2/users/me.json", "GET /api/v2/oauth/tokens/current.json",
	}
	foreignEverything = append([]string{
		"GET /api/v2/locales/public.json", "DELETE /api/v2/oauth/tokens/current.json", "DELETE /api/v2/oauth/tokens/7.json",
		"GET /api/v2/oauth/clients.json", "GET /api/v2/tickets.json",
	}, foreignLeast...)
)

// openForeign serves on a random port of loopback.
func openForeign(t *testing.T, change func(*foreign)) *foreign {
	t.Helper()
	f := &foreign{has: foreignLeast, codes: map[string]url.Values{}, access: map[string]int{}, refresh: map[string]bool{}}
	if change != nil {
		change(f)
	}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *foreign) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	h := arrived{Request: r, body: string(body)}
	if strings.HasPrefix(h.body, "{") && json.Unmarshal(body, &h.sent) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, h)
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "keep-me", Path: "/"})
	at := r.Method + " " + r.URL.Path
	away, sent := f.away[at]
	switch instead, spoilt := f.wrong[at]; {
	case sent:
		http.Redirect(w, r, away.to, away.status)
	case spoilt:
		answerJSON(w, instead["status"].(int), instead)
	case !slices.Contains(f.has, at):
		http.NotFound(w, r)
	case at == "GET /oauth/authorizations/new":
		f.authorize(w, r)
	case at == "POST /oauth/tokens":
		f.token(w, h)
	case at == "GET /api/v2/locales/public.json":
		answerJSON(w, http.StatusOK, answer{"locales": []string{}})
	default:
		f.api(w, h, at)
	}
}

func answerJSON(w http.ResponseWriter, status int, a answer) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(a) // who has gone needs no answer
}

// authorize allows at once, as somebody who has allowed before.
func (f *foreign) authorize(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	f.issued++
	code := "foreign-code-" + strings.Repeat(string(rune('a'+f.issued)), 12)
	f.codes[code] = asked
	back := url.Values{"code": {code}, "state": {asked.Get("state")}, "iss": {f.URL}}
	http.Redirect(w, r, asked.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (f *foreign) token(w http.ResponseWriter, h arrived) {
	kind, _, _ := strings.Cut(h.Header.Get("Content-Type"), ";")
	if f.takes != "" && kind != f.takes {
		answerJSON(w, http.StatusUnsupportedMediaType, answer{"error": "invalid_request"})
		return
	}
	form, _ := url.ParseQuery(h.body) // what is no form has none of the names
	given := func(name string) string { return cmp.Or(h.text(name), form.Get(name)) }
	asked, known := f.codes[given("code")]
	challenge := sha256.Sum256([]byte(given("code_verifier")))
	switch {
	case given("client_id") != foreignClient || given("client_secret") != foreignSecret:
		answerJSON(w, http.StatusUnauthorized, answer{"error": "invalid_client"})
	case given("grant_type") == "refresh_token" && f.refresh[given("refresh_token")]:
		delete(f.refresh, given("refresh_token"))
		clear(f.access)
		f.issue(w)
	case given("grant_type") == "refresh_token":
		answerJSON(w, http.StatusBadRequest, answer{"error": "invalid_grant"})
	case given("grant_type") != "authorization_code":
		answerJSON(w, http.StatusBadRequest, answer{"error": "unsupported_grant_type"})
	case !known || asked.Get("redirect_uri") != given("redirect_uri") ||
		asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(challenge[:]):
		answerJSON(w, http.StatusBadRequest, answer{"error": "invalid_grant"})
	default:
		delete(f.codes, given("code"))
		f.issue(w)
	}
}

func (f *foreign) issue(w http.ResponseWriter) {
	f.issued++
	mark := strings.Repeat(string(rune('a'+f.issued)), 20)
	a := answer{
		"access_token": "foreign-access-" + mark, "refresh_token": "foreign-refresh-" + mark, "token_type": "Bearer", "scope": "read",
		"expires_in": 300, "refresh_token_expires_in": 604800,
	}
	f.access["foreign-access-"+mark], f.refresh["foreign-refresh-"+mark] = 7, true
	if f.spell != nil {
		f.spell(a)
	}
	answerJSON(w, http.StatusOK, a)
}

// api answers what takes a token.
func (f *foreign) api(w http.ResponseWriter, h arrived, at string) {
	_, bearer, _ := strings.Cut(h.Header.Get("Authorization"), "Bearer ")
	id, live := f.access[bearer]
	switch {
	case !live:
		answerJSON(w, http.StatusUnauthorized, answer{"error": "invalid_token"})
	case h.Method == http.MethodDelete:
		clear(f.access)
		clear(f.refresh)
		w.WriteHeader(http.StatusNoContent)
	case at == "GET /api/v2/users/me.json":
		answerJSON(w, http.StatusOK, answer{"user": answer{"id": 42, "name": "Foreign Admin", "role": "admin"}})
	case at == "GET /api/v2/oauth/tokens/current.json":
		answerJSON(w, http.StatusOK, answer{"token": answer{"id": id, "scopes": []string{"read"}}})
	case at == "GET /api/v2/oauth/clients.json":
		answerJSON(w, http.StatusOK, answer{"clients": []answer{{"id": 9, "identifier": foreignClient, "kind": "confidential", "company": nil, "secret": "not-for-anybody-to-see"}}})
	default:
		answerJSON(w, http.StatusOK, answer{"tickets": []string{}})
	}
}

// log is what has arrived so far.
func (f *foreign) log() []arrived {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.requests)
}

// test runs `zdg test` against the server and returns its result.
func (f *foreign) test(t *testing.T, args ...string) (testJSON, int) {
	t.Helper()
	callback := "http://" + freeAddress(t) + "/callback"
	p := startTest(t, []string{"ZDG_CLIENT_SECRET=" + foreignSecret}, append([]string{
		"--account-url", f.URL, "--identifier", foreignClient, "--kind", "confidential", "--redirect-url", callback, "--scope", "read",
	}, args...)...)
	if address := p.authorizeURL(); address != "" {
		visit(address)
	}
	return p.end()
}

// TestForeignServers: what zdg makes of servers that have fewer endpoints than Zendesk, or answer
// otherwise.
func TestForeignServers(t *testing.T) {
	without := func(names ...string) []string {
		return slices.DeleteFunc(slices.Clone(foreignEverything), func(e string) bool {
			return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(e, n) })
		})
	}
	drop := func(name string) func(*foreign) {
		return func(f *foreign) { f.has, f.spell = foreignEverything, func(a answer) { delete(a, name) } }
	}
	set := func(name string, value any) func(*foreign) {
		return func(f *foreign) { f.has, f.spell = foreignEverything, func(a answer) { a[name] = value } }
	}
	for _, row := range []struct {
		name    string
		change  func(*foreign)
		outcome checklist.Outcome
		want    map[checklist.StepID]string // "verdict", or "verdict code"; every other step passes
	}{
		{"everything", func(f *foreign) { f.has = foreignEverything }, checklist.OutcomePassed, map[checklist.StepID]string{checklist.StepRecord: "warn"}},
		{"the least", nil, checklist.OutcomePassed, map[checklist.StepID]string{
			checklist.StepReach: "not-run", checklist.StepRecord: "not-run", checklist.StepScopes: "not-run", checklist.StepRevoke: "warn",
		}},
		{"no revoke", func(f *foreign) { f.has = without("DELETE") }, checklist.OutcomePassed, map[checklist.StepID]string{
			checklist.StepRecord: "warn", checklist.StepRevoke: "warn",
		}},
		{"no refresh token", drop("refresh_token"), checklist.OutcomeFailed, map[checklist.StepID]string{
			checklist.StepExchange: "fail no-refresh-token", checklist.StepRecord: "warn", checklist.StepRefresh: "not-run",
			checklist.StepRevoke: "warn", // nothing says that there is no refresh token
		}},
		{"JSON alone", func(f *foreign) { f.has, f.takes = foreignEverything, "application/json" }, checklist.OutcomePassed, map[checklist.StepID]string{checklist.StepRecord: "warn"}},
		{"forms alone", func(f *foreign) { f.has, f.takes = foreignEverything, "application/x-www-form-urlencoded" }, checklist.OutcomeFailed, map[checklist.StepID]string{
			checklist.StepCredentials: "warn invalid-request", checklist.StepExchange: "fail invalid-request",
			checklist.StepIdentity: "not-run", checklist.StepToken: "not-run", checklist.StepRecord: "not-run",
			checklist.StepScopes: "not-run", checklist.StepRefresh: "not-run", checklist.StepRevoke: "not-run",
		}},
		{"lifetime as a string", set("expires_in", "300"), checklist.OutcomePassed, map[checklist.StepID]string{
			checklist.StepExchange: "warn", checklist.StepRefresh: "warn", checklist.StepRecord: "warn",
		}},
		{"lifetime null", set("expires_in", nil), checklist.OutcomePassed, map[checklist.StepID]string{
			checklist.StepExchange: "warn no-expiry", checklist.StepRefresh: "warn no-expiry", checklist.StepRecord: "warn",
		}},
		{"no lifetime", drop("expires_in"), checklist.OutcomePassed, map[checklist.StepID]string{
			checklist.StepExchange: "warn no-expiry", checklist.StepRefresh: "warn no-expiry", checklist.StepRecord: "warn",
		}},
		{"no scope in the answer", drop("scope"), checklist.OutcomePassed, map[checklist.StepID]string{checklist.StepRecord: "warn"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := openForeign(t, row.change)
			result, code := f.test(t)
			if result.Outcome != string(row.outcome) || code != outcomeExits[row.outcome] {
				t.Errorf("outcome %q, exit code %d, want %q", result.Outcome, code, row.outcome)
			}
			for _, s := range result.Steps {
				got := s.Verdict
				if s.Diagnosis != nil {
					got += " " + s.Diagnosis.Code
				}
				if want := cmp.Or(row.want[checklist.StepID(s.ID)], "pass"); got != want {
					t.Errorf("%s: %s (%s), want %s", s.ID, got, s.Summary, want)
				}
				if s.Verdict == "not-run" && s.Summary == "" {
					t.Errorf("%s was not made, and nobody says why", s.ID)
				}
			}
		})
	}
}

// TestWizardAgainstAForeignServer goes from the secret to the result in the wizard,
// against the least server; the values before come from a draft.
func TestWizardAgainstAForeignServer(t *testing.T) {
	f := openForeign(t, nil)
	dir := t.TempDir()
	callback := "http://" + freeAddress(t) + "/callback"
	d := checklist.Draft{}
	for field, typed := range map[checklist.Field]string{
		checklist.FieldCustomers: "several", checklist.FieldProduct: "support", checklist.FieldBot: "no", checklist.FieldSecretLives: "servers",
		checklist.FieldSubdomain: "d3v-foreign", checklist.FieldClientExists: "yes", checklist.FieldName: "Foreign", checklist.FieldIdentifier: foreignClient,
		checklist.FieldKind: "confidential", checklist.FieldRedirectURLs: callback, checklist.FieldTestRedirect: callback, checklist.FieldScopes: "read",
		checklist.FieldAllowed: "open", checklist.FieldRegenerated: "no", checklist.FieldLeftAt: "secret",
	} {
		d = d.With(field, typed)
	}
	if err := os.WriteFile(filepath.Join(dir, store.FileName), store.Write(d), 0o600); err != nil {
		t.Fatal(err)
	}
	// So wide that the address stands in one line.
	term := startAt(t, dir, nil, false, 600, 40, "--account-url", f.URL, "--no-browser")
	term.walk(
		step{"Save identifier and secret first", []string{foreignSecret}},
		step{"••••", []string{"enter"}},
		step{"kept in memory only", []string{"y"}},
		step{"› Yes", []string{"enter"}},
		step{"Start the test", []string{"enter"}},
	)
	term.see("Open this")
	short := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\w+`).FindString(term.text()[strings.Index(term.text(), "Open this"):])
	if page := visit(short); !strings.Contains(page, "Authorized") {
		t.Errorf("the browser was shown %q", page)
	}
	term.see("The client works", "Foreign Admin")
	if strings.Contains(term.bytes(), foreignSecret) {
		t.Error("the secret was drawn")
	}
	term.press("ctrl+c")
	if code, _ := term.wait(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}
