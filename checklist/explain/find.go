package explain

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
)

// strength is how much a text of the catalogue proves when it is found.
type strength int

const (
	strengthWords    strength = iota + 1 // words that anybody uses: the families
	strengthCode                         // an error code of OAuth, one word of row.said
	strengthSentence                     // row.own, and the sentences of row.said
)

// needle is one text of a row or a family, prepared for the search in plain.words.
type needle struct {
	row      int // its index in the table
	strength strength
	own      bool       // nobody else is known to say it
	alone    bool       // it counts only where the text has nothing else
	parts    []string   // each with a space at both ends; in this order, at most maxPartGap bytes apart
	verbs    *verbIndex // one of them must be near; nil: no verb is needed
	family   *family
	squashed string // without spaces, for a terminal that wrapped it inside a word; "" when it is too short
}

// maxPartGap is how many bytes may be between two parts of a needle.
const maxPartGap = 400

// index is the catalogue with its needles, also by their first word.
type index struct {
	table    []row
	needles  []needle
	byWord   map[string][]needle
	squashed [1 << squashBits]bool // squashHash of the beginning of each needle.squashed
}

// indexed makes the index on first use: not every run of the program explains something, and
// it takes a millisecond.
var indexed = sync.OnceValue(func() *index { return newIndex(catalogue(), nil) })

// newIndex makes an index of a table, without the needles for which drop is true; a nil drop
// keeps all.
func newIndex(table []row, drop func(needle) bool) *index {
	needles := append(needlesOf(table), familyNeedles(table)...)
	if drop != nil {
		needles = slices.DeleteFunc(needles, drop)
	}
	x := &index{table: table, needles: needles, byWord: make(map[string][]needle)}
	for _, n := range needles {
		if n.squashed != "" {
			x.squashed[squashHash(n.squashed)] = true
		}
		first := firstWord(n.parts[0])
		x.byWord[first] = append(x.byWord[first], n)
	}
	return x
}

// firstWord returns the word after the space at the start of words.
func firstWord(words string) string {
	first, _, _ := strings.Cut(words[1:], " ")
	return first
}

func needlesOf(rows []row) []needle {
	var all []needle
	for i, r := range rows {
		for _, text := range r.own {
			n := newNeedle(i, strengthSentence, text)
			n.own = true
			all = append(all, n)
		}
		for _, text := range r.alone {
			n := newNeedle(i, strengthSentence, text)
			n.alone = true
			all = append(all, n)
		}
		for _, text := range r.said {
			s := strengthSentence
			if !strings.Contains(text, " ") {
				s = strengthCode
			}
			all = append(all, newNeedle(i, s, text))
			if spaced := strings.ReplaceAll(text, "_", " "); s == strengthCode && spaced != text && len(r.where) == 0 && text != "access_denied" { // "access denied" is said of anything
				all = append(all, newNeedle(i, strengthWords, spaced))
			}
		}
	}
	return all
}

func newNeedle(row int, s strength, text string) needle {
	n := needle{row: row, strength: s}
	for part := range strings.SplitSeq(text, "…") {
		n.parts = append(n.parts, words(part))
	}
	if only := n.parts[0]; s == strengthSentence && len(n.parts) == 1 && len(only) > 20 && strings.Count(only, " ") > 3 {
		n.squashed = strings.ReplaceAll(only, " ", "")
	}
	return n
}

// matchAt returns where the needle ends when it begins at words[i], which is a space; 0 when it
// does not.
func (n needle) matchAt(words string, i int) (end int) {
	if !strings.HasPrefix(words[i:], n.parts[0]) {
		return 0
	}
	start := i
	i += len(n.parts[0]) - 1
	for _, part := range n.parts[1:] {
		end := min(len(words), i+maxPartGap+len(part))
		next := strings.Index(words[i:end], part)
		if next < 0 {
			return 0
		}
		i += next + len(part) - 1
	}
	if n.verbs != nil {
		end, ok := verbNear(words, n.verbs, start, i, n.family)
		if !ok {
			return 0
		}
		return end
	}
	return i
}

// hit is a needle that was found in a text.
type hit struct {
	needle
	at, end int // in plain.words; both their length when only plain.squashed has it
	code    Code
}

// aboutNetwork reports whether a hit is a failure of the network.
func (h hit) aboutNetwork() bool { return h.family != nil && h.family.netError != "" }

