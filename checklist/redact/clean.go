package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBytes is how much of a text Lines, Clean, Fit and Mask look at.
const maxBytes = 1 << 20

// Clean makes text from outside fit to show: without control, escape and bidi characters,
// with secrets masked (Mask), in one line with single spaces, and of at most max runes, the
// last of which is "…" where something was cut. A max below 1 gives "". Clean(Clean(s, n), n)
// is Clean(s, n).
func Clean(text string, max int) string {
	if max < 1 {
		return ""
	}
	line := truncateRunes(collapseSpace(Mask(printable(truncateBytes(text)))), max)
	for range 4 {
		again := truncateRunes(collapseSpace(Mask(line)), max) // after a cut something may look like a secret
		if again == line {
			break
		}
		line = again
	}
	return line
}

// Lines returns what of a text can be printed, with each line break as one "\n" and without
// control and escape sequences. It reads at most the first mebibyte.
func Lines(text string) string { return printable(truncateBytes(text)) }

// Fit is Clean without masking. It is for sentences of our own, which may speak of
// Authorization and code= without holding a secret. What they quote must have been cleaned.
func Fit(text string, max int) string {
	if max < 1 {
		return ""
	}
	return truncateRunes(collapseSpace(printable(truncateBytes(text))), max)
}

func collapseSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// truncateBytes returns at most maxBytes bytes of text, in whole runes.
func truncateBytes(text string) string {
	if len(text) <= maxBytes {
		return text
	}
	end := maxBytes
	for end > maxBytes-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// truncateRunes shortens text to max runes, the last of them "…".
func truncateRunes(text string, max int) string {
	if utf8.RuneCountInString(text) <= max {
		return text
	}
	runes := 0
	for i := range text {
		if runes == max-1 {
			return strings.TrimRight(text[:i], " …") + "…"
		}
		runes++
	}
	return text
}

// printable drops escape sequences and runes that do not print, and at most three combining
// marks stay in a row. White space becomes a space or a line feed: Mask needs the lines of a
// header.
func printable(text string) string {
	if asciiPrefix(text) == len(text) {
		return text // most texts
	}
	var out strings.Builder
	out.Grow(len(text))
	marks := 0
	for i := 0; i < len(text); {
		if usual := asciiPrefix(text[i:]); usual > 0 {
			out.WriteString(text[i : i+usual])
			i, marks = i+usual, 0
			continue
		}
		if n := escapeLen(text[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if unicode.Is(unicode.M, r) {
			if marks++; marks > 3 {
				continue
			}
		} else {
			marks = 0
		}
		switch {
		case r == utf8.RuneError && n == 1:
			// not UTF-8
		case r == '\r' && strings.HasPrefix(text[i:], "\n"):
			// one line break, as Windows and HTTP write it
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			out.WriteByte('\n')
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		case unicode.IsGraphic(r):
			out.WriteRune(r)
		}
	}
	return out.String()
}

// asciiPrefix is how many bytes at the start of text are printable ASCII or line feeds.
func asciiPrefix(text string) (n int) {
	for n < len(text) && (text[n] >= ' ' && text[n] <= '~' || text[n] == '\n') {
		n++
	}
	return n
}

// escapeLen returns the length in bytes of the terminal sequence at the start of text, 0 when
// there is none (ECMA-48: CSI, the string sequences OSC, DCS, SOS, PM and APC, and two-byte
// escapes; each also in its C1 form). Of a string sequence that does not end in its line only
// the introducer counts, so that an answer cannot make the rest of itself disappear.
func escapeLen(text string) int {
	kind, head := introducer(text)
	switch kind {
	case 0:
		return head
	case '[':
		n := head
		for n < len(text) && n < head+64 && text[n] >= 0x20 && text[n] <= 0x3f {
			n++
		}
		if n < len(text) && text[n] >= 0x40 && text[n] <= 0x7e {
			n++
		}
		return n
	case ']', 'P', 'X', '^', '_':
		// The next introducer ends the search: that keeps it linear.
		for n := head; n < len(text) && text[n] != '\n'; n++ {
			switch {
			case text[n] == 0x07:
				return n + 1
			case strings.HasPrefix(text[n:], "\x1b\\"), strings.HasPrefix(text[n:], "\u009c"):
				return n + 2
			case text[n] == 0x1b, text[n] == 0xc2 && n+1 < len(text) && text[n+1] < 0xa0:
				return head
			}
		}
		return head
	}
	return head
}

// introducer returns the kind of the terminal sequence at the start of text, as the byte
// after ESC, and the length of its introducer; 0, 0 for none.
func introducer(text string) (kind byte, n int) {
	if text[0] == 0x1b {
		if len(text) > 1 && text[1] >= 0x40 && text[1] <= 0x5f {
			return text[1], 2
		}
		n := 1
		for n < len(text) && n < 4 && text[n] >= 0x20 && text[n] <= 0x2f {
			n++ // intermediate bytes, as of a character set
		}
		if n > 1 && n < len(text) && text[n] >= 0x30 && text[n] <= 0x7e {
			n++
		}
		return 0, n
	}
	if r, n := utf8.DecodeRuneInString(text); r >= 0x80 && r <= 0x9f && r != 0x85 {
		return byte(r - 0x40), n // C1 in UTF-8
	}
	return 0, 0
}
