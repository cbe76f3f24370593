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

// Bounds that a person would notice, in processor time: what else the machine does is not counted.
const (
	pasteWithin = 200 * time.Millisecond
	leaveWithin = time.Second // with all that the emulator does meanwhile
)

// within holds the best of some tries against a bound, which is wider under the race detector.
func within(t *testing.T, what string, bound time.Duration, once func() time.Duration) {
	t.Helper()
	if raceDetector {
		bound *= 15
	}
	best := time.Duration(1<<63 - 1)
	for range 5 {
		if best = min(best, once()); best <= bound {
			t.Logf("%s takes %v", what, best)
			return
		}
	}
	t.Errorf("%s takes %v, want %v at most", what, best, bound)
}

// TestAPasteIsTakenAtOnce in every kind of field; so is a key behind it, and leaving the field.
func TestAPasteIsTakenAtOnce(t *testing.T) {
	for name, text := range pastes() {
		for _, page := range []flow.PageID{flow.PageIdentity, flow.PageURLs, flow.PageDetails, flow.PageSecret, flow.PageRequest, flow.PageFreeze, flow.PageCleanUp} {
			within(t, fmt.Sprintf("%s pasted on %s", name, page), pasteWithin, func() time.Duration {
				s := flow.State{Draft: filled().With(checklist.FieldIdentifier, ""), Page: page, Reached: flow.PageSheet}
				m, _ := draw(t, s, 100, 30)
				began := spent()
				m.Update(tea.PasteMsg{Content: text})
				m.View()
				taken := spent() - began
				began = spent()
				m.Update(textKey("x"))
				m.View()
				m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
				m.View()
				return max(taken, spent()-began)
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
				within(t, "ctrl+c", leaveWithin, func() time.Duration {
					d := filled().With(checklist.FieldLeftAt, string(flow.PageURLs)).With(checklist.FieldRedirectURLs, "").With(checklist.FieldClientExists, "no")
					term = newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
					term.see("Redirect URLs and scopes")
					began := spent()
					if bracketed {
						term.paste(text)
					} else {
						term.press(strings.ReplaceAll(text, "\n", "\r"))
					}
					read := spent()
					term.press("ctrl+c")
					term.awaitLeft()
					if len(text) > flow.MaxAnswer { // how fast a program reads is not what is measured
						began = read
					}
					return spent() - began
				})
				s := term.session.State()
				want := strings.Join(strings.Fields(text), "\n")
				got := s.Draft.Get(checklist.FieldRedirectURLs)
				if len(want) > flow.MaxAnswer && (bracketed || got == "" || !strings.Contains(want, got)) {
					want = "" // keys that a busy machine had read when ctrl+c overtook the rest, or behind a long pause, are what was typed
				} else if len(want) > flow.MaxAnswer {
					want = got
				}
				if got != want || s.Page != flow.PageURLs {
					t.Errorf("%d bytes were taken, want %d; the page is %s", len(got), len(want), s.Page)
				}
			})
		}
	}
}

// TestCtrlCInsideAPaste: a paste whose end does not come leaves a way out, and
// nothing of it is taken.
func TestCtrlCInsideAPaste(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails))
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press("!\x1b[200~" + strings.Repeat("half of it ", 3000))
	within(t, "ctrl+c", leaveWithin, func() time.Duration {
		began := spent()
		term.press("ctrl+c")
		term.awaitLeft()
		return spent() - began
	})
	if got := term.session.State().Draft.Get(checklist.FieldName); got != d.Get(checklist.FieldName)+"!" {
		t.Errorf("the name is %.40q", got)
	}
}

