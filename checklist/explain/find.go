package explain

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// strength says how much a text that was found proves.
type strength int

const (
	weak     strength = iota + 1 // anybody may say it: row.near
	word                         // an error code of OAuth, one word of row.said
	sentence                     // row.own, and the sentences of row.said
)

// needle is a text of a row, ready to be sought in words.
type needle struct {
	row      int // in table
	strength strength
	own      bool
	alone    bool
	parts    []string // each with a space at both ends; more than one: in this order, at most gap bytes apart
	squashed string   // for a sentence that a terminal wrapped inside a word; "" when it is too short for that
}

// gap is how many bytes may lie between the parts of a needle.
const gap = 400

// index is the catalogue with its texts: all of them, and by their first word.
type index struct {
	table   []row
	needles []needle
	byWord  map[string][]needle
}

// indexed makes the index when it is first asked for: not every run of the
// program explains something, and it costs a millisecond.
var indexed = sync.OnceValue(func() index {
	table := catalogue()
	needles := needlesOf(table)
	return index{table, needles, firstWords(needles)}
})

func firstWords(needles []needle) map[string][]needle {
	index := make(map[string][]needle)
	for _, n := range needles {
		first := firstWord(n.parts[0])
		index[first] = append(index[first], n)
	}
	return index
}

// firstWord returns the word behind the space at the start of words.
func firstWord(words string) string {
	first, _, _ := strings.Cut(words[1:], " ")
	return first
}

func needlesOf(rows []row) []needle {
	var all []needle
	for i, r := range rows {
		for _, text := range r.own {
			n := newNeedle(i, sentence, text)
			n.own = true
			all = append(all, n)
		}
		for _, text := range r.alone {
			n := newNeedle(i, sentence, text)
			n.alone = true
			all = append(all, n)
		}
		for _, text := range r.said {
			s := sentence
			if !strings.Contains(text, " ") {
				s = word
			}
			all = append(all, newNeedle(i, s, text))
		}
		for _, text := range r.near {
			all = append(all, newNeedle(i, weak, text))
		}
	}
	return all
}

func newNeedle(row int, s strength, text string) needle {
	n := needle{row: row, strength: s}
	for part := range strings.SplitSeq(text, "…") {
		n.parts = append(n.parts, words(part))
	}
	if only := n.parts[0]; s == sentence && len(n.parts) == 1 && len(only) > 20 && strings.Count(only, " ") > 3 {
		n.squashed = squash(only)
	}
	return n
}

// stands reports whether the needle stands in words at the space with this index.
func (n needle) stands(words string, i int) bool {
	if !strings.HasPrefix(words[i:], n.parts[0]) {
		return false
	}
	i += len(n.parts[0]) - 1
	for _, part := range n.parts[1:] {
		end := min(len(words), i+gap+len(part))
		next := strings.Index(words[i:end], part)
		if next < 0 {
			return false
		}
		i += next + len(part) - 1
	}
	return true
}

// hit is a needle that was found in a text.
type hit struct {
	needle
	at int // in paste.words; its length when only paste.squashed has it
}

func (h hit) code() Code { return indexed().table[h.row].code }

// find returns each row that keep lets pass by one of its texts, by the
// strongest of them; strong ones first, then in the order of the text. A row
// that another one explains better (row.unless) is left out.
func find(p paste, keep func(hit) bool) []hit {
	best := make([]hit, len(indexed().table))
	note := func(n needle, at int) {
		h := hit{n, at}
		if h.strength > best[n.row].strength && keep(h) {
			best[n.row] = h
		}
	}
	for i := 0; i < len(p.words)-1; {
		first := firstWord(p.words[i:])
		for _, n := range indexed().byWord[first] {
			if n.stands(p.words, i) {
				note(n, i)
			}
		}
		i += 1 + len(first)
	}
	for _, n := range indexed().needles {
		if n.squashed != "" && best[n.row].strength < sentence && strings.Contains(p.squashed, n.squashed) {
			note(n, len(p.words))
		}
	}
	hits := slices.DeleteFunc(best, func(h hit) bool { return h.strength == 0 })
	found := make(map[Code]bool)
	for _, h := range hits {
		found[h.code()] = true
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool {
		return slices.ContainsFunc(indexed().table[h.row].unless, func(c Code) bool { return found[c] })
	})
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.at, b.at))
	})
	return hits
}
