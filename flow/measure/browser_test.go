package measure

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// browser is a Plan.Open that follows redirects as a browser does, and keeps the page on which it
// ends.
type browser struct {
	stage *stage
	allow bool
	wg    sync.WaitGroup

	status int
	url    string
	page   string
}

func (b *browser) open(ctx context.Context, address string) error {
	b.wg.Go(func() {
		to, err := b.stage.Approve(ctx, address, "", b.allow)
		if err != nil {
			return
		}
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		resp, err := client.Get(to)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		page, _ := io.ReadAll(resp.Body)
		b.status, b.url, b.page = resp.StatusCode, resp.Request.URL.String(), string(page)
	})
	return nil
}

func TestBrowserIsToldTheTruth(t *testing.T) {
	for _, tt := range []struct {
		name, fault string
		deny        bool
		outcome     checklist.Outcome
		page        string
	}{
		{"allowed", "", false, checklist.OutcomePassed, "exchanged"},
		{"denied", "", true, checklist.OutcomeDenied, "access-denied"},
		{"exchange refused", "invalid-grant", false, checklist.OutcomeFailed, "invalid-grant"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			s.setFault(t, tt.fault)
			b := &browser{stage: s, allow: !tt.deny}
			s.plan.Answer, s.plan.Open = nil, b.open
			now := time.Now()
			s.plan.Now = func() time.Time { return now } // faster than any person
			e := s.run(t)
			b.wg.Wait()
			if e.Outcome != tt.outcome {
				t.Errorf("want %s:\n%s", tt.outcome, story(e))
			}
			if b.status != 200 || !strings.Contains(b.page, tt.page) {
				t.Errorf("status %d, page %s", b.status, b.page)
			}
			if strings.Contains(b.url, "code=") || strings.Contains(b.url, "state=") {
				t.Errorf("the address of the last page is %s", b.url)
			}
			if e.Token != nil && !e.Token.ConsentSkipped {
				t.Error("a callback in no time is told as consent not shown")
			}
			free(t, s.plan)
		})
	}
}

func TestPaste(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	pasted := make(chan string)
	s.plan.Answer, s.plan.Deliver, s.plan.Timeout = nil, pasted, 0
	var refused int
	s.notes.on = func(n Note) {
		switch n := n.(type) {
		case Waiting:
			if !n.Listening || n.StartURL == "" {
				t.Errorf("waiting %+v", n)
			}
			go func() {
				pasted <- "nonsense"
				pasted <- s.plan.Client.Redirect.String() + "?code=planted&state=foreign"
				to, err := s.Approve(t.Context(), n.AuthorizeURL, "", true)
				if err != nil {
					t.Error(err)
				}
				_, query, _ := strings.Cut(to, "?")
				pasted <- ` "` + query[:20] + "\n  " + query[20:] + `" `
			}()
		case PasteRefused:
			refused++
			if strings.Contains(n.Err.Error(), "planted") {
				t.Errorf("a code is in %q", n.Err)
			}
		}
	}
	e := s.run(t)
	if e.Outcome != checklist.OutcomePassed || refused != 2 {
		t.Errorf("refused %d times:\n%s", refused, story(e))
	}
}

// TestPasteOnly: when the redirect URL cannot be listened on, the address is pasted.
func TestPasteOnly(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	c := s.Account.Client()
	s.plan = planFor(t, s.server.URL, c, c.RedirectURLs[1]) // https on another host
	if e := s.run(t); e.Outcome != checklist.OutcomeFailed {
		t.Errorf("nothing can be pasted:\n%s", story(e))
	}
	pasted := make(chan string, 1)
	s.plan.Deliver = pasted
	s.notes.on = func(n Note) {
		if w, ok := n.(Waiting); ok {
			if w.Listening || w.StartURL != "" {
				t.Errorf("waiting %+v", w)
			}
			to, _ := s.Approve(t.Context(), w.AuthorizeURL, "", true)
			pasted <- to
		}
	}
	e := s.run(t)
	if step, _ := e.Step(checklist.StepListen); e.Outcome != checklist.OutcomePassed || step.NotRun == "" {
		t.Error(story(e))
	}
}

func TestNobodyComesBack(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Answer, s.plan.Timeout = nil, time.Millisecond
	e := s.run(t)
	step, _ := e.Step(checklist.StepAuthorize)
	if e.Outcome != checklist.OutcomeTimedOut || step.Seen == nil || step.Seen.Error != "no-callback" {
		t.Error(story(e))
	}
	free(t, s.plan)
}

func TestPortBusy(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Answer, s.plan.Timeout = nil, 0
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.notes.on = func(n Note) {
		if _, ok := n.(Waiting); !ok {
			return
		}
		e := Run(t.Context(), s.plan, nil) // a second test while the first one waits
		if step, _ := e.Step(checklist.StepListen); e.Outcome != checklist.OutcomeFailed || step.Seen == nil || step.Seen.Error != "port-busy" {
			t.Error(story(e))
		}
		cancel()
	}
	Run(ctx, s.plan, s.notes.tell)
}
