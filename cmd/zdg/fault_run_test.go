package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/flow/measure"
	"zdg/flow/practice"
)

// faultRun is one test against the practice account in this process: what zdg
// printed, what the browser was shown, and every secret that went over the wire.
type faultRun struct {
	draft    checklist.Draft
	plan     measure.Plan
	evidence checklist.Evidence
	text     string // what `zdg test` printed, stdout and stderr
	json     string // what `zdg test --format json` printed
	page     string // what the browser was shown after the callback
	opened   string // the address that the browser was sent to first
	shown    string // what it showed in the end: an address, or the page of the account
	traffic  []measure.Traffic
	account  *practice.Account
	secrets  *secrets
}

func (r *faultRun) steps() []checklist.StepResult { return checklist.Steps(r.draft, r.evidence) }

// runFault makes the test with a fault, on a clock that only waits move.
func runFault(t *testing.T, fault string) *faultRun {
	t.Helper()
	clock := &skippingClock{t: time.Now().Truncate(time.Second)} // the Date of answers is the real one
	options := practice.Prepared("http://" + freeAddress(t) + "/callback")
	options.Now, options.Drip = clock.now, 50*time.Millisecond
	r := &faultRun{account: practice.New(options), secrets: &secrets{}}
	r.secrets.add(r.account.Client().Secret)
	server := httptest.NewServer(r.secrets.watch(r.account))
	t.Cleanup(server.Close)
	r.account.SetURL(server.URL)
	account := &playground{Account: r.account, prepared: r.account.Client(), url: server.URL}
	r.draft = account.draft()
	secret, err := account.secret() // before a fault can change it
	if err != nil {
		t.Fatal(err)
	}
	if err := r.account.SetFault(fault); err != nil {
		t.Fatal(err)
	}
	client, err := clientOf(r.draft, server.URL)
	if err != nil {
		t.Fatal(err)
	}
	answered := make(chan string, 1)
	r.plan = measure.Plan{
		Client: client, Secret: secret, AccountURL: server.URL, Subject: checklist.SubjectOf(r.draft, server.URL),
		Timeout: 20 * time.Second, ProbeAgain: true, ProveRotation: true, UserAgent: tool(), Now: clock.now, Sleep: clock.sleep,
		Answer: func(ctx context.Context, address string) (string, error) {
			redirect, err := consentOn(ctx, account.Account, address, true)
			r.opened, r.shown = address, redirect
			if page, ok := errors.AsType[*measure.PageError](err); ok {
				r.shown = page.Text
			}
			if err != nil || !comesBack(address, redirect) {
				answered <- ""
				return redirect, err
			}
			go func() { answered <- visit(redirect) }()
			return "", nil
		},
	}
	if strings.HasSuffix(fault, "no-answer") || fault == "dripping-answer" {
		r.plan.Transport = impatient(t)
	}
	r.run(t)
	if s, ok := r.evidence.Step(checklist.StepAuthorize); ok && s.NotRun == "" {
		r.page = <-answered
	}
	return r
}

// run makes the test and prints it as `zdg test` does, in both formats.
func (r *faultRun) run(t *testing.T) {
	t.Helper()
	var text, machine bytes.Buffer
	a := &app{out: &text, err: &text, getenv: func(string) string { return "" }, now: r.plan.Now}
	c := &testCommand{app: a, format: "text", practice: true, draftFlags: draftFlags{cmd: &cobra.Command{}}}
	show := newTestText(c, r.plan)
	r.evidence = measure.Run(t.Context(), r.plan, func(n measure.Note) {
		show.note(r.draft, n)
		if seen, ok := n.(measure.Traffic); ok {
			r.traffic = append(r.traffic, seen)
		}
	})
	r.evidence = checklist.Concluded(r.draft, r.evidence) // as zdg test does
	show.end(r.draft, r.evidence)
	a.out = &machine
	if err := writeTestJSON(c, r.draft, r.plan, r.evidence); err != nil {
		t.Fatal(err)
	}
	r.text, r.json = text.String(), machine.String()
}

// comesBack reports whether the account sends the browser to where we listen, with our state.
func comesBack(authorizeURL, redirect string) bool {
	asked, err1 := url.Parse(authorizeURL)
	got, err2 := url.Parse(redirect)
	if err1 != nil || err2 != nil {
		return false
	}
	want := asked.Query()
	return strings.HasPrefix(redirect, want.Get("redirect_uri")+"?") && got.Query().Get("state") == want.Get("state")
}

// impatient is a transport that gives an answer 2 and 3 seconds, where that of zdg gives it 15 and 20.
func impatient(t *testing.T) http.RoundTripper {
	base := &http.Transport{DisableCompression: true, ResponseHeaderTimeout: 2 * time.Second, DisableKeepAlives: true}
	t.Cleanup(base.CloseIdleConnections)
	return tripper(func(r *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
		answer, err := base.RoundTrip(r.WithContext(ctx))
		if err != nil {
			cancel()
			return nil, err
		}
		answer.Body = closing{answer.Body, cancel}
		return answer, nil
	})
}

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type closing struct {
	io.ReadCloser
	also func()
}

func (c closing) Close() error { defer c.also(); return c.ReadCloser.Close() }

// skippingClock is a clock that a wait moves at once.
type skippingClock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *skippingClock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *skippingClock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.t = c.t.Add(d)
	c.mu.Unlock()
	return ctx.Err()
}
