package measure

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// TestTheStandingOnEachAccount: the result for accounts in known states. Only a client that is
// global may be called so.
func TestTheStandingOnEachAccount(t *testing.T) {
	const (
		global, not, wrong, none    = checklist.GlobalThere, checklist.NotThere, checklist.WrongSecret, checklist.NoSuchThere
		suspended, limited, unclear = checklist.SuspendedOne, checklist.LimitedThere, checklist.UnclearThere
	)
	const right, other = "right", "other" // secrets
	type row struct {
		account       string
		before, after checklist.Standing // the conversion
	}
	for _, tt := range []struct {
		name, kind string
		secret     string
		rows       []row
	}{
		{"with the secret", practice.Confidential, right, []row{
			{"acme-customer", not, global},
			{"other-customer", not, global},
			{"telling-customer", not, global},
			{"own-client-customer", unclear, unclear},
			{"suspended-customer", suspended, suspended},
			{"busy-customer", limited, limited},
			{"busy-once-customer", not, global},
			{"walled-customer", unclear, unclear},
			{"careless-customer", unclear, unclear},
			{"nobody-here", none, none},
		}},
		{"with another secret", practice.Confidential, other, []row{
			{"acme-customer", wrong, wrong},
			{"telling-customer", wrong, wrong},
			{"own-client-customer", wrong, wrong},
			{"suspended-customer", suspended, suspended},
			{"careless-customer", unclear, unclear},
			{"nobody-here", none, none},
		}},
		{"without the secret", practice.Confidential, "", []row{
			{"acme-customer", unclear, unclear},
			{"telling-customer", unclear, unclear},
			{"own-client-customer", unclear, unclear},
			{"suspended-customer", suspended, suspended},
			{"busy-customer", limited, limited},
			{"walled-customer", unclear, unclear},
			{"careless-customer", unclear, unclear},
			{"nobody-here", none, none},
		}},
		{"public", practice.Public, "", []row{
			{"acme-customer", not, unclear},
			{"telling-customer", not, unclear},
			{"own-client-customer", unclear, unclear},
			{"walled-customer", unclear, unclear},
			{"careless-customer", unclear, unclear},
			{"nobody-here", none, none},
		}},
	} {
		for _, converted := range []bool{false, true} {
			w := openAccounts(t, tt.kind)
			if converted {
				w.convert()
			}
			secret := map[string]string{right: w.secret(), other: strings.Repeat("0f", 32)}[tt.secret]
			for _, r := range tt.rows {
				want := r.before
				if converted {
					want = r.after
				}
				_, k := w.ask(r.account, secret)
				if k.Standing != want {
					t.Errorf("%s, converted %t, %s: %s, want %s: %s", tt.name, converted, r.account, k.Standing, want, k.Why)
				}
				if k.Standing == global && !converted {
					t.Errorf("%s, %s: it is called global, and is not", tt.name, r.account)
				}
				if k.Why == "" || k.Rule.Source.Key == "" || k.Rule.Source.AsOf.IsZero() || k.Rule.Confidence == "" || k.Standing != global && k.Next == "" {
					t.Errorf("%s, %s: %+v lacks a reason, a source or what to do", tt.name, r.account, k)
				}
			}
		}
	}
}

// TestTwoAccountsThatKnowIt: without a secret, two accounts that know the identifier are enough;
// one alone may have a client of its own with the same identifier.
func TestTwoAccountsThatKnowIt(t *testing.T) {
	for _, tt := range []struct {
		kind      string
		converted bool
		accounts  []string
		want      []checklist.Standing
	}{
		{practice.Public, true, []string{"acme-customer", "other-customer"}, []checklist.Standing{checklist.GlobalThere, checklist.GlobalThere}},
		{practice.Public, true, []string{"acme-customer", "nobody-here"}, []checklist.Standing{checklist.UnclearThere, checklist.NoSuchThere}},
		{practice.Public, false, []string{"own-client-customer", "acme-customer"}, []checklist.Standing{checklist.UnclearThere, checklist.NotThere}},
		{practice.Confidential, false, []string{"own-client-customer", "telling-customer"}, []checklist.Standing{checklist.UnclearThere, checklist.UnclearThere}},
		{practice.Confidential, true, []string{"telling-customer", "own-client-customer"}, []checklist.Standing{checklist.GlobalThere, checklist.GlobalThere}},
	} {
		w := openAccounts(t, tt.kind)
		if tt.converted {
			w.convert()
		}
		var all []checklist.Elsewhere
		for _, name := range tt.accounts {
			e, _ := w.ask(name, "")
			all = append(all, e)
		}
		for i, k := range checklist.JudgeAll(w.draft(tt.accounts[0]), all) {
			if k.Standing != tt.want[i] {
				t.Errorf("%s, converted %t, %v: %s is %s, want %s", tt.kind, tt.converted, tt.accounts, tt.accounts[i], k.Standing, tt.want[i])
			}
		}
	}
}

