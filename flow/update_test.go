package flow

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// usableDraft is one with which every page can be left.
func usableDraft() checklist.Draft {
	return checklist.Draft{}.
		With(checklist.FieldSubdomain, "d3v-acme").With(checklist.FieldIdentifier, "zdg-acme").With(checklist.FieldKind, "confidential").
		With(checklist.FieldRedirectURLs, "http://127.0.0.1:18573/callback\nhttps://acme.example/cb").With(checklist.FieldScopes, "read").
		With(checklist.FieldStored, "yes")
}

// tell is the state after some events, and all effects of them.
func tell(s State, events ...Event) (State, []Effect) {
	var all []Effect
	for _, e := range events {
		next, effects := Update(s, e)
		s, all = next, append(all, effects...)
	}
	return s, all
}

func has[E Effect](effects []Effect) bool {
	for _, e := range effects {
		if _, is := e.(E); is {
			return true
		}
	}
	return false
}

func TestContinueStopsOnlyAtWhatCannotBeUsed(t *testing.T) {
	for _, tt := range []struct {
		name  string
		page  PageID
		field checklist.Field
		typed string
		stays bool
	}{
		{"no subdomain", PageAccount, checklist.FieldSubdomain, "", true},
		{"foreign host", PageAccount, checklist.FieldSubdomain, "https://help.acme.com", true},
		{"subdomain without the prefix", PageAccount, checklist.FieldSubdomain, "acme", false},
		{"identifier without the prefix", PageIdentity, checklist.FieldIdentifier, "acme", false},
		{"numeric identifier", PageIdentity, checklist.FieldIdentifier, "50789", false},
		{"no identifier", PageIdentity, checklist.FieldIdentifier, " ", true},
		{"no kind", PageIdentity, checklist.FieldKind, "", true},
		{"no redirect URL", PageURLs, checklist.FieldRedirectURLs, "\n", true},
		{"redirect URL with a fragment", PageURLs, checklist.FieldRedirectURLs, "https://acme.example/#x", true},
		{"no scope", PageURLs, checklist.FieldScopes, "", true},
		{"unknown scope", PageURLs, checklist.FieldScopes, "cheese:read", false},
		{"no description", PageDetails, checklist.FieldDescription, "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := State{Draft: usableDraft().With(tt.field, tt.typed), Page: tt.page, Reached: tt.page}
			next, _ := Update(s, Continued{})
			if stays := next.Page == tt.page; stays != tt.stays {
				t.Errorf("stays = %v, want %v (%q)", stays, tt.stays, next.Notice.Text)
			}
			if tt.stays && !next.Notice.Bad {
				t.Error("it stays without a word")
			}
			if back, _ := Update(next, Back{}); tt.stays && back.Page != previousPage(next) {
				t.Errorf("back leads to %s", back.Page)
			}
		})
	}
}

func TestSecretPageWantsTheSecretAndTheWord(t *testing.T) {
	s := State{Draft: usableDraft(), Page: PageSecret, Reached: PageSecret}
	if next, _ := Update(s, Continued{}); next.Page != PageSecret {
		t.Error("went on without a secret")
	}
	public := s
	public.Draft = s.Draft.With(checklist.FieldKind, "public")
	if next, _ := Update(public, Continued{}); next.Page != PageTest {
		t.Error("a public client needs no secret")
	}
	s.SecretGiven = true
	unsaid := s
	unsaid.Draft = s.Draft.With(checklist.FieldStored, "")
	if next, _ := Update(unsaid, Continued{}); next.Page != PageSecret || !next.Notice.Bad || next.Notice.Text != "say whether the identifier and secret are saved" {
		t.Errorf("on %s without the word that both are saved: %q", next.Page, next.Notice.Text)
	}
	if next, _ := Update(s, Continued{}); next.Page != PageTest {
		t.Error("does not go on with secret and word")
	}
}

