package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/flow"
	"zdg/flow/measure"
)

// measure makes one try of the test. Whatever happens, it ends by telling flow.Ended.
func (r *runner) measure(ctx context.Context, e flow.Measure, tell func(flow.Event)) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	deliver, shown := make(chan string), make(chan explain.Seen, 1)
	r.mu.Lock()
	r.stop, r.deliver, r.shown, r.consent = stop, deliver, shown, false
	if r.stopped == e.Try {
		stop()
	}
	secret, again := r.secret, !r.probed
	r.probed = true
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		r.stop, r.deliver, r.shown = nil, nil, nil
		r.mu.Unlock()
	}()

	evidence := e.Evidence
	plan, err := r.plan(e.Draft)
	if err != nil {
		tell(flow.Logged{Try: e.Try, Line: flow.LogLine{At: r.now(), Text: err.Error(), Bad: true}})
	} else {
		plan.Secret, plan.ProbeAgain, plan.Timeout = secret, again, browserTimeout
		plan.Earlier, plan.Deliver, plan.Shown = e.Evidence, deliver, shown
		if r.playground != nil {
			plan.Label = "PRACTICE"
			plan.Seen = r.consented
		}
		if r.browser {
			plan.Open = measure.Opener{}.Open
		}
		trace := r.trace(plan.AccountURL, plan.Client.Identifier.String())
		var file string
		evidence = measure.Run(ctx, plan, func(n measure.Note) {
			trace.note(n)
			if w, waits := n.(measure.Waiting); waits && r.playground == nil {
				file = urlFile(w.AuthorizeURL)
			}
			r.note(e.Try, n, file, tell)
		})
		removeURLFile(file)
		if living := evidence.Living(); living != "" {
			r.mu.Lock()
			r.leftAlive = append(r.leftAlive, living)
			r.mu.Unlock()
		}
	}
	tell(flow.Ended{Try: e.Try, At: r.now(), Evidence: evidence})
}

// trace begins to note on disk that test tokens may be alive; not in practice.
func (r *runner) trace(url, identifier string) *tokenTrace {
	quiet := *r.app
	quiet.err = io.Discard // the wizard is using the terminal, and shows what matters about the tokens
	return newTokenTrace(&quiet, url, identifier, r.playground == nil)
}

// tokensLeft says, as the last word of the wizard, that test tokens of this session may live on;
// "" when all are proven dead.
func (r *runner) tokensLeft() string {
	r.mu.Lock()
	all := slices.Clone(r.leftAlive)
	r.mu.Unlock()
	if int(r.console.liveTests.Load()) > len(all) { // a test was left before its end
		all = append(all, checklist.NotAsked)
	}
	if len(all) == 0 {
		return ""
	}
	last := all[len(all)-1]
	if more := len(all) - 1; more > 0 {
		last += fmt.Sprintf("; and so may those of %d more of this session", more)
	}
	return last
}

func (r *runner) probe(ctx context.Context, e flow.Probe, tell func(flow.Event)) {
	plan, err := r.plan(e.Draft)
	if err != nil {
		tell(flow.Failed{What: err.Error()})
		return
	}
	plan.Earlier = e.Evidence
	tell(flow.Probed{Evidence: measure.Quick(ctx, plan, nil)})
}

// plan is the plan for the client of a draft, with the secret.
func (r *runner) plan(d checklist.Draft) (measure.Plan, error) {
	client, err := checklist.ClientOf(d, r.standIn != "")
	if err != nil {
		return measure.Plan{}, err
	}
	url, err := urlOf(d, r.standIn)
	plan := r.planFor(d, client, url)
	r.mu.Lock()
	plan.Secret = r.secret
	r.mu.Unlock()
	return plan, err
}

