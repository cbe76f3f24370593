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

// Veil hides known secrets, in these encodings: as they are and in capitals; backwards; as
// hexadecimal digits; in base64, with either alphabet and at any of its three offsets, also
// of the bytes that hex digits stand for, twice, backwards, or of UTF-16; in base32;
// percent-encoded, as HTML entities, fullwidth, or with the escapes of JSON and programming
// languages, each in up to three layers; and with any number of spaces, dashes, dots and the
// like between the characters. The zero Veil hides nothing. A Veil is safe for concurrent use
// except while Add runs.
type Veil struct {
	added []string
	forms []form
}

// form is a secret in one encoding.
type form struct {
	text        string // folded, unless exact
	joined      string // text without separators; "" when exact
	bare        string // text without fillers; "" when exact
	exact       bool   // too short to be folded: it would be found in words
	left, right int    // how many more base64 characters before and after it hold bits of it
}

const (
	veilMin     = 4 // bytes; a shorter secret would turn every answer into dots
	veilFoldMin = 8 // bytes from which a form is found in any case and base64 alphabet
)

// Add hides a secret from now on. One of fewer than four bytes is not hidden, since it would
// be found in any text.
func (v *Veil) Add(secret string) {
	if slices.Contains(v.added, secret) {
		return // finding its forms takes time
	}
	v.added = append(v.added, secret)
	v.add(form{text: secret})
	v.add(form{text: Clean(secret, len(secret)+1)}) // as it would be shown
	for _, layer := range decodings(secret, true) {
		v.add(form{text: layer.text}) // as it is read where it holds an escape itself
	}
	if len(secret) < veilFoldMin {
		return
	}
	v.add(form{text: reversed(secret)})
	v.add(form{text: hex.EncodeToString([]byte(secret))})
	v.addBase64(secret)
	v.addBase64(reversed(secret))
	v.addBase64(base64.StdEncoding.EncodeToString([]byte(secret)))
	v.addBase64(utf16LE(secret))
	whole := len(secret) * 8 / 6 // the characters that hold nothing but the secret
	v.add(form{text: reversed(base64.RawStdEncoding.EncodeToString([]byte(secret))[:whole])})
	v.add(form{text: base32.StdEncoding.EncodeToString([]byte(secret))[:len(secret)*8/5]})
	if raw, err := hex.DecodeString(secret); err == nil && len(raw) >= veilFoldMin {
		v.addBase64(string(raw)) // of the bytes that the digits stand for
	}
}

// utf16LE is text in UTF-16, as Windows writes it.
func utf16LE(text string) string {
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
		v.add(form{text: encoded[first:whole], left: min(offset, 1), right: len(encoded) - whole})
	}
}

func (v *Veil) add(s form) {
	if len(s.text) < veilMin || strings.Trim(s.text, "•") == "" {
		return
	}
	if s.exact = len(s.text) < veilFoldMin; !s.exact {
		bare, _ := dropAll(s.text, &fillers)
		s.text, s.joined, s.bare = fold(s.text), fold(withoutSeparators(s.text)), fold(bare)
	}
	if !slices.Contains(v.forms, s) {
		v.forms = append(v.forms, s)
	}
}

// Over returns text with dots in place of every secret, and a text without one as it is. The
// work grows with the text and with the number of secrets.
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

// InPieces reports whether text holds one of the secrets as In does, or with white space,
// line breaks, colons or dashes in it, or holds 32 of its characters in a row.
func (v Veil) InPieces(text string) bool {
	if v.In(text) {
		return true
	}
	for _, layer := range decodings(text, true) {
		whole, text := fold(layer.text), fold(withoutSeparators(layer.text))
		ofWhole, ofText := pairsOf(whole), pairsOf(text)
		for i := range v.forms {
			s := &v.forms[i]
			if len(s.joined) >= joinedMin && (ofText.have(s.joined) && strings.Contains(text, s.joined) || shareRun(text, s.joined, &ofText) || shareRun(whole, s.text, &ofWhole)) {
				return true
			}
		}
	}
	return false
}

