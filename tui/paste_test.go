package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// pastes are 64 KiB of several kinds, and what is far more.
func pastes() map[string]string {
	var urls []string
	for i := range 2000 {
		urls = append(urls, fmt.Sprintf("https://acme%04d.example/cb", i))
	}
	fill := func(s string) string { return strings.Repeat(s, flow.MaxAnswer/len(s)) }
	return map[string]string{
		"2,000 URLs":    strings.Join(urls, "\n"),
		"one word":      fill("x"),
		"words":         fill("word "),
		"short lines":   fill("a\n"),
		"line breaks":   fill("\n"),
		"tabs":          fill("\t"),
		"marks":         "e" + fill("\u0301")[2:],
		"150,000 marks": "e" + strings.Repeat("\u0301", 150_000),
		"families":      fill("👩‍👩‍👧‍👦"),
		"wide":          fill("漢字"),
		"bidirectional": fill("\u202exy"),
		"2 MB":          strings.Repeat("https://acme.example/callback\n", 2<<20/30),
	}
}

// The issue's own bounds. The best of some tries is held against them, since a
// machine has other things to do; a test under the race detector is slower.
const (
	pasteIn = 200 * time.Millisecond
	leaveIn = 100 * time.Millisecond
)

func within(t *testing.T, what string, bound time.Duration, once func() time.Duration) {
	t.Helper()
	if raceEnabled {
		bound *= 15
	}
	best := time.Duration(1<<63 - 1)
	for range 5 {
		if best = min(best, once()); best <= bound {
			return
		}
	}
	t.Errorf("%s takes %v, want %v at most", what, best, bound)
}

// TestAPasteIsTakenAtOnce pastes into every kind of field, and types and leaves
// it afterwards.
func TestAPasteIsTakenAtOnce(t *testing.T) {
	for name, text := range pastes() {
		for _, page := range []flow.PageID{flow.PageIdentity, flow.PageURLs, flow.PageDetails, flow.PageSecret, flow.PageRequest, flow.PageFreeze, flow.PageCleanUp} {
			within(t, fmt.Sprintf("%s pasted on %s", name, page), pasteIn, func() time.Duration {
				s := flow.State{Draft: filled().With(checklist.Identifier, ""), Page: page, Reached: flow.PageSheet}
				m, _ := draw(t, s, 100, 30)
				began := time.Now()
				m.Update(tea.PasteMsg{Content: text})
				m.View()
				taken := time.Since(began)
				began = time.Now()
				m.Update(type1("x"))
				m.View()
				m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
				m.View()
				return max(taken, time.Since(began))
			})
		}
	}
}

// TestAPasteWithoutBrackets comes as keys: it is one paste all the same, its
// line breaks lead nowhere, and ctrl+c behind it is not late.
func TestAPasteWithoutBrackets(t *testing.T) {
	for name, text := range pastes() {
		for _, bracketed := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, bracketed %v", name, bracketed), func(t *testing.T) {
				var term *terminal
				within(t, "ctrl+c", leaveIn+pasteIn, func() time.Duration {
					d := filled().With(checklist.At, string(flow.PageURLs)).With(checklist.RedirectURLs, "")
					term = newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
					term.see("Redirect URLs and scopes")
					began := time.Now()
					if bracketed {
						term.paste(text)
					} else {
						term.press(strings.ReplaceAll(text, "\n", "\r"))
					}
					read := time.Now()
					term.press("ctrl+c")
					waitUntil(t, func() bool { _, left := term.session.Exit(); return left }, "the wizard to be left")
					if len(text) > flow.MaxAnswer { // how fast a program reads is not what is measured
						began = read
					}
					return time.Since(began)
				})
				s := term.session.State()
				want := strings.Join(strings.Fields(text), "\n")
				if len(want) > flow.MaxAnswer {
					want = ""
				}
				if got := s.Draft.Get(checklist.RedirectURLs); got != want || s.Page != flow.PageURLs {
					t.Errorf("%d bytes were taken, want %d; the page is %s", len(got), len(want), s.Page)
				}
			})
		}
	}
}

// TestCtrlCInsideAPaste: a paste whose end does not come leaves a way out, and
// nothing of it is taken.
func TestCtrlCInsideAPaste(t *testing.T) {
	d := filled().With(checklist.At, string(flow.PageDetails))
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press("!\x1b[200~" + strings.Repeat("half of it ", 3000))
	within(t, "ctrl+c", leaveIn, func() time.Duration {
		began := time.Now()
		term.press("ctrl+c")
		waitUntil(t, func() bool { _, left := term.session.Exit(); return left }, "the wizard to be left")
		return time.Since(began)
	})
	if got := term.session.State().Draft.Get(checklist.Name); got != d.Get(checklist.Name)+"!" {
		t.Errorf("the name is %.40q", got)
	}
}