// TestTheSecretGoesToTwoAccountsAtMost: it is sent to no account whose control fails, and without
// a secret nothing confidential is sent.
func TestTheSecretGoesToTwoAccountsAtMost(t *testing.T) {
	for _, tt := range []struct {
		account          string
		known, converted bool     // the secret is known; the client is global
		hosts            []string // that were shown the secret
	}{
		{"acme-customer", true, true, []string{"d3v-acme", "acme-customer"}},
		{"acme-customer", true, false, []string{"d3v-acme", "acme-customer"}},
		{"careless-customer", true, true, nil},
		{"walled-customer", true, true, nil},
		{"suspended-customer", true, true, nil},
		{"nobody-here", true, true, nil},
		{"telling-customer", false, true, nil},
	} {
		w := openAccounts(t, practice.Confidential)
		if tt.converted {
			w.convert()
		}
		secret := ""
		if tt.known {
			secret = w.secret()
		}
		w.ask(tt.account, secret)
		var hosts []string
		for _, c := range w.asked() {
			if c.cookie != "" {
				t.Errorf("%s: a cookie went along: %+v", tt.account, c)
			}
			if strings.Contains(c.body, w.secret()) || strings.Contains(c.path, w.secret()) {
				hosts = append(hosts, c.host)
			}
			if secret == "" && c.method != http.MethodGet {
				t.Errorf("%s: without a secret %s %s was sent", tt.account, c.method, c.path)
			}
			if c.host != tt.account && c.host != "d3v-acme" {
				t.Errorf("%s: %s was asked", tt.account, c.host)
			}
		}
		if !slices.Equal(hosts, tt.hosts) {
			t.Errorf("%s: the secret went to %v, want %v", tt.account, hosts, tt.hosts)
		}
		if len(w.asked()) > 7 {
			t.Errorf("%s: %d requests", tt.account, len(w.asked()))
		}
	}
}

// TestNeverGlobalByAccident: with odd answers here or at home, a client that is not global is
// never called global, and one that is may only become unclear.
func TestNeverGlobalByAccident(t *testing.T) {
	grant := func(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Path == zendesk.TokenPath }
	page := func(r *http.Request) bool { return r.URL.Path == zendesk.AuthorizePath }
	say := func(w http.ResponseWriter, status int, body string) bool {
		respond(w, status, jsonType, body)
		return true
	}
	const invalidGrant, invalidClient = `{"error":"invalid_grant"}`, `{"error":"invalid_client"}`
	var turn atomic.Int32
	for _, tt := range []struct {
		name    string
		instead func(w http.ResponseWriter, r *http.Request, body string) bool
	}{
		{"home refuses", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			return grant(r) && strings.HasPrefix(r.Host, "d3v-acme") && say(w, 401, invalidClient)
		}},
		{"home is silent", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			return grant(r) && strings.HasPrefix(r.Host, "d3v-acme") && say(w, 500, "{}")
		}},
		{"everybody is accepted everywhere", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			return grant(r) && say(w, 400, invalidGrant)
		}},
		{"tokens for anybody", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			return grant(r) && say(w, 200, `{"access_token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaa","token_type":"bearer"}`)
		}},
		{"tokens for the client", func(w http.ResponseWriter, r *http.Request, body string) bool {
			return grant(r) && strings.Contains(body, "zdg-acme-sync") && say(w, 200, `{"access_token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaa","token_type":"bearer"}`)
		}},
		{"every second request is accepted", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			return turn.Add(1)%2 == 0 && grant(r) && say(w, 400, invalidGrant)
		}},
		{"invalid_grant with another status", func(w http.ResponseWriter, r *http.Request, body string) bool {
			return grant(r) && strings.Contains(body, "zdg-acme-sync") && say(w, 401, invalidGrant)
		}},
		{"the made-up one is asked something else", func(w http.ResponseWriter, r *http.Request, body string) bool {
			return grant(r) && !strings.Contains(body, "zdg-acme-sync") && say(w, 400, `{"error":"invalid_request"}`)
		}},
		{"the page changes its mind", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			if !page(r) {
				return false
			}
			if turn.Add(1)%2 == 0 {
				http.Redirect(w, r, "/access/unauthenticated", http.StatusFound)
				return true
			}
			return say(w, 400, "<html><h1>Invalid Authorization Request</h1>No such client</html>")
		}},
		{"a check for bots after the first page", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			return page(r) && r.URL.Query().Get("client_id") == "zdg-acme-sync" && say(w, 403, "<html>Just a moment...</html>")
		}},
		{"the page sends elsewhere", func(w http.ResponseWriter, r *http.Request, _ string) bool {
			if page(r) && r.URL.Query().Get("client_id") == "zdg-acme-sync" {
				http.Redirect(w, r, "https://elsewhere.example/access/login", http.StatusFound)
				return true
			}
			return false
		}},
	} {
		for _, account := range []string{"acme-customer", "telling-customer", "own-client-customer"} {
			for _, kind := range []string{practice.Confidential, practice.Public} {
				w := openAccounts(t, kind)
				turn.Store(0)
				w.instead = tt.instead
				secret := w.secret()
				if kind == practice.Public {
					secret = ""
				}
				e, k := w.ask(account, secret)
				if all := checklist.JudgeAll(w.draft(account), []checklist.Elsewhere{e}); k.Standing == checklist.GlobalThere || all[0].Standing == checklist.GlobalThere {
					t.Errorf("%s, %s, %s: global: %s", tt.name, account, kind, k.Why)
				}
				deleted := slices.ContainsFunc(w.asked(), func(c call) bool { return c.method == http.MethodDelete && c.host == account })
				if asked := e.Probe.Control.Answer == checklist.AnswerIssued || e.Probe.Client.Answer == checklist.AnswerIssued; asked != deleted {
					t.Errorf("%s, %s, %s: issued %t, revoked %t", tt.name, account, kind, asked, deleted)
				}
				if strings.HasPrefix(tt.name, "tokens for") && k.Standing != checklist.UnclearThere {
					t.Errorf("%s, %s, %s: %s", tt.name, account, kind, k.Standing)
				}
			}
		}
	}
}

