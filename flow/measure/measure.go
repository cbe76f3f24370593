package measure

import (
	"context"
	"encoding/base64"
	"io"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
	"zdg/flow/loopback"
)

// run is one test under way.
type run struct {
	p       Plan
	notes   *teller
	e       checklist.Evidence
	account *account.Account
	step    checklist.StepID // the one being made

	state        string
	verifier     account.Token
	authorizeURL string
	listener     *loopback.Listener // nil: the redirect URL is pasted
	code         account.Token
	received     time.Time         // when the code came
	since        time.Time         // of a pasted code: when the browser began to be waited for
	pastedAt     time.Time         // when the code was pasted; zero: it came by itself
	pasteRefused string            // why the last paste was not taken
	useless      loopback.Reason   // why the answer that ended the wait was not taken
	consentSeen  bool              // long enough for a person, or not known
	issued       []*pair           // newest last
	hung         int               // calls with the refreshed token that were not answered in time
	meAsked      bool              // users/me was asked without a token
	meOpen       bool              // it names a person then too: it proves nothing
	untold       []string          // paths of calls for a scope whose first answer told nothing of the token
	openTo       map[string]bool   // paths that were asked for without a token, and whether they bring data to anybody
	opened       string            // the path of the first call for a scope that was answered with data
	late         checklist.Outcome // of a call whose trouble counts only if it stays: with the next token too
	dead         checklist.Outcome // of a call that refused a token as such, which counts unless another lets that in
	deadOf       *pair             // that token
	refreshed    bool              // the account has accepted a refresh token of this test
	reached      bool              // the account has given an answer to the first look of this test
	unseen       []unseen          // what may have been issued without coming here

	why     string            // why the steps that follow are not made
	outcome checklist.Outcome // "" as long as nothing went wrong
}

// result is what a step brought.
type result struct {
	facts   []checklist.Fact
	seen    *explain.Seen
	notRun  string
	earlier *checklist.Step   // measured by an earlier test
	outcome checklist.Outcome // of the test, when this spoils it
	halt    string            // why nothing that follows can be made
}

