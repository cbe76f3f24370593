package zendesk

import (
	"fmt"
	"strings"
)

// twins are the ways in which two redirect URLs in a list can be nearly the same: same
// returns the same string for both.
var twins = []struct {
	code, text string
	same       func(RedirectURL) string
}{
	{"duplicate", "are the same: remove one", RedirectURL.String},
	{"slash-twins", "differ only in the trailing slash, which makes two redirect URLs for Zendesk: keep the one that the product sends", func(u RedirectURL) string { return withoutSlash(u.s) }},
	{"case-twins", "differ only in capital letters: keep the one that the product sends", func(u RedirectURL) string { return strings.ToLower(u.s) }},
	{"loopback-twins", "differ only in localhost and 127.0.0.1, which are two redirect URLs for Zendesk: keep the one that the product sends", sameLoopback},
}

// RedirectURLRemarks returns what looks wrong about the list as a whole: duplicates, and URLs
// that differ only in a trailing slash, in case, or in localhost and 127.0.0.1. It names them
// by their place in the list, counted from 1.
func RedirectURLRemarks(urls []RedirectURL) []Remark {
	var rs []Remark
	for _, t := range twins {
		first := map[string]int{}
		for i, u := range urls {
			key := t.same(u)
			j, seen := first[key]
			switch {
			case !seen:
				first[key] = i
			case t.code == "duplicate" || urls[j].s != u.s:
				rs = append(rs, mildRemark(t.code, fmt.Sprintf("redirect URLs %d and %d %s", j+1, i+1, t.text), "T31", Inferred))
			}
		}
	}
	return rs
}

// withoutSlash removes one slash at the end of the path.
func withoutSlash(s string) string {
	path, query, has := strings.Cut(s, "?")
	path = strings.TrimSuffix(path, "/")
	if has {
		return path + "?" + query
	}
	return path
}

func sameLoopback(u RedirectURL) string {
	if !u.IsLoopback() {
		return u.s
	}
	at := len(u.scheme) + len("://")
	return u.s[:at] + "loopback" + u.s[at+len(u.host):]
}
