package explain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// statement is a part of a text that says one thing: a line, or a sentence of one.
type statement struct{ from, to int }

// statements splits a text at the ends of its lines and sentences.
func statements(text string) []statement {
	var all []statement
	from := 0
	end := func(to int) {
		if strings.TrimSpace(text[from:to]) != "" {
			all = append(all, statement{from, to})
		}
		from = to
	}
	for i := range len(text) {
		switch text[i] {
		case '\n':
			end(i + 1)
		case 0xe3, 0xef: // how those of Chinese and Japanese begin
			if strings.HasPrefix(text[i:], "。") || strings.HasPrefix(text[i:], "！") || strings.HasPrefix(text[i:], "？") {
				end(i + len("。"))
			}
		case '.', '!', '?':
			if i+2 < len(text) && text[i+1] == ' ' && i > 0 && text[i-1] != '.' {
				if r, _ := utf8.DecodeRuneInString(text[i+2:]); unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || r == '"' || r == '“' {
					end(i + 2)
				}
			}
		}
	}
	end(len(text))
	return all
}
