package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// traffic lists the requests of the last test, and shows one with its answer and
// as a curl command. Every secret in it is masked.
type traffic struct {
	d    *desk
	at   int
	open bool
}

func newTraffic(d *desk) overlay { return &traffic{d: d, at: max(len(d.state.Test.Traffic)-1, 0)} }

func (o *traffic) key(k tea.KeyPressMsg) (done bool) {
	switch k.String() {
	case "up", "shift+tab", "k":
		o.at = max(o.at-1, 0)
	case "down", "tab", "j":
		o.at = min(o.at+1, len(o.d.state.Test.Traffic)-1)
	case "enter":
		o.open = !o.open
	case "x":
		return true
	}
	return false
}

func (o *traffic) hints() []hint {
	return []hint{{"↑↓", "choose"}, {"enter", "open, close"}, {"esc", "back to the test"}}
}

func (o *traffic) draw(p *paper) {
	p.put(0, p.strong, "What was sent and what came, secrets masked")
	p.gap()
	for i, e := range o.d.state.Test.Traffic {
		start := len(p.lines)
		lead, style := "  ", p.text
		if i == o.at {
			lead, style = p.accent.Render("▸ "), p.accent
		}
		p.line(lead + p.muted.Render(fmt.Sprintf("%-12s", e.Step)) + style.Render(e.Title))
		if i == o.at && o.open {
			p.gap()
			for _, line := range strings.Split(strings.TrimRight(e.Detail, "\n"), "\n") {
				p.put(2, p.muted, line)
			}
			p.gap()
			p.bare(p.text, strings.TrimRight(e.Curl, "\n"))
			p.gap()
		}
		if i == o.at {
			p.focus(start)
		}
	}
}
