package rehearse

import (
	"regexp"
	"slices"
	"testing"
)

// TestScenariosAreComplete: every scenario says what it rests on, and depends only on scenarios before it.
func TestScenariosAreComplete(t *testing.T) {
	var before []string
	id := regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)+$`)
	for _, s := range Scenarios() {
		if !id.MatchString(s.ID) || slices.Contains(before, s.ID) {
			t.Errorf("the id %q", s.ID)
		}
		if s.Title == "" || s.Rule.Text == "" || s.Rule.Source.Key == "" || s.Rule.Confidence == "" || s.Rule.Source.AsOf.IsZero() || s.run == nil {
			t.Errorf("%s is not complete", s.ID)
		}
		if s.Fix == "" && !isQuestion(s) {
			t.Errorf("%s has no fix", s.ID)
		}
		for _, need := range s.Needs {
			if !slices.Contains(before, need) {
				t.Errorf("%s depends on %s, which does not come before it", s.ID, need)
			}
		}
		before = append(before, s.ID)
	}
}

// TestVaryingPartOfAState: the part of a state that is new each time.
func TestVaryingPartOfAState(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"abc1xyz", "abc2xyz", "1"}, {"same", "same", ""}, {"ab", "cd", "ab"}, {"p", "pq", ""},
	} {
		if got := varying(tt.a, []string{tt.a, tt.b}); got != tt.want {
			t.Errorf("of %q beside %q %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestReplaceInState: an account's name is found in a state, also in base64 and before a signature.
func TestReplaceInState(t *testing.T) {
	for state, want := range map[string]string{
		"acme.nonce.sig":     "other.nonce.sig",
		"YWNtZSBub25jZQ":     "b3RoZXIgbm9uY2U",
		"YWNtZSBub25jZQ.sig": "b3RoZXIgbm9uY2U.sig",
		"0123456789abcdef":   "",
		// Rails signs behind two hyphens, Django behind a colon; padding stays as it was.
		"eyJuIjoiYWNtZSJ9--5f0b": "eyJuIjoib3RoZXIifQ--5f0b",
		"YWNtZSE=--5f0b":         "b3RoZXIh--5f0b",
		"eyJuIjoiYWNtZSJ9:1a:b_": "eyJuIjoib3RoZXIifQ:1a:b_",
		"61636d65-1":             "6f74686572-1",
	} {
		if got := replaceInState(state, "acme", "other"); got != want {
			t.Errorf("%s becomes %q, want %q", state, got, want)
		}
	}
}
