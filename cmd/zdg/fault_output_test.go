package main

import (
	"strings"
	"testing"
	"unicode"

	"zdg/checklist"
)

// oneLineEach fails when a step has more than one line, but for what is said below one
// that is not right.
func oneLineEach(t *testing.T, text string) {
	t.Helper()
	steps, amiss := 0, false
	for line := range strings.Lines(text) {
		switch mark := []rune(line)[0]; {
		case strings.ContainsRune("✓✗!?–", mark):
			steps, amiss = steps+1, mark != '✓' && mark != '?'
			if len([]rune(strings.TrimRight(line, " \n"))) <= 27 && !strings.Contains(line, "not made") {
				t.Errorf("a step without a word on what was seen: %q", line)
			}
		case strings.HasPrefix(line, " ") && !amiss:
			t.Errorf("below a step that is all right: %q", line)
		}
	}
	if steps == 0 || steps > len(checklist.StepIDs()) {
		t.Errorf("%d lines of steps", steps)
	}
}

// oneVerdict compares what was printed with the JSON: a step is printed once, with the
// verdict that it has in the end (one that was not made may be counted only), and what the
// account said of it stands in both.
func oneVerdict(t *testing.T, text string, machine testJSON) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, s := range machine.Steps {
		title, marks := checklist.StepID(s.ID).Title(), []string(nil)
		for line := range strings.Lines(text) {
			if mark, rest, _ := strings.Cut(line, " "); mark != "" && (strings.HasPrefix(rest, title+" ") || strings.HasPrefix(rest, title+":")) {
				marks = append(marks, mark)
			}
		}
		want := checklist.Verdict(s.Verdict).Mark()
		if len(marks) > 1 || len(marks) == 1 && marks[0] != want || len(marks) == 0 && s.Verdict != "not-run" {
			t.Errorf("step %s: printed %q, and the JSON says %s", s.ID, marks, s.Verdict)
		}
		said := s.Facts[checklist.KeySaid]
		if s.Diagnosis != nil && s.Diagnosis.Said != "" && said == "" && s.ID != string(checklist.StepScopes) {
			t.Errorf("step %s: the JSON lacks what was said", s.ID)
		} else if s.Verdict != "pass" && !strings.Contains(flat, strings.Join(strings.Fields(said), " ")) {
			t.Errorf("step %s: the text lacks %q", s.ID, said)
		}
		if bad := s.Verdict == "fail" || s.Verdict == "warn"; s.Diagnosis != nil && bad && !strings.Contains(flat, strings.Join(strings.Fields(s.Fix), " ")) {
			t.Errorf("step %s: the text lacks the fix %q", s.ID, s.Fix)
		}
	}
}

// revoked asks the account, not zdg, whether a token still lives: then the revoke step may not
// pass, and says until when and where to delete it, in the JSON too.
func (row faultRow) revoked(t *testing.T, r *faultRun, machine testJSON) {
	t.Helper()
	lives := 0
	for _, token := range r.account.Tokens() {
		if token.Access || token.Refresh {
			lives++
		}
	}
	for _, s := range machine.Steps {
		switch {
		case s.ID != string(checklist.StepRevoke):
		case lives > 0 && s.Verdict != string(checklist.Warn):
			t.Errorf("%d tokens live on, and the step says %s: %s", lives, s.Verdict, s.Summary)
		case s.Verdict == string(checklist.Warn) && (s.Facts["may_live_until"] == "" || !strings.Contains(s.Fix, "Admin Center")):
			t.Errorf("it is not said until when it lives, and where it is deleted: %+v", s)
		}
	}
}

// noSecretInOutputs fails when anything that came out holds a secret, or what a terminal
// would act on.
func (r *faultRun) noSecretInOutputs(t *testing.T) {
	t.Helper()
	outputs := map[string]string{"text": r.text, "JSON": r.json, "page": r.page}
	for _, seen := range r.traffic {
		e := seen.Exchange
		outputs["traffic"] += strings.Join([]string{
			e.Method, e.URL, strings.Join(e.RequestHeaders, "\n"), e.RequestBody,
			strings.Join(e.ResponseHeaders, "\n"), e.ResponseBody, e.Problem, e.Curl(),
		}, "\n")
	}
	for name, text := range outputs {
		if n := r.secrets.in(text); n > 0 {
			t.Errorf("the %s holds %d of the secrets", name, n)
		}
		if at := strings.IndexFunc(text, actsOnTerminal); at >= 0 {
			t.Errorf("the %s holds %q", name, []rune(text[at:])[0])
		}
	}
	if len(r.text) > 16<<10 {
		t.Errorf("%d bytes were printed: names are not bounded", len(r.text))
	}
}

// actsOnTerminal reports whether a terminal actsOnTerminal on a character, or shows the text in another
// order than it has.
func actsOnTerminal(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}
