package account

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// TestWhatTheProbeMayHaveIssued: a success that could not be read may have held tokens; any
// other unclear answer did not. Its reason is in the failure.
func TestWhatTheProbeMayHaveIssued(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		status     int
		body       string
		may        bool
		answer     checklist.CredentialsAnswer
		text       string // a part of Seen.Text
	}{
		{"right", asJSON, 400, `{"error":"invalid_grant"}`, false, checklist.AnswerAccepted, ""},
		{"wrong", asJSON, 401, `{"error":"invalid_client"}`, false, checklist.AnswerRefused, ""},
		{"wrong, with another status", asJSON, 403, `{"error":"invalid_client"}`, false, checklist.AnswerUnclear, ""},
		{"right, with another status", asJSON, 401, `{"error":"invalid_grant"}`, false, checklist.AnswerUnclear, ""},
		{"empty", asJSON, 200, ``, true, checklist.AnswerUnclear, "the answer is empty"},
		{"cut off", asJSON, 200, `{"token_type":"bearer","access_tok`, true, checklist.AnswerUnclear, "the answer is cut off"},
		{"cut behind a token", asJSON, 200, `{"access_token":"planted-for-nobody","refresh_tok`, false, checklist.AnswerIssued, "the answer is cut off"},
		{"a page at 200", asPage, 200, `<title>Sign in</title>`, true, checklist.AnswerUnclear, "Sign in"},
		{"an object without a token", asJSON, 200, `{}`, false, checklist.AnswerUnclear, "there is no access token in the answer"},
		{"an error at 200", asJSON, 200, `{"error":"invalid_grant"}`, false, checklist.AnswerUnclear, ""},
		{"a token that no header carries", asJSON, 200, `{"access_token":"planted for nobody"}`, true, checklist.AnswerUnclear, "cannot be sent in a header"},
		{"a page at 403", asPage, 403, `<title>Just a moment...</title>`, false, checklist.AnswerUnclear, "Just a moment..."},
		{"a gateway", asPage, 502, `bad gateway`, false, checklist.AnswerUnclear, "bad gateway"},
		{"limited", asJSON, 429, ``, false, checklist.AnswerUnclear, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := saying(t, c.kind, c.status, c.body).ProbeCredentials(t.Context(), NewToken("verifier-1"))
			if err != nil || p.MayHaveIssued != c.may || p.Answer != c.answer || !strings.Contains(p.Seen.Text, c.text) || !p.Seen.Asked.MadeUp {
				t.Errorf("%+v, %v", p, err)
			}
		})
	}
	// The connection breaks inside the body: what came is read all the same.
	for body, want := range map[string]checklist.CredentialsAnswer{`{"access_tok`: checklist.AnswerUnclear, `{"access_token":"planted-for-nobody",`: checklist.AnswerIssued} {
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "999")
			io.WriteString(w, body)
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, nil)
		p, err := a.ProbeCredentials(t.Context(), NewToken("verifier-1"))
		if err != nil || p.Answer != want || p.MayHaveIssued != (want == checklist.AnswerUnclear) {
			t.Errorf("%s: %+v, %v", body, p, err)
		}
	}
	// And where it never ends: the status has come.
	hung := make(chan struct{})
	defer close(hung)
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"access_tok`)
		http.NewResponseController(w).Flush()
		select {
		case <-hung:
		case <-r.Context().Done():
		}
	}, func(o *Options) { o.Bound = 100 * time.Millisecond })
	if p, err := a.ProbeCredentials(t.Context(), NewToken("verifier-1")); err != nil || !p.MayHaveIssued || p.Seen.Error != explain.NetTimeout {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestABrokenProbeIsUnclear: an answer that was cut off shows that the account was reached, and
// nothing more.
func TestABrokenProbeIsUnclear(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "99")
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"error":"invalid_gr`)
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}, nil)
	p, err := a.ProbeCredentials(t.Context(), NewToken("verifier-1"))
	if err != nil || p.Answer != checklist.AnswerUnclear || p.Seen.Status != 400 || p.Seen.Error != explain.BodyUnreadable || !p.Seen.Asked.MadeUp {
		t.Errorf("%+v, %v", p, err)
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
	redeem := func() error { _, err := exchange(t, a); return err }
	for i, step := range []struct {
		answer string
		ask    func() error
		before bool
		holds  string // of the cause
	}{
		{unknown, redeem, false, "the secret is wrong or has been regenerated"},
		{`{"error":"invalid_grant"}`, func() error { _, err := a.ProbeCredentials(t.Context(), NewToken("verifier-2")); return err }, false, ""},
		{unknown, redeem, true, "took the same identifier and secret with a made-up code before"},
		{`{"access_token":"at-1","refresh_token":"rt-1"}`, redeem, false, ""},
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

// TestTokensProveThePair: issued tokens prove identifier and secret also without a probe.
func TestTokensProveThePair(t *testing.T) {
	refresh := func(a *Account) error { _, err := a.RefreshTokens(t.Context(), NewToken("rt-1"), 0, 0); return err }
	for name, first := range map[string]func(*Account) error{
		"exchange": func(a *Account) error {
			_, err := exchange(t, a)
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
