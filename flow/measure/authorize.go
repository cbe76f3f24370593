package measure

import (
	"context"
	"errors"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
	"zdg/flow/loopback"
)

// clickBound is faster than a person can read a consent page and click: an answer
// within it was given by an earlier grant, as far as can be told.
const clickBound = 1500 * time.Millisecond

// answered is what Plan.Answer brought.
type answered struct {
	redirect string
	err      error
}

// authorize has the person authorize, and waits for the first answer that carries
// our state: from the browser, or pasted.
func (r *run) authorize(ctx context.Context) result {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	w := r.waiting()
	var expired <-chan time.Time
	if r.p.Timeout > 0 {
		w.Deadline = w.Since.Add(r.p.Timeout)
		t := time.NewTimer(r.p.Timeout)
		defer t.Stop()
		expired = t.C
	}
	r.note(w)

	var callbacks <-chan loopback.Callback
	var strays <-chan struct{}
	if r.listener != nil {
		callbacks, strays = r.listener.Callbacks(), r.listener.IgnoredChanged()
	}
	opened, answers := r.begin(inner)
	pasted := r.p.Deliver
	for {
		select {
		case <-ctx.Done():
			res, _ := left(ctx, nil)
			return res
		case cb := <-callbacks:
			r.consentSeen = r.p.Open == nil || cb.At.Sub(w.Since) >= clickBound || r.p.Seen != nil && r.p.Seen()
			return r.called(cb, false)
		case text, open := <-pasted:
			if !open {
				pasted = nil
				continue
			}
			cb, err := loopback.ParseCallback(text, r.p.Client.Redirect, r.state)
			if err != nil {
				r.note(PasteRefused{err})
				continue
			}
			r.consentSeen = true
			return r.called(cb, true)
		case seen := <-r.p.Shown:
			return result{seen: &seen, outcome: checklist.Failed, halt: "the browser showed an error page"}
		case a := <-answers:
			if res, done := r.answer(ctx, a); done {
				return res
			}
		case err := <-opened:
			r.note(Opened{err})
		case <-strays:
			r.note(Ignored{r.listener.Ignored(), r.listener.IgnoredBecause()})
		case <-expired:
			seen := explain.Seen{Where: explain.Network, Error: explain.NetNoCallback}
			return result{seen: &seen, outcome: checklist.TimedOut, halt: "nothing came back from the browser"}
		}
	}
}

func (r *run) waiting() Waiting {
	w := Waiting{AuthorizeURL: r.authorizeURL, Since: r.p.Now(), Around: SurroundingsOf(r.p.Getenv)}
	if r.listener != nil {
		w.Listening, w.StartURL, w.Addresses = true, r.listener.StartURL(), r.listener.Addr()
	}
	return w
}

// begin starts the browser, or whoever answers in its place. Neither is waited for.
func (r *run) begin(ctx context.Context) (opened chan error, answers chan answered) {
	opened, answers = make(chan error, 1), make(chan answered, 1)
	switch {
	case r.p.Answer != nil:
		go func() {
			a := answered{err: errOpener}
			defer func() { _ = recover(); answers <- a }()
			a.redirect, a.err = r.p.Answer(ctx, r.authorizeURL)
		}()
	case r.p.Open != nil:
		go func() {
			err := errOpener
			defer func() { _ = recover(); opened <- err }()
			err = r.p.Open(ctx, r.authorizeURL)
		}()
	}
	return opened, answers
}

var errOpener = errors.New("the browser could not be opened: open the address yourself")

// answer takes what Plan.Answer brought; done is false when the wait goes on.
func (r *run) answer(ctx context.Context, a answered) (res result, done bool) {
	const ended = "the authorization was not given"
	if res, yes := left(ctx, nil); yes {
		return res, true
	}
	if a.err != nil {
		seen := explain.Seen{Where: explain.AuthorizePage, Error: explain.NetOther, Text: explain.Clean(a.err.Error(), 500)}
		if page, ok := errors.AsType[*PageError](a.err); ok {
			seen.Status, seen.Error, seen.Text = page.Status, "", explain.Clean(page.Text, 500)
			seen.Sent = r.p.Client.Redirect.String()
		}
		return result{seen: &seen, outcome: checklist.Failed, halt: ended}, true
	}
	if a.redirect == "" {
		return result{}, false
	}
	cb, err := loopback.ParseCallback(a.redirect, r.p.Client.Redirect, r.state)
	if err != nil {
		seen := explain.Seen{Where: explain.Callback, Error: "state-mismatch", Text: explain.Clean(err.Error(), 500)}
		if !strings.HasPrefix(a.redirect, r.p.Client.Redirect.String()) {
			seen.Error = "callback-unreachable" // nobody listens there
		}
		return result{seen: &seen, outcome: checklist.Failed, halt: ended}, true
	}
	r.consentSeen = true
	return r.called(cb, false), true
}

// called takes the answer that ends the wait.
func (r *run) called(cb loopback.Callback, pasted bool) result {
	r.received = cb.At
	if r.received.IsZero() {
		r.received = r.p.Now()
	}
	r.note(CallbackReceived{r.received, pasted})
	if cb.Error != "" {
		seen := explain.Seen{Where: explain.Callback, Error: r.account.Masked(cb.Error), Text: r.account.Masked(cb.ErrorDescription)}
		res := result{seen: &seen, outcome: checklist.Failed, halt: "the authorization was not given"}
		if cb.Error == "access_denied" {
			res.outcome, res.halt = checklist.Denied, "the person clicked Deny"
		}
		r.show(&seen)
		return res
	}
	r.code = account.NewToken(cb.Code.Reveal())
	how := "browser"
	if pasted {
		how = "pasted"
	}
	return result{facts: []checklist.Fact{fact("came_by", how)}}
}

// show tells the browser how it ended, in the words of the terminal.
func (r *run) show(seen *explain.Seen) {
	if r.listener == nil {
		return
	}
	page := loopback.Page{OK: true, Lines: []string{"The code was exchanged for tokens. The rest is told where zdg runs."}}
	if seen != nil {
		page = loopback.Page{}
		if all := explain.Answer(*seen, r.p.Client); len(all) > 0 {
			d := all[0]
			page.Code, page.What, page.Cause, page.Check, page.Fix = string(d.Code), d.What, d.Cause, d.Check, d.Fix
		}
	}
	r.listener.Answer(page)
}