// note translates what a test reports into events of the process. file holds the authorize URL;
// "" when there is none.
func (r *runner) note(try int, n measure.Note, file string, tell func(flow.Event)) {
	log := func(text string, bad bool) {
		tell(flow.Logged{Try: try, Line: flow.LogLine{At: r.now(), Text: text, Bad: bad}})
	}
	switch n := n.(type) {
	case measure.Began:
		tell(flow.StepBegan{Try: try, Step: n.Step})
	case measure.Measured:
		tell(flow.Measured{Try: try, Evidence: n.Evidence})
	case measure.Waiting:
		tell(flow.Awaits{Try: try, Wait: waitOf(n, file)})
		if n.Listening {
			log("listening on "+strings.Join(n.Addresses, " and "), false)
		} else {
			log("nothing can listen on the redirect URL: paste the address the browser ends on", false)
		}
	case measure.Opened:
		if n.Err != nil {
			why := n.Err.Error()
			if !strings.HasPrefix(why, "no browser") {
				why = "no browser was opened: " + why
			}
			log(why, true)
		} else {
			log("browser opened", false)
		}
	case measure.CallbackReceived:
		tell(flow.Awaits{Try: try})
		log("callback received", false)
	case measure.Ignored:
		tell(flow.Strayed{Try: try, Count: n.Count, Because: string(n.Because)})
	case measure.PasteRefused:
		tell(flow.PasteRefused{Try: try, Why: n.Err.Error()})
	case measure.Traffic:
		tell(flow.Exchanged{Try: try, Exchange: exchanged(n)})
	case measure.RateWait:
		log("the account asks to wait until "+n.Until.Format(time.TimeOnly), false)
	}
}

// waitOf is the wait for the browser, for a page to show. file holds the authorize URL; "" when
// there is none.
func waitOf(n measure.Waiting, file string) *flow.Wait {
	return &flow.Wait{
		AuthorizeURL: n.AuthorizeURL, StartURL: n.StartURL, Listening: strings.Join(n.Addresses, " and "),
		Since: n.Since, Deadline: n.Deadline, File: file, Hints: n.Around.Hints(port(n.Addresses)),
	}
}

func exchanged(n measure.Traffic) flow.Exchange {
	e := n.Exchange
	title := e.Method + " " + e.URL
	if e.Status > 0 {
		title = fmt.Sprintf("%s  %d", title, e.Status)
	}
	var b strings.Builder
	part := func(head string, headers []string, body string) {
		fmt.Fprintf(&b, "%s\n%s\n", head, strings.Join(headers, "\n"))
		if body != "" {
			fmt.Fprintf(&b, "\n%s\n", body)
		}
	}
	part("> "+e.Method+" "+e.URL, e.RequestHeaders, e.RequestBody)
	b.WriteString("\n")
	if e.Problem != "" {
		b.WriteString("< " + e.Problem + "\n")
	} else {
		part(fmt.Sprintf("< %d, after %s", e.Status, e.Took.Round(time.Millisecond)), e.ResponseHeaders, e.ResponseBody)
	}
	return flow.Exchange{Step: n.Step, Title: title, Detail: b.String(), Curl: e.Curl()}
}

func (r *runner) consented() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.consent
}

// port is the port that is listened on; "" when nothing listens.
func port(addresses []string) string {
	if len(addresses) == 0 {
		return ""
	}
	_, port, err := net.SplitHostPort(addresses[0])
	if err != nil {
		return "" // not an address, so there is no port to forward
	}
	return port
}

// deliverText hands pasted text to the running test, if there is one.
func (r *runner) deliverText(ctx context.Context, text string) {
	r.mu.Lock()
	deliver := r.deliver
	r.mu.Unlock()
	if deliver == nil {
		return
	}
	select {
	case deliver <- text:
	case <-ctx.Done():
	case <-time.After(time.Second): // the test has just ended
	}
}

// answerConsent answers the consent page of the practice account, and then calls the callback as
// the browser would.
func (r *runner) answerConsent(ctx context.Context, e flow.Consent, tell func(flow.Event)) {
	if r.playground == nil {
		return
	}
	r.mu.Lock()
	r.consent = true
	r.mu.Unlock()
	redirect, err := consentOn(ctx, r.playground.Account, e.AuthorizeURL, e.Allow)
	if err != nil {
		what := err.Error()
		if page, is := errors.AsType[*measure.PageError](err); is {
			what = `The page says: "` + redact.Clean(page.Text, 100) + `". Press m, and say which error it is.`
		}
		tell(flow.Failed{What: what})
		return
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, redirect, nil)
	if err == nil {
		var response *http.Response
		if response, err = http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close() // the page is for browsers
			return
		}
	}
	if ctx.Err() == nil {
		r.deliverText(ctx, redirect) // nothing listens there: hand it over as if it had been pasted
	}
}
