// Package flow is the process that zdg leads through: what is asked, and what happens next.
// Update takes a State and an Event to the next State and the Effects to be carried out; a
// Runner carries them out and reports what came of them as further Events. Update is pure, and
// there is no clock, file or network in the package. A State never holds the secret or a
// token.
//
// Session holds the one State of a run. The two drivers share it: package tui on screen,
// package tui/plain line by line.
package flow

import (
	"time"

	"zdg/checklist"
)

// State is everything that the process knows. It is a value: Update returns a changed copy.
// The client secret, tokens and the code verifier are never in it.
type State struct {
	Draft    checklist.Draft
	Evidence checklist.Evidence

	Page    PageID // the page that is shown
	Reached PageID // the furthest page; any page up to it can be jumped to

	AccountURL  string // the account to talk to; "" as long as the subdomain does not parse
	StandIn     string // the loopback address of --account-url or of practice; "" for a real account
	Portal      string // the page where the request is made, on the practice account; "" for Zendesk's own
	NoBrowser   bool   // the person opens URLs: no browser is opened for them
	Practice    bool   // everything printed is headed PRACTICE
	SecretGiven bool   // the Runner holds a client secret
	SecretFrom  string // where it came from, in words; "" when it was typed
	SecretDoubt string // why it is probably none, though it was typed and confirmed; quotes nothing of it

	Test Test
	// Onward is where Continue leads from the secret page when the secret is asked for once
	// more; "" for the next page.
	Onward PageID
	// Return is where Continue and Back lead when Page was entered to fix something; ""
	// otherwise.
	Return PageID
	// Asked is the question for which Page was entered to fix it; "" for none.
	Asked checklist.Field
	// Live says that a test token of an earlier run may still work, and where to delete it; ""
	// when there is none.
	Live string

	Looking bool // the last rehearsal is being looked for
	// Ticket is what was found in the text of a ticket that was pasted in this run. The text
	// itself is not kept.
	Ticket checklist.Ticket

	removed string // which URLs were just removed, for the notice after the record is read again

	Notice Notice // one line about what just happened
	// Doubted is the question whose answer was just not accepted because it looks like a
	// secret; "" for none. The answer itself is never here.
	Doubted checklist.Field
	// Withheld is the question whose field holds something that is not saved, because it looks
	// like a secret or may become one; "" for none.
	Withheld checklist.Field
	Typing   Typed  // the text of a field that has not been left; zero for none
	File     string // path of the draft; "" when nothing is saved
	Args     string // the arguments, after a space, with which another command finds File; "" where it needs none
	Saved    bool   // what Draft and Typing hold is in File

	Leaving bool // the wizard is being left: events change nothing any more
	Exit    Exit
}

// Command is the command line that starts the wizard again with the same answers.
func (s State) Command() string {
	if s.Practice {
		return "zdg practice" + s.Args
	}
	return "zdg" + s.Args
}

// Notice is a line that is shown until the person's next event.
type Notice struct {
	Text string
	Bad  bool
}

// Exit is how the wizard was left.
type Exit int

const (
	Unfinished  Exit = iota // at any page, to be continued
	Finished                // on a page of the last stage
	Interrupted             // ctrl+c
)

// Test is the state of the test authorization.
type Test struct {
	Try     int // the number of the try, from 1; events of an earlier one are dropped
	Phase   Phase
	Current checklist.StepID // the step that is being made
	Log     []LogLine
	Wait    *Wait  // nil unless the test waits for the browser
	Ignored int    // requests to the callback that did not belong to the test
	Because string // why the last of them did not
	Problem string // why the last pasted text was not accepted
	Traffic []Exchange
	pending Event // what is done when a stopping test has ended: Jumped, Started or Left; nil for nothing
}

// Exchange is a request with its answer, for display. Every secret in it is masked, and every
// text is cleaned.
type Exchange struct {
	Step   checklist.StepID
	Title  string // method and address, status
	Detail string // headers and bodies of both, line by line
	Curl   string // the request as a command that keeps secrets off the command line
}

// Phase is the phase of a test.
type Phase int

const (
	Idle Phase = iota // no test is running
	Running
	Stopping // cancelled, but not ended yet
)

// LogLine is a line of the test's log: what happened, without secrets.
type LogLine struct {
	At   time.Time
	Text string
	Bad  bool
}

// Wait is what is shown while the test waits for the browser.
type Wait struct {
	AuthorizeURL string // to be opened in the browser
	StartURL     string // a short URL on this machine that leads there; "" when nothing listens
	Listening    string // the address listened on; "" when the redirect URL has to be pasted
	Since        time.Time
	Deadline     time.Time // zero for no end
	File         string    // a file with AuthorizeURL, readable by this user only; "" when none was written
	Hints        []string  // what to do in this environment (SSH, WSL, container)
}
