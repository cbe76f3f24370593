package measure

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
	"zdg/flow/loopback"
)

// run is one test under way.
type run struct {
	plan     Plan
	notes    *teller
	evidence checklist.Evidence
	account  *account.Account
	step     checklist.StepID // the one that is being made

	state         string
	verifier      account.Token
	authorizeURL  string
	listener      *loopback.Listener // nil: the redirect URL is pasted
	code          account.Token
	received      time.Time       // when the code came
	since         time.Time       // of a pasted code: when the wait for the browser began
	pastedAt      time.Time       // when the code was pasted; zero: the browser brought it
	pasteRefused  string          // why the last paste was refused; "" when none was
	refusedAnswer loopback.Reason // why the answer that ended the wait was refused; "" when it was not
	consentSeen   bool            // the person was shown the consent page, or that is not known

	issued        []*pair         // newest last
	unseen        []unseen        // tokens that may have been issued in answers that could not be read
	refreshed     bool            // the account has accepted a refresh token of this test
	answered      bool            // the account has answered the request of the step reach
	timeouts      int             // calls with the refreshed token that were not answered in time
	mePublic      bool            // users/me names a person also without a token, so it proves nothing
	mePublicKnown bool            // whether it does is known
	publicPaths   map[string]bool // paths that were requested without a token, and whether that brought data
	dataPath      string          // path of the first call for a scope that brought data; "" when none did
	unclearPaths  []string        // paths of calls for a scope whose answer said nothing about the token

	// Outcomes that later steps decide on, see finish.
	tentative      checklist.Outcome // of a failed call: counts unless the refreshed token works
	refusedOutcome checklist.Outcome // of a call that refused a token itself: counts unless another call accepts that token
	refusedPair    *pair             // with that token

	stopReason string            // why the steps that follow are not made; "" when they are
	outcome    checklist.Outcome // "" as long as nothing went wrong
}

// result is what a step brought.
type result struct {
	facts   []checklist.Fact
	seen    *explain.Seen     // the answer, when it is not the expected one
	notRun  string            // why the step was not made; "" when it was
	earlier *checklist.Step   // the step of an earlier test, which is reused
	outcome checklist.Outcome // of the whole test; "" when this step does not decide it
	halt    string            // why the steps that follow cannot be made; "" when they can
}

// steps lists the steps of the test in their order, without the last one, which is always
// made.
var steps = []struct {
	id      checklist.StepID
	measure func(*run, context.Context) result
}{
	{checklist.StepReach, (*run).reach},
	{checklist.StepCredentials, (*run).credentials},
	{checklist.StepListen, (*run).listen},
	{checklist.StepAuthorize, (*run).authorize},
	{checklist.StepExchange, (*run).exchange},
	{checklist.StepIdentity, (*run).identity},
	{checklist.StepToken, (*run).token},
	{checklist.StepRecord, (*run).record},
	{checklist.StepScopes, (*run).scopes},
	{checklist.StepRefresh, (*run).refresh},
}

// endTimeout is how long a stopped test may take to end. lingerTimeout is the part of it
// that a token request under way is given to return tokens, so that they can be revoked.
const (
	endTimeout    = 2500 * time.Millisecond
	lingerTimeout = 1500 * time.Millisecond
)

// Run makes one test, and returns what was measured. Every step of checklist.StepIDs is in
// the Evidence, those that were not made with the reason, and its Outcome is set. Run never
// panics.
//
// It calls tell with Notes, one after the other, from another goroutine, and not after it has
// returned, unless a call hangs. Such a call holds up the test for a second at each Note, and
// not at all once ctx has ended.
//
// When ctx ends, the test is stopped within five seconds: tokens that were issued are deleted
// before anything else, and the port is closed. A test that was stopped has not passed.
func Run(ctx context.Context, p Plan, tell func(Note)) checklist.Evidence {
	r := newRun(ctx, p, tell)
	r.evidence.Logo = p.Earlier.Logo
	for _, s := range steps {
		r.guard(func() { r.makeStep(ctx, s.id, func(ctx context.Context) result { return s.measure(r, ctx) }) })
	}
	end, cancel := outlasting(ctx, endTimeout)
	defer cancel()
	r.guard(func() {
		r.makeStep(end, checklist.StepRevoke, func(end context.Context) result { return r.revoke(ctx, end) })
	})
	r.guard(r.close)
	r.finish(ctx)
	r.notes.close()
	return r.evidence
}

// newRun draws state and verifier, and checks the account's address; nothing is sent.
func newRun(ctx context.Context, p Plan, tell func(Note)) *run {
	p.defaults()
	r := &run{plan: p, notes: newTeller(ctx, tell)}
	r.guard(r.prepare)
	return r
}

func (r *run) prepare() {
	a, err := r.as(r.plan.Client, r.plan.Secret)
	if err != nil {
		r.stop(checklist.OutcomeFailed, err.Error())
		return
	}
	r.account = a
	state, err1 := r.random()
	verifier, err2 := r.random()
	if err1 != nil || err2 != nil {
		r.stop(checklist.OutcomeFailed, "this machine gave no random numbers, which every request needs: try again")
		return
	}
	r.state, r.verifier = state, account.NewToken(verifier)
	r.authorizeURL = a.AuthorizeURL(r.state, r.verifier)
}

// as returns the account for a client and a secret; nothing is sent.
func (r *run) as(c zendesk.Client, secret zendesk.Secret) (*account.Account, error) {
	return account.New(account.Options{
		URL: r.plan.AccountURL, Client: c, Secret: secret, Masked: []zendesk.Secret{r.plan.Masked, r.plan.Secret}, Transport: r.plan.Transport,
		Bound: r.plan.Bound, Now: r.plan.Now, Sleep: r.plan.Sleep, UserAgent: r.plan.UserAgent,
		Record:  func(e account.Exchange) { r.note(Traffic{r.step, e}) },
		Waiting: func(until time.Time) { r.note(RateWait{until}) },
	})
}

