package flow

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
)

// TestNewsInTheSameWords: what came of an action is told again when the action is repeated.
func TestNewsInTheSameWords(t *testing.T) {
	s := State{Draft: usableDraft(), Page: PageTest, Reached: PageTest, SecretGiven: true, Practice: true}
	s, _ = Update(s, Started{})
	s, _ = Update(s, Awaits{1, &Wait{}})
	s, _ = Update(s, Failed{What: "the page says no"})
	for _, e := range []Event{Consented{Allow: true}, Pasted{Text: "x"}, Showed{Text: "x"}} {
		if again, _ := Update(s, e); again.Notice != (Notice{}) {
			t.Errorf("%T: the notice stays: %+v", e, again.Notice)
		}
	}
}

func TestTestRunsOnceAndOldTriesAreDropped(t *testing.T) {
	s := State{Draft: usableDraft(), Page: PageTest, Reached: PageTest, SecretGiven: true}
	s, effects := Update(s, Started{})
	if !has[Measure](effects) || s.Test.Phase != Running || s.Test.Try != 1 {
		t.Fatalf("%+v %v", s.Test, effects)
	}
	s, effects = Update(s, Started{})
	if has[Measure](effects) || !has[Stop](effects) || s.Test.Phase != Stopping {
		t.Fatalf("a second try began before the first has ended: %v", effects)
	}
	s, effects = Update(s, Ended{Try: 1})
	if !has[Measure](effects) || s.Test.Try != 2 || s.Test.Phase != Running {
		t.Fatalf("the second try did not follow: %+v %v", s.Test, effects)
	}
	for _, old := range []Event{
		Logged{Try: 1},
		StepBegan{1, checklist.StepReach},
		Measured{1, checklist.Evidence{Outcome: checklist.OutcomeFailed}},
		Awaits{1, &Wait{}},
		Strayed{1, 3, "no state"},
		PasteRefused{1, "no"},
		Ended{Try: 1},
	} {
		if next, effects := Update(s, old); !reflect.DeepEqual(next, s) || len(effects) > 0 {
			t.Errorf("%T of an earlier try changed something", old)
		}
	}
}

func TestLeavingWaitsForTheTest(t *testing.T) {
	s, _ := tell(State{Draft: usableDraft(), Page: PageTest, Reached: PageTest}, Started{})
	s, effects := Update(s, Left{Interrupted})
	if has[Leave](effects) || !has[Stop](effects) || s.Leaving {
		t.Fatalf("left while the test is running: %v", effects)
	}
	waited, effects := Update(s, Ended{Try: 1})
	if !has[Leave](effects) || !waited.Leaving || waited.Exit != Interrupted {
		t.Errorf("did not leave after the end: %v", effects)
	}
	if _, effects = Update(s, Left{Interrupted}); !has[Leave](effects) {
		t.Error("a second ctrl+c does not leave at once")
	}
}

func TestBackDuringATestStopsItFirst(t *testing.T) {
	s, _ := tell(State{Draft: usableDraft(), Page: PageTest, Reached: PageTest}, Started{})
	s, effects := Update(s, Back{})
	if s.Page != PageTest || !has[Stop](effects) {
		t.Fatalf("page %s, effects %v", s.Page, effects)
	}
	if s, _ = Update(s, Ended{Try: 1}); s.Page != PageSecret || s.Test.Phase != Idle {
		t.Errorf("after the end: page %s, phase %d", s.Page, s.Test.Phase)
	}
}

