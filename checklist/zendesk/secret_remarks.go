package zendesk

import (
	"slices"
	"strings"
)

const (
	secretShown = 9  // characters that Admin Center shows of a saved secret (Z4)
	secretShort = 20 // below this a secret has never been seen
	secretHex   = 64 // digits of the older secrets in public sample code; no length is documented
)

// again is how to get a secret that was not kept: Admin Center shows a
// regenerated secret truncated too, which makes it useless (T14).
const again = "copy it whole from where it was stored; if it was not, recreate the client, or call PUT /api/v2/oauth/clients/{id}/generate_secret, which ends the old secret at once"

// Remarks tells what is odd about the secret, grave remarks first. The
// identifier is that of the same client, to find one pasted for the other; it
// may be zero. No remark holds any part of the secret. Nothing is said of the
// zero Secret.
func (s Secret) Remarks(of Identifier) []Remark {
	if s.IsZero() {
		return nil
	}
	v := *s.s
	body := strings.TrimRight(v, ".…")
	cut := len(v)-len(body) >= 3
	var rs []Remark
	switch {
	case of.s != "" && v == of.s:
		rs = append(rs, grave("secret-is-identifier", "the secret is the same as the identifier: paste the Secret of the client, not its Identifier", "ours", Inferred))
	case strings.Trim(v, "*•●·.") == "":
		rs = append(rs, grave("secret-masked", "this is the mask that hides a secret, not the secret: "+again, "ours", Inferred))
	case len(v) == secretShown:
		rs = append(rs, grave("secret-truncated", "the secret has nine characters, which is what Admin Center shows of a saved one: "+again, "Z4", Documented))
	case cut:
		rs = append(rs, grave("secret-truncated", "the secret ends in an ellipsis, so it was copied from a place that shows only its beginning: "+again, "Z4", Documented))
	}
	if inQuotes(v) {
		rs = append(rs, grave("secret-quoted", "the secret is in quotes: paste it without them", "ours", Inferred))
	}
	if hasSpace(v) {
		rs = append(rs, grave("secret-white-space", "the secret holds white space, so something else was copied with it: paste the secret alone", "ours", Inferred))
	}
	if !isASCII(body) && strings.Trim(v, "*•●·.") != "" {
		rs = append(rs, grave("secret-non-ascii", "the secret holds characters outside ASCII, and such a secret was answered with \"Couldn't authenticate you\": "+again, "Z4-thread", Observed))
	}
	if len(rs) > 0 {
		return rs
	}
	switch {
	case len(v) < secretShort:
		rs = append(rs, look("secret-short", "the secret is shorter than any that was seen: check that it was copied whole", "ours", Inferred))
	case len(v) != secretHex || strings.Trim(v, "0123456789abcdef") != "":
		rs = append(rs, look("secret-not-hex", "the secret is not 64 lower-case hex digits like older ones; no format is documented, so the test decides", "Z7", Inferred))
	}
	return rs
}

// noSecret says what stands in place of a secret; "" when it may be one.
func noSecret(s string) string {
	what, sure := gap(s)
	switch {
	case isReference(s):
		return gapTemplate
	case !sure, what == gapMask, what == gapTemplate && !strings.ContainsAny(s[:1], "$%{<[(#@_") && !strings.Contains(s, "env") && !strings.Contains(s, "secrets."):
		return "" // a secret may well have two signs of a template somewhere
	}
	return what
}

// secretLine tells of a line of a settings file, or of words in front of the secret. A
// secret may end in = itself.
func secretLine(s string) bool {
	if labelled(s) {
		return true
	}
	rest, is := settingsLine(s)
	if !is || strings.Trim(rest, "=") == "" {
		return false
	}
	low := strings.ToLower(s[:strings.IndexAny(s, "=:")])
	return strings.Contains(s, "_") || strings.Contains(low, " ") || inQuotes(low) ||
		slices.ContainsFunc([]string{"secret", "token", "password", "client", "zendesk"}, func(word string) bool { return strings.Contains(low, word) })
}

// labelled finds a name that was copied along with the secret.
func labelled(v string) bool {
	head := strings.ToLower(strings.TrimLeft(v, quotes+"{ "))
	for _, name := range []string{"client_secret", "client-secret", "client secret", "clientsecret", "secret"} {
		rest, is := strings.CutPrefix(head, name)
		rest = strings.TrimLeft(rest, quotes+" ")
		if is && (strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, ":")) {
			return true
		}
	}
	return false
}