// maxHits is how many hits of one row are kept: a log repeats itself.
const maxHits = 64

// maxTries is how often the needles of one row are compared, so that a text of nothing but nouns
// takes no longer than any other.
const maxTries = 20000

// find returns the needles in a text, in the order of the text.
func (x *index) find(p plain) []hit {
	var hits []hit
	count, tries := make([]int, len(x.table)), make([]int, len(x.table))
	sure := make([]bool, len(x.table))
	note := func(n needle, at, end int) {
		if count[n.row]++; count[n.row] <= maxHits {
			hits = append(hits, hit{n, at, end, x.table[n.row].code})
			sure[n.row] = sure[n.row] || n.strength == strengthSentence
		}
	}
	for i := 0; i < len(p.words)-1; {
		end := i + 1
		for p.words[end] != ' ' { // most words are too short for IndexByte
			end++
		}
		for _, n := range x.byWord[p.words[i+1:end]] {
			if tries[n.row]++; count[n.row] < maxHits && tries[n.row] < maxTries {
				if end := n.matchAt(p.words, i); end > 0 {
					note(n, i, end)
				}
			}
		}
		i = end
	}
	maybe := x.mayBegin(p.squashed)
	for _, n := range x.needles {
		if n.squashed != "" && !sure[n.row] && maybe[squashHash(n.squashed)] && strings.Contains(p.squashed, n.squashed) {
			note(n, len(p.words), len(p.words))
		}
	}
	return hits
}

// squashBits is the length of a squashHash.
const squashBits = 12

// squashHash is a hash of the first eight bytes of s, which has as many.
func squashHash(s string) uint64 {
	const golden = 0x9e3779b97f4a7c15 // 2^64 by the golden ratio, as Knuth hashes
	return binary.LittleEndian.Uint64([]byte(s[:8])) * golden >> (64 - squashBits)
}

// mayBegin returns the hashes of needles that begin somewhere in squashed: one pass instead of one
// for each needle.
func (x *index) mayBegin(squashed string) (maybe [1 << squashBits]bool) {
	for i := 0; i+8 <= len(squashed); i++ {
		h := squashHash(squashed[i:])
		maybe[h] = maybe[h] || x.squashed[h]
	}
	return maybe
}

// findNames returns the network families that are in names of errors, such as
// ConnectTimeoutError: these are not in any list, but their parts are words of the families.
func (x *index) findNames(text string, p plain) []hit {
	const most = 200 // different names
	known := make(map[string][]hit)
	var hits []hit
	for n, o := range p.at {
		if c := text[o.text]; c < 'A' || c > 'Z' {
			continue // a setting, such as readTimeout
		}
		end := len(p.words) - 1
		if n+1 < len(p.at) {
			end = int(p.at[n+1].word) - 1
		}
		from, to := int(o.text), int(o.text)+end-int(o.word)
		if to-from < len("ERR_X") || to-from > 60 || to > len(text) || !strings.EqualFold(text[from:to], p.words[o.word:end]) ||
			from > 0 && strings.IndexByte("${", text[from-1]) >= 0 || to < len(text) && text[to] == '=' { // a setting
			continue
		}
		name := text[from:to]
		found, seen := known[name]
		if !seen && len(known) < most {
			if words := splitErrorName(name); words != "" {
				for i := 0; i < len(words)-1; i += 1 + len(firstWord(words[i:])) {
					for _, each := range x.byWord[firstWord(words[i:])] {
						if each.family != nil && each.family.netError != "" && each.matchAt(words, i) > 0 {
							found = append(found, hit{each, 0, 0, x.table[each.row].code})
						}
					}
				}
				known[name] = found
			}
		}
		for _, h := range found {
			h.at, h.end = int(o.word)-1, end
			hits = append(hits, h)
		}
	}
	return hits
}

// best returns the strongest hit of each row, the strongest first and then in the order of the
// text, without rows that another one explains better (row.unless).
func (x *index) best(hits []hit) []hit {
	top := make(map[int]hit)
	for _, h := range hits {
		if have, ok := top[h.row]; !ok || h.strength > have.strength {
			top[h.row] = h
		}
	}
	var out []hit
	for _, h := range top {
		if !slices.ContainsFunc(x.table[h.row].unless, func(c Code) bool { _, ok := top[rowOf(x.table, c)]; return ok }) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.at, b.at), cmp.Compare(a.row, b.row))
	})
	return out
}
