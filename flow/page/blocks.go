package page

import (
	"zdg/checklist"
	"zdg/flow"
)

// Block is one part of a page. There are eight kinds: Text, Copyable, Row, Field, Entry,
// Diagnosis, Choices and Progress.
type Block interface{ block() }

// Tone says how a text is meant. A face may colour by it, and never by it alone: the mark or
// the words say the same.
type Tone int

// The tones, from neutral to bad.
const (
	Plain Tone = iota
	Quiet
	Strong // a heading
	Good
	Caution
	Bad
)

// Text is a paragraph; with an empty Text, a blank line. A Strong one heads what follows.
type Text struct {
	Tone Tone
	Mark string // stands before the text, "" for none; a heading only has its colour
	Text string
}

// Copyable is a value or an address for people to copy.
type Copyable struct {
	Lead  string // what the value is for; "" when the text above says so
	Value string
	Link  bool     // Value is an address to open
	Keys  []string // of the page's actions that do something with it; shown on screen only
	Tone  Tone     // Caution where it is what most probably helps now
}

// Row is a line of a list or a table.
type Row struct {
	ID        string // by which the focus finds it again; "" when it never has the focus
	Mark      string
	Tone      Tone // of the mark
	Label     string
	Prefix    string // stands before Value and is on the form already
	Value     string // may have several lines; a screen shows all of them only with the focus
	Right     string // at the right edge
	RightGood bool   // Right says that something is done
	Details   []Block
	Action    Action // what Enter does on the row; without a Key, what the page's first action does
}

// Field is a question of the process. The faces keep what is being typed.
type Field struct{ ID checklist.Field }

// Entry takes a text that is not an answer: the secret, a pasted address, the identifier
// before the freeze. A page has at most one.
type Entry struct {
	Label     string
	Hint      string
	Hidden    bool // what is typed is a secret
	Multiline bool // line breaks belong to the text
	// Submit turns the text into the event that hands it over; nil when the text cannot be
	// accepted as it is.
	Submit func(text string) flow.Event
}

// NotAccepted is said of a text for which Submit returned nil.
const NotAccepted = "this is not what is asked for: type it in full, or go back and fix what fails"

// Diagnosis says what went wrong, why, how to check that, and what to do. Empty parts are
// left out.
type Diagnosis struct {
	Tone  Tone
	What  string // what happened
	Said  string // the answer of the account, cleaned
	Cause string
	Check string
	Fix   string
	Also  string // what this very test adds to the fix
	More  string // the command that says more about it
}

// Choices is a question with a few answers, each on a key of its own.
type Choices struct {
	Options []Option
}

// Option is one of Choices.
type Option struct {
	Key, Label string
	Action     Action
}

// Progress says what is waited for, and how much of the time has passed.
type Progress struct {
	Label, Right string
	Done         float64 // from 0 to 1; below 0 when the end is not known
	Urgent       bool    // little time is left
}

func (Text) block()      {}
func (Copyable) block()  {}
func (Row) block()       {}
func (Field) block()     {}
func (Entry) block()     {}
func (Diagnosis) block() {}
func (Choices) block()   {}
func (Progress) block()  {}

// Action is something a person can do on a page. It does one of Event, Copy, Print and
// Change; Copy may go with any of them, and Event with Change.
type Action struct {
	Key   string // on screen, as Bubble Tea names it
	Enter bool   // Enter does it too: it is the first of its page, and ends and skips nothing
	Word  string // line by line; "" when it is not offered there
	Label string // in a word or two

	Event    flow.Event
	Copy     string      // text for the clipboard
	CopyName string      // what Copy is, for the line that says it was copied
	Print    string      // text for the terminal's own screen, where it can be selected as a whole
	Change   func(UI) UI // what to show next

	Confirm string // when not "": said first; the action is done only when it is asked for again
	Pinned  bool   // stays in the row of keys, however narrow the screen
	Next    bool   // the focus then moves to the next row
}

// Mark is the sign of a verdict, and its tone.
func Mark(v checklist.Verdict) (string, Tone) {
	tone, has := map[checklist.Verdict]Tone{
		checklist.Pass: Good, checklist.Warn: Caution, checklist.Fail: Bad, checklist.Ask: Plain,
	}[v]
	if !has {
		tone = Quiet
	}
	return v.Mark(), tone
}
