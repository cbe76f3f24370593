package rehearse

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"zdg/checklist"
	"zdg/flow/rehearse/launch"
	"zdg/flow/rehearse/stage"
)

// tags are the markup of a page, with what is no text in it.
var tags = regexp.MustCompile(`(?s)<(script|style|head)\b.*?</(script|style|head)>|<[^>]*>`)

// How a rehearsal can fail to take place. The text of the error says more.
var (
	// ErrNotStarted says that the program cannot be started, or that its port is taken.
	ErrNotStarted = errors.New("the program cannot be started")
	// ErrNotReady says that the program never listened.
	ErrNotReady = errors.New("the program did not become ready")
	// ErrEnded says that the program ended before anything was tried.
	ErrEnded = errors.New("the program ended")
)

// Note is something that happens on the way and is no result: how the program is led, what it connects to.
type Note string

// Outcome is a whole rehearsal.
type Outcome struct {
	Results []Result
	Led     launch.Step // how the program was led; "" when its exchange never arrived
	Hosts   []string    // other hosts that the program connected to, through
	Printed int         // bytes
	Started time.Time
	Took    time.Duration
}

// rehearsal is one run.
type rehearsal struct {
	plan   Plan
	pace   pace
	tell   func(any)
	stage  *stage.Stage
	canary *canary
	lead   *launch.Lead
	step   launch.Step
	temp   string

	mu      sync.Mutex
	program *launch.Program
	printed []byte // by programs that were stopped

	results  map[string]Result
	first    *connected // the first connection, which many scenarios judge
	connects []begun    // a few more, to compare
	refresh  *refreshing
	lag      time.Duration // how much later than the account the program takes a token for ended
	lives    *lifetimes
	shut     *closing
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
		out.Led = r.step
		out.Results, err = r.all(ctx)
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
		return err
	}
	r.lead, err = launch.NewLead(r.temp, r.plan.Environ, launch.Stage{
		Proxy: r.stage.Proxy(), Direct: r.stage.Direct(), Base: r.stage.Base(), Certificate: r.stage.Certificate(),
	}, r.plan.BaseEnv)
	if err == nil && r.lead.Rootless {
		r.tell(Note("no certificates of the system were found: the program trusts zdg alone, and its other TLS connections may fail"))
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

// start starts the program and waits until it listens.
func (r *rehearsal) start(ctx context.Context) error {
	if listens(r.plan.Connect.dialAddress()) {
		return fmt.Errorf("%w: something listens on %s already: stop it first", ErrNotStarted, r.plan.Connect.dialAddress())
	}
	p, err := launch.Start(r.plan.Command, r.plan.Dir, r.lead.Environ(r.step))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotStarted, err)
	}
	r.mu.Lock()
	r.program = p
	r.mu.Unlock()
	if r.plan.Started != nil {
		r.plan.Started(func() {
			p.Kill()
			_ = os.RemoveAll(r.temp) // it holds no secret
		})
	}
	until := time.Now().Add(r.plan.Ready)
	for !listens(r.plan.Connect.dialAddress()) {
		switch how := p.Ended(); {
		case how != "":
			return fmt.Errorf("%w before it listened on %s: %s%s", ErrEnded, r.plan.Connect.dialAddress(), how, r.last())
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Now().After(until):
			return fmt.Errorf("%w: nothing listens on %s after %s%s", ErrNotReady, r.plan.Connect.dialAddress(), r.plan.Ready, r.last())
		}
		sleep(ctx, 20*time.Millisecond)
	}
	return nil
}

func listens(hostPort string) bool {
	c, err := net.DialTimeout("tcp", hostPort, time.Second)
	if err != nil {
		return false
	}
	return c.Close() == nil
}

// stop ends the program, if one runs, and keeps what it printed.
func (r *rehearsal) stop() {
	r.mu.Lock()
	p := r.program
	r.program = nil
	r.mu.Unlock()
	if p != nil {
		p.Stop()
		r.printed = append(r.printed, p.Output()...)
	}
}

// ended says how the program ended by itself; "" while it runs.
func (r *rehearsal) ended() string {
	r.mu.Lock()
	p := r.program
	r.mu.Unlock()
	if p == nil {
		return ""
	}
	return p.Ended()
}

// letEnd waits a moment for the end of a program that listens no longer: its end is known
// a little after its connections are closed, and is what is to be told.
func (r *rehearsal) letEnd(ctx context.Context) {
	r.mu.Lock()
	p := r.program
	r.mu.Unlock()
	if p == nil || listens(r.plan.Connect.dialAddress()) {
		return
	}
	select {
	case <-p.Done():
	case <-time.After(time.Second):
	case <-ctx.Done():
	}
}

// output is all that the program printed.
func (r *rehearsal) output() []byte {
	r.mu.Lock()
	p := r.program
	r.mu.Unlock()
	out := slices.Clone(r.printed)
	if p != nil {
		out = append(out, p.Output()...)
	}
	return out
}

// last are the last words of the program, masked; "" when it said nothing.
func (r *rehearsal) last() string {
	lines := strings.Split(strings.TrimSpace(string(r.output())), "\n")
	text := strings.TrimSpace(strings.Join(lines[max(0, len(lines)-4):], " / "))
	if text == "" {
		return ""
	}
	return "; its last words: " + r.say(text)
}

// find climbs the ladder: it starts the program, led one way after the other, until its first exchange arrives.
func (r *rehearsal) find(ctx context.Context) error {
	steps := launch.Steps()
	if r.plan.BaseEnv != "" {
		steps = []launch.Step{launch.StepBase}
	}
	for n, step := range steps {
		r.step = step
		if err := r.start(ctx); err != nil {
			return err
		}
		first := r.connect(ctx, r.stage.Add())
		r.first = &first
		if n == len(steps)-1 || !r.silent(first) || ctx.Err() != nil {
			break
		}
		r.tell(Note(fmt.Sprintf("led by %s, the program's exchange did not arrive: it is started again, led by %s", step.Text(), steps[n+1].Text())))
		r.stop()
	}
	if r.silent(*r.first) {
		r.step = ""
	}
	return ctx.Err()
}