// TestAFailingControlSpoilsTheAnswer: when the control fails, a global client is unclear.
func TestAFailingControlSpoilsTheAnswer(t *testing.T) {
	w := openAccounts(t, practice.Confidential)
	w.convert()
	w.instead = func(rw http.ResponseWriter, r *http.Request, _ string) bool {
		if r.URL.Path != zendesk.TokenPath || !strings.HasPrefix(r.Host, "d3v-acme") {
			return false
		}
		respond(rw, http.StatusUnauthorized, "application/json", `{"error":"invalid_client"}`)
		return true
	}
	if _, k := w.ask("acme-customer", w.secret()); k.Standing != checklist.UnclearThere {
		t.Errorf("home refuses, and the other account accepts: %s: %s", k.Standing, k.Why)
	}
}

// TestNothingMoreIsAskedAfterALongWaitOrABreak: an account that answers with a long Retry-After, or breaks off, is asked nothing
// more.
func TestNothingMoreIsAskedAfterALongWaitOrABreak(t *testing.T) {
	for name, instead := range map[string]func(w http.ResponseWriter, r *http.Request, body string) bool{
		"limited": func(w http.ResponseWriter, r *http.Request, _ string) bool {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
			return true
		},
		"broken": func(http.ResponseWriter, *http.Request, string) bool { panic(http.ErrAbortHandler) },
	} {
		w := openAccounts(t, practice.Confidential)
		w.convert()
		w.instead = func(rw http.ResponseWriter, r *http.Request, body string) bool {
			return r.URL.Path == zendesk.AuthorizePath && instead(rw, r, body)
		}
		_, k := w.ask("acme-customer", w.secret())
		for _, c := range w.asked() {
			if c.method == http.MethodPost {
				t.Errorf("%s: asked on: %s %s", name, c.method, c.path)
			}
		}
		if !k.Silent || k.Standing == checklist.GlobalThere {
			t.Errorf("%s: %+v", name, k)
		}
	}
}

