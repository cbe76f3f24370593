package account

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

func TestTokenAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, header string
		status       int
		body         string
		word         string // Seen.Error; "": it worked
		issued       bool   // something has to be revoked
	}{
		{"documented", "application/json", 200, `{"access_token":"at-1","refresh_token":"rt-1","token_type":"bearer","scope":"read","expires_in":1800,"refresh_token_expires_in":2592000}`, "", true},
		{"created", "application/json", 201, `{"access_token":"at-1","token_type":"bearer"}`, "", true},
		{"as text", "text/plain", 200, `{"access_token":"at-1"}`, "", true},
		{"as a page that is none", "text/html", 200, `{"access_token":"at-1"}`, "", true},
		{"lifetime that is no number", "application/json", 200, `{"access_token":"at-1","expires_in":"soon"}`, "", true},
		{"page", "text/html", 200, `<html><title>Sign in</title><script>x</script></html>`, explain.BodyHTML, false},
		{"page as json", "application/json", 200, `<!doctype html><p>Sign in`, explain.BodyHTML, false},
		{"empty", "application/json", 200, ``, explain.BodyUnreadable, false},
		{"cut off", "application/json", 200, `{"access_token":"at-1","refresh_tok`, explain.BodyUnreadable, true},
		{"array", "application/json", 200, `[]`, explain.BodyUnreadable, false},
		{"two objects", "application/json", 200, `{"access_token":"at-1"}{}`, explain.BodyUnreadable, true},
		{"key twice", "application/json", 200, `{"access_token":"at-1","access_token":"at-2"}`, explain.BodyUnreadable, true},
		{"key twice in another case", "application/json", 200, `{"access_token":"at-1","Access_Token":"at-2"}`, explain.BodyUnreadable, true},
		{"not UTF-8", "application/json", 200, "{\"access_token\":\"at-1\",\"scope\":\"\xff\"}", explain.BodyUnreadable, true},
		{"deep", "application/json", 200, `{"x":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`, explain.BodyUnreadable, false},
		{"no token", "application/json", 200, `{"token_type":"bearer"}`, explain.BodyUnreadable, false},
		{"token of another type", "application/json", 200, `{"access_token":{}}`, explain.BodyUnreadable, false},
		{"token with a line break", "application/json", 200, `{"access_token":"a\r\nX: y"}`, explain.BodyUnreadable, false},
		{"error in a success", "application/json", 200, `{"error":"invalid_grant","access_token":"at-1"}`, "invalid_grant", true},
		{"refused", "application/json", 400, `{"error":"invalid_grant","error_description":"expired"}`, "invalid_grant", false},
		{"refused with an object", "application/json", 404, `{"error":{"title":"No help desk at x","message":"none"}}`, "No help desk at x", false},
		{"newer envelope", "application/json", 422, `{"errors":[{"code":"Invalid","title":"t","detail":"d"}]}`, "Invalid", false},
		{"moved", "text/html", 302, ``, explain.Redirected, false},
		{"larger than a mebibyte", "application/json", 200, `{"access_token":"at-1","x":"` + strings.Repeat("x", maxBody) + `"}`, explain.BodyUnreadable, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", tt.header)
				w.Header().Set("Location", "https://elsewhere.example/oauth/tokens?x="+planted)
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}, nil)
			tokens, err := exchange(t, a)
			if got := SeenIn(err).Error; got != tt.word || (err == nil) != (tt.word == "") {
				t.Errorf("got %v, want %q", err, tt.word)
			}
			if tokens.IsZero() == tt.issued {
				t.Errorf("issued: %v", !tokens.IsZero())
			}
			if s := fmt.Sprintf("%+v %#v %v", err, err, SeenIn(err)); strings.Contains(s, "planted") || strings.Contains(s, "at-1") {
				t.Errorf("a secret is in %s", s)
			}
		})
	}
}