// silent reports whether the program was to exchange a code and nothing arrived, wherever to.
func (r *rehearsal) silent(c connected) bool {
	if c.callback == nil || !c.customer.browser.programs(c.callback) {
		return false // it never came to that
	}
	if len(r.programs(0)) > 0 {
		return false
	}
	return !slices.ContainsFunc(r.stage.Connections(), func(c stage.Connection) bool { return c.Refused })
}

// all runs the scenarios.
func (r *rehearsal) all(ctx context.Context) ([]Result, error) {
	var results []Result
	var broken error
	chosen := r.chosen()
	for _, s := range Scenarios() {
		if !slices.Contains(chosen, s.ID) {
			continue
		}
		began := time.Now()
		result := Result{Scenario: s}
		switch hangs := r.hangs(s); {
		case ctx.Err() != nil:
			return results, ctx.Err()
		case broken != nil && !after(s):
			result.Verdict, result.Seen = checklist.NotRun, broken.Error()
		case r.step == "" && !asks(s):
			result.Verdict, result.Seen = checklist.NotRun, r.nothingCame()
		case hangs != "":
			result.Verdict, result.Seen, result.Hangs = checklist.NotRun, "it hangs on "+hangs, hangs
		default:
			f := s.run(ctx, r)
			if ctx.Err() != nil { // what was seen then is of a program that is being ended
				return results, ctx.Err()
			}
			if f.verdict == checklist.Fail {
				r.letEnd(ctx)
			}
			if how := r.ended(); how != "" && broken == nil {
				f = failed("the program ended: %s%s", how, r.last())
				broken = errors.New("the program had ended before")
				if r.plan.Restart {
					if err := r.again(ctx); err == nil {
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

// again starts the program anew.
func (r *rehearsal) again(ctx context.Context) error {
	r.stop()
	return r.start(ctx)
}

// asks reports whether a scenario is a question, which needs no program.
func asks(s Scenario) bool { return strings.HasPrefix(s.ID, "ask-") }

// after reports whether a scenario can be judged when the program has ended.
func after(s Scenario) bool { return asks(s) || s.ID == "output-clean" }

// hangs is the first scenario that s needs and that did not go well.
func (r *rehearsal) hangs(s Scenario) string {
	for _, id := range s.Needs {
		if !good(r.results[id].Verdict) {
			if before := r.results[id].Hangs; before != "" {
				return before // the cause itself
			}
			return id
		}
	}
	return ""
}

// chosen are the scenarios to run: those that were named and what they need, or all.
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

// nothingCame says what to do for the language of a program whose requests did not arrive.
func (r *rehearsal) nothingCame() string {
	advice := "give the program a variable for the account's address, and name it with --base-url-env"
	r.mu.Lock()
	var names []string
	if r.program != nil {
		names = r.program.Executables()
	}
	r.mu.Unlock()
	for _, name := range append(names, r.plan.Command...) {
		for _, language := range languages {
			if language.name.MatchString(name) {
				advice = language.advice + "; or " + advice
				return "the program's requests did not arrive: " + advice
			}
		}
	}
	return "the program's requests did not arrive: " + advice
}

// languages say what leads a program there that none of the steps reached, as tried: see docs/rehearse.md.
var languages = []struct {
	name   *regexp.Regexp
	advice string
}{
	{regexp.MustCompile(`(?i)(^|/)(node|npm|npx|yarn|pnpm)(\.exe|\.cmd)?$`), "in Node, let no script of package.json set NODE_OPTIONS without what is there, and pass no ca option of your own"},
	{regexp.MustCompile(`(?i)(^|/)(python[0-9.]*|flask|gunicorn|uvicorn)(\.exe)?$`), "in Python, a urllib3 PoolManager takes no certificates from outside: use requests, httpx or urllib.request"},
	{regexp.MustCompile(`(?i)(^|/)(java|gradle|gradlew|mvn|mvnw)(\.exe)?$`), "in Java, keep JAVA_TOOL_OPTIONS, use the default SSLContext, and have keytool on the PATH"},
	{regexp.MustCompile(`(?i)(^|/)(php[0-9.]*|php-fpm[0-9.]*)(\.exe)?$`), "in PHP, use the curl extension: file_get_contents takes no proxy from outside"},
	{regexp.MustCompile(`(?i)(^|/)(ruby[0-9.]*|rails|bundle|puma)(\.exe)?$`), "in Ruby, keep RUBYOPT"},
	{regexp.MustCompile(`(?i)(^|/)go(\.exe)?$`), "in Go, a transport of its own needs Proxy: http.ProxyFromEnvironment"},
}

// runPoke runs the developer's own command for a poke.
func (r *rehearsal) runPoke(ctx context.Context, name string) visit {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	shell := []string{"sh", "-c", r.plan.PokeCommand}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C", r.plan.PokeCommand}
	}
	p, err := launch.Start(shell, r.plan.Dir, append(slices.Clone(r.plan.Environ), "SUBDOMAIN="+name))
	if err != nil {
		return visit{err: err}
	}
	defer p.Stop()
	select {
	case <-p.Done():
	case <-ctx.Done():
		return visit{err: errors.New("the poke did not end in time")}
	}
	v := visit{status: 200, body: string(p.Output())}
	if how := p.Ended(); how != "exit status 0" {
		v.status, v.body = 0, how+": "+v.body
	}
	return v
}
