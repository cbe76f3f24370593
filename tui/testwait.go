package tui

import (
	"fmt"
	"time"

	"zdg/checklist/explain"
	"zdg/flow"
)

func (t *testPage) drawWait(p *paper) {
	wait := t.state.Test.Wait
	if t.menu {
		t.drawMenu(p)
		return
	}
	p.put(0, p.strong, "Sign in and click Allow in the browser.")
	p.put(0, p.muted, "If no browser appears, open this address:")
	p.gap()
	p.bare(p.link, wait.AuthorizeURL)
	p.gap()
	if wait.StartURL != "" {
		p.put(0, p.muted, "The same, short, on this machine, once:")
		p.bare(p.link, wait.StartURL)
		p.gap()
	}
	if wait.File != "" {
		p.put(0, p.muted, "It is also in this file, which only you can read:")
		p.bare(p.link, wait.File)
		p.gap()
	}
	t.drawClock(p, wait)
	if t.state.Practice {
		p.put(0, p.accent, "No browser here? a answers the consent page with Allow, d with Deny.")
	}
	for _, h := range wait.Hints {
		p.hang(0, "· ", p.muted, h)
	}
	switch {
	case t.pasting:
		p.gap()
		start := len(p.lines)
		ask := "The whole address from the browser after Allow:"
		if t.page {
			ask = "The text of the page:"
		}
		p.put(0, p.accent, ask)
		t.input.draw(p, true)
		p.focus(start)
	default:
		p.put(0, p.muted, "If the browser cannot come back here, paste the whole address it ends on.")
	}
	if t.state.Test.Problem != "" {
		p.hang(0, p.bad.Render("✗ "), p.bad, t.state.Test.Problem)
	}
	p.gap()
	t.drawLog(p)
}

func (t *testPage) drawClock(p *paper, wait *flow.Wait) {
	now := t.Now()
	line := fmt.Sprintf("Waiting for %s", clock(now.Sub(wait.Since)))
	if wait.Listening != "" {
		line += " on " + wait.Listening
	}
	if !wait.Deadline.IsZero() {
		line += fmt.Sprintf(", %s left", clock(wait.Deadline.Sub(now)))
	}
	if n := t.state.Test.Ignored; n > 0 {
		line += fmt.Sprintf("; %d other requests ignored", n)
		if why := t.state.Test.Because; why != "" {
			line += " (the last one: " + why + ")"
		}
	}
	p.put(0, p.text, line+".")
	if now.Sub(wait.Since) > 20*time.Second {
		p.put(0, p.warn, "Nothing came back yet. Zendesk's error pages never come back here: does the browser show one? Press m.")
	}
}

// drawMenu asks what the browser shows.
func (t *testPage) drawMenu(p *paper) {
	p.put(0, p.strong, "What does your browser show?")
	p.gap()
	for _, choice := range explain.Menu() {
		p.hang(0, p.accent.Render(choice.Key+"  "), p.text, choice.Label)
	}
}

func clock(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

func (t *testPage) drawLog(p *paper) {
	for _, line := range t.state.Test.Log {
		style := p.muted
		if line.Bad {
			style = p.bad
		}
		p.hang(0, p.muted.Render(line.At.Format("15:04:05 ")), style, line.Text)
	}
}
