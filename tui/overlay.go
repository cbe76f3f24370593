package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// overlay lies over the page until it is closed.
type overlay interface {
	// key takes a key and tells whether the overlay is done with.
	key(tea.KeyPressMsg) (done bool)
	draw(*paper)
	hints() []hint
}

// story is the whole story of a page, with the source of its rule.
type story struct{ d *desk }

func newStory(d *desk) overlay { return &story{d} }

func (*story) key(k tea.KeyPressMsg) bool { return k.String() == "enter" }
func (*story) hints() []hint              { return []hint{{"esc", "close"}, {"pgdn", "down"}} }

func (o *story) draw(p *paper) {
	page := flow.PageOf(o.d.state.Page)
	p.put(0, p.strong, page.Title)
	p.gap()
	for _, paragraph := range page.Story {
		p.put(0, p.text, paragraph)
		p.gap()
	}
	source := zendesk.SourceOf(page.Source)
	p.put(0, p.muted, "Source, as of "+source.AsOf.Format("2006-01-02")+":")
	p.bare(p.link, source.URL)
	p.gap()
	p.put(0, p.muted, "Keys: enter continue, esc back, tab next field, shift+tab previous, ctrl+g go to a stage, pgup and pgdn scroll, ctrl+c quit.")
}

// goTo lists the stages already reached.
type goTo struct {
	d    *desk
	open []checklist.Stage
	at   int
}

func newGoTo(d *desk) overlay {
	o := &goTo{d: d}
	for _, stage := range checklist.Stages() {
		if flow.Index(flow.StagePage(stage)) <= flow.Index(d.state.Reached) {
			o.open = append(o.open, stage)
			if stage == flow.PageOf(d.state.Page).Stage {
				o.at = len(o.open) - 1
			}
		}
	}
	return o
}

func (o *goTo) key(k tea.KeyPressMsg) bool {
	switch s := k.String(); s {
	case "up", "shift+tab", "k":
		o.at = max(o.at-1, 0)
	case "down", "tab", "j":
		o.at = min(o.at+1, len(o.open)-1)
	case "enter":
		o.jump()
		return true
	default:
		if len(s) == 1 && s[0] >= '1' && int(s[0]-'1') < len(o.open) {
			o.at = int(s[0] - '1')
			o.jump()
			return true
		}
	}
	return false
}

func (o *goTo) jump() { o.d.tell(flow.Jumped{Page: flow.StagePage(o.open[o.at])}) }

func (o *goTo) hints() []hint { return []hint{{"enter", "go"}, {"1-8", "go"}, {"esc", "close"}} }

func (o *goTo) draw(p *paper) {
	p.put(0, p.strong, "Go to")
	p.gap()
	for i, stage := range o.open {
		lead, style := "  ", p.text
		start := len(p.lines)
		if i == o.at {
			lead, style = "▸ ", p.accent
		}
		p.line(fmt.Sprintf("  %s%s", lead, style.Render(fmt.Sprintf("%d %s", i+1, stage.Title()))))
		if i == o.at {
			p.focus(start)
		}
	}
}
