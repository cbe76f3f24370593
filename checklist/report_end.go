package checklist

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// endLines and endWidth bound the end of the wizard, in lines and columns.
const endLines, endWidth = 45, 100

// Screen describes the terminal that End writes for.
type Screen struct {
	Width int                          // in columns; below 1 when unknown
	Args  string                       // to be added to commands, such as " --file other.toml"
	Paint func(Verdict, string) string // colours text for a verdict; NotRun is grey
}

// End writes the summary for the form, in at most endLines lines: the sheet, what to fix,
// and at the end, where the reader looks, the conclusion, where the whole report is, and
// what comes next. Of what has no room it writes the number.
func (r Report) End(w io.Writer, s Screen) error {
	if s.Width < 1 {
		s.Width = textWidth // a terminal that does not tell
	}
	s.Width = min(max(s.Width, 40), endWidth)
	found := slices.Concat(r.with(Fail), r.with(Warn))
	last := r.endLast(s)
	var out []string
	for most := endLines; most >= 1; most-- { // fewer and fewer lines per value, until the rest has room
		sheet := r.endSheet(s, most)
		room := endLines - len(sheet) - len(last)
		if most == 1 || room >= min(2+2*len(found), 10) {
			out = slices.Concat(sheet, r.endFixes(s, found, room), last)
			break
		}
	}
	_, err := io.WriteString(w, strings.Join(out, "\n")+"\n")
	return err
}

const more = "… %d more, see zdg report"

// endSheet is the sheet as a table, with at most so many lines for one value.
func (r Report) endSheet(s Screen, most int) []string {
	title := "The request for " + r.subject().Identifier
	if !r.Draft.Has(FieldIdentifier) {
		title = "The request: no identifier given"
	}
	if r.Practice {
		title = "PRACTICE  " + title
	}
	when := "nothing measured yet"
	if oldest, _, ok := r.measured(); ok {
		when = "measured " + r.ago(oldest) + " ago"
		if r.Draft.Has(FieldSubdomain) {
			when += " on " + r.subject().Subdomain
		}
	}
	lines := []string{clip(title, s.Width), "  " + s.Paint(NotRun, clip(when, s.Width-2))}
	if gap := s.Width - width(title) - width(when); gap >= 4 {
		lines = []string{title + strings.Repeat(" ", gap) + s.Paint(NotRun, when)}
	}
	label := min(24, s.Width*2/5)
	for _, b := range r.formSection().Blocks {
		lines = append(lines, "", "  "+b.Title)
		if b.Head[len(b.Head)-1] == "In full" {
			lines[len(lines)-1] += s.Paint(NotRun, clip(" (type what comes after |)", s.Width-2-width(b.Title)))
		}
		var empty []string
		for _, row := range b.Rows {
			if row[1].Text == toBeFilledIn && b.Head[len(b.Head)-1] != "In full" {
				empty = append(empty, row[0].Text)
				continue
			}
			prefix := row[1].Prefix
			if prefix != "" {
				prefix += " | "
			}
			columns := s.Width - label - 4 - width(prefix)
			lead, items := pad("    "+clip(row[0].Text, label-1), label+4), strings.Split(row[1].Text, "\n")
			if whole := wrapped(row[1].Text, columns); len(whole) <= most {
				items = whole
			}
			if n := len(items); n > most && most == 1 {
				rest := fmt.Sprintf("  "+more, n-1)
				if s.Width < 80 {
					rest, _, _ = strings.Cut(rest, ",")
				}
				items = []string{clip(items[0], columns+width(prefix)-width(rest)) + rest}
			} else if n > most {
				items = append(items[:most-1:most-1], fmt.Sprintf(more, n-most+1))
			}
			for _, line := range items {
				lines = append(lines, lead+s.Paint(NotRun, prefix)+clip(line, columns))
				lead = strings.Repeat(" ", label+4)
			}
		}
		if len(empty) > 0 {
			lines = append(lines, s.folded(4, 2, "Left empty: "+strings.Join(empty, ", "))...)
		}
	}
	if word := texts(r.with(Ask), func(res Result) string { return res.Title }); len(word) > 0 {
		lines = append(lines, "")
		lines = append(lines, s.folded(2, max(2, most), "On your word: "+strings.Join(word, "; "))...)
	}
	return lines
}