// steps is the order of the test but for the last step, which is always made.
var steps = []struct {
	id   checklist.StepID
	make func(*run, context.Context) result
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

// endBound is how long the end of a stopped test may take, all in all: what is
// under way is given lingerBound to bring tokens, so that they can be revoked.
const (
	endBound    = 2500 * time.Millisecond
	lingerBound = 1500 * time.Millisecond
)

// Run makes one test and tells Notes as it goes, one after the other. tell is not
// called any more when Run has returned, unless it hangs: a listener that does not
// return holds the test up for tellBound at most, and not at all once ctx has ended.
// Every step of StepIDs is in what Run returns, those that were not made with the
// reason, and the Outcome is set. It never panics. When ctx ends the test is stopped:
// what was issued is deleted first of all, and its port is closed, within five
// seconds. A test that was stopped before its end has not passed.
func Run(ctx context.Context, p Plan, tell func(Note)) checklist.Evidence {
	p.defaults()
	r := &run{p: p, notes: newTeller(ctx, tell), e: checklist.Evidence{Logo: p.Earlier.Logo}}
	r.guard(func() { r.prepare() })
	for _, s := range steps {
		r.guard(func() { r.make(ctx, s.id, func(ctx context.Context) result { return s.make(r, ctx) }) })
	}
	end, cancel := ending(ctx, endBound)
	defer cancel()
	r.guard(func() {
		r.make(end, checklist.StepRevoke, func(end context.Context) result { return r.revoke(ctx, end) })
	})
	r.guard(r.close)
	r.finish(ctx)
	r.notes.close()
	return r.e
}

// prepare draws state and verifier and checks the address; nothing is sent.
func (r *run) prepare() {
	a, err := r.as(r.p.Client, r.p.Secret)
	if err != nil {
		r.stop(checklist.OutcomeFailed, err.Error())
		return
	}
	r.account = a
	state, err1 := r.random()
	verifier, err2 := r.random()
	if err1 != nil || err2 != nil {
		r.stop(checklist.OutcomeFailed, "this machine gave no random numbers, and nothing is sent without: try again")
		return
	}
	r.state, r.verifier = state, account.NewToken(verifier)
	r.authorizeURL = a.AuthorizeURL(r.state, r.verifier)
}

// as prepares to talk to the account as a client; nothing is sent.
func (r *run) as(c zendesk.Client, secret zendesk.Secret) (*account.Account, error) {
	return account.New(account.Options{
		URL: r.p.AccountURL, Client: c, Secret: secret, Masked: []zendesk.Secret{r.p.Masked, r.p.Secret}, Transport: r.p.Transport,
		Bound: r.p.Bound, Now: r.p.Now, Sleep: r.p.Sleep, UserAgent: r.p.UserAgent, Headers: r.p.Headers,
		Record:  func(e account.Exchange) { r.note(Traffic{r.step, e}) },
		Waiting: func(until time.Time) { r.note(RateWait{r.step, until}) },
	})
}

// random is 256 bits as base64url: 43 characters, as a verifier should have (RFC
// 7636 section 4.1).
func (r *run) random() (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(r.p.Rand, b); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// make makes one step, unless something has ended the test.
func (r *run) make(ctx context.Context, id checklist.StepID, measure func(context.Context) result) {
	step := checklist.Step{ID: id, Of: r.p.Subject, At: r.p.Now()}
	res := result{notRun: r.why}
	last := id == checklist.StepRevoke
	if r.why == "" || last && len(r.issued)+len(r.unseen) > 0 {
		r.step = id
		r.note(Began{id})
		if !last && ctx.Err() != nil {
			res = result{halt: stopped, outcome: checklist.OutcomeCancelled, notRun: stopped}
		} else {
			res = r.guarded(ctx, measure)
		}
	}
	if res.halt != "" {
		r.stop(res.outcome, res.halt)
	} else if r.outcome == "" {
		r.outcome = res.outcome
	}
	step.Took, step.Facts, step.Seen, step.NotRun = r.p.Now().Sub(step.At), res.facts, res.seen, res.notRun
	if id == checklist.StepRecord && r.e.Record != nil {
		step.At = r.e.Record.At
	}
	if res.earlier != nil {
		step = *res.earlier
	}
	r.e = r.e.WithStep(step)
	r.note(Measured{step, r.e})
}

const stopped = "the test was stopped before"

// stop says why the steps that follow are not made; the first reason counts.
func (r *run) stop(o checklist.Outcome, why string) {
	if r.why == "" {
		r.why, r.outcome = why, o
	}
}

// close frees the port and lets go of connections.
func (r *run) close() {
	if r.listener != nil {
		_ = r.listener.Close()
	}
	if r.account != nil {
		r.account.Close()
	}
}

// finish sets the outcome, and a step for what a panic left out.
func (r *run) finish(ctx context.Context) {
	if r.outcome == "" && r.dead != "" && !r.deadOf.letIn() {
		r.outcome = r.dead
	}
	if r.outcome == "" && r.late != "" && (r.e.Refresh == nil || r.e.Refresh.New != checklist.StillAlive) {
		r.outcome = r.late
	}
	if r.outcome == "" {
		r.outcome = checklist.OutcomePassed
		if ctx.Err() != nil {
			r.outcome = checklist.OutcomeCancelled
		}
	}
	r.e.Outcome = r.outcome
	for _, id := range checklist.StepIDs() {
		if _, ok := r.e.Step(id); !ok {
			r.e = r.e.WithStep(checklist.Step{ID: id, Of: r.p.Subject, At: r.p.Now(), NotRun: broken})
		}
	}
	if rec := r.p.Earlier.Record; r.e.Record == nil && rec != nil && rec.Identifier == r.p.Client.Identifier.String() {
		r.e.Record = rec
	}
}

const broken = "zdg itself failed here: please report it"

// guard keeps a mistake of ours from leaving tokens alive and the terminal in
// disorder. What was said in the panic is dropped: it may hold a secret.
func (r *run) guard(f func()) {
	defer func() {
		if recover() != nil {
			r.stop(checklist.OutcomeFailed, broken)
			r.outcome = checklist.OutcomeFailed
		}
	}()
	f()
}

func (r *run) guarded(ctx context.Context, measure func(context.Context) result) (res result) {
	res = result{notRun: broken, halt: broken, outcome: checklist.OutcomeFailed}
	r.guard(func() { res = measure(ctx) })
	return res
}

// note tells a note.
func (r *run) note(n Note) { r.notes.tell(n) }

// ending is a context that goes on for a while after ctx has ended.
func ending(ctx context.Context, after time.Duration) (context.Context, context.CancelFunc) {
	on, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		t := time.NewTimer(after)
		defer t.Stop()
		select {
		case <-t.C:
			cancel()
		case <-on.Done():
		}
	})
	return on, func() { stop(); cancel() }
}
