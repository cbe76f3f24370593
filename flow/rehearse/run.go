package rehearse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"zdg/checklist"
	"zdg/flow/rehearse/launch"
	"zdg/flow/rehearse/stage"
)

// Why a rehearsal did not take place; the error that Run returns wraps one of these.
var (
	// ErrNotStarted: the program cannot be started, or its port is taken.
	ErrNotStarted = errors.New("the program cannot be started")
	// ErrNotReady: the program did not listen in time.
	ErrNotReady = errors.New("the program did not become ready")
	// ErrEnded: the program ended before the first connection.
	ErrEnded = errors.New("the program ended")
	// ErrNobody: nobody connected in the browser in time, with [Plan.Manual].
	ErrNobody = errors.New("nobody connected in the browser")
	// ErrDenied: the person chose Deny in the browser, with [Plan.Manual].
	ErrDenied = errors.New("the browser came back with Deny")
)

// Isolated turns this process into the program that is rehearsed, if a rehearsal with [Plan.Isolate] started it for that,
// and then does not return. main has to call it before anything else.
func Isolated() { launch.Isolated() }

// Progress is what Run tells while it runs: a [Result] or a [Note].
type Progress interface{ progress() }

// Note is a sentence about something on the way that is no result, such as that the program is started again.
type Note string

func (Note) progress()   {}
func (Result) progress() {}

// Outcome is what a rehearsal brought.
type Outcome struct {
	Results []Result    // in the order in which they were run
	Led     launch.Step // the step that redirected the program's requests; "" when none arrived
	Hosts   []string    // other hosts that the program connected to through the proxy
	Printed int         // bytes that the program printed
	Started time.Time
	Took    time.Duration
}

// rehearsal is one run. Only the atomic fields may be used by several goroutines.
type rehearsal struct {
	plan          Plan
	pace          pace
	tell          func(Progress)
	stage         *stage.Stage
	canary        *canary
	environments  *launch.Environments
	step          launch.Step  // "" when no request of the program arrived
	pageTimedOut  atomic.Bool  // the program has exceeded the time for a page
	exchangeDelay atomic.Int64 // how long after its answer to a callback the program exchanges the code, a time.Duration; 0: before
	callWait      atomic.Int64 // how long to wait for an API call after an answer to a poke, a time.Duration; 0: calls come before
	temp          string
	isolation     *launch.Isolation // nil until StepIsolate is tried

	program *launch.Program // nil when none was started, and after stop
	stopped bool            // a program was stopped: its port may stay taken for a moment
	printed []byte          // by programs that were stopped

	results        map[string]Result
	first          *connection     // the first connection, which many scenarios judge
	second         *connection     // of another customer; nil when it failed or was not made
	manual         *connection     // the one that a person made, with --manual; nil without
	cookies        []*http.Cookie  // of the program, from the person's browser
	manualOnly     string          // why zdg cannot connect by itself; "" when it can
	authorizations []authorization // several, to compare
	usualPoke      pokeResult      // how the program answers a poke when all is well
	refresh        *refreshState
	expiryLag      time.Duration // how much later than the account the program considers a token expired
	oddLifetimes   *lifetimes
	disconnected   *customer   // whose account was disconnected
	slowConnection *connection // whose exchange took long; nil until it is made
}

