package explain

import (
	"cmp"
	"slices"
	"strings"
)

// reach is how far, in bytes of words, a sign of Zendesk may be from a text
// that anybody may say.
const reach = 2000

// Text explains pasted text, best first: sentences before bare error codes
// before words that anybody may say, and each in the order of the text. It is
// empty when the text is none of ours; it never guesses. A text that is a Code,
// or what the browser shows and nothing else, gets that row. It looks at the
// first mebibyte, in time linear in that.
func Text(pasted string) []Diagnosis {
	if d, ok := Lookup(Code(strings.ToLower(strings.TrimSpace(pasted)))); ok {
		return []Diagnosis{d}
	}
	p := newPaste(pasted)
	known := knownFromText(p)
	var all []Diagnosis
	for _, h := range oneOf(p, find(p, judge(p))) {
		all = append(all, narrow(indexed().table[h.row].diagnosis(), known))
	}
	return all
}

// judge returns what decides whether a text that was found is Zendesk's.
//
// What only Zendesk says always is, and so is what a browser shows when nothing
// else is there. Where Zendesk is not mentioned, a sentence or code of OAuth is
// not when another provider or host is; and a bare code is not beside a
// description in other words than Zendesk's, or in a list of such codes. Where
// both are mentioned the nearer one has it, except that a sentence stays
// Zendesk's. What anybody may say needs Zendesk nearby.
func judge(p paste) func(hit) bool {
	ours := marks(p.words, signs)
	theirs := slices.DeleteFunc(marks(p.words, others), func(at int) bool {
		return slices.ContainsFunc(harmless, func(h string) bool { return strings.HasPrefix(p.words[at:], h) })
	})
	silent := len(ours) == 0
	foreign := silent && (len(theirs) > 0 || foreignHost(p.text))
	bareForeign := silent && (otherDescription(p.words) || isList(p.words))
	return func(h hit) bool {
		switch {
		case h.alone:
			return h.parts[0] == p.words
		case h.own:
			return true
		case h.strength == sentence:
			return !foreign
		case h.strength == word:
			return !foreign && !bareForeign && (silent || distance(ours, h.at) <= distance(theirs, h.at))
		}
		d := distance(ours, h.at)
		return d <= reach && d <= distance(theirs, h.at)
	}
}

// oneOf keeps, of the rows that share an error code, the one of the endpoint
// that the text speaks of; when it speaks of none or of both, all are kept.
func oneOf(p paste, hits []hit) []hit {
	authorize := strings.Contains(p.words, " authorizations new ") || strings.Contains(p.words, " invalid authorization request ") || strings.Contains(p.words, " authorize ")
	token := strings.Contains(p.words, " oauth tokens ") || strings.Contains(p.words, " grant_type ")
	if authorize == token {
		if strings.Contains(p.text, `"error"`) {
			// The authorize page answers with a page, the token endpoint with JSON.
			slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(elsewhere(a), elsewhere(b)) })
		}
		return hits
	}
	place := TokenEndpoint
	if authorize {
		place = AuthorizePage
	}
	return slices.DeleteFunc(hits, func(h hit) bool {
		where := indexed().table[h.row].where
		return h.strength == word && len(where) > 0 && !slices.Contains(where, place)
	})
}

// elsewhere is 1 for a bare code of a row that the token endpoint does not give,
// and 0 for everything else.
func elsewhere(h hit) int {
	where := indexed().table[h.row].where
	if h.strength == word && len(where) > 0 && !slices.Contains(where, TokenEndpoint) {
		return 1
	}
	return 0
}

// otherDescription reports whether the words hold an error_description that is
// none of Zendesk's.
func otherDescription(words string) bool {
	const key = " error_description "
	for _, at := range marks(words, []string{key}) {
		rest := words[at+len(key)-1:]
		if !slices.ContainsFunc(indexed().needles, func(n needle) bool {
			return n.strength == sentence && strings.HasPrefix(rest, n.parts[0])
		}) {
			return true
		}
	}
	return false
}

// isList reports whether the text names five or more error codes: then it is a
// specification or a program, not an answer.
func isList(words string) bool {
	seen := make(map[string]bool)
	for _, n := range indexed().needles {
		if n.strength == word && strings.Contains(words, n.parts[0]) {
			seen[n.parts[0]] = true
		}
	}
	return len(seen) >= 5
}

// foreignHost reports whether the text names the host of a server that is not
// Zendesk's. The hosts of redirect URLs are the client's own, so they and this
// machine do not count.
func foreignHost(text string) bool {
	lower := strings.ToLower(text)
	for from := 0; ; {
		at := strings.Index(lower[from:], "://")
		if at < 0 {
			return false
		}
		at += from
		from = at + 3
		host := lower[from : from+hostLen(lower[from:])]
		from += len(host)
		if host == "" || isOwnHost(host) || isRedirect(lower[max(0, at-80):at], lower[from:min(len(lower), from+400)]) {
			continue
		}
		return true
	}
}

func hostLen(s string) int {
	n := 0
	for n < len(s) && (wordByte(s[n]) || s[n] == '.') {
		n++
	}
	return n
}

// isOwnHost reports whether host is this machine or an example.
func isOwnHost(host string) bool {
	return host == "localhost" || host == "127.0.0.1" || !strings.Contains(host, ".") ||
		strings.HasSuffix(host, "example.com") || strings.HasSuffix(host, "example.org") || strings.HasSuffix(host, ".test")
}

// isRedirect reports whether the URL between before and after is the client's
// redirect URL: it is named so, or it was called with an answer.
func isRedirect(before, after string) bool {
	named := strings.LastIndex(before, "redirect_ur")
	if named >= 0 && !strings.Contains(before[named:], "://") && strings.Count(before[named:], ",") == 0 {
		return true
	}
	query, _, _ := strings.Cut(after, " ")
	return strings.Contains(query, "?error=") || strings.Contains(query, "&error=")
}

func wordByte(c byte) bool {
	return c == '_' || c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
