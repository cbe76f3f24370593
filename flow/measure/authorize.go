package measure

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
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
// our state: from the browser, or pasted. What was refused meanwhile is told, however
// it ended.
func (r *run) authorize(ctx context.Context) result {
	res := r.await(ctx)
	if refused := r.refused(); refused != "" {
		res.facts = append(res.facts, fact("callback_refused", refused))
	}
	if r.pasteRefused != "" {
		res.facts = append(res.facts, fact("paste_refused", r.pasteRefused))
	}
	return res
}

// refused is what came back and was not taken, such as "another state (2), no state
// (1)"; "" when nothing did.
func (r *run) refused() string {
	var all []string
	if r.useless != "" {
		all = append(all, string(r.useless))
	}
	if r.listener != nil {
		for _, refusal := range r.listener.Refused() {
			all = append(all, fmt.Sprintf("%s (%d)", refusal.Why, refusal.Count))
		}
	}
	return strings.Join(all, ", ")
}

func (r *run) await(ctx context.Context) result {
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
				why, conclusive := loopback.WhyRefused(err)
				if conclusive {
					return r.unusable(why)
				}
				r.pasteRefused = string(why)
				continue
			}
			r.since, r.pastedAt = w.Since, r.p.Now()
			r.consentSeen = true
			return r.called(cb, true)
		case seen := <-r.p.Shown:
			return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the browser showed an error page"}
		case a := <-answers:
			if res, done := r.answer(ctx, a); done {
				return res
			}
		case err := <-opened:
			r.note(Opened{err})
		case <-strays:
			r.note(Ignored{r.listener.Ignored(), r.listener.IgnoredBecause()})
		case <-expired:
			return r.silence()
		}
	}
}

// silence is the end of a wait that brought no answer of ours. Where the redirect URL
// was called with something else, that is what is told.
func (r *run) silence() result {
	res := result{
		seen:    &explain.Seen{Where: explain.Network, Error: explain.NetNoCallback},
		outcome: checklist.OutcomeTimedOut, halt: "no answer came back from the browser",
	}
	if r.listener == nil {
		return res
	}
	refused := r.listener.Refused()
	if len(refused) == 0 {
		return res
	}
	why := refused[0].Why
	res.seen.Text = string(why)
	if why == loopback.NoAnswer || why == loopback.Ahead {
		return res // nothing was opened, or by hand
	}
	return r.notTaken(codeOf(why), why)
}

// codeOf is the diagnosis of an answer that was refused.
func codeOf(why loopback.Reason) explain.Code {
	switch why {
	case loopback.TooLarge:
		return "callback-too-large"
	case loopback.SlashPath, loopback.OtherPath, loopback.OtherHost, loopback.OtherPort, loopback.NoHost, loopback.OtherMethod:
		return "callback-unusable"
	}
	return "state-mismatch"
}

// notTaken is an answer of the browser that was refused.
func (r *run) notTaken(code explain.Code, why loopback.Reason) result {
	seen := explain.Seen{Where: explain.Callback, Error: string(code), Text: string(why)}
	return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "what the browser came back with was refused"}
}

// unusable is an answer with our state that is of no use: it is the account's own, so
// no other will come.
func (r *run) unusable(why loopback.Reason) result {
	r.useless = why
	res := r.notTaken("callback-unusable", why)
	r.show(res.seen)
	return res
}

func (r *run) waiting() Waiting {
	w := Waiting{AuthorizeURL: r.authorizeURL, Since: r.p.Now(), Around: surroundingsOf(r.p.Getenv)}
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
		seen := explain.Seen{Where: explain.AuthorizePage, Error: explain.NetOther, Text: redact.Clean(a.err.Error(), 500)}
		if page, ok := errors.AsType[*PageError](a.err); ok {
			seen.Status, seen.Error, seen.Text = page.Status, "", redact.Clean(page.Text, 500)
			seen.Sent = r.p.Client.Redirect.String()
		}
		return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: ended}, true
	}
	if a.redirect == "" {
		return result{}, false
	}
	cb, err := loopback.ParseCallback(a.redirect, r.p.Client.Redirect, r.state)
	if err != nil {
		return r.misled(err), true
	}
	r.consentSeen = true
	return r.called(cb, false), true
}

// misled is an answer that does not lead to us, or not to this authorization.
func (r *run) misled(err error) result {
	switch why, _ := loopback.WhyRefused(err); why {
	case "", loopback.OtherHost, loopback.OtherPort: // nobody listens there
		seen := explain.Seen{Where: explain.Callback, Error: "callback-unreachable", Text: redact.Clean(err.Error(), 500)}
		return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the browser was sent elsewhere"}
	case loopback.Neither, loopback.Both, loopback.Twice, loopback.NoAnswer, loopback.BehindHash, loopback.Semicolons:
		return r.unusable(why)
	default:
		r.useless = why
		return r.notTaken(codeOf(why), why)
	}
}

// called takes the answer that ends the wait.
func (r *run) called(cb loopback.Callback, pasted bool) result {
	r.received = cb.At
	if r.received.IsZero() {
		r.received = r.p.Now()
	}
	r.note(CallbackReceived{r.received, pasted})
	if cb.Refused != "" {
		return r.unusable(cb.Refused)
	}
	if cb.Error != "" {
		seen := explain.Seen{
			Where: explain.Callback, Error: r.account.Masked(cb.Error), Text: r.account.Masked(cb.ErrorDescription), Sent: r.p.Client.Redirect.String(),
		}
		res := result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the authorization was not given"}
		if cb.Error == "access_denied" {
			res.outcome, res.halt = checklist.OutcomeDenied, "the person clicked Deny"
		}
		r.show(&seen)
		return res
	}
	r.code = account.NewToken(cb.Code.Reveal())
	res := result{facts: []checklist.Fact{fact("came_by", "browser")}}
	if pasted {
		res.facts = []checklist.Fact{fact("came_by", "pasted"), fact("code_issued_before", r.pastedAt.UTC().Format(time.RFC3339))}
	}
	return res
}

// show tells the browser how it ended, in the words of the terminal.
func (r *run) show(seen *explain.Seen) {
	if r.listener == nil {
		return
	}
	page := loopback.Page{OK: true, Lines: []string{"The code was exchanged for tokens. The terminal shows the rest."}}
	if seen != nil {
		page = loopback.Page{}
		if all := explain.Answer(*seen, r.p.Client); len(all) > 0 {
			d := all[0]
			page.Code, page.What, page.Said, page.Cause, page.Check, page.Fix = string(d.Code), d.What, d.Said, d.Cause, d.Check, d.Fix
		}
	}
	r.listener.Answer(page)
}