// TestRetryAfterIsWaitedOut: a short Retry-After is waited out once, and noted.
func TestRetryAfterIsWaitedOut(t *testing.T) {
	w := openAccounts(t, practice.Confidential)
	var waited []time.Duration
	var told []Note
	p := w.plan("busy-once-customer", "")
	p.Sleep = func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil }
	e := Elsewhere(t.Context(), p, false, nil, func(n Note) {
		if _, is := n.(RateWait); is {
			told = append(told, n)
		}
	})
	if len(waited) != 1 || waited[0] != 2*time.Second || len(told) != 1 || e.Reach != nil {
		t.Errorf("waited %v, told %d, reach %+v", waited, len(told), e.Reach)
	}
	waited = nil
	p = w.plan("busy-customer", "")
	p.Sleep = func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil }
	began := len(w.asked())
	e = Elsewhere(t.Context(), p, false, nil, nil)
	k := checklist.JudgeElsewhere(w.draft("busy-customer"), e)
	if len(waited) != 0 || len(w.asked())-began != 1 || k.Until.Sub(e.At) != time.Hour {
		t.Errorf("an hour: waited %v, %d requests, until %v", waited, len(w.asked())-began, k.Until)
	}
}

// TestAuthorizedElsewhere: a whole authorization by pasting the production redirect URL, whose
// record is compared with what was submitted.
func TestAuthorizedElsewhere(t *testing.T) {
	for _, tt := range []struct {
		name, account, kind string
		converted           bool
		change              func(checklist.Draft) checklist.Draft
		allow               bool
		standing            checklist.Standing
		refused             bool
		differs             []checklist.Field
	}{
		{name: "as submitted", account: "acme-customer", kind: practice.Confidential, converted: true, allow: true, standing: checklist.GlobalThere},
		{name: "public", account: "acme-customer", kind: practice.Public, converted: true, allow: true, standing: checklist.GlobalThere},
		{
			name: "another name", account: "acme-customer", kind: practice.Confidential, converted: true, allow: true, standing: checklist.GlobalThere,
			change: func(d checklist.Draft) checklist.Draft {
				return d.With(checklist.FieldName, "Acme").With(checklist.FieldCompany, "ACME").With(checklist.FieldDescription, "x").With(checklist.FieldKind, "public")
			},
			differs: []checklist.Field{checklist.FieldName, checklist.FieldDescription, checklist.FieldCompany, checklist.FieldKind},
		},
		{name: "denied", account: "acme-customer", kind: practice.Confidential, converted: true, standing: checklist.GlobalThere, refused: true},
		{name: "denied by one that has its own", account: "own-client-customer", kind: practice.Public, standing: checklist.UnclearThere, refused: true},
		{name: "its own client", account: "own-client-customer", kind: practice.Public, allow: true, standing: checklist.UnclearThere},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := openAccounts(t, tt.kind)
			if tt.converted {
				w.convert()
			}
			secret := w.secret()
			if tt.kind == practice.Public {
				secret = ""
			}
			e, _ := w.ask(tt.account, secret)
			p := w.plan(tt.account, secret)
			pasted := make(chan string, 1)
			p.Global, p.Deliver, p.Timeout = true, pasted, 30*time.Second
			full := Run(t.Context(), p, func(n Note) {
				if n, waits := n.(Waiting); waits {
					redirect, err := w.tenants.Account(tt.account).Approve(t.Context(), n.AuthorizeURL, "", tt.allow)
					if err != nil || !strings.HasPrefix(redirect, production) || n.Listening {
						t.Errorf("listening %t: %v", n.Listening, err)
					}
					pasted <- redirect
				}
			})
			e.Full = &full
			d := w.draft(tt.account)
			if tt.change != nil {
				d = tt.change(d)
			}
			k := checklist.JudgeElsewhere(d, e)
			var differs []checklist.Field
			for _, c := range k.Compared {
				if c.Told && !c.Same {
					differs = append(differs, c.Field)
				}
			}
			if k.Standing != tt.standing || k.Refused != tt.refused || !slices.Equal(differs, tt.differs) || k.Differs() != (tt.differs != nil) {
				t.Errorf("%s, refused %t, differs %v; want %s, %t, %v\n%s", k.Standing, k.Refused, differs, tt.standing, tt.refused, tt.differs, k.Why)
			}
			if len(tt.differs) > 0 != strings.Contains(k.Next, "Option 2") {
				t.Errorf("what to do: %s", k.Next)
			}
			if full.Living() != "" || tt.allow && (full.Revoke == nil || full.Revoke.Issued < 2) {
				t.Errorf("tokens: %+v", full.Revoke)
			}
			if tt.allow && (full.Token.AskedExpiresIn == zendesk.AccessTokenMin || full.Token.AskedRefresh == zendesk.RefreshMin || full.Token.AskedExpiresIn > 1800) {
				t.Errorf("lifetimes asked: %d, %d", full.Token.AskedExpiresIn, full.Token.AskedRefresh)
			}
		})
	}
}
