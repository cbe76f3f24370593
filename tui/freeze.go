package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textarea"
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
	input textarea.Model
	wrong bool
}

func newFreezePage(d *desk) page {
	f := &freezePage{desk: d, input: newInput(d.theme, "")}
	if len(f.failing()) > 0 {
		f.input.Focus()
	}
	return f
}

func (f *freezePage) failing() []checklist.Result {
	var failing []checklist.Result
	for _, r := range checklist.Judge(f.state.Draft, f.state.Evidence) {
		if r.Verdict == checklist.Fail {
			failing = append(failing, r)
		}
	}
	return failing
}

func (f *freezePage) typing() bool { return len(f.failing()) > 0 }

func (f *freezePage) sync() { dress(&f.input, f.theme) }

func (f *freezePage) other(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	f.input, cmd = f.input.Update(msg)
	return cmd
}

func (f *freezePage) paste(text string) tea.Cmd {
	if f.typing() {
		f.input.InsertString(text)
	}
	return nil
}

func (f *freezePage) key(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "enter" {
		want := strings.TrimSpace(f.state.Draft.Get(checklist.Identifier))
		if f.wrong = f.typing() && strings.TrimSpace(f.input.Value()) != want; !f.wrong {
			f.tell(flow.Continued{})
		}
		return nil
	}
	if !f.typing() {
		return nil
	}
	var cmd tea.Cmd
	f.input, cmd = f.input.Update(k)
	return cmd
}

func (f *freezePage) hints() []hint { return []hint{hintContinue, hintBack, hintWhy, hintGo} }

// frozen is what a global client keeps for good.
var frozen = []checklist.Field{
	checklist.Identifier, checklist.Kind, checklist.Name, checklist.Description, checklist.Company,
	checklist.LogoFile, checklist.RedirectURLs, checklist.Scopes,
}

func (f *freezePage) draw(p *paper) {
	heading(p, f.state)
	results := checklist.Judge(f.state.Draft, f.state.Evidence)
	for _, field := range frozen {
		info, _ := checklist.Info(field)
		value := strings.Join(f.state.Draft.Lines(field), "  ")
		if value == "" {
			value = "(empty)"
		}
		p.hang(0, p.strong.Render(info.Title)+"  ", p.text, value)
		p.put(2, p.muted, proven(results, field))
	}
	p.hang(0, p.strong.Render("Secret")+"  ", p.text, "(never shown)")
	p.put(2, p.muted, provenStep(f.state, checklist.StepCredentials))
	p.gap()
	failing := f.failing()
	if len(failing) == 0 {
		p.put(0, p.accent, "Enter goes on to the request sheet.")
		return
	}
	p.put(0, p.bad, fmt.Sprintf("✗ %d checks fail, and a request like this would freeze that:", len(failing)))
	for _, r := range failing {
		p.hang(2, p.bad.Render("✗ "), p.text, r.Title)
	}
	p.gap()
	start := len(p.lines)
	p.put(0, p.text, "To go on in spite of them, type the identifier:")
	f.input.SetWidth(p.width - 2)
	p.block(2, f.input.View(), f.input.Cursor())
	if f.wrong {
		p.put(2, p.bad, "✗ this is not the identifier: type it in full, or go back and mend what fails")
	}
	p.focus(start)
}

// proven says how well a field is known: measured when, or the developer's word.
func proven(results []checklist.Result, field checklist.Field) string {
	var measured, open string
	for _, r := range results {
		switch {
		case r.Field != field:
		case r.Verdict == checklist.Pass && !r.Measured.IsZero():
			measured = "proven " + r.Measured.Format("2006-01-02 15:04") + ": " + r.Title
		case r.Verdict == checklist.Fail:
			return "✗ " + r.Title + ": fails"
		case r.Verdict == checklist.NotRun && r.Of != "":
			open = "not proven: " + r.Why
		}
	}
	switch {
	case measured != "":
		return measured
	case open != "":
		return open
	}
	return "as typed: not measured"
}

func provenStep(s flow.State, id checklist.StepID) string {
	for _, step := range checklist.Steps(s.Draft, s.Evidence) {
		if step.ID == id {
			return step.Summary
		}
	}
	return ""
}
