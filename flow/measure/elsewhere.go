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

// waitBound is the longest Retry-After that is waited out; a longer one ends the look.
const waitBound = 60 * time.Second

// Elsewhere asks the account of p, which is not the client's own, whether it knows the
// client, and says what was seen. The first look and the authorize page go without a
// secret. Where probe is set, identifier and secret are tried with a made-up code: after
// an identifier that was made up has been refused there, and the client's own account has
// been asked by home. What should never be issued for such a code is revoked. An answer
// that names a Retry-After of up to a minute is waited out, once, and told. It tells Notes
// as Run does, and returns what it has when ctx ends.
func Elsewhere(ctx context.Context, p Plan, probe bool, home func() checklist.Tried, tell func(Note)) checklist.Elsewhere {
	p.defaults()
	e := checklist.Elsewhere{Of: p.Subject, At: p.Now()}
	r := &run{p: p, notes: newTeller(ctx, tell)}
	r.guard(func() { r.prepare() })
	if r.account != nil {
		r.step = checklist.StepReach
		r.guard(func() { r.look(ctx, &e, probe, home) })
	}
	r.end(ctx)
	return e
}

// AtHome tries the client of p on its own account with a made-up code: the control that
// has to be accepted before the word of another account counts.
func AtHome(ctx context.Context, p Plan, tell func(Note)) checklist.Tried {
	p.defaults()
	r := &run{p: p, notes: newTeller(ctx, tell), step: checklist.StepCredentials}
	t := checklist.Tried{Answer: checklist.AnswerUnclear, NotRun: broken}
	r.guard(func() { r.prepare() })
	if r.account != nil {
		r.guard(func() { t = r.try(ctx, r.account) })
	}
	r.end(ctx)
	return t
}

// look makes the requests, from the most harmless on, and stops where nothing more is to
// be learnt.
func (r *run) look(ctx context.Context, e *checklist.Elsewhere, probe bool, home func() checklist.Tried) {
	var reached error
	first := r.patiently(ctx, func() explain.Seen {
		reached = r.account.Reach(ctx)
		return account.SeenIn(reached)
	})
	if reached != nil {
		if _, missing := r.account.Missing(reached); !missing {
			e.Reach = &first
		}
	}
	if ctx.Err() != nil || ended(e) {
		return
	}
	r.step = checklist.StepAuthorize
	e.Page = r.pages(ctx)
	if ctx.Err() != nil || ended(e) || !probe {
		return
	}
	r.step = checklist.StepCredentials
	look := &checklist.ProbeLook{Home: notAsked, Client: notAsked}
	stranger, err := r.stranger(true)
	if err != nil {
		return
	}
	defer stranger.Close()
	look.Control = r.try(ctx, stranger)
	e.Probe = look
	if look.Control.Answer != checklist.AnswerRefused || ctx.Err() != nil {
		return // the secret is not shown to whatever answers there
	}
	look.Home = home()
	if ctx.Err() == nil {
		look.Client = r.try(ctx, r.account)
	}
}

var notAsked = checklist.Tried{Answer: checklist.AnswerUnclear, NotRun: "not asked, since what was asked before settles it"}

// ended reports whether what was seen so far leaves nothing to ask.
func ended(e *checklist.Elsewhere) bool {
	s := checklist.JudgeElsewhere(checklist.Draft{}, *e)
	return s.Standing != checklist.GlobalThere && s.Standing != checklist.UnclearThere || s.Silent
}

// pages opens the authorize page for the client and for made-up identifiers: a second one
// where the first is answered differently, so that chance is not taken for evidence.
func (r *run) pages(ctx context.Context) *checklist.PageLook {
	ask := func(a *account.Account) (checklist.PageAnswer, bool) {
		var page checklist.PageAnswer
		var failed error
		page.Seen = r.patiently(ctx, func() explain.Seen {
			if page, failed = a.AskAuthorizePage(ctx, r.state, r.verifier); failed != nil {
				page.Seen = account.SeenIn(failed)
			}
			return page.Seen
		})
		return page, ctx.Err() == nil
	}
	var look checklist.PageLook
	for i := range 3 {
		a := r.account
		if i != 1 {
			var err error
			if a, err = r.stranger(false); err != nil {
				return nil
			}
			defer a.Close()
		}
		page, ok := ask(a)
		switch {
		case !ok:
			return nil
		case i == 0:
			look.Control = page
		case i == 1:
			look.Client = page
		default:
			look.Again = &page
		}
		if i == 1 && !look.Differ() {
			break
		}
	}
	return &look
}

// stranger is the same account, asked by a client that nobody has: with a secret of its
// own where a real one has one, never with the real one.
func (r *run) stranger(secret bool) (*account.Account, error) {
	name, err := r.randomHex(10)
	if err != nil {
		return nil, err
	}
	c := r.p.Client
	if c.Identifier, err = zendesk.ParseIdentifier("zdg-" + name); err != nil {
		return nil, err
	}
	var made zendesk.Secret
	if secret && !r.p.Secret.IsZero() {
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
	_, err := io.ReadFull(r.p.Rand, b)
	return hex.EncodeToString(b), err
}

// try sends a made-up code. What is issued for it is kept, to be revoked.
func (r *run) try(ctx context.Context, a *account.Account) checklist.Tried {
	t := checklist.Tried{Answer: checklist.AnswerUnclear}
	t.Seen = r.patiently(ctx, func() explain.Seen {
		probe, err := a.ProbeCredentials(ctx, r.verifier)
		r.keep(probe.Issued)
		if probe.MayHaveIssued {
			r.miss(checklist.UnseenProbe, 1)
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

// patiently asks, and once more after the wait that the answer asks for.
func (r *run) patiently(ctx context.Context, ask func() explain.Seen) explain.Seen {
	seen := ask()
	if s := seen.Status; s != http.StatusTooManyRequests && s != http.StatusServiceUnavailable || seen.RetryIn <= 0 || seen.RetryIn > waitBound {
		return seen
	}
	r.note(RateWait{r.step, r.p.Now().Add(seen.RetryIn)})
	if r.p.Sleep(ctx, seen.RetryIn) != nil {
		return seen
	}
	return ask()
}
