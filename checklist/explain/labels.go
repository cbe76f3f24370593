package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// head is a label at the beginning of a line, behind time and level. It names who wrote the line
// or what the line is about: "[Stripe] …", "HubSpot - …", "gong_sync | …".
type head struct {
	at, end  int
	form     byte // what sets it off: '[' ':' '-' '|' '>', or ' ' where nothing does
	zendesk  bool // it names Zendesk
	stranger bool // it names somebody else: it holds an uncommon word
	slug     bool // a program that is named after what it connects to: hubspot_sync, stripe connector
}

// name is the label as it is compared with others.
func (h head) name(text string) string { return strings.ToLower(text[h.at:h.end]) }

// levels stand in front of a label, and name nobody.
var levels = setOf(`info warn warning error err debug fatal trace notice critical severe panic alert verbose e w i d msg message text level log`)

// longestHead is how far from its beginning a line is looked at.
const longestHead = 160

// headsOf are the labels that text[from:to], which begins a line, begins with.
func headsOf(text string, from, to int) []head {
	const most = 3
	to = min(to, from+longestHead)
	var all []head
	for i := skipTime(text, from, to); i < to && len(all) < most; i = skipTime(text, i, to) {
		h, next := headAt(text, i, to)
		if next == 0 {
			break
		}
		if len(all) > 0 && h.form != '[' && !h.slug {
			break // what the one who speaks there says
		}
		if h.end > h.at && !levels.has(h.name(text)) && !(h.form == ':' && said(text[from:h.at])) {
			all = append(all, h)
		}
		i = next
	}
	return all
}

// said reports whether what stands in front of a label is the time at which somebody wrote in
// a chat: hours and minutes, and nothing else.
func said(before string) bool {
	before = strings.Trim(before, " \t[]()")
	return len(before) >= len("9:05") && len(before) <= len("10:05 PM") && strings.Count(before, ":") == 1 && isTime(strings.ToLower(before))
}

// skipTime passes over what stands in front of a label: bullets, times, numbers, levels.
func skipTime(text string, i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if r != '[' && r != '(' && !nameRune(r) {
			i += n // a bullet, a bar, a sign
			continue
		}
		end := i
		for end < to && strings.IndexByte(" \t\n[]()|\"", text[end]) < 0 {
			end++
		}
		token := strings.ToLower(strings.Trim(text[i:end], ":,"))
		key, value, pair := strings.Cut(token, "=")
		switch {
		case r == '[' || r == '(':
			closed := strings.IndexByte(text[i:to], map[rune]byte{'[': ']', '(': ')'}[r])
			if inside := strings.ToLower(text[i+1 : i+max(1, closed)]); closed < 0 || !levels.has(inside) && strings.IndexFunc(inside, unicode.IsLetter) >= 0 && !isTime(inside) {
				return i
			}
			i += closed + 1
		case pair && strings.HasSuffix(token, "="), pair && value != "" && !tells.has(key), levels.has(token), isTime(token):
			i = end
		default:
			return i
		}
	}
	return to
}

// tells are keys of log lines whose value names the program that wrote them.
var tells = setOf(strings.Join(keysTeller, " "))

// isTime reports whether a token is a time, a date, or another number.
func isTime(token string) bool {
	return token != "" && token[0] >= '0' && token[0] <= '9' && strings.Trim(token, "0123456789-:.,/+tzucamp #") == ""
}

// headAt reads the label at i; next is where the line goes on, 0 where there is none.
func headAt(text string, i, to int) (h head, next int) {
	if closing := strings.IndexByte("[(", text[i]); closing >= 0 {
		end := strings.IndexByte(text[i:to], "])"[closing])
		if end < 0 || end > 40 {
			return h, 0
		}
		h = head{at: i + 1, end: i + end, form: '['}
		h.judge(text)
		return h, i + end + 1
	}
	if key, rest, pair := strings.Cut(text[i:to], "="); pair && tells.has(strings.ToLower(key)) {
		h.at = to - len(strings.TrimLeft(rest, `"'`))
		h.end = endOfToken(text, h.at, to)
		h.form = '='
		h.judge(text)
		return h, h.end
	}
	h.at = i
	for words := 1; words <= 3; words++ {
		h.end = endOfToken(text, i, to)
		if h.end == i {
			return h, 0
		}
		if h.form, next = setOff(text, h.end, to); h.form != 0 {
			h.judge(text)
			return h, next
		}
		if words == 1 && strings.ContainsAny(text[h.at:h.end], "-_") || words == 2 && connecting.has(strings.ToLower(text[i:h.end])) && !ordinary.has(strings.ToLower(strings.TrimSpace(text[h.at:i]))) {
			h.form = ' '
			h.judge(text)
			return h, h.end
		}
		if h.end >= to || text[h.end] != ' ' {
			return h, 0
		}
		i = h.end + 1
	}
	return h, 0
}

// endOfToken is where a word of a label ends.
func endOfToken(text string, i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !nameRune(r) && !(strings.ContainsRune("./", r) && i+n < to && nameByte(text[i+n])) {
			break
		}
		i += n
	}
	return i
}

