package explain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// node is a value in JSON, or in what Python, Ruby, JavaScript, Java, C#, Objective-C and others
// print for the same.
type node struct {
	key  string // as written; "" in a list
	kind byte   // one of the kinds below
	text string // of a string or a bare value
	kids []node
	cut  bool // the text ends, or cannot be read, before the object does
}

// The kinds of a node.
const (
	object = '{'
	list   = '['
	quoted = '"' // a string
	bare   = 'b' // a number, a name, or anything else up to what ends a value
)

// objects reads objects out of a text. It is tolerant: an object that is cut off has what comes
// before the cut. steps bounds the work for all objects of a text, so that one of nothing but
// braces takes no longer than any other.
type objects struct {
	text  string
	steps int
}

// maxDepth is how deep objects may be nested; deeper ones are not read.
const maxDepth = 24

// object reads the object whose brace is at i; to is where it ends.
func (o *objects) object(i, depth int) (n node, to int, ok bool) {
	n = node{kind: object}
	cutAt := func(to int) (node, int, bool) {
		n.cut = true
		return n, to, isObject(n)
	}
	for i++; ; {
		i = o.blank(i)
		if i >= len(o.text) {
			return cutAt(i)
		}
		if o.text[i] == '}' {
			return n, i + 1, len(n.kids) > 0
		}
		start := i
		key, next, named := o.key(i)
		if !named {
			return cutAt(start)
		}
		kid, next, ok := o.value(next, depth+1)
		if !ok {
			return cutAt(start)
		}
		kid.key = key
		n.kids = append(n.kids, kid)
		if next < len(o.text) && o.text[next] == '\n' && kid.kind == quoted && strings.IndexByte(`"')`, o.text[next-1]) < 0 {
			return cutAt(next) // inside the string
		}
		i = o.blank(next)
		if i < len(o.text) && strings.IndexByte(",;", o.text[i]) >= 0 {
			i++
		}
		if o.steps--; o.steps < 0 {
			return n, i, isObject(n)
		}
	}
}

// isObject tells an object that is cut off from a block of source code: it has a first key, and the
// value of that is no bare word.
func isObject(n node) bool { return len(n.kids) > 0 && n.kids[0].key != "" && n.kids[0].kind != bare }

// key reads a key and the separator after it.
func (o *objects) key(i int) (key string, to int, ok bool) {
	i += countPrefix(o.text[i:], ":[") // a symbol of Ruby; PHP writes ["key"]
	if i < len(o.text) && strings.IndexByte(`"'`, o.text[i]) >= 0 {
		if key, i, ok = o.quotedText(i); !ok {
			return "", i, false
		}
	} else {
		from := i
		for i < len(o.text) && (nameByte(o.text[i]) || o.text[i] == '.' || o.text[i] == '@') {
			i++
		}
		key = o.text[from:i]
	}
	if key == "" || len(key) > 80 {
		return "", i, false
	}
	i = o.blank(i + countPrefix(o.text[i:], "]"))
	switch rest := o.text[i:]; {
	case strings.HasPrefix(rest, "=>"):
		return key, i + 2, true
	case rest != "" && (rest[0] == ':' || rest[0] == '='):
		return key, i + 1, true
	}
	return "", i, false
}

func (o *objects) value(i, depth int) (n node, to int, ok bool) {
	i = o.blank(i)
	if i >= len(o.text) || depth > maxDepth || o.steps < 0 {
		return node{}, i, false
	}
	if o.text[i] == '%' && i+1 < len(o.text) { // of a map or a struct of Elixir
		i++
	}
	lead := i
	for lead < len(o.text) && lead-i < 40 && (nameByte(o.text[lead]) || o.text[lead] == '.') {
		lead++ // b'…' of Python, and the class of what follows, as Response {…}
	}
	switch at := lead + countPrefix(o.text[lead:], " "); {
	case o.text[i] == '{':
		return o.object(i, depth)
	case o.text[i] == '[':
		if n, to, ok := o.list(i, depth); ok {
			return n, to, true
		}
	case lead-i <= 1 && lead < len(o.text) && strings.IndexByte(`"'`, o.text[lead]) >= 0:
		if text, to, ok := o.quotedText(lead); ok {
			return node{kind: quoted, text: text}, to, true
		}
	case lead > i && lead+1 < len(o.text) && o.text[lead] == '(' && o.text[lead+1] == '"': // Some("…"), Optional("…")
		if text, to, ok := o.quotedText(lead + 1); ok && to < len(o.text) && o.text[to] == ')' {
			return node{kind: quoted, text: text}, to + 1, true
		}
	case lead > i && at < len(o.text) && o.text[at] == '{':
		if n, to, ok := o.object(at, depth); ok {
			return n, to, true
		}
	}
	text, to := o.bareText(i)
	return node{kind: bare, text: text}, to, to > i
}

