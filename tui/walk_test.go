package tui

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
	"zdg/flow/store"
)

// onDisk saves drafts in a real file, and does nothing else.
type onDisk struct{ file *store.File }

func (r onDisk) Run(_ context.Context, e flow.Effect, tell func(flow.Event)) {
	if e, is := e.(flow.Save); is {
		if _, err := r.file.Save(e.Draft); err != nil {
			tell(flow.Failed{What: err.Error()})
			return
		}
		tell(flow.Saved(e))
	}
}

// wizardOn is the wizard on a zdg.toml of this text, without a terminal.
func wizardOn(t *testing.T, text []byte) (m *model, path string) {
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
	t.Cleanup(func() {
		if err := session.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	m = newModel(Options{Session: session, Now: atNoon}).begin()
	m.width, m.height = 100, 30
	return m, path
}

// randomDraft has odd answers to some questions, ordinary ones to others, and
// none to the rest.
func randomDraft(random *rand.Rand) checklist.Draft {
	texts := odd()
	names := slices.Sorted(maps.Keys(texts))
	d, room := checklist.Draft{}, 400_000
	for _, info := range checklist.Fields() {
		switch random.IntN(4) {
		case 0:
			text := texts[names[random.IntN(len(names))]]
			if room -= len(text); room > 0 {
				d = d.With(info.Field, text)
			}
		case 1:
			d = d.With(info.Field, info.Example)
		case 2:
			d = d.With(info.Field, filled().Get(info.Field))
		}
	}
	return d.With(checklist.FieldLeftAt, string(flow.PageSheet))
}

// TestAVisitChangesNothing walks at random through every page of random drafts,
// with every key that edits nothing: the file stays as it is byte for byte.
func TestAVisitChangesNothing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(8, 2))
	walk := []tea.KeyPressMsg{
		{Code: tea.KeyTab},
		{Code: tea.KeyTab},
		{Code: tea.KeyTab, Mod: tea.ModShift},
		{Code: tea.KeyDown},
		{Code: tea.KeyUp},
		{Code: tea.KeyEnter},
		{Code: 'n', Mod: tea.ModCtrl},
		{Code: tea.KeyEscape},
		{Code: tea.KeyF1},
		{Code: tea.KeyPgDown},
		{Code: 'g', Mod: tea.ModCtrl},
		{Code: tea.KeyEnd, Mod: tea.ModCtrl},
	}
	drafts := 3
	if os.Getenv("ZDG_REQUIRE_TOOLS") != "" {
		drafts = 8 // each takes a second
	}
	for i := range drafts {
		text := store.Write(randomDraft(random))
		if i%2 == 1 { // as somebody would write it
			text = append([]byte("# my own words\r\n"), bytes.Replace(text, []byte("version = 1"), []byte("  version=1"), 1)...)
			text = append(text, "# and more of them"...)
		}
		m, path := wizardOn(t, text)
		same := func(where string) {
			t.Helper()
			if content := m.View().Content; strings.ContainsAny(content, "\r\t\x00\x01\x7f\u0085\u009b\u202e\u2066\ufeff") || strings.Contains(content, "\x1b[31m") {
				t.Fatalf("draft %d: %s draws what acts on a terminal", i, where)
			}
			<-m.Session.Written()
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, text) {
				t.Fatalf("draft %d: %s changed the file (%d bytes, now %d)", i, where, len(text), len(got))
			}
		}
		for _, page := range flow.Pages() {
			m.tell(flow.Jumped{Page: page.ID})
			m.follow()
			for range 2 * len(page.Fields) {
				m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
			}
			same("a visit to " + string(page.ID))
		}
		for range 40 {
			k := walk[random.IntN(len(walk))]
			if on := m.state.Page; k.Code == tea.KeyEnter && (on == flow.PageTest || on == flow.PageSheet) {
				continue // would start the test, or end the wizard
			}
			if f := m.body.focusedField(); k.Code == tea.KeyEnter && f != nil && f.isChoice() {
				continue // would answer it
			}
			m.Update(k)
			same(fmt.Sprintf("%q on %s", k, m.state.Page))
		}
	}
}

