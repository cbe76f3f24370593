package flow

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Effect is something to be done outside: plain data for the Runner.
type Effect interface{ effect() }

type (
	// Save writes the draft; answered by Saved or Failed.
	Save struct{ Draft checklist.Draft }
	// Keep writes the evidence; answered by Failed, or not at all.
	Keep struct {
		AccountURL string
		Identifier string
		Evidence   checklist.Evidence
	}
	// KeepSecret hands the secret to the Runner, in memory; answered by SecretKept.
	KeepSecret struct{ Secret zendesk.Secret }
	// Inspect looks into the logo file; answered by Inspected.
	Inspect struct{ Path string }
	// Measure makes the whole test; it owns listener, verifier and tokens, and
	// ends with Ended in every case.
	Measure struct {
		Try      int
		Draft    checklist.Draft
		Evidence checklist.Evidence // earlier: what may be reused
	}
	// Probe tries identifier and secret without a person; answered by Probed.
	Probe struct {
		Draft    checklist.Draft
		Evidence checklist.Evidence
	}
	// Deliver brings pasted text into the running test.
	Deliver struct{ Text string }
	// Show ends the running test with what the browser shows.
	Show struct{ Seen explain.Seen }
	// Consent answers the practice account's consent page as a person would.
	Consent struct {
		AuthorizeURL string
		Allow        bool
	}
	// Stop cancels the test of this try, also when it has hardly begun; it still
	// cleans up and tells Ended.
	Stop struct{ Try int }
	// Open opens an address in the browser.
	Open struct{ URL string }
	// Export writes the whole report to a file; answered by Exported or Failed.
	Export struct {
		Draft      checklist.Draft
		Evidence   checklist.Evidence
		AccountURL string
	}
	// ReadRecord reads the client out of what a signed-in browser shows; in
	// practice, where Text is empty, out of what it would show. Answered by
	// RecordRead or Failed.
	ReadRecord struct {
		Draft checklist.Draft
		Text  string
	}
	// ReadRehearsal looks for what zdg rehearse has kept of this client; answered by
	// RehearsalRead or Failed.
	ReadRehearsal struct {
		AccountURL string
		Identifier string
		Again      bool // it was asked for before, so that an answer is expected
	}
	// Unregister makes RedirectURLs those of the practice client, as the person
	// would in its Admin Center page, then reads the record. For practice only.
	Unregister struct {
		Draft        checklist.Draft
		RedirectURLs []string
	}
	// Leave ends the driver.
	Leave struct{ How Exit }
)

func (Save) effect()          {}
func (Keep) effect()          {}
func (KeepSecret) effect()    {}
func (Inspect) effect()       {}
func (Measure) effect()       {}
func (Probe) effect()         {}
func (Deliver) effect()       {}
func (Show) effect()          {}
func (Consent) effect()       {}
func (Stop) effect()          {}
func (Export) effect()        {}
func (Open) effect()          {}
func (ReadRecord) effect()    {}
func (ReadRehearsal) effect() {}
func (Unregister) effect()    {}
func (Leave) effect()         {}

// Runner carries effects out. Run returns when nothing of the effect is left;
// it may call tell from any goroutine until then, and never afterwards. Run is
// called from several goroutines at once: writes one after the other in the
// order of the effects, everything else as it comes.
type Runner interface {
	Run(ctx context.Context, e Effect, tell func(Event))
}
