package explain

import (
	"slices"
	"strings"
)

// formatting are the tags that may stand inside a sentence of a page. Others
// stay: their names say that it is a page, and <https://…> in a mail is none.
var formatting = strings.Fields("a abbr b big blockquote br cite code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s samp small span strong sub sup table tbody td th tr tt u ul var wbr")

// tagName are the characters of a tag's name.
const tagName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// untag puts a space in place of each formatting tag. A tag with an address in
// it loses its name only: the address may be what says whose page it is.
func untag(text string) string {
	const longest = 300
	var out strings.Builder
	for {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		out.WriteString(text[:at])
		text = text[at:]
		n := 1
		if strings.HasPrefix(text, "</") {
			n = 2
		}
		name := n + len(text[n:]) - len(strings.TrimLeft(text[n:], tagName))
		end := strings.IndexByte(text[:min(len(text), longest)], '>') + 1
		switch {
		case name >= len(text) || !slices.Contains(formatting, strings.ToLower(text[n:name])) || end < name:
			out.WriteByte('<')
			text = text[1:]
		case strings.Contains(text[:end], "://"):
			out.WriteByte(' ')
			text = text[name:]
		default:
			out.WriteByte(' ')
			text = text[end:]
		}
	}
	out.WriteString(text)
	return out.String()
}
