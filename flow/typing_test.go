package flow

import (
	"math/rand/v2"
	"strings"
	"testing"

	"zdg/checklist"
)

// lastSave is the draft that would be in the file.
func lastSave(effects []Effect, before checklist.Draft) checklist.Draft {
	for _, e := range effects {
		if save, is := e.(Save); is {
			before = save.Draft
		}
	}
	return before
}

// TestTypedIsSavedAndNoAnswer: what is being typed reaches the file, and changes nothing else.
func TestTypedIsSavedAndNoAnswer(t *testing.T) {
	d := usableDraft()
	begin := State{Draft: d, File: "zdg.toml", Page: PageAccount, Reached: PageSheet, AccountURL: "https://d3v-acme.zendesk.com"}
	s, effects := tell(begin, Typed{checklist.FieldSubdomain, "d3v-oth"})
	if !s.Draft.Equal(d) || s.AccountURL != begin.AccountURL || s.Page != begin.Page {
		t.Error("what is being typed is taken for an answer")
	}
	if got := lastSave(effects, d); !got.Equal(d.With(checklist.FieldSubdomain, "d3v-oth")) {
		t.Error("what is being typed is not saved")
	}
	if s, effects := tell(s, Typed{checklist.FieldSubdomain, "d3v-oth"}); len(effects) != 0 {
		t.Errorf("the same again: %v, %v", s.Typing, effects)
	}
	for name, row := range map[string]struct {
		events []Event
		want   checklist.Draft
		typing bool
	}{
		"left with more":     {[]Event{Answered{checklist.FieldSubdomain, "d3v-other"}}, d.With(checklist.FieldSubdomain, "d3v-other"), false},
		"left as it is":      {[]Event{Answered{checklist.FieldSubdomain, "d3v-oth"}}, d.With(checklist.FieldSubdomain, "d3v-oth"), false},
		"left as it was":     {[]Event{Answered{checklist.FieldSubdomain, "d3v-acme"}}, d, false},
		"typed back":         {[]Event{Typed{checklist.FieldSubdomain, "d3v-acme"}}, d, false},
		"emptied":            {[]Event{Typed{checklist.FieldSubdomain, ""}}, d.With(checklist.FieldSubdomain, ""), true},
		"another answer":     {[]Event{Answered{checklist.FieldName, "x"}}, d.With(checklist.FieldName, "x").With(checklist.FieldSubdomain, "d3v-oth"), true},
		"the record comes":   {[]Event{RecordRead{}}, d.With(checklist.FieldSubdomain, "d3v-oth"), true},
		"another page":       {[]Event{Jumped{PageURLs}}, d.With(checklist.FieldSubdomain, "d3v-oth").With(checklist.FieldLeftAt, "urls"), true},
		"32 digits and more": {[]Event{Typed{checklist.FieldSubdomain, strings.Repeat("0a", 20)}}, d, true},
		"left with so many":  {[]Event{Typed{checklist.FieldSubdomain, strings.Repeat("0a", 20)}, Answered{checklist.FieldSubdomain, strings.Repeat("0a", 20)}}, d.With(checklist.FieldSubdomain, strings.Repeat("0a", 20)), false},
		"in two halves":      {[]Event{Answered{checklist.FieldSubdomain, strings.Repeat("0a", 16) + " " + strings.Repeat("9f", 16)}}, d, false},
		"far too much of it": {[]Event{Typed{checklist.FieldSubdomain, strings.Repeat("x", MaxAnswer+1)}}, d, true},
	} {
		after, more := tell(s, row.events...)
		if got := lastSave(more, lastSave(effects, d)); !got.Equal(row.want) {
			t.Errorf("%s: saved is %v, want %v", name, got, row.want)
		}
		if typing := after.Typing != (Typed{}); typing != row.typing {
			t.Errorf("%s: still typing %v", name, typing)
		}
		if after, _ := tell(after, Saved{lastSave(more, lastSave(effects, d))}); !after.Saved {
			t.Errorf("%s: it does not know that all is saved", name)
		}
	}
}

