package loopback

import (
	"net/url"
	"strings"
	"unicode"
)

// unwrap removes what surrounds an address in a paste: the marks of a bracketed paste, quotes,
// a command or a log line, escapes. White space becomes single spaces, which splitQuery
// handles.
func unwrap(pasted string) string {
	s := pasteMarks.Replace(pasted)
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r):
			return -1 // control characters, zero width and bidi marks
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	s = escapes.Replace(s)
	for {
		before := s
		s = strings.Trim(s, " \"'`<>()[]{},;‘’“”«»")
		for _, command := range []string{"curl ", "open ", "xdg-open ", "GET ", "HEAD ", "Location: ", "location: ", "url=", "URL="} {
			s = strings.TrimPrefix(s, command)
		}
		if s == before {
			break
		}
	}
	for _, end := range []string{" HTTP/1.", " HTTP/2", "\" ", "' "} {
		s, _, _ = strings.Cut(s, end)
	}
	return s
}

// pasteMarks removes the marks that a terminal puts around a bracketed paste.
var pasteMarks = strings.NewReplacer("\x1b[200~", "", "\x1b[201~", "")

// escapes undoes the escapes of JSON, HTML and shells. A backslash is never part of a URL.
var escapes = strings.NewReplacer(`\u0026`, "&", `\u003d`, "=", `\u003D`, "=", "&amp;", "&", "&#38;", "&", `\`, "")

// splitQuery splits a line at the question mark and parses the query. A query alone may begin
// with a question mark or have none. White space is removed, except in error_description,
// where it separates words.
func splitQuery(line string) (address string, query url.Values) {
	line, _, _ = strings.Cut(line, "#")
	address, raw, asked := strings.Cut(line, "?")
	if !asked && strings.Contains(address, "=") && !strings.Contains(address, "://") {
		address, raw = "", address
	}
	query = url.Values{}
	for pair := range strings.SplitSeq(raw, "&") {
		key, value, _ := strings.Cut(pair, "=")
		key = withoutSpaces(key)
		if key == "error_description" {
			value = strings.ReplaceAll(strings.TrimSpace(value), " ", "+")
		} else {
			value = withoutSpaces(value)
		}
		k, err := url.QueryUnescape(key)
		if err != nil || k == "" {
			continue
		}
		if v, err := url.QueryUnescape(value); err == nil {
			query.Add(k, v)
		}
	}
	return withoutSpaces(address), query
}

// withoutSpaces removes all spaces.
func withoutSpaces(s string) string { return strings.ReplaceAll(s, " ", "") }
