package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/measure"
	"zdg/flow/store"
)

// browserTimeout is how long the wizard waits for the browser. The person may have to ask a
// colleague for a password.
const browserTimeout = 10 * time.Minute

// runner is the flow.Runner of the wizard: one switch that hands each effect to the package
// that carries it out. It alone holds the secret.
type runner struct {
	*app
	browser    bool            // open addresses in the browser
	standIn    string          // the address of the account that stands in for a real one; "" for none
	file       *store.File     // nil: nothing is saved
	onDisk     checklist.Draft // what file holds, as far as we know; only save changes it
	lock       *store.Lock
	playground *playground // nil: a real account

	mu        sync.Mutex
	secret    zendesk.Secret
	probed    bool               // this very secret was tried, and is not tried again by itself
	stop      context.CancelFunc // stops the running test; nil: none is running
	stopped   int                // the last try that was stopped, perhaps before it began
	deliver   chan string        // to the running test: pasted text
	shown     chan explain.Seen  // to the running test: what the browser shows
	consent   bool               // the consent page was answered in the terminal
	unsaved   error              // why the last draft is not in the file; nil: it is
	leftAlive []string           // for each test of this session that left tokens alive, what to say of them
}

func (r *runner) close() {
	_ = r.lock.Release() // it ends with the process anyway
	if r.playground != nil {
		r.playground.close()
	}
}

// Run carries out one effect.
func (r *runner) Run(ctx context.Context, e flow.Effect, tell func(flow.Event)) {
	defer r.recoverPanic()
	switch e := e.(type) {
	case flow.Save:
		if r.file == nil {
			return
		}
		r.save(e.Draft, tell)
	case flow.Keep:
		r.keep(e, tell)
	case flow.KeepSecret:
		r.keepSecret(e.Secret, tell)
	case flow.Inspect:
		tell(flow.Inspected{Logo: r.inspect(strings.TrimSpace(e.Path))})
	case flow.Measure:
		r.measure(ctx, e, tell)
	case flow.Probe:
		r.probe(ctx, e, tell)
	case flow.Deliver:
		r.deliverText(ctx, e.Text)
	case flow.Show:
		r.mu.Lock()
		shown := r.shown
		r.mu.Unlock()
		select {
		case shown <- e.Seen:
		default: // the test has just ended
		}
	case flow.Consent:
		r.answerConsent(ctx, e, tell)
	case flow.Export:
		r.export(e, tell)
	case flow.ReadRecord:
		r.readRecord(e, tell)
	case flow.ReadRehearsal:
		r.readRehearsal(e, tell)
	case flow.Unregister:
		if r.playground != nil {
			r.playground.SetRedirectURLs(r.playground.Client().Identifier, e.RedirectURLs)
			r.readRecord(flow.ReadRecord{Draft: e.Draft}, tell)
		}
	case flow.Stop:
		r.mu.Lock()
		r.stopped = e.Try
		if r.stop != nil {
			r.stop()
		}
		r.mu.Unlock()
	case flow.Open:
		if err := (measure.Opener{}).Open(ctx, e.URL); err != nil {
			tell(flow.Failed{What: err.Error()})
		}
	}
}

// keepSecret holds a secret that was typed. The zero Secret takes that back: in practice the
// vault's counts again, as at the start.
func (r *runner) keepSecret(typed zendesk.Secret, tell func(flow.Event)) {
	said := flow.Event(flow.SecretKept{})
	if typed.IsZero() {
		said = flow.SecretDropped{}
		if r.playground != nil {
			vaults, err := r.playground.secret()
			if err != nil {
				tell(flow.Failed{What: err.Error()})
				return
			}
			typed, said = vaults, flow.SecretKept{From: practiceVault}
		}
	}
	r.mu.Lock()
	r.secret, r.probed = typed, false
	r.mu.Unlock()
	tell(said)
}

// Misplaced are the answers of d that hold the secret, or look like a secret. flow.Session calls
// it.
func (r *runner) Misplaced(d checklist.Draft) []checklist.Field {
	r.mu.Lock()
	secret := r.secret
	r.mu.Unlock()
	return checklist.Misplaced(d, secret)
}

// save writes the draft. However an answer came into it, one that looks like a secret is not
// written before the person has said that it is none; what the file had there stays. The
// session never calls save twice at the same time.
func (r *runner) save(d checklist.Draft, tell func(flow.Event)) {
	var withheld checklist.Field
	for _, f := range r.Misplaced(d) {
		if before := r.onDisk.Get(f); d.Get(f) != before && !d.Declared(f) {
			d, withheld = d.With(f, before), f
		}
	}
	on, err := r.file.Save(d)
	r.mu.Lock()
	r.unsaved = err
	r.mu.Unlock()
	if err != nil {
		tell(flow.Failed{What: err.Error()})
		return
	}
	r.onDisk = on
	if at := d.Get(checklist.FieldLeftAt); flow.Known(flow.PageID(at)) {
		if err := r.lock.SetLeft(at, on.Get(checklist.FieldLeftAt)); err != nil {
			tell(flow.Failed{What: err.Error()})
		}
	}
	tell(flow.Saved{Draft: d.With(checklist.FieldComments, on.Get(checklist.FieldComments))})
	if withheld != "" {
		tell(flow.Failed{What: string(withheld) + " looks like a client secret, so it was not saved: remove it, or say on its page that it is not one"})
	}
}

// readRecord reads the client from what a signed-in browser shows; in practice, without a text,
// from what it would show.
func (r *runner) readRecord(e flow.ReadRecord, tell func(flow.Event)) {
	text := e.Text
	if text == "" && r.playground != nil {
		text = r.playground.ShownClients()
	}
	plan, err := r.plan(e.Draft)
	if err == nil {
		var read checklist.Evidence
		if read, err = measure.WithRecord(checklist.Evidence{}, plan, text); err == nil {
			step, _ := read.Step(checklist.StepRecord)
			tell(flow.RecordRead{Record: *read.Record, Step: step})
			return
		}
	}
	tell(flow.Failed{What: "the record: " + err.Error()})
}

// reportFile is where the wizard writes the whole report.
const reportFile = "request.md"

// export writes the whole report, but never over the answers or anything else that zdg keeps.
func (r *runner) export(e flow.Export, tell func(flow.Event)) {
	var b bytes.Buffer
	report := checklist.NewReport(e.Draft, e.Evidence, checklist.Context{Now: r.now(), Tool: tool(), AccountURL: e.AccountURL})
	err := report.Markdown(&b)
	if err == nil {
		err = store.Output(reportFile, b.Bytes(), []string{r.file.Path()})
	}
	if err != nil {
		tell(flow.Failed{What: err.Error()})
		return
	}
	tell(flow.Exported{Path: reportFile})
}

// keep writes the evidence; practice leaves nothing behind.
func (r *runner) keep(e flow.Keep, tell func(flow.Event)) {
	if r.playground != nil || e.AccountURL == "" {
		return
	}
	if err := keepEvidence(e.AccountURL, strings.TrimSpace(e.Identifier), e.Evidence); err != nil {
		tell(flow.Failed{What: "the results could not be kept: " + err.Error()})
	}
}

// inspect looks at the logo file; in practice, at that of the prepared client.
func (r *runner) inspect(path string) checklist.Logo {
	if r.playground != nil && path == practiceLogo {
		return measure.LogoOf(path, bytes.NewReader(r.playground.prepared.Logo), int64(len(r.playground.prepared.Logo)))
	}
	return measure.Logo(path)
}
