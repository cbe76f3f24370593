package checklist

import (
	"slices"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// knownMin is the shortest secret, in bytes, that is sought inside an answer. A
// shorter one is part of too many words: it has to be the whole answer.
const knownMin = 8

// LooksMisplaced reports whether an answer looks like a client secret that came
// into the wrong field: 64 hexadecimal digits, or most of them
// (redact.LooksLikeSecret), or the secret that is known, also inside of something else, broken into pieces, cut
// short and however it is written (redact.Veil). The zero Secret is none. This is the one place that decides;
// whoever is about to save what was typed asks it, or Misplaced.
func LooksMisplaced(answer string, known zendesk.Secret) bool {
	if answer == "" {
		return false
	}
	return redact.LooksLikeSecret(answer) || holder(known)(answer)
}

// holder returns what reports whether the known secret is in an answer. To make one
// takes longer than to ask it, so one is made for all the answers of a draft.
func holder(known zendesk.Secret) func(answer string) bool {
	secret := known.Reveal()
	switch {
	case secret == "":
		return func(string) bool { return false }
	case len(secret) < knownMin:
		return func(answer string) bool { return strings.EqualFold(strings.TrimSpace(answer), secret) }
	}
	var veil redact.Veil
	veil.Add(secret)
	return veil.InPieces
}

// Misplaced are the questions whose answers hold the known secret, or look like one
// and were not declared to be none, in their order. The word that an answer is no
// secret is about its looks: what holds the secret that is known has none.
func Misplaced(d Draft, known zendesk.Secret) []Field {
	inside := insideOf(known)
	return misplaced(d, func(f Field, answer string) bool {
		return inside(f, answer) || !d.Declared(f) && redact.LooksLikeSecret(answer)
	})
}

func insideOf(known zendesk.Secret) func(Field, string) bool {
	holds := holder(known)
	return func(f Field, answer string) bool { return holds(answer) && !given(f, answer, known) }
}

// given reports whether it is the other way round: an identifier was given as the
// secret. That is told where the secret is looked at.
func given(f Field, answer string, known zendesk.Secret) bool {
	answer = strings.TrimSpace(answer)
	return f == FieldIdentifier && answer == known.Reveal() && strings.HasPrefix(answer, zdgPrefix)
}

func misplaced(d Draft, looks func(Field, string) bool) []Field {
	var found []Field
	for _, f := range d.searched() {
		if looks(f, d.Get(f)) {
			found = append(found, f)
		}
	}
	return found
}

// searched is everything in the draft that a secret may have come into.
func (d Draft) searched() []Field { return append(d.answered(), FieldComments) }

// Declared reports whether the developer said that the answer to f, as it stands,
// is no secret.
func (d Draft) Declared(f Field) bool { return slices.Contains(d.Lines(FieldNotSecret), string(f)) }

// Declare returns the draft with f answered, and with the developer's word that
// this answer is no secret. An answer given with With has no such word: it is
// for one value only, and nothing of the value is in it.
func (d Draft) Declare(f Field, typed string) Draft {
	return d.With(f, typed).With(FieldNotSecret, strings.Join(append(d.undeclared(f), string(f)), "\n"))
}

func (d Draft) undeclared(f Field) []string {
	return slices.DeleteFunc(d.Lines(FieldNotSecret), func(name string) bool { return name == string(f) })
}

// Veiled returns the draft with dots in the place of every answer that holds the
// known secret, for whatever is shown or judged, and which they are.
func Veiled(d Draft, known zendesk.Secret) (Draft, []Field) {
	found := misplaced(d, insideOf(known))
	return d.without(found), found
}

// bare returns the draft without the answers that hold the secret, as the evidence
// knows, or look like one, and which they are.
func (d Draft) bare(e Evidence) (Draft, []Field) {
	found := Misplaced(d, zendesk.Secret{})
	for _, f := range e.SecretIn {
		if !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	return d.without(found), found
}

// without returns the draft with dots in the place of some answers.
func (d Draft) without(fields []Field) Draft {
	for _, f := range fields {
		d = d.With(f, "•••")
	}
	return d
}

// noSecret is the check that no answer holds a secret.
const noSecret = "no-secret-in-answers"

func misplacedChecks() []Check {
	return []Check{{
		ID: noSecret, Title: "no answer holds a secret", Stage: StageSecret, Field: FieldNotSecret, How: byDraft,
		Rule: inferred("Z7", "client secrets that were seen in public are 64 hexadecimal digits; no format is documented. That no answer may look like one, so that the file is safe to commit, is our own rule"),
		Judge: func(d Draft, e Evidence) Finding {
			if found := e.SecretIn; len(found) > 0 {
				return fail("take the secret out of "+list(titles(found))+", and make a new one if others could read it; what is none is named in "+
					string(FieldNotSecret)+" of zdg.toml, with your word for it", fact("answers", list(keys(found))))
			}
			for _, name := range d.Lines(FieldNotSecret) {
				if _, known := Info(Field(name)); !known || Field(name) == FieldNotSecret {
					return fail(string(FieldNotSecret) + " names what is no answer: write keys of zdg.toml there, such as ticket, and take out what is none")
				}
			}
			if r, ok := savedRecord(d, e); ok { // what is not answered here comes from there
				for _, h := range r.Hidden {
					if h.Secret {
						return fail("take the secret out of the "+words(h.Key)+" that Zendesk has saved, in Admin Center, and make a new one if others could read it", fact("saved", h.Key)).at(r.At)
					}
				}
			}
			var said []Field
			for _, f := range d.searched() {
				if d.Declared(f) && LooksMisplaced(d.Get(f), zendesk.Secret{}) {
					said = append(said, f)
				}
			}
			if len(said) > 0 {
				return ask("", fact("no_secret", list(keys(said))))
			}
			return pass()
		},
	}}
}

func titles(fields []Field) (all []string) {
	for _, f := range fields {
		all = append(all, f.Title())
	}
	return all
}

func keys(fields []Field) (all []string) {
	for _, f := range fields {
		all = append(all, string(f))
	}
	return all
}