// TestSecretCountsOnceTheRunnerHasIt: typed, it is handed on, and only counts as given when that is told.
func TestSecretCountsOnceTheRunnerHasIt(t *testing.T) {
	secret, err := zendesk.ParseSecret("planted-secret-0123456789")
	if err != nil {
		t.Fatal(err)
	}
	s, effects := Update(State{Page: PageSecret}, SecretTyped{secret})
	if !has[KeepSecret](effects) {
		t.Fatal("the secret is not handed on")
	}
	if s.SecretGiven {
		t.Error("given before the runner has it")
	}
	if s, _ = Update(s, SecretKept{}); !s.SecretGiven {
		t.Error("not given although the runner has it")
	}
	if s.SecretDoubt != "" {
		t.Errorf("it is doubted: %s", s.SecretDoubt)
	}
	s.Draft = s.Draft.With(checklist.FieldIdentifier, "planted-secret-0123456789")
	if s, _ = Update(s, SecretTyped{secret}); !strings.Contains(s.SecretDoubt, "same as the identifier") {
		t.Errorf("that it is the identifier is forgotten: %q", s.SecretDoubt)
	}
	if s, effects = Update(s, SecretTyped{}); s.SecretDoubt != "" || !has[KeepSecret](effects) {
		t.Errorf("it is not taken back: %q, %v", s.SecretDoubt, effects)
	}
	if s, _ = Update(s, SecretDropped{}); s.SecretGiven {
		t.Error("given although the runner holds none")
	}
}

func TestJumpOnlyToReachedPages(t *testing.T) {
	s := State{Draft: usableDraft(), Page: PageURLs, Reached: PageSecret}
	if next, _ := Update(s, Jumped{PageFit}); next.Page != PageFit || next.Reached != PageSecret {
		t.Errorf("jump back: %s, reached %s", next.Page, next.Reached)
	}
	if next, _ := Update(s, Jumped{PageSecret}); next.Page != PageSecret {
		t.Error("jump to the furthest page refused")
	}
	if next, _ := Update(s, Jumped{PageSheet}); next.Page != PageURLs {
		t.Error("jumped to a page that was never reached")
	}
	if next, _ := Update(s, Jumped{"nowhere"}); next.Page != PageURLs {
		t.Error("jumped to a page that does not exist")
	}
}

func TestEveryAnswerIsSavedOnceItChanges(t *testing.T) {
	s := State{Page: PageAccount, File: "zdg.toml"}
	s, effects := Update(s, Answered{checklist.FieldSubdomain, "wrong one!"})
	if !has[Save](effects) || s.Saved {
		t.Fatalf("effects %v, saved %v", effects, s.Saved)
	}
	older := s.Draft
	s, _ = Update(s, Answered{checklist.FieldSubdomain, "acme"})
	if s, _ = Update(s, Saved{older}); s.Saved {
		t.Error("an older draft counts as saved")
	}
	if s, _ = Update(s, Saved{s.Draft}); !s.Saved {
		t.Error("the newest draft does not count as saved")
	}
	if _, effects = Update(s, Answered{checklist.FieldSubdomain, "acme"}); len(effects) > 0 {
		t.Errorf("the same answer again: %v", effects)
	}
	s.File = ""
	if _, effects = Update(s, Answered{checklist.FieldSubdomain, "other"}); has[Save](effects) {
		t.Error("practice touches a file")
	}
}

// TestBeginAsksForTheSecretAgain before pages behind it, where it is needed and not given.
func TestBeginAsksForTheSecretAgain(t *testing.T) {
	at := func(id PageID) checklist.Draft { return usableDraft().With(checklist.FieldLeftAt, string(id)) }
	for _, tt := range []struct {
		name  string
		state State
		want  PageID
	}{
		{"fresh", State{}, PageFit},
		{"unknown page", State{Draft: at("cellar")}, PageFit},
		{"before the secret", State{Draft: at(PageURLs)}, PageURLs},
		{"behind the secret", State{Draft: at(PageReview)}, PageSecret},
		{"behind it, tested", State{Draft: at(PageReview), Evidence: checklist.Evidence{Outcome: checklist.OutcomePassed}}, PageReview},
		{"behind it, public", State{Draft: at(PageReview).With(checklist.FieldKind, "public")}, PageReview},
		{"behind it, given", State{Draft: at(PageReview), SecretGiven: true}, PageReview},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := Begin(tt.state)
			if s.Page != tt.want {
				t.Errorf("begins at %s, want %s", s.Page, tt.want)
			}
			if was := PageID(tt.state.Draft.Get(checklist.FieldLeftAt)); Known(was) && s.Reached != was {
				t.Errorf("reached %s, was %s", s.Reached, was)
			}
		})
	}
}

