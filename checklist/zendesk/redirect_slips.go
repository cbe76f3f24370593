package zendesk

import (
	"iter"
	"net/url"
	"slices"
	"strings"
)

// openPart finds a part of an address that is a variable, as in https://$HOST/cb.
func openPart(s string) (part string, open bool) {
	if !mayBeTemplate(s) {
		return "", false
	}
	n := 0
	for part := range strings.FieldsFuncSeq(withoutQuery(s), func(r rune) bool { return r == '/' || r == ':' }) {
		inPath := n > 1 // behind the scheme and the host
		if n++; isTemplate(part) && !strings.ContainsAny(part, "[]") && !(inPath && mayBeName(part)) {
			return part, true
		}
	}
	return "", false
}

// openValue reports whether a value of the query is a variable that was not filled in;
// values are sought as they stand, and decoded.
func openValue(s string) bool {
	for value := range values(s) {
		if isTemplate(value) && !mayBeName(value) && !strings.ContainsAny(value, "[]") {
			return true
		}
	}
	return false
}

// values are the values of the query, decoded where they can be.
func values(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		_, query, _ := strings.Cut(s, "?")
		if query == "" {
			return
		}
		for pair := range strings.SplitSeq(query, "&") {
			_, value, _ := strings.Cut(pair, "=")
			if decoded, err := url.QueryUnescape(value); err == nil {
				value = decoded
			}
			if !yield(value) {
				return
			}
		}
	}
}

// severalURLs reports whether one text holds two addresses, side by side.
func severalURLs(s string) bool {
	if strings.Count(s, "://") < 2 {
		return false
	}
	low := strings.ToLower(s)
	if gluedURL().MatchString(low) {
		return true
	}
	for _, between := range []string{" ", ",", ";", "|", "\t", "\r", "\n", `\n`, `\r`, `\t`, "%20", "%0a", "%0d", "%2c", "%3b", "+", "&", `"`, "'", "<br>", ")"} {
		for _, scheme := range []string{"http://", "https://"} {
			at := strings.LastIndex(low, between+scheme)
			if at > 0 && strings.Contains(low[:at], "://") && !strings.Contains(low[:at], "?") {
				return true
			}
		}
		if _, rest, found := strings.Cut(low, between); found && len(between) == 1 && strings.ContainsAny(between, " ,;\t\r\n") {
			if i := strings.Index(rest, "://"); i > 0 && strings.Contains(low[:len(low)-len(rest)], "://") && strings.Trim(strings.TrimSpace(rest[:i]), "abcdefghijklmnopqrstuvwxyz0123456789+-.\"'") == "" {
				return true
			}
		}
	}
	return false
}

// gluedURL finds an address that begins in the middle of a word of another, as a lost line
// break leaves it. Behind a slash a proxy may have it, and in the query it is a value.
var gluedURL = pattern(`://[^?#]*[\pL\pN_]https?://`)

// SeveralURLs reports whether one entry of a list holds two addresses: a mistake
// that Zendesk saves as it is, and that matches neither.
func SeveralURLs(entry string) bool { return severalURLs(strings.TrimSpace(entry)) }

// spacedEnd finds white space, a quote or a line break that was encoded along with the address.
func spacedEnd(low string) bool {
	for _, end := range []string{"%20", "%09", "%0a", "%0d", "%22", "%27", "%2c", "%c2%a0", "%e2%80%8b", "+"} {
		if strings.HasSuffix(low, end) && !strings.Contains(low, "?") {
			return true
		}
	}
	return false
}

// safe is an address as an error may repeat it: without a query, and not at all
// with a user name or password.
func safe(s string) string {
	if strings.Contains(s, "@") {
		return "this"
	}
	return quoted(withoutQuery(s))
}

func withoutQuery(s string) string {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		return s[:i]
	}
	return s
}

// opaque are schemes that go without slashes.
var opaque = []string{"javascript", "mailto", "data", "about", "tel", "blob", "file", "intent"}

// ownScheme is a scheme other than http and https (RFC 3986 3.1), "" when there
// is none: a host with a port has none.
func ownScheme(s string) string {
	i := strings.IndexAny(s, ":/?@")
	if i <= 0 || s[i] != ':' {
		return ""
	}
	scheme, rest := strings.ToLower(s[:i]), s[i+1:]
	switch {
	case scheme == "http" || scheme == "https", scheme[0] < 'a' || scheme[0] > 'z':
		return ""
	case strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyz0123456789+-.") != "":
		return ""
	case slices.Contains(opaque, scheme):
		return scheme
	case !strings.HasPrefix(rest, "/"): // a host and its port
		return ""
	}
	return scheme
}