// TestRunsOfKeys: a short run of keys counts as typed, Enter included; one that nobody can type
// counts as a paste, whose line breaks lead nowhere.
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
		{"Enter once more where something is amiss", "acme\r\r", flow.PageIdentity, "acme", flow.PageURLs},
		{"one line of a list and Enter", "https://acme.example/oauth\r", flow.PageURLs, "https://acme.example/oauth", flow.PageDetails},
		{"a line of a list and Tab", "https://acme.example/oauth\t", flow.PageURLs, "https://acme.example/oauth", flow.PageURLs},
		{"line feeds", "zdg-acme\n", flow.PageIdentity, "zdg-acme", flow.PageURLs},
		{"line feeds of a list", "https://a.example/\nhttps://b.example/\n", flow.PageURLs, "https://a.example/\nhttps://b.example/", flow.PageURLs},
		{"lines", "https://a.example/ https://b.example/\rhttps://c.example/\r", flow.PageURLs, "https://a.example/\nhttps://b.example/\nhttps://c.example/", flow.PageURLs},
		{"a line where nothing is typed", "https://acme.example/oauth\r", flow.PageExists, "", flow.PageExists},
		{"many lines where one is asked for", strings.Repeat("zdg-acme\r", 40), flow.PageIdentity, strings.Repeat("zdg-acme\n", 39) + "zdg-acme", flow.PageIdentity},
		{"tabs", strings.Repeat("\t", 100), flow.PageIdentity, "", flow.PageIdentity},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := flow.PageOf(tt.page).Fields[0]
			d := filled().With(first, "").With(checklist.FieldLeftAt, string(tt.page))
			if first == checklist.FieldRedirectURLs {
				d = d.With(checklist.FieldClientExists, "no").With(checklist.FieldTestRedirect, "")
			}
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
			defer func() {
				if t.Failed() {
					t.Logf("%s\n%+v", term.text(), term.session.State().Draft.Get(first))
				}
			}()
			waitUntil(t, right, "what was typed")
			term.press("ctrl+c")
			term.awaitLeft()
			if !right() {
				t.Errorf("%q on %s", term.session.State().Draft.Get(first), term.session.State().Page)
			}
		})
	}
}

// TestAScriptFillsThePages as a person would, whether its keys come in one burst or in several.
func TestAScriptFillsThePages(t *testing.T) {
	long := strings.Repeat("long-", 70) + "value"
	const url, url2 = "https://app.acme.example/oauth/callback", "https://app.acme.example/oauth/other"
	burst := 2 * pasteEndPause // between two of them, of one that waits for nothing on screen
	const untilScopes = -1     // of one that waits for the next question
	for _, tt := range []struct {
		name   string
		page   flow.PageID
		bursts []string
		apart  time.Duration
		want   map[checklist.Field]string
	}{
		{"a list, Tab and another", flow.PageURLs, []string{url + "\ttickets:read\r"}, 0, map[checklist.Field]string{checklist.FieldRedirectURLs: url, checklist.FieldScopes: "tickets:read"}},
		{"a list, Tab, and the rest later", flow.PageURLs, []string{url, "\ttickets:read users:read\r"}, burst, map[checklist.Field]string{checklist.FieldRedirectURLs: url, checklist.FieldScopes: "tickets:read\nusers:read"}},
		{"Enter behind each", flow.PageURLs, []string{url + "\r", "tickets:read users:read\r"}, untilScopes, map[checklist.Field]string{checklist.FieldRedirectURLs: url, checklist.FieldScopes: "tickets:read\nusers:read"}},
		{"lines in one burst, Tab", flow.PageURLs, []string{url + "\r" + url2 + "\t\ttickets:read\r"}, 0, map[checklist.Field]string{checklist.FieldRedirectURLs: url + "\n" + url2, checklist.FieldScopes: "tickets:read"}},
		{"lines in one burst, Tab, and the rest soon", flow.PageURLs, []string{url + "\r" + url2 + "\t", "\t", "tickets:read\r"}, burst, map[checklist.Field]string{checklist.FieldRedirectURLs: url + "\n" + url2, checklist.FieldScopes: "tickets:read"}},
		{"a blank, and the rest later", flow.PageURLs, []string{url + " ", "https://b.de/\t"}, burst, map[checklist.Field]string{checklist.FieldRedirectURLs: url + "\nhttps://b.de/"}},
		{"a long value and Tabs", flow.PageDetails, []string{long + "\t" + long + "\tAcme\t"}, 0, map[checklist.Field]string{checklist.FieldName: long, checklist.FieldDescription: long, checklist.FieldCompany: "Acme"}},
		{"choices on the way", flow.PageAccount, []string{"d3v-a-name-that-is-rather-long\t1\r2\r12345\t"}, 0, map[checklist.Field]string{checklist.FieldSubdomain: "d3v-a-name-that-is-rather-long", checklist.FieldSponsored: "yes", checklist.FieldOrganization: "requested", checklist.FieldOrgRequestedOn: "12345"}},
		{"Enters, and what is asked next", flow.PageExists, []string{"y\rzdg-a-long-identifier\r"}, 0, map[checklist.Field]string{checklist.FieldClientExists: "yes", checklist.FieldIdentifier: "zdg-a-long-identifier"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := checklist.Draft{}.With(checklist.FieldLeftAt, string(tt.page)).With(checklist.FieldKind, "confidential")
			if tt.page == flow.PageDetails {
				d = d.With(checklist.FieldClientExists, "no").With(checklist.FieldTestRedirect, "")
			}
			term := newTerminal(t, flow.State{Draft: d}, 100, 40)
			term.see(flow.PageOf(tt.page).Title)
			for i, keys := range tt.bursts {
				switch {
				case i > 0 && tt.apart == untilScopes:
					term.see("┃ Scopes")
				case i > 0:
					time.Sleep(tt.apart)
				}
				term.press(keys)
			}
			defer func() {
				if t.Failed() {
					t.Logf("the screen is\n%s", term.text())
				}
			}()
			waitUntil(t, func() bool {
				s := term.session.State()
				now := s.Draft.With(s.Typing.Field, s.Typing.Text)
				for f, want := range tt.want {
					if now.Get(f) != want {
						return false
					}
				}
				return true
			}, "what was typed")
		})
	}
}

