package account

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// says serves one answer to every request.
func saying(t *testing.T, kind string, status int, body string) *Account {
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}, nil)
}

const asJSON, asPage = "application/json", "text/html"

// TestTokensNobodyCanAskAbout: every token in an answer is returned or counted as unusable.
func TestTokensNobodyCanAskAbout(t *testing.T) {
	nested := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"access_token":"at-n%d","refresh_token":"rt-n%d"}`, i, i))
		}
		return `{"access_token":"at-1","more":[` + strings.Join(all, ",") + `],"refresh_token":"rt-1"`
	}
	for _, c := range []struct {
		name, body             string
		named, access, refresh int // tokens in the answer; of them kept as access and refresh token
		ok                     bool
	}{
		{"as many as are asked for", nested(maxExtraPairs) + "}", 2 * (maxExtraPairs + 1), maxExtraPairs + 1, maxExtraPairs + 1, true},
		{"more", nested(maxExtraPairs+5) + "}", 2 * (maxExtraPairs + 6), maxExtraPairs + 1, maxExtraPairs + 1, true},
		{"more, cut off", nested(maxExtraPairs + 5), 2 * (maxExtraPairs + 6), maxExtraPairs + 1, maxExtraPairs + 1, false},
		{"more, keys twice", nested(maxExtraPairs+5) + `,"x":1,"x":2}`, 2 * (maxExtraPairs + 6), maxExtraPairs + 1, maxExtraPairs + 1, false},
		{"a refresh token with a space", `{"access_token":"at-1","refresh_token":"rt 1"}`, 2, 1, 1, false}, // JSON carries it
		{"an access token with a space", `{"access_token":"at 1","refresh_token":"rt-1"}`, 2, 0, 1, false},
		{"the same deeper", `{"access_token":"at-1","more":{"access_token":"at 2"}}`, 2, 1, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := saying(t, asJSON, 200, c.body).Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code-1"), Verifier: NewToken("planted-verifier")})
			access, refresh := 0, 0
			for _, p := range append([]Tokens{got}, got.More...) {
				if !p.Access.IsZero() {
					access++
				}
				if !p.Refresh.IsZero() {
					refresh++
				}
			}
			if (err == nil) != c.ok || access+refresh+got.Unusable != c.named || access != c.access || refresh != c.refresh {
				t.Errorf("%d access, %d refresh, %d unusable of %d; %v", access, refresh, got.Unusable, c.named, err)
			}
		})
	}
}

// TestManyTokensOfACutAnswer: the connection breaks behind more tokens than are kept.
func TestManyTokensOfACutAnswer(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "99999")
		io.WriteString(w, `{"more":[`)
		for i := range maxExtraPairs + 5 {
			fmt.Fprintf(w, `{"access_token":"at-%d"},`, i)
		}
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}, nil)
	got, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code-1"), Verifier: NewToken("planted-verifier")})
	if err == nil || len(got.More) != maxExtraPairs || got.Unusable != 4 {
		t.Errorf("%d more, %d unusable, %v", len(got.More), got.Unusable, err)
	}
}

// TestData: an answer is data only if it is JSON that names no error.
func TestData(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		status     int
		body       string
		word       string // Seen.Error; "": it is data
	}{
		{"an object", asJSON, 200, `{"tickets":[]}`, ""},
		{"a bare list", asJSON, 200, `[]`, explain.BodyUnreadable},
		{"a bare list with something in it", asJSON, 200, `[{"errorCode":"INVALID_SESSION_ID"}]`, explain.BodyUnreadable},
		{"where to sign in", asJSON, 200, `{"message":"Please sign in","login":{"url":"https://d3v-acme.zendesk.com/access"}}`, explain.BodyUnreadable},
		{"an object of the path's name", asJSON, 200, `{"tickets":{"id":1}}`, ""},
		{"records", asJSON, 200, "{ \"tickets\" : [ {\"id\":1} ] }", ""},
		{"a list of words", asJSON, 200, `{"messages":["Please sign in"],"status":"ok"}`, explain.BodyUnreadable},
		{"a list of numbers", asJSON, 200, `{"codes": [ 4001 ]}`, explain.BodyUnreadable},
		{"an object of the path's name, with nothing in it", asJSON, 200, `{"tickets":{ }}`, explain.BodyUnreadable},
		{"words alone", asJSON, 200, `{"message":"Access denied","code":4001}`, explain.BodyUnreadable},
		{"a fault", asJSON, 200, `{"fault":{"faultstring":"no"}}`, explain.BodyUnreadable},
		{"words with details", asJSON, 200, `{"message":"Access denied","details":{"code":4001}}`, explain.BodyUnreadable},
		{"meta alone", asJSON, 200, `{"meta":{"has_more":false},"links":{}}`, explain.BodyUnreadable},
		{"not ok", asJSON, 200, `{"ok":false,"x":[]}`, "ok: false"},
		{"a status", asJSON, 200, `{"status":401,"x":[]}`, "status: 401"},
		{"keys twice", asJSON, 200, `{"a":[],"a":[]}`, ""}, // nobody reads them
		{"an error that is none", asJSON, 200, `{"error":null,"errors":[],"tickets":[]}`, ""},
		{"labelled as a page", asPage, 200, `{"tickets":[]}`, ""},
		{"a page", asPage, 200, `<html><title>Sign in</title>login`, explain.BodyHTML},
		{"an error", asJSON, 200, `{"error":"Couldn't authenticate you"}`, "Couldn't authenticate you"},
		{"an error in the newer envelope", asJSON, 200, `{"errors":[{"code":"Unauthorized","title":"t"}]}`, "Unauthorized"},
		{"nothing", asJSON, 200, ``, explain.BodyUnreadable},
		{"no content", asJSON, 204, ``, explain.BodyUnreadable},
		{"text", "text/plain", 200, `OK`, explain.BodyUnreadable},
		{"a word", asJSON, 200, `"OK"`, explain.BodyUnreadable},
		{"cut off", asJSON, 200, `{"tickets":[`, explain.BodyUnreadable},
		{"a refusal", asJSON, 403, `{"error":"Forbidden"}`, "Forbidden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, err := saying(t, c.kind, c.status, c.body).Get(t.Context(), NewToken("access-1"), "/api/v2/tickets.json")
			if status != c.status || SeenIn(err).Error != c.word || (err == nil) != (c.word == "") || err != nil && c.status < 300 && TokenState(err) != checklist.AliveUnknown {
				t.Errorf("%d, %v", status, err)
			}
		})
	}
}

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

// TestARefreshWaitsOnce: a 429 to a refresh is waited out once, if the wait is short.
func TestARefreshWaitsOnce(t *testing.T) {
	for _, c := range []struct {
		name, after     string
		limited, status int // how many are answered so, and with what
		sent            int
		waited          time.Duration
		ok              bool
	}{
		{"once", "2", 1, 429, 2, 2 * time.Second, true},
		{"always", "2", 9, 429, 2, 2 * time.Second, false},
		{"for long", "90", 9, 429, 1, 0, false},
		{"without a word", "", 9, 429, 1, 0, false},
		{"a server in trouble may have done it", "2", 9, 503, 1, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			sent, waited := 0, time.Duration(0)
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if sent++; sent <= c.limited {
					w.Header().Set("Retry-After", c.after)
					w.WriteHeader(c.status)
					return
				}
				io.WriteString(w, `{"access_token":"at-2","refresh_token":"rt-2"}`)
			}, func(o *Options) {
				o.Sleep = func(_ context.Context, d time.Duration) error { waited += d; return nil }
			})
			_, err := a.RefreshTokens(t.Context(), NewToken("rt-1"), 600, 691200)
			if sent != c.sent || waited != c.waited || (err == nil) != c.ok {
				t.Errorf("sent %d times, waited %v: %v", sent, waited, err)
			}
		})
	}
}

// TestExpiryIsTheLater: the later one of the token's and the answer's end counts.
func TestExpiryIsTheLater(t *testing.T) {
	at := time.Unix(1_900_000_000, 0).UTC()
	own := NewToken("e30.eyJleHAiOjE5MDAwMDM2MDB9.x") // exp is an hour later
	for _, c := range []struct {
		access Token
		told   int64
		want   time.Time
	}{
		{own, 600, at.Add(time.Hour)},
		{own, 7200, at.Add(2 * time.Hour)},
		{own, 0, at.Add(time.Hour)},
		{NewToken("opaque"), 600, at.Add(10 * time.Minute)},
		{NewToken("opaque"), 0, time.Time{}},
	} {
		if got := (Tokens{Access: c.access, IssuedAt: at, ExpiresIn: checklist.Lifetime{Seconds: c.told, Form: "number"}}).Expiry(); !got.Equal(c.want) {
			t.Errorf("told %d: %v, want %v", c.told, got, c.want)
		}
	}
}

// TestSuspendedInAnyType: a person is suspended whatever the type of the value that says so.
func TestSuspendedInAnyType(t *testing.T) {
	for value, want := range map[string]bool{
		`true`: true, `"true"`: true, `"True"`: true, `1`: true, `"1"`: true, `"2026-01-01"`: true, `{"since":1}`: true,
		`false`: false, `"false"`: false, `0`: false, `"0"`: false, `""`: false, `null`: false,
	} {
		p, err := saying(t, asJSON, 200, `{"user":{"id":7,"suspended":`+value+`}}`).Me(t.Context(), NewToken("access-1"))
		if err != nil || p.Suspended != want || p.Inactive {
			t.Errorf("suspended %s: %+v, %v", value, p, err)
		}
	}
	for value, want := range map[string]bool{`true`: false, `null`: false, `1`: false, `"yes"`: false, `false`: true, `"false"`: true, `0`: true} {
		p, err := saying(t, asJSON, 200, `{"user":{"id":7,"active":`+value+`}}`).Me(t.Context(), NewToken("access-1"))
		if err != nil || p.Inactive != want || p.Suspended {
			t.Errorf("active %s: %+v, %v", value, p, err)
		}
	}
}
