package rehearse

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"zdg/flow/rehearse/stage"
)

// limitScenarios wait, so they are run late. Each has an account of its own.
func limitScenarios() []Scenario {
	return []Scenario{
		{
			ID: "limit-api", Title: "after a 429 the API is left alone for as long as Retry-After says",
			Rule:  documented("Z27", "429 carries Retry-After: the seconds to wait before the next request"),
			Fix:   "wait at least as many seconds as Retry-After says before the next call to that account, or show an error and stop",
			Needs: []string{"customers-apart"}, run: limitAPI,
		},
		{
			ID: "limit-token", Title: "after a 503 the refresh waits for as long as Retry-After says, and the pair is kept",
			Rule:  documented("Z27", "Retry-After says how many seconds to wait before the next request"),
			Fix:   "after a 503 of the token endpoint keep the pair, and try again when Retry-After is over",
			Needs: []string{"refresh-works"}, run: limitToken,
		},
	}
}

// tooSoon is how much earlier a request may come, for differences between clocks.
const tooSoon = 100 * time.Millisecond

// limit refuses requests for a fixed time after the first one, and counts those that come too early.
type limit struct {
	retry time.Duration // the Retry-After

	mu    sync.Mutex
	until time.Time // when requests are let through; zero: nothing was refused yet
	early int       // requests after the first one that were refused
}

// refuse returns an answer for [stage.Control] that refuses requests as long as the limit holds.
func (l *limit) refuse(status int, text string) func(http.ResponseWriter, *stage.Request) bool {
	return func(w http.ResponseWriter, _ *stage.Request) bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		now := time.Now()
		if l.until.IsZero() {
			l.until = now.Add(l.retry)
		} else if now.After(l.until.Add(-tooSoon)) {
			return false
		} else {
			l.early++
		}
		h := w.Header()
		h.Set("Retry-After", strconv.Itoa(int(l.retry.Seconds())))
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, text) // the client may be gone
		return true
	}
}

// seen returns when the limit ends, zero when nothing was refused yet, and how many requests came too early.
func (l *limit) seen() (until time.Time, early int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.until, l.early
}

func limitAPI(ctx context.Context, r *rehearsal) finding {
	c := r.connect(ctx, r.stage.Add())
	if c.problem != "" {
		return failed("%s", c.problem)
	}
	l := &limit{retry: r.pace.retry}
	c.customer.account.Set(stage.Control{API: l.refuse(http.StatusTooManyRequests, "Number of allowed API requests per minute exceeded")})
	return r.judgeLimit(ctx, c, l, "429")
}

func limitToken(ctx context.Context, r *rehearsal) finding {
	a := r.stage.Add()
	a.Set(stage.Control{Life: r.pace.life})
	c := r.connect(ctx, a)
	if c.problem != "" {
		return failed("%s", c.problem)
	}
	r.waitForEnd(ctx, a)
	l := &limit{retry: r.pace.retry}
	a.Set(stage.Control{Token: l.refuse(http.StatusServiceUnavailable, "Service Unavailable")})
	return r.judgeLimit(ctx, c, l, "503")
}

// judgeLimit pokes while the limit holds, and again when it is over.
func (r *rehearsal) judgeLimit(ctx context.Context, c connection, l *limit, status string) finding {
	began := time.Now()
	p := r.poke(ctx, c.customer)
	waited := time.Since(began)
	until, _ := l.seen()
	if until.IsZero() {
		return notRun("no request came that could be refused")
	}
	sleep(ctx, time.Until(until)+50*time.Millisecond)
	if _, early := l.seen(); early > 0 {
		return failed("after a %s with Retry-After: %d, %d more requests came before that time was over", status, int(l.retry.Seconds()), early)
	}
	how := fmt.Sprintf("the call was answered %d", p.status)
	if p.err != nil {
		how = "the call got no answer"
	}
	if p.worked() && waited >= l.retry-tooSoon {
		how = "the call waited"
	}
	// A program may wait longer than it was asked to.
	again := r.poke(ctx, c.customer)
	for range 3 {
		if again.worked() || ctx.Err() != nil {
			break
		}
		sleep(ctx, time.Second)
		again = r.poke(ctx, c.customer)
	}
	if !again.worked() {
		return failed("when Retry-After was over, %s", again.describe(r))
	}
	return passed("%s, and went well when Retry-After was over", how)
}
