package plain

import (
	"errors"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
)

func TestGraveSecretIsTakenAfterYes(t *testing.T) {
	s := at(flow.PageSecret)
	s.SecretGiven = false
	r := script(t, s, &fake{}, "short one", "no", "short one", "YES", "quit")
	if len(r.secrets) != 1 || r.secrets[0] != "short one" || strings.Contains(r.text, "short one") {
		t.Errorf("%q:\n%s", r.secrets, r.text)
	}
}

func TestPublicClientNeedsNoSecret(t *testing.T) {
	s := at(flow.PageSecret)
	s.SecretGiven = false
	s.Draft = s.Draft.With(checklist.Kind, "public")
	r := script(t, s, &fake{}, "no", "quit")
	has(t, r.text, "A public client needs no secret", "Question 1 of 1: Identifier and secret are saved", "Stage 5 of 8")
}

func TestHiddenPromptEnds(t *testing.T) {
	s := at(flow.PageSecret)
	r := converse(t, s, &fake{}, func(k *talk) { k.hides("\x04") })
	if !errors.Is(r.err, ErrEOF) {
		t.Error(r.err)
	}
	r = converse(t, s, &fake{}, func(k *talk) {
		for range secretTries {
			k.hides("\x01" + planted)
		}
	})
	if r.err == nil || strings.Contains(r.err.Error(), planted) || strings.Count(r.text, "fail: the secret holds a control character") != secretTries {
		t.Errorf("%v:\n%s", r.err, r.text)
	}
}
