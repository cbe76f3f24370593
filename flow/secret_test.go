package flow

import (
	"context"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

const hexSecret = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

// knownSecret is one that only a comparison finds.
func knownSecret(t *testing.T) zendesk.Secret {
	t.Helper()
	known, err := zendesk.ParseSecret("S3cret-of.our+client/2026")
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// keeping is a runner that holds a secret, as the real one does.
type keeping struct{ secret zendesk.Secret }

func (keeping) Run(context.Context, Effect, func(Event)) {}
func (k keeping) Misplaced(d checklist.Draft) []checklist.Field {
	return checklist.Misplaced(d, k.secret)
}

// TestASecretInTheWrongField: an answer that looks like a secret is neither in the
// state nor saved before the person has said that it is none; that word is for
// this field and this value only.
func TestASecretInTheWrongField(t *testing.T) {
	known := knownSecret(t)
	for name, typed := range map[string]string{
		"64 digits": hexSecret, "in capitals, with spaces": "  " + strings.ToUpper(hexSecret) + "\n", "in a URL": "https://a.example/cb?s=" + hexSecret,
		"the secret itself": known.Reveal(), "in words": "it is " + known.Reveal() + ".", "percent-encoded": "https://a.example/S3cret-of.our%2Bclient%2f2026",
	} {
		t.Run(name, func(t *testing.T) {
			s := NewSession(t.Context(), State{File: "zdg.toml", Page: PageSheet, Reached: PageSheet}, keeping{known})
			defer s.Close(t.Context())
			says := func(want bool, e Event) State {
				t.Helper()
				before := s.State().Draft
				next := s.Tell(e)
				if (next.Doubted != "") != want || want && (!next.Draft.Equal(before) || !next.Notice.Bad || strings.Contains(next.Notice.Text, known.Reveal())) {
					t.Fatalf("%T: doubted %q, notice %+v", e, next.Doubted, next.Notice)
				}
				return next
			}
			if !s.Doubts(checklist.FieldTicket, typed) {
				t.Fatal("it is not doubted")
			}
			says(true, Answered{checklist.FieldTicket, typed})
			if next := says(false, Back{}); !next.Notice.Bad {
				t.Error("the page was left without a word of what was not saved")
			}
			says(true, Answered{checklist.FieldTicket, typed})
			next := says(false, Vouched{checklist.FieldTicket, typed})
			if next.Draft.Get(checklist.FieldTicket) != typed || !next.Draft.Declared(checklist.FieldTicket) || s.Doubts(checklist.FieldTicket, typed) {
				t.Fatal("the person's word was not taken")
			}
			if strings.Contains(next.Draft.Get(checklist.FieldNotSecret), typed) {
				t.Error("the word holds the value")
			}
			if hex := strings.Contains(strings.ToLower(typed), hexSecret); slices.Contains(next.Evidence.SecretIn, checklist.FieldTicket) == hex {
				t.Errorf("the word is about its looks: the known secret is told in %v", next.Evidence.SecretIn)
			}
			says(true, Answered{checklist.FieldUseCase, typed}) // another field
			says(false, Answered{checklist.FieldTicket, "#1"})
			says(true, Answered{checklist.FieldTicket, typed}) // the word ended with the value
		})
	}
}

// TestASecretThatComesLater: an answer that was given before is found when the
// secret is.
func TestASecretThatComesLater(t *testing.T) {
	known := knownSecret(t)
	r := &keeping{}
	s := NewSession(t.Context(), State{}, r)
	defer s.Close(t.Context())
	s.Tell(Answered{checklist.FieldUseCase, "it is " + known.Reveal()})
	if in := s.State().Evidence.SecretIn; in != nil {
		t.Errorf("found in %v", in)
	}
	r.secret = known
	next := s.Tell(SecretKept{})
	if !slices.Equal(next.Evidence.SecretIn, []checklist.Field{checklist.FieldUseCase}) || !next.Notice.Bad {
		t.Errorf("found in %v, notice %+v", next.Evidence.SecretIn, next.Notice)
	}
	r.secret = zendesk.Secret{}
	if next = s.Tell(SecretDropped{}); next.Evidence.SecretIn != nil {
		t.Errorf("a secret that is not held any more is found in %v", next.Evidence.SecretIn)
	}
	r.secret = known
	s.Tell(SecretKept{})
	if next = s.Tell(Answered{checklist.FieldUseCase, "copies tickets"}); next.Evidence.SecretIn != nil {
		t.Errorf("still found in %v", next.Evidence.SecretIn)
	}
}

// TestUpdateDoubtsByItself what has the form of a secret; what is the known one only a session can tell.
func TestUpdateDoubtsByItself(t *testing.T) {
	s, effects := Update(State{File: "zdg.toml"}, Answered{checklist.FieldTicket, hexSecret})
	if s.Doubted != checklist.FieldTicket || s.Draft.Has(checklist.FieldTicket) || len(effects) > 0 {
		t.Errorf("doubted %q, effects %v", s.Doubted, effects)
	}
}

// TestASecretIsNotSavedWhileTyped: what is saved by itself once a second is held back
// where it looks like a secret, and does not even enter the state where it is the known
// one.
func TestASecretIsNotSavedWhileTyped(t *testing.T) {
	known := knownSecret(t)
	before := State{File: "zdg.toml", Page: PageSheet, Reached: PageSheet, Draft: checklist.Draft{}.With(checklist.FieldTicket, "#1")}
	if alone, _ := Update(before, Typed{checklist.FieldTicket, hexSecret}); forFile(alone).Get(checklist.FieldTicket) != "#1" {
		t.Error("the process alone would have it written")
	}
	for name, typed := range map[string]string{"64 digits": hexSecret, "the secret itself": "is " + known.Reveal()} {
		s := NewSession(t.Context(), before, keeping{known})
		next := s.Tell(Typed{checklist.FieldTicket, "#12"})
		if got := forFile(next).Get(checklist.FieldTicket); got != "#12" {
			t.Errorf("%s: the file has %q", name, got)
		}
		next = s.Tell(Typed{checklist.FieldTicket, typed})
		if got := forFile(next).Get(checklist.FieldTicket); got != "#1" {
			t.Errorf("%s: the file has %q", name, got)
		}
		if strings.Contains(next.Typing.Text, known.Reveal()) {
			t.Errorf("%s: it is in the state", name)
		}
		s.Close(t.Context())
	}
}
