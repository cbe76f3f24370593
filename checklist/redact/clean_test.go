package redact

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct {
		name, in string
		max      int
		want     string
	}{
		{"plain", "No such client", 80, "No such client"},
		{"lines", " a\r\n\tb\u2028c\u2029d\u0085e\u00a0f ", 80, "a b c d e f"},
		{"colours", "\x1b[1;31mred\x1b[0m", 80, "red"},
		{"C1 CSI", "a\u009b31mb", 80, "ab"},
		{"title", "a\x1b]0;owned\x07b", 80, "ab"},
		{"title, ST", "a\x1b]0;owned\x1b\\b", 80, "ab"},
		{"title, C1", "a\u009d0;owned\u009cb", 80, "ab"},
		{"link", "\x1b]8;;https://evil.test\x1b\\click\x1b]8;;\x1b\\", 80, "click"},
		{"clipboard", "\x1b]52;c;ZXZpbA==\x07x", 80, "x"},
		{"device control", "\x1bPq#0\x1b\\x", 80, "x"},
		{"string without end hides nothing", "\x1b]0;title\nbody", 80, "0;title body"},
		{"reset", "\x1bcx", 80, "cx"},
		{"character set", "\x1b(0x", 80, "x"},
		{"lone escape", "x\x1b", 80, "x"},
		{"controls", "a\x00b\x08c\x7fd", 80, "abcd"},
		{"bidi", "a\u202eb\u2066c\u2069d\u200fe\u061cf", 80, "abcdef"},
		{"zero width", "a\u200bb\u200dc\ufeffd\u00ade\u2060f", 80, "abcdef"},
		{"tags", "a\U000e0041b", 80, "ab"},
		{"not UTF-8", "a\xffb\xc3", 80, "ab"},
		{"stacked marks", "e\u0301\u0301\u0301\u0301\u0301\u0301x", 80, "e\u0301\u0301\u0301x"},
		{"other scripts", "私能 żółw עברית", 80, "私能 żółw עברית"},
		{"cut", "abcdef", 4, "abc…"},
		{"cut at a blank", "ab cdef", 4, "ab…"},
		{"just fits", "abcd", 4, "abcd"},
		{"runes, not bytes", "ööööö", 4, "ööö…"},
		{"one", "abc", 1, "…"},
		{"none", "abc", 0, ""},
		{"negative", "abc", -1, ""},
		{"secret", "client_secret=0123456789abcdef&x=1", 80, "client_secret=•••&x=1"},
		{"no value, and a header below", "client_secret=\nCookie: a=0123456789abcdef", 80, "client_secret= Cookie: •••"},
		{"no value, and another key below", "access_token=\nclient_secret: 0123456789abcdef", 80, "access_token= client_secret: •••"},
		{"no credentials, and a code below", "Authorization:\ncode: 0123456789abcdef", 80, "Authorization: code: •••"},
		{"secret behind a colour", "client_\x1b[1msecret=0123456789abcdef", 80, "client_secret=•••"},
	} {
		if got := Clean(c.in, c.max); got != c.want {
			t.Errorf("%s: Clean(%q, %d) = %q, want %q", c.name, c.in, c.max, got, c.want)
		}
	}
}

func TestCleanIsBounded(t *testing.T) {
	huge := strings.Repeat("ö", 2<<20)
	if got := Clean(huge, 1<<30); len(got) > maxBytes {
		t.Errorf("%d bytes", len(got))
	}
	if got := truncateBytes(huge); !utf8.ValidString(got) || len(got) > maxBytes {
		t.Errorf("%d bytes, valid %v", len(got), utf8.ValidString(got))
	}
}

// plantedSecret is put into texts, and must not be in them after masking.
const plantedSecret = "s3cr3tS3CR3Ts3cr3tS3CR3T"

