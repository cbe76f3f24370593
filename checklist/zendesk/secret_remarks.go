package zendesk

import (
	"fmt"
	"slices"
	"strings"
)

const (
	secretShown = 9  // characters that Admin Center shows of a saved secret (Z4)
	secretShort = 20 // no shorter secret was ever seen
	secretHex   = 64 // hex digits of the older secrets in public sample code; no length is documented
)

// SecretMin is how many characters of a secret the form that claims a client asks for (Z2), so
// that no secret has fewer.
const SecretMin = 6

// copyAgain says how to get the whole secret. Admin Center shows a regenerated secret
// truncated too, which makes it useless (T14).
const copyAgain = "copy it whole from where it was stored; if it was not, recreate the client, or call PUT /api/v2/oauth/clients/{id}/generate_secret, which ends the old secret at once"

// Remarks returns what looks wrong about the secret. The identifier of the same client, which
// may be zero, helps to notice that one was pasted for the other. No remark holds a part of
// the secret. For the zero Secret there is none.
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
		rs = append(rs, graveRemark("secret-is-identifier", "the secret is the same as the identifier: paste the Secret of the client, not its Identifier", "ours", Inferred))
	case strings.Trim(v, "*•●·.") == "":
		rs = append(rs, graveRemark("secret-masked", "this is the mask that hides a secret, not the secret: "+copyAgain, "ours", Inferred))
	case len(v) < SecretMin:
		rs = append(rs, graveRemark("secret-no-secret", fmt.Sprintf("this has fewer than the %d characters that the claim form asks for, so it is no secret: paste the secret whole", SecretMin), "Z2", Documented))
	case len(v) == secretShown:
		rs = append(rs, graveRemark("secret-truncated", "the secret has nine characters, which is what Admin Center shows of a saved one: "+copyAgain, "Z4", Documented))
	case cut:
		rs = append(rs, graveRemark("secret-truncated", "the secret ends in an ellipsis, so it was copied from a place that shows only its beginning: "+copyAgain, "Z4", Documented))
	}
	if inQuotes(v) {
		rs = append(rs, graveRemark("secret-quoted", "the secret is in quotes: paste it without them", "ours", Inferred))
	}
	if hasSpace(v) {
		rs = append(rs, graveRemark("secret-white-space", "the secret holds white space, so something else was copied with it: paste the secret alone", "ours", Inferred))
	}
	if !isASCII(body) && strings.Trim(v, "*•●·.") != "" {
		rs = append(rs, graveRemark("secret-non-ascii", "the secret holds characters outside ASCII, and such a secret was answered with \"Couldn't authenticate you\": "+copyAgain, "Z4-thread", Observed))
	}
	if len(rs) > 0 {
		return rs
	}
	switch {
	case len(v) < secretShort:
		rs = append(rs, mildRemark("secret-short", "the secret is shorter than any that was seen: check that it was copied whole", "ours", Inferred))
	case len(v) != secretHex || strings.Trim(v, "0123456789abcdef") != "":
		rs = append(rs, mildRemark("secret-not-hex", "the secret is not 64 lower-case hex digits like older ones; no format is documented, so the test decides", "Z7", Inferred))
	}
	return rs
}

// notASecret says what s is instead of a secret; "" when it may be one.
func notASecret(s string) string {
	what, sure := whyNoValue(s)
	switch {
	case isReference(s):
		return noValueTemplate
	case !sure, what == noValueMask, what == noValueTemplate && !strings.ContainsAny(s[:1], "$%{<[(#@_") && !strings.Contains(s, "env") && !strings.Contains(s, "secrets."):
		return "" // a secret may well contain the marks of a template
	}
	return what
}

// secretLine reports whether s is a line of a settings file or has a label before the secret.
// A secret may end in = itself.
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

// labelled reports whether a label was copied along with the secret.
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
