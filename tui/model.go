package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zdg/flow"
)

// holdKeys is how long a page that appeared by itself ignores keys that do something.
const holdKeys = 400 * time.Millisecond

// changedMsg says that the session's state has changed.
type changedMsg struct{}

// tickMsg redraws a countdown; sent only while the browser is waited for.
type tickMsg struct{}

// verdictMsg says that a person may have paused: keys had been pressed when it was sent.
type verdictMsg struct{ keys int }

// model is the one tea.Model: header, rail, page, toast and row of keys.
type model struct {
	*shared
	width, height int
	body          *body
	shown         flow.PageID
	over          overlay // what lies over the page; nil: nothing
	narrow        bool    // the panel beside the page was put away
	top           int     // first line of the page in sight
	scrolled      bool    // the person scrolled: the focus is not followed until the next key
	byItself      time.Time
	ticking       bool
	pausing       int  // keys that had been pressed when the last verdictMsg was sent
	reminded      bool // a saveMsg is on its way
	broken        bool // the last thing that was typed is a blank or a line break, which is not in the list yet
	lined         bool // the last thing that was typed is a paste of lines: more may go on with it
	seen          *glimpse
	leaving       bool
	view          *tea.View // as it was drawn last; nil: something has happened since
	drawn         time.Time // when
	letter        string    // the key that led to this page, a letter; "" for another
	arrived       time.Time
	dark          bool
	profile       colorprofile.Profile
}

func newModel(o Options) *model {
	m := &model{shared: &shared{Options: o, state: o.Session.State()}, width: 80, height: 24, dark: true, profile: colorprofile.TrueColor}
	if o.Now == nil {
		m.Now = time.Now
	}
	m.theme = newTheme(m.dark, m.profile)
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
	drawn := m.view
	m.view = nil
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.dark = msg.IsDark()
		m.theme = newTheme(m.dark, m.profile)
	case tea.ColorProfileMsg:
		m.profile = msg.Profile
		m.theme = newTheme(m.dark, m.profile)
	case changedMsg:
		before := m.state
		m.take(m.Session.State())
		if before.Page != m.state.Page || before.Test.Phase != m.state.Test.Phase {
			m.byItself = m.Now()
		}
		cmd = m.waitChanged
	case tickMsg:
		m.ticking = false
	case verdictMsg:
		if m.pausing = 0; msg.keys == m.body.keys {
			m.body.fresh = false
		}
	case saveMsg:
		m.reminded = false
		m.save()
	case runMsg:
		return m, m.run(msg)
	case heldMsg:
		return m, m.held(msg)
	case glimpseMsg:
		m.glimpse(runMsg(msg))
	case tea.KeyPressMsg:
		m.said, m.scrolled, m.quiet, m.broken, m.lined = "", false, true, false, false
		cmd = m.key(msg)
	case tea.PasteMsg:
		broken := m.broken
		m.said, m.scrolled, m.quiet, m.broken, m.lined = "", false, true, false, false
		m.paste(msg.Content, broken)
	case tea.MouseWheelMsg:
		m.scroll(msg)
	default: // what a terminal sends without being asked, many a time: nothing comes of it
		m.view = drawn
		return m, nil
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
	m.body.sync()
	cmd := m.remind()
	if m.body.fresh && m.pausing == 0 {
		keys := m.body.keys
		m.pausing = keys
		cmd = tea.Batch(cmd, tea.Tick(settled, func(time.Time) tea.Msg { return verdictMsg{keys} }))
	}
	if m.state.Test.Wait != nil && !m.ticking {
		m.ticking = true
		cmd = tea.Batch(cmd, tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} }))
	}
	return cmd
}

func (m *model) show() {
	m.shown, m.over, m.top = m.state.Page, nil, 0
	m.body = newBody(m.shared)
}

