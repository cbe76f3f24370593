package explain

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// eachChar writes every character of text with a format.
func eachChar(format, text string) string {
	var out strings.Builder
	for _, r := range text {
		fmt.Fprintf(&out, format, r)
	}
	return out.String()
}

// spellings are the ways in which a hostile server may give a secret back.
func spellings(secret string) map[string]string {
	b64 := func(e *base64.Encoding, lead string) string { return e.EncodeToString([]byte(lead + secret + "tail")) }
	all := map[string]string{
		"as it is":                 secret,
		"in capitals":              strings.ToUpper(secret),
		"backwards":                reversed(secret),
		"hexadecimal":              hex.EncodeToString([]byte(secret)),
		"base64 alone":             base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 in lines":          base64.StdEncoding.EncodeToString([]byte(secret))[:30] + "\r\n" + base64.StdEncoding.EncodeToString([]byte(secret))[30:],
		"percent-encoded":          url.QueryEscape(secret),
		"percent-encoded as path":  url.PathEscape(secret),
		"percent throughout":       eachChar("%%%02x", secret),
		"percent, capitals":        eachChar("%%%02X", secret),
		"percent twice":            strings.ReplaceAll(eachChar("%%%02x", secret), "%", "%25"),
		"percent, as IIS does":     eachChar("%%u%04x", secret),
		"entities, decimal":        eachChar("&#%d;", secret),
		"entities, hexadecimal":    eachChar("&#x%x;", secret),
		"entities, zeros":          eachChar("&#x00000%x;", secret),
		"entities, no semicolon":   eachChar("&#x%x", secret) + " ",
		"entities, named":          html.EscapeString(secret),
		"entities of percent":      strings.ReplaceAll(eachChar("%%%02x", secret), "%", "&#37;"),
		"\\u":                      eachChar(`\u%04x`, secret),
		"\\u{}":                    eachChar(`\u{%x}`, secret),
		"\\U":                      eachChar(`\U%08x`, secret),
		"\\x":                      eachChar(`\x%02x`, secret),
		"octal":                    eachChar(`\%03o`, secret),
		"JSON in JSON":             strings.ReplaceAll(eachChar(`\u%04x`, secret), `\`, `\\`),
		"quoted by Go":             strconv.Quote(secret),
		"backwards and percent":    eachChar("%%%02x", reversed(secret)),
		"base64 and percent":       url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(secret))),
		"zero width spaces":        eachChar("%c\u200b", secret),
		"escape sequences between": eachChar("%c\x1b[0m", secret),
		"NULs between":             eachChar("%c\x00", secret),
		"every second escaped":     secret[:1] + fmt.Sprintf("&#%d;", secret[1]) + secret[2:],
	}
	for _, lead := range []string{"", "i", "id", "id:"} {
		all["base64 behind "+strconv.Quote(lead)] = b64(base64.StdEncoding, lead)
		all["raw URL base64 behind "+strconv.Quote(lead)] = b64(base64.RawURLEncoding, lead)
	}
	return all
}

// TestVeil: nothing of a secret is left, in whatever form it is given back, and
// nothing of what stands around it is taken.
func TestVeil(t *testing.T) {
	for _, secret := range []string{
		"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		"Zm9vYmFy-_~tokens.of+some/OtherForm==x1",
	} {
		var veil Veil
		veil.Add(secret)
		for name, spelt := range spellings(secret) {
			got := veil.Over("before, " + spelt + ", after")
			if !veil.In(spelt) || !strings.HasPrefix(got, "before, ") || !strings.HasSuffix(got, ", after") || !strings.Contains(got, dots) {
				t.Errorf("%s: %q became %q", name, spelt, got)
			}
			rest := strings.TrimSuffix(strings.TrimPrefix(got, "before, "), ", after")
			if rest = strings.ReplaceAll(rest, dots, ""); len(rest) > 12 { // what base64 had before and behind it
				t.Errorf("%s: %q is left of %q", name, rest, spelt)
			}
		}
	}
}

// TestVeilLeavesTexts: texts without a secret stay what they are, to the byte.
func TestVeilLeavesTexts(t *testing.T) {
	var veil Veil
	for _, secret := range []string{"", "abc", "code", "read", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "drawer"} {
		veil.Add(secret)
	}
	for _, text := range []string{
		"", "a", "%", "%4", "%zz", "&", "&#", "&#x", "&#x;", "&amp", `\`, `\u`, `\u12`, `\x`, "\xff\xfe", "100% of &c. \\o/",
		"The client's Code is 401; READ the manual: a reward.", "Ünïcödé – “quoted” …", "line\nline\r\n\ttab", "abcabc",
		`{"error":"invalid_grant","error_description":"\u201cno\u201d"}`, "https://d3v-acme.zendesk.com/oauth?x=%20%2F",
	} {
		if got := veil.Over(text); got != text || veil.In(text) {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// TestVeilOverlaps: a secret that begins, ends or holds another leaves nothing.
func TestVeilOverlaps(t *testing.T) {
	var veil Veil
	for _, secret := range []string{"aaaa-long", "long-secret", "ong-"} {
		veil.Add(secret)
	}
	if got, want := veil.Over("x aaaa-long-secret, long-secretlong-secret y"), "x •••, •••••• y"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestVeilIsLinear counts the bytes that are looked at, by the layers made: a text
// of nothing but escapes has no more of them than any other.
func TestVeilIsLinear(t *testing.T) {
	for _, part := range []string{"%25", "&#", "&amp;", `\\`, "\x1b[", "&#x0", "\u200b", `\u{`, "&a", "%%", "\x1b]"} {
		text := strings.Repeat(part, 1<<19/len(part))
		all := layers(text, true)
		if len(all) > layersMax+1 {
			t.Errorf("%q: %d layers", part, len(all))
		}
		for _, layer := range all {
			if len(layer.text) > len(text) || len(layer.from) > len(text) {
				t.Errorf("%q: a layer of %d bytes out of %d", part, len(layer.text), len(text))
			}
		}
	}
}

func TestLooksLikeSecret(t *testing.T) {
	const secret = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	for text, want := range map[string]bool{
		"": false, "zdg-acme": false, secret: true, "  " + secret + " ": true, strings.ToUpper(secret): true,
		"https://a.example/cb?x=" + secret:        true,
		"https://a.example/" + secret + "/x":      true,
		eachChar("%%%02x", secret):                true,
		eachChar("%c\u200b", secret):              true,
		"token=" + secret + secret:                true,
		secret[:63]:                               false,
		secret[:40] + "\n" + secret[:40]:          false, // two lines: two hashes
		"1234567890 1234567890":                   false,
		"0123456789abcdef-0123456789abcdef-00000": false,
	} {
		if got := LooksLikeSecret(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
