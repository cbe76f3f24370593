package plain

import (
	"errors"
	"io"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// secretTries is how often a hidden prompt may fail in a row.
const secretTries = 10

// askSecret takes the secret. Nothing of it is ever printed.
func (w *wizard) askSecret(e page.Entry, number, of int) (move, error) {
	w.headed(number, of, "Secret")
	for failures := 0; ; {
		given := w.Session.State().SecretGiven
		p := prompt{name: "Secret", line: e.Label + " (hidden):", help: []string{"The client secret, from where you saved it. It is kept in memory only."}}
		if given {
			p.line = e.Label + " (hidden) [" + shown(strings.TrimPrefix(e.Hint, "✓ ")) + "]:"
		}
		secret, m, wrong, err := w.readSecret(p)
		switch {
		case err != nil || m != onwards:
			return m, err
		case wrong != nil:
			w.verdict(checklist.Fail, wrong.Error())
			if failures++; failures == secretTries && w.interactive() {
				return away, w.abandon(wrong)
			}
			continue
		case secret.IsZero() && given:
			return onwards, nil
		case secret.IsZero():
			w.tell(flow.Continued{}) // says what is missing
			continue
		}
		failures = 0
		if m, err := w.doubt(secret, p); err != nil || m != onwards {
			if m == back {
				continue
			}
			return m, err
		}
		w.tell(flow.SecretTyped{Secret: secret})
		w.until(func(s flow.State) bool { return s.SecretGiven || s.Notice.Bad })
		if w.Session.State().SecretGiven {
			w.say("pass: taken; kept in memory only")
			return onwards, nil
		}
	}
}

// readSecret reads the secret; the zero one for an empty line. wrong is why
// what came is none.
func (w *wizard) readSecret(p prompt) (secret zendesk.Secret, m move, wrong, err error) {
	for {
		secret, wrong, err = w.takeSecret(p)
		if err != nil || wrong != nil || secret.IsZero() {
			return secret, onwards, wrong, err
		}
		asked, argument, _ := parse(printable(secret.Reveal()))
		if asked == noWord {
			return secret, onwards, nil, nil
		}
		if m, done := w.obey(p, asked, argument); done {
			return zendesk.Secret{}, m, nil, nil
		}
	}
}

func (w *wizard) takeSecret(p prompt) (secret zendesk.Secret, wrong, err error) {
	if w.interactive() {
		secret, wrong, err = w.awaitSecret(p)
		if errors.Is(wrong, io.EOF) {
			wrong, err = nil, w.ended(p, io.EOF)
		}
		return secret, wrong, err
	}
	w.say(p.line)
	text, err := w.await(p)
	if err != nil || printable(text) == "" {
		return zendesk.Secret{}, nil, err
	}
	secret, wrong = zendesk.ParseSecret(text)
	return secret, wrong, nil
}

// doubt says what is odd about the secret; a grave doubt needs a yes to take
// the secret as it is. Anything else leads back to it.
func (w *wizard) doubt(secret zendesk.Secret, p prompt) (move, error) {
	remarks, grave, _ := page.SecretRemarks(w.Session.State(), secret.Reveal())
	for _, r := range remarks {
		if r.Grave {
			w.verdict(checklist.Fail, r.Text)
		} else {
			w.verdict(checklist.Warn, r.Text)
		}
	}
	if !grave {
		return onwards, nil
	}
	p.line = "Type yes to try it anyway. Anything else asks for it again:"
	text, m, err := w.read(p)
	if err == nil && m == onwards && !is(text, "yes") {
		return back, nil
	}
	return m, err
}
