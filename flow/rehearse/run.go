package rehearse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"zdg/flow/rehearse/launch"
	"zdg/flow/rehearse/stage"
)

// How a rehearsal can fail to take place. The text of the error says more.
var (
	// ErrNotStarted says that the program cannot be started, or that its port is taken.
	ErrNotStarted = errors.New("the program cannot be started")
	// ErrNotReady says that the program never listened.
	ErrNotReady = errors.New("the program did not become ready")
	// ErrEnded says that the program ended before anything was tried.
	ErrEnded = errors.New("the program ended")
	// ErrNobody says that nobody connected in the browser in time.
	ErrNobody = errors.New("nobody connected in the browser")
	// ErrDenied says that Deny was chosen in the browser.
	ErrDenied = errors.New("the browser came back with Deny")
)

// Isolated makes this process the program that is rehearsed, if a rehearsal started it to become that in a namespace of its
// own; then it does not return. Whoever calls Run with Isolate calls it before anything else.
func Isolated() { launch.Isolated() }

// Note is something that happens on the way and is no result: how the program is led, what it connects to.
type Note string

// Outcome is a whole rehearsal.
type Outcome struct {
	Results []Result
	Led     launch.Step // how the program was led; "" when nothing of it arrived
	Hosts   []string    // other hosts that the program connected to, through
	Printed int         // bytes
	Started time.Time
	Took    time.Duration
}

// rehearsal is one run.
type rehearsal struct {
	plan      Plan
	pace      pace
	tell      func(any)
	stage     *stage.Stage
	canary    *canary
	lead      *launch.Lead
	step      launch.Step
	hung      atomic.Bool  // the program once let the time for a page pass
	behind    atomic.Int64 // how much later than its callback is answered the program exchanges a code, a time.Duration
	callsLate atomic.Int64 // how long after its answer to a poke a call is waited for; 0: it comes before
	temp      string
	isolation *launch.Isolation // of the last step; nil before

	mu      sync.Mutex
	program *launch.Program
	stopped bool   // one was: its port may be taken for a moment still
	printed []byte // by programs that were stopped

	results  map[string]Result
	first    *connected     // the first connection, which many scenarios judge
	second   *connected     // the one after it; nil when there is none
	hand     *connected     // the one that a person made, with --manual
	session  []*http.Cookie // of the program, that the person's browser had
	alone    string         // why zdg's own client cannot connect; "" when it can
	connects []begun        // a few more, to compare
	ordinary poked          // what the program answers when all is well
	refresh  *refreshing
	lag      time.Duration // how much later than the account the program takes a token for ended
	lives    *lifetimes
	shut     *closing
	slow     *connected // whose exchange took long
}

// Run puts a program through the scenarios. It tells each Result as it comes, and Notes between them; when it returns,
// the program has ended and nothing is left. An error says that the rehearsal did not take place or was cut short:
// what was found until then is in the outcome.
func Run(ctx context.Context, plan Plan, tell func(any)) (Outcome, error) {
	r := &rehearsal{plan: plan, pace: plan.pace, tell: tell, results: map[string]Result{}}
	if r.pace == (pace{}) {
		r.pace = usual
	}
	if plan.Ready == 0 {
		r.plan.Ready = 30 * time.Second
	}
	out := Outcome{Started: time.Now()}
	err := r.open()
	if err == nil {
		err = r.find(ctx)
	}
	if err == nil {
		if out.Results, err = r.all(ctx); r.arrived() {
			out.Led = r.step
		}
	}
	r.stop()
	if r.stage != nil {
		for _, c := range r.stage.Connections() {
			if !c.Refused {
				out.Hosts = append(out.Hosts, c.Host)
			}
		}
	}
	if plan.watch != nil && r.stage != nil {
		plan.watch(r.stage)
	}
	out.Printed, out.Took = len(r.printed), time.Since(out.Started)
	r.close()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return out, err
}

// open makes the stage and what leads to it.
func (r *rehearsal) open() error {
	var err error
	if r.stage, err = stage.Open(stage.Options{Client: r.plan.Client, MaxLog: r.plan.maxLog, Upstream: launch.Upstream(r.plan.Environ)}); err != nil {
		return err
	}
	if r.canary, err = newCanary(r.stage); err != nil {
		return err
	}
	if r.temp, err = os.MkdirTemp(r.plan.Temp, "zdg-rehearse-"); err != nil {
		return fmt.Errorf("no folder for certificates can be made: %w: let TMPDIR name one that can be written to", plainPath(err))
	}
	r.lead, err = launch.NewLead(r.temp, r.plan.Environ, r.leadsTo(), r.plan.BaseEnv)
	if err == nil && r.lead.Rootless {
		r.tell(Note("no certificates of the system were found: the program trusts zdg alone, and its other TLS connections may fail"))
	}
	return err
}

// leadsTo is where a program is led to.
func (r *rehearsal) leadsTo() launch.Stage {
	return launch.Stage{Proxy: r.stage.Proxy(), Direct: r.stage.Direct(), Base: r.stage.Base(), Certificate: r.stage.Certificate()}
}

// plainPath is what an error about a file says besides the file's name.
func plainPath(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return p.Err
	}
	return err
}

func (r *rehearsal) close() {
	if r.canary != nil {
		r.canary.close()
	}
	if r.stage != nil {
		r.stage.Close()
	}
	if r.temp != "" {
		_ = os.RemoveAll(r.temp) // it holds no secret
	}
}