// TestMask: § in a text stands for plantedSecret.
func TestMask(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"JSON", `{"client_secret":"§","client_id":"zdg-acme"}`, `{"client_secret":"•••","client_id":"zdg-acme"}`},
		{"JSON with blanks", `{ "access_token" : "§" }`, `{ "access_token" : "•••" }`},
		{"JSON in JSON", `{\"refresh_token\":\"§\",\"scope\":\"read\"}`, `{\"refresh_token\":\"•••\",\"scope\":\"read\"}`},
		{"form", `grant_type=authorization_code&code=§&client_secret=§&redirect_uri=x`, `grant_type=authorization_code&code=•••&client_secret=•••&redirect_uri=x`},
		{"short code", `?code=abc&state=x`, `?code=•••&state=x`},
		{"form, encoded", `client_secret%3D§%26scope%3Dread`, `client_secret%3D•••%26scope%3Dread`},
		{"HTML", `&quot;code_verifier&quot;:&quot;§&quot;`, `&quot;code_verifier&quot;:&quot;•••&quot;`},
		{"header", "Authorization: Bearer §\nAccept: */*", "Authorization: •••\nAccept: */*"},
		{"header, Basic", "> authorization: Basic §==", "> authorization: •••"},
		{"curl header", `-H "Authorization: Bearer §" -H 'Cookie: a=§; b=§'`, `-H "Authorization: •••" -H 'Cookie: •••'`},
		{"curl user", `curl -u zdg-acme:§ https://acme.zendesk.com`, `curl -u ••• https://acme.zendesk.com`},
		{"bare bearer", `used Bearer § today`, `used Bearer ••• today`},
		{"Set-Cookie", "set-cookie: _zendesk_session=§; b=§; path=/\nserver: x", "set-cookie: •••\nserver: x"},
		{"URL with a password", "https://me:§@acme.zendesk.com/", "https://•••@acme.zendesk.com/"},
		{"environment", "export ZENDESK_CLIENT_SECRET=§", "export ZENDESK_CLIENT_SECRET=•••"},
		{"camel case", `clientSecret: '§'`, `clientSecret: '•••'`},
		{"letters outside ASCII", `"client_secret": "secretklæ§"`, `"client_secret": "•••"`},
		{"smart quotes", `“client_secret”: “§”`, `“client_secret”: “•••”`},
		{"hexadecimal", "the token 8d535c8d535c8d535c8d535c8d535c8d535c8d535c8d535c8d535c8d535c8d53 was", "the token ••• was"},
		{"the shortest hexadecimal", "a " + strings.Repeat("0123abcd", 5) + " b", "a ••• b"},
		{"shorter hexadecimal", "a " + strings.Repeat("0123abcd", 5)[:39] + " b", "a " + strings.Repeat("0123abcd", 5)[:39] + " b"},
		{"JSON Web Token", "got eyJhbGciOiJFZERTQ§J9.eyJleHAiOjF9.c2lnbmF0dXJl, then", "got •••, then"},
		{"JSON in a log's string", `"POST\nclient_secret=§\ncode=§"`, `"POST\nclient_secret=•••\ncode=•••"`},
		{"form inside a form", `body=grant_type%3Dx%26code%3D§%26state%3Dy`, `body=grant_type%3Dx%26code%3D•••%26state%3Dy`},
		{"quote inside quotes", `"password": "don't §"`, `"password": "•••"`},
		{"quote that never ends", `{"client_secret":"§ and more`, `{"client_secret":"••• and more`},
		{"header in one line", "Authorization: Bearer § Accept: */*", "Authorization: ••• Accept: */*"},
		{"header in a map", `"Authorization": ["Bearer §"]`, `"Authorization": ["Bearer •••"]`},
		{"key behind a key", `code= "client_secret": "§"`, `code= "client_secret": "•••"`},
		{"token in brackets", `[token=§]`, `[token=•••]`},

		{"error code is no secret", `{"errors":[{"code":"RecordInvalid"}]}`, `{"errors":[{"code":"RecordInvalid"}]}`},
		{"status is no secret", `code=401 code: 404`, `code=401 code: 404`},
		{"life is no secret", `"refresh_token_expires_in":2592000`, `"refresh_token_expires_in":2592000`},
		{"null is no secret", `"refresh_token":null`, `"refresh_token":null`},
		{"realm is no secret", `WWW-Authenticate: Bearer realm=Zendesk::OAuth2, error="invalid_token"`, `WWW-Authenticate: Bearer realm=Zendesk::OAuth2, error="invalid_token"`},
		{"prose", `The access token provided is expired, basic authentication too.`, `The access token provided is expired, basic authentication too.`},
		{"URL", `https://acme.zendesk.com/oauth/tokens?x=1`, `https://acme.zendesk.com/oauth/tokens?x=1`},
		{"UUID", `request 0f9c9c14-1a8c-5fcb-b148-3e05cbaa7d35`, `request 0f9c9c14-1a8c-5fcb-b148-3e05cbaa7d35`},
	} {
		in := strings.ReplaceAll(c.in, "§", plantedSecret)
		got := Mask(in)
		if got != c.want {
			t.Errorf("%s: Mask(%q)\n\t= %q\n\twant %q", c.name, in, got, c.want)
		}
		if strings.Contains(got, plantedSecret) {
			t.Errorf("%s: the secret is still in %q", c.name, got)
		}
		if again := Mask(got); again != got {
			t.Errorf("%s: masked again: %q", c.name, again)
		}
	}
}

// printsClean returns the first character of s that must not reach a screen; true when there is
// none.
func printsClean(s string) (rune, bool) {
	for _, r := range s {
		if r == utf8.RuneError || unicode.Is(unicode.C, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || r != ' ' && unicode.IsSpace(r) {
			return r, false
		}
	}
	return 0, utf8.ValidString(s)
}