// random returns 256 random bits in base64url: 43 characters, as recommended for a verifier
// (RFC 7636 section 4.1).
func (r *run) random() (string, error) {
	b := make([]byte, 32)
	_, err := io.ReadFull(r.plan.Rand, b)
	return base64.RawURLEncoding.EncodeToString(b), err
}

// makeStep makes one step, unless something has ended the test, and puts it into the
// evidence. The last step is made also then, if there are tokens to revoke.
func (r *run) makeStep(ctx context.Context, id checklist.StepID, measure func(context.Context) result) {
	step := checklist.Step{ID: id, Of: r.plan.Subject, At: r.plan.Now()}
	res := result{notRun: r.stopReason}
	last := id == checklist.StepRevoke
	if r.stopReason == "" || last && len(r.issued)+len(r.unseen) > 0 {
		r.step = id
		r.note(Began{id})
		if !last && ctx.Err() != nil {
			res = result{halt: stopped, outcome: checklist.OutcomeCancelled, notRun: stopped}
		} else {
			res = result{notRun: broken, halt: broken, outcome: checklist.OutcomeFailed}
			r.guard(func() { res = measure(ctx) })
		}
	}
	if res.halt != "" {
		r.stop(res.outcome, res.halt)
	} else if r.outcome == "" {
		r.outcome = res.outcome
	}
	step.Took, step.Facts, step.Seen, step.NotRun = r.plan.Now().Sub(step.At), res.facts, res.seen, res.notRun
	if id == checklist.StepRecord && r.evidence.Record != nil {
		step.At = r.evidence.Record.At
	}
	if res.earlier != nil {
		step = *res.earlier
	}
	r.evidence = r.evidence.WithStep(step)
	r.note(Measured{r.evidence})
}

// stopped is the reason of the steps that were not made because the test was stopped.
const stopped = "the test was stopped before"

// stop ends the test: the steps that follow are not made. The first reason counts.
func (r *run) stop(o checklist.Outcome, why string) {
	if r.stopReason == "" {
		r.stopReason, r.outcome = why, o
	}
}

func (r *run) close() {
	if r.listener != nil {
		r.listener.Close()
	}
	if r.account != nil {
		r.account.Close()
	}
}

// finish sets the outcome, and adds the steps that a panic left out.
func (r *run) finish(ctx context.Context) {
	if r.outcome == "" && r.refusedOutcome != "" && !r.refusedPair.accepted() {
		r.outcome = r.refusedOutcome
	}
	if r.outcome == "" && r.tentative != "" && (r.evidence.Refresh == nil || r.evidence.Refresh.New != checklist.StillAlive) {
		r.outcome = r.tentative
	}
	if r.outcome == "" {
		r.outcome = checklist.OutcomePassed
		if ctx.Err() != nil {
			r.outcome = checklist.OutcomeCancelled
		}
	}
	r.evidence.Outcome = r.outcome
	for _, id := range checklist.StepIDs() {
		if _, ok := r.evidence.Step(id); !ok {
			r.evidence = r.evidence.WithStep(checklist.Step{ID: id, Of: r.plan.Subject, At: r.plan.Now(), NotRun: broken})
		}
	}
	if rec := r.plan.Earlier.Record; r.evidence.Record == nil && rec != nil && rec.Identifier == r.plan.Client.Identifier.String() {
		r.evidence.Record = rec
	}
}

// broken is the reason of the steps that were not made because of a panic.
const broken = "zdg itself failed here: please report it"

// guard calls f and recovers from a panic, so that tokens are revoked all the same. The
// panic's value is dropped: it may hold a secret.
func (r *run) guard(f func()) {
	defer func() {
		if recover() != nil {
			r.stop(checklist.OutcomeFailed, broken+", with "+panicPlace())
			r.outcome = checklist.OutcomeFailed
		}
	}()
	f()
}

// panicPlace is the function and the line that panicked, for the function that has recovered from it.
func panicPlace() string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	panicked := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			panicked = true
		case panicked && !strings.HasPrefix(f.Function, "runtime."):
			return fmt.Sprintf("%s at %s:%d", path.Base(f.Function), path.Base(filepath.ToSlash(f.File)), f.Line)
		}
		if !more {
			return "no place"
		}
	}
}

func (r *run) note(n Note) { r.notes.tell(n) }

// outlasting returns a context that ends a while after ctx has ended.
func outlasting(ctx context.Context, after time.Duration) (context.Context, context.CancelFunc) {
	on, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-time.After(after):
			cancel()
		case <-on.Done():
		}
	})
	return on, func() { stop(); cancel() }
}

// Quick measures what needs no person: whether the account exists, and whether it accepts
// identifier and secret. The Evidence it returns is p.Earlier with these two steps anew.
// Tokens that a broken account issues for the made-up code are revoked; the Evidence then
// says so too. Notes are told as by Run.
func Quick(ctx context.Context, p Plan, tell func(Note)) checklist.Evidence {
	r := newRun(ctx, p, tell)
	r.evidence = p.Earlier
	r.guard(func() { r.makeStep(ctx, checklist.StepReach, r.reach) })
	if p.Client.Kind == zendesk.Public || !p.Secret.IsZero() {
		r.guard(func() { r.makeStep(ctx, checklist.StepCredentials, r.credentials) })
	}
	r.end(ctx)
	return r.evidence
}