// TestAnEditChangesOneAnswer: the other answers stay as they are.
func TestAnEditChangesOneAnswer(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails))
	for _, f := range []checklist.Field{checklist.FieldDescription, checklist.FieldCompany, checklist.FieldWebsite, checklist.FieldRedirectURLs} {
		d = d.With(f, odd()["tabs and CR"]+odd()["control characters"])
	}
	m, path := wizardOn(t, store.Write(d))
	m.Update(textKey("!"))
	m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	<-m.Session.Written()
	got, err := store.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	want := d.With(checklist.FieldName, d.Get(checklist.FieldName)+"!").With(checklist.FieldLeftAt, got.Get(checklist.FieldLeftAt))
	if !got.Equal(want) {
		t.Error("more than the name changed")
	}
	// And what is edited keeps what is not edited of it.
	m.tell(flow.Jumped{Page: flow.PageDetails})
	m.follow()
	m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	m.Update(textKey("!"))
	m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	if got, want := m.state.Draft.Get(checklist.FieldDescription), d.Get(checklist.FieldDescription)+"!"; got != want {
		t.Errorf("the description is %q, want %q", got, want)
	}
}

// TestWhatIsReadWhileAFieldHasTheFocusStays: an answer that comes from outside
// into a field that is looked at, and not edited, is not written over.
func TestWhatIsReadWhileAFieldHasTheFocusStays(t *testing.T) {
	d := filled().With(checklist.FieldClientExists, "yes").With(checklist.FieldName, "").With(checklist.FieldLeftAt, string(flow.PageDetails))
	m, _ := wizardOn(t, store.Write(d))
	record := checklist.Record{Identifier: d.Get(checklist.FieldIdentifier), Name: "Acme from the record"}
	m.Session.Tell(flow.RecordRead{Record: record}) // not drawn yet
	m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	m.Update(tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift})
	m.Update(changedMsg{})
	if content, _ := m.compose(); !strings.Contains(content, record.Name) {
		t.Errorf("the name is not drawn:\n%s", content)
	}
	m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	if got := m.state.Draft.Get(checklist.FieldName); got != record.Name {
		t.Errorf("the name is %q", got)
	}
}

// TestWhatIsTooLongIsRefused: it is said, and the old answer stays.
func TestWhatIsTooLongIsRefused(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails))
	m, path := wizardOn(t, store.Write(d))
	m.Update(tea.PasteMsg{Content: strings.Repeat("x", flow.MaxAnswer+1)})
	if content, _ := m.compose(); !strings.Contains(content, "not taken") {
		t.Errorf("it is not said:\n%s", content)
	}
	m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	m.tell(flow.Answered{Field: checklist.FieldName, Typed: strings.Repeat("x", flow.MaxAnswer+1)})
	if !strings.Contains(m.state.Notice.Text, "not taken") {
		t.Errorf("the process says %q", m.state.Notice.Text)
	}
	<-m.Session.Written()
	if got, err := store.Load(path); err != nil || !got.Equal(d) {
		t.Errorf("the file changed: %v", err)
	}
}

// TestWhatIsHeldBackIsRescued: keys that were not taken yet when the wizard is ended are in the file.
func TestWhatIsHeldBackIsRescued(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails))
	m, path := wizardOn(t, store.Write(d))
	g := newFilter()
	m.Update(textKey("!"))
	g.filter(m, textKey("?"))
	m.rescue(g)
	<-m.Session.Written()
	if got, err := store.Load(path); err != nil || got.Get(checklist.FieldName) != d.Get(checklist.FieldName)+"!?" {
		t.Errorf("the name is %q, %v", got.Get(checklist.FieldName), err)
	}
}

// TestTextDrawnDoesNotAct on the terminal, whatever it holds, and stays within the width.
func TestTextDrawnDoesNotAct(t *testing.T) {
	t.Parallel()
	links := regexp.MustCompile("\x1b\\]8;;[!-~]*\a")
	for name, text := range odd() {
		p := newCanvas(theme{}, 60)
		p.hang("  ", p.text, text)
		p.hang("  x ", p.text, text)
		(&body{shared: &shared{}}).drawBlock(p, page.Copyable{Lead: text, Value: text})
		(&body{shared: &shared{}}).drawRow(p, page.Row{Label: text, Value: text, Right: "x"})
		for _, line := range p.lines {
			for _, c := range links.ReplaceAllString(line, "") {
				if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
					t.Fatalf("%s: %U is drawn", name, c)
				}
			}
			if w := lipgloss.Width(line); w > 60 {
				t.Errorf("%s: a line is %d wide", name, w)
			}
		}
	}
}
