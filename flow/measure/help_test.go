package measure

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// stage is a practice account on loopback, with a plan that tests its client.
type stage struct {
	*practice.Account
	server *httptest.Server
	plan   Plan
	notes  notes
}

// notes collects the notes of a test.
type notes struct {
	mu  sync.Mutex
	all []Note
	on  func(Note)
}

func (n *notes) tell(note Note) {
	n.mu.Lock()
	n.all = append(n.all, note)
	on := n.on
	n.mu.Unlock()
	if on != nil {
		on(note)
	}
}

func (n *notes) began() []checklist.StepID {
	var ids []checklist.StepID
	for _, note := range n.all {
		if b, ok := note.(Began); ok {
			ids = append(ids, b.Step)
		}
	}
	return ids
}

// ports counts the ports that were handed out, so that parallel tests get different ones.
var ports = func() *atomic.Uint32 {
	var first atomic.Uint32
	first.Store(rand.Uint32N(8000))
	return &first
}()

// freePort returns a port that is free now. It is below the ephemeral ports, and outside the range
// of other packages, whose tests run at the same time.
func freePort(t testing.TB) string {
	t.Helper()
	for range 200 {
		port := strconv.Itoa(24000 + int(ports.Add(1)%8000))
		if l, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			_ = l.Close() // the test is to listen there
			return port
		}
	}
	t.Fatal("no port is free")
	return ""
}

// newStage opens a practice account; change may alter it before it is opened.
func newStage(t testing.TB, kind zendesk.Kind, change func(*practice.Options)) *stage {
	t.Helper()
	server := httptest.NewUnstartedServer(nil) // has its port: the callback gets another
	callback := "http://127.0.0.1:" + freePort(t) + "/callback"
	o := practice.Prepared(callback)
	o.Client.Kind = string(kind)
	o.Drip = time.Millisecond
	if change != nil {
		change(&o)
	}
	s := &stage{Account: practice.New(o), server: server}
	server.Config.Handler = s.Account
	server.Start()
	t.Cleanup(s.server.Close)
	s.SetURL(s.server.URL)
	s.plan = planFor(t, s.server.URL, s.Client(), callback)
	s.plan.Answer = s.approve(true)
	return s
}

// newBubbleStage opens a practice account that is reached without a network, for tests inside a synctest bubble, in which no wait
// takes real time. Its redirect URL cannot be listened on.
func newBubbleStage(t testing.TB) *stage {
	t.Helper()
	const address, callback = "http://127.0.0.1:1", "https://app.acme.example/callback"
	s := &stage{Account: practice.New(practice.Prepared(callback))}
	s.SetURL(address)
	s.plan = planFor(t, address, s.Client(), callback)
	s.plan.Transport, s.plan.Answer = direct{s.Account}, s.approve(true)
	return s
}

// setFault switches faults of the account on.
func (s *stage) setFault(t testing.TB, names ...string) {
	t.Helper()
	if err := s.SetFault(names...); err != nil {
		t.Fatal(err)
	}
}

// planFor returns a plan that tests a client at an address. Its waits take no time.
func planFor(t testing.TB, address string, c practice.ClientRecord, callback string) Plan {
	t.Helper()
	client, err := zendesk.ParseClient(zendesk.Typed{
		Identifier: c.Identifier, Kind: c.Kind, RedirectURL: callback, Scopes: c.AllowedScopes, StandIn: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	p := Plan{
		Client: client, AccountURL: address, Timeout: 20 * time.Second, UserAgent: "zdg/test",
		Subject: checklist.Subject{
			AccountURL: address, Identifier: c.Identifier, Kind: c.Kind, RedirectURL: callback, Scopes: strings.Join(c.AllowedScopes, " "),
		},
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	if c.Kind == practice.Confidential {
		if p.Secret, err = zendesk.ParseSecret(c.Secret); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// approve returns a Plan.Answer that signs in as the account's first person.
func (s *stage) approve(allow bool) func(context.Context, string) (string, error) {
	return func(ctx context.Context, authorizeURL string) (string, error) {
		redirect, err := s.Approve(ctx, authorizeURL, "", allow)
		if page, ok := errors.AsType[*practice.PageError](err); ok {
			return "", &PageError{Status: page.Status, Text: page.Title + " " + page.Text}
		}
		return redirect, err
	}
}

// run makes the test.
func (s *stage) run(t testing.TB) checklist.Evidence {
	t.Helper()
	return Run(t.Context(), s.plan, s.notes.tell)
}

// lives returns how many tokens still work.
func (s *stage) lives() int {
	n := 0
	for _, t := range s.Tokens() {
		if t.Access || t.Refresh {
			n++
		}
	}
	return n
}

// free fails the test when the callback port is still in use.
func free(t testing.TB, p Plan) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:"+p.Client.Redirect.Port())
	if err != nil {
		t.Errorf("the port was not given back: %v", err)
		return
	}
	l.Close()
}

// story returns the evidence in a few lines, for the message of a failed test.
func story(e checklist.Evidence) string {
	var b strings.Builder
	fmt.Fprintf(&b, "outcome %q\n", e.Outcome)
	for _, s := range e.Steps {
		fmt.Fprintf(&b, "  %-12s", s.ID)
		if s.Seen != nil {
			fmt.Fprintf(&b, " seen %+v", *s.Seen)
		}
		if s.NotRun != "" {
			fmt.Fprintf(&b, " not run: %s", s.NotRun)
		}
		fmt.Fprintf(&b, " %v\n", s.Facts)
	}
	return b.String()
}

// visit requests the redirect URL as a browser does, and returns the page.
func visit(t *testing.T, address string, change func(*http.Request)) string {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Error(err)
		return ""
	}
	if change != nil {
		change(r)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer answer.Body.Close()
	page, _ := io.ReadAll(answer.Body)
	return string(page)
}

// stateOf returns the state of an authorize URL.
func stateOf(authorizeURL string) string {
	u, _ := url.Parse(authorizeURL)
	return u.Query().Get("state")
}

// factOf returns the value of a fact of a step; "" when it has none.
func factOf(s checklist.Step, key string) string {
	for _, f := range s.Facts {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// pasting answers the wait with pastes, each after the one before was refused.
func (s *stage) pasting(t *testing.T, pastes func(redirect string) []string) {
	t.Helper()
	deliver := make(chan string)
	s.plan.Answer, s.plan.Deliver = nil, deliver
	s.plan.Open = func(ctx context.Context, authorizeURL string) error {
		redirect, err := s.Approve(ctx, authorizeURL, "", true)
		if err != nil {
			return err
		}
		for _, text := range pastes(redirect) {
			select {
			case deliver <- text:
			case <-ctx.Done():
			}
		}
		return nil
	}
}
