package plain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/store"
)

// onDisk saves drafts in a real file; a test ends as soon as it has begun.
type onDisk struct{ file *store.File }

func (r onDisk) Run(_ context.Context, e flow.Effect, tell func(flow.Event)) {
	switch e := e.(type) {
	case flow.Save:
		if _, err := r.file.Save(e.Draft); err != nil {
			tell(flow.Failed{What: err.Error()})
			return
		}
		tell(flow.Saved(e))
	case flow.Measure:
		tell(flow.Ended{Try: e.Try, At: noon, Evidence: checklist.Evidence{Outcome: checklist.OutcomeFailed}})
	}
}

// dialogue runs the wizard on a zdg.toml of this text, over lines of a pipe.
func dialogue(t *testing.T, text []byte, lines ...string) (path, said string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), store.FileName)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	file, d, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	session := flow.NewSession(context.Background(), flow.Begin(flow.State{Draft: d, File: path, Saved: true, SecretGiven: true}), onDisk{file})
	var out guarded
	err = Run(t.Context(), Options{Session: session, In: strings.NewReader(strings.Join(append(lines, ""), "\n")), Out: &out})
	if err != nil && !errors.Is(err, ErrEOF) {
		t.Error(err)
	}
	if err := session.Close(context.Background()); err != nil {
		t.Error(err)
	}
	wantPlain(t, out.String())
	return path, out.String()
}

// odd is text that inputs are known to lose or to rewrite.
func odd() []string {
	var urls []string
	for i := range 190 {
		urls = append(urls, fmt.Sprintf("https://acme%03d.example/%s", i, strings.Repeat("p", 45)))
	}
	return []string{
		strings.Join(urls, "\n"), strings.Repeat("fifteen letters", 1000), "a\tb\r\nc\rd\t\t", "\x00\x1b[31mred\x7f\u0085",
		"e" + strings.Repeat("\u0301", 40_000), "\u202eabc\u2066\u200b\ufeff", " \n \n  x  ", strings.Repeat("\n", 5000), "back", `\quit`, "🇩🇪漢字",
	}
}

// TestAVisitChangesNothing walks at random through random drafts with every word
// that answers nothing: the file stays as it is byte for byte.
func TestAVisitChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 4))
	drafts := 3
	if os.Getenv("ZDG_REQUIRE_TOOLS") != "" {
		drafts = 8 // each takes a second
	}
	for i := range drafts {
		d := checklist.Draft{}
		for _, info := range checklist.Fields() {
			switch random.IntN(3) {
			case 0:
				d = d.With(info.Field, odd()[random.IntN(len(odd()))])
			case 1:
				d = d.With(info.Field, full().Get(info.Field))
			}
		}
		pages := flow.Pages()
		d = d.With(checklist.FieldLeftAt, string(pages[random.IntN(len(pages))].ID)).With(checklist.FieldTestRedirect, "http://127.0.0.1:18573/callback")
		text := append([]byte("# my own words\r\n"), store.Write(d)...)
		var lines []string
		for range 100 {
			lines = append(lines, []string{"", "", "", "", "back", "help", "go", "go 1", "go 3", "go 6", "go submit"}[random.IntN(11)])
		}
		path, _ := dialogue(t, text, lines...)
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, text) {
			t.Errorf("draft %d: the file changed (%d bytes, now %d)", i, len(text), len(got))
		}
	}
}

// TestAPasteAtThePrompt: 2000 lines make a list; far too many, and a line of megabytes, are refused, and
// the old list stays.
func TestAPasteAtThePrompt(t *testing.T) {
	d := full().With(checklist.FieldLeftAt, string(flow.PageURLs))
	var urls []string
	for i := range 2000 {
		urls = append(urls, fmt.Sprintf("https://acme%04d.example/cb", i))
	}
	path, _ := dialogue(t, store.Write(d), append(urls, "", "quit")...)
	if got, err := store.Load(path); err != nil || got.Get(checklist.FieldRedirectURLs) != strings.Join(urls, "\n") {
		t.Errorf("%d of 2000 URLs were taken: %v", len(got.Lines(checklist.FieldRedirectURLs)), err)
	}
	var long []string // few lines, since each has the whole list saved
	for i := range 200 {
		long = append(long, fmt.Sprintf("https://acme%04d.example/%s", i, strings.Repeat("p", 1000)))
	}
	for name, lines := range map[string][]string{
		"too many":         append(slices.Clone(long), "", "quit"),
		"too many, no end": long,
		"a line of 3 MB":   {strings.Repeat("x", 3<<20), "", "quit"},
	} {
		path, said := dialogue(t, store.Write(d), lines...)
		if got, err := store.Load(path); err != nil || got.Get(checklist.FieldRedirectURLs) != d.Get(checklist.FieldRedirectURLs) {
			t.Errorf("%s: the old list did not stay: %v", name, err)
		}
		has(t, said, "fail: ", "not taken")
	}
}

