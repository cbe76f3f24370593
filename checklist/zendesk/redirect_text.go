package zendesk

import (
	"strings"
	"unicode"
)

// textRemarks are about the text beside the host: what is encoded, what a program
// left open, what belongs to one deployment.
func (u RedirectURL) textRemarks() []Remark {
	var rs []Remark
	where := withoutQuery(u.s)
	low := strings.ToLower(where)
	add := func(code, text string) { rs = append(rs, look(code, text, "ours", Inferred)) }
	if strings.Contains(low, "%20") || strings.Contains(u.path, "+") {
		add("encoded-space", "the path has an encoded space (%20 or +), which not every program writes the same way: better a path without")
	}
	if strings.Contains(low, "%25") || strings.Contains(low, "%2f") || strings.Contains(low, "%3a") {
		add("encoded-twice", "the path has %25, %2F or %3A in it, so it was perhaps encoded twice: compare it with what the product sends")
	}
	if !isASCII(u.s) {
		if said, _, found := disguised(where); found {
			rs = append(rs, grave("look-alikes", "the path holds look-alikes, "+said+": type it instead of pasting it", "ours", Inferred))
		} else {
			add("beyond-ascii", "the redirect URL holds characters beyond ASCII, which browsers encode before they ask: write them percent-encoded, as the product sends them")
		}
	}
	if strings.Contains(u.s, "&amp;") {
		rs = append(rs, grave("html-entity", "the query has &amp; in it, which is how HTML writes &: write & alone", "ours", Inferred))
	}
	if i := strings.LastIndex(low, "http"); i > len("https://") && (strings.HasPrefix(low[i:], "http://") || strings.HasPrefix(low[i:], "https://")) {
		add("second-url", "a second address stands in the path: if these are two redirect URLs, write one per line")
	}
	switch {
	case strings.HasSuffix(where, "."):
		add("sentence-end", "the redirect URL ends in a dot, as a sentence does: remove it, if the product does not send it")
	case strings.Contains(strings.ReplaceAll(u.path, "://", ""), "//"):
		add("double-slash", "the path has two slashes in a row: compare it with what the product sends")
	}
	authority := u.s[len(u.scheme)+len("://"):]
	if i := strings.IndexAny(authority, "/?"); i >= 0 {
		authority = authority[:i]
	}
	if !strings.HasPrefix(u.s, u.scheme+"://") || strings.ToLower(authority) != authority {
		add("host-capitals", "scheme or host has capital letters, which browsers write small: write them small, because Zendesk allows no variation")
	}
	for part := range strings.SplitSeq(strings.Trim(u.path, "/"), "/") {
		what, sure := gap(part)
		switch {
		case sure && (what == gapUnset || what == gapTemplate), strings.HasPrefix(part, ":") && len(part) > 1, sure && strings.Contains(part, "your"):
			rs = append(rs, grave("path-placeholder", quoted(part)+" in the path is a placeholder or an empty variable: write what the product really sends", "ours", Inferred))
		case hashed(part):
			add("deployment-url", quoted(part)+" in the path looks like the mark of one deployment (an asset's hash)"+frozen)
		}
	}
	if label, _, _ := strings.Cut(u.host, "."); !u.IsLoopback() && hashed(label) {
		add("deployment-url", quoted(label)+" in the host looks like the mark of one deployment"+frozen)
	}
	return rs
}

// hashed finds the hash that build tools put into names: index-4f3c2a1b.html,
// main.3f2a9c1b.js, acme-git-3f2a9c1. A UUID is an id, and none of them.
func hashed(part string) bool {
	if len(part) == 36 && strings.Count(part, "-") == 4 {
		return false
	}
	for word := range strings.FieldsFuncSeq(part, func(r rune) bool { return strings.ContainsRune(".-_~", r) }) {
		digits := strings.Trim(strings.ToLower(word), "abcdef")
		if len(word) == 8 && strings.Contains(part, ".") && strings.ContainsFunc(word, unicode.IsUpper) && strings.ContainsFunc(word, unicode.IsLower) && strings.ContainsAny(word, "0123456789") {
			return true
		}
		if len(word) >= 7 && strings.Trim(strings.ToLower(word), "0123456789abcdef") == "" && digits != "" && !isDigits(word) {
			return true
		}
	}
	return false
}
