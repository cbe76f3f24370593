package flow

import (
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Event is something that happened: an action of the person, or a report of the Runner.
type Event interface {
	event() (try int) // of the test that it is about; 0 for other events
}

// Events of the person.
type (
	// Answered is an answer, told when its field is left and not on each key press. One that
	// looks like a secret is not accepted (State.Doubted).
	Answered struct {
		Field checklist.Field
		Typed string
	}
	// Vouched is an answer that looks like a secret, with the person's word that it is none.
	Vouched Answered
	// doubted is an answer in which Session found the Runner's secret.
	doubted Answered
	// withheld is a Typed in which Session found the Runner's secret.
	withheld struct{ Field checklist.Field }
	// Typed is the present text of a field that has not been left. It is saved, so that at most
	// a second of typing can be lost, but not judged.
	Typed struct {
		Field checklist.Field
		Text  string
	}
	// Continued asks for the next page.
	Continued struct{}
	// Back asks for the previous page; it is always possible.
	Back struct{}
	// Jumped asks for a page already reached.
	Jumped struct{ Page PageID }
	// SecretTyped passes a secret on to the Runner; it never enters State. The zero Secret has
	// the Runner forget the one it holds.
	SecretTyped struct{ Secret zendesk.Secret }
	// Fixed jumps to the page where something is fixed; Continue and Back lead back from there.
	Fixed struct {
		Field checklist.Field // gets the focus; "" for the page's first question
		Page  PageID
	}
	// Started starts the test; one that is running is stopped first.
	Started struct{}
	// Stopped stops the running test; what was issued is revoked.
	Stopped struct{}
	// Pasted is text given in place of the callback: a redirect URL or its query.
	Pasted struct{ Text string }
	// Showed says what the browser shows instead of coming back: a choice of explain.Menu, or
	// the text of the page where Code is "". It ends the running test.
	Showed struct {
		Code explain.Code
		Text string
	}
	// OpenAsked asks to open an address in the browser.
	OpenAsked struct{ URL string }
	// Consented answers the practice account's consent page in the terminal.
	Consented struct{ Allow bool }
	// TookLocalOff removes the local redirect URLs from the draft, and on the practice account
	// from the client too.
	TookLocalOff struct{}
	// ReportAsked asks for the whole report in a file.
	ReportAsked struct{}
	// RecordAsked asks to read again what Zendesk has saved.
	RecordAsked struct{}
	// RehearsalAsked asks for the last rehearsal; see ReadRehearsal for Again.
	RehearsalAsked struct{ Again bool }
	// RecordPasted is what a signed-in browser shows of the client.
	RecordPasted struct{ Text string }
	// TicketPasted is the text of Zendesk's ticket.
	TicketPasted struct{ Text string }
	// SentAgain says that the request was sent once more after it was rejected.
	SentAgain struct{ On string } // year-month-day
	// Left leaves the wizard. The first waits for a running test, a second does not.
	Left struct{ How Exit }
)

// Events told by the Runner.
type (
	// SecretKept says that the Runner holds a secret now; From is as State.SecretFrom.
	SecretKept struct{ From string }
	// SecretDropped says that the Runner holds no secret any more.
	SecretDropped struct{}
	// Logged is a line for the log of the test.
	Logged struct {
		Try  int
		Line LogLine
	}
	// StepBegan names the step that is being made.
	StepBegan struct {
		Try  int
		Step checklist.StepID
	}
	// Measured holds the evidence so far.
	Measured struct {
		Try      int
		Evidence checklist.Evidence
	}
	// Awaits says that the test waits for the browser, or with a nil Wait that it no longer does.
	Awaits struct {
		Try  int
		Wait *Wait
	}
	// Strayed counts the requests to the callback that did not belong to the test.
	Strayed struct {
		Try     int
		Count   int
		Because string // why the last one did not, in a few words
	}
	// PasteRefused says why pasted text was not accepted.
	PasteRefused struct {
		Try int
		Why string
	}
	// Exchanged is a request with its answer, every secret masked.
	Exchanged struct {
		Try      int
		Exchange Exchange
	}
	// Ended says that the test is over: its tokens are revoked as far as possible, and its port
	// is closed.
	Ended struct {
		Try      int
		At       time.Time
		Evidence checklist.Evidence
	}
	// Saved says that a draft was written to its file.
	Saved struct{ Draft checklist.Draft }
	// Probed holds the evidence after a Probe.
	Probed struct{ Evidence checklist.Evidence }
	// Inspected holds what was found in the logo file.
	Inspected struct{ Logo checklist.Logo }
	// RecordRead holds the client as Zendesk has saved it.
	RecordRead struct {
		Record checklist.Record
		Step   checklist.Step
	}
	// RehearsalRead holds the last rehearsal; nil: none is kept.
	RehearsalRead struct {
		Rehearsal *checklist.Rehearsal
		Again     bool // as in ReadRehearsal
	}
	// Exported says where the report was written.
	Exported struct{ Path string }
	// Failed says that an effect other than a test failed; What is shown to the person.
	Failed struct{ What string }
)

func (Answered) event() int       { return 0 }
func (Vouched) event() int        { return 0 }
func (doubted) event() int        { return 0 }
func (withheld) event() int       { return 0 }
func (Typed) event() int          { return 0 }
func (Continued) event() int      { return 0 }
func (Back) event() int           { return 0 }
func (Jumped) event() int         { return 0 }
func (SecretTyped) event() int    { return 0 }
func (Started) event() int        { return 0 }
func (Fixed) event() int          { return 0 }
func (Stopped) event() int        { return 0 }
func (Pasted) event() int         { return 0 }
func (Showed) event() int         { return 0 }
func (e Exchanged) event() int    { return e.Try }
func (OpenAsked) event() int      { return 0 }
func (Consented) event() int      { return 0 }
func (TookLocalOff) event() int   { return 0 }
func (RecordAsked) event() int    { return 0 }
func (RehearsalAsked) event() int { return 0 }
func (RehearsalRead) event() int  { return 0 }
func (ReportAsked) event() int    { return 0 }
func (Exported) event() int       { return 0 }
func (RecordPasted) event() int   { return 0 }
func (RecordRead) event() int     { return 0 }
func (TicketPasted) event() int   { return 0 }
func (SentAgain) event() int      { return 0 }
func (Left) event() int           { return 0 }
func (SecretKept) event() int     { return 0 }
func (SecretDropped) event() int  { return 0 }
func (e Logged) event() int       { return e.Try }
func (e StepBegan) event() int    { return e.Try }
func (e Measured) event() int     { return e.Try }
func (e Awaits) event() int       { return e.Try }
func (e Strayed) event() int      { return e.Try }
func (e PasteRefused) event() int { return e.Try }
func (e Ended) event() int        { return e.Try }
func (Saved) event() int          { return 0 }
func (Probed) event() int         { return 0 }
func (Inspected) event() int      { return 0 }
func (Failed) event() int         { return 0 }