// shareRun reports whether text has partMin characters of secret in a row. Such a run holds
// at least one whole block of half that length, so only blocks are looked for.
func shareRun(text, secret string, ofText *bytePairs) bool {
	const block = partMin / 2
	for from := 0; from+block <= len(secret); from += block {
		for at := 0; ofText.have(secret[from : from+block]); at++ {
			i := strings.Index(text[at:], secret[from:from+block])
			if i < 0 {
				break
			}
			at += i
			n := block
			for left := 1; left <= min(at, from) && text[at-left] == secret[from-left]; left++ {
				n++
			}
			for right := block; at+right < len(text) && from+right < len(secret) && text[at+right] == secret[from+right]; right++ {
				n++
			}
			if n >= partMin {
				return true
			}
		}
	}
	return false
}

// span is a part of a text, in bytes.
type span struct{ from, to int }

func (v Veil) find(text string) (found []span) {
	if len(v.forms) == 0 {
		return nil
	}
	for _, layer := range decodings(text, true) {
		whole := fold(layer.text)
		bare, at := dropAll(layer.text, &fillers)
		stood := func(i int) int {
			if at == nil {
				return i
			}
			return at[i]
		}
		bare = fold(bare)
		ofWhole, ofBare := pairsOf(whole), pairsOf(bare)
		for i := range v.forms {
			s := &v.forms[i]
			for from := 0; len(s.bare) >= joinedMin && ofBare.have(s.bare); {
				i := strings.Index(bare[from:], s.bare)
				if i < 0 {
					break
				}
				from += i + len(s.bare)
				found = append(found, layer.spanOf(stood(from-len(s.bare)), stood(from-1)+1))
			}
			in := whole
			if s.exact {
				in = layer.text
			} else if !ofWhole.have(s.text) {
				continue
			}
			for at := 0; ; {
				i := strings.Index(in[at:], s.text)
				if i < 0 {
					break
				}
				i += at
				at = i + len(s.text)
				found = append(found, layer.spanOf(s.around(layer.text, i, at)))
			}
		}
	}
	return found
}

// bytePairs is a Bloom filter of the pairs of adjacent bytes in a text. Hundreds of forms are
// looked for in each line of an answer, and it rules out nearly all of them.
type bytePairs [64]uint64

func pairsOf(text string) (p bytePairs) {
	for i := 1; i < len(text); i++ {
		at := pairOf(text, i)
		p[at/64] |= 1 << (at % 64)
	}
	return p
}

// pairOf is the bit of the pair that ends at byte i.
func pairOf(text string, i int) uint { return (uint(text[i-1])<<5 ^ uint(text[i])) % 4096 }

// have reports whether a form of two or more bytes may be in the text. It is never false when
// the form is there.
func (p *bytePairs) have(form string) bool {
	for _, i := range [...]int{1, len(form) / 2, len(form) - 1} {
		if at := pairOf(form, i); p[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}

// spanOf is the range in the original that bytes i to j of the text come from.
func (s decoding) spanOf(i, j int) span {
	from, to := s.origin(i, j)
	return span{from, to}
}

// around extends bytes i to j by the base64 characters next to them that hold bits of the
// secret.
func (s *form) around(text string, i, j int) (from, to int) {
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

// fold maps capitals to small letters, one base64 alphabet to the other, and a space to the
// plus of forms. It keeps the length.
func fold(text string) string {
	i := 0
	for i < len(text) && foldTable[text[i]] == text[i] {
		i++
	}
	if i == len(text) {
		return text
	}
	out := []byte(text)
	for ; i < len(out); i++ {
		out[i] = foldTable[out[i]]
	}
	return string(out)
}

// foldTable is what fold makes of each byte.
var foldTable = func() (all [256]byte) {
	for i := range all {
		all[i] = byte(i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		all[c] = c + 'a' - 'A'
	}
	all['-'], all[' '], all['_'] = '+', '+', '/'
	return all
}()

// reversed is text backwards, rune by rune.
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
