package account

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
)

// TestListOfClients: pages are followed by number and by cursor, always at the account itself.
// A failure says when there was no list, or when it was not read to its end.
func TestListOfClients(t *testing.T) {
	const ours, other = `{"identifier":"zdg-acme","name":"Acme"}`, `{"identifier":"other"}`
	for _, c := range []struct {
		name  string
		pages map[string]string // by page or cursor; "*" stands for all others
		asked int
		word  string // Seen.Error; "": found
		what  string // of the explanation
	}{
		{"at once", map[string]string{"": `{"clients":[` + ours + `]}`}, 1, "", ""},
		{"by number", map[string]string{"": `{"clients":[` + other + `],"next_page":"x"}`, "2": `{"clients":[` + ours + `]}`}, 2, "", ""},
		{"by the cursor of meta", map[string]string{"": `{"clients":[` + other + `],"meta":{"has_more":true,"after_cursor":"a b&="}}`, "a b&=": `{"clients":[` + ours + `],"meta":{"has_more":false,"after_cursor":"z"}}`}, 2, "", ""},
		{"by the cursor of links", map[string]string{"": `{"clients":[],"links":{"next":"https://elsewhere.example/steal?page%5Bafter%5D=c2"}}`, "c2": `{"clients":[` + ours + `]}`}, 2, "", ""},
		{"not in it", map[string]string{"": `{"clients":[` + other + `],"next_page":null,"meta":{"has_more":false,"after_cursor":"z"},"links":{"next":null}}`}, 1, "record-not-found", "does not show this client"},
		{"an empty list", map[string]string{"": `{"clients":[]}`}, 1, "record-not-found", "does not show this client"},
		{"more than is read", map[string]string{"*": `{"clients":[` + other + `],"next_page":"x"}`}, maxClientPages, "record-not-found", "not read to its end"},
		{"more than is read, by cursor", map[string]string{"*": `{"clients":[` + other + `],"meta":{"has_more":true,"after_cursor":"c"}}`}, maxClientPages, "record-not-found", "not read to its end"},
		{"more, and no way to it", map[string]string{"": `{"clients":[` + other + `],"meta":{"has_more":true}}`}, 1, "record-not-found", "not read to its end"},
		{"more, by an address alone", map[string]string{"": `{"clients":[` + other + `],"links":{"next":"https://elsewhere.example/steal"}}`}, 1, "record-not-found", "not read to its end"},
		{"no list", map[string]string{"": `{}`}, 1, explain.BodyUnreadable, "could not be read"},
		{"null", map[string]string{"": `{"clients":null}`}, 1, explain.BodyUnreadable, "could not be read"},
		{"no list on the second page", map[string]string{"": `{"clients":[],"next_page":"x"}`, "2": `{"count":0}`}, 2, explain.BodyUnreadable, "could not be read"},
		{"no record", map[string]string{"": ""}, 1, "RecordNotFound", "did not show its list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := 0
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked++
				page, known := c.pages[r.URL.Query().Get("page")+r.URL.Query().Get("page[after]")]
				if !known {
					page = c.pages["*"]
				}
				if page == "" {
					w.WriteHeader(http.StatusNotFound)
					page = `{"error":"RecordNotFound","description":"Not found"}`
				}
				_, _ = w.Write([]byte(page))
			}, nil)
			rec, err := a.Clients(t.Context(), NewToken("access-1"))
			seen := SeenIn(err)
			if seen.Error != c.word || asked != c.asked || (c.word == "") != (rec.Name == "Acme") {
				t.Errorf("%d asked, %v, %+v", asked, err, rec)
			}
			if c.word == "" {
				return
			}
			d := explain.Answer(seen, a.options.Client)[0]
			if text := d.What + d.Cause + d.Check + d.Fix; !strings.Contains(d.What, c.what) || strings.Contains(text, "Correct the identifier") || strings.Contains(text, "another account") {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestTokensProveThePair: issued tokens prove identifier and secret also without a probe.
func TestTokensProveThePair(t *testing.T) {
	refresh := func(a *Account) error { _, err := a.RefreshTokens(t.Context(), NewToken("rt-1"), 0, 0); return err }
	for name, first := range map[string]func(*Account) error{
		"exchange": func(a *Account) error {
			_, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("code-1"), Verifier: NewToken("verifier-1")})
			return err
		},
		"refresh": refresh,
	} {
		issued := false
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if issued {
				w.WriteHeader(http.StatusUnauthorized)
				_, _ = w.Write([]byte(`{"error":"invalid_client"}`))
				return
			}
			issued = true
			_, _ = w.Write([]byte(`{"access_token":"at-1","refresh_token":"rt-1"}`))
		}, nil)
		if err := first(a); err != nil {
			t.Fatal(err)
		}
		if seen := SeenIn(refresh(a)); seen.Error != "invalid_client" || !seen.Asked.AcceptedBefore {
			t.Errorf("after an %s: %+v", name, seen)
		}
	}
}

