package page

import (
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// live asks for the App-Id header, and offers the texts for going live, each behind its
// title.
func live(p *Page, s flow.State, ui UI, now time.Time) {
	if checklist.AfterOf(s.Draft) == checklist.Live {
		p.Title = "Approved, claimed, linked and live"
	}
	p.add(Field{checklist.FieldAppID}, Field{checklist.FieldAppIDSent})
	p.add(noteBlocks(checklist.AfterNotes(s.Draft, now), checklist.NoteNow)...)
	deadlines(p, s, now)
	p.add(Text{Tone: Strong, Text: "Texts to be edited; they are in the report too"})
	for _, t := range checklist.GoLive(s.Draft, now) {
		row := Row{ID: t.ID, Label: t.Title, Action: ui.expand(t.ID)}
		if ui.Expanded == t.ID {
			row.Details = []Block{Text{Tone: Quiet, Text: checklist.Capital(t.For) + ". (" + cite(t.Source, t.Confidence) + ")"}, Text{}}
			if t.Command {
				row.Details = append(row.Details, Copyable{Value: t.Body})
			} else {
				row.Details = append(row.Details, paragraphs(t.Body)...)
			}
			p.offer(
				Action{Key: "c", Label: "copy it", Copy: t.Body, CopyName: "the text", Pinned: true},
				Action{Key: "p", Label: "print it", Print: t.Body})
		}
		p.add(row)
	}
	p.offer(finishActions(s)...)
}

// paragraphs are the lines of a text, each to be wrapped by itself.
func paragraphs(text string) []Block {
	var blocks []Block
	for line := range strings.Lines(text) {
		mark, text := splitListMark(strings.TrimSuffix(line, "\n"))
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
