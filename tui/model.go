package tui

import (
	"io"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zdg/flow"
	"zdg/flow/page"
)

// holdKeys is how long a page that appeared by itself ignores keys that act: they were meant
// for the page before it.
const holdKeys = 400 * time.Millisecond

// changedMsg says that the session's state has changed.
type changedMsg struct{}

// tickMsg redraws a countdown. It is sent only while the browser is waited for.
type tickMsg struct{}

// confirmFor is how long an action waits to be asked for once more.
const confirmFor = 3 * time.Second

// lapseMsg says that an action that was asked for at a time is no longer waited for.
type lapseMsg struct{ since time.Time }

// verdictMsg says that the person may have paused. keys is body.keys as it was when the
// message was scheduled.
type verdictMsg struct{ keys int }

// model is the one tea.Model: head, rail, page, toast and row of keys.
type model struct {
	*shared
	width, height int // of the screen
	dark          bool
	profile       colorprofile.Profile

	body        *body
	shownPage   flow.PageID    // the page that body is for
	overlay     *overlay       // nil: nothing covers the page
	panelHidden bool           // the panel beside the page was put away
	scroll      viewport.Model // what of the page is in sight
	scrollNext  int            // so many lines it is scrolled by when it is drawn next
	shownTitle  string         // of the view that it is for
	scrolled    bool           // the person scrolled: the focus may be out of sight until the next key

	changedAt  time.Time // when the page last changed by itself
	arrivalKey string    // the key that led to this page
	arrivedAt  time.Time // when it did

	ticking      bool // a tickMsg is on its way
	verdictTimer int  // body.keys when the verdictMsg on its way was scheduled; 0: none is
	saveTimer    bool // a saveMsg is on its way

	breakBefore bool     // a space or a line break was typed last, and is not in the list yet
	afterPaste  bool     // lines were pasted last, and more may follow
	previewed   *preview // nil: no text is shown before its time

	view    *tea.View // as drawn last; nil: something has happened since
	drawnAt time.Time
	leaving bool
}

// newModel returns a model that is begun by Init, which Bubble Tea calls when its clock for the
// frames runs: what is done before delays the first frame, what is done then does not.
func newModel(o Options) *model {
	d := &shared{Options: o, copied: map[flow.PageID]map[string]bool{}}
	return &model{shared: d, width: 80, height: 24, dark: true, profile: colorprofile.TrueColor}
}

// begin enters the page that the session is on.
func (m *model) begin() *model {
	if m.Now == nil {
		m.Now = time.Now
	}
	m.scroll = viewport.New()
	m.state = m.Session.State()
	m.theme = newTheme(m.dark, m.profile)
	m.toast = m.Greeting
	m.show()
	return m
}

// Init begins the model, keeps the title of the window, and asks for the background colour. It
// does not wait for the answer.
func (m *model) Init() tea.Cmd {
	m.begin()
	if m.Out != nil {
		_, _ = io.WriteString(m.Out, pushTitle) // if this fails, so does all drawing
	}
	return tea.Batch(m.waitChanged, tea.RequestBackgroundColor, readyWidths)
}

// readyWidths has the table of widths built that Bubble Tea reads at the first character beyond
// ASCII. That takes 2 ms, of which none delays the first frame while its tick is waited for.
func readyWidths() tea.Msg {
	ansi.StringWidthWc(page.Spinner)
	return nil
}

func (m *model) waitChanged() tea.Msg {
	<-m.Session.Changed()
	return changedMsg{}
}

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	drawn := m.view
	m.view = nil
	if _, m.ticked = msg.(tickMsg); !m.ticked {
		m.kept = nil
	}
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
		m.body.judgedResults = nil // of the evidence before
		if before.Page != m.state.Page || before.Test.Phase != m.state.Test.Phase || (before.Test.Wait == nil) != (m.state.Test.Wait == nil) {
			m.changedAt = m.Now()
		}
		if m.state.Notice != before.Notice {
			m.toast = "" // the notice is newer
		}
		cmd = m.waitChanged
	case tickMsg:
		m.ticking = false
	case verdictMsg:
		if m.verdictTimer = 0; msg.keys == m.body.keys {
			m.body.verdictPending = false
		}
	case lapseMsg:
		if m.body.confirming != "" && m.body.confirmingSince.Equal(msg.since) {
			m.body.confirming, m.toast = "", ""
		}
	case copiedMsg:
		m.toast = strings.Replace(m.toast, msg.instead, msg.toast, 1)
	case saveMsg:
		m.saveTimer = false
		m.save()
	case burstMsg:
		return m, m.takeBurst(msg)
	case heldMsg:
		return m, m.takeHeld(msg)
	case previewMsg:
		m.showPreview(burstMsg(msg))
	case tea.KeyPressMsg:
		m.beginInput()
		cmd = m.key(msg)
	case tea.PasteMsg:
		newLine := m.breakBefore
		m.beginInput()
		m.paste(msg.Content, newLine)
	case tea.MouseWheelMsg:
		lines := m.scroll.MouseWheelDelta
		if msg.Button == tea.MouseWheelUp {
			lines = -lines
		}
		m.scrollBy(lines)
	default: // terminals send much that nobody asked for: it changes nothing
		m.view = drawn
		return m, nil
	}
	return m, tea.Batch(cmd, m.follow())
}

// beginInput forgets what was about the key or the paste before.
func (m *model) beginInput() {
	m.toast, m.scrolled, m.noticeSeen, m.breakBefore, m.afterPaste = "", false, true, false, false
}

