package plain

import (
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// maxSecretTries is how often the hidden prompt may fail in a row.
const maxSecretTries = 10

// askSecret asks for the secret, and prints nothing of it.
func (w *wizard) askSecret(e page.Entry, number, of int) (move, error) {
	w.questionHeading(number, of, "Secret")
	for failures := 0; ; {
		s := w.Session.State()
		given := s.SecretGiven
		fromVault := s.Practice && given && s.SecretFrom == "" // typed over the one of practice, which an empty line takes again
		p := prompt{name: "Secret", line: e.Label + " (hidden):", help: []string{
			"The client secret, from where you saved it. It is kept in memory only.", "To have it forgotten: " + clearWord + ".",
		}}
		switch {
		case fromVault:
			p.line = e.Label + " (hidden) [the one of the practice vault]:"
			p.help[1] = "Practice has one prepared. To take it: an empty line."
		case given:
			p.line = e.Label + " (hidden) [" + oneLine(strings.TrimPrefix(e.Hint, "✓ ")) + "]:"
		}
		secret, m, wrong, err := w.readSecret(p)
		switch {
		case err != nil || m != moveOn:
			return m, err
		case wrong != nil:
			w.verdict(checklist.Fail, wrong.Error())
			if failures++; failures == maxSecretTries && w.interactive() {
				return moveAway, w.abandon(wrong)
			}
			continue
		case secret.IsZero() && fromVault:
			if s := w.takeBack(); s.SecretFrom != "" {
				w.say("pass: taken from " + s.SecretFrom)
				return moveOn, nil
			}
			continue
		case secret.IsZero() && given:
			return moveOn, nil
		case secret.IsZero():
			w.tell(flow.Continued{}) // says what is missing
			continue
		case strings.EqualFold(cleanLine(secret.Reveal()), clearWord):
			if s := w.takeBack(); s.SecretGiven {
				w.say("The secret of " + s.SecretFrom + " is taken again.")
			} else {
				w.say("The secret is forgotten.")
			}
			continue
		}
		failures = 0
		if m, err := w.confirmSecret(secret, p); err != nil || m != moveOn {
			if m == moveBack {
				continue
			}
			return m, err
		}
		w.tell(flow.SecretTyped{Secret: secret})
		w.waitFor(func(s flow.State) bool { return s.SecretGiven || s.Notice.Bad })
		if w.Session.State().SecretGiven {
			w.say("pass: taken; kept in memory only")
			return moveOn, nil
		}
	}
}

// takeBack has the secret forgotten that was typed. In practice the vault's counts then.
func (w *wizard) takeBack() flow.State {
	w.tell(flow.SecretTyped{})
	w.waitFor(func(s flow.State) bool { return !s.SecretGiven || s.SecretFrom != "" || s.Notice.Bad })
	return w.Session.State()
}

// readSecret reads the secret, from the hidden prompt or from a pipe: the zero Secret for an empty
// line. wrong says why what was typed cannot be one.
func (w *wizard) readSecret(p prompt) (secret zendesk.Secret, m move, wrong, err error) {
	for {
		if w.interactive() {
			secret, wrong, err = w.awaitSecret(p)
		} else {
			w.say(p.line)
			var text string
			if text, err = w.await(p); err == nil && cleanLine(text) != "" {
				secret, wrong = zendesk.ParseSecret(text)
			}
		}
		if err != nil || wrong != nil || secret.IsZero() {
			return secret, moveOn, wrong, err
		}
		asked, argument, _ := parse(cleanLine(secret.Reveal()))
		if asked == noWord {
			return secret, moveOn, nil, nil
		}
		if m, done := w.doWord(p, asked, argument); done {
			return zendesk.Secret{}, m, nil, nil
		}
		secret = zendesk.Secret{}
	}
}

// confirmSecret says what is odd about the secret. If any of it is grave, the person has to say
// yes; anything else is moveBack, to type it again.
func (w *wizard) confirmSecret(secret zendesk.Secret, p prompt) (move, error) {
	remarks, grave, _ := page.SecretRemarks(w.Session.State(), secret.Reveal())
	for _, r := range remarks {
		if r.Grave {
			w.verdict(checklist.Fail, r.Text)
		} else {
			w.verdict(checklist.Warn, r.Text)
		}
	}
	if !grave {
		return moveOn, nil
	}
	p.line = "Type yes to try it anyway. Anything else asks for it again:"
	text, m, err := w.read(p)
	if err == nil && m == moveOn && !strings.EqualFold(text, "yes") {
		return moveBack, nil
	}
	return m, err
}
