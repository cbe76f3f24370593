package checklist

import (
	"slices"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// knownMin is the length, in bytes, from which the known secret is looked for inside an
// answer. A shorter one would be found in many words, so it has to be the whole answer.
const knownMin = 8

// secretFinder returns a function that reports whether an answer holds the known secret:
// whole or in pieces, inside other text, and in any encoding (redact.Veil). For the zero
// Secret none does. Making the function takes longer than calling it, so one serves all the
// answers of a draft.
func secretFinder(known zendesk.Secret) func(answer string) bool {
	secret := known.Reveal()
	switch {
	case len(secret) < zendesk.SecretMin: // an answer like yes, typed at the wrong prompt
		return func(string) bool { return false }
	case len(secret) < knownMin:
		return func(answer string) bool { return strings.EqualFold(strings.TrimSpace(answer), secret) }
	}
	var veil redact.Veil
	veil.Add(secret)
	return veil.InPieces
}

// Misplaced returns the questions, in their order, whose answers hold the known secret (none
// for the zero Secret), or look like a secret (redact.LooksLikeSecret) and were not declared
// to be none. Declaring (Declare) does not help an answer that holds the known secret. Such an
// answer must not be saved.
func Misplaced(d Draft, known zendesk.Secret) []Field {
	inside := holdsSecret(known)
	return answersThat(d, func(f Field, answer string) bool {
		return inside(f, answer) || !d.Declared(f) && redact.LooksLikeSecret(answer)
	})
}

func holdsSecret(known zendesk.Secret) func(Field, string) bool {
	holds := secretFinder(known)
	return func(f Field, answer string) bool {
		id := strings.TrimSpace(answer)
		if f == FieldIdentifier && id == known.Reveal() && strings.HasPrefix(id, zdgPrefix) {
			return false // the identifier was given as the secret: the remarks on the secret say so
		}
		return holds(answer)
	}
}

func answersThat(d Draft, looks func(Field, string) bool) []Field {
	var found []Field
	for _, f := range d.searched() {
		if looks(f, d.Get(f)) {
			found = append(found, f)
		}
	}
	return found
}

// searched returns everything in the draft that may hold a secret.
func (d Draft) searched() []Field { return append(d.answered(), FieldComments) }

// Declared reports whether the developer said that the answer to f, as it stands,
// is no secret.
func (d Draft) Declared(f Field) bool { return slices.Contains(d.Lines(FieldNotSecret), string(f)) }

// Declare returns the draft with f answered, and with the developer's word that this answer
// is no secret. That holds for this value only: With takes it back. What is noted is the
// field's key, nothing of the value.
func (d Draft) Declare(f Field, typed string) Draft {
	return d.With(f, typed).With(FieldNotSecret, strings.Join(append(d.undeclared(f), string(f)), "\n"))
}

func (d Draft) undeclared(f Field) []string {
	return slices.DeleteFunc(d.Lines(FieldNotSecret), func(name string) bool { return name == string(f) })
}

// Veiled returns the draft with dots in place of every answer that holds the known secret,
// to be shown or judged, and the fields of those answers.
func Veiled(d Draft, known zendesk.Secret) (Draft, []Field) {
	found := answersThat(d, holdsSecret(known))
	return d.masked(found), found
}

// withoutSecrets returns the draft with dots in place of the answers that hold the secret
// (e.SecretIn) or look like one, and the fields of those answers.
func (d Draft) withoutSecrets(e Evidence) (Draft, []Field) {
	found := Misplaced(d, zendesk.Secret{})
	for _, f := range e.SecretIn {
		if !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	return d.masked(found), found
}

// masked returns the draft with dots in place of these answers.
func (d Draft) masked(fields []Field) Draft {
	for _, f := range fields {
		d = d.With(f, "•••")
	}
	return d
}

// noSecret is the check that no answer holds a secret.
const noSecret = "no-secret-in-answers"

func misplacedChecks() []Check {
	key := func(f Field) string { return string(f) }
	check := Check{Stage: StageSecret, How: byDraft}.row
	return []Check{check(noSecret, "no answer holds a secret", FieldNotSecret,
		inferred("Z7", "client secrets that were seen in public are 64 hexadecimal digits; no format is documented. That no answer may look like one, so that the file is safe to commit, is our own rule"),
		func(d Draft, e Evidence) Finding {
			if found := e.SecretIn; len(found) > 0 {
				return fail("take the secret out of "+list(texts(found, Field.Title))+", and make a new one if others could read it; what is none is named in "+
					string(FieldNotSecret)+" of zdg.toml, with your word for it", fact("answers", list(texts(found, key))))
			}
			for _, name := range d.Lines(FieldNotSecret) {
				if _, known := Info(Field(name)); !known || Field(name) == FieldNotSecret {
					return fail(string(FieldNotSecret) + " names what is no answer: write keys of zdg.toml there, such as ticket, and take out what is none")
				}
			}
			if r, ok := savedRecord(d, e); ok { // what is not answered here comes from there
				for _, h := range r.Hidden {
					if h.Secret {
						return fail("take the secret out of the "+readableKey(h.Key)+" that Zendesk has saved, in Admin Center, and make a new one if others could read it", fact("saved", h.Key)).at(r.At)
					}
				}
			}
			said := answersThat(d, func(f Field, answer string) bool { return d.Declared(f) && redact.LooksLikeSecret(answer) })
			if len(said) > 0 {
				return ask("", fact("no_secret", list(texts(said, key))))
			}
			return pass()
		})}
}
