package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineLabel is a label at the beginning of a line, after time and level. It names who wrote the
// line or what it is about: "[Stripe] …", "HubSpot - …", "gong_sync | …".
type lineLabel struct {
	at, end    int
	separator  byte // what separates it from the rest: [ : - | > =, or a space
	zendesk    bool // it names Zendesk
	namesOther bool // it names somebody else, by an uncommon word
	program    bool // it is a program named after what it connects to: hubspot_sync, stripe connector
	inner      bool // it comes behind a label in brackets
}

// name is the label in lower case.
func (h lineLabel) name(text string) string { return strings.ToLower(text[h.at:h.end]) }

// levelWords are log levels and the like, before a label.
var levelWords = setOf(`info warn warning error err debug fatal trace notice critical severe panic alert verbose e w i d msg message text level log`)

// longestLabel is how many bytes of a line may be labels.
const longestLabel = 160

// lineLabelsOf returns the labels at the beginning of text[from:to], which begins a line.
func lineLabelsOf(text string, from, to int) []lineLabel {
	const most = 3
	to = min(to, from+longestLabel)
	var all []lineLabel
	if beginsWithSyslogTime(text[from:to]) {
		from += len("Oct  3 02:00:01 ")
		from += strings.IndexByte(text[from:to]+" ", ' ') // the machine
		from = min(from, to)
	}
	for i := skipTime(text, from, to); i < to && len(all) < most; i = skipTime(text, i, to) {
		h, next := lineLabelAt(text, i, to)
		if next == 0 || text[i] == '[' && i > from && nameByte(text[i-1]) { // an index, as in zendesk_oauth_client["billing"]
			break
		}
		if len(all) > 0 && h.separator != '[' && !h.program {
			if h.inner = h.separator == ':' && all[0].separator == '[' && !strings.Contains(h.name(text), " "); !h.inner {
				break // the message
			}
		}
		if h.end > h.at && !levelWords.has(h.name(text)) && !(h.separator == ':' && (isChatTime(text[from:h.at]) || text[max(0, h.at-1)] == '@' || strings.HasSuffix(strings.TrimRight(text[h.end:to], " \t\r\n"), ","))) {
			all = append(all, h)
		}
		if h.inner {
			break
		}
		i = next
	}
	return all
}

// isChatTime reports whether nothing but hours and minutes comes before a label, as in a chat:
// then the label is a person.
func isChatTime(before string) bool {
	before = strings.Trim(before, " \t[]()")
	return len(before) >= len("9:05") && len(before) <= len("10:05 PM") && strings.Count(before, ":") == 1 && isTime(strings.ToLower(before))
}

// skipTime returns where what comes before a label ends: bullets, times, numbers, levels.
func skipTime(text string, i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if r != '[' && r != '(' && !nameRune(r) || r == '-' && strings.HasPrefix(text[i+n:to], " ") {
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
			if inside := strings.ToLower(text[i+1 : i+max(1, closed)]); closed < 0 || !levelWords.has(inside) && strings.IndexFunc(inside, unicode.IsLetter) >= 0 && !isTime(inside) {
				return i
			}
			i += closed + 1
		case pair && strings.HasSuffix(token, "="), pair && value != "" && !programKeys.has(key), levelWords.has(token), isTime(token):
			i = end
		default:
			return i
		}
	}
	return to
}

// programKeys are keys of a log line whose value names the program that wrote it.
var programKeys = setOf(strings.Join(keysLogger, " "))

// isTime reports whether a token is a time, a date, or another number.
func isTime(token string) bool {
	return token != "" && token[0] >= '0' && token[0] <= '9' && strings.Trim(token, "0123456789-:.,/+tzucamp #") == ""
}

