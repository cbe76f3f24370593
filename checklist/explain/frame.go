package explain

import (
	"slices"
	"strings"

	"zdg/checklist/redact"
)

// straightQuotes writes quotation marks as programs do: word processors and chats curve them, also
// those of JSON.
var straightQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "‘", "'", "’", "'")

// What people write before what they paste, and behind it, in small letters and without marks.
var (
	greetings = setOf("hi hello hey hallo moin servus bonjour bonsoir salut coucou hola buenas ciao buongiorno salve olá ola hej hoi hei dag cześć привет здравствуйте merhaba good guten buenos bom goedemorgen goedemiddag")
	greeted   = setOf("all everyone everybody team folks there guys friends community morning day afternoon evening support zusammen alle allerseits leute tag morgen tous toutes tout le monde à todos todas equipo tutti pessoal gente dias días tardes dia boa tarde iedereen allemaal alla всем forum experts devs")
	thanked   = setOf("thanks thank thx cheers regards best kind danke vielen viele mit merci cordialement bien gracias saludos un grazie cordiali obrigado obrigada abraços bedankt groeten met tack спасибо teşekkürler sincerely")
)

// withoutFrame removes what stands around a paste: a greeting and thanks, the line in which a mail says who
// wrote, a fence of Markdown or <pre> around the whole. The first line is then the one that says what kind
// of text it is.
func withoutFrame(text string) string {
	const most = 8 // layers
	for range most {
		text = dedent(strings.TrimLeft(text, "\n"))
		first, rest, more := strings.Cut(text, "\n")
		if !more {
			return text
		}
		switch {
		case isGreeting(first), isAttribution(first):
			text = rest
			continue
		case isFence(first):
			rest = strings.TrimRight(rest, " \n")
			if at := strings.LastIndexByte(rest, '\n') + 1; isFence(rest[at:]) {
				text = rest[:at]
				continue
			}
		case strings.HasPrefix(first, "<pre>"):
			if inner, ok := strings.CutSuffix(strings.TrimRight(text, " \n"), "</pre>"); ok {
				text = inner[len("<pre>"):]
				continue
			}
		}
		end := withoutThanks(text)
		if len(end) == len(text) {
			break
		}
		text = end
	}
	return text
}

// withoutRecords writes the rows that psql shows in its expanded display as keys and values: "vendor=zendesk" for
// "vendor     | zendesk".
func withoutRecords(text string) string {
	if !strings.Contains(text, "-[ RECORD ") {
		return text
	}
	var out strings.Builder
	for line := range strings.SplitAfterSeq(text, "\n") {
		if key, value, ok := strings.Cut(line, "|"); ok && smallLetters(strings.Trim(key, " _")) {
			line = strings.TrimSpace(key) + "=" + strings.TrimLeft(value, " ")
		}
		out.WriteString(line)
	}
	return out.String()
}

// tab stands for a tab in what layout returns.
const tab = '␉'

// layout is the beginning of a text as it was laid out: its tabs are tab, since Lines makes spaces of them.
func layout(pasted string) string {
	return withoutFrame(unquoted(straightQuotes.Replace(redact.Unspell(redact.Lines(strings.ReplaceAll(pasted[:min(len(pasted), longestPage)], "\t", string(tab)))))))
}

// dedent removes the spaces that each line begins with.
func dedent(text string) string {
	least := len(text)
	for line := range strings.Lines(text) {
		if inner := strings.TrimLeft(line, " "); inner != "" && inner != "\n" {
			if least = min(least, len(line)-len(inner)); least == 0 {
				return text
			}
		}
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(line[min(least, len(line)-len(strings.TrimLeft(line, " "))):])
	}
	return out.String()
}

// withoutPrefixes cuts what a collector of logs writes before each line off the lines of an object that
// goes on from the line before: "worker-1  | ", or a time and a name in brackets.
func withoutPrefixes(text string) string {
	if !strings.ContainsAny(text, "|)]") || !strings.Contains(text, "{") {
		return text
	}
	var out strings.Builder
	before, inside := "", false
	for line := range strings.Lines(text) {
		whole := line
		if inside {
			line = line[commonPrefix(before, line):]
		}
		out.WriteString(line)
		before = whole
		end := strings.TrimRight(line, " \n")
		inside = endsIn(end, "{", "[", ",")
	}
	return out.String()
}

// commonPrefix is the length of what two lines begin with alike, up to a bar or a closing bracket and a
// space; digits are like each other. It is 0 for less than eight bytes.
func commonPrefix(a, b string) (n int) {
	const shortest = 8
	for i := range min(len(a), len(b)) {
		switch digits := a[i] >= '0' && a[i] <= '9' && b[i] >= '0' && b[i] <= '9'; {
		case a[i] != b[i] && !digits:
			return n
		case i >= shortest && a[i] == ' ' && strings.IndexByte("|)]", a[i-1]) >= 0:
			n = i + 1
		}
	}
	return n
}

// dataOwners come before the number of what holds a quoted text of somebody: article 360 "…".
var dataOwners = setOf("article ticket macro view post comment topic")

// withoutQuotedData empties the quotation marks of what is data in a log: what is searched for, titles,
// and what a customer writes.
func withoutQuotedData(text string) string {
	if !strings.Contains(text, "\"") {
		return text
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		for {
			before, rest, ok := strings.Cut(line, "\"")
			inside, behind, closed := strings.Cut(rest, "\"")
			if !ok || !closed {
				break
			}
			out.WriteString(before + "\"")
			if !isQuotedData(before, inside) {
				out.WriteString(inside)
			}
			out.WriteString("\"")
			line = behind
		}
		out.WriteString(line)
	}
	return out.String()
}

