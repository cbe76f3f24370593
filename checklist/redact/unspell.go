package redact

import (
	"slices"
	"strings"
)

// Lines is what of a text prints, line by line: without control and escape
// sequences, and at most its first mebibyte.
func Lines(text string) string { return printable(bound(text)) }

// Unspell takes one layer of spelling off: entities, percent-encoding, and the escapes
// of JSON and of programming languages, of which those of line breaks and tabs become
// what they stand for. What that hides is not hidden any more: nothing of it may be
// shown before it went through Clean.
func Unspell(text string) string {
	if !strings.ContainsAny(text, `%&\\`) {
		return text
	}
	plain := strings.ToValidUTF8(spelling{text: breaks(text)}.undo(false).text, " ")
	return printable(strings.ReplaceAll(plain, "\ufffd", " "))
}

// breaks undoes \n, \r and \t.
func breaks(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out.WriteByte(text[i])
			continue
		}
		i++
		switch text[i] {
		case 'n', 'r':
			out.WriteByte('\n')
		case 't':
			out.WriteByte(' ')
		default:
			out.WriteString(text[i-1 : i+1])
		}
	}
	return out.String()
}

// Values returns the different values that a text gives to keys, in JSON, in a form
// or in a URL, in order and at most eight of each.
func Values(text string, keys ...string) map[string][]string {
	values := make(map[string][]string)
	for i := 0; i < len(text); {
		n := wordLen(text[i:])
		if n == 0 {
			i++
			continue
		}
		key := text[i : i+n]
		i += n
		if !slices.Contains(keys, key) {
			continue
		}
		from, closing, _ := assign(text[i:])
		if from == 0 {
			continue
		}
		i += from
		v := text[i : i+valueLen(text[i:], closing)]
		i += len(v)
		if v != "" && len(values[key]) < 8 && !slices.Contains(values[key], v) {
			values[key] = append(values[key], v)
		}
	}
	return values
}
