package explain

import (
	"strings"
	"testing"

	"zdg/checklist/redact"
)

// mebibytes are texts of one mebibyte, repeated from of: what people paste, and worst cases.
var mebibytes = []struct{ name, of string }{
	{"log", "2026-11-26T08:14:55Z ERROR zendesk-sync POST https://acme.zendesk.com/oauth/tokens -> 400 {\"error\":\"invalid_grant\"}\n"},
	{"traceback", "  File \"/srv/app/node_modules/node-zendesk/lib/client.js\", line 259, in com.acme.zendesk.Client.request (HTTP 401)\n"},
	{"prose", "We see that the access token of Zendesk expired again, and the refresh token was rejected by the Server. Nobody knows why it does so. "},
	{"one line", "https://acme.zendesk.com/api/v2/tickets.json 429 Retry-After: 7, the Zendesk API says Hello and Slack returned 200; "},
	{"JSON", `{"log":{"entries":[{"request":{"method":"GET","url":"https://acme.zendesk.com/api/v2/x.json"},"response":{"status":403,"content":{"text":"{\"error\":\"Forbidden\"}"}}}]}}` + "\n"},
	{"token answers", `{"access_token":"gErypPlm4dOVgGRvA1ZzMH5MQ3nLo8bo","token_type":"bearer"} expires_in? ` + "\n"},
	{"open braces", `{"a":`},
	{"quotes", `{"a":"b\"`},
	{"bytes", "7b 22 65 72 72 6f 72 22 3a 22 69 6e 76 61 6c 69 64 5f 67 72 61 6e 74 22 7d "},
	{"base64", "eyJlcnJvciI6ImludmFsaWRfZ3JhbnQifQ "},
	{"tags", "<p><a href=\"https://acme.zendesk.com\">"},
	{"nouns", "token client redirect_uri scope certificate state "},
	{"statuses", "401 403 HTTP 404 "},
	{"dots", "a.b.c.d.e.f.g.h.i.j."},
	{"no blanks", "x"},
	{"routes", "gong -> zendesk: [mail → zendesk] (Zendesk OK, works again) 401 from Gong's API; "},
	{"names", "a.zendesk.b-zendesk-c1 'zendesk-x' "},
	{"escapes", `\u003c\x22%22&#34;`},
	{"percent", "https://acme.test/?client_id=%2525&redirect_uri="},
	{"keys", "client_secret=code=code:://a:"},
	{"parts of a name", "zendesk-"},
	{"parts of a path", "/zendesk"},
	{"arrows", "<-- 401\n"},
	{"comments", "// 401 invalid_grant\n"},
	{"needles", "proxyconnect … pkce code_challenge urn ietf invalid authorization no such client no "},
}

// TestLongestRunsAreRead: what a class is called is looked back for no further than a name is long. Without that
// bound, this takes more than ten minutes.
func TestLongestRunsAreRead(*testing.T) { Text("ZendeskOut\n" + mebibyte("OutOutOut")) }

// BenchmarkRead reads one mebibyte of each. BenchmarkReaders shows which step takes the time.
func BenchmarkRead(b *testing.B) {
	for _, m := range mebibytes {
		text := mebibyte(m.of)
		b.Run(m.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Text(text)
			}
		})
	}
}

func BenchmarkReaders(b *testing.B) {
	for _, m := range mebibytes {
		text := mebibyte(m.of)
		for _, reader := range []struct {
			name string
			read func(string)
		}{
			{"unquoted", func(s string) { unquoted(s) }},
			{"lines", func(s string) { redact.Lines(s) }},
			{"unspelled", func(s string) { redact.Unspell(s) }},
			{"encoded", func(s string) { decodeBodies(s) }},
			{"flat", func(s string) { (&flattener{}).text(s, 0) }},
			{"untagged", func(s string) { untag(s) }},
			{"words", func(s string) { plainOf(s) }},
			{"found", func(s string) { indexed().find(plain{words: words(s)}) }},
			{"addresses", func(s string) { addresses(s) }},
			{"statements", func(s string) { statements(s) }},
			{"parties", func(s string) {
				names := namer{text: s, small: lowerSame(s)}
				for _, st := range statements(s) {
					names.in(st.from, st.to)
				}
			}},
			{"exchanges", func(s string) { exchanges(s, lowerSame(s), statements(s), addresses(s), nil) }},
		} {
			b.Run(m.name+"/"+reader.name, func(b *testing.B) {
				for b.Loop() {
					reader.read(text)
				}
			})
		}
	}
}

func mebibyte(of string) string { return strings.Repeat(of, 1<<20/len(of)) }
