// Package page describes what each page of the wizard shows and offers, once for both
// faces: package tui draws it on screen, package tui/plain prints it line by line. View
// turns the state of the process into blocks and actions. Each page that is more than its
// questions has a file of its own.
//
// The package is pure: no files, no network, no clock. It changes no state and makes no
// verdict; an Action names the event that would change it. What is being typed and where
// the cursor is belong to the faces. The little that a page depends on of these comes in as
// UI.
package page

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// Page is what a page shows and offers at one moment.
type Page struct {
	Title   string // the state, as a sentence
	Tone    Tone   // of the title
	Right   string // beside the title, at the right edge: how far it is
	Why     string // what the page is about, in a line or two
	Counts  []Text // instead of Why, in one line: how many came out how, each with its mark and tone
	Blocks  []Block
	Actions []Action

	// Paste is the event for text that is pasted into the page, wherever the focus is but not
	// into its Entry; nil when the page has no use for that text. Paste itself may be nil.
	Paste func(text string) flow.Event
}

// Enter is what Enter does where the focus has nothing of its own; without a Key, nothing.
func (p Page) Enter() Action {
	if len(p.Actions) > 0 && (p.Actions[0].Enter || p.Actions[0].Key == "enter") {
		return p.Actions[0]
	}
	return Action{}
}

// PasteEvent is the event of Paste; nil when there is none.
func (p Page) PasteEvent(text string) flow.Event {
	if p.Paste == nil {
		return nil
	}
	return p.Paste(text)
}

func (p *Page) add(blocks ...Block) { p.Blocks = append(p.Blocks, blocks...) }

func (p *Page) offer(actions ...Action) { p.Actions = append(p.Actions, actions...) }

// UI is what a page depends on of the face that shows it. The zero UI is a screen with
// nothing opened.
type UI struct {
	Focus      string          // the Row.ID that has the focus, or EntryFocus
	Open       Panel           // what is open on the page
	Expanded   string          // the Row.ID that is shown in full
	ShowAll    bool            // list also the checks that pass
	Copied     map[string]bool // by Row.ID: the rows that were copied
	LineByLine bool            // an action is a typed word, not a key
	NoInput    bool            // nothing that is typed is read
}

// EntryFocus is UI.Focus while the page's Entry has the focus.
const EntryFocus = "entry"

// press names an action at the beginning of a sentence, by its key or by the word that is
// typed for it.
func (ui UI) press(key, word string) string {
	if ui.LineByLine {
		return "Type " + word
	}
	return "Press " + key
}

// key is the first text on screen, and the second line by line.
func (ui UI) key(key, word string) string {
	if ui.LineByLine {
		return word
	}
	return key
}

// Panel is a part of a page that an action opens and closes.
type Panel string

// The panels.
const (
	Closed   Panel = ""
	Menu     Panel = "menu"    // what does your browser show?
	Address  Panel = "address" // takes the address that the browser ended on
	PageText Panel = "shown"   // takes the text of the page that the browser shows
	Traffic  Panel = "traffic" // the requests of the test
	Ticket   Panel = "ticket"  // takes the text of Zendesk's ticket
	Program  Panel = "program" // how to rehearse the developer's own program
)

// openPanel is the Change of an action that opens a panel, or with Closed closes it.
func openPanel(panel Panel) func(UI) UI {
	return func(ui UI) UI { ui.Open = panel; return ui }
}

// expand is the Action of a row that can be shown in full: it opens the row, or closes it
// again.
func (ui UI) expand(id string) Action {
	if ui.Expanded == id {
		return Action{Key: "enter", Label: "Close", Change: func(ui UI) UI { ui.Expanded = ""; return ui }}
	}
	return Action{Key: "enter", Label: "Open", Change: func(ui UI) UI { ui.Expanded = id; return ui }}
}

// Judged is what checklist.Judge returns.
type Judged = []checklist.Result

