package flow

import (
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Event is something that happened: done by the person, or told by the Runner.
type Event interface{ event() }

// Events of the person.
type (
	// Answered is told when a field is left, not per key. Typed is as typed. One
	// that looks like a secret is not taken (State.Doubted).
	Answered struct {
		Field checklist.Field
		Typed string
	}
	// Vouched is an answer that looks like a secret, with the person's word that it
	// is none.
	Vouched Answered
	// doubted is an answer in which whoever holds the secret has found it.
	doubted Answered
	// withheld is a Typed in which whoever holds the secret has found it.
	withheld struct{ Field checklist.Field }
	// Typed is what stands in a field that has not been left: it is saved, so that
	// no more than the newest second of typing can be lost, and judged by nobody.
	Typed struct {
		Field checklist.Field
		Text  string
	}
	// Continued asks for the next page.
	Continued struct{}
	// Back asks for the page before; always possible.
	Back struct{}
	// Jumped asks for a page already reached.
	Jumped struct{ Page PageID }
	// SecretTyped hands a secret through to the Runner; it never enters State.
	SecretTyped struct{ Secret zendesk.Secret }
	// Fixed jumps to where something is fixed, and comes back from there.
	Fixed struct {
		Field checklist.Field // what the focus goes to; "" for the page's first question
		Page  PageID
	}
	// Started starts the test, again when one has ended.
	Started struct{}
	// Stopped stops the running test; what was issued is revoked.
	Stopped struct{}
	// Pasted is text given in place of the callback: a redirect URL or its query.
	Pasted struct{ Text string }
	// Showed says what the browser shows instead of coming back: a choice of
	// explain.Menu, or the text of the page. It ends the running test.
	Showed struct {
		Code explain.Code
		Text string
	}
	// OpenAsked asks to open an address in the browser.
	OpenAsked struct{ URL string }
	// Consented answers the practice account's consent page in the terminal.
	Consented struct{ Allow bool }
	// TookLocalOff says that the local redirect URLs were taken off the client.
	TookLocalOff struct{}
	// ReportAsked asks for the whole report in a file.
	ReportAsked struct{}
	// RecordAsked asks to read again what Zendesk has saved.
	RecordAsked struct{}
	// RehearsalAsked asks for what zdg rehearse saw last of the developer's program; Again
	// says that it was asked before, so that an answer is expected.
	RehearsalAsked struct{ Again bool }
	// RecordPasted is what the signed-in browser shows of the client.
	RecordPasted struct{ Text string }
	// TicketPasted is the text of Zendesk's ticket.
	TicketPasted struct{ Text string }
	// SentAgain says that the request was sent once more, after it was rejected.
	SentAgain struct{ On string } // year-month-day
	// Left leaves the wizard; a second one does not wait for a running test.
	Left struct{ How Exit }
)

// Events told by the Runner.
type (
	// SecretKept says that the Runner holds a secret now.
	SecretKept struct{ From string }
	// Logged is a line for the protocol log of try Try.
	Logged struct {
		Try  int
		Line LogLine
	}
	// StepBegan names the step that is being made.
	StepBegan struct {
		Try  int
		Step checklist.StepID
	}
	// Measured brings the evidence so far.
	Measured struct {
		Try      int
		Evidence checklist.Evidence
	}
	// Awaits says that the browser is waited for; a nil Wait that it no longer is.
	Awaits struct {
		Try  int
		Wait *Wait
	}
	// Strayed counts the requests to the callback that were not ours.
	Strayed struct {
		Try     int
		Count   int
		Because string // of the last one, in a few words
	}
	// PasteRefused says why pasted text was not taken.
	PasteRefused struct {
		Try int
		Why string
	}
	// Exchanged is a request with its answer, every secret masked.
	Exchanged struct {
		Try      int
		Exchange Exchange
	}
	// Ended says that nothing of try Try is left: tokens revoked, port closed.
	Ended struct {
		Try      int
		At       time.Time
		Evidence checklist.Evidence
	}
	// Saved says that a draft reached the disk.
	Saved struct{ Draft checklist.Draft }
	// Probed brings what a probe of identifier and secret showed.
	Probed struct{ Evidence checklist.Evidence }
	// Inspected brings what was found in the logo file.
	Inspected struct{ Logo checklist.Logo }
	// RecordRead brings the client as Zendesk has saved it.
	RecordRead struct {
		Record checklist.Record
		Step   checklist.Step
	}
	// RehearsalRead brings what zdg rehearse saw last; nil: nothing is kept.
	RehearsalRead struct {
		Rehearsal *checklist.Rehearsal
		Again     bool // as it was asked for
	}
	// Exported says where the report is now.
	Exported struct{ Path string }
	// Failed says that an effect other than a test did not work.
	Failed struct{ What string }
)

func (Answered) event()       {}
func (Vouched) event()        {}
func (doubted) event()        {}
func (withheld) event()       {}
func (Typed) event()          {}
func (Continued) event()      {}
func (Back) event()           {}
func (Jumped) event()         {}
func (SecretTyped) event()    {}
func (Started) event()        {}
func (Fixed) event()          {}
func (Stopped) event()        {}
func (Pasted) event()         {}
func (Showed) event()         {}
func (Exchanged) event()      {}
func (OpenAsked) event()      {}
func (Consented) event()      {}
func (TookLocalOff) event()   {}
func (RecordAsked) event()    {}
func (RehearsalAsked) event() {}
func (RehearsalRead) event()  {}
func (ReportAsked) event()    {}
func (Exported) event()       {}
func (RecordPasted) event()   {}
func (RecordRead) event()     {}
func (TicketPasted) event()   {}
func (SentAgain) event()      {}
func (Left) event()           {}
func (SecretKept) event()     {}
func (Logged) event()         {}
func (StepBegan) event()      {}
func (Measured) event()       {}
func (Awaits) event()         {}
func (Strayed) event()        {}
func (PasteRefused) event()   {}
func (Ended) event()          {}
func (Saved) event()          {}
func (Probed) event()         {}
func (Inspected) event()      {}
func (Failed) event()         {}