// TestSubmitInALaterSessionAsksTheStoreOnceMore: before the request is sent the secret is asked for again,
// where this session has none, and is proven.
func TestSubmitInALaterSessionAsksTheStoreOnceMore(t *testing.T) {
	s := State{Draft: usableDraft(), Page: PageRequest, Reached: PageSheet, Evidence: checklist.Evidence{Outcome: checklist.OutcomePassed}}
	s, _ = Update(s, Continued{})
	if s.Page != PageSecret || s.Notice.Text == "" {
		t.Fatalf("on %s, %q", s.Page, s.Notice.Text)
	}
	s, _ = Update(s, SecretKept{})
	s, effects := Update(s, Continued{})
	if s.Page != PageFreeze || !has[Probe](effects) || s.Onward != "" {
		t.Errorf("on %s with %v", s.Page, effects)
	}
	same := State{Draft: usableDraft(), Page: PageRequest, Reached: PageSheet, SecretGiven: true}
	if same, _ = Update(same, Continued{}); same.Page != PageFreeze {
		t.Errorf("in the same session it goes to %s", same.Page)
	}
}

// TestRandomEventsKeepTheDraft: whatever happens, what was typed is kept, nothing leaves before a test
// has ended unless it was asked for twice, and no effect follows Leave.
func TestRandomEventsKeepTheDraft(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 7))
		s := Begin(State{Draft: usableDraft(), File: "zdg.toml", SecretGiven: rng.IntN(2) == 0, Practice: rng.IntN(2) == 0})
		typed := map[checklist.Field]string{}
		impatient := 0
		for range 300 {
			e := randomEvent(rng, s)
			if a, is := e.(Answered); is && !s.Leaving {
				typed[a.Field] = a.Typed
			}
			if _, is := e.(Left); is {
				impatient++
			}
			before := s
			var effects []Effect
			s, effects = Update(s, e)
			delete(typed, checklist.FieldAsSent) // zdg writes it anew when the day of the request is noted
			for field, want := range typed {
				if field != checklist.FieldLeftAt && field != checklist.FieldTestRedirect && field != checklist.FieldRedirectURLs && s.Draft.Get(field) != want {
					t.Fatalf("seed %d: %T lost %s", seed, e, field)
				}
			}
			if has[Leave](effects) && before.Test.Phase != Idle && impatient < 2 {
				if _, ended := e.(Ended); !ended {
					t.Fatalf("seed %d: %T left a running test", seed, e)
				}
			}
			if before.Leaving && len(effects) > 0 {
				t.Fatalf("seed %d: %T has effects after leaving", seed, e)
			}
		}
	}
}

func randomEvent(rng *rand.Rand, s State) Event {
	field := checklist.Fields()[rng.IntN(len(checklist.Fields()))].Field
	try := s.Test.Try - rng.IntN(2)
	page := pages[rng.IntN(len(pages))].ID
	events := []Event{
		Answered{field, []string{"", "x", "d3v-acme", "two\nlines", "yes"}[rng.IntN(5)]},
		Continued{},
		Continued{},
		Continued{},
		Back{},
		Jumped{page},
		SecretTyped{},
		Started{},
		Stopped{},
		Pasted{"x"},
		OpenAsked{"x"},
		Consented{true},
		SecretKept{},
		SecretDropped{},
		Logged{Try: try},
		StepBegan{try, checklist.StepExchange},
		Measured{try, checklist.Evidence{}},
		Awaits{try, &Wait{Since: time.Unix(1, 0)}},
		Strayed{try, 1, "no state"},
		PasteRefused{try, "x"},
		Ended{Try: try},
		Exchanged{Try: try},
		Showed{Code: "no-such-client"},
		TookLocalOff{},
		RecordAsked{},
		RecordPasted{"{}"},
		RecordRead{},
		Saved{s.Draft},
		Inspected{},
		Failed{"x"},
		[]Event{Back{}, Continued{}, Left{Interrupted}}[rng.IntN(3)],
	}
	return events[rng.IntN(len(events))]
}

