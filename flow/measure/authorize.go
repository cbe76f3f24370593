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

// minClickTime is how long a person needs at least to read a consent page and click. An
// answer that comes sooner is taken as one without a consent page, by an earlier grant.
const minClickTime = 1500 * time.Millisecond

// consentAnswer is what Plan.Answer returned.
type consentAnswer struct {
	redirect string
	err      error
}

// authorize has the person authorize, and waits for the first answer with our state,
// from the browser or pasted. Its facts name the answers that were refused.
func (r *run) authorize(ctx context.Context) result {
	res := r.awaitCallback(ctx)
	if refused := r.refusedCallbacks(); refused != "" {
		res.facts = append(res.facts, fact("callback_refused", refused))
	}
	if r.pasteRefused != "" {
		res.facts = append(res.facts, fact("paste_refused", r.pasteRefused))
	}
	return res
}

// refusedCallbacks names the answers that came and were refused, with how often, such as
// "another state (2), no state (1)"; "" when there were none.
func (r *run) refusedCallbacks() string {
	var all []string
	if r.refusedAnswer != "" {
		all = append(all, string(r.refusedAnswer))
	}
	if r.listener != nil {
		for _, refusal := range r.listener.Refused() {
			all = append(all, fmt.Sprintf("%s (%d)", refusal.Why, refusal.Count))
		}
	}
	return strings.Join(all, ", ")
}

// awaitCallback opens the browser and waits for what ends the wait.
func (r *run) awaitCallback(ctx context.Context) result {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	w := r.waiting()
	var expired <-chan time.Time
	if r.plan.Timeout > 0 {
		w.Deadline = w.Since.Add(r.plan.Timeout)
		expired = time.After(r.plan.Timeout)
	}
	r.note(w)

	var callbacks <-chan loopback.Callback
	var strays <-chan struct{}
	if r.listener != nil {
		callbacks, strays = r.listener.Callbacks(), r.listener.IgnoredChanged()
	}
	opened, answers := r.openBrowser(inner)
	pasted := r.plan.Deliver
	for {
		select {
		case <-ctx.Done():
			res, _ := stoppedResult(ctx, nil)
			return res
		case cb := <-callbacks:
			r.consentSeen = r.plan.Open == nil || cb.At.Sub(w.Since) >= minClickTime || r.plan.Seen != nil && r.plan.Seen()
			return r.takeCallback(cb, false)
		case text, open := <-pasted:
			if !open {
				pasted = nil
				continue
			}
			cb, err := loopback.ParseCallback(text, r.plan.Client.Redirect, r.state)
			if err != nil {
				r.note(PasteRefused{err})
				why, conclusive := loopback.WhyRefused(err)
				if conclusive {
					return r.unusable(why)
				}
				r.pasteRefused = string(why)
				continue
			}
			r.since, r.pastedAt = w.Since, r.plan.Now()
			r.consentSeen = true
			return r.takeCallback(cb, true)
		case seen := <-r.plan.Shown:
			return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the browser showed an error page"}
		case a := <-answers:
			if res, done := r.takeAnswer(ctx, a); done {
				return res
			}
		case err := <-opened:
			r.note(Opened{err})
		case <-strays:
			r.note(Ignored{r.listener.Ignored(), r.listener.IgnoredBecause()})
		case <-expired:
			return r.noCallback()
		}
	}
}

// noCallback is the result when the time was over without an answer of ours. When the
// redirect URL was called with something else, the result says so.
func (r *run) noCallback() result {
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
		return res // the address was only opened by hand, or prefetched
	}
	return r.callbackRefused(codeOf(why), why)
}

// codeOf returns the diagnosis for the reason why an answer was refused.
func codeOf(why loopback.Reason) explain.Code {
	switch why {
	case loopback.TooLarge:
		return "callback-too-large"
	case loopback.SlashPath, loopback.OtherPath, loopback.OtherHost, loopback.OtherPort, loopback.NoHost, loopback.OtherMethod:
		return "callback-unusable"
	}
	return "state-mismatch"
}

// callbackRefused is the result when the browser's answer was refused.
func (r *run) callbackRefused(code explain.Code, why loopback.Reason) result {
	seen := explain.Seen{Where: explain.Callback, Error: string(code), Text: string(why)}
	return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the answer that the browser brought was refused"}
}

// unusable is the result when an answer with our state cannot be used: it is the account's
// own, so no other answer will come.
func (r *run) unusable(why loopback.Reason) result {
	r.refusedAnswer = why
	res := r.callbackRefused("callback-unusable", why)
	r.showInBrowser(res.seen)
	return res
}

func (r *run) waiting() Waiting {
	w := Waiting{AuthorizeURL: r.authorizeURL, Since: r.plan.Now(), Around: surroundingsOf(r.plan.Getenv)}
	if r.listener != nil {
		w.Listening, w.StartURL, w.Addresses = true, r.listener.StartURL(), r.listener.Addr()
	}
	return w
}

