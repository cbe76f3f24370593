package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// overlay covers the page until it is closed.
type overlay struct {
	draw     func(*canvas)
	bindings func() []binding
}

// uncover closes what covers the page.
func (m *model) uncover() { m.setOverlay(nil) }

// closing is the key that closes any overlay.
func (m *model) closing() binding { return bind("close", m.uncover, "esc").pin() }

// story explains the page as it is now in full, with the source and the keys.
func (m *model) story() *overlay {
	of, panel, keys := m.body.page, m.body.ui.Open, m.bindings()
	return &overlay{
		draw:     func(p *canvas) { m.drawStory(p, of, panel, keys) },
		bindings: func() []binding { return []binding{bind("Close", m.uncover, "enter").pin(), m.closing()} },
	}
}

// drawStory draws what is to be known about a page. panel is what is open on it.
func (m *model) drawStory(p *canvas, of page.Page, panel page.Panel, bindings []binding) {
	info := flow.PageOf(m.state.Page)
	p.title(p.strong, of.Title, "")
	if panel == page.Closed {
		source := zendesk.SourceOf(info.Source)
		p.wrap(p.muted, "Source, as of "+source.AsOf.Format(time.DateOnly)+":")
		p.wrap(p.link, source.URL)
	} else { // the story is not about that
		info.Story = []string{of.Why}
	}
	p.gap()
	for _, paragraph := range info.Story {
		p.wrap(p.text, paragraph)
		p.gap()
	}
	var keys strings.Builder
	for _, b := range bindings {
		if does := cmp.Or(b.Help().Desc, unlabelled[b.Keys()[0]]); does != "" {
			keys.WriteString(b.Help().Key + " " + does + ", ")
		}
	}
	kept := " Nothing is lost."
	if m.state.Practice { // which saves nothing, unless it was given a file
		kept = ""
	}
	p.wrap(p.muted, "Keys: "+keys.String()+"pgup and pgdn scroll, ctrl+c quit."+kept)
}

// stageList lists the stages reached so far, to go to one of them.
func (m *model) stageList() *overlay {
	reached := page.ReachedStages(m.state)
	cursor := max(slices.Index(reached, flow.PageOf(m.state.Page).Stage), 0)
	jump := func(i int) {
		m.tell(flow.Jumped{Page: flow.StagePage(reached[i])})
		m.uncover()
	}
	bindings := func() []binding {
		all := []binding{
			bind("Go there", func() { jump(cursor) }, "enter").pin(),
			bind("move", func() { cursor = max(cursor-1, 0) }, "up", "shift+tab", "k"),
			bind("", func() { cursor = min(cursor+1, len(reached)-1) }, "down", "tab", "j"),
		}
		for i, stage := range checklist.Stages() {
			if i < len(reached) {
				all = append(all, bind("", func() { jump(i) }, fmt.Sprint(i+1)))
			} else {
				all = append(all, bind("", func() { m.toast = stage.Title() + " opens when you reach it." }, fmt.Sprint(i+1)))
			}
		}
		return append(all, m.closing())
	}
	return &overlay{bindings: bindings, draw: func(p *canvas) { drawStages(p, reached, cursor) }}
}

func drawStages(p *canvas, reached []checklist.Stage, cursor int) {
	p.title(p.strong, "Go to", "")
	p.gap()
	for i, stage := range reached {
		lead, style := "  ", p.text
		start := len(p.lines)
		if i == cursor {
			lead, style = p.accent.Render("› "), p.chosen
		}
		p.line(lead + style.Render(fmt.Sprintf("%d %s", i+1, stage.Title())))
		if i == cursor {
			p.markFocus(start, p.accent)
		}
	}
	if ahead := len(checklist.Stages()) - len(reached); ahead > 0 {
		p.gap()
		text := fmt.Sprintf("The other %d open as you reach them.", ahead)
		if ahead == 1 {
			text = "The last one opens when you reach it."
		}
		p.wrap(p.muted, text)
	}
}