// TestALineThatTheTerminalCut is refused, since its end is lost.
func TestALineThatTheTerminalCut(t *testing.T) {
	r := converse(t, at(flow.PageDetails), &fake{}, func(k *talk) {
		k.types(strings.Repeat("x", 4095))
		k.sees("the terminal cut this line after 4095 bytes")
		k.types(strings.Repeat("y", 4094), "quit")
	})
	if got := r.state.Draft.Get(checklist.FieldName); got != strings.Repeat("y", 4094) {
		t.Errorf("the name has %d letters", len(got))
	}
}

// TestThePromptWaitsForTheDisk: while an answer is not on disk yet, nothing more is asked.
func TestThePromptWaitsForTheDisk(t *testing.T) {
	f := &fake{}
	converse(t, at(flow.PageDetails), f, func(k *talk) {
		f.slow = make(chan struct{}) // of this bubble
		k.types("Acme Other")
		if text := k.out.String(); strings.Contains(text[k.seen:], "Description [") {
			t.Error("the next prompt is there before the answer is on disk")
		}
		close(f.slow)
		synctest.Wait()
		k.sees("Description [")
		k.types("quit")
	})
}

// TestTheItemsOfAnUnfinishedListAreSaved within a second, though the list has no end
// yet, and more comes all the time.
func TestTheItemsOfAnUnfinishedListAreSaved(t *testing.T) {
	f := &fake{}
	converse(t, at(flow.PageURLs), f, func(k *talk) {
		list := full().Get(checklist.FieldRedirectURLs)
		saved := func() string {
			f.mu.Lock()
			defer f.mu.Unlock()
			if len(f.saved) == 0 {
				return ""
			}
			return f.saved[len(f.saved)-1].Get(checklist.FieldRedirectURLs)
		}
		var second string // the list as it was a second ago
		for i := range 100 {
			item := fmt.Sprintf("https://number%d.example/cb", i)
			k.sends(item)
			list += "\n" + item
			time.Sleep(pausedAfter - 10*time.Millisecond)
			if i%20 == 0 {
				if !strings.HasPrefix(saved(), second) {
					t.Errorf("after %d items %d are saved", i, strings.Count(saved(), "number"))
				}
				second = list
			}
		}
		if got := strings.Count(saved(), "number"); got == 100 {
			t.Error("each line has the list saved anew")
		}
		time.Sleep(2 * pausedAfter)
		if got := saved(); got != list {
			t.Errorf("after a pause are saved %q", got)
		}
		k.types("https://one.example/cb", "", "quit")
		f.mu.Lock()
		defer f.mu.Unlock()
		if got, want := f.saved[len(f.saved)-1].Get(checklist.FieldRedirectURLs), strings.TrimPrefix(list, full().Get(checklist.FieldRedirectURLs)+"\n")+"\nhttps://one.example/cb"; got != want {
			t.Errorf("the ended list is %q, want %q", got, want)
		}
	})
}

// TestALinePastedBehindAnAnswerAnswersNothing: one text with an empty line and a yes in it
// gives one answer, or one list, and starts no test.
func TestALinePastedBehindAnAnswerAnswersNothing(t *testing.T) {
	f := &fake{}
	r := converse(t, at(flow.PageDetails), f, func(k *talk) {
		k.sees("Name [")
		k.pastes("Acme Other", "", "yes", "quit")
		k.sees("warn: what came before this question was asked answers nothing, 3 lines: give one answer at a time", "Description [")
		k.types("quit")
	})
	before := full()
	if got := r.state.Draft; got.Get(checklist.FieldName) != "Acme Other" || got.Get(checklist.FieldDescription) != before.Get(checklist.FieldDescription) {
		t.Errorf("the answers are %q and %q", got.Get(checklist.FieldName), got.Get(checklist.FieldDescription))
	}

	r = converse(t, at(flow.PageURLs), f, func(k *talk) {
		k.pastes("", "https://one.example/cb", "", "https://two.example/cb")
		k.types("", "quit")
	})
	if got := r.state.Draft.Get(checklist.FieldRedirectURLs); got != "https://one.example/cb\nhttps://two.example/cb" {
		t.Errorf("the list is %q", got)
	}

	r = converse(t, at(flow.PageCreate), f, func(k *talk) {
		k.pastes("", "", "yes", "")
		k.hides("quit")
	})
	if r.state.Page != flow.PageSecret || r.state.Test.Phase != flow.Idle {
		t.Errorf("the paste went on to %v", r.state.Page)
	}
}
