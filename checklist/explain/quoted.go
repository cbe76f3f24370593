package explain

import "strings"

// unquoted removes what mail, chats, comments, boxes and curl put before a line.
func unquoted(text string) string {
	if !strings.ContainsAny(text, ">│┃║|<") {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	before := "" // the line before, where it was quoted
	for line := range strings.SplitAfterSeq(text, "\n") {
		body := strings.TrimLeft(line, " \t>│┃║")
		quoted := strings.HasPrefix(line, ">")
		if strings.HasPrefix(body, "< ") || strings.HasPrefix(body, "| ") {
			body = body[2:]
		}
		if strings.TrimSpace(body) == "<" {
			body = "\n" // the end of the headers in the output of curl
		}
		if end := strings.TrimRight(body, " \t\r\n│┃║"); len(end) < len(body) {
			body = end
		} else {
			body = strings.TrimSuffix(body, "\n")
		}
		if out.Len() > 0 {
			if quoted && wrapped(before, body) {
				out.WriteByte(' ')
			} else {
				out.WriteByte('\n')
			}
		}
		out.WriteString(body)
		if before = ""; quoted {
			before = body
		}
	}
	return out.String()
}

// wrapped reports whether the next line continues a quoted one, as mail wraps sentences, and is no
// line of its own such as "key: value".
func wrapped(line, next string) bool {
	const shortest = 40
	if len(line) < shortest || next == "" {
		return false
	}
	end, begin := line[len(line)-1], next[0]
	first, _, _ := strings.Cut(next, " ")
	return (end >= 'a' && end <= 'z' || end >= '0' && end <= '9' || end == ',') && begin >= 'a' && begin <= 'z' && !strings.ContainsAny(first, ":=/({")
}