// TestAcceptedBefore: a failure says whether the account accepted identifier and secret before.
func TestAcceptedBefore(t *testing.T) {
	const unknown = `{"error":"invalid_client","error_description":"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type."}`
	answers := make(chan string, 3)
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body := <-answers
		switch {
		case strings.Contains(body, "invalid_client"):
			w.WriteHeader(http.StatusUnauthorized)
		case strings.Contains(body, "error"):
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = w.Write([]byte(body))
	}, nil)
	code := CodeGrant{Code: NewToken("code-1"), Verifier: NewToken("verifier-1")}
	exchange := func() error { _, err := a.Exchange(t.Context(), code); return err }
	for i, step := range []struct {
		answer string
		ask    func() error
		before bool
		holds  string // of the cause
	}{
		{unknown, exchange, false, "the secret is wrong or has been regenerated"},
		{`{"error":"invalid_grant"}`, func() error { _, err := a.ProbeCredentials(t.Context(), NewToken("verifier-2")); return err }, false, ""},
		{unknown, exchange, true, "took the same identifier and secret with a made-up code before"},
		{`{"access_token":"at-1","refresh_token":"rt-1"}`, exchange, false, ""},
		{unknown, func() error { _, err := a.RefreshTokens(t.Context(), NewToken("rt-1"), 600, 0); return err }, true, "with the exchange before"},
	} {
		answers <- step.answer
		err := step.ask()
		if err == nil && step.holds == "" {
			continue
		}
		seen := SeenIn(err)
		d := explain.Answer(seen, a.options.Client)[0]
		if seen.Asked.AcceptedBefore != step.before || !strings.Contains(d.Cause, step.holds) || step.before && strings.Contains(fmt.Sprint(d), "create the client again") {
			t.Errorf("%d: %+v\n%+v", i, seen, d)
		}
	}
}

// TestNobodyIsNotWaitedFor: a Retry-After is not waited out for a request without a token, and
// is for one with a token.
func TestNobodyIsNotWaitedFor(t *testing.T) {
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		asked, waits := 0, 0
		a := serve(t, func(w http.ResponseWriter, r *http.Request) {
			asked++
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(status)
		}, func(o *Options) { o.Waiting = func(time.Time) { waits++ } })
		if seen := SeenIn(a.Reach(t.Context())); asked != 1 || waits != 0 || seen.Status != status || seen.RetryIn != 30*time.Second {
			t.Errorf("%d: asked %d times, waited %d times, %+v", status, asked, waits, seen)
		}
		if _, err := a.Me(t.Context(), NewToken("access-1")); err == nil || asked != 3 || waits != 1 {
			t.Errorf("%d: asked %d times, waited %d times", status, asked, waits)
		}
	}
}

// TestKeysThatDifferInCase: they are refused where encoding/json fills a struct, for which they
// are one key; deeper they are names that people gave.
func TestKeysThatDifferInCase(t *testing.T) {
	for body, works := range map[string]bool{
		`{"user":{"id":1,"name":"Ann","user_fields":{"Plan":"a","plan":"b"}}}`:       true,
		`{"user":{"id":1,"name":"Ann","user_fields":{"plan":"a","plan":"b"}}}`:       false,
		`{"user":{"id":1,"name":"Ann","Name":"Bob"}}`:                                false,
		`{"user":{"id":1,"name":"Ann"},"User":{"id":2}}`:                             false,
		`{"user":{"id":1,"name":"Ann"},"u\u017fer":{"id":2}}`:                        false,
		"\xef\xbb\xbf" + `{"user":{"id":1,"name":"Ann"}}`:                            true,
		"\xef\xbb\xbf\xef\xbb\xbf" + `{"user":{"id":1,"name":"Ann"}}`:                false,
		"\xef\xbb\xbf<html>Sign in</html>":                                           false,
		`{"user":{"id":1,"name":"Ann"}}` + "\xef\xbb\xbf":                            false,
		"\r\n" + `{"user":{"id":1,"name":"Ann","tags":["` + "\ufeff" + `"]}}` + "\n": true,
	} {
		a := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(body)) }, nil)
		if p, err := a.Me(t.Context(), NewToken("access-1")); (err == nil) != works || works && p.Name != "Ann" {
			t.Errorf("%q: %v", body, err)
		}
	}
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("\xef\xbb\xbf" + `{"access_token":"at-1","refresh_token":"rt-1","expires_in":600}`))
	}, nil)
	tokens, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("code-1"), Verifier: NewToken("verifier-1")})
	if err != nil || tokens.Access.Reveal() != "at-1" || tokens.ExpiresIn.Seconds != 600 {
		t.Errorf("with a byte order mark: %v", err)
	}
}