// View describes the page that the process is on. judge returns the results of
// checklist.Judge for the draft and evidence of the state; only the pages that need them
// call it. now is the time for countdowns and dates.
func View(s flow.State, judge func() Judged, ui UI, now time.Time) Page {
	info := flow.PageOf(s.Page)
	p := Page{Title: info.Title, Why: info.Why}
	if ui.Open == Program {
		rehearse(&p, s)
		return p
	}
	switch s.Page {
	case flow.PageURLs:
		if len(s.Draft.Lines(checklist.FieldRedirectURLs)) == 0 && s.Draft.Said(checklist.FieldClientExists) {
			p.Title = "Redirect URL and scopes"
			p.Why = "The test needs one redirect URL of the client, as it is saved. zdg then reads the whole list from Zendesk."
		}
		questions(&p, s)
	case flow.PageCreate:
		create(&p, s, ui)
	case flow.PageSecret:
		secret(&p, s)
	case flow.PageTest:
		testRun(&p, s, judge, ui, now)
	case flow.PageCleanUp:
		cleanUp(&p, s, judge(), ui)
	case flow.PageReview:
		review(&p, s, eachOnce(judge()), ui)
	case flow.PageFreeze:
		freeze(&p, s, eachOnce(judge()))
	case flow.PageSheet:
		sheet(&p, s, ui)
	case flow.PageSent:
		sent(&p, s, now)
	case flow.PageAnswer:
		answer(&p, s, judge, ui, now)
	case flow.PageClaim:
		claim(&p, s, now)
	case flow.PageLive:
		live(&p, s, ui, now)
	case flow.PageAccount:
		account(&p, s, now)
	default:
		questions(&p, s)
	}
	return p
}

// questions is a page that has only its questions.
func questions(p *Page, s flow.State) {
	for _, f := range flow.PageOf(s.Page).Fields {
		if flow.Shown(f, s.Draft) {
			p.add(Field{f})
		}
	}
	p.offer(continueAction("Next page"))
}

// continueAction is Enter, which leads to the next page.
func continueAction(label string) Action {
	return Action{Key: "enter", Label: label, Event: flow.Continued{}}
}

// deadlines lists the days that matter for this client. None of them blocks anything.
func deadlines(p *Page, s flow.State, now time.Time) {
	all := checklist.Deadlines(s.Draft, s.Evidence)
	if len(all) == 0 {
		return
	}
	p.add(Text{Tone: Strong, Text: "Days to keep in mind"})
	for _, day := range all {
		p.add(Text{Mark: "-", Text: day.On.Format(time.DateOnly) + ", " + day.Left(now) + ": " + day.What + " (" + cite(day.Source) + ")"})
	}
}

// noteBlocks are notes with their sources, below their headings. When headings are named,
// only the notes below these are included.
func noteBlocks(all []checklist.Note, headings ...string) []Block {
	var blocks []Block
	last := ""
	for _, n := range all {
		if len(headings) > 0 && !slices.Contains(headings, n.Title) {
			continue
		}
		if n.Title != last {
			last = n.Title
			blocks = append(blocks, Text{Tone: Strong, Text: n.Title})
		}
		blocks = append(blocks, Text{Text: n.Text + " (" + cite(n.Source) + ")"})
	}
	return blocks
}

// cite says whose page a source is and of when, and how well what it says is known if that is
// given: "Zendesk, 2026-11-22, documented".
func cite(s zendesk.Source, confidence ...zendesk.Confidence) string {
	parts := []string{Site(s), s.AsOf.Format(time.DateOnly)}
	for _, c := range confidence {
		parts = append(parts, string(c))
	}
	return strings.Join(parts, ", ")
}

// Site is whose page a source is, in a word.
func Site(s zendesk.Source) string {
	site, _, _ := strings.Cut(strings.TrimPrefix(s.URL, "https://"), "/")
	switch {
	case strings.HasPrefix(s.Key, "RFC"):
		return s.Key
	case strings.HasSuffix(site, "zendesk.com"):
		return "Zendesk"
	case s.Key == "ours":
		return "zdg"
	}
	return cmp.Or(strings.TrimPrefix(site, "www."), "a report")
}

// citeKey is cite of the source with this key.
func citeKey(key string) string { return cite(zendesk.SourceOf(key)) }
