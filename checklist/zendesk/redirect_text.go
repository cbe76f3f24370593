package zendesk

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// textRemarks are the remarks on everything but the host: on encoding, on placeholders, and
// on what belongs to a single deployment.
func (u RedirectURL) textRemarks() []Remark {
	var rs []Remark
	where := withoutQuery(u.s)
	low := strings.ToLower(where)
	add := func(code, text string) { rs = append(rs, mildRemark(code, text, "ours", Inferred)) }
	if strings.Contains(low, "%20") || strings.Contains(u.path, "+") {
		add("encoded-space", "the path has an encoded space (%20 or +), which programs write in different ways: use a path without one")
	} else if _, query, _ := strings.Cut(u.s, "?"); strings.Contains(query, "%20") {
		add("encoded-space", "the query has an encoded space (%20), which some programs write as +: use a query without one")
	}
	if slices.ContainsFunc([]string{"%25", "%2f", "%3a", "%23", "%3f", "%5c"}, func(code string) bool { return strings.Contains(low, code) }) {
		add("encoded-twice", "the path has %25, %2F, %3A, %23, %3F or %5C in it, so it was perhaps encoded once too often: compare it with what the product sends")
	}
	if _, found := Unseen(decoded(u.path)); found && strings.Contains(u.path, "%") {
		add("encoded-unseen", "the path has a character in it that nobody can see, encoded: compare it with what the product sends")
	}
	if strings.HasSuffix(u.s, "?") {
		add("empty-query", "the redirect URL ends in a ? without a query: Zendesk treats the two as different URLs, so remove it unless the product sends it")
	}
	if strings.HasSuffix(u.host, ".") {
		add("host-dot", "the host ends in a dot, which few programs send: Zendesk treats the two as different hosts")
	}
	if strings.Contains(u.host, "_") {
		add("host-underscore", "the host holds an underscore, which not every browser and certificate accepts: use a name without one")
	}
	if u.scheme == "https" && u.port == "80" || u.scheme == "http" && u.port == "443" {
		add("odd-port", "port "+u.port+" is not the one of "+u.scheme+": compare it with what the product sends")
	}
	if !isASCII(u.s) {
		if said, _, found := findConfusable(where); found {
			rs = append(rs, graveRemark("look-alikes", "the path holds look-alikes, "+said+": type it instead of pasting it", "ours", Inferred))
		} else {
			add("beyond-ascii", "the redirect URL holds characters beyond ASCII, which browsers encode before they ask: write them percent-encoded, as the product sends them")
		}
	}
	if strings.Contains(u.s, "&amp;") {
		rs = append(rs, graveRemark("html-entity", "the query has &amp; in it, which is how HTML writes &: write & alone", "ours", Inferred))
	}
	if i := strings.LastIndex(low, "http"); i > len("https://") && (strings.HasPrefix(low[i:], "http://") || strings.HasPrefix(low[i:], "https://")) {
		add("second-url", "there is a second URL in the path: if these are two redirect URLs, write one per line")
	}
	switch {
	case strings.HasSuffix(where, "."):
		add("sentence-end", "the redirect URL ends in a dot, as a sentence does: remove it unless the product sends it")
	case strings.Contains(strings.ReplaceAll(u.path, "://", ""), "//"):
		add("double-slash", "the path has two slashes in a row: compare it with what the product sends")
	}
	authority := u.s[len(u.scheme)+len("://"):]
	if i := strings.IndexAny(authority, "/?"); i >= 0 {
		authority = authority[:i]
	}
	if !strings.HasPrefix(u.s, u.scheme+"://") || strings.ToLower(authority) != authority {
		add("host-capitals", "scheme or host has capital letters, which browsers write in lower case: write them in lower case, because Zendesk allows no variation")
	}
	for value := range queryValues(u.s) {
		if isUnfilled(value) {
			rs = append(rs, graveRemark("query-placeholder", "a value in the query is a variable that was not filled in: write what the product really sends", "ours", Inferred))
		} else if _, sure := whyNoValue(value); sure || gluedNothing(value) {
			add("query-placeholder", "a value in the query looks like an empty variable or the placeholder of a guide: compare it with what the product sends")
		}
	}
	before := ""
	for part := range strings.SplitSeq(strings.Trim(u.path, "/"), "/") {
		plain := decoded(part)
		yours := strings.EqualFold(before, "your") && guideNouns()[strings.ToLower(plain)]
		before = plain
		what, sure := whyNoValue(plain)
		switch {
		case what == noValueUnset && isNothing(plain), what == noValueTemplate && !mayBeName(plain), strings.HasPrefix(plain, ":") && len(plain) > 1:
			rs = append(rs, graveRemark("path-placeholder", quoted(part)+" in the path is a placeholder or an empty variable: write what the product really sends", "ours", Inferred))
		case yours, mayBeName(plain), what == noValueUnset, gluedNothing(plain), guidePath(plain, what == noValueGuide && sure):
			add("path-placeholder", quoted(part)+" in the path looks like a placeholder or an empty variable: compare it with what the product sends")
		case stagePath(plain):
			add("staging-path", quoted(part)+" in the path names an environment that is not production"+frozenNote)
		case looksHashed(part) && strings.Contains(part, "."):
			add("deployment-url", quoted(part)+" in the path looks like the mark of one deployment (an asset's hash)"+frozenNote)
		case looksHashed(part): // or the id of something that lasts
			add("deployment-id", quoted(part)+" in the path looks like the mark of one deployment, or like an id: see that it stays, because a redirect URL of a global client can no longer be edited")
		}
	}
	if label, _, _ := strings.Cut(u.host, "."); !u.IsLoopback() && looksHashed(label) {
		add("deployment-url", quoted(label)+" in the host looks like the mark of one deployment"+frozenNote)
	}
	return rs
}