// TestWithheldIsKnownOnTheWayOut: whoever leaves is told of what was not saved while it was typed.
func TestWithheldIsKnownOnTheWayOut(t *testing.T) {
	begun := strings.Repeat("0a", 20)
	for name, row := range map[string]struct {
		events []Event
		want   checklist.Field
	}{
		"begun":           {[]Event{Typed{checklist.FieldName, begun}}, checklist.FieldName},
		"found":           {[]Event{withheld{checklist.FieldName}}, checklist.FieldName},
		"no more":         {[]Event{Typed{checklist.FieldName, begun}, Typed{checklist.FieldName, "Acme"}}, ""},
		"an answer":       {[]Event{Typed{checklist.FieldName, begun}, Answered{checklist.FieldName, begun}}, ""},
		"another page":    {[]Event{Typed{checklist.FieldName, begun}, Back{}}, ""},
		"nothing of this": {[]Event{Typed{checklist.FieldName, "Acme"}}, ""},
	} {
		s, _ := tell(State{Draft: usableDraft(), File: "zdg.toml", Page: PageDetails, Reached: PageSheet}, append(row.events, Left{Interrupted})...)
		if s.Withheld != row.want {
			t.Errorf("%s: withheld is %q, want %q", name, s.Withheld, row.want)
		}
	}
}

// TestAnAnswerIsTakenWholeOrNotAtAll: beyond the bound the old one stays, in
// words; one that a file holds already can be made shorter.
func TestAnAnswerIsTakenWholeOrNotAtAll(t *testing.T) {
	long := func(n int) string { return strings.Repeat("x", n) }
	for _, tt := range []struct {
		before, typed string
		taken         bool
	}{
		{"a", long(MaxAnswer), true},
		{"a", long(MaxAnswer + 1), false},
		{long(MaxAnswer + 9), long(MaxAnswer + 8), true},
		{long(MaxAnswer + 9), long(MaxAnswer+8) + "y", false},
		{long(MaxAnswer + 9), "", true},
	} {
		s := State{Draft: checklist.Draft{}.With(checklist.FieldName, tt.before), File: "zdg.toml"}
		s, effects := tell(s, Answered{checklist.FieldName, tt.typed})
		if taken := s.Draft.Get(checklist.FieldName) == tt.typed; taken != tt.taken || has[Save](effects) != tt.taken {
			t.Errorf("%d bytes over %d: taken %v", len(tt.typed), len(tt.before), taken)
		}
		if !tt.taken && (s.Draft.Get(checklist.FieldName) != tt.before || !strings.Contains(s.Notice.Text, "not taken")) {
			t.Errorf("%d bytes over %d: %d held, and it says %q", len(tt.typed), len(tt.before), len(s.Draft.Get(checklist.FieldName)), s.Notice.Text)
		}
	}
}

// TestTheFileHoldsWhatWasTyped: after any events, what was saved last is every
// answer and what stands in the open field.
func TestTheFileHoldsWhatWasTyped(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 5))
	fields := []checklist.Field{checklist.FieldName, checklist.FieldSubdomain, checklist.FieldRedirectURLs}
	for range 300 {
		s := State{Draft: usableDraft(), File: "zdg.toml", Page: PageFit, Reached: PageSheet}
		file := s.Draft
		for range 30 {
			f, text := fields[random.IntN(3)], strings.Repeat("x", random.IntN(4))
			e := []Event{Typed{f, text}, Answered{f, text}, Continued{}, Back{}, Jumped{PageURLs}, Failed{"full"}}[random.IntN(6)]
			var effects []Effect
			s, effects = tell(s, e)
			file = lastSave(effects, file)
			want := s.Draft
			if s.Typing.Field != "" {
				want = want.With(s.Typing.Field, s.Typing.Text)
			}
			if !file.Equal(want) {
				t.Fatalf("after %#v the file has %v, want %v", e, file, want)
			}
		}
	}
}