func TestLifetime(t *testing.T) {
	for raw, want := range map[string]checklist.Lifetime{
		"":           {Form: "missing"},
		"null":       {Form: "null"},
		"1800":       {Form: "number", Seconds: 1800},
		"1800.0":     {Form: "number", Seconds: 1800},
		"1800.5":     {Form: "number", Seconds: 1800, Raw: "1800.5"},
		"0":          {Form: "number"},
		"-1":         {Form: "number", Seconds: -1},
		`"1800"`:     {Form: "string", Seconds: 1800, Raw: `"1800"`},
		`" 1800 "`:   {Form: "string", Seconds: 1800, Raw: `" 1800 "`},
		`"soon"`:     {Form: "unreadable", Raw: `"soon"`},
		"true":       {Form: "unreadable", Raw: "true"},
		"1e400":      {Form: "unreadable", Raw: "1e400"},
		"1e30":       {Form: "unreadable", Raw: "1e30"},
		`{"a":1}`:    {Form: "unreadable", Raw: `{"a":1}`},
		"9999999999": {Form: "number", Seconds: 9999999999},
	} {
		if got := jsonLifetime([]byte(raw)); got != want {
			t.Errorf("%q: got %+v, want %+v", raw, got, want)
		}
	}
}

func TestTokenExpiry(t *testing.T) {
	for value, want := range map[string]time.Time{
		"eyJ0eXAiOiJhdCtqd3QifQ.eyJleHAiOjE3OTUzMzQ0MDB9.c2ln": time.Unix(1795334400, 0).UTC(),
		"x.eyJleHAiOjE3OTUzMzQ0MDAuNzV9.y":                     time.Unix(1795334400, 0).UTC(), // {"exp":1795334400.75}
		"x.eyJleHAiOiIxNzk1MzM0NDAwIn0.y":                      time.Unix(1795334400, 0).UTC(), // {"exp":"1795334400"}
		"x.eyJleHAiOi0xfQ.y":                                   {},                             // {"exp":-1}
		"a.b.c":                                                {}, "opaque": {}, "": {}, "x.e30.y": {},
	} {
		if got := NewToken(value).Expiry(); !got.Equal(want) {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}

func TestTokenPrintsAsDots(t *testing.T) {
	v := struct{ T, t Token }{NewToken(planted), NewToken(planted)}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%p"} {
		if s := fmt.Sprintf(verb+" "+verb, v, v.T); strings.Contains(s, planted[:8]) || strings.Contains(s, fmt.Sprintf("%x", planted[:8])) {
			t.Errorf("%s: %s", verb, s)
		}
	}
}

// TestAnswerWithKeysTwice: the last of two keys counts, as for most readers of JSON, and the
// other tokens are returned too, to be revoked.
func TestAnswerWithKeysTwice(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(`{"access_token":"planted-one","Access_Token":"planted-two","access_token":"planted-three","refresh_token":"planted-refresh"}`))
	}, nil)
	tokens, err := exchange(t, a)
	if seen := SeenIn(err); seen.Error != explain.BodyUnreadable || !strings.Contains(seen.Text, "twice") || !strings.Contains(seen.Text, "last one with the exact name counts") {
		t.Errorf("%+v", seen)
	}
	var other []string
	for _, more := range tokens.More {
		other = append(other, more.Access.Reveal())
	}
	if tokens.Access.Reveal() != "planted-three" || tokens.Refresh.Reveal() != "planted-refresh" || len(other) != 2 || other[0] != "planted-two" || other[1] != "planted-one" {
		t.Errorf("the newest is %q, the others %q", tokens.Access.Reveal(), other)
	}
}

// TestKeysOfOtherCase: the failure says which of two keys that differ in case counts, and does
// not claim that tokens were revoked already.
func TestKeysOfOtherCase(t *testing.T) {
	for _, c := range []struct{ body, counts, words string }{
		{`{"access_token":"planted-one","ACCESS_TOKEN":"planted-two"}`, "planted-one", "the last one with the exact name counts"},
		{`{"Access_Token":"planted-one","ACCESS_TOKEN":"planted-two"}`, "planted-two", "the last one counts, as"},
	} {
		a := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(c.body)) }, nil)
		tokens, err := exchange(t, a)
		seen := SeenIn(err)
		if tokens.Access.Reveal() != c.counts || !strings.Contains(seen.Text, c.words) || strings.Contains(seen.Text, "all are revoked") || !strings.Contains(seen.Text, "tries to have all of them revoked") {
			t.Errorf("%s: %q counts, and it says: %s", c.body, tokens.Access.Reveal(), seen.Text)
		}
	}
}

