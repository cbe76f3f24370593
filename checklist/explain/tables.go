package explain

import (
	"slices"
	"strings"
)

// tabulates reports whether three or more lines begin with different statuses or codes and say what
// each means, as a table or a list of them does.
func (r *reader) tabulates() bool {
	rows, heads := make(map[string]bool), make(map[string]bool)
	table := strings.Contains(r.text, "---|---") // of Markdown
	if table && r.tableOfCodes() {
		return true
	}
	for _, s := range r.stmts {
		line := strings.TrimLeft(r.text[s.from:s.to], " \t|-*•")
		name, rest, quoted := strings.Cut(strings.TrimPrefix(line, "`"), "`")
		if quoted = quoted && name != "" && line[0] == '`'; !quoted {
			name, rest, _ = strings.Cut(line, " ")
		}
		rest = strings.TrimLeft(rest, " \t")
		first, _, _ := strings.Cut(name, " ")
		if head := strings.TrimSuffix(first, ","); isErrorCode(head) {
			heads[head] = true // as on cards to learn from, or in an index
		}
		switch status := len(first) == 3 && isStatus(first) && first[0] != '1'; { // and no line of source
		case isErrorCode(first) && first == name && (strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "- ")),
			(strings.HasPrefix(rest, "|") || table && strings.Contains(rest, "|")) && (status || isErrorCode(first)),
			quoted && status && strings.IndexAny(rest, "-–—:") == 0:
			rows[name] = true
		}
	}
	return len(rows) >= 3 || len(heads) >= 3
}

// tableOfCodes reports whether three rows of a table in Markdown have different statuses, codes or
// sentences of the catalogue, in whichever column.
func (r *reader) tableOfCodes() bool {
	said := make(map[string]bool)
	for line := range strings.Lines(r.text) {
		if strings.Count(line, "|") < 2 || strings.Contains(line, "---|") {
			continue
		}
		for word := range strings.FieldsSeq(line) {
			if word = strings.Trim(word, ".,;:()`*"); len(word) == 3 && word[0] > '3' && isStatus(word) {
				said[word] = true
			}
		}
		for cell := range strings.SplitSeq(line, "|") {
			cell = strings.Trim(cell, " `*\n")
			first, _, _ := strings.Cut(cell, " ")
			if len(cell) == 3 && isStatus(cell) && cell[0] > '3' || isErrorCode(first) || r.isSentence(cell) {
				said[cell] = true
			}
		}
	}
	return len(said) >= 3
}

// isSentence reports whether a text begins with a sentence of the catalogue.
func (r *reader) isSentence(text string) bool {
	w := words(text)
	return w != " " && slices.ContainsFunc(r.byWord[firstWord(w)], func(n needle) bool {
		return n.strength == strengthSentence && strings.HasPrefix(w, n.parts[0])
	})
}

// isErrorCode reports whether a word is an error code of OAuth or is made like one (RFC 6749, 4.1.2.1 and 5.2).
func isErrorCode(word string) bool {
	first, _, ok := strings.Cut(word, "_")
	return ok && slices.Contains([]string{"invalid", "unsupported", "unauthorized", "access", "server", "insufficient", "rate", "temporarily"}, first) && word != "access_token"
}

// isList reports whether the text has many error codes or sentences and no answer: then it is a
// specification or source code.
func (r *reader) isList() bool {
	seen, sentences := make(map[string]bool), make(map[Code]bool)
	for _, h := range r.hits {
		switch {
		case h.strength == strengthCode:
			seen[h.parts[0]] = true
		case h.strength == strengthSentence && !h.alone:
			sentences[h.code] = true
		}
	}
	return len(sentences) >= 2 && !slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.hasAddress }) && !strings.Contains(r.text, markBody) || len(seen) >= 5 || len(seen) >= 3 && !strings.Contains(r.text, markBody) || r.statusTable
}

// listsStatuses reports whether the text has three or more statuses and no address: then it is a
// table of a manual or of a program.
func (r *reader) listsStatuses() bool {
	seen := make(map[int]bool)
	for _, e := range r.exchs {
		if e.hasAddress {
			return false
		}
		seen[e.status] = true
	}
	delete(seen, 0)
	return len(seen) >= 3
}
