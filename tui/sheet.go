package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// sheetPage is the request sheet: each value in full and as typed behind the
// prefix that the form already has, one key to copy it, a mark for what was copied.
type sheetPage struct {
	*form
	row    int
	noting bool // the focus is on the fields below the sheet
	copied map[int]bool
}

func newSheetPage(d *desk) page {
	return &sheetPage{
		form:   newForm(d, []checklist.Field{checklist.SubmittedOn, checklist.Ticket}),
		copied: map[int]bool{},
	}
}

func (s *sheetPage) rows() []checklist.SheetRow {
	return checklist.Sheet(s.state.Draft, s.state.Evidence)
}

// escape leaves the fields below the sheet.
func (s *sheetPage) escape() bool {
	noting := s.noting
	s.commit()
	s.noting = false
	return noting
}

func (s *sheetPage) typing() bool { return s.noting }
func (s *sheetPage) wide() bool   { return true }

func (s *sheetPage) commit() {
	if s.noting {
		s.form.commit()
	}
}

func (s *sheetPage) paste(text string) {
	if s.noting {
		s.form.paste(text)
	}
}

func (s *sheetPage) key(k tea.KeyPressMsg) tea.Cmd {
	if s.noting {
		switch k.String() {
		case "enter":
			if s.open() {
				s.move(+1)
				return nil
			}
			s.commit()
			s.noting = s.held()
			return nil
		case "up":
			if s.at == 0 {
				s.commit()
				s.noting = s.held()
				return nil
			}
		}
		return s.form.key(k)
	}
	rows := s.rows()
	switch k.String() {
	case "enter":
		s.tell(flow.Continued{})
	case "up", "shift+tab", "k":
		s.row = max(s.row-1, 0)
	case "down", "tab", "j":
		s.row = min(s.row+1, len(rows)-1)
	case "c":
		return s.copyRow(rows, func(r checklist.SheetRow) string { return r.Typed })
	case "f":
		return s.copyRow(rows, func(r checklist.SheetRow) string { return r.Value })
	case "p":
		return printOut(s.plain(rows))
	case "t":
		s.noting = true
	}
	return nil
}

func (s *sheetPage) copyRow(rows []checklist.SheetRow, pick func(checklist.SheetRow) string) tea.Cmd {
	if s.row >= len(rows) {
		return nil
	}
	s.copied[s.row] = true
	cmd := s.copy(rows[s.row].Label, pick(rows[s.row]))
	s.row = min(s.row+1, len(rows)-1)
	return cmd
}

func (s *sheetPage) plain(rows []checklist.SheetRow) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.Label + "\n" + r.Typed + "\n\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

func (s *sheetPage) hints() []hint {
	if s.noting {
		return []hint{{"enter", "take it"}, hintBack}
	}
	return []hint{{"enter", "finish"}, {"c", "copy as typed"}, {"f", "copy in full"}, {"p", "print"}, {"t", "note the ticket"}, hintBack}
}

func (s *sheetPage) draw(p *paper) {
	heading(p, s.state)
	if s.noting {
		s.drawFields(p)
		return
	}
	p.put(0, p.muted, "Let support@appsubmission.zendesk.com through your mail filter. Enter finishes: checklist and sheet are printed.")
	p.gap()
	for i, r := range s.rows() {
		start := len(p.lines)
		lead, label := "  ", p.strong
		if i == s.row {
			lead, label = p.accent.Render("▸ "), p.accent.Bold(true)
		}
		known := "  likely"
		if r.Known == "documented" {
			known = "  in the form"
		}
		sign := ""
		if s.copied[i] {
			sign = p.ok.Render("  ✓ copied")
		}
		p.line(lead + label.Render(r.Label) + p.muted.Render(known) + sign)
		if r.Typed != r.Value {
			p.put(0, p.muted, "in full "+r.Value+"; type behind the prefix:")
		}
		p.bare(p.text, r.Typed)
		if i == s.row {
			p.focus(start)
		}
		p.gap()
	}
}
