package measure

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// maxRetryAfter is the longest Retry-After that is waited out.
const maxRetryAfter = 60 * time.Second

// Elsewhere asks the account of p, which is not the client's own, whether it knows the
// client, and returns what was seen. The first request and the authorize page need no
// secret. With probe set, identifier and secret are then tried with a made-up code, but only
// after a made-up identifier was refused there, and after home has tried them at the
// client's own account. Tokens that are issued for such a code are revoked. A Retry-After of
// up to a minute is waited out once, and noted. Notes are told as by Run. When ctx ends, it
// returns what it has.
func Elsewhere(ctx context.Context, p Plan, probe bool, home func() checklist.Tried, tell func(Note)) checklist.Elsewhere {
	r := newRun(ctx, p, tell)
	e := checklist.Elsewhere{Of: p.Subject, At: r.plan.Now()}
	if r.account != nil {
		r.step = checklist.StepReach
		r.guard(func() { r.look(ctx, &e, probe, home) })
	}
	r.end(ctx)
	return e
}

// AtHome tries the client of p at its own account with a made-up code. It is the control
// experiment for Elsewhere: only when the client is accepted at home does the answer of
// another account mean something.
func AtHome(ctx context.Context, p Plan, tell func(Note)) checklist.Tried {
	r := newRun(ctx, p, tell)
	r.step = checklist.StepCredentials
	t := checklist.Tried{Answer: checklist.AnswerUnclear, NotRun: broken}
	if r.account != nil {
		r.guard(func() { t = r.probe(ctx, r.account) })
	}
	r.end(ctx)
	return t
}

// look makes the requests, the most harmless first, and stops when nothing more can be
// learned.
func (r *run) look(ctx context.Context, e *checklist.Elsewhere, probe bool, home func() checklist.Tried) {
	var reached error
	first := r.withRetryAfter(ctx, func() explain.Seen {
		reached = r.account.Reach(ctx)
		return account.SeenIn(reached)
	})
	if reached != nil {
		if _, missing := r.account.MissingPath(reached); !missing {
			e.Reach = &first
		}
	}
	if ctx.Err() != nil || settled(e) {
		return
	}
	r.step = checklist.StepAuthorize
	e.Page = r.pages(ctx)
	if ctx.Err() != nil || settled(e) || !probe {
		return
	}
	r.step = checklist.StepCredentials
	look := &checklist.ProbeLook{Home: notAsked, Client: notAsked}
	stranger, err := r.madeUpClient(true)
	if err != nil {
		return
	}
	defer stranger.Close()
	look.Control = r.probe(ctx, stranger)
	e.Probe = look
	if look.Control.Answer != checklist.AnswerRefused || ctx.Err() != nil {
		return // what accepts a made-up identifier is not sent the secret
	}
	look.Home = home()
	if ctx.Err() == nil {
		look.Client = r.probe(ctx, r.account)
	}
}

// notAsked is the result of a probe that was not needed.
var notAsked = checklist.Tried{Answer: checklist.AnswerUnclear, NotRun: "not asked, since the answers before settle it"}

// settled reports whether what was seen so far leaves nothing to ask.
func settled(e *checklist.Elsewhere) bool {
	s := checklist.JudgeElsewhere(checklist.Draft{}, *e)
	return s.Standing != checklist.GlobalThere && s.Standing != checklist.UnclearThere || s.Silent
}

// pages opens the authorize page for a made-up identifier and for the client. When the
// answers differ, it opens it for a second made-up identifier, to rule out chance. It
// returns nil when ctx ends.
func (r *run) pages(ctx context.Context) *checklist.PageLook {
	ask := func(madeUp bool) (page checklist.PageAnswer, ok bool) {
		a := r.account
		if madeUp {
			var err error
			if a, err = r.madeUpClient(false); err != nil {
				return page, false
			}
			defer a.Close()
		}
		page.Seen = r.withRetryAfter(ctx, func() explain.Seen {
			var err error
			if page, err = a.AskAuthorizePage(ctx, r.state, r.verifier); err != nil {
				return account.SeenIn(err)
			}
			return page.Seen
		})
		return page, ctx.Err() == nil
	}
	var look checklist.PageLook
	var ok bool
	if look.Control, ok = ask(true); !ok {
		return nil
	}
	if look.Client, ok = ask(false); !ok {
		return nil
	}
	if look.Differ() {
		again, ok := ask(true)
		if !ok {
			return nil
		}
		look.Again = &again
	}
	return &look
}

// madeUpClient returns the same account with a client that does not exist: with a made-up
// secret if secret is set and the client has one, never with the real one.
func (r *run) madeUpClient(secret bool) (*account.Account, error) {
	name, err := r.randomHex(10)
	if err != nil {
		return nil, err
	}
	c := r.plan.Client
	if c.Identifier, err = zendesk.ParseIdentifier("zdg-" + name); err != nil {
		return nil, err
	}
	var made zendesk.Secret
	if secret && !r.plan.Secret.IsZero() {
		text, err := r.randomHex(32)
		if err != nil {
			return nil, err
		}
		if made, err = zendesk.ParseSecret(text); err != nil {
			return nil, err
		}
	}
	return r.as(c, made)
}

func (r *run) randomHex(bytes int) (string, error) {
	b := make([]byte, bytes)
	_, err := io.ReadFull(r.plan.Rand, b)
	return hex.EncodeToString(b), err
}

// probe sends a made-up code. Tokens that are issued for it are kept, to be revoked.
func (r *run) probe(ctx context.Context, a *account.Account) checklist.Tried {
	t := checklist.Tried{Answer: checklist.AnswerUnclear}
	t.Seen = r.withRetryAfter(ctx, func() explain.Seen {
		probe, err := a.ProbeCredentials(ctx, r.verifier)
		r.keepIssued(probe.Issued)
		if probe.MayHaveIssued {
			r.noteUnseen(checklist.UnseenProbe, 1)
		}
		t.Answer = probe.Answer
		if err != nil {
			return account.SeenIn(err)
		}
		return probe.Seen
	})
	if ctx.Err() != nil {
		t = checklist.Tried{Answer: checklist.AnswerUnclear, NotRun: stopped}
	}
	return t
}

// withRetryAfter asks, and asks once more after the wait that the answer asks for.
func (r *run) withRetryAfter(ctx context.Context, ask func() explain.Seen) explain.Seen {
	seen := ask()
	if s := seen.Status; s != http.StatusTooManyRequests && s != http.StatusServiceUnavailable || seen.RetryIn <= 0 || seen.RetryIn > maxRetryAfter {
		return seen
	}
	r.note(RateWait{r.plan.Now().Add(seen.RetryIn)})
	if r.plan.Sleep(ctx, seen.RetryIn) != nil {
		return seen
	}
	return ask()
}
