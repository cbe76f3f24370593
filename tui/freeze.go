package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// freezePage shows what can never be changed after conversion, each value with
// what was proven about it. In spite of a failing check it is left forwards only
// by typing the identifier.
type freezePage struct {
	still
	*desk
	input editor
	wrong bool
}

func newFreezePage(d *desk) page {
	return &freezePage{desk: d}
}

func (f *freezePage) failing() []checklist.Result {
	var failing []checklist.Result
	for _, r := range f.results() {
		if r.Verdict == checklist.Fail {
			failing = append(failing, r)
		}
	}
	return failing
}

func (f *freezePage) typing() bool { return len(f.failing()) > 0 }

func (f *freezePage) paste(text string) {
	if f.typing() {
		f.input.insert(text)
	}
}

func (f *freezePage) key(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "enter" {
		want := strings.TrimSpace(f.state.Draft.Get(checklist.Identifier))
		if f.wrong = f.typing() && strings.TrimSpace(f.input.text) != want; !f.wrong {
			f.tell(flow.Continued{})
		}
		return nil
	}
	if !f.typing() {
		return nil
	}
	f.wrong = false
	f.input.key(k)
	return nil
}

func (f *freezePage) hints() []hint { return []hint{hintContinue, hintBack, hintWhy, hintGo} }

func (f *freezePage) draw(p *paper) {
	heading(p, f.state)
	for _, row := range checklist.Frozen(f.state.Draft, f.state.Evidence) {
		style := p.verdict(row.Verdict)
		value := strings.ReplaceAll(row.Value, "\n", "  ")
		if value == "" {
			value = "(empty)"
		}
		p.hang(0, style.Render(row.Verdict.Mark()+" ")+p.strong.Render(row.Label)+"  ", p.text, value)
		proven := row.Proven
		if !row.At.IsZero() {
			proven += " (" + row.At.UTC().Format("2006-01-02 15:04 MST") + ")"
		}
		p.put(2, p.muted, proven)
	}
	p.gap()
	f.drawDecision(p)
}

// drawDecision says what Enter does, and what has to be typed first.
func (f *freezePage) drawDecision(p *paper) {
	failing := f.failing()
	if len(failing) == 0 {
		p.put(0, p.accent, "Enter goes on to the request sheet.")
		return
	}
	start := len(p.lines)
	count := "1 check fails"
	if len(failing) > 1 {
		count = fmt.Sprintf("%d checks fail", len(failing))
	}
	p.put(0, p.bad, "✗ "+count+", and a request like this would freeze that:")
	for _, r := range failing {
		p.hang(2, p.bad.Render("✗ "), p.text, r.Title)
	}
	p.gap()
	p.put(0, p.text, "To go on all the same, type the identifier:")
	f.input.draw(p, true)
	if f.wrong {
		p.put(2, p.bad, "✗ this is not the identifier: type it in full, or go back and mend what fails")
	}
	p.focus(start)
}
