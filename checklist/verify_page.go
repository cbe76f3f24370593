package checklist

import (
	"fmt"
	"strings"
)

const (
	eitherOne = "the client looks like this once it is global, and so does one of that account's own with the same identifier"
	orAnother = "ask a second account too: when both know it, it is global; or "
)

// byPage judges the authorize page. It counts only where two made-up identifiers are refused
// as unknown and the client is not.
func (e Elsewhere) byPage() Known {
	k := Known{Standing: UnclearThere, Rule: pageRule}
	if e.Page == nil {
		k.Why = "the authorize page was not looked at"
		return k
	}
	const sure = "name this account first and give the secret, so that both are tried there, or authorize there with --browser"
	p := *e.Page
	for _, a := range []PageAnswer{p.Client, p.Control} {
		if stop, ends := e.finalAnswer(a.Seen); ends {
			return stop
		}
	}
	switch {
	case !p.Differ():
		k.Why = "the authorize page answers somebody who is not signed in the same way for the client and for a made-up identifier (" + p.Client.words() + "), which says nothing about the client"
		k.Next = sure
	case !p.Control.noSuchClient() || p.Again == nil || !p.Again.noSuchClient() || !p.Client.knows():
		k.Why = "the authorize page answers differently for the client (" + p.Client.words() + ") and for a made-up identifier (" + p.Control.words() + "), but not in a way that tells which one it knows"
		k.Next = sure
	default:
		k.Knows = true
		k.Why = "the authorize page there says \"No such client\" of made-up identifiers and does not say so of the client; " + eitherOne
		k.Next = orAnother + sure
	}
	return k
}

func (a PageAnswer) same(b PageAnswer) bool {
	return a.Seen.Status == b.Seen.Status && a.To == b.To && a.noSuchClient() == b.noSuchClient() && a.refuses() == b.refuses()
}

// refuses reports whether the answer is the page on which Zendesk refuses a request, by the
// words that were seen on it (T9).
func (a PageAnswer) refuses() bool {
	return a.Seen.Status == 400 && strings.Contains(strings.ToLower(a.Seen.Text), "invalid authorization request")
}

func (a PageAnswer) noSuchClient() bool {
	return a.Seen.Status == 400 && strings.Contains(strings.ToLower(a.Seen.Text), "no such client")
}

// knows reports whether only a client that the account knows gets such an answer: a redirect
// to a sign-in page, or a refusal for another reason. A check for bots is neither.
func (a PageAnswer) knows() bool {
	if a.refuses() {
		return !a.noSuchClient()
	}
	path, _, _ := strings.Cut(strings.ToLower(a.To), "?")
	return strings.HasPrefix(path, "/") && (strings.HasPrefix(path, "/access/") || strings.HasPrefix(path, "/auth/") ||
		strings.HasSuffix(path, "/sign-in") || strings.HasSuffix(path, "/signin") || strings.HasSuffix(path, "/login"))
}

func (a PageAnswer) words() string {
	switch {
	case a.Seen.Status == 0:
		return "no answer"
	case a.To != "":
		return fmt.Sprintf("%d to %s", a.Seen.Status, a.To)
	case a.noSuchClient():
		return "400, No such client"
	}
	return fmt.Sprintf("%d", a.Seen.Status)
}