// bindings are the keys of the moment: those of the page, and those of every page.
func (m *model) bindings() []binding {
	all := m.body.bindings()
	own := map[string]bool{}
	for _, b := range all {
		for _, k := range b.Keys() {
			own[k] = true
		}
	}
	if !own["esc"] {
		does := "back"
		if flow.Index(m.state.Page) == 0 {
			does = ""
		}
		all = append(all, bind(does, m.back, "esc").always())
	}
	if !m.body.typing() {
		all = append(all, bind("", m.why, "?"))
	}
	if !own["up"] && !own["down"] { // nothing to move among: what is cut off comes with them
		all = append(all, bind("", func() tea.Cmd { m.roll(-1); return nil }, "up"), bind("", func() tea.Cmd { m.roll(+1); return nil }, "down"))
	}
	return append(all,
		bind("", m.quit, "ctrl+c"), bind("", m.abort, "ctrl+\\"), bind("", m.why, "f1"),
		bind("", func() tea.Cmd { m.body.commit(); m.toggle(newGoTo(m.shared)); return nil }, "ctrl+g"),
		bind("", func() tea.Cmd { m.page(-1); return nil }, "pgup"), bind("", func() tea.Cmd { m.page(+1); return nil }, "pgdown"),
	)
}

func (m *model) quit() tea.Cmd {
	m.body.commit()
	m.tell(flow.Left{How: flow.Interrupted})
	return nil
}

// abort leaves as the signal does that ctrl+\ sends where keys are not read one by one.
func (m *model) abort() tea.Cmd {
	if m.Abort == nil {
		return nil
	}
	return func() tea.Msg { m.Abort(); return nil }
}

// why says why a page asks: beside it where there is room, else over it.
func (m *model) why() tea.Cmd {
	if m.width >= panelFrom {
		m.narrow = !m.narrow
		return nil
	}
	m.toggle(newStory(m.shared))
	return nil
}

func (m *model) back() tea.Cmd {
	if m.body.escape() {
		return nil
	}
	m.body.commit()
	m.tell(flow.Back{})
	return nil
}

func (m *model) page(by int) { m.roll(by * m.height / 2) }

// roll brings what is cut off into sight, line by line.
func (m *model) roll(lines int) {
	m.top = max(m.top+lines, 0)
	m.scrolled = true
}

func (m *model) key(k tea.KeyPressMsg) tea.Cmd {
	if m.over != nil {
		return m.keyOver(k)
	}
	if k.String() == m.letter && m.Now().Sub(m.arrived) < holdKeys {
		return nil // a key that bounces, or is pressed once more: not meant for this page
	}
	if m.Now().Sub(m.byItself) < holdKeys && (k.String() == "enter" || k.Text != "" && !m.body.typing()) {
		return nil
	}
	for _, b := range m.bindings() {
		if matches(b, k) {
			if k.String() != m.body.asked {
				m.body.asked = ""
			}
			if b.do == nil {
				return nil
			}
			page := m.state.Page
			cmd := b.do()
			if m.body.refresh(); m.state.Page != page {
				m.letter, m.arrived = "", m.Now()
				if k.Text != "" {
					m.letter = k.String()
				}
			}
			return cmd
		}
	}
	m.body.asked = ""
	m.body.edit(k)
	m.body.refresh()
	return nil
}

// keyOver is a key for what lies over the page.
func (m *model) keyOver(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "ctrl+c":
		return m.quit()
	case "pgup":
		m.page(-1)
	case "pgdown":
		m.page(+1)
	case "esc", "f1", "?", "ctrl+g":
		m.over, m.top = nil, 0
	default:
		own := m.over.bindings()
		i := slices.IndexFunc(own, func(b binding) bool { return matches(b, k) && b.do != nil })
		switch {
		case i >= 0:
			own[i].do()
		case k.String() == "up":
			m.roll(-1)
		case k.String() == "down":
			m.roll(+1)
		}
		if m.over != nil && m.over.done() {
			m.over, m.top = nil, 0
		}
	}
	return nil
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
	if msg.Button == tea.MouseWheelUp {
		m.roll(-3)
	} else {
		m.roll(+3)
	}
}
