package rehearse

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"zdg/flow/rehearse/launch"
	"zdg/flow/rehearse/stage"
)

// findStep starts the program, redirected in one way after the other, until its first exchange arrives. Then r.step is the
// way that worked, and r.first the connection; r.step is "" when none worked.
func (r *rehearsal) findStep(ctx context.Context) error {
	steps := launch.Steps()
	if r.plan.BaseEnv != "" {
		steps = []launch.Step{launch.StepBase}
	}
	if r.plan.Isolate {
		steps = append(steps, launch.StepIsolate)
	}
	for n, step := range steps {
		r.step = step
		if err := r.start(ctx); errors.Is(err, launch.ErrNotIsolated) {
			r.tell(Note(err.Error()))
			break
		} else if err != nil {
			return err
		}
		if err := r.firstConnection(ctx); err != nil {
			return err
		}
		if n == len(steps)-1 || !r.nothingArrived(*r.first) || ctx.Err() != nil {
			break
		}
		r.tell(Note(fmt.Sprintf("led by %s, the program's exchange did not arrive: it is started again, led by %s", step.Text(), steps[n+1].Text())))
		r.stop()
	}
	if r.nothingArrived(*r.first) {
		r.step = ""
	}
	if r.plan.Manual != nil && r.manual == nil && r.first.problem == "" { // now, so that the person is not needed later
		return cmp.Or(r.connectManually(ctx, false), ctx.Err())
	}
	return ctx.Err()
}

// nothingArrived reports whether the program was sent a code, and no request of it arrived at the stage.
func (r *rehearsal) nothingArrived(c connection) bool {
	if c.callback == nil || !c.customer.browser.isProgram(c.callback) {
		return false // it was not sent a code
	}
	return !r.arrived()
}

// arrived reports whether any request of the program has reached the stage, or at least an attempt to connect.
func (r *rehearsal) arrived() bool {
	return len(r.programRequests(0)) > 0 || slices.ContainsFunc(r.stage.Connections(), func(c stage.Connection) bool { return c.Refused })
}

// nothingCame says what to do, in the language of the program, when its requests did not arrive. It begins with how the
// callback was answered, because the program may have had a reason of its own to send nothing.
func (r *rehearsal) nothingCame() string {
	came := "the program's requests did not arrive"
	if back := r.first.back; r.first.callback != nil && (back.status != 0 || back.err != nil) {
		why, _ := strings.CutSuffix(r.whyRefused(nil, back), r.scriptAdvice(back))
		came += strings.Replace(why, ": ", " (", 1) + ")"
	}
	if script := r.scriptAdvice(r.first.back); r.first.callback != nil && script != "" {
		came += strings.Replace(script, "; ", ": ", 1) + ". Else"
	}
	advice := "give the program a variable for the account's address, and name it with --base-url-env"
	if !r.plan.Isolate && runtime.GOOS == "linux" {
		advice += ", or try --isolate"
	}
	var names []string
	if r.program != nil {
		names = r.program.Executables()
	}
	for _, name := range append(names, r.plan.Command...) {
		for _, language := range languages {
			if language.name().MatchString(name) {
				advice = language.advice + "; or " + advice
				return came + ": " + advice
			}
		}
	}
	return came + ": " + advice
}

// languages says, for the name of an executable, what to change in a program that no step reached. Each advice was tried:
// see docs/rehearse.md.
var languages = []struct {
	name   func() *regexp.Regexp
	advice string
}{
	{pattern(`(?i)(^|/)(node|npm|npx|yarn|pnpm)(\.exe|\.cmd)?$`), "in Node, let scripts in package.json append to NODE_OPTIONS and not replace it, and pass no ca option of your own"},
	{pattern(`(?i)(^|/)(python[0-9.]*|flask|gunicorn|uvicorn)(\.exe)?$`), "in Python, a urllib3 PoolManager uses no certificates from the environment: use requests, httpx or urllib.request"},
	{pattern(`(?i)(^|/)(java|gradle|gradlew|mvn|mvnw)(\.exe)?$`), "in Java, keep JAVA_TOOL_OPTIONS, use the default SSLContext, and have keytool on the PATH"},
	{pattern(`(?i)(^|/)(php[0-9.]*|php-fpm[0-9.]*)(\.exe)?$`), "in PHP, use the curl extension: file_get_contents uses no proxy from the environment"},
	{pattern(`(?i)(^|/)(ruby[0-9.]*|rails|bundle|puma)(\.exe)?$`), "in Ruby, keep RUBYOPT"},
	{pattern(`(?i)(^|/)go(\.exe)?$`), "in Go, a transport of its own needs Proxy: http.ProxyFromEnvironment"},
}
