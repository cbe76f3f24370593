// Package flow is the process that zdg leads through: what is asked, and what
// happens next. It is pure: Update takes a State and an Event to the next
// State and the Effects to be carried out; a Runner carries them out and tells
// what came of it as further Events. There is no clock and no secret in it.
//
// Session holds the one State of a run and is what the drivers (package tui on
// screen, tui/plain line by line) share.
package flow

import (
	"time"

	"zdg/checklist"
)

// State is all that the process knows. It is a value: Update returns a changed
// copy. The client secret, tokens and the code verifier are never in it.
type State struct {
	Draft    checklist.Draft
	Evidence checklist.Evidence

	Page    PageID // the page that is shown
	Reached PageID // the furthest page; any page up to it can be jumped to

	AccountURL  string // what will be talked to; "" as long as the subdomain does not parse
	StandIn     string // the loopback address of --account-url or of practice; "" for a real account
	Portal      string // where the request is made: the practice account's page; "" for Zendesk's own
	NoBrowser   bool   // the person opens addresses: no browser is opened for them
	Practice    bool   // everything printed is headed PRACTICE
	SecretGiven bool   // the runner holds a client secret
	SecretFrom  string // where it came from, in words; "" when it was typed

	Test Test
	// Onward is where Continue leads from the secret page, when the secret was
	// asked for once more; "" for the page that follows.
	Onward PageID
	// Return is the page that Continue and Back lead to from Page, which was entered to fix
	// something; "" when it was not.
	Return PageID
	// Asked is the question for whose sake Page was entered; "" for none.
	Asked checklist.Field
	// Live says that a test token of an earlier run may still live, and where to
	// delete it; "" when there is none.
	Live string

	Looking bool // what was rehearsed last is being looked for
	// Ticket is what was made of the ticket's text that was pasted in this run; the text
	// itself is nowhere.
	Ticket checklist.Ticket

	removed string // what was taken off the client just now, to be said when it is read again

	Notice Notice // one line about what just happened
	// Doubted is the question whose answer was not taken just now, because it looks
	// like a secret; "" for none. The answer itself is never here.
	Doubted checklist.Field
	// Withheld is the question in whose field something stands that is not saved,
	// since it looks like a secret, or may be going to; "" for none.
	Withheld checklist.Field
	Typing   Typed  // what stands in a field that has not been left; the zero Typed: nothing
	File     string // path of the draft; "" when nothing is saved
	Args     string // what another command is given to find File, after a blank; "" where it finds it by itself
	Saved    bool   // what Draft and Typing hold is on disk

	Leaving bool // Leave was asked for; nothing further is taken
	Exit    Exit
}

// Command is what starts the wizard again with the same answers, as a shell takes it.
func (s State) Command() string {
	if s.Practice {
		return "zdg practice" + s.Args
	}
	return "zdg" + s.Args
}

// Notice is a line to show until the next event of the person.
type Notice struct {
	Text string
	Bad  bool
}

// Exit is how the wizard was left.
type Exit int

const (
	Unfinished  Exit = iota
	Finished         // by the key for it, on a page of the last stage
	Interrupted      // ctrl+c
)

// Test is the test authorization as the process sees it.
type Test struct {
	Try     int   // counts the tries; events of an earlier one are dropped
	Phase   Phase // idle, running, stopping
	Current checklist.StepID
	Log     []LogLine
	Wait    *Wait  // the browser is waited for
	Ignored int    // requests to the callback that were not ours
	Because string // why the last of them was not
	Problem string // why the last pasted text was not taken
	Traffic []Exchange
	pending pending // what waits for the end of this try
}

// Exchange is a request with its answer, to be looked at. Every secret in it is
// masked, and every text is cleaned.
type Exchange struct {
	Step   checklist.StepID
	Title  string // method and address, status
	Detail string // headers and bodies of both, line by line
	Curl   string // the request as a command that keeps secrets off the command line
}

// Phase of a test.
type Phase int

const (
	Idle Phase = iota
	Running
	Stopping
)

// pending is what happens when a running test has ended.
type pending struct {
	Kind pendingKind
	Page PageID // for pendingPage
}

// pendingKind names what waits for the end of a test.
type pendingKind int

const (
	pendingNone  pendingKind = iota
	pendingPage              // to a page
	pendingRetry             // another try
	pendingLeave             // out of the wizard
)

// LogLine is a line of the protocol log: what happened, without secrets.
type LogLine struct {
	At   time.Time
	Text string
	Bad  bool
}

// Wait is what is shown while the browser is waited for.
type Wait struct {
	AuthorizeURL string // whole, to be opened
	StartURL     string // short, on this machine; "" when nothing listens
	Listening    string // the address listened on; "" when the redirect URL has to be pasted
	Since        time.Time
	Deadline     time.Time // zero: no end
	File         string    // holds AuthorizeURL, for this user alone; "" when it was not written
	Hints        []string  // what to do in these surroundings (SSH, WSL, container)
}