// TestRunsOfKeys: what a script types is typed, Enter included; what nobody can
// type is a paste.
func TestRunsOfKeys(t *testing.T) {
	for _, tt := range []struct {
		name, keys string
		page       flow.PageID
		first      string // the answer to the page's first question
		at         flow.PageID
	}{
		{"answers and Enter", "y\r", flow.PageExists, "yes", flow.PageIdentity},
		{"a value and Enter", "zdg-a-long-identifier\r", flow.PageIdentity, "zdg-a-long-identifier", flow.PageURLs},
		{"answers to more than a page", "zdg-a-long-identifier\r\x15https://a.example/\r", flow.PageIdentity, "zdg-a-long-identifier", flow.PageSecret},
		{"lines", "https://a.example/ https://b.example/\rhttps://c.example/\r", flow.PageURLs, "https://a.example/\nhttps://b.example/\nhttps://c.example/", flow.PageURLs},
		{"a line where nothing is typed", "https://acme.example/oauth\r", flow.PageExists, "", flow.PageExists},
		{"many lines where one is asked for", strings.Repeat("zdg-acme\r", 40), flow.PageIdentity, strings.Repeat("zdg-acme\n", 39) + "zdg-acme", flow.PageIdentity},
		{"tabs", strings.Repeat("\t", 100), flow.PageIdentity, "", flow.PageIdentity},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := flow.PageOf(tt.page).Fields[0]
			d := filled().With(first, "").With(checklist.At, string(tt.page))
			term := newTerminal(t, flow.State{Draft: d}, 100, 30)
			term.see(flow.PageOf(tt.page).Title)
			term.press(tt.keys)
			right := func() bool {
				s := term.session.State()
				answer := s.Draft.Get(first)
				if s.Typing.Field == first {
					answer = s.Typing.Text
				}
				return answer == tt.first && s.Page == tt.at
			}
			waitUntil(t, right, "what was typed")
			term.press("ctrl+c")
			waitUntil(t, func() bool { _, left := term.session.Exit(); return left }, "the wizard to be left")
			if !right() {
				t.Errorf("%q on %s", term.session.State().Draft.Get(first), term.session.State().Page)
			}
		})
	}
}

// TestTheHiddenFieldTellsNoLength: a long paste and one letter look the same, and
// what is far too long is refused in words.
func TestTheHiddenFieldTellsNoLength(t *testing.T) {
	look := func(text string) (*model, string) {
		s := flow.State{Draft: filled(), Page: flow.PageSecret, Reached: flow.PageSheet}
		m, _ := draw(t, s, 100, 30)
		if text != "" {
			m.Update(tea.PasteMsg{Content: text})
		}
		content, _ := m.compose()
		for line := range strings.SplitSeq(content, "\n") {
			if strings.Contains(line, "•") {
				return m, strings.TrimSpace(line)
			}
		}
		return m, ""
	}
	_, one := look("x")
	for _, n := range []int{2, 9, 64, 1000, flow.MaxAnswer} {
		if m, many := look(strings.Repeat("x", n)); many != one || one == "" {
			t.Errorf("%d characters look like %q, one like %q", n, many, one)
		} else if got := len(m.page.(*secretPage).input.text); got != n {
			t.Errorf("%d characters of %d were taken", got, n)
		}
	}
	m, _ := look(strings.Repeat("x", flow.MaxAnswer+1))
	if content, _ := m.compose(); !strings.Contains(content, "not taken") {
		t.Errorf("it is not said that it was too long:\n%s", content)
	}
}

// TestAPasteThatStutters comes in pieces over a slow line, cut anywhere, also at
// its line breaks: they are one list all the same.
func TestAPasteThatStutters(t *testing.T) {
	text := strings.Repeat("https://acme.example/a https://acme.example/b\rhttps://acme.example/c\r", 3)
	want := strings.Join(strings.Fields(text), "\n")
	for cut := 1; cut < len(text); cut++ {
		if strings.IndexByte(text, '\r') == cut-1 {
			continue // a line and Enter, as far as anybody can tell
		}
		s := flow.State{Draft: filled().With(checklist.RedirectURLs, ""), Page: flow.PageURLs, Reached: flow.PageSheet}
		m, _ := draw(t, s, 100, 30)
		g := &gather{send: func(tea.Msg) {}}
		for i, piece := range []string{text[:cut], text[cut:]} {
			if piece == "\r" && i == 1 {
				continue // a key like any other
			}
			for _, c := range piece {
				k := tea.KeyPressMsg{Code: c, Text: string(c)}
				if c == '\r' {
					k = tea.KeyPressMsg{Code: tea.KeyEnter}
				}
				if msg := g.filter(m, k); msg != nil {
					t.Fatalf("%q is not held back", c)
				}
			}
			m.Update(g.end(nil))
		}
		if got := m.page.(formPage).focused().value(); got != want {
			t.Fatalf("cut at %d (%q): %q", cut, text[max(0, cut-3):min(len(text), cut+3)], got)
		}
	}
}

// TestADraftIsJudgedOnce: however often what is being typed is drawn.
func TestADraftIsJudgedOnce(t *testing.T) {
	m, _ := draw(t, flow.State{Draft: filled(), Page: flow.PageURLs, Reached: flow.PageSheet}, 100, 30)
	m.Update(type1("x"))
	f := m.page.(formPage)
	first := &f.judgements()[0]
	m.View()
	if &f.judgements()[0] != first {
		t.Error("it was judged again")
	}
	m.Update(type1("y"))
	if &f.judgements()[0] == first {
		t.Error("it was not judged again after a key")
	}
}