// TestAPasteThatStutters, in two pieces over a slow line, cut anywhere, also at its line breaks: they
// make one list all the same.
func TestAPasteThatStutters(t *testing.T) {
	text := strings.Repeat("https://acme.example/a https://acme.example/b\rhttps://acme.example/c\r", 3)
	want := strings.Join(strings.Fields(text), "\n")
	for cut := 1; cut < len(text); cut++ {
		if strings.IndexByte(text, '\r') == cut-1 {
			continue // a line and Enter, as far as anybody can tell
		}
		s := flow.State{Draft: filled().With(checklist.FieldRedirectURLs, "").With(checklist.FieldClientExists, "no"), Page: flow.PageURLs, Reached: flow.PageSheet}
		m, _ := draw(t, s, 100, 30)
		g := newFilter()
		for i, piece := range []string{text[:cut], text[cut:]} {
			if piece == "\r" && i == 1 {
				continue // a key like any other
			}
			holdBack(t, g, m, piece)
			m.Update(g.endBurst(nil))
		}
		if got := m.body.focusedField().value(); got != want {
			t.Fatalf("cut at %d (%q): %q", cut, text[max(0, cut-3):min(len(text), cut+3)], got)
		}
	}
}

// TestADraftIsJudgedOnce, when the person pauses: not with each key, nor again each time that it is drawn.
func TestADraftIsJudgedOnce(t *testing.T) {
	m, _ := draw(t, flow.State{Draft: filled(), Page: flow.PageURLs, Reached: flow.PageSheet}, 100, 30)
	told := &m.body.liveResults()[0]
	m.Update(textKey("x"))
	m.View()
	if &m.body.liveResults()[0] != told {
		t.Error("it was judged while somebody types")
	}
	m.Update(verdictMsg{m.body.keys})
	first := &m.body.liveResults()[0]
	m.View()
	if first == told || &m.body.liveResults()[0] != first {
		t.Error("it was not judged once after a pause")
	}
	if m.Update(changedMsg{}); &m.body.liveResults()[0] == first {
		t.Error("it was not judged by the evidence that came since")
	}
	first = &m.body.liveResults()[0]
	m.Update(textKey("y"))
	m.Update(verdictMsg{m.body.keys - 1})
	if &m.body.liveResults()[0] == first {
		t.Error("a verdict about what was typed before stands")
	}
	m.Update(verdictMsg{m.body.keys})
	if &m.body.liveResults()[0] == first {
		t.Error("it was not judged again")
	}
}

// TestItems: a comma separates items, but not within an address.
func TestItems(t *testing.T) {
	for text, want := range map[string]string{
		"read,tickets:read;write":                               "read tickets:read write",
		"https://a.example/cb?x=1,2":                            "https://a.example/cb?x=1,2",
		"https://a.example/cb,https://b.example/cb":             "https://a.example/cb https://b.example/cb",
		`["https://a.example/cb?x=1,2","https://b.example/cb"]`: "https://a.example/cb?x=1,2 https://b.example/cb",
		"- https://a.example/cb,\n* https://b.example/cb;":      "https://a.example/cb https://b.example/cb",
	} {
		if got := strings.Join(items(text), " "); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
