package account

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// canned gives every request the same answer, without a network.
func canned(status int, header http.Header, body string) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Header: header.Clone(), Body: io.NopCloser(strings.NewReader(body)), Request: r, ProtoMajor: 1, ProtoMinor: 1,
		}, nil
	})
}

// checkShowable fails the test when a text holds control characters or the client's secret.
func checkShowable(t *testing.T, what, text string) {
	t.Helper()
	if strings.Contains(text, planted) {
		t.Errorf("%s holds the secret", what)
	}
	for _, r := range text {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("%s holds %q", what, r)
		}
	}
}

// FuzzAPIAnswer gives every call of the API the same answer: nothing panics, no text comes out
// uncleaned, no id is invented, and no wait is too long.
func FuzzAPIAnswer(f *testing.F) {
	for _, seed := range []struct {
		status            int
		kind, after, body string
	}{
		{200, "application/json", "", `{"user":{"id":null,"name":"Anonymous user"}}`},
		{200, "application/json", "", `{"user":{"id":42,"name":"\u001b]0;x\u0007\u202e","role":"admin"}}`},
		{200, "application/json; charset=utf-8", "", `{"token":{"id":7,"scopes":["read"],"expires_at":"2026-11-22T10:00:00Z"}}`},
		{200, "application/json", "", `{"clients":[{"id":9,"identifier":"zdg-acme","redirect_uri":"a\nb","secret":"` + planted + `"}],"next_page":"x"}`},
		{200, "text/html", "", "<!doctype html><title>Sign in</title><script>x</script>"},
		{200, "", "", `{"error":"invalid_token"}`},
		{401, "application/json", "", `{"error":"invalid_token","error_description":"` + planted + `"}`},
		{403, "application/json", "", `{"error":{"title":"Forbidden","message":"You do not have access to this page."}}`},
		{422, "application/json", "", `{"error":"RecordInvalid","details":{"identifier":[{"error":"DuplicateValue"}]}}`},
		{429, "text/plain", "61", "Number of allowed API requests per minute exceeded"},
		{503, "text/plain", "Sun, 22 Nov 2026 10:00:59 GMT", ""},
		{204, "", "", ""},
		{500, "application/json", "", `{"errors":[{"code":"x","title":"y","detail":"z"}]}`},
	} {
		f.Add(seed.status, seed.kind, seed.after, seed.body)
	}
	f.Fuzz(func(t *testing.T, status int, kind, after, body string) {
		status = 200 + ((status%400)+400)%400 // net/http gives no other ones
		now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
		var recorded strings.Builder
		a := accountAt(t, "http://127.0.0.1:1", func(o *Options) {
			o.Transport = canned(status, http.Header{"Content-Type": {kind}, "Retry-After": {after}}, body)
			o.Now = func() time.Time { return now }
			o.Sleep = func(_ context.Context, d time.Duration) error {
				if d <= 0 || d > maxRetryAfter {
					t.Errorf("%v is waited for", d)
				}
				return nil
			}
			o.Record = func(e Exchange) {
				recorded.WriteString(strings.Join(e.ResponseHeaders, "\n") + "\n" + e.ResponseBody + "\n" + e.Problem + "\n" + e.Curl())
			}
		})
		access := NewToken("fuzzed-access-token")
		person, meErr := a.Me(t.Context(), access)
		current, currentErr := a.CurrentToken(t.Context(), access)
		record, recordErr := a.Clients(t.Context(), access)
		_, getErr := a.Get(t.Context(), access, "/api/v2/tickets.json")
		_, revokeErr := a.RevokeCurrent(t.Context(), access)
		alive := TokenState(meErr)

		if meErr == nil && person.ID == 0 {
			t.Error("nobody is taken for somebody")
		}
		if alive == checklist.StillAlive && meErr != nil && status != http.StatusForbidden {
			t.Errorf("alive in spite of %d", status)
		}
		if recordErr == nil && record.Identifier != "zdg-acme" {
			t.Errorf("another client: %q", record.Identifier)
		}
		for _, err := range []error{meErr, currentErr, recordErr, getErr, revokeErr, a.Reach(t.Context())} {
			checkFailure(t, err)
		}
		checkShowable(t, "what was read", strings.Join(append([]string{
			person.Name, person.Role, record.Name, record.Description, record.Company, record.LogoURL, record.Kind,
		}, append(record.RedirectURLs, current.Scopes...)...), "\n"))
		checkShowable(t, "the recording", recorded.String())
	})
}

// checkFailure fails the test unless an error is nil, or a Failure that can be shown.
func checkFailure(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	f, ok := errors.AsType[*Failure](err)
	if !ok {
		t.Fatalf("%T is no Failure", err)
	}
	checkShowable(t, "the failure", f.Error()+"\n"+f.Seen.Error+"\n"+f.Seen.Text)
	if n := len([]rune(f.Seen.Text)); n > maxText+1 || f.Seen.RetryIn < 0 {
		t.Errorf("%d characters, again in %v", n, f.Seen.RetryIn)
	}
}

// FuzzParseRecord pastes anything: a record is the wanted client and clean, and an error repeats
// nothing of the paste.
func FuzzParseRecord(f *testing.F) {
	for _, seed := range []string{
		"", "\ufeff {}", "[]", `{"clients":[]}`, `{"client":{"identifier":"zdg-acme","kind":"public"}}`,
		`{"identifier":"zdg-acme","redirect_uri":["https://a.example/\u202ecb"],"id":"9","secret":"` + planted + `"}`,
		`[{"identifier":"zdg-acme","name":"\u001b[2J"},{"identifier":"zdg-acme"}]`, `{"clients":{"identifier":"zdg-acme"}}`,
		`{"clients":[{"identifier":"zdg-acme","redirect_uri":"a b\nc","logo_url":7}]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pasted string) {
		now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
		r, err := ParseRecord(pasted, RecordOwner{Identifier: "zdg-acme"}, now)
		if err != nil {
			checkShowable(t, "the error", err.Error())
			return
		}
		if r.Identifier != "zdg-acme" || !r.At.Equal(now) || r.How != "pasted" {
			t.Errorf("%+v", r)
		}
		for _, field := range append([]string{r.Name, r.Description, r.Company, r.LogoURL, r.Kind}, r.RedirectURLs...) {
			if strings.IndexFunc(field, unicode.IsControl) >= 0 || len([]rune(field)) > maxField+1 {
				t.Errorf("a field came through as %q", field)
			}
		}
	})
}

func FuzzTokenAnswer(f *testing.F) {
	f.Add([]byte(`{"access_token":"a","expires_in":"1"}`))
	f.Add([]byte(`{"error":{"title":1},"errors":[{}]}`))
	f.Add([]byte("<html><script>"))
	a := accountAt(f, "http://127.0.0.1:1", nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, status := range []int{200, 302, 401} {
			w := &jsonTransport{account: a, answer: answer{op: "POST", where: explain.TokenEndpoint, status: status, header: http.Header{}, body: body}}
			tokens, err := a.tokens(w, nil)
			if err == nil && (tokens.Access.IsZero() || status != 200) {
				t.Fatal("taken without a token")
			}
			seen := SeenIn(err)
			if seen.Text != redact.Clean(seen.Text, maxText) || seen.Error != redact.Clean(seen.Error, maxText) {
				t.Fatalf("not clean: %q %q", seen.Error, seen.Text)
			}
			_, _ = ParseRecord(string(body), RecordOwner{Identifier: "x"}, time.Time{})
			_ = a.body(body)
		}
		a.hidden = redact.Veil{}
	})
}