// openBrowser starts the browser, or Plan.Answer in its place, and returns the channels on
// which they report.
func (r *run) openBrowser(ctx context.Context) (opened chan error, answers chan consentAnswer) {
	opened, answers = make(chan error, 1), make(chan consentAnswer, 1)
	switch {
	case r.plan.Answer != nil:
		go func() {
			a := consentAnswer{err: errOpener}
			defer func() { _ = recover(); answers <- a }()
			a.redirect, a.err = r.plan.Answer(ctx, r.authorizeURL)
		}()
	case r.plan.Open != nil:
		go func() {
			err := errOpener
			defer func() { _ = recover(); opened <- err }()
			err = r.plan.Open(ctx, r.authorizeURL)
		}()
	}
	return opened, answers
}

// errOpener stands for a panic in Plan.Open or Plan.Answer.
var errOpener = errors.New("the browser could not be opened: open the address yourself")

// takeAnswer handles what Plan.Answer returned; done is false when the wait goes on.
func (r *run) takeAnswer(ctx context.Context, a consentAnswer) (res result, done bool) {
	const notGiven = "the authorization was not given"
	if res, yes := stoppedResult(ctx, nil); yes {
		return res, true
	}
	if a.err != nil {
		seen := explain.Seen{Where: explain.AuthorizePage, Error: explain.NetOther, Text: redact.Clean(a.err.Error(), 500)}
		if page, ok := errors.AsType[*PageError](a.err); ok {
			seen.Status, seen.Error, seen.Text = page.Status, "", redact.Clean(page.Text, 500)
			seen.Sent = r.plan.Client.Redirect.String()
		}
		return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: notGiven}, true
	}
	if a.redirect == "" {
		return result{}, false
	}
	cb, err := loopback.ParseCallback(a.redirect, r.plan.Client.Redirect, r.state)
	if err != nil {
		return r.answeredElsewhere(err), true
	}
	r.consentSeen = true
	return r.takeCallback(cb, false), true
}

// answeredElsewhere is the result when Plan.Answer returned an address that is not the
// redirect URL, or not an answer to this authorization.
func (r *run) answeredElsewhere(err error) result {
	switch why, _ := loopback.WhyRefused(err); why {
	case "", loopback.OtherHost, loopback.OtherPort: // nothing listens there
		seen := explain.Seen{Where: explain.Callback, Error: "callback-unreachable", Text: redact.Clean(err.Error(), 500)}
		return result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the browser was sent elsewhere"}
	case loopback.Neither, loopback.Both, loopback.Twice, loopback.NoAnswer, loopback.BehindHash, loopback.Semicolons:
		return r.unusable(why)
	default:
		r.refusedAnswer = why
		return r.callbackRefused(codeOf(why), why)
	}
}

// takeCallback handles the answer that ends the wait.
func (r *run) takeCallback(cb loopback.Callback, pasted bool) result {
	r.received = cb.At
	if r.received.IsZero() {
		r.received = r.plan.Now()
	}
	r.note(CallbackReceived{})
	if cb.Refused != "" {
		return r.unusable(cb.Refused)
	}
	if cb.Error != "" {
		seen := explain.Seen{
			Where: explain.Callback, Error: r.account.MaskText(cb.Error), Text: r.account.MaskText(cb.ErrorDescription), Sent: r.plan.Client.Redirect.String(),
		}
		res := result{seen: &seen, outcome: checklist.OutcomeFailed, halt: "the authorization was not given"}
		if cb.Error == "access_denied" {
			res.outcome, res.halt = checklist.OutcomeDenied, "the person clicked Deny"
		}
		r.showInBrowser(&seen)
		return res
	}
	r.code = account.NewToken(cb.Code.Reveal())
	res := result{facts: []checklist.Fact{fact("came_by", "callback")}}
	if pasted {
		res.facts = []checklist.Fact{fact("came_by", "pasted"), fact("code_issued_before", r.pastedAt.UTC().Format(time.RFC3339))}
	}
	return res
}

// showInBrowser has the browser show how the authorization ended: that it worked, or the
// diagnosis of what was seen.
func (r *run) showInBrowser(seen *explain.Seen) {
	if r.listener == nil {
		return
	}
	page := loopback.Page{OK: true, Lines: []string{"The code was exchanged for tokens. The terminal shows the rest."}}
	if seen != nil {
		page = loopback.Page{}
		if all := explain.Answer(*seen, r.plan.Client); len(all) > 0 {
			d := all[0]
			page.Code, page.What, page.Said, page.Cause, page.Check, page.Fix = string(d.Code), d.What, d.Said, d.Cause, d.Check, d.Fix
		}
	}
	r.listener.Answer(page)
}
