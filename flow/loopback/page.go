package loopback

import (
	"html"
	"strings"

	"zdg/checklist/redact"
)

// Page is what the browser is told in the end: the same words as the terminal.
// All of it is text: it is made fit to show, bounded and escaped when it is drawn.
// Nothing is masked there: what it quotes of a server has to be cleaned before, as
// redact.Clean does, and it must hold no secret.
type Page struct {
	OK    bool
	Title string   // one short sentence; empty: "Authorized" or "This did not work"
	Lines []string // what was seen, such as who authorized; one short paragraph each

	// A failure, as the terminal tells it; each may be empty.
	Code  string // the diagnosis, such as invalid-grant
	What  string
	Said  string // the account's own words
	Cause string
	Check string
	Fix   string

	quiet bool   // neither good nor bad
	then  string // what to do now; empty: back to the terminal
}

// How much of a text a page shows, in characters, and how many lines.
const (
	maxTitle = 120
	maxText  = 600
	maxLines = 20
)

const backToTerminal = "You can close this window and go back to the terminal."

// render draws the page. label heads it when it is not empty. Nothing in it
// comes from outside the page: no scripts, no files, no links.
func (p Page) render(label string) []byte {
	title, class, mark := p.look()
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n" +
		"<link rel=\"icon\" href=\"data:,\">\n")
	element(&b, "title", "", title+" · zdg", maxTitle)
	b.WriteString("<style>" + style + "</style>\n</head>\n<body class=\"" + class + "\">\n<main>\n")
	head := "zdg · test authorization"
	if label != "" {
		head = label + " · " + head
	}
	element(&b, "p", "head", head, maxTitle)
	b.WriteString("<h1><span class=\"mark\" aria-hidden=\"true\">" + mark + "</span> <span>" + text(title, maxTitle) + "</span></h1>\n")
	element(&b, "p", "", p.What, maxText)
	for i, line := range p.Lines {
		if i == maxLines {
			break
		}
		element(&b, "p", "", line, maxText)
	}
	p.writeDiagnosis(&b)
	then := p.then
	if then == "" {
		then = backToTerminal
	}
	element(&b, "p", "then", then, maxText)
	b.WriteString("</main>\n</body>\n</html>\n")
	return []byte(b.String())
}

// look gives the title, the class of the page and its sign.
func (p Page) look() (title, class, mark string) {
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

// writeDiagnosis lists why it failed and what to do.
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
		element(b, "dt", "", row.term, maxTitle)
		element(b, "dd", row.class, row.text, maxText)
	}
	if open {
		b.WriteString("</dl>\n")
	}
}

// element writes one element with text in it, or nothing when there is no text.
func element(b *strings.Builder, name, class, s string, max int) {
	s = text(s, max)
	if s == "" {
		return
	}
	b.WriteString("<" + name)
	if class != "" {
		b.WriteString(" class=\"" + class + "\"")
	}
	b.WriteString(">" + s + "</" + name + ">\n")
}

// text makes any string fit to stand in a page.
func text(s string, max int) string { return html.EscapeString(redact.Fit(s, max)) }