// TestAnswerCutBehindTwoKeys: the last of two keys counts also in an answer that is cut off.
func TestAnswerCutBehindTwoKeys(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(`{"access_token":"planted-one","access_token":"planted-two","refresh_tok`))
	}, nil)
	tokens, err := exchange(t, a)
	if err == nil || tokens.Access.Reveal() != "planted-two" || len(tokens.More) != 1 {
		t.Errorf("%v, %d more", err, len(tokens.More))
	}
}

// TestScopeWords: scopes are separated by spaces (RFC 6749 section 3.3), or by commas or in a
// list, as some servers send them.
func TestScopeWords(t *testing.T) {
	a := serve(t, func(http.ResponseWriter, *http.Request) {}, nil)
	for _, raw := range []string{`"read write"`, `"read,write"`, `"read, write"`, `["read","write"]`} {
		if got := a.jsonScopes(json.RawMessage(raw)); !slices.Equal(got, []string{"read", "write"}) {
			t.Errorf("%s: %q", raw, got)
		}
	}
	a.hide("0a1b2c3d4e5f6071829304a5b6c7d8e9")
	for _, raw := range []string{`"read 0a1b2c3d4e5f6071\n829304a5b6c7d8e9 write"`, `["read","0a1b2c3d4e5f6071","829304a5b6c7d8e9","write"]`, `"read 0 a 1 b 2 c 3 d 4 e 5 f 6 0 7 1 8 2 9 3 0 4 a 5 b 6 c 7 d 8 e 9 write"`} {
		if got := a.jsonScopes(json.RawMessage(raw)); !slices.Equal(got, []string{"read", "•••", "write"}) {
			t.Errorf("%s: %q", raw, got)
		}
	}
}