// Run starts a program and puts it through the scenarios. It calls tell with each Result as it comes and with Notes, never
// with two at once. When it returns, the program and all its processes have ended, and no listener or file is left.
//
// The error wraps ErrNotStarted, ErrNotReady, ErrEnded, ErrNobody or ErrDenied, or is that of ctx when it has ended, or says
// what failed on this machine. The results until then are in the outcome.
func Run(ctx context.Context, plan Plan, tell func(Progress)) (Outcome, error) {
	r := &rehearsal{plan: plan, pace: plan.pace, tell: tell, results: map[string]Result{}}
	if r.pace == (pace{}) {
		r.pace = usualPace
	}
	if plan.Ready == 0 {
		r.plan.Ready = 30 * time.Second
	}
	out := Outcome{Started: time.Now()}
	err := r.open()
	if err == nil {
		err = r.findStep(ctx)
	}
	if err == nil {
		if out.Results, err = r.runScenarios(ctx); r.arrived() {
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

// open opens the stage and the canary, and makes the files and environments that redirect the program.
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
	r.environments, err = launch.NewEnvironments(r.temp, r.plan.Environ, r.target(), r.plan.BaseEnv)
	if err == nil && r.environments.Rootless {
		r.tell(Note("the system's root certificates were not found: the program trusts zdg alone, and its other TLS connections may fail"))
	}
	return err
}

// target says where the program is redirected to.
func (r *rehearsal) target() launch.Target {
	return launch.Target{Proxy: r.stage.Proxy(), Direct: r.stage.Direct(), Base: r.stage.Base(), Certificate: r.stage.Certificate()}
}

// plainPath returns an error without the name of the file.
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

// runScenarios runs the chosen scenarios in the order of the table, and tells each result.
func (r *rehearsal) runScenarios(ctx context.Context) ([]Result, error) {
	var results []Result
	var broken error
	chosen := r.chosen()
	for _, s := range Scenarios() {
		if !slices.Contains(chosen, s.ID) {
			continue
		}
		began := time.Now()
		result := Result{Scenario: s}
		switch blockedBy := r.blockedBy(s); {
		case ctx.Err() != nil:
			return results, ctx.Err()
		case broken != nil && !judgedAfterEnd(s):
			result.Verdict, result.Seen = checklist.NotRun, broken.Error()
		case r.step == "" && !isQuestion(s):
			result.Verdict, result.Seen = checklist.NotRun, r.nothingCame()
		case r.manualOnly != "" && !needsOneConnection(s):
			result.Verdict, result.Seen = checklist.NotRun, r.manualOnly
		case blockedBy != "":
			result.Verdict, result.Seen, result.BlockedBy = checklist.NotRun, "it depends on "+blockedBy, blockedBy
		default:
			f := s.run(ctx, r)
			if ctx.Err() != nil { // the program is being ended, which is not its fault
				return results, ctx.Err()
			}
			if f.verdict == checklist.Fail {
				r.awaitEnd(ctx)
			}
			if how := r.ended(); how != "" && broken == nil {
				f = failed("the program ended: %s%s", how, r.lastWords())
				broken = errors.New("the program had ended before")
				if r.plan.Restart {
					if err := r.restart(ctx); err == nil {
						broken = nil
					}
				}
			}
			if r.stage.Flooded() && broken == nil {
				f = failed("the program sends requests without end, and was ended")
				broken = errors.New("the program had to be ended before")
				r.stop()
			}
			result.Verdict, result.Seen = f.verdict, f.seen
		}
		result.Took = time.Since(began)
		r.results[s.ID] = result
		results = append(results, result)
		r.tell(result)
	}
	return results, nil
}

// isQuestion reports whether a scenario is a question to the developer, which needs no program.
func isQuestion(s Scenario) bool { return strings.HasPrefix(s.ID, "ask-") }

// judgedAfterEnd reports whether a scenario can still be judged when the program has ended.
func judgedAfterEnd(s Scenario) bool { return isQuestion(s) || s.ID == "output-clean" }

// blockedBy returns the scenario that keeps s from being run: the first one that it needs and that did not go well, or the
// cause of that; "" when there is none.
func (r *rehearsal) blockedBy(s Scenario) string {
	for _, id := range s.Needs {
		if !allowsDependents(r.results[id].Verdict) {
			if before := r.results[id].BlockedBy; before != "" {
				return before
			}
			return id
		}
	}
	return ""
}

// chosen returns the ids of the scenarios to run: those of Plan.Only and all that they need, or every one.
func (r *rehearsal) chosen() []string {
	var ids []string
	table := Scenarios()
	var take func(id string)
	take = func(id string) {
		i := slices.IndexFunc(table, func(s Scenario) bool { return s.ID == id })
		if i < 0 || slices.Contains(ids, id) {
			return
		}
		ids = append(ids, id)
		for _, need := range table[i].Needs {
			take(need)
		}
	}
	for _, s := range table {
		if len(r.plan.Only) == 0 || slices.ContainsFunc(r.plan.Only, func(only string) bool { return s.ID == only || strings.HasPrefix(s.ID, only+"-") }) {
			take(s.ID)
		}
	}
	return ids
}