// TestLivingTokensAreToldOnTheNextPage: whoever leaves the page while a test stops is
// told there that a token lives on; the step that says so is not in sight any more.
func TestLivingTokensAreToldOnTheNextPage(t *testing.T) {
	for _, left := range []int{0, 2} {
		s := Begin(State{Draft: usableDraft().With(checklist.FieldLeftAt, string(PageTest)), SecretGiven: true})
		s, _ = tell(s, Started{}, Back{}, Ended{Try: 1, Evidence: checklist.Evidence{Revoke: &checklist.Revoke{Issued: 2, Left: left}}})
		if s.Page == PageTest || (s.Notice.Text != "") != (left > 0) || left > 0 && !strings.Contains(s.Notice.Text, "Admin Center") {
			t.Errorf("%d left: %q on %s", left, s.Notice.Text, s.Page)
		}
	}
}

func TestConsentIsForPracticeAlone(t *testing.T) {
	for _, practice := range []bool{false, true} {
		s, _ := tell(State{Draft: usableDraft(), Page: PageTest, Practice: practice}, Started{}, Awaits{1, &Wait{AuthorizeURL: "https://x"}})
		if _, effects := Update(s, Consented{Allow: true}); has[Consent](effects) != practice {
			t.Errorf("practice %v: %v", practice, effects)
		}
	}
}

// TestATestKeepsWhatItDoesNotMeasure: the logo and the rehearsal come from elsewhere, perhaps
// while the test or the probe runs.
func TestATestKeepsWhatItDoesNotMeasure(t *testing.T) {
	s := State{Draft: usableDraft(), Page: PageTest, Reached: PageTest, SecretGiven: true}
	s.Evidence.Logo = &checklist.Logo{Path: "old.png"}
	s, _ = tell(s, Started{}, Inspected{Logo: checklist.Logo{Path: "new.png"}}, RehearsalRead{Rehearsal: &checklist.Rehearsal{AppVersion: "2"}})
	began := checklist.Evidence{Logo: &checklist.Logo{Path: "old.png"}}
	for _, e := range []Event{Measured{1, began}, Ended{Try: 1, Evidence: began}, Probed{Evidence: began}} {
		if s, _ = Update(s, e); s.Evidence.Rehearsal == nil || s.Evidence.Logo.Path != "new.png" {
			t.Errorf("%T: the rehearsal is %v, the logo %v", e, s.Evidence.Rehearsal, s.Evidence.Logo)
		}
	}
}

// TestAProbeKeepsARecordPastedMeanwhile, and takes its own where that is the newer one.
func TestAProbeKeepsARecordPastedMeanwhile(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 11, 27, 10, minute, 0, 0, time.UTC) }
	record := func(name string, minute int) (checklist.Record, checklist.Step) {
		return checklist.Record{Name: name}, checklist.Step{ID: checklist.StepRecord, At: at(minute)}
	}
	for pasted, want := range map[int]string{5: "of before", 15: "pasted"} {
		var began checklist.Evidence
		before, step := record("of before", 1)
		began.Record = &before
		began = began.WithStep(step).WithStep(checklist.Step{ID: checklist.StepReach, At: at(10)})
		read, step := record("pasted", pasted)
		s, _ := tell(State{Draft: usableDraft(), Page: PageReview, Reached: PageReview}, RecordRead{Record: read, Step: step}, Probed{Evidence: began})
		if got, _ := s.Evidence.Step(checklist.StepRecord); s.Evidence.Record.Name != want || (want == "pasted") != got.At.Equal(at(pasted)) {
			t.Errorf("pasted at :%02d: the record is %q, its step of %s", pasted, s.Evidence.Record.Name, got.At)
		}
	}
}

// TestNobodyGoesOnWhileTheTestRuns: who tries is told so, and the test goes on.
func TestNobodyGoesOnWhileTheTestRuns(t *testing.T) {
	s, _ := tell(State{Draft: usableDraft(), Page: PageTest, Reached: PageTest, SecretGiven: true}, Started{})
	next, effects := Update(s, Continued{})
	if next.Page != PageTest || next.Test.Phase != Running || !next.Notice.Bad || len(effects) > 0 {
		t.Errorf("on %s, %v, %q, %v", next.Page, next.Test.Phase, next.Notice.Text, effects)
	}
}
