package loopback

import (
	"html"
	"strings"

	"zdg/checklist/redact"
)

// Page is what the browser shows at the end, in the same words as the terminal. All fields
// are plain text, which is shortened and escaped when the page is rendered. Secrets are not
// masked there: text of a server has to be cleaned before, by redact.Clean.
type Page struct {
	OK    bool
	Title string   // one short sentence; empty: "Authorized" or "This did not work"
	Lines []string // what was seen, such as who authorized; one short paragraph each

	// A failure, as in the terminal; each may be empty.
	Code  string // the diagnosis, such as invalid-grant
	What  string
	Said  string // the account's own words
	Cause string
	Check string
	Fix   string

	quiet bool   // neither good nor bad
	then  string // what to do now; "": backToTerminal
}

// How many characters of a text a page shows, and how many lines.
const (
	maxTitle = 120
	maxText  = 600
	maxLines = 20
)

// backToTerminal is what to do now, unless a page says otherwise.
const backToTerminal = "You can close this window and go back to the terminal."

// render returns the page as HTML, without scripts, links or other files. label, such as
// "PRACTICE", heads it; it may be empty.
func (p Page) render(label string) []byte {
	title, class, mark := p.appearance()
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n" +
		"<link rel=\"icon\" href=\"data:,\">\n")
	writeElement(&b, "title", "", title+" · zdg", maxTitle)
	b.WriteString("<style>" + style + "</style>\n</head>\n<body class=\"" + class + "\">\n<main>\n")
	head := "zdg · test authorization"
	if label != "" {
		head = label + " · " + head
	}
	writeElement(&b, "p", "head", head, maxTitle)
	b.WriteString("<h1><span class=\"mark\" aria-hidden=\"true\">" + mark + "</span> <span>" + escapedText(title, maxTitle) + "</span></h1>\n")
	writeElement(&b, "p", "", p.What, maxText)
	for i, line := range p.Lines {
		if i == maxLines {
			break
		}
		writeElement(&b, "p", "", line, maxText)
	}
	p.writeDiagnosis(&b)
	then := p.then
	if then == "" {
		then = backToTerminal
	}
	writeElement(&b, "p", "then", then, maxText)
	b.WriteString("</main>\n</body>\n</html>\n")
	return []byte(b.String())
}

// appearance returns the title of the page, its CSS class and its sign.
func (p Page) appearance() (title, class, mark string) {
	switch {
	case p.quiet:
		title, class, mark = "zdg", "quiet", "○"
	case p.OK:
		title, class, mark = "Authorized", "ok", "✓"
	default:
		title, class, mark = "This did not work", "bad", "✗"
	}
	if p.Title != "" {
		title = p.Title
	}
	return title, class, mark
}

// writeDiagnosis writes why the authorization failed and what to do.
func (p Page) writeDiagnosis(b *strings.Builder) {
	rows := []struct{ term, text, class string }{
		{"Answer", p.Said, ""},
		{"Cause", p.Cause, ""},
		{"Check", p.Check, ""},
		{"Fix", p.Fix, "fix"},
		{"Code", p.Code, "code"},
	}
	open := false
	for _, row := range rows {
		if row.text == "" {
			continue
		}
		if !open {
			b.WriteString("<dl>\n")
			open = true
		}
		writeElement(b, "dt", "", row.term, maxTitle)
		writeElement(b, "dd", row.class, row.text, maxText)
	}
	if open {
		b.WriteString("</dl>\n")
	}
}

// writeElement writes an HTML element with a text, or nothing when the text is empty.
func writeElement(b *strings.Builder, name, class, s string, max int) {
	s = escapedText(s, max)
	if s == "" {
		return
	}
	b.WriteString("<" + name)
	if class != "" {
		b.WriteString(" class=\"" + class + "\"")
	}
	b.WriteString(">" + s + "</" + name + ">\n")
}

// escapedText shortens a text to max characters and escapes it for HTML.
func escapedText(s string, max int) string { return html.EscapeString(redact.Fit(s, max)) }