// TestAPublicClientNeedsNoSecret, however zdg.toml spells its kind.
func TestAPublicClientNeedsNoSecret(t *testing.T) {
	for _, kind := range []string{"public", "Public", " PUBLIC ", `"public",`} {
		d := usableDraft().With(checklist.FieldKind, kind).With(checklist.FieldStored, "yes")
		if s, _ := Update(State{Draft: d, Page: PageSecret, Reached: PageSecret}, Continued{}); s.Page == PageSecret {
			t.Errorf("%q: %s", kind, s.Notice.Text)
		}
		if s := Begin(State{Draft: d.With(checklist.FieldLeftAt, string(PageReview))}); s.Page != PageReview {
			t.Errorf("%q: begins at %s", kind, s.Page)
		}
	}
}

// TestRehearsalIsLookedFor when it is asked for; that none is kept is said only to who looks again.
func TestRehearsalIsLookedFor(t *testing.T) {
	s := State{Page: PageReview, AccountURL: "https://d3v-acme.zendesk.com", Draft: checklist.Draft{}.With(checklist.FieldIdentifier, "zdg-acme")}
	for _, again := range []bool{false, true} {
		looking, effects := Update(s, RehearsalAsked{Again: again})
		want := ReadRehearsal{AccountURL: s.AccountURL, Identifier: "zdg-acme", Again: again}
		if len(effects) != 1 || effects[0] != Effect(want) || !looking.Looking {
			t.Errorf("again %t: %+v, looking %t", again, effects, looking.Looking)
		}
		none, _ := Update(looking, RehearsalRead{Again: again})
		if none.Looking || (none.Notice.Text != "") != again {
			t.Errorf("again %t: looking %t, said %q", again, none.Looking, none.Notice.Text)
		}
		read, _ := Update(looking, RehearsalRead{Rehearsal: &checklist.Rehearsal{AppVersion: "2"}, Again: again})
		if read.Evidence.Rehearsal == nil || read.Notice.Text != "" {
			t.Errorf("again %t: %+v", again, read.Evidence.Rehearsal)
		}
		if failed, _ := Update(looking, Failed{What: "x"}); failed.Looking {
			t.Error("it is looked for after that has failed")
		}
	}
	s.Practice = true
	if looking, effects := Update(s, RehearsalAsked{}); looking.Looking || len(effects) > 0 {
		t.Error("in practice nothing is kept, and it is looked for")
	}
}

// TestTheTestsURLIsAskedOnlyWhereTheListLeavesItOpen: one redirect URL on this machine is the
// one that the test uses, and is marked in the list.
func TestTheTestsURLIsAskedOnlyWhereTheListLeavesItOpen(t *testing.T) {
	const local, other = "http://127.0.0.1:18573/callback", "https://app.acme.com/callback"
	for _, tt := range []struct {
		exists, urls, given string
		want                bool
	}{
		{"yes", "", "", true},
		{"no", "", "", false},
		{"no", local, "", false},
		{"no", local + "\n" + other, "", false},
		{"no", local + "\nhttp://localhost:18574/callback", "", true},
		{"no", other + "\nhttps://app.acme.com/second", "", true},
		{"no", other, local, true}, // what does not fit the list can be corrected
	} {
		d := checklist.Draft{}.With(checklist.FieldClientExists, tt.exists).With(checklist.FieldRedirectURLs, tt.urls).With(checklist.FieldTestRedirect, tt.given)
		if got := Shown(checklist.FieldTestRedirect, d); got != tt.want {
			t.Errorf("%+v: asked %v", tt, got)
		}
	}
}
