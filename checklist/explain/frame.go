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
// wrote, and a fence of Markdown around the whole. The first line is then the one that says what kind
// of text it is.
func withoutFrame(text string) string {
	for {
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
		}
		if end := withoutThanks(text); len(end) < len(text) {
			text = end
			continue
		}
		return text
	}
}

// tab stands for a tab in what layout returns.
const tab = "␉"

// layout is the beginning of a text as it was laid out: its tabs are tab, since Lines makes spaces of them.
func layout(pasted string) string {
	return withoutFrame(untag(unquoted(straightQuotes.Replace(redact.Unspell(redact.Lines(strings.ReplaceAll(pasted[:min(len(pasted), longestPage)], "\t", tab)))))))
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
	if len(lead) > longestRemark || len(words) < 2 {
		return false
	}
	last, before := words[len(words)-1], words[len(words)-2]
	return isTime(last) || (last == "am" || last == "pm") && isTime(before) || strings.HasSuffix(last, ":") && isRemark(lead, words)
}

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
	line = strings.TrimSpace(line)
	return line == "```" || line == "~~~" || line == "```text" || line == "```log" || line == "```console"
}

// isGreeting reports whether a line greets and says nothing else: "Hi all,".
func isGreeting(line string) bool {
	const most = 5
	words := strings.Fields(strings.ToLower(strings.TrimRight(line, " ,!.:-–—👋")))
	if len(words) == 0 || len(words) > most || !greetings.has(strings.Trim(words[0], ",!")) {
		return false
	}
	for _, word := range words[1:] {
		if !greeted.has(strings.Trim(word, ",!")) {
			return false
		}
	}
	return true
}

// isAttribution reports whether a line says who wrote what a mail quotes: "On …, Sam wrote:".
func isAttribution(line string) bool {
	const longest = 160
	line = strings.ToLower(strings.TrimSpace(line))
	if len(line) > longest {
		return false
	}
	for _, of := range [][2]string{{"on ", " wrote:"}, {"am ", ":"}, {"le ", " a écrit :"}, {"el ", " escribió:"}, {"il ", " ha scritto:"}, {"em ", " escreveu:"}, {"op ", ":"}} {
		if strings.HasPrefix(line, of[0]) && strings.HasSuffix(line, of[1]) && strings.ContainsAny(line, "0123456789") &&
			(of[1] != ":" || strings.Contains(line, " schrieb ") || strings.Contains(line, " schreef ")) {
			return true
		}
	}
	return false
}

// withoutThanks cuts thanks and a name off the end of a text, which come after an empty line.
func withoutThanks(text string) string {
	const lines, longest = 3, 120
	text = strings.TrimRight(text, " \n")
	at := strings.LastIndex(text, "\n\n")
	if at < 0 || len(text)-at > longest {
		return text
	}
	last := strings.TrimSpace(text[at:])
	first, _, _ := strings.Cut(strings.ToLower(last), " ")
	first, _, _ = strings.Cut(first, "\n")
	if strings.Count(last, "\n") >= lines || !thanked.has(strings.TrimRight(first, ",!.")) || strings.ContainsAny(last, "?0123456789/={\"") {
		return text
	}
	return text[:at]
}