// guidePath reports whether a path segment is a placeholder of a guide. placeholder says that
// guideWord is sure of it; but names from OAuth, such as scope and redirect_uri, occur in
// real paths too.
func guidePath(part string, placeholder bool) bool {
	low := strings.ToLower(part)
	if placeholder && (pathWords()[low] || guideName(part) || len(low) > 2 && strings.Trim(low, "x") == "") {
		return true
	}
	if low == part || strings.ToUpper(part) != part || !strings.ContainsAny(part, "_-") {
		return false
	}
	return !slices.ContainsFunc(wordsOf(part), func(w string) bool { return !guideNouns()[w] }) // TENANT_ID
}

// pathWords are placeholders that do not occur in real paths.
var pathWords = set("placeholder", "changeme", "change-me", "change_me", "replaceme", "replace-me", "replace_me", "fixme", "app_id", "app-id", "tenant_id", "tenant-id", "subdomain")

// decoded is a path segment without its percent-encoding, or as it is where that is broken.
func decoded(part string) string {
	if strings.Contains(part, "%") {
		if plain, err := url.PathUnescape(part); err == nil {
			return plain
		}
	}
	return part
}

// gluedNothing reports whether a word begins or ends with what a program writes for no value,
// as in apiundefined and cb-null. The few words that end in null do not count.
func gluedNothing(word string) bool {
	rest, is := strings.CutPrefix(word, "undefined")
	if next, _ := utf8.DecodeRuneInString(rest); is && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
		return true
	}
	for _, nothing := range []string{"undefined", "null", "NaN"} {
		head, is := strings.CutSuffix(word, nothing)
		if is && !(nothing == "null" && slices.Contains(nullWords, strings.ToLower(strings.TrimRight(head, "-_")))) {
			return true
		}
	}
	return false
}

// nullWords make a word with null after them: notnull, devnull.
var nullWords = []string{"an", "dev", "if", "is", "non", "not", "or"}

// alternates reports whether a word changes between digits and letters more than once.
func alternates(word string) bool {
	changes := 0
	for i := 1; i < len(word); i++ {
		if (word[i] <= '9') != (word[i-1] <= '9') {
			changes++
		}
	}
	return changes > 1
}

// looksHashed reports whether a path segment or a label holds a hash as build tools put into
// names: index-4f3c2a1b.html, main.3f2a9c1b.js, acme-git-3f2a9c1. A UUID is an id, not a
// hash, and a word with a number before or after it, such as decade1, is a name.
func looksHashed(part string) bool {
	if len(part) == 36 && strings.Count(part, "-") == 4 {
		return false
	}
	for word := range strings.FieldsFuncSeq(part, func(r rune) bool { return strings.ContainsRune(".-_~", r) }) {
		if len(word) == 8 && strings.Contains(part, ".") && strings.ContainsFunc(word, unicode.IsUpper) && strings.ContainsFunc(word, unicode.IsLower) && strings.ContainsAny(word, "0123456789") {
			return true
		}
		if len(word) >= 7 && strings.Trim(strings.ToLower(word), "0123456789abcdef") == "" && alternates(word) {
			return true
		}
	}
	return false
}
