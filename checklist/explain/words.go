package explain

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"zdg/checklist/redact"
)

// plain is a text in the form in which phrases are searched for, with the place of each word in the
// text.
type plain struct {
	words    string
	squashed string   // words without spaces
	at       []origin // of each word, in order
}

// origin is the place of a word in plain.words and in the text.
type origin struct{ word, text int32 }

// plainOf writes a text in the form in which phrases are searched for: lower-case words of letters,
// digits and underscores with single spaces between them and at both ends. Apostrophes are dropped;
// every other character separates words, and so does a change between Latin and a script without
// spaces. So quoted and wrapped lines, JSON, HTML, URLs and typographic quotes come out the same,
// and a phrase matches whole words only. Typos in typedWords are corrected.
func plainOf(text string) plain {
	p := plainAsWritten(text)
	p.correctTypos()
	return p
}

// latinLetters are those of ASCII.
const latinLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// wordBytes are the letters and digits of ASCII, and the underscore.
var wordBytes = bytesOf("_0123456789" + latinLetters)

// bytesOf is the set of the ASCII characters of s.
func bytesOf(s string) (set [utf8.RuneSelf]bool) {
	for _, c := range []byte(s) {
		if c < utf8.RuneSelf {
			set[c] = true
		}
	}
	return set
}

func plainAsWritten(text string) plain {
	var out strings.Builder
	out.Grow(len(text) + 2)
	out.WriteByte(' ')
	const usual = 6 // bytes of a word and what follows it
	p := plain{at: make([]origin, 0, len(text)/usual+1)}
	space, wide := true, false
	for i, r := range text {
		if r < utf8.RuneSelf && wordBytes[r] {
			if !space && wide {
				out.WriteByte(' ')
				space = true
			}
			if wide = false; space {
				p.at = append(p.at, origin{int32(out.Len()), int32(i)})
			}
			out.WriteByte(lower(byte(r)))
			space = false
			continue
		}
		switch {
		case r == ' ': // most of what is between words
			if !space {
				out.WriteByte(' ')
				space = true
			}
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
			// couldn't is one word; in b'…' of Python, b is not part of the word
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
	p.squashed = squash(p.words)
	return p
}

// squash returns words without the spaces between them.
func squash(words string) string {
	out := make([]byte, 0, len(words))
	for i := range len(words) {
		if words[i] != ' ' {
			out = append(out, words[i])
		}
	}
	return string(out)
}

// typedWords are words of Zendesk's sentences that people mistype.
var typedWords = strings.Fields("client request authorization authenticate authorize unauthorized invalid redirect mismatch credentials")

// typedInitials are the first letters of typedWords.
const typedInitials = "crauim"

// correctTypos replaces typos of typedWords: "reqeust", "cliant", "authorisation".
func (p *plain) correctTypos() {
	var out strings.Builder
	done := 0
	for n := range p.at {
		if done == 0 && strings.IndexByte(typedInitials, p.words[p.at[n].word]) < 0 {
			continue // and nothing has moved yet
		}
		from, to := int(p.at[n].word), len(p.words)-1
		if n+1 < len(p.at) {
			to = int(p.at[n+1].word) - 1
		}
		shift := out.Len() - done
		word := p.words[from:to]
		if len(word) >= 5 && len(word) <= 14 {
			for _, right := range typedWords {
				if isTypoOf(word, right) {
					out.WriteString(p.words[done:from])
					out.WriteString(right)
					done = to
					break
				}
			}
		}
		p.at[n].word += int32(shift)
	}
	if done == 0 {
		return
	}
	out.WriteString(p.words[done:])
	p.words = out.String()
	p.squashed = squash(p.words)
}

// isTypoOf reports whether two words with the same first and last letter differ by one letter
// between those, or by two letters that are swapped.
func isTypoOf(word, right string) bool {
	d, least := len(word)-len(right), min(len(word), len(right))
	if word[0] != right[0] || d < -1 || d > 1 || word == right || word[len(word)-1] != right[len(right)-1] {
		return false
	}
	i, j := 1, 1 // how many letters are the same at the beginning and at the end
	for i < least && word[i] == right[i] {
		i++
	}
	for j < least && word[len(word)-1-j] == right[len(right)-1-j] {
		j++
	}
	if d == 0 {
		return i+j == least-1 || i+j == least-2 && word[i] == right[i+1] && word[i+1] == right[i]
	}
	return i+j >= least
}

// textAt is the place in the text of the word that has byte i of p.words.
func (p plain) textAt(i int) int {
	n := sort.Search(len(p.at), func(n int) bool { return int(p.at[n].word) > i+1 })
	if n == 0 {
		return 0
	}
	return int(p.at[n-1].text)
}

// words is plainOf without the places.
func words(text string) string { return plainOf(text).words }

// hasAny reports whether words, as plainOf writes them, have one of some words or phrases.
func hasAny(words string, some []string) bool {
	return slices.ContainsFunc(some, func(each string) bool { return strings.Contains(words, " "+each+" ") })
}

// countAny counts those of some words or phrases that words have.
func countAny(words string, some []string) (n int) {
	for _, each := range some {
		if strings.Contains(words, " "+each+" ") {
			n++
		}
	}
	return n
}

// contains, startsWith and endsIn report whether text has one of some parts: anywhere, at its
// beginning, at its end.
func contains(text string, some ...string) bool { return is(strings.Contains, text, some) }

func startsWith(text string, some ...string) bool { return is(strings.HasPrefix, text, some) }

func endsIn(text string, some ...string) bool { return is(strings.HasSuffix, text, some) }

func is(has func(text, part string) bool, text string, some []string) bool {
	for _, each := range some {
		if has(text, each) {
			return true
		}
	}
	return false
}

// indexes yields where text has a part, at most so many times.
func indexes(text, part string, most int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; most > 0; most-- {
			i := strings.Index(text[from:], part)
			if i < 0 || !yield(from+i) {
				return
			}
			from += i + len(part)
		}
	}
}

// places yields where text has a word, with no letter or digit beside it.
func places(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range indexes(text, word, len(text)) {
			if end := i + len(word); (i == 0 || !nameByte(text[i-1])) && wordEnd(text, end) == end && !yield(i) {
				return
			}
		}
	}
}

