package tui

import (
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// secretPage reminds that identifier and secret must be saved before anything
// is done with them, takes the secret hidden, and asks for the developer's word.
type secretPage struct {
	*form   // the confirmation
	input   editor
	onWord  bool // the focus is on the confirmation
	doubts  []zendesk.Remark
	sure    bool // a doubtful secret was confirmed with a second Enter
	problem string
}

func newSecretPage(d *desk) page {
	s := &secretPage{form: newForm(d, []checklist.Field{checklist.Stored})}
	s.onWord = !s.needed() || s.state.SecretGiven
	return s
}

func (s *secretPage) needed() bool {
	return !s.state.Draft.IsPublic()
}

func (s *secretPage) typing() bool { return !s.onWord }

func (s *secretPage) paste(text string) {
	s.onWord = false
	s.input.at = len(s.input.text)
	s.input.insert(text)
	s.judge()
}

// commit hands what was typed through to the runner; it never enters the state.
func (s *secretPage) commit() {
	s.form.commit()
	if s.input.text == "" || s.problem != "" || s.grave() && !s.sure {
		return // a doubtful one is taken only with a second Enter
	}
	secret, err := zendesk.ParseSecret(s.input.text)
	if err != nil {
		return
	}
	s.input.set("")
	s.tell(flow.SecretTyped{Secret: secret})
}

// judge looks at what was typed; nothing of it is shown.
func (s *secretPage) judge() {
	s.doubts, s.problem, s.sure = nil, "", false
	if s.input.text == "" {
		return
	}
	secret, err := zendesk.ParseSecret(s.input.text)
	if err != nil {
		s.problem = err.Error()
		return
	}
	id, _ := zendesk.ParseIdentifier(s.state.Draft.Get(checklist.Identifier)) // a wrong one is told on its own page
	s.doubts = secret.Remarks(id)
}

func (s *secretPage) grave() bool {
	for _, r := range s.doubts {
		if r.Grave {
			return true
		}
	}
	return false
}

func (s *secretPage) key(k tea.KeyPressMsg) tea.Cmd {
	if s.onWord {
		return s.keyOnWord(k)
	}
	switch k.String() {
	case "enter", "tab", "down":
		if s.input.text == "" && !s.state.SecretGiven && s.needed() && k.String() == "enter" {
			s.tell(flow.Continued{}) // says what is missing
			return nil
		}
		if s.problem != "" {
			return nil
		}
		if s.grave() && !s.sure {
			s.sure = true // said under the field; a second Enter takes it as it is
			return nil
		}
		s.commit()
		s.doubts, s.onWord = nil, true
		return nil
	case "ctrl+v":
		return s.fetch()
	}
	if s.input.key(k) {
		s.judge()
	}
	return nil
}

func (s *secretPage) keyOnWord(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "enter":
		s.form.commit()
		s.tell(flow.Continued{})
		return nil
	case "up", "shift+tab":
		s.onWord = false
		return nil
	case "c":
		return s.copy("identifier", s.state.Draft.Get(checklist.Identifier))
	}
	s.focused().edit(k)
	return nil
}

func (s *secretPage) hints() []hint {
	if s.onWord {
		return []hint{hintContinue, {"y/n", "answer"}, {"c", "copy identifier"}, {"↑", "secret"}, hintBack, hintWhy}
	}
	return []hint{{"enter", "take it"}, hintBack, hintNext, hintWhy}
}

func (s *secretPage) wide() bool { return true }

func (s *secretPage) draw(p *paper) {
	heading(p, s.state)
	p.put(0, p.text, "1. Save both in your password manager or vault. The identifier:")
	p.bare(p.accent, s.state.Draft.Get(checklist.Identifier))
	p.gap()
	s.drawSecret(p)
	p.gap()
	start := len(p.lines)
	s.focused().draw(p, s.onWord, nil)
	if s.onWord {
		p.focus(start)
	}
}

func (s *secretPage) drawSecret(p *paper) {
	if !s.needed() {
		p.put(0, p.text, "2. A public client needs no secret: PKCE proves it. Nothing about a secret is tested. Save it all the same: the form that claims the client wants its first six characters.")
		return
	}
	start := len(p.lines)
	if !s.onWord {
		p.line(p.accent.Render("▸ ") + p.accent.Bold(true).Render("Secret"))
	}
	p.put(0, p.text, "2. Copy it from where it is saved, and paste it here.")
	p.put(2, p.strong, flow.SecretOf(s.state.Draft.Get(checklist.Identifier), s.state.AccountURL)+" (hidden):")
	switch {
	case s.input.text != "" || (!s.onWord && !s.state.SecretGiven):
		s.drawHidden(p)
	case s.state.SecretGiven && s.state.SecretFrom != "":
		p.put(2, p.ok, "✓ taken from "+s.state.SecretFrom)
	case s.state.SecretGiven:
		p.put(2, p.ok, "✓ taken; it is held in memory only")
	default:
		p.put(2, p.muted, "none yet")
	}
	if s.problem != "" {
		p.hang(2, p.bad.Render("✗ "), p.bad, s.problem)
	}
	for _, r := range s.doubts {
		style, sign := p.warn, "! "
		if r.Grave {
			style, sign = p.bad, "✗ "
		}
		p.hang(2, style.Render(sign), style, r.Text)
	}
	if s.sure {
		p.put(2, p.warn, "Enter again takes it as it is: the account will tell.")
	}
	if !s.onWord {
		p.focus(start)
	}
}

// dots stand for a secret, whatever its length; nothing stands for nothing.
func dots(secret string) string {
	if secret == "" {
		return ""
	}
	return "••••••••"
}

// drawHidden shows that something is typed, and nothing of it.
func (s *secretPage) drawHidden(p *paper) {
	shown := dots(s.input.text)
	var cursor *tea.Cursor
	if !s.onWord {
		cursor = bar(lipgloss.Width(shown), 0)
	}
	p.block(2, shown, cursor)
	s.input.drawRefused(p)
}
