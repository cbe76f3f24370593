package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/flow/measure"
	"zdg/flow/practice"
)

// rehearsal is one test against the practice account in this process: what zdg
// printed, what the browser was shown, and every secret that went over the wire.
type rehearsal struct {
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

func (r *rehearsal) steps() []checklist.StepResult { return checklist.Steps(r.draft, r.evidence) }

// rehearseProgram makes the test with a fault, on a clock that only waits move.
func rehearseProgram(t *testing.T, fault string) *rehearsal {
	t.Helper()
	clock := &ticks{t: time.Now().Truncate(time.Second)} // the Date of answers is the real one
	options := practice.Prepared("http://" + freeAddress(t) + "/callback")
	options.Now, options.Drip = clock.now, 50*time.Millisecond
	r := &rehearsal{account: practice.New(options), secrets: &secrets{}}
	r.secrets.add(r.account.Client().Secret)
	server := httptest.NewServer(r.secrets.watch(r.account))
	t.Cleanup(server.Close)
	r.account.SetURL(server.URL)
	desk := &playground{Account: r.account, prepared: r.account.Client(), url: server.URL}
	r.draft = desk.draft()
	secret, err := desk.secret() // before a fault can change it
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
			redirect, err := desk.consent(ctx, address, true)
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
func (r *rehearsal) run(t *testing.T) {
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

// visit opens an address as a browser does and returns the page it ends on.
func visit(address string) string {
	answer, err := http.Get(address)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return ""
	}
	return string(page)
}

// impatient is a transport that gives an answer less time than ours does, which
// waits for 15 and 20 seconds.
func impatient(t *testing.T) http.RoundTripper {
	guarded := &http.Transport{DisableCompression: true, ResponseHeaderTimeout: 2 * time.Second, DisableKeepAlives: true}
	t.Cleanup(guarded.CloseIdleConnections)
	return tripper(func(r *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
		answer, err := guarded.RoundTrip(r.WithContext(ctx))
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

// ticks is a clock that a wait moves at once.
type ticks struct {
	mu sync.Mutex
	t  time.Time
}

func (c *ticks) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *ticks) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.t = c.t.Add(d)
	c.mu.Unlock()
	return ctx.Err()
}

// freeAddress is an address on loopback that nobody holds at the moment, with a port below
// those that a system hands out by itself to whoever connects meanwhile. None is given twice within
// thousands, since the test listens there later; other packages, tested at the same time, take others.
func freeAddress(t testing.TB) string {
	t.Helper()
	for range 200 {
		port := 17000 + ports.Add(1)%7000
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			_ = l.Close() // the test is to listen there
			return l.Addr().String()
		}
	}
	t.Fatal("no port is free")
	return ""
}

// ports counts through those that are handed out: tests side by side get one each.
var ports = func() *atomic.Uint32 {
	var first atomic.Uint32
	first.Store(rand.Uint32N(7000))
	return &first
}()

// secrets collects what must not be shown: everything that let somebody in.
type secrets struct {
	mu   sync.Mutex
	all  []string
	sent string // the last answer with a token, as it was sent
}

func (s *secrets) add(values ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range values {
		if v != "" && !strings.HasPrefix(v, "made-up") {
			s.all = append(s.all, v)
		}
	}
}

// in returns how many of the secrets a text holds.
func (s *secrets) in(text string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.all {
		if strings.Contains(text, v) {
			n++
		}
	}
	return n
}

// secretNames are the members of token requests and answers that let somebody in.
var secretNames = []string{"client_secret", "code", "code_verifier", "refresh_token", "access_token"}

// watch notes the secrets of requests to a handler, and of its answers.
func (s *secrets) watch(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, bearer, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		s.add(bearer)
		if r.Method == http.MethodPost && r.URL.Path == "/oauth/tokens" {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			s.note(body)
			r.Body = io.NopCloser(bytes.NewReader(body))
			w = &noting{ResponseWriter: w, s: s}
		}
		h.ServeHTTP(w, r)
	})
}

func (s *secrets) note(body []byte) {
	var members map[string]any
	if json.Unmarshal(body, &members) != nil {
		return
	}
	for _, name := range secretNames {
		value, _ := members[name].(string)
		s.add(value)
	}
}

// noting notes the secrets of an answer that is written in one piece.
type noting struct {
	http.ResponseWriter
	s *secrets
}

func (n *noting) Write(p []byte) (int, error) {
	n.s.note(p)
	if bytes.Contains(p, []byte("access_token")) {
		n.s.mu.Lock()
		n.s.sent = string(p)
		n.s.mu.Unlock()
	}
	return n.ResponseWriter.Write(p)
}

func (n *noting) Unwrap() http.ResponseWriter { return n.ResponseWriter }
