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
	draw(*paper)
	bindings() []binding
	done() bool // it has done what it is for
}

// closing is what every overlay is closed with.
func closing() binding { return bind("close", nil, "esc").always() }

// story is the whole story of a page, with the source of its rule.
type story struct {
	d      *shared
	closed bool
}

func newStory(d *shared) overlay { return &story{d: d} }

func (o *story) done() bool { return o.closed }

func (o *story) bindings() []binding {
	return []binding{bind("Close", func() tea.Cmd { o.closed = true; return nil }, "enter"), bind("down", nil, "pgdown"), closing()}
}

func (o *story) draw(p *paper) {
	page := flow.PageOf(o.d.state.Page)
	p.put(0, p.strong, page.Title)
	source := zendesk.SourceOf(page.Source)
	p.hang(0, p.muted.Render("Source, as of "+source.AsOf.Format("2006-01-02")+": "), p.link.Hyperlink(source.URL), source.URL)
	p.gap()
	for _, paragraph := range page.Story {
		p.put(0, p.text, paragraph)
		p.gap()
	}
	p.put(0, p.muted, "Keys: enter does what the row of keys names first, tab and shift+tab move, ctrl+n next page, esc back, ctrl+g go to a stage, ctrl+z undo, ctrl+y redo, pgup and pgdn scroll, ctrl+c quit. Nothing is lost.")
}

// goTo lists the stages already reached.
type goTo struct {
	d      *shared
	open   []checklist.Stage
	at     int
	jumped bool
}

func newGoTo(d *shared) overlay {
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

func (o *goTo) done() bool { return o.jumped }

func (o *goTo) jump(i int) tea.Cmd {
	o.at, o.jumped = i, true
	o.d.tell(flow.Jumped{Page: flow.StagePage(o.open[i])})
	return nil
}

func (o *goTo) bindings() []binding {
	all := []binding{
		bind("Go there", func() tea.Cmd { return o.jump(o.at) }, "enter"),
		bind("move", func() tea.Cmd { o.at = max(o.at-1, 0); return nil }, "up", "shift+tab", "k"),
		bind("", func() tea.Cmd { o.at = min(o.at+1, len(o.open)-1); return nil }, "down", "tab", "j"),
	}
	for i := range o.open {
		all = append(all, bind("", func() tea.Cmd { return o.jump(i) }, fmt.Sprint(i+1)))
	}
	return append(all, closing())
}

func (o *goTo) draw(p *paper) {
	p.put(0, p.strong, "Go to")
	p.gap()
	for i, stage := range o.open {
		lead, style := "  ", p.text
		start := len(p.lines)
		if i == o.at {
			lead, style = p.accent.Render("› "), p.accent.Bold(true)
		}
		p.line(lead + style.Render(fmt.Sprintf("%d %s", i+1, stage.Title())))
		if i == o.at {
			p.focus(start, p.accent)
		}
	}
	if ahead := len(checklist.Stages()) - len(o.open); ahead > 0 {
		p.gap()
		text := fmt.Sprintf("The other %d come when their turn comes.", ahead)
		if ahead == 1 {
			text = "The last one comes when its turn comes."
		}
		p.put(0, p.muted, text)
	}
}