// setOff is what sets a label that ends at i off from what follows, 0 where nothing does.
func setOff(text string, i, to int) (form byte, next int) {
	rest := text[i:min(len(text), to+1)]
	for _, mark := range []struct {
		form byte
		text string
	}{{':', ": "}, {':', ":\n"}, {':', ":\t"}, {'-', " - "}, {'-', " – "}, {'-', " — "}, {'|', " | "}, {'|', " |\n"}, {'|', " │ "}, {'>', " → "}, {'>', " -> "}, {'>', " > "}, {'>', " » "}, {'>', " >> "}, {'|', "\t"}} {
		if strings.HasPrefix(rest, mark.text) {
			return mark.form, i + len(mark.text)
		}
	}
	if word, ok := strings.CutPrefix(rest, " "); ok { // "hubspot ERROR …"
		end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsUpper(r) })
		if end > 3 && levels.has(strings.ToLower(word[:end])) {
			return ' ', i + 1 + end
		}
	}
	return 0, 0
}

// connecting are words behind whom a program connects to.
var connecting = setOf("connector connection integration importer exporter import export loader bridge adapter sync source tap webhook")

// judge finds whom a label names.
func (h *head) judge(text string) {
	label := text[h.at:h.end]
	lower := strings.ToLower(label)
	for _, sign := range signs {
		h.zendesk = h.zendesk || strings.Contains(lower, sign)
	}
	parts := strings.FieldsFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	unknown, connects := 0, false
	for _, part := range parts {
		l := strings.ToLower(part)
		connects = connects || connecting.has(l) || packaging.has(l)
		if !isOrdinary(part) {
			unknown++
		}
	}
	several := strings.Contains(label, " ")
	h.slug = unknown > 0 && connects && len(parts) > 1
	switch {
	case unknown == 0, isClass(lower), strings.ContainsAny(label, "./"):
	case strings.ContainsAny(label, "-_"): // headers, and keys
		h.stranger = h.slug || h.form == '[' && slices.ContainsFunc(parts, isUncommon)
	case several:
		h.stranger = connects || titled(label)
	default:
		h.stranger = unicode.IsUpper(rune(label[0])) || len(label) > 3 && !verbal(lower)
	}
}

// isProgram reports whether a label names somebody's program.
func (h head) isProgram(text string) bool {
	h.judge(text)
	return h.slug
}

// titled reports whether every word of a label begins with a capital, as a name of several
// words does.
func titled(label string) bool {
	for word := range strings.FieldsSeq(label) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// findHeads notes whom the labels of lines name. A label that also heads a line about Zendesk
// is that of whoever speaks of it; one beside a label of Zendesk's, set off in the same way,
// is another party for certain.
func (r *reader) findHeads() {
	var all []head
	about := make(map[string]int) // the line that it heads, -1 for several
	parallel := make(map[byte]bool)
	line := make(map[int]int) // of each head
	for n, s := range r.stmts {
		if s.from > 0 && r.text[s.from-1] != '\n' {
			continue
		}
		heads := headsOf(r.text, s.from, s.to)
		if len(heads) > 0 && heads[0].form == '-' && n > 0 && goesOver(r.text[r.stmts[n-1].from:s.from], r.text[heads[0].at:s.to]) {
			continue
		}
		for _, h := range heads {
			parallel[h.form] = parallel[h.form] || h.zendesk
		}
		if len(heads) == 0 {
			continue
		}
		last := heads[len(heads)-1]
		if indexFold(r.text[last.end:s.to], "zendesk") >= 0 {
			for _, h := range heads {
				if before, ok := about[h.name(r.text)]; ok && before != n {
					about[h.name(r.text)] = -1
				} else {
					about[h.name(r.text)] = n
				}
			}
		}
		for _, h := range heads {
			line[h.at] = n
		}
		if !last.zendesk { // else the others say where it stands
			all = append(all, heads...)
		}
	}
	places := make(map[int]int, len(r.parties))
	for i, p := range r.parties {
		places[p.at] = i
	}
	for _, h := range all {
		if !h.stranger || h.zendesk || r.insideAddress(h.at) {
			continue
		}
		name := r.text[h.at:h.end]
		p := party{at: h.at, end: h.end, owner: theirs, name: name, head: true}
		n, isAbout := about[h.name(r.text)]
		switch {
		case parallel[h.form]:
			p.strong = true
		case isAbout && n != line[h.at]:
			continue
		case h.slug && !strings.Contains(name, " "), capital(name) && !r.foreign:
			p.strong = true
		}
		p.label = !p.strong
		if i, ok := places[h.at]; ok {
			if r.parties[i].owner == theirs && !r.parties[i].strong {
				r.parties[i] = p
			}
			continue
		}
		r.parties = append(r.parties, p)
	}
}

// goesOver reports whether a line is the middle of a sentence that was broken: the one before
// is long and ends without a stop, and this one begins with a small letter.
func goesOver(before, line string) bool {
	const shortest = 25
	before = strings.TrimRight(before, " \r\n")
	if len(before) < shortest || slices.ContainsFunc(headsOf(before, 0, len(before)), func(h head) bool { return h.stranger || h.zendesk }) {
		return false
	}
	end := before[len(before)-1]
	return line[0] >= 'a' && line[0] <= 'z' && (end >= 'a' && end <= 'z' || end == ',')
}
