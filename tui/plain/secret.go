package plain

import (
	"io"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// secretTries is how often a hidden prompt may fail in a row.
const secretTries = 10

// secretPage reminds that identifier and secret must be saved before anything
// is done with them, takes the secret hidden, and asks for the developer's word.
func (w *wizard) secretPage() error {
	d := w.draft()
	w.gap()
	w.say("Save both in your password manager or vault. The identifier:")
	w.say(shown(d.Get(checklist.Identifier)))
	var steps []step
	if d.IsPublic() {
		w.say("A public client needs no secret: PKCE proves it. Nothing about a secret is tested. Save it all the same: the form that claims the client wants its first six characters.")
	} else {
		steps = append(steps, step{ask: w.askSecret})
	}
	return w.walk(append(steps, w.fields([]checklist.Field{checklist.Stored})...))
}

// askSecret takes the secret. Nothing of it is ever printed.
func (w *wizard) askSecret(number, of int) (move, error) {
	w.ask(number, of, "Secret")
	w.say("Copy the secret from where it is saved now, and paste it here. It stays hidden.")
	for failures := 0; ; {
		s := w.Session.State()
		whose := flow.SecretOf(s.Draft.Get(checklist.Identifier), s.AccountURL)
		p := prompt{name: "Secret", line: whose + " (hidden):", help: []string{"The client secret, from where you saved it. It is held in memory only."}}
		switch {
		case s.SecretGiven && s.SecretFrom != "":
			p.line = whose + " (hidden) [taken from " + shown(s.SecretFrom) + "]:"
		case s.SecretGiven:
			p.line = whose + " (hidden) [taken; it is held in memory only]:"
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
		case secret.IsZero() && s.SecretGiven:
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
			w.say("pass: taken; it is held in memory only")
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
		if wrong == io.EOF {
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
	id, _ := zendesk.ParseIdentifier(w.draft().Get(checklist.Identifier)) // a wrong one is told on its own page
	grave := false
	for _, r := range secret.Remarks(id) {
		if r.Grave {
			grave = true
			w.verdict(checklist.Fail, r.Text)
		} else {
			w.verdict(checklist.Warn, r.Text)
		}
	}
	if !grave {
		return onwards, nil
	}
	p.line = "Type yes to take it as it is: the account will tell. Anything else asks for it again:"
	text, m, err := w.read(p)
	if err == nil && m == onwards && !is(text, "yes") {
		return back, nil
	}
	return m, err
}