func isQuotedData(before, inside string) bool {
	const near = 40
	by, what, _ := strings.Cut(inside, " ")
	if by == "Customer" && startsWith(what, "reports:", "writes:", "says:", "wrote:", "asks:") || endsIn(before, " query=", " search=") {
		return true
	}
	before = before[max(0, len(before)-near):]
	rest, number := cutLastWord(before)
	_, owner := cutLastWord(rest)
	return isNumber(strings.TrimPrefix(number, "#")) && dataOwners.has(strings.ToLower(owner))
}

// withoutPending cuts off what RSpec prints of examples that it skipped.
func withoutPending(text string) string {
	before, rest, ok := strings.Cut(text, "Pending: (Failures listed here are expected")
	if !ok {
		return text
	}
	at := len(rest)
	for _, next := range []string{"\nFail", "\nFinished", "\nRandomized"} {
		if i := strings.Index(rest, next); i >= 0 {
			at = min(at, i)
		}
	}
	return before + rest[at:]
}

// longestRemark is how many bytes a remark may have.
const longestRemark = 60

// withoutRemarks cuts off a first line that only introduces what comes behind it, "From the notes:" or
// a name and a time, as chats copy them, and a last one that stands alone and only comments.
func withoutRemarks(text string) string {
	text = strings.Trim(text, " \n")
	if lead, rest, more := strings.Cut(text, "\n"); more && introduces(lead) {
		text = strings.TrimLeft(rest, "\n")
	}
	if at := strings.LastIndex(text, "\n\n"); at > 0 && comments(strings.TrimSpace(text[at:])) {
		text = text[:at]
	}
	return text
}

func introduces(lead string) bool {
	words := strings.Fields(strings.ToLower(lead))
	if len(words) > 2 && len(words[0]) <= len("➜") && showsFile.has(words[1]) {
		return true // a command that shows a file
	}
	if len(lead) > longestRemark || len(words) < 2 {
		return false
	}
	last, before := words[len(words)-1], words[len(words)-2]
	return isTime(last) || (last == "am" || last == "pm") && isTime(before) || strings.HasSuffix(last, ":") && isRemark(lead, words)
}

// showsFile are commands that show a file.
var showsFile = setOf("cat bat yq less head tail type")

func comments(last string) bool {
	return len(last) <= longestRemark && last != "" && strings.IndexByte(".!?", last[len(last)-1]) >= 0 && isRemark(last, strings.Fields(strings.ToLower(last)))
}

// isRemark reports whether a line is of words alone, none of which tells of a failure.
func isRemark(line string, words []string) bool {
	return !strings.ContainsAny(line, "0123456789\"'`/(=_\n") && !slices.ContainsFunc(words, tellsOfSelf.has)
}

// tellsOfSelf are words with which somebody says that something happened to them.
var tellsOfSelf = setOf("i we my our me get got getting see error errors fails failed failing je ich wir nous yo")

// isFence reports whether a line opens or closes a fence of Markdown that says nothing of a language.
func isFence(line string) bool {
	return slices.Contains([]string{"```", "~~~", "```text", "```log", "```console"}, strings.TrimSpace(line))
}

// isGreeting reports whether a line greets and says nothing else: "Hi all,".
func isGreeting(line string) bool {
	const most = 5
	words := strings.Fields(strings.ToLower(strings.TrimRight(line, " ,!.:-–—👋")))
	if len(words) == 0 || len(words) > most || !greetings.has(strings.Trim(words[0], ",!")) {
		return false
	}
	return !slices.ContainsFunc(words[1:], func(word string) bool { return !greeted.has(strings.Trim(word, ",!")) })
}

// isAttribution reports whether a line says who wrote what a mail quotes: "On …, Sam wrote:".
func isAttribution(line string) bool {
	const longest = 160
	line = strings.ToLower(strings.TrimSpace(line))
	return len(line) <= longest && strings.ContainsAny(line, "0123456789") && slices.ContainsFunc([][2]string{
		{"on ", " wrote:"}, {"am ", ":"}, {"le ", " a écrit :"}, {"el ", " escribió:"}, {"il ", " ha scritto:"}, {"em ", " escreveu:"}, {"op ", ":"},
	}, func(of [2]string) bool {
		return strings.HasPrefix(line, of[0]) && strings.HasSuffix(line, of[1]) && (of[1] != ":" || contains(line, " schrieb ", " schreef "))
	})
}

// withoutThanks cuts thanks and a name off the end of a text, which come after an empty line.
func withoutThanks(text string) string {
	const lines, longest = 3, 120
	shown := strings.TrimRight(text, " \n")
	at := strings.LastIndex(shown, "\n\n")
	if at < 0 || len(shown)-at > longest {
		return text
	}
	last := strings.TrimSpace(shown[at:])
	first, _, _ := strings.Cut(strings.ToLower(last), " ")
	first, _, _ = strings.Cut(first, "\n")
	if strings.Count(last, "\n") >= lines || !thanked.has(strings.TrimRight(first, ",!.")) || strings.ContainsAny(last, "?0123456789/={\"") {
		return text
	}
	return text[:at]
}
