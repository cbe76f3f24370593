package explain

import (
	"sort"
	"strings"
	"unicode"

	"zdg/checklist/redact"
)

// plain is a text in the form in which phrases are sought, and where each of its words
// stands in the text.
type plain struct {
	words    string
	squashed string   // words without spaces
	at       []origin // of each word, in order
}

// origin is where a word of plain.words stands in the text.
type origin struct{ word, text int32 }

// plainOf brings a text to the one form in which phrases are sought: lower-case words of
// letters, digits and underscores with single spaces between them and at both ends.
// Apostrophes vanish; every other character separates, and so does a change between
// Latin and a script that writes no spaces. So quoting with >, wrapped lines, JSON, HTML,
// URLs and typographic quotes all come out the same, and a phrase matches whole words only.
func plainOf(text string) plain {
	var out strings.Builder
	out.Grow(len(text) + 2)
	out.WriteByte(' ')
	p := plain{}
	space, wide := true, false
	for i, r := range text {
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if !space && wide != (r >= '\u2e80') {
				out.WriteByte(' ')
				space = true
			}
			if wide = r >= '\u2e80'; space {
				p.at = append(p.at, origin{int32(out.Len()), int32(i)})
			}
			out.WriteRune(unicode.ToLower(r))
			space = false
		case strings.ContainsRune("'’‘ʼ´`′", r):
			// couldn't is one word, however it is quoted; b'…' of Python is a quotation
			if n := len(p.at); !space && n > 0 && out.Len()-int(p.at[n-1].word) == 1 && strings.IndexByte("burfBURF", text[i-1]) >= 0 {
				out.WriteByte(' ')
				space = true
			}
		case !space:
			out.WriteByte(' ')
			space = true
		}
	}
	if !space {
		out.WriteByte(' ')
	}
	p.words = out.String()
	p.squashed = strings.ReplaceAll(p.words, " ", "")
	return p
}

// textAt is where the word that holds byte i of the words stands in the text.
func (p plain) textAt(i int) int {
	n := sort.Search(len(p.at), func(n int) bool { return int(p.at[n].word) > i+1 })
	if n == 0 {
		return 0
	}
	return int(p.at[n-1].text)
}

// words is plainOf without the way back.
func words(text string) string { return plainOf(text).words }

// decode is text as it reads: what does not print dropped, its spelling undone.
func decode(text string) string {
	text = redact.Lines(text)
	for range 3 {
		next := redact.Unspell(text)
		if next == text {
			break
		}
		text = next
	}
	return text
}
