package explain

import (
	"slices"
	"strings"
)

// formattingTags are the tags that untag removes: those that may be inside a sentence. Other tags stay,
// since they show that the text is a page; and <https://…> in a mail is no tag.
var formattingTags = strings.Fields("a abbr b big blockquote br cite code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s samp small span strong sub sup table tbody td th tr tt u ul var wbr")

// tagNameBytes are the characters in the name of a tag.
const tagNameBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// untag replaces each formatting tag by a space. Of a tag with a URL in it only the name is
// removed: the URL may show whose page it is.
func untag(text string) string {
	const longest = 300
	if strings.IndexByte(text, '<') < 0 {
		return text
	}
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
		name := n + len(text[n:]) - len(strings.TrimLeft(text[n:], tagNameBytes))
		end := strings.IndexByte(text[:min(len(text), longest)], '>') + 1
		switch {
		case name >= len(text) || !slices.Contains(formattingTags, strings.ToLower(text[n:name])) || end < name:
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
