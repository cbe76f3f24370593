package redact

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Veil hides secrets that are known, however they are written: as they are and
// in capitals, backwards, as hexadecimal digits, in base64 of either alphabet at
// any of its three offsets, also of the bytes that its digits stand for, twice, backwards
// or of UTF-16, in base32, percent-encoded, as HTML entities, fullwidth, as escapes of
// JSON and of programming languages, each of these in up to three layers, and with white
// space, dashes, dots and their like between its characters, however many.
// The zero Veil hides nothing. It is not safe for concurrent use while Add runs.
type Veil struct {
	added  []string
	sought []sought
}

// sought is one form of a secret.
type sought struct {
	text        string
	joined      string // without what parts its pieces; "" where it is too short for that
	bare        string // without what else may stand between its characters
	exact       bool   // too short to be told from a word when letters are folded
	left, right int    // how many more characters of base64 hold bits of it
}

const (
	veilMin   = 4 // bytes: shorter ones would turn every answer into dots
	veilFolds = 8 // bytes from which a form is sought in any case and alphabet
)

// Add hides a secret from now on. One of fewer than four bytes is not hidden: it
// would be found in any text.
func (v *Veil) Add(secret string) {
	if slices.Contains(v.added, secret) {
		return // its forms are dear to find
	}
	v.added = append(v.added, secret)
	v.add(sought{text: secret})
	v.add(sought{text: Clean(secret, len(secret)+1)}) // as it is shown
	for layer := range slices.Values(layers(secret, true)) {
		v.add(sought{text: layer.text}) // what it is read as, when it holds an escape itself
	}
	if len(secret) < veilFolds {
		return
	}
	v.add(sought{text: reversed(secret)})
	v.add(sought{text: hex.EncodeToString([]byte(secret))})
	v.addBase64(secret)
	v.addBase64(reversed(secret))
	v.addBase64(base64.StdEncoding.EncodeToString([]byte(secret)))
	v.addBase64(wide(secret))
	whole := len(secret) * 8 / 6 // the characters that hold nothing but the secret
	v.add(sought{text: reversed(base64.RawStdEncoding.EncodeToString([]byte(secret))[:whole])})
	v.add(sought{text: base32.StdEncoding.EncodeToString([]byte(secret))[:len(secret)*8/5]})
	if raw, err := hex.DecodeString(secret); err == nil && len(raw) >= veilFolds {
		v.addBase64(string(raw)) // of what the digits stand for
	}
}

// wide is text in UTF-16, as Windows writes it.
func wide(text string) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return string(out)
}

func (v *Veil) addBase64(secret string) {
	for offset := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte("\x00\x00"[:offset] + secret))
		first, whole := (8*offset+5)/6, (offset+len(secret))*8/6 // the characters that hold nothing but the secret
		v.add(sought{text: encoded[first:whole], left: min(offset, 1), right: len(encoded) - whole})
	}
}

func (v *Veil) add(s sought) {
	if len(s.text) < veilMin || strings.Trim(s.text, "•") == "" {
		return
	}
	if s.exact = len(s.text) < veilFolds; !s.exact {
		bare, _ := squeezed(s.text, &between)
		s.text, s.joined, s.bare = folded(s.text), folded(joined(s.text)), folded(bare)
	}
	if !slices.Contains(v.sought, s) {
		v.sought = append(v.sought, s)
	}
}

// Over is text with dots in the place of every secret. Texts without one come
// back as they are. The work grows with the text and with the number of secrets.
func (v Veil) Over(text string) string {
	found := v.find(text)
	if len(found) == 0 {
		return text
	}
	slices.SortFunc(found, func(a, b span) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	var out strings.Builder
	at := 0
	for _, f := range found {
		if f.from >= at { // else it begins inside the one before
			out.WriteString(text[at:f.from] + dots)
		}
		at = max(at, f.to)
	}
	out.WriteString(text[at:])
	return out.String()
}

// In reports whether text holds one of the secrets.
func (v Veil) In(text string) bool { return len(v.find(text)) > 0 }

// span is a part of a text, in bytes.
type span struct{ from, to int }

func (v Veil) find(text string) (found []span) {
	if len(v.sought) == 0 {
		return nil
	}
	for _, layer := range layers(text, true) {
		fold := folded(layer.text)
		bare, at := squeezed(layer.text, &between)
		stood := func(i int) int {
			if at == nil {
				return i
			}
			return at[i]
		}
		bare = folded(bare)
		ofFold, ofBare := pairsOf(fold), pairsOf(bare)
		for i := range v.sought {
			s := &v.sought[i]
			for from := 0; len(s.bare) >= joinedMin && ofBare.have(s.bare); {
				i := strings.Index(bare[from:], s.bare)
				if i < 0 {
					break
				}
				from += i + len(s.bare)
				found = append(found, layer.span(stood(from-len(s.bare)), stood(from-1)+1))
			}
			in := fold
			if s.exact {
				in = layer.text
			} else if !ofFold.have(s.text) {
				continue
			}
			for at := 0; ; {
				i := strings.Index(in[at:], s.text)
				if i < 0 {
					break
				}
				i += at
				at = i + len(s.text)
				found = append(found, layer.span(s.around(layer.text, i, at)))
			}
		}
	}
	return found
}

// pairs are the pairs of bytes that follow each other in a text, as far as 4096 can be told
// apart. Hundreds of forms are sought in each line of an answer; hardly one passes.
type pairs [64]uint64

func pairsOf(text string) (p pairs) {
	for i := 1; i < len(text); i++ {
		at := pairOf(text, i)
		p[at/64] |= 1 << (at % 64)
	}
	return p
}

// pairOf numbers the pair that ends at byte i.
func pairOf(text string, i int) uint { return (uint(text[i-1])<<5 ^ uint(text[i])) % 4096 }

// have reports whether a form of two bytes or more may stand in the text: never no, when it does.
func (p *pairs) have(form string) bool {
	for _, i := range [...]int{1, len(form) / 2, len(form) - 1} {
		if at := pairOf(form, i); p[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}

// span is where bytes i to j of the spelling stand in the text.
func (s spelling) span(i, j int) span {
	from, to := s.origin(i, j)
	return span{from, to}
}

// around takes in what stands beside bytes i to j and holds bits of the secret too.
func (s *sought) around(text string, i, j int) (from, to int) {
	for range s.left {
		if i > 0 && base64Byte(text[i-1]) {
			i--
		}
	}
	for range s.right {
		if j < len(text) && base64Byte(text[j]) {
			j++
		}
	}
	return i, j
}

func base64Byte(c byte) bool {
	return c == '+' || c == '/' || c == '_' || c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// folded makes one of capitals and small letters, of the two alphabets of
// base64, and of the two ways to write a space in a form. It keeps the length.
func folded(text string) string {
	i := 0
	for i < len(text) && folds[text[i]] == text[i] {
		i++
	}
	if i == len(text) {
		return text
	}
	out := []byte(text)
	for ; i < len(out); i++ {
		out[i] = folds[out[i]]
	}
	return string(out)
}

// folds is what folded makes of each byte.
var folds = func() (all [256]byte) {
	for i := range all {
		all[i] = byte(i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		all[c] = c + 'a' - 'A'
	}
	all['-'], all[' '], all['_'] = '+', '+', '/'
	return all
}()

func reversed(text string) string {
	var out strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeLastRuneInString(text)
		if r == utf8.RuneError && n == 1 {
			out.WriteByte(text[len(text)-1])
		} else {
			out.WriteRune(r)
		}
		text = text[:len(text)-n]
	}
	return out.String()
}
