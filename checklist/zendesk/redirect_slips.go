package zendesk

import (
	"iter"
	"net/url"
	"slices"
	"strings"
)

// unfilledPart finds a part of a URL that is a variable, as in https://$HOST/cb.
func unfilledPart(s string) (part string, open bool) {
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

// unfilledValue reports whether a query value is a variable that was not filled in.
func unfilledValue(s string) bool {
	for value := range queryValues(s) {
		if isUnfilled(value) {
			return true
		}
	}
	return false
}

// isUnfilled reports whether a query value is a variable or a placeholder. Brackets alone do
// not make it one.
func isUnfilled(value string) bool {
	return isTemplate(value) && !mayBeName(value) && !strings.ContainsAny(value, "[]")
}

// queryValues yields the values of the query, decoded where they can be.
func queryValues(s string) iter.Seq[string] {
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

// SeveralURLs reports whether one entry of a list holds two URLs: a mistake that Zendesk
// saves as it is, and that then matches neither.
func SeveralURLs(entry string) bool {
	s := strings.TrimSpace(entry)
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

// gluedURL finds a URL that begins within a word of another one, after a lost line break.
// After a slash it may belong to a proxy, and in the query it is a value.
var gluedURL = lazyRegexp(`://[^?#]*[\pL\pN_]https?://`)

// encodedEnd reports whether a URL, in lower case, ends in encoded white space, an encoded
// quote or comma, or a plus.
func encodedEnd(low string) bool {
	for _, end := range []string{"%20", "%09", "%0a", "%0d", "%22", "%27", "%2c", "%c2%a0", "%e2%80%8b", "+"} {
		if strings.HasSuffix(low, end) && !strings.Contains(low, "?") {
			return true
		}
	}
	return false
}

// quotedURL is a URL as an error may repeat it: without its query, and not at all where it
// may have a user name or password.
func quotedURL(s string) string {
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

// opaqueSchemes are schemes without slashes.
var opaqueSchemes = []string{"javascript", "mailto", "data", "about", "tel", "blob", "file", "intent"}

// otherScheme is the scheme of a URL where it is not http or https (RFC 3986 3.1); "" when
// there is none, as with a host and its port.
func otherScheme(s string) string {
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
	case slices.Contains(opaqueSchemes, scheme):
		return scheme
	case !strings.HasPrefix(rest, "/"): // a host and its port
		return ""
	}
	return scheme
}
