package redact

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// hexSecret has the form of Zendesk's secrets.
const hexSecret = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

// formatEach formats every character of text.
func formatEach(format, text string) string {
	var out strings.Builder
	for _, r := range text {
		fmt.Fprintf(&out, format, r)
	}
	return out.String()
}

// spellings are ways in which a hostile server may return a secret.
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
		"percent throughout":       formatEach("%%%02x", secret),
		"percent, capitals":        formatEach("%%%02X", secret),
		"percent twice":            strings.ReplaceAll(formatEach("%%%02x", secret), "%", "%25"),
		"percent, as IIS does":     formatEach("%%u%04x", secret),
		"entities, decimal":        formatEach("&#%d;", secret),
		"entities, hexadecimal":    formatEach("&#x%x;", secret),
		"entities, zeros":          formatEach("&#x00000%x;", secret),
		"entities, no semicolon":   formatEach("&#x%x", secret) + " ",
		"entities, named":          html.EscapeString(secret),
		"entities of percent":      strings.ReplaceAll(formatEach("%%%02x", secret), "%", "&#37;"),
		"\\u":                      formatEach(`\u%04x`, secret),
		"\\u{}":                    formatEach(`\u{%x}`, secret),
		"\\U":                      formatEach(`\U%08x`, secret),
		"\\x":                      formatEach(`\x%02x`, secret),
		"octal":                    formatEach(`\%03o`, secret),
		"JSON in JSON":             strings.ReplaceAll(formatEach(`\u%04x`, secret), `\`, `\\`),
		"quoted by Go":             strconv.Quote(secret),
		"backwards and percent":    formatEach("%%%02x", reversed(secret)),
		"base64 and percent":       url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(secret))),
		"zero width spaces":        formatEach("%c\u200b", secret),
		"escape sequences between": formatEach("%c\x1b[0m", secret),
		"NULs between":             formatEach("%c\x00", secret),
		"spaces between":           formatEach("%c ", secret),
		"dashes between":           formatEach("%c-", secret),
		"dots between":             formatEach("%c.", secret),
		"underscores between":      formatEach("%c_", secret),
		"cut in two":               secret[:9] + " | " + secret[9:],
		"base64 twice":             base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(secret)))),
		"base64, backwards":        reversed(base64.StdEncoding.EncodeToString([]byte(secret))),
		"backwards, base64":        base64.StdEncoding.EncodeToString([]byte(reversed(secret))),
		"base64 of UTF-16":         base64.StdEncoding.EncodeToString([]byte(utf16LE(secret))),
		"base32":                   base32.StdEncoding.EncodeToString([]byte(secret)),
		"entities with spaces":     formatEach("&#%d ", secret),
		"hexadecimal with spaces":  strings.TrimSpace(formatEach("%02x ", secret)),
		"fullwidth":                strings.Map(func(r rune) rune { return r + 0xfee0 }, secret),
		"every second escaped":     secret[:1] + fmt.Sprintf("&#%d;", secret[1]) + secret[2:],
	}
	for _, lead := range []string{"", "i", "id", "id:"} {
		all["base64 behind "+strconv.Quote(lead)] = b64(base64.StdEncoding, lead)
		all["raw URL base64 behind "+strconv.Quote(lead)] = b64(base64.RawURLEncoding, lead)
	}
	return all
}

// TestVeil: a secret is hidden in whatever form it comes back, and the text around it is not.
func TestVeil(t *testing.T) {
	for _, secret := range []string{
		hexSecret,
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
			if rest = strings.ReplaceAll(rest, dots, ""); len(rest) > 12 { // the ends of base64, which encode what is around the secret
				t.Errorf("%s: %q is left of %q", name, rest, spelt)
			}
		}
	}
}

// TestVeilLeavesOtherTexts: a text without a secret is not changed.
func TestVeilLeavesOtherTexts(t *testing.T) {
	var veil Veil
	for _, secret := range []string{"", "abc", "code", "read", hexSecret, "drawer"} {
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

// TestVeilOverlaps: secrets that overlap, or hold one another, are hidden whole.
func TestVeilOverlaps(t *testing.T) {
	var veil Veil
	for _, secret := range []string{"aaaa-long", "long-secret", "ong-"} {
		veil.Add(secret)
	}
	if got, want := veil.Over("x aaaa-long-secret, long-secretlong-secret y"), "x •••, •••••• y"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestVeilIsLinear: a text of nothing but escapes has no more layers than any other, and none that is
// longer than the text.
func TestVeilIsLinear(t *testing.T) {
	for _, part := range []string{"%25", "&#", "&amp;", `\\`, "\x1b[", "&#x0", "\u200b", `\u{`, "&a", "%%", "\x1b]"} {
		text := strings.Repeat(part, 1<<19/len(part))
		all := decodings(text, true)
		if len(all) > decodingsMax+1 {
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
	const secret = hexSecret
	for text, want := range map[string]bool{
		"": false, "zdg-acme": false, secret: true, "  " + secret + " ": true, strings.ToUpper(secret): true,
		"https://a.example/cb?x=" + secret:   true,
		"https://a.example/" + secret + "/x": true,
		formatEach("%%%02x", secret):         true,
		formatEach("%c\u200b", secret):       true,
		"token=" + secret + secret:           true,
		secret[:63]:                          true, secret[4:]: true, "client_secret=" + secret[:60]: true, secret[:60] + ", he said": true, secret[:48]: true,
		secret[:47]: false, strings.Repeat("1234567890", 6): false, strings.Repeat("decade", 9): false, strings.Repeat("1234567890", 7): true,
		secret[:24] + " " + secret[24:60]:                                         false,
		secret[:32] + " " + secret[32:]:                                           true,
		"of it: " + secret[:50] + "\n  " + secret[50:] + " .":                     true,
		"a " + secret[:32] + "\r\n" + secret[32:] + " be":                         true, // words of such letters beside it
		"https://a.example/old" + secret[:32] + "\n" + secret[32:]:                true, // with no space between
		"/feed" + secret[:16] + "\n" + secret[16:40] + "\n" + secret[40:] + "bed": true,
		secret[:40] + "\n" + secret[24:]:                                          false, // two hashes
		secret[:20] + "\u00a0" + secret[20:40] + "\t" + secret[40:]:               true,
		inGroups(secret, 2, ":"):                                                  true,
		inGroups(secret, 4, "-"):                                                  true,
		inGroups(secret, 8, " \u2013 "):                                           true,
		"%20" + secret[:32] + "%20" + secret[32:]:                                 true,
		secret[:40] + "\n" + secret[:40]:                                          false, // two hashes
		secret[:8] + "-" + secret[8:12] + "-" + secret[12:16] + "-" + secret[16:20] + "-" + secret[20:32] + "\n" +
			secret[:8] + "-" + secret[8:12] + "-" + secret[12:16] + "-" + secret[16:20] + "-" + secret[20:32]: false, // two UUIDs
		"https://a.example/" + secret[:32] + "\nhttps://b.example/" + secret[32:]: false,
		"tickets:read\nusers:read\nhc:read\norganizations:read\nread\nwrite":      false,
		strings.Repeat("2026-11-26 ", 30):                                         false,
		strings.Repeat("dead beef ", 30):                                          false,
		"1234567890 1234567890":                                                   false,
		"0123456789abcdef-0123456789abcdef-00000":                                 false,
	} {
		if got := LooksLikeSecret(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// inGroups writes text in groups of n bytes, separated by between.
func inGroups(text string, n int, between string) string {
	var parts []string
	for ; len(text) > n; text = text[n:] {
		parts = append(parts, text[:n])
	}
	return strings.Join(append(parts, text), between)
}

func TestBeginsSecret(t *testing.T) {
	const secret = hexSecret
	for text, want := range map[string]bool{
		"": false, "zdg-acme": false, secret[:31]: false, secret[:32]: true, secret[:40]: true, secret: true,
		"it is " + secret[:33] + " and":                               true,
		"https://a.example/\n" + secret[:33]:                          true,
		inGroups(secret[:40], 2, ":"):                                 true,
		secret[:20] + " " + secret[20:33]:                             true,
		"https://a.example/" + secret[:32] + "/x":                     false,
		"9f86d081-884c-7d65-9a2f-eaa0c55ad015":                        false,
		"2026-11-26 2026-11-27 2026-11-28 2026-11-29 2026-11-30 2026": false,
		"zdg-" + secret[:32]:                                          false,
	} {
		if got := BeginsSecret(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestKnownSecretInPieces: a known secret is found also in pieces, and cut short.
func TestKnownSecretInPieces(t *testing.T) {
	for _, secret := range []string{
		hexSecret,
		"Zm9vYmFy-_~tokens.of+some/OtherForm==x1",
	} {
		var veil Veil
		veil.Add(secret)
		for name, spelt := range spellings(secret) {
			if !veil.InPieces("before, " + spelt + ", after") {
				t.Errorf("%s is not found", name)
			}
		}
		for _, between := range []string{" ", "\n", "\r\n", ":", "-", " - ", "\u00a0", "\u2011"} {
			for _, n := range []int{2, 4, 7, 32} {
				if text := inGroups(secret, n, between); !veil.InPieces(text) || !veil.InPieces("it is "+strings.ToUpper(text)+".") {
					t.Errorf("%q is not found", text)
				}
			}
		}
		for _, cut := range []string{secret[:32], secret[:33], secret[1:], secret[5:37], secret[:len(secret)-1], inGroups(secret[3:37], 5, " ")} {
			if !veil.InPieces("see " + cut + " there") {
				t.Errorf("%q is not found", cut)
			}
		}
		for _, other := range []string{"", secret[:31], secret[:20] + "x" + secret[20:39], "zdg-acme\nAcme Sync", "https://a.example/" + secret[:16]} {
			if veil.InPieces(other) {
				t.Errorf("%q is found", other)
			}
		}
	}
	var veil Veil
	veil.Add(hexSecret)
	raw, _ := hex.DecodeString(hexSecret)
	for _, lead := range []string{"", "a", "ab"} {
		if text := base64.StdEncoding.EncodeToString(append([]byte(lead), raw...)); !veil.In(text) || veil.Over(text) == text {
			t.Errorf("base64 of its bytes is not found: %q", text)
		}
	}
	middling := Veil{}
	middling.Add("S3cret-of.our+client/2026")
	if !middling.InPieces("it is S3cret-of.our+\n  client/2026") {
		t.Error("one of 25 characters is not found broken")
	}
	short := Veil{}
	short.Add("acmesync1")
	if short.InPieces("Acme Sync 1") {
		t.Error("a short one is found across a blank")
	}
}
