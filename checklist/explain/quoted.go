package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unquoted removes what mail, chats, comments, boxes and curl put before a line.
func unquoted(text string) string {
	if !strings.ContainsAny(text, ">│┃║|<") {
		return text
	}
	var lines []string
	var quotes []bool
	for line := range strings.SplitAfterSeq(text, "\n") {
		body := withoutMargin(line)
		if inner := strings.TrimLeft(body, " \t"); strings.HasPrefix(inner, "< ") || strings.HasPrefix(inner, "| ") {
			body = body[:len(body)-len(inner)] + inner[2:]
		}
		if strings.TrimSpace(body) == "<" {
			body = "\n" // the end of the headers in the output of curl
		}
		if end := strings.TrimRight(body, " \t\r\n│┃║"); len(end) < len(body) {
			body = end
		} else {
			body = strings.TrimSuffix(body, "\n")
		}
		lines, quotes = append(lines, body), append(quotes, strings.HasPrefix(line, ">"))
	}
	plain := strings.Join(lines, "\n")
	if !slices.Contains(quotes, true) || wrappedAt(plain) > 0 {
		return plain // unwrapped knows the width
	}
	var out strings.Builder
	out.Grow(len(plain))
	for i, line := range lines {
		switch {
		case i == 0:
		case quotes[i-1] && quotes[i] && wrapped(lines[i-1], line, 0): // a mail that was quoted again is narrower than it was
			out.WriteByte(' ')
		default:
			out.WriteByte('\n')
		}
		out.WriteString(line)
	}
	return out.String()
}

// unwrapped joins the lines into which mail wraps sentences, and those that were wrapped where the
// longest lines end.
func unwrapped(text string) string {
	const narrowest = 66
	width := wrappedAt(text)
	var out strings.Builder
	before := ""
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, " \n")
		if out.Len() > 0 {
			if wrapped(before, body, narrowest) || width > 0 && goesOn(before, body, width) {
				out.WriteByte(' ')
			} else {
				out.WriteByte('\n')
			}
		}
		out.WriteString(body)
		before = body
	}
	return out.String() + text[len(strings.TrimSuffix(text, "\n")):] // the end of a transcript's headers is an empty line
}

// wrappedAt is the width at which a text was wrapped, in bytes, where two lines show it; otherwise 0.
func wrappedAt(text string) int {
	const narrowest, widest, few = 60, 100, 2
	if len(text) > longestPage {
		return 0
	}
	width, n, before := 0, 0, ""
	for line := range strings.Lines(text) {
		width = max(width, len(strings.TrimRight(line, " \n")))
	}
	if width < narrowest || width > widest {
		return 0
	}
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, " \n")
		if goesOn(before, body, width) {
			n++
		}
		before = body
	}
	if n < few {
		return 0
	}
	return width
}

// goesOn reports whether a line goes on from the one before, into which its first word would not have
// fitted, and does not begin as an exception, a record with a level or a setting does.
func goesOn(line, next string, width int) bool {
	first, _, _ := strings.Cut(next, " ")
	if key, _, ok := strings.Cut(first, "="); first == "" || line == "" || ok && smallLetters(key) || strings.Contains(next, "|") || len(line)+1+len(first) <= width {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	return (unicode.IsLetter(r) || strings.ContainsRune("/(\"'", r)) && !isClass(strings.ToLower(strings.TrimRight(first, ":"))) && !levelWords.has(strings.ToLower(strings.Trim(first, ":[]")))
}

// unbroken joins the lines that a terminal broke where they reached its width, in the middle of words,
// where two lines show it; and a URL that a mail broke.
func unbroken(text string) string {
	const narrowest, widest, few = 60, 250, 2
	if len(text) > longestPage {
		return text
	}
	width, n, soft, before, first := 0, 0, 0, "", ""
	for line := range strings.Lines(text) {
		width = max(width, len(strings.TrimRight(line, " \n")))
	}
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, " \n")
		switch {
		case breaksAt(before, body, width) && before != first: // the same line may come again
			n, first = n+1, before
		case len(before) < width && goesOn(before, body, width):
			soft++ // it breaks between words
		}
		before = body
	}
	broken := n >= few && soft <= n && width >= narrowest && width <= widest
	var out strings.Builder
	before = ""
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, " \n")
		if out.Len() > 0 && !(broken && breaksAt(before, body, width)) && !breaksURL(before, body) {
			out.WriteByte('\n')
		}
		out.WriteString(body)
		before = body
	}
	return out.String() + text[len(strings.TrimSuffix(text, "\n")):]
}

// breaksAt reports whether a line as wide as the terminal goes on in the next one, which does not begin
// as that line does.
func breaksAt(line, next string, width int) bool {
	const alike = 4
	return len(line) == width && next != "" && next[0] != ' ' && (len(next) <= alike || !strings.HasPrefix(line, next[:alike]))
}

// breaksURL reports whether the URL at the end of a long line, with a query, goes on in the next line, of
// which all is part of a query.
func breaksURL(line, next string) bool {
	const shortest = 50
	last := line[strings.LastIndexByte(line, ' ')+1:]
	inURL := strings.Contains(last, "://") && strings.Contains(last, "?") || last == line && strings.ContainsAny(line, "&%+") && strings.Contains(line, "=")
	return inURL && len(line) >= shortest && next != "" && !strings.Contains(next, " ") && !strings.Contains(next, "://") && strings.Contains(next, "=") && strings.ContainsAny(next, "&%+")
}

// withoutMargin cuts the marks of quotes and boxes off a line, and keeps how far it is indented before and behind them.
func withoutMargin(line string) string {
	body := strings.TrimLeft(line, " \t>│┃║")
	margin := line[:len(line)-len(body)]
	last := strings.LastIndexAny(margin, ">│┃║")
	if last < 0 {
		return line
	}
	_, width := utf8.DecodeRuneInString(margin[last:])
	return margin[:strings.IndexAny(margin, ">│┃║")] + strings.TrimPrefix(line[last+width:], " ")
}

// wrapped reports whether the next line continues one, as mail wraps sentences, since its
// first word would have made the line wider than width, and is no line of its own such as "key: value".
func wrapped(line, next string, width int) bool {
	const shortest, label = 40, 24
	first, _, _ := strings.Cut(next, " ")
	if len(line) < shortest || len(line)+len(first) < width || next == "" || strings.HasPrefix(line, first+" ") {
		return false
	}
	end, begin := line[len(line)-1], next[0]
	return (end >= 'a' && end <= 'z' || end >= '0' && end <= '9' || end == ',') && begin >= 'a' && begin <= 'z' &&
		!strings.ContainsAny(first, ":=/({") && !strings.ContainsAny(next[:min(len(next), label)], ":={|>")
}
