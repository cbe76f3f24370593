package account

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

func TestCompressedAnswersAreNotRead(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Get("Accept-Encoding"); got != "identity" {
			t.Errorf("Accept-Encoding: %s", got)
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write([]byte("\x1f\x8b\x08bomb"))
	}, nil)
	if seen := SeenIn(a.Reach(t.Context())); seen.Error != explain.BodyUnreadable || !strings.Contains(seen.Text, "Content-Encoding: gzip") {
		t.Errorf("%+v", seen)
	}
}

func TestMe(t *testing.T) {
	for body, want := range map[string]checklist.Person{
		`{"user":{"id":7,"name":"Ada\u001b[2J \u202eAdmin","role":"admin"}}`: {ID: 7, Name: "Ada Admin", Role: "admin"},
		`{"user":{"id":"7","name":"Ada","role":"agent"}}`:                    {ID: 7, Name: "Ada", Role: "agent"},
		`{"user":{"id":null,"name":"Anonymous user"}}`:                       {Name: "anonymous-user"},
		`{"user":{"id":"x"}}`: {Name: explain.BodyUnreadable},
		`{}`:                  {Name: explain.BodyUnreadable},
		`{"user":[]}`:         {Name: explain.BodyUnreadable},
	} {
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }, nil)
		got, err := a.Me(t.Context(), NewToken("t"))
		if want.ID == 0 {
			if SeenIn(err).Error != want.Name {
				t.Errorf("%s: %v", body, err)
			}
		} else if err != nil || got != want {
			t.Errorf("%s: got %+v %v", body, got, err)
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

// TestCurrentToken: a token without an id is refused, and its end may be written in several ways.
func TestCurrentToken(t *testing.T) {
	end := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		body string
		id   int64
		ends time.Time
	}{
		{`{"token":{"id":7,"expires_at":"2026-11-27T12:00:00Z"}}`, 7, end},
		{`{"token":{"id":7.0,"expires_at":"2026-11-27 12:00:00 UTC"}}`, 7, end},
		{`{"token":{"id":"7","expires_at":1795780800}}`, 7, end},
		{`{"token":{"id":3.6e11,"expires_at":"soon"}}`, 360000000000, time.Time{}},
		{`{"token":{"id":7,"expires_at":1795780800000}}`, 7, time.Time{}},
		{`{"token":{"id":7,"expires_at":"9999-12-31T23:00:00-05:00"}}`, 7, time.Time{}},
		{`{"token":{"id":7.5}}`, 0, time.Time{}},
		{`{"token":{"id":null,"expires_at":"2026-11-27T12:00:00Z"}}`, 0, time.Time{}},
		{`{"token":{}}`, 0, time.Time{}},
	} {
		got, err := saying(t, asJSON, 200, c.body).CurrentToken(t.Context(), NewToken("access-1"))
		if got.ID != c.id || !got.ExpiresAt.Equal(c.ends) || (err == nil) != (c.id != 0) {
			t.Errorf("%s: %+v, %v", c.body, got, err)
		}
	}
}

// TestWhatCountsAsData: an answer is data only if it is JSON that names no error.
func TestWhatCountsAsData(t *testing.T) {
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

// TestKeysThatDifferInCase: two keys that differ in case are refused where encoding/json fills a struct, since it takes them for
// one; deeper in the answer they are names that people gave. A byte order mark at the beginning is skipped.
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
	tokens, err := exchange(t, a)
	if err != nil || tokens.Access.Reveal() != "at-1" || tokens.ExpiresIn.Seconds != 600 {
		t.Errorf("with a byte order mark: %v", err)
	}
}
