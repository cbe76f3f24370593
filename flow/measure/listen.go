package measure

import (
	"context"
	"errors"
	"strings"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/flow/loopback"
)

// listen binds the port of the redirect URL before any browser is opened.
func (r *run) listen(ctx context.Context) result {
	l, err := loopback.Listen(ctx, loopback.Options{
		Redirect: r.plan.Client.Redirect, State: r.state, AuthorizeURL: r.authorizeURL, Label: r.plan.Label,
		Rand: r.plan.Rand, Now: r.plan.Now,
	})
	if err == nil {
		r.listener = l
		return result{facts: []checklist.Fact{fact("listening_on", strings.Join(l.Addr(), " "))}}
	}
	if res, yes := stoppedResult(ctx, nil); yes {
		return res
	}
	if errors.Is(err, loopback.ErrCannotListen) {
		why := "nothing can be received at this redirect URL: the address that the browser ends on has to be pasted"
		if r.plan.Deliver == nil && r.plan.Answer == nil {
			return result{notRun: why, halt: "nothing can be received, and nothing can be pasted here: use a redirect URL on loopback with a port from 1024 on", outcome: checklist.OutcomeFailed}
		}
		return result{notRun: why}
	}
	word := explain.NetOther
	if _, busy := errors.AsType[*loopback.BusyError](err); busy {
		word = explain.NetPortBusy
	} else if _, reserved := errors.AsType[*loopback.ReservedError](err); reserved {
		word = explain.NetPortDenied
	}
	return result{
		seen:    &explain.Seen{Where: explain.Network, Error: word, Text: redact.Clean(err.Error(), 500)},
		outcome: checklist.OutcomeFailed, halt: "the callback could not be listened for",
	}
}
