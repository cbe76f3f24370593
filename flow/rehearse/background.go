package rehearse

import (
	"context"
	"time"

	"zdg/flow/rehearse/stage"
)

// A program may answer a request first and do its work afterwards, in a job: that is as good as letting the browser wait. How
// much later the work comes is learned where it must come, and waited for where it must not.

// maxJobDelay bounds how long the work of a job is waited for.
const maxJobDelay = 10 * time.Second

// quietTime is how long to wait, after the program has answered, for requests that must not come.
func (r *rehearsal) quietTime() time.Duration {
	if delay := time.Duration(r.exchangeDelay.Load()); delay > 0 {
		return min(maxJobDelay, 5*r.pace.settle+delay*3/2)
	}
	return r.pace.settle
}

// learnExchangeDelay notes how long after the callback's answer an exchange came, and gives the program time to store the
// tokens.
func (r *rehearsal) learnExchangeDelay(ctx context.Context, requests []stage.Request, code string, answered time.Time) {
	for _, q := range requests {
		if q.Grant == nil || q.Grant.Code != code {
			continue
		}
		delay := q.At.Sub(answered)
		if delay <= 0 {
			return
		}
		r.exchangeDelay.Store(max(r.exchangeDelay.Load(), int64(delay)))
		sleep(ctx, 3*r.pace.settle+min(delay, maxJobDelay)/4)
		return
	}
}

// awaitCalls waits until a number of API calls for an account have succeeded, counted from a request of the log on. It does
// not wait when the program makes its calls before it answers.
func (r *rehearsal) awaitCalls(ctx context.Context, from int, account string, calls int) {
	within := time.Duration(r.callWait.Load())
	if within == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	r.stage.Wait(ctx, from, func(log []stage.Request) bool {
		n := 0
		for _, q := range log {
			if q.Kind == stage.KindAPI && q.Account == account && !q.Done.IsZero() && q.OK() {
				n++
			}
		}
		return n >= calls
	})
}

// firstPoke makes the first poke, and learns from it whether the program calls the API before it answers or afterwards.
func (r *rehearsal) firstPoke(ctx context.Context, c customer) pokeResult {
	r.callWait.Store(int64(manualTimeout))
	p := r.poke(ctx, c)
	r.callWait.Store(0)
	for _, q := range p.requests {
		if q.Kind == stage.KindAPI && q.OK() {
			if late := q.At.Sub(p.answered); late > 0 {
				r.callWait.Store(int64(min(maxJobDelay, 3*late+15*r.pace.settle)))
			}
			break
		}
	}
	return p
}