// wordEnd is where the word ends that goes on at a place, or the place.
func wordEnd(text string, at int) int {
	for at < len(text) && nameByte(text[at]) {
		at++
	}
	return at
}

// decode drops what does not print from text, and undoes escapes.
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

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// smallLetters reports whether a word consists of lower-case ASCII letters.
func smallLetters(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// set is a set of words. It is made on first use: most runs of the program read no pasted text.
type set struct {
	once  sync.Once
	words string // separated by blanks
	holds map[string]bool
}

// setOf returns the set of the words in a text.
func setOf(words string) *set { return &set{words: words} }

func (s *set) has(word string) bool {
	s.once.Do(func() {
		s.holds = make(map[string]bool)
		for word := range strings.FieldsSeq(s.words) {
			s.holds[word] = true
		}
	})
	return s.holds[word]
}

// lowerSame returns text in lower case, but for letters that have another length there: places are
// the same in both.
func lowerSame(text string) string {
	out := []byte(text)
	for i := 0; i < len(out); i++ {
		if out[i] < utf8.RuneSelf {
			out[i] = lower(out[i])
			continue
		}
		r, n := utf8.DecodeRune(out[i:])
		if small := unicode.ToLower(r); small != r && utf8.RuneLen(small) == n {
			utf8.EncodeRune(out[i:], small)
		}
		i += n - 1
	}
	return string(out)
}

// errorEnds are the ends of error names in CamelCase.
var errorEnds = strings.Fields("error exception failure timeout disconnected refused")

// splitErrorName splits the name of an error, such as ConnectTimeoutError or
// ERR_CONNECTION_REFUSED, into words in lower case between spaces; "" for any other word, and for a
// name of one word.
func splitErrorName(name string) string {
	shouted := strings.ToUpper(name) == name
	if shouted && strings.Count(name, "_") == 0 || !shouted && !slices.ContainsFunc(errorEnds, func(end string) bool {
		return len(name) > len(end) && strings.EqualFold(name[len(name)-len(end):], end)
	}) {
		return ""
	}
	var out strings.Builder
	for i := range len(name) {
		upper := name[i] >= 'A' && name[i] <= 'Z'
		if i > 0 && upper && !shouted && (lower(name[i-1]) == name[i-1] || i+1 < len(name) && lower(name[i+1]) == name[i+1]) {
			out.WriteByte(' ')
		}
		out.WriteByte(lower(name[i]))
	}
	parts := strings.Join(strings.FieldsFunc(out.String(), func(r rune) bool { return r == '_' || r == ' ' }), " ")
	if !strings.Contains(parts, " ") {
		return ""
	}
	return " " + parts + " "
}
