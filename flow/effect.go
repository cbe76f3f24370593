package flow

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Effect is something that the Runner is to do, as plain data.
type Effect interface{ effect() }

type (
	// Save writes the draft to its file; answered by Saved or Failed.
	Save struct{ Draft checklist.Draft }
	// Keep writes the evidence; answered by Failed if that fails.
	Keep struct {
		AccountURL string
		Identifier string
		Evidence   checklist.Evidence
	}
	// KeepSecret hands the secret to the Runner, which holds it in memory; answered by
	// SecretKept. The zero Secret takes back the one that was handed over: in practice the
	// vault's counts again, else none, which SecretDropped says.
	KeepSecret struct{ Secret zendesk.Secret }
	// Inspect reads the logo file; answered by Inspected.
	Inspect struct{ Path string }
	// Measure makes the whole test. It owns listener, code verifier and tokens, and always ends
	// with Ended.
	Measure struct {
		Try      int
		Draft    checklist.Draft
		Evidence checklist.Evidence // of earlier measurements
	}
	// Probe checks identifier and secret without a person; answered by Probed.
	Probe struct {
		Draft    checklist.Draft
		Evidence checklist.Evidence
	}
	// Deliver gives pasted text to the running test.
	Deliver struct{ Text string }
	// Show ends the running test with what the browser shows.
	Show struct{ Seen explain.Seen }
	// Consent answers the practice account's consent page in place of a browser.
	Consent struct {
		AuthorizeURL string
		Allow        bool
	}
	// Stop cancels the test of this try, even before it has begun. The test still cleans up
	// and tells Ended.
	Stop struct{ Try int }
	// Open opens an address in the browser.
	Open struct{ URL string }
	// Export writes the whole report to a file; answered by Exported or Failed.
	Export struct {
		Draft      checklist.Draft
		Evidence   checklist.Evidence
		AccountURL string
	}
	// ReadRecord reads the client from Text, which a signed-in browser showed, or on the
	// practice account, where Text is empty, from what it would show. Answered by RecordRead or
	// Failed.
	ReadRecord struct {
		Draft checklist.Draft
		Text  string
	}
	// ReadRehearsal reads what zdg rehearse has kept for this client; answered by RehearsalRead
	// or Failed.
	ReadRehearsal struct {
		AccountURL string
		Identifier string
		Again      bool // asked for again, so that a missing rehearsal is worth a notice
	}
	// Unregister sets the redirect URLs of the practice client, as the person would in its
	// Admin Center, then reads the record. For practice only.
	Unregister struct {
		Draft        checklist.Draft
		RedirectURLs []string
	}
	// Leave ends the wizard.
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

// Runner carries out effects. Run returns when the effect is complete; until then it may call
// tell from any goroutine, and never afterwards. Run is called from several goroutines at
// once: for writes (Save, Keep) one after the other in their order, for everything else
// concurrently.
type Runner interface {
	Run(ctx context.Context, e Effect, tell func(Event))
}