// follow makes the screen show the state, and schedules what has to happen later.
func (m *model) follow() tea.Cmd {
	if m.leaving {
		return nil
	}
	if _, left := m.Session.Exit(); left {
		m.leaving = true
		return tea.Quit
	}
	if m.shownPage != m.state.Page {
		m.show()
	}
	m.body.follow()
	if shown := m.body.page.Title; shown != m.shownTitle { // another view begins at its top
		m.shownTitle, m.scrolled = shown, false
		m.scrollToTop()
	}
	cmd := m.scheduleSave()
	if m.body.verdictPending && m.verdictTimer == 0 {
		keys := m.body.keys
		m.verdictTimer = keys
		cmd = tea.Batch(cmd, tea.Tick(m.body.verdictIn(), func(time.Time) tea.Msg { return verdictMsg{keys} }))
	}
	if m.state.Test.Wait != nil && !m.ticking {
		m.ticking = true
		cmd = tea.Batch(cmd, tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} }))
	}
	return cmd
}

// show enters the page that the process is on.
func (m *model) show() {
	m.shownPage = m.state.Page
	m.setOverlay(nil)
	m.body = newBody(m.shared)
	m.shownTitle, m.scrolled = m.body.page.Title, false
}

// bindings are the keys as they are now: those of the page, and those of every page.
func (m *model) bindings() []binding {
	all := m.body.bindings()
	if !slices.ContainsFunc(all, func(b binding) bool { return slices.Contains(b.Keys(), "esc") }) {
		does := "back"
		if flow.Index(m.state.Page) == 0 {
			does = ""
		}
		all = append(all, bind(does, m.back, "esc").pin())
	}
	scroll := m.scrollKeys()
	if m.body.typing() {
		scroll = scroll[2:] // the arrows move in the text
	} else {
		all = append(all, bind("", m.toggleWhy, "?"))
	}
	return append(append(all, scroll...),
		bind("", m.quit, "ctrl+c"), bindCommand("", m.abort, "ctrl+\\"), bind("", m.toggleWhy, "f1"),
		bind("", func() { m.body.commit(); m.setOverlay(m.stageList()) }, "ctrl+g"),
	)
}

// scrollKeys are the keys that scroll, the arrows first. Where an arrow does something else, that
// comes before it.
func (m *model) scrollKeys() []binding {
	by := func(lines int) func() { return func() { m.scrollBy(lines) } }
	return []binding{
		bind("", by(-1), "up"), bind("", by(+1), "down"),
		bind("", by(-m.height/2), "pgup"), bind("", by(m.height/2), "pgdown"),
	}
}

func (m *model) quit() {
	m.body.commit()
	m.tell(flow.Left{How: flow.Interrupted})
}

// abort does what ctrl+\ does in a terminal that does not read key by key, where it sends a
// signal.
func (m *model) abort() tea.Cmd {
	if m.Abort == nil {
		return nil
	}
	return func() tea.Msg { m.Abort(); return nil }
}

// toggleWhy shows or hides why the page asks: in the panel where there is room for all of it,
// else in an overlay.
func (m *model) toggleWhy() {
	f := m.frame()
	if room := f.height - len(m.head(f)) - len(m.foot(f, m.bindings())); m.width >= panelFrom && (m.panelHidden || len(m.panel()) <= room) {
		m.panelHidden = !m.panelHidden
	} else {
		m.setOverlay(m.story())
	}
}

func (m *model) back() {
	if !m.body.closePanel() {
		m.body.commit()
		m.tell(flow.Back{})
	}
}

// scrollBy moves what is in sight by some lines, once it is known what there is to be seen.
func (m *model) scrollBy(lines int) {
	m.scrollNext += lines
	m.scrolled = true
}

// key takes a key: the overlay gets it, or the first binding for it, or the text being
// edited.
func (m *model) key(k tea.KeyPressMsg) tea.Cmd {
	if m.overlay != nil {
		return m.overlayKey(k)
	}
	if k.Text != "" && k.String() == m.arrivalKey && m.Now().Sub(m.arrivedAt) < holdKeys {
		return nil // the letter bounced, or was pressed twice: it was not meant for this page
	}
	if m.Now().Sub(m.changedAt) < holdKeys && (slices.Contains([]string{"enter", "esc", "ctrl+n"}, k.String()) || k.Text != "" && !m.body.typing()) {
		return nil
	}
	for _, b := range m.bindings() {
		if !key.Matches(k, b.Binding) {
			continue
		}
		if k.String() != m.body.confirming {
			m.body.confirming = ""
		}
		before := m.state.Page
		cmd := b.do()
		if m.state.Page != before {
			m.arrivalKey, m.arrivedAt = k.String(), m.Now()
		}
		return cmd
	}
	m.body.confirming = ""
	m.body.edit(k)
	return nil
}

// overlayKey takes a key while an overlay covers the page.
func (m *model) overlayKey(k tea.KeyPressMsg) tea.Cmd {
	all := append(m.overlay.bindings(), m.scrollKeys()...)
	for _, b := range append(all, bind("", m.quit, "ctrl+c"), bindCommand("", m.abort, "ctrl+\\"), bind("", m.uncover, "f1", "?", "ctrl+g")) {
		if key.Matches(k, b.Binding) {
			return b.do()
		}
	}
	return nil
}

// setOverlay covers the page, or with nil uncovers it.
func (m *model) setOverlay(o *overlay) {
	m.overlay = o
	m.scrollToTop()
}

func (m *model) scrollToTop() {
	m.scroll.SetYOffset(0)
	m.scrollNext = 0
}
