// Package page says what each page of the wizard shows and offers: View takes the
// state of the process to blocks and actions, which both faces draw in their own way.
// It is pure, and there is one file for each page that is more than its questions.
//
// What is typed, where the cursor stands and which part of a page is open are the
// faces' business; what of that a page depends on comes in as Look. It changes no state and
// makes no verdict: an Action names the event that would.
package page

import (
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// Page is what a page shows and offers at one moment.
type Page struct {
	Title   string // the state as a sentence
	Why     string // what it is about, in a line or two
	Blocks  []Block
	Actions []Action // the first is what Enter does where the focus has nothing of its own
}

// Tone is how a text is meant. Marks and words say it as well: colour never stands alone.
type Tone int

// The tones.
const (
	Plain Tone = iota
	Quiet
	Strong
	Good
	Caution
	Bad
)

// Block is a part of a page: Text, Copyable, Row, Field, Entry, Diagnosis, Choices or
// Progress, and nothing else.
type Block interface{ block() }

// Text is a paragraph. A Strong one heads what follows.
type Text struct {
	Tone Tone
	Mark string // in front of it; "" for none
	Text string
}

// Copyable is a value or an address that people take along.
type Copyable struct {
	Lead   string // what it is for; "" when the text above says so
	Value  string
	Link   bool   // it is an address to be opened
	Offers string // which keys do something with it
}

// Row is a line of a list or a table.
type Row struct {
	ID      string // by which the focus finds it again; "": it never has the focus
	Mark    string
	Tone    Tone // of the mark
	Label   string
	Grey    string // in front of the value: it is in the form already
	Value   string // it may have several lines; a screen shows those of the focused row
	Right   string // at the right edge
	Good    bool   // what stands at the right is done
	Details []Block
	Does    Action // what Enter does on it; without a Key what the page's first action does
}

// Field is a question of the process, to be answered here.
type Field struct{ Of checklist.Field }

// Entry is a text that is typed and is no answer: the secret, a pasted address, the
// identifier before the freeze. There is one on a page at most.
type Entry struct {
	Label  string
	Hint   string
	Hidden bool // what is typed is a secret
	Lines  bool // line breaks are a part of it
	// Takes is the event that hands it over; nil when it cannot be taken as it is.
	Takes func(text string) flow.Event
}

// Diagnosis is what went wrong, why, how to check it, and what to do.
type Diagnosis struct {
	Tone                                Tone
	What, Said, Cause, Check, Fix, Also string // Also is what this test adds to the fix
	Source                              string // code, source, date and confidence
}

// Choices is a question with a few answers, each on a digit.
type Choices struct {
	Title   string
	Options []Option
}

// Option is one of Choices.
type Option struct {
	Key, Label string
	Does       Action
}

// Progress is what is waited for, and how much of the time has passed.
type Progress struct {
	Label, Right string
	Done         float64 // from 0 to 1; below 0: nobody knows the end
	Late         bool    // it is about to end
}

func (Text) block()      {}
func (Copyable) block()  {}
func (Row) block()       {}
func (Field) block()     {}
func (Entry) block()     {}
func (Diagnosis) block() {}
func (Choices) block()   {}
func (Progress) block()  {}

// Action is something that can be done on a page. It does one of Event, Copy, Print and
// Change; Copy may go with any of them, and Event with Change.
type Action struct {
	Key  string // on screen, as Bubble Tea names it
	Word string // line by line; "" when it is not offered there
	Does string // in a word or two

	Event  flow.Event
	Copy   string // text for the clipboard
	What   string // what is copied
	Print  string // text for the terminal's own screen, where it can be selected whole
	Change func(Look) Look

	Again string // not "": said first, and done only when it is asked for once more
	Must  bool   // it stays in the row of keys however narrow the screen is
	Next  bool   // the focus moves on to the next row
}

// Look is what of a face a page depends on.
type Look struct {
	On     string          // the row that has the focus
	All    bool            // also what passes
	Open   Part            // what is open on the page
	Copied map[string]bool // rows that were copied
	Opened string          // the request of the test that is shown whole
	Words  bool            // line by line: an action is a word that is typed, and all is printed once
	Mute   bool            // nothing that is typed is read
}

// press names an action in a sentence: its key, or the word that is typed for it.
func (l Look) press(key, word string) string {
	if l.Words {
		return "Type " + word
	}
	return "Press " + key
}

// leads names what does what a row is for, at the beginning of a sentence.
func (l Look) leads() string {
	if l.Words {
		return "A number"
	}
	return "Enter"
}

func (l Look) key(key, word string) string {
	if l.Words {
		return word
	}
	return key
}

// OnEntry is Look.On where the page's Entry has the focus.
const OnEntry = "entry"

// Part is a part of a page that is opened with a key.
type Part string

// The parts.
const (
	Closed  Part = ""
	Menu    Part = "menu"    // what does your browser show?
	Address Part = "address" // the address that the browser ended on is pasted
	Shown   Part = "shown"   // the text of a page is pasted
	Traffic Part = "traffic" // the requests of the test
	Ticket  Part = "ticket"  // the text of Zendesk's ticket is pasted
	Program Part = "program" // how the developer's own program is rehearsed
)

// open is the action that opens a part of the page.
func open(part Part) func(Look) Look {
	return func(l Look) Look { l.Open = part; return l }
}

// Judged is what the checks say, so that a page need not ask them again.
type Judged = []checklist.Result

// View is the page that the process stands on. judge says what checklist.Judge says of the
// state's draft and evidence, and is asked by the pages that need it; now is for what is
// waited for.
func View(s flow.State, judge func() Judged, l Look, now time.Time) Page {
	info := flow.PageOf(s.Page)
	p := Page{Title: info.Title, Why: info.Why}
	if l.Open == Program {
		rehearse(&p, s)
		return p
	}
	switch s.Page {
	case flow.PageCreate:
		create(&p, s, l)
	case flow.PageSecret:
		secret(&p, s, l)
	case flow.PageTest:
		testRun(&p, s, l, now)
	case flow.PageCleanUp:
		cleanUp(&p, s, l)
	case flow.PageReview:
		review(&p, s, judge(), l)
	case flow.PageFreeze:
		freeze(&p, s, judge())
	case flow.PageSheet:
		sheet(&p, s, l)
	case flow.PageSent:
		sent(&p, s, now)
	case flow.PageAnswer:
		answer(&p, s, judge, l, now)
	case flow.PageClaim:
		claim(&p, s, now)
	case flow.PageLive:
		live(&p, s, l, now)
	case flow.PageAccount:
		questions(&p, s)
		days(&p, s, now)
	default:
		questions(&p, s)
	}
	return p
}

// goOn leads to the next page.
func goOn(does string) Action {
	return Action{Key: "enter", Does: does, Event: flow.Continued{}}
}

// questions is a page of questions and nothing else.
func questions(p *Page, s flow.State) {
	for _, f := range flow.PageOf(s.Page).Fields {
		if flow.Shown(f, s.Draft) {
			p.Blocks = append(p.Blocks, Field{f})
		}
	}
	p.Actions = append(p.Actions, goOn("Next page"))
}

// days are those that touch this client; they block nothing.
func days(p *Page, s flow.State, now time.Time) {
	all := checklist.Deadlines(s.Draft, s.Evidence)
	if len(all) == 0 {
		return
	}
	p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "Days to keep in mind"})
	for _, day := range all {
		p.Blocks = append(p.Blocks, Row{Label: day.On.Format(time.DateOnly) + ", " + day.Left(now), Value: day.What, Right: day.Source.Key})
	}
}

// Mark is the sign of a verdict, and its tone.
func Mark(v checklist.Verdict) (string, Tone) {
	switch v {
	case checklist.Pass:
		return v.Mark(), Good
	case checklist.Warn:
		return v.Mark(), Caution
	case checklist.Fail:
		return v.Mark(), Bad
	case checklist.Ask:
		return v.Mark(), Plain
	}
	return "–", Quiet
}
