package plain

import (
	"errors"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// TestGraveSecretIsTakenAfterYes: what is hardly a secret is taken only when that is confirmed.
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
	s.Draft = s.Draft.With(checklist.FieldKind, "public")
	r := script(t, s, &fake{}, "no", "", "quit")
	has(t, r.text, "the test does not use its secret", "its first six characters claim the client", "Question 1 of 2: Secret, identifier saved?", "Question 2 of 2: Secret ever regenerated?", "Stage 5 of 9")
}

// TestHiddenPromptEnds with the input, and after some tries that cannot be a secret.
func TestHiddenPromptEnds(t *testing.T) {
	s := at(flow.PageSecret)
	r := converse(t, s, &fake{}, func(k *talk) { k.hides("\x04") })
	if !errors.Is(r.err, ErrEOF) {
		t.Error(r.err)
	}
	r = converse(t, s, &fake{}, func(k *talk) {
		for range maxSecretTries {
			k.hides("\x01" + planted)
		}
	})
	if r.err == nil || strings.Contains(r.err.Error(), planted) || strings.Count(r.text, "fail: the secret holds a control character") != maxSecretTries {
		t.Errorf("%v:\n%s", r.err, r.text)
	}
}

// TestASecretIsTakenBack: clear has it forgotten, and is no secret itself. In practice an empty
// line after another secret takes the prepared one again.
func TestASecretIsTakenBack(t *testing.T) {
	s := at(flow.PageSecret)
	s.SecretGiven = false
	r := script(t, s, &fake{}, planted, "back", "CLEAR", "", planted, "quit")
	has(t, r.text, "The secret is forgotten.\nClient secret of zdg-acme for d3v-acme.zendesk.com (hidden):\nfail: no secret yet: paste it")
	if len(r.secrets) != 2 || !r.state.SecretGiven {
		t.Errorf("taken: %d", len(r.secrets))
	}
	s.Practice, s.SecretGiven, s.SecretFrom = true, true, "the practice vault"
	for _, way := range []string{"", "clear"} {
		r = script(t, s, &fake{vault: true}, "mistyped-secret-0123456789", "back", "help", way, "quit")
		has(t, r.text, "(hidden) [taken from the practice vault]:", "Practice has one prepared. To take it: an empty line.", "(hidden) [the one of the practice vault]:\n")
		if len(r.secrets) != 1 || r.state.SecretFrom != "the practice vault" {
			t.Errorf("%q: the vault's is not taken:\n%s", way, r.text)
		}
	}
}

// held is a secret that only a comparison finds.
const held = "Zk9-qwertyuiop-ASDFGH-1234567890-xyz"

func heldSecret(t *testing.T) zendesk.Secret {
	t.Helper()
	known, err := zendesk.ParseSecret(held)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// TestTheSecretIsNotSaidBack where it is given in the place of an answer, as by a second paste of it.
func TestTheSecretIsNotSaidBack(t *testing.T) {
	known := heldSecret(t)
	for _, row := range []struct {
		page  flow.PageID
		lines []string
		want  string
	}{
		{flow.PageFit, []string{held, "it is " + held}, "fail: what looks like a client secret is not one of the answers"},
		{flow.PageSecret, []string{held, held}, "fail: what looks like a client secret is not one of the answers"},
		{flow.PageTest, []string{held}, "fail: what looks like a client secret is not one of the answers"},
		{flow.PageReview, []string{held}, "fail: what looks like a client secret is not one of the answers"},
		{flow.PageCreate, []string{held}, "fail: what looks like a client secret is not one of the answers"},
		{flow.PageReview, []string{"go " + held}, "what looks like a client secret is not a stage"},
		{flow.PageFit, []string{strings.ToUpper(planted)}, "fail: what looks like a client secret is not one of the answers"},
	} {
		r := script(t, at(row.page), &fake{known: known}, append(row.lines, "quit")...)
		if has(t, r.text, row.want); strings.Contains(strings.ToLower(r.text), strings.ToLower(held[:12])) || strings.Contains(r.text, "0123456789ABCDEF") {
			t.Errorf("%s: it is said back:\n%s", row.page, r.text)
		}
	}
}

// TestAnAnswerThatHoldsTheSecretIsNotShown at its question, as when the file has it.
func TestAnAnswerThatHoldsTheSecretIsNotShown(t *testing.T) {
	known := heldSecret(t)
	for page, f := range map[flow.PageID]checklist.Field{flow.PageDetails: checklist.FieldName, flow.PageFit: checklist.FieldProduct} {
		s := at(page)
		s.Draft = s.Draft.With(f, held)
		r := script(t, s, &fake{known: known}, "", "quit")
		if has(t, r.text, "[•••]"); strings.Contains(r.text, held[:12]) {
			t.Errorf("%s is shown:\n%s", f, r.text)
		}
	}
}
