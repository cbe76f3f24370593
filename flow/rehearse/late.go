package rehearse

import (
	"context"
	"time"

	"zdg/flow/rehearse/stage"
)

// A program may answer first and do the work afterwards, in a job: that is as right as to have the browser wait. How much
// later it does so is learned where the work has to come, and waited for where it must not.

// longestJob bounds what is waited for, once a program was seen to take that long.
const longestJob = 10 * time.Second

// settle is how long after an answer of the program what must not come is waited for.
func (r *rehearsal) settle() time.Duration {
	if behind := time.Duration(r.behind.Load()); behind > 0 {
		return min(longestJob, 5*r.pace.settle+behind*3/2)
	}
	return r.pace.settle
}

// exchangedLate notes how long after the callback's answer an exchange came, and lets the program keep what it got.
func (r *rehearsal) exchangedLate(ctx context.Context, requests []stage.Request, code string, answered time.Time) {
	for _, q := range requests {
		if q.Grant == nil || q.Grant.Code != code {
			continue
		}
		behind := q.At.Sub(answered)
		if behind <= 0 {
			return
		}
		r.behind.Store(max(r.behind.Load(), int64(behind)))
		sleep(ctx, 3*r.pace.settle+min(behind, longestJob)/4)
		return
	}
}

// awaitCalls waits until as many API calls have gone well for an account after the first n requests, as long as this
// program may need for that once it has answered.
func (r *rehearsal) awaitCalls(ctx context.Context, from int, account string, calls int) {
	within := time.Duration(r.callsLate.Load())
	if within == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	r.stage.Wait(ctx, func(log []stage.Request) bool {
		n := 0
		for _, q := range log[min(from, len(log)):] {
			if q.Kind == stage.KindAPI && q.Account == account && !q.Done.IsZero() && q.OK() {
				n++
			}
		}
		return n >= calls
	})
}

// learnCalls makes the first poke, and learns from it whether the program calls the API before it answers or afterwards.
func (r *rehearsal) learnCalls(ctx context.Context, c customer) poked {
	r.callsLate.Store(int64(handArrives))
	p := r.poke(ctx, c)
	r.callsLate.Store(0)
	for _, q := range p.requests {
		if q.Kind == stage.KindAPI && q.OK() {
			if late := q.At.Sub(p.answered); late > 0 {
				r.callsLate.Store(int64(min(longestJob, 3*late+15*r.pace.settle)))
			}
			break
		}
	}
	return p
}