// lineLabelAt reads the label at i; next is where the line goes on, 0 where there is no label.
func lineLabelAt(text string, i, to int) (h lineLabel, next int) {
	if closing := strings.IndexByte("[(", text[i]); closing >= 0 {
		end := strings.IndexByte(text[i:to], "])"[closing])
		if end < 0 || end > 40 {
			return h, 0
		}
		h = lineLabel{at: i + 1, end: i + end, separator: '['}
		h.identify(text)
		return h, i + end + 1
	}
	if key, rest, pair := strings.Cut(text[i:to], "="); pair && programKeys.has(strings.ToLower(key)) {
		h.at = to - len(strings.TrimLeft(rest, `"'`))
		h.end = endOfToken(text, h.at, to)
		h.separator = '='
		h.identify(text)
		return h, h.end
	}
	h.at = i
	for words := 1; words <= 3; words++ {
		h.end = endOfToken(text, i, to)
		if h.end == i {
			return h, 0
		}
		if h.separator, next = separatorAt(text, h.end, to); h.separator != 0 {
			h.identify(text)
			return h, next
		}
		if words == 1 && strings.ContainsAny(text[h.at:h.end], "-_") || words == 2 && connectorWords.has(strings.ToLower(text[i:h.end])) && !ordinaryWords.has(strings.ToLower(strings.TrimSpace(text[h.at:i]))) && !strings.HasSuffix(text[h.at:i], "ing ") && !strings.HasPrefix(text[h.end:], " with Zendesk") {
			h.separator = ' '
			h.identify(text)
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

// separatorAt is the separator after a label that ends at i, 0 where there is none, and where the
// line goes on.
func separatorAt(text string, i, to int) (form byte, next int) {
	rest := text[i:min(len(text), to+1)]
	if rest == "" || rest[0] != ' ' && rest[0] != ':' && rest[0] != '\t' {
		return 0, 0
	}
	for _, mark := range []struct {
		form byte
		text string
	}{{':', ": "}, {':', ":\n"}, {':', ":\t"}, {':', " : "}, {'-', " - "}, {'-', " – "}, {'-', " — "}, {'|', " | "}, {'|', " |\n"}, {'|', " │ "}, {'>', " → "}, {'>', " -> "}, {'>', " > "}, {'>', " » "}, {'>', " >> "}, {'|', "\t"}} {
		if strings.HasPrefix(rest, mark.text) {
			return mark.form, i + len(mark.text)
		}
	}
	if word, ok := strings.CutPrefix(rest, " "); ok { // "hubspot ERROR …"
		end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsUpper(r) })
		if end > 3 && levelWords.has(strings.ToLower(word[:end])) {
			return ' ', i + 1 + end
		}
	}
	return 0, 0
}

// connectorWords, after a name, make it that of a program: "hubspot sync".
var connectorWords = setOf("connector connection integration importer exporter import export loader bridge adapter sync source tap webhook")

// identify finds out whom a label names: zendesk, namesOther, program.
func (h *lineLabel) identify(text string) {
	label := text[h.at:h.end]
	lower := strings.ToLower(label)
	h.zendesk = contains(lower, zendeskNames...)
	parts := strings.FieldsFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	unknown, connects := 0, false
	for _, part := range parts {
		l := strings.ToLower(part)
		connects = connects || connectorWords.has(l) || packageWords.has(l)
		if !isOrdinary(part) {
			unknown++
		}
	}
	several := strings.Contains(label, " ")
	if first, _, _ := strings.Cut(label, " "); several && strings.HasSuffix(first, "ing") && first == strings.ToLower(first) {
		return // "creating OAuth client: …"
	}
	h.program = unknown > 0 && connects && len(parts) > 1
	switch {
	case unknown == 0, isClass(lower), strings.ContainsAny(label, "./"), strings.HasSuffix(text[:h.at], "Exception: ["), strings.HasSuffix(label, "Test"), strings.HasSuffix(label, "Spec"): // a code, or a test
	case strings.ContainsAny(label, "-_"): // headers, and keys
		h.namesOther = h.program || h.separator == '[' && slices.ContainsFunc(parts, isUncommon)
	case several:
		h.namesOther = connects || isTitleCase(label)
	default:
		h.namesOther = unicode.IsUpper(rune(label[0])) || len(label) > 3 && !hasVerbEnding(lower)
	}
}

// isProgram reports whether a label is that of a program named after what it connects to.
func (h lineLabel) isProgram(text string) bool {
	h.identify(text)
	return h.program
}

// isTitleCase reports whether every word of a label begins with a capital.
func isTitleCase(label string) bool {
	return !slices.ContainsFunc(strings.Fields(label), func(word string) bool {
		r, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsUpper(r)
	})
}

// findLineLabels adds the parties that the labels of lines name. A label that a line about Zendesk
// has too is that of whoever writes about it, and no party. Where Zendesk is named by a label as
// well, other labels with the same separator are parties for certain.
func (r *reader) findLineLabels() {
	var all, inner []lineLabel
	zendeskInside := false
	about := make(map[string]int) // by label: the line about Zendesk that has it, -1 for several
	parallel := make(map[byte]bool)
	line := make(map[int]int) // by the place of a label: its line
	for n, s := range r.stmts {
		ofCurl := r.byCurl && strings.HasPrefix(r.text[s.from:], "* ") // there, IPv6 and ALPN before a colon are nobody
		if s.from > 0 && r.text[s.from-1] != '\n' || ofCurl {
			continue
		}
		heads := lineLabelsOf(r.text, s.from, s.to)
		if len(heads) > 0 && heads[0].separator == '-' && n > 0 && continuesSentence(r.text[r.stmts[n-1].from:s.from], r.text[heads[0].at:s.to]) {
			continue
		}
		if n := len(heads); n > 0 && heads[n-1].inner {
			zendeskInside = zendeskInside || heads[n-1].zendesk
			inner = append(inner, heads[n-1])
			heads = heads[:n-1]
		}
		if len(heads) == 0 {
			continue
		}
		last := heads[len(heads)-1]
		aboutZendesk := strings.Contains(r.small[last.end:s.to], "zendesk")
		for _, h := range heads {
			parallel[h.separator] = parallel[h.separator] || h.zendesk
			line[h.at] = n
			if before, ok := about[h.name(r.text)]; aboutZendesk && ok && before != n {
				about[h.name(r.text)] = -1
			} else if aboutZendesk {
				about[h.name(r.text)] = n
			}
		}
		if !last.zendesk { // otherwise the line is Zendesk's, whatever comes before
			all = append(all, heads...)
		}
	}
	if zendeskInside { // then what stands there says whose the line is, and not who logs it
		for _, h := range inner {
			if !h.zendesk && h.namesOther {
				r.parties = append(r.parties, party{at: h.at, end: h.end, owner: theirs, name: r.text[h.at:h.end], lineLabel: true, strong: true})
			}
		}
	}
	places := make(map[int]int, len(r.parties))
	for i, p := range r.parties {
		places[p.at] = i
	}
	for _, h := range all {
		if !h.namesOther || h.zendesk || r.insideAddress(h.at) || strings.HasPrefix(strings.TrimLeft(r.text[h.end:min(len(r.text), h.end+8)], ": "), markData) {
			continue // of data it says nothing
		}
		name := r.text[h.at:h.end]
		p := party{at: h.at, end: h.end, owner: theirs, name: name, lineLabel: true}
		n, isAbout := about[h.name(r.text)]
		switch {
		case parallel[h.separator]:
			p.strong = true
		case isAbout && n != line[h.at]:
			continue
		case h.program && !strings.Contains(name, " "), isCapitalized(name) && !r.notEnglish:
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

// continuesSentence reports whether a line continues a sentence that was wrapped: the line before
// is long and ends without a full stop, and this one begins with a small letter.
func continuesSentence(before, line string) bool {
	const shortest = 25
	before = strings.TrimRight(before, " \r\n")
	if len(before) < shortest || slices.ContainsFunc(lineLabelsOf(before, 0, len(before)), func(h lineLabel) bool { return h.namesOther || h.zendesk }) {
		return false
	}
	end := before[len(before)-1]
	return line[0] >= 'a' && line[0] <= 'z' && (end >= 'a' && end <= 'z' || end == ',')
}
