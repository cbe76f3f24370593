package page

import (
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// live asks for the App-Id header, and has the texts for going live, each behind its title.
func live(p *Page, s flow.State, l Look, now time.Time) {
	state := checklist.AfterOf(s.Draft)
	if state == checklist.Live {
		p.Title = "Approved, claimed, linked and live"
	}
	p.Blocks = append(p.Blocks, Field{checklist.FieldAppID}, Field{checklist.FieldAppIDSent})
	p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now), checklist.NoteNow)...)
	days(p, s, now)
	p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "Texts to be edited; they are in the report too"})
	for _, t := range checklist.GoLive(s.Draft, now) {
		row := Row{ID: t.ID, Label: t.Title, Does: Action{Key: "enter", Does: "Open", Change: func(l Look) Look { l.Opened = t.ID; return l }}}
		if l.Opened == t.ID {
			row.Does = Action{Key: "enter", Does: "Close", Change: func(l Look) Look { l.Opened = ""; return l }}
			row.Details = []Block{
				Text{Tone: Quiet, Text: checklist.Capital(t.For) + ". (" + t.Source.Key + ", " + t.Source.AsOf.Format(time.DateOnly) + ", " + string(t.Confidence) + ")"},
				Text{},
			}
			if t.Command {
				row.Details = append(row.Details, Copyable{Value: t.Body})
			} else {
				row.Details = append(row.Details, paragraphs(t.Body)...)
			}
			p.Actions = append(p.Actions, Action{Key: "c", Does: "copy it", Copy: t.Body, What: "the text"}, Action{Key: "p", Does: "print it", Print: t.Body})
		}
		p.Blocks = append(p.Blocks, row)
	}
	p.Actions = append(p.Actions, finish(s)...)
}

// paragraphs are the lines of a text that is broken as wide as the page is.
func paragraphs(text string) []Block {
	var blocks []Block
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		mark, text := splitListMark(line)
		blocks = append(blocks, Text{Mark: mark, Text: text})
	}
	return blocks
}

// splitListMark divides a line that begins with "- " or "1. " into that mark, without its
// space, and the rest. The mark is "" where the line has none.
func splitListMark(line string) (mark, text string) {
	mark, text, found := strings.Cut(line, " ")
	number, numbered := strings.CutSuffix(mark, ".")
	if found && (mark == "-" || numbered && number != "" && strings.Trim(number, "0123456789") == "") {
		return mark, text
	}
	return "", line
}

// asOf is the date of a source.
func asOf(key string) string { return zendesk.SourceOf(key).AsOf.Format(time.DateOnly) }