// TestTokenMembers: tokens are found anywhere in an answer.
func TestTokenMembers(t *testing.T) {
	for body, want := range map[string]int{
		`{"access_token":"a"}`: 1, `{"access_token":["a","b"]}`: 2, `{"x":[{"Access_Token":"a"},{"access_token":"b"}]}`: 2,
		`{"access_token":[["a"],"b"],"c":"d"}`: 2, `[{"access_token":"a"}]`: 1, `["access_token","a"]`: 0, `{"access_token":7}`: 0, `{"x":"access_token"}`: 0,
		`{"access_token":{"value":"a"}}`: 0, `"access_token"`: 0,
		`{"accessToken":"a"}`: 1, `{"access_token_2":"a"}`: 1, `{"access-token":"a"}`: 1, `{"access token":"a"}`: 1, `{"access_tokens":["a"]}`: 1, `{"full_token":"a"}`: 1, `{"data":"{\"access_token\":\"a\"}"}`: 1,
		`{"token":"a"}`: 0, `{"token_type":"a","id_token":"b"}`: 0,
	} {
		if got := tokenMembers([]byte(body))["access_token"]; len(got) != want {
			t.Errorf("%s: %d tokens, want %d", body, len(got), want)
		}
	}
	for body, want := range map[string]int{
		`{"refresh_tokens":["a","b"]}`: 2, `{"refreshToken":"a"}`: 1, `{"refresh":"a"}`: 0,
	} {
		if got := tokenMembers([]byte(body))["refresh_token"]; len(got) != want {
			t.Errorf("%s: %d refresh tokens, want %d", body, len(got), want)
		}
	}
	for body, want := range map[string]int{
		`{"token":"0123456789abcdef"}`: 1, `{"token":"bearer"}`: 0,
		`{"tokens":{"primary":"0123456789abcdef"}}`: 1, `{"tokens":[{"a":{"b":"0123456789abcdef"}},"0123456789abcdee"]}`: 2,
		`{"token":{"url":"https://acme.com/7","expires_at":"2026-11-26T10:00:00Z","kind":"a-word-without-one"}}`:                                                  0,
		`{"tokens":{"client_id":"7b3c-client-of-acme","hash":"0123456789abcdef","expires_at":"20261126T100000Z00","jti":"0b8c6f1e-7d3a-4b52-9c1d-2f3e4a5b6c7d"}}`: 0,
		`{"token":"urn:ietf:params:oauth:token"}`: 0, `{"token":"see the page about tokens"}`: 0, `{"token":"Bearer 0123456789abcdef"}`: 1, `{"tokens":"0123456789abcdef 0123456789abcdee"}`: 2, `{"authorization":"Bearer 0123456789abcdef"}`: 1, `{"auth_token":"0123456789abcdef"}`: 1,
		`{"oauth_access_token":"0123456789abcdef","access_token_v2":"0123456789abcde1","long_lived_token":"0123456789abcde2","jwt":"0123456789abcde3"}`:                                                      4,
		`{"csrf_token":"0123456789abcdef","token_jti":"0123456789abcdef","access_token_sha256":"0123456789abcdef","token_expiry":"20261127T033700Z","tokens_remaining":"2","token_issuer":"auth2.acme.com"}`: 0,
		`{"tokens":{"access_token":"0123456789abcdef"}}`: 0, `{"tokens":{},"primary":"0123456789abcdef"}`: 0,
		// A value that has the form of an issued token counts under any key, unless the key says that it is something else.
		`{"id":"0123456789abcdee","access_token":"0123456789abcdef"}`: 1, `{"access_token":"0123456789abcdef","token_id":"0123456789abcdee","x":[{"by_time":"0123456789abcded"}]}`: 2,
		`{"access_token":"a","refresh_token":"A-0123456789abcdef","value":"B-0123456789abcdee","note":"{\"v\":\"C-0123456789abcdee\"}"}`:                                     2,
		`{"access_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MiJ9.","other":"eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MjMifQ.c2ln","id_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MiJ9.x"}`: 1,
		`{"access_token":"0123456789abcdef","sha256":"0123456789abcdee","client_secret":"0123456789abcdee","etag":"0123456789abcdee","code":"0123456789abcdee"}`:             0,
		`{"access_token":"0123456789abcdef","a":"0123456789abcde","b":"0123456789abcdeff","c":"0123456789ABCDEF","d":"0123456789abcd-f","e":"abcdefabcdefabcd"}`:             0,
		`{"access_token":"11111111-2222-4333-8444-555555555551","id":"0f8fad5b-d9cb-469f-a165-70867728950e"}`:                                                                0, `{"access_token":"A123456789abcdef","x":"B-23456789abcdef"}`: 0,
		`{"access_token":"a","token_client":"zdg_acme_integration_1","refresh_token_rotation":"enabled-by-default-2026","token_owner_7":"a1b2c3-d4e5f6-0718"}`: 1,
	} {
		if got := tokenMembers([]byte(body))[otherToken]; len(got) != want {
			t.Errorf("%s: %d other tokens, want %d", body, len(got), want)
		}
	}
}

// TestTokensAreHiddenInTheirOwnAnswer: tokens are masked also where the answer repeats them.
func TestTokensAreHiddenInTheirOwnAnswer(t *testing.T) {
	a := saying(t, asJSON, 200, `{"access_token":"planted-access","refresh_token":"planted-refresh","scope":"read planted-access","expires_in":"planted-refresh","token_type":"planted-access"}`)
	got, err := a.RefreshTokens(t.Context(), NewToken("rt-1"), 0, 0)
	if told := fmt.Sprintf("%q %q %+v", got.Type, got.Scopes, got.ExpiresIn); err != nil || strings.Contains(told, "planted") {
		t.Errorf("%s, %v", told, err)
	}
	a = saying(t, asJSON, 200, `{"access_token":"a","refresh_token":"planted-refresh-token-of-it","refresh_token_expires_in":"planted-\nrefresh-token\n-of-it"}`)
	if got, err = a.RefreshTokens(t.Context(), NewToken("rt-1"), 0, 0); err != nil || strings.Contains(got.RefreshExpiresIn.Raw, "refresh") {
		t.Errorf("%+v, %v", got.RefreshExpiresIn, err)
	}
}

// TestEveryTokenIsReturnedOrCounted: every token in an answer is returned or counted as unusable.
func TestEveryTokenIsReturnedOrCounted(t *testing.T) {
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
			got, err := exchange(t, saying(t, asJSON, 200, c.body))
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
	got, err := exchange(t, a)
	if err == nil || len(got.More) != maxExtraPairs || got.Unusable != 4 {
		t.Errorf("%d more, %d unusable, %v", len(got.More), got.Unusable, err)
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
