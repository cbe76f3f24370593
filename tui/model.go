package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// deaf is how long a page that appeared by itself ignores Enter.
const deaf = 400 * time.Millisecond

// changedMsg says that the session's state has changed.
type changedMsg struct{}

// tickMsg redraws a countdown; sent only while the browser is waited for.
type tickMsg struct{}

// model is the one tea.Model: rail, page, notice and help bar.
type model struct {
	*desk
	width, height int
	page          page
	shown         flow.PageID
	over          overlay // what lies over the page; nil: nothing
	top           int     // first line of the page in sight
	scrolled      bool    // the person scrolled: the focus is not followed until the next key
	byItself      time.Time
	ticking       bool
	reminded      bool // a saveMsg is on its way
	broken        bool // the last thing that was typed is a blank or a line break, which is not in the list yet
	lined         bool // the last thing that was typed is a paste of lines: more may go on with it
	leaving       bool
}

func newModel(o Options) *model {
	m := &model{desk: &desk{Options: o, state: o.Session.State(), theme: newTheme(true)}, width: 80, height: 24}
	m.said = o.Greet
	m.show()
	return m
}

// Init asks for the background colour, and does not wait for the answer.
func (m *model) Init() tea.Cmd { return tea.Batch(m.waitChanged, tea.RequestBackgroundColor) }

func (m *model) waitChanged() tea.Msg {
	<-m.Session.Changed()
	return changedMsg{}
}

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.theme = newTheme(msg.IsDark())
	case changedMsg:
		before := m.state
		m.take(m.Session.State())
		if before.Page != m.state.Page || before.Test.Phase != m.state.Test.Phase {
			m.byItself = m.Now()
		}
		cmd = m.waitChanged
	case tickMsg:
		m.ticking = false
	case saveMsg:
		m.reminded = false
		m.save()
	case runMsg:
		return m, m.run(msg)
	case tea.KeyPressMsg:
		m.said, m.scrolled, m.quiet, m.broken, m.lined = "", false, true, false, false
		cmd = m.key(msg)
	case tea.PasteMsg:
		m.said, m.scrolled, m.quiet, m.broken, m.lined = "", false, true, false, false
		if m.over == nil {
			m.page.paste(printable(msg.Content))
		}
	case tea.MouseWheelMsg:
		m.scroll(msg)
	}
	return m, tea.Batch(cmd, m.follow())
}

// follow brings the screen after the state.
func (m *model) follow() tea.Cmd {
	if m.leaving {
		return nil
	}
	if _, left := m.Session.Exit(); left {
		m.leaving = true
		return tea.Quit
	}
	if m.shown != m.state.Page {
		m.show()
	}
	m.page.sync()
	cmd := m.remind()
	if m.state.Test.Wait != nil && !m.ticking {
		m.ticking = true
		cmd = tea.Batch(cmd, tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} }))
	}
	return cmd
}

func (m *model) show() {
	m.shown, m.over, m.top = m.state.Page, nil, 0
	m.page = newPage(m.desk, m.shown)
	m.scrolled = m.shown == flow.PageFreeze // to be read from its first line on
}

func (m *model) key(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "ctrl+c":
		m.page.commit()
		m.tell(flow.Left{How: flow.Interrupted})
		return nil
	case "f1":
		m.toggle(newStory(m.desk))
		return nil
	case "ctrl+g":
		m.page.commit()
		m.toggle(newGoTo(m.desk))
		return nil
	case "pgup":
		m.top = max(m.top-m.height/2, 0)
		m.scrolled = true
		return nil
	case "pgdown":
		m.top += m.height / 2
		m.scrolled = true
		return nil
	case "x":
		if m.over == nil && !m.page.typing() && m.shown == flow.PageTest && len(m.state.Test.Traffic) > 0 {
			m.toggle(newTraffic(m.desk))
			return nil
		}
	case "?":
		if m.over != nil || !m.page.typing() {
			m.toggle(newStory(m.desk))
			return nil
		}
	}
	if m.over != nil {
		if k.String() == "esc" || m.over.key(k) {
			m.over, m.top = nil, 0
		}
		return nil
	}
	switch k.String() {
	case "esc":
		if m.page.escape() {
			return nil
		}
		m.page.commit()
		m.tell(flow.Back{})
		return nil
	case "enter":
		if m.Now().Sub(m.byItself) < deaf {
			return nil
		}
	}
	return m.page.key(k)
}

func (m *model) toggle(o overlay) {
	if m.over != nil {
		m.over = nil
	} else {
		m.over = o
	}
	m.top = 0
}

func (m *model) scroll(msg tea.MouseWheelMsg) {
	m.scrolled = true
	if msg.Button == tea.MouseWheelUp {
		m.top = max(m.top-3, 0)
	} else {
		m.top += 3
	}
}
