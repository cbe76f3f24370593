package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// overlay covers the page until it is closed.
type overlay interface {
	draw(*canvas)
	bindings() []binding
	done() bool // it has served its purpose, and is to be closed
}

// closing is the key that closes any overlay.
func closing() binding { return bind("close", nil, "esc").pin() }

// story explains a page in full, with the source and the keys.
type story struct {
	*shared
	page   page.Page
	panel  page.Panel // what is open on the page
	keys   []binding  // of the page
	closed bool
}

func (o *story) done() bool { return o.closed }

func (o *story) bindings() []binding {
	return []binding{bind("Close", func() tea.Cmd { o.closed = true; return nil }, "enter").pin(), closing()}
}

func (o *story) draw(p *canvas) {
	info := flow.PageOf(o.state.Page)
	p.title(p.strong, o.page.Title, "")
	if o.panel == page.Closed {
		source := zendesk.SourceOf(info.Source)
		p.wrap(p.muted, "Source, as of "+source.AsOf.Format(time.DateOnly)+":")
		p.wrap(p.link, source.URL)
	} else { // the story is not about that
		info.Story = []string{o.page.Why}
	}
	p.gap()
	for _, paragraph := range info.Story {
		p.wrap(p.text, paragraph)
		p.gap()
	}
	var keys strings.Builder
	for _, b := range o.keys {
		if does := cmp.Or(b.Help().Desc, unlabelled[b.Keys()[0]]); does != "" {
			keys.WriteString(b.Help().Key + " " + does + ", ")
		}
	}
	kept := " Nothing is lost."
	if o.state.Practice { // which saves nothing, unless it was given a file
		kept = ""
	}
	p.wrap(p.muted, "Keys: "+keys.String()+"pgup and pgdn scroll, ctrl+c quit."+kept)
}

// stageList lists the stages reached so far, to go to one of them.
type stageList struct {
	*shared
	reached []checklist.Stage
	cursor  int
	jumped  bool
}

func newStageList(d *shared) *stageList {
	o := &stageList{shared: d, reached: page.ReachedStages(d.state)}
	o.cursor = max(slices.Index(o.reached, flow.PageOf(d.state.Page).Stage), 0)
	return o
}

func (o *stageList) done() bool { return o.jumped }

func (o *stageList) jump(i int) tea.Cmd {
	o.cursor, o.jumped = i, true
	o.tell(flow.Jumped{Page: flow.StagePage(o.reached[i])})
	return nil
}

func (o *stageList) bindings() []binding {
	all := []binding{
		bind("Go there", func() tea.Cmd { return o.jump(o.cursor) }, "enter").pin(),
		bind("move", func() tea.Cmd { o.cursor = max(o.cursor-1, 0); return nil }, "up", "shift+tab", "k"),
		bind("", func() tea.Cmd { o.cursor = min(o.cursor+1, len(o.reached)-1); return nil }, "down", "tab", "j"),
	}
	for i := range o.reached {
		all = append(all, bind("", func() tea.Cmd { return o.jump(i) }, fmt.Sprint(i+1)))
	}
	for i := len(o.reached); i < len(checklist.Stages()); i++ {
		all = append(all, bind("", func() tea.Cmd { o.toast = checklist.Stages()[i].Title() + " opens when you reach it."; return nil }, fmt.Sprint(i+1)))
	}
	return append(all, closing())
}

func (o *stageList) draw(p *canvas) {
	p.title(p.strong, "Go to", "")
	p.gap()
	for i, stage := range o.reached {
		lead, style := "  ", p.text
		start := len(p.lines)
		if i == o.cursor {
			lead, style = p.accent.Render("› "), p.chosen
		}
		p.line(lead + style.Render(fmt.Sprintf("%d %s", i+1, stage.Title())))
		if i == o.cursor {
			p.markFocus(start, p.accent)
		}
	}
	if ahead := len(checklist.Stages()) - len(o.reached); ahead > 0 {
		p.gap()
		text := fmt.Sprintf("The other %d open as you reach them.", ahead)
		if ahead == 1 {
			text = "The last one opens when you reach it."
		}
		p.wrap(p.muted, text)
	}
}