// list reads the list at i.
func (o *objects) list(i, depth int) (n node, to int, ok bool) {
	n = node{kind: list}
	for i++; ; {
		i = o.blank(i)
		switch {
		case i >= len(o.text):
			return n, i, len(n.kids) > 0
		case o.text[i] == ']':
			return n, i + 1, true
		}
		kid, next, ok := o.value(i, depth+1)
		if !ok {
			return n, i, false
		}
		n.kids = append(n.kids, kid)
		i = o.blank(next)
		switch {
		case i < len(o.text) && o.text[i] == ',':
			i++
		case i < len(o.text) && o.text[i] != ']':
			return n, i, false
		}
		if o.steps--; o.steps < 0 {
			return n, i, false
		}
	}
}

// quotedText reads the string whose quotation mark is at i, with its escapes undone.
func (o *objects) quotedText(i int) (text string, to int, ok bool) {
	const longest = 1 << 17
	mark := o.text[i]
	end := min(len(o.text), i+longest)
	var out strings.Builder
	from := i + 1 // what is not in out yet
	for j := from; j < end; j++ {
		switch c := o.text[j]; {
		case c == mark:
			o.steps -= (j - i) / 64
			if out.Len() == 0 {
				return o.text[from:j], j + 1, true
			}
			out.WriteString(o.text[from:j])
			return out.String(), j + 1, true
		case c == '\\' && j+1 < end:
			n, meaning := escapeOf(o.text[j+1:])
			out.WriteString(o.text[from:j] + meaning)
			j += n
			from = j + 1
		}
	}
	if nl := strings.IndexByte(o.text[i:end], '\n'); end == len(o.text) && mark == '"' && nl > 0 {
		o.steps -= (end - i) / 8
		return o.text[i+1 : i+nl], i + nl, true // it was cut off, and what follows is no part of it
	}
	o.steps -= (end - i) / 8 // a string without an end counts more, since it may be read again
	out.WriteString(o.text[min(from, end):end])
	return out.String(), end, end == len(o.text) && mark == '"'
}

// escapeOf reads what follows a backslash in a string: its length and what it stands for.
func escapeOf(s string) (n int, meaning string) {
	digits := 0
	switch s[0] {
	case 'n', 'r', 't':
		return 1, "\n"
	case 'u':
		digits = 4
	case 'x':
		digits = 2
	}
	if digits > 0 && len(s) > digits {
		v := rune(0)
		for _, c := range []byte(s[1 : 1+digits]) {
			d := strings.IndexByte("0123456789abcdef", lower(c))
			if d < 0 {
				return 1, s[:1]
			}
			v = v<<4 | rune(d)
		}
		return 1 + digits, string(v)
	}
	_, n = utf8.DecodeRuneInString(s)
	return n, s[:n]
}

// bareText reads a value without quotation marks: up to a comma, the end of the object or of the
// line.
func (o *objects) bareText(i int) (text string, to int) {
	depth := 0
	j := i
scan:
	for ; j < len(o.text) && j < i+4096; j++ {
		switch o.text[j] {
		case '(', '[', '{', '<':
			depth++
		case ')', ']', '}', '>':
			if depth--; depth < 0 {
				break scan
			}
		case ',', ';', '\n':
			if depth == 0 || o.text[j] == '\n' {
				break scan
			}
		}
	}
	o.steps -= (j - i) / 64
	return strings.TrimSpace(o.text[i:j]), j
}

// blank skips white space and box drawing characters.
func (o *objects) blank(i int) int {
	for i < len(o.text) {
		r, n := rune(o.text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(o.text[i:])
		}
		if !unicode.IsSpace(r) && (r < '\u2500' || r > '\u257f') {
			break
		}
		i += n
	}
	return i
}

// countPrefix counts the bytes of set, all ASCII, at the beginning of s.
func countPrefix(s, set string) int {
	n := 0
	for n < len(s) && strings.IndexByte(set, s[n]) >= 0 {
		n++
	}
	return n
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// nameByte reports whether a byte may be in a name: an ASCII letter or digit, _, - or $.
func nameByte(c byte) bool {
	return c == '_' || c == '-' || c == '$' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
