package checklist

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// HTML writes one page: no scripts, nothing loaded from elsewhere, dark mode by
// the reader's setting, made to print. Text from outside is escaped.
//
// It is built by hand: html/template would cost the program three megabytes.
func (r Report) HTML(w io.Writer) error {
	var h htmlWriter
	s := r.subject()
	title := "Global OAuth client: " + s.Identifier
	if r.Practice {
		title = "PRACTICE: " + title
	}
	h.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	h.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
	h.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n")
	h.el("title", "", title)
	h.raw("<style>\n" + htmlStyle + "</style>\n</head>\n<body>\n<main>\n")
	if r.Practice {
		h.el("p", "practice", practiceNote)
	}
	h.el("h1", "", title)
	r.htmlHead(&h, s)
	r.htmlChecks(&h)
	r.htmlNotChecked(&h)
	r.htmlFrozen(&h)
	r.htmlSheet(&h)
	for _, part := range toldParts() {
		h.open("section", "")
		h.el("h2", "", part.Title)
		h.raw("<dl>\n")
		for _, t := range part.Told {
			h.el("dt", "", t.Title)
			h.raw("<dd>" + html.EscapeString(t.Text) + " " + small(dated(t.Source, t.Confidence)) + "</dd>\n")
		}
		h.raw("</dl>\n")
		h.close("section")
	}
	r.htmlSources(&h)
	h.raw("</main>\n</body>\n</html>\n")
	_, err := io.WriteString(w, h.String())
	return err
}

func (r Report) htmlHead(h *htmlWriter, s Subject) {
	h.raw("<dl class=\"head\">\n")
	for _, p := range [][2]string{
		{"Account", s.Subdomain + ", " + s.AccountURL},
		{"Client", s.Identifier + ", " + s.Kind},
		{"Made by", r.Tool + " on " + r.Now.UTC().Format("2006-01-02 15:04 UTC")},
		{"Evidence", r.evidenceLine()},
		{"Result", r.countLine()},
	} {
		h.el("dt", "", p[0])
		h.el("dd", "", p[1])
	}
	for _, l := range Deadlines(r.Draft, r.Evidence) {
		h.el("dt", "", l.On.Format(day))
		h.el("dd", "", l.Left(r.Now)+": "+l.What+" ("+l.Source.Key+")")
	}
	h.raw("</dl>\n")
}

func (r Report) htmlChecks(h *htmlWriter) {
	h.open("section", "")
	h.el("h2", "", "Checklist")
	for _, g := range r.groups() {
		h.raw("<h3>" + badge(g.Verdict) + " " + html.EscapeString(g.Stage.Title()) + "</h3>\n<ul class=\"checks\">\n")
		for _, res := range g.Results {
			if res.Verdict != NotRun {
				r.htmlResult(h, res)
			}
		}
		if n := len(g.notChecked()); n > 0 {
			h.el("li", "", fmt.Sprintf("%s %s not checked: see below", NotRun.Mark(), Count(n, "more check")))
		}
		h.raw("</ul>\n")
	}
	h.close("section")
}

func (r Report) htmlResult(h *htmlWriter, res Result) {
	fmt.Fprintf(h, "<li id=\"%s\">%s %s %s\n", html.EscapeString(res.ID), badge(res.Verdict), html.EscapeString(res.Title),
		small(r.basis(res)+"; rule "+dated(res.Rule.Source, res.Rule.Confidence)))
	if facts := factLine(res.Facts); facts != "" {
		h.el("p", "facts", facts)
	}
	if res.Verdict == Fail || res.Verdict == Warn {
		h.labelled("Rule", res.Rule.Text)
		if d := res.Diagnosis; d != nil {
			h.labelled("What happened", d.What+" "+d.Cause+" ("+dated(d.Source, d.Confidence)+")")
			if d.Said != "" {
				h.labelled("What was answered", d.Said)
			}
			h.labelled("How to find out", d.Check)
		}
	}
	if res.Fix != "" {
		h.labelled("Fix", res.Fix)
	}
	h.raw("</li>\n")
}

func (r Report) htmlNotChecked(h *htmlWriter) {
	reasons := r.reasons()
	if len(reasons) == 0 {
		return
	}
	h.open("section", "")
	h.el("h2", "", "Not checked, and why")
	h.raw("<ul>\n")
	for _, x := range reasons {
		h.el("li", "", x.Why+": "+strings.Join(ids(x.Of), ", "))
	}
	h.raw("</ul>\n")
	h.close("section")
}

func (r Report) htmlFrozen(h *htmlWriter) {
	h.open("section", "")
	h.el("h2", "", "What can never be changed after the conversion")
	h.raw("<table>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Value</th><th scope=\"col\">What was proven</th></tr></thead>\n<tbody>\n")
	for _, f := range Frozen(r.Draft, r.Evidence) {
		when := ""
		if !f.At.IsZero() {
			when = " (" + stamped(f.At) + ")"
		}
		fmt.Fprintf(h, "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s %s</td></tr>\n", html.EscapeString(f.Label),
			strings.ReplaceAll(html.EscapeString(orElse(f.Value, ToBeFilledIn)), "\n", "<br>"), badge(f.Verdict), html.EscapeString(f.Proven+when))
	}
	h.raw("</tbody>\n</table>\n")
	h.close("section")
}

func (r Report) htmlSheet(h *htmlWriter) {
	h.open("section", "sheet")
	h.el("h2", "", "Request sheet")
	h.el("p", "", "The form has the prefixes d3v- and zdg- typed already. One click selects what is to be typed.")
	for _, row := range r.Sheet {
		h.raw("<h3>" + html.EscapeString(row.Label) + " " + small(row.Known) + "</h3>\n")
		if row.Typed != row.Value {
			h.el("p", "", "In full "+row.Value+"; typed behind the prefix:")
		}
		if row.Value == "" {
			h.el("p", "missing", ToBeFilledIn)
		} else {
			h.el("pre", "", row.Typed)
		}
	}
	h.close("section")
}

func (r Report) htmlSources(h *htmlWriter) {
	h.open("section", "")
	h.el("h2", "", "Sources")
	h.raw("<ul class=\"sources\">\n")
	for _, s := range r.sources(Afterwards(), Questions(), Unknowns()) {
		where := "no public address"
		if s.URL != "" {
			u := html.EscapeString(s.URL)
			where = "<a href=\"" + u + "\" rel=\"noreferrer\">" + u + "</a>"
		}
		h.raw("<li>" + html.EscapeString(s.Key) + ", " + s.AsOf.Format(day) + ": " + where + "</li>\n")
	}
	h.raw("</ul>\n")
	h.close("section")
}