// wrapped are the lines of a value, each in at most so many columns: nothing is cut from what has to
// be typed.
func wrapped(value string, columns int) []string {
	var lines []string
	for item := range strings.SplitSeq(value, "\n") {
		t := textWriter{wide: columns}
		t.line(0, 0, item)
		for line := range strings.SplitSeq(strings.TrimRight(t.String(), "\n"), "\n") {
			from, used := 0, 0
			for i, r := range line { // a word that has no room, such as a URL, is divided
				if used += width(string(r)); used > columns {
					lines = append(lines, line[from:i])
					from, used = i, width(string(r))
				}
			}
			lines = append(lines, line[from:])
		}
	}
	return lines
}

// endFixes is what to fix, then what to look at, in at most room lines.
func (r Report) endFixes(s Screen, found []Result, room int) []string {
	if len(found) == 0 {
		return nil
	}
	lines := []string{"", "  To fix"}
	if found[0].Verdict == Warn {
		lines[1] = "  To look at"
	}
	room -= len(lines)
	each := 1 // lines for one finding: what is wrong and, if there is room, what to do
	for each < 3 && (each+1)*len(found) <= room {
		each++
	}
	for n, res := range found {
		if n == room-1 && len(found) > room {
			return append(lines, fmt.Sprintf("    "+more, len(found)-n))
		}
		lines = append(lines, "    "+s.Paint(res.Verdict, res.Verdict.Mark())+" "+clip(Fault(r.Draft, res), s.Width-6))
		if each > 1 {
			lines = append(lines, s.folded(6, each-1, Advice(r.Draft, res))...)
		}
	}
	return lines
}

// nextAfter is what comes next in each state after the request.
var nextAfter = map[AfterState]string{
	Sent:       "when the mail comes, note the ticket and the answer:",
	Rejected:   "paste the ticket's text, and see which checks are about it:",
	Approved:   "claim the client at apps.zendesk.com, with the first six characters of its secret:",
	Claimed:    "link the client with the app: Apps > Details > tab Global OAuth;",
	Associated: "send the App-Id header with every call;",
	Live:       "move your customers over;",
}

// endLast is the conclusion, where the whole report is, and what comes next.
func (r Report) endLast(s Screen) []string {
	v, conclusion := r.Conclusion()
	rows := [][2]string{{"Report", "zdg report" + s.Args + " > request.md"}, {"Next", "zdg" + s.Args + " goes on where you left it; Review leads to what is to fix"}}
	switch state := AfterOf(r.Draft); {
	case state != NotSent:
		rows[1][1] = nextAfter[state] + " zdg" + s.Args + " goes on there"
	case v == Pass || v == Warn:
		rows[1][1] = "when it is sent, note the day and the ticket with zdg" + s.Args + "; once approved, claim the client"
		rows = slices.Insert(rows, 0, [2]string{"Form", "https://apps.zendesk.com > Organization > Global OAuth Request"})
	}
	if r.Practice {
		rows[len(rows)-2][1], rows[len(rows)-1][1] = "zdg practice > request.md", "zdg, for your own account and client"
	}
	lines := []string{""}
	for _, line := range s.folded(0, 3, v.Mark()+" "+conclusion) {
		lines = append(lines, s.Paint(v, line))
	}
	for _, row := range rows {
		for n, line := range s.folded(11, 2, row[1]) {
			if n == 0 {
				line = s.Paint(NotRun, pad("  "+row[0], 11)) + line[11:]
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// folded wraps text into at most so many indented lines and cuts the rest.
func (s Screen) folded(indent, most int, text string) []string {
	t := textWriter{wide: s.Width}
	t.line(indent, indent, text)
	lines := strings.Split(strings.TrimRight(t.String(), "\n"), "\n")
	if len(lines) > most {
		lines = append(lines[:most-1], lines[most-1]+" …")
	}
	for i := range lines {
		lines[i] = clip(lines[i], s.Width)
	}
	return lines
}
