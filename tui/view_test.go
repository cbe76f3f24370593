package tui

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// TestEveryPageFitsEverySize: no line is too wide, the frame has as many lines
// as the screen, and the help bar with the way out is visible.
func TestEveryPageFitsEverySize(t *testing.T) {
	t.Parallel()
	for name, state := range states() {
		for _, size := range sizes() {
			t.Run(name+"/"+sizeName(size), func(t *testing.T) {
				m, content := draw(t, state, size[0], size[1])
				lines := strings.Split(content, "\n")
				if len(lines) != size[1] {
					t.Errorf("%d lines on a screen of %d", len(lines), size[1])
				}
				for i, line := range lines {
					if w := lipgloss.Width(line); w > size[0] {
						t.Errorf("line %d is %d wide: %q", i, w, ansi.Strip(line))
					}
				}
				if keys := lines[len(lines)-1-m.frame().above]; !strings.Contains(keys, "ctrl+c") {
					t.Errorf("the row of keys does not say how to quit: %q", keys)
				}
			})
		}
	}
}

// TestPagesLookAsTheyDid holds each page against its golden file at two sizes.
// go test ./tui -update writes them.
func TestPagesLookAsTheyDid(t *testing.T) {
	for name, state := range states() {
		for _, size := range [][2]int{{100, 30}, {60, 20}} {
			t.Run(name+"-"+sizeName(size), func(t *testing.T) {
				_, content := draw(t, state, size[0], size[1])
				golden.RequireEqual(t, trimmed(content))
			})
		}
	}
}

// TestLinesBreakBetweenWords, and at no hyphen: dates and identifiers stay whole.
func TestLinesBreakBetweenWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"sent on 2026-11-22 as zdg-acme-sync", []string{"sent on", "2026-11-22 as", "zdg-acme-sync"}},
		{"a https://acme.com/zendesk-callback", []string{"a", "https://acme.c", "  om/zendesk-", "  callback"}},
		{"- \u2010 \ufdd0 -", []string{"- \u2010 \ufffd -"}},
	} {
		if got := wrap(visible(c.text), 14); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}

// TestAddressesAreLinks: the short address is shown whole, and leads there in terminals
// that can (OSC 8); the long one is never what has to be selected.
func TestAddressesAreLinks(t *testing.T) {
	wait := states()["test-waiting"].Test.Wait
	for _, width := range []int{40, 60, 80, 100, 200} {
		_, content := draw(t, states()["test-waiting"], width, 40)
		if !strings.Contains(content, "\x1b]8;;"+wait.StartURL) || !strings.Contains(ansi.Strip(content), wait.StartURL) {
			t.Errorf("at %d columns the short address is no link, or not shown", width)
		}
		if strings.Contains(ansi.Strip(content), "code_challenge") {
			t.Errorf("at %d columns the long address is shown", width)
		}
	}
}

// TestALongAddressIsWhole: one that no line has room for is broken behind a slash or a hyphen, all
// of it is in sight, and each part is a link to the whole. So it is in what F1 shows.
func TestALongAddressIsWhole(t *testing.T) {
	source := zendesk.SourceOf(flow.PageOf(flow.PageURLs).Source).URL
	for _, width := range []int{40, 60, 80, 100, 132} {
		for url, m := range map[string]*model{
			checklist.SponsoredURL(): newKeyed(t, states()["account-not-sponsored"]).model,
			source:                   newKeyed(t, states()["urls"]).model,
		} {
			if m.width, m.height = width, 60; url == source && width < panelFrom {
				m.toggleWhy()
			}
			content, _ := m.compose()
			seen := ""
			for _, part := range strings.Split(content, "\x1b]8;;"+url+"\a")[1:] {
				part, _, _ = strings.Cut(ansi.Strip(part), "\n")
				part, _, _ = strings.Cut(part, " ")
				seen += strings.TrimSuffix(part, ".")
				if rest := strings.TrimPrefix(url, seen); rest != "" && !strings.ContainsAny(part[len(part)-1:], "/-") && !strings.ContainsAny(rest[:1], "#?&=") {
					t.Errorf("at %d columns a line ends in %q", width, part)
				}
			}
			if seen != url {
				t.Errorf("at %d columns %q is in sight, of %s:\n%s", width, seen, url, ansi.Strip(content))
			}
		}
	}
}

// TestTheTitleStaysInSight, wherever the focus is.
func TestTheTitleStaysInSight(t *testing.T) {
	for name, state := range states() {
		for _, size := range [][2]int{{60, 20}, {40, 12}} {
			m, content := draw(t, state, size[0], size[1])
			for range 60 {
				title := wrap(visible(m.body.page.Title), m.frame().text)[0]
				if !strings.Contains(ansi.Strip(content), title) {
					t.Errorf("%s at %s, on %q: the title %q is not in sight:\n%s", name, sizeName(size), m.body.focus, title, ansi.Strip(content))
				}
				if !m.body.move(+1) || m.body.focus == "" {
					break
				}
				content, _ = m.compose()
			}
			for range 60 { // and back: what has the focus is not under the title
				content, _ = m.compose()
				if m.body.focus != "" && !strings.Contains(content, "┃") {
					t.Errorf("%s at %s: %q has the focus, and is not in sight:\n%s", name, sizeName(size), m.body.focus, ansi.Strip(content))
				}
				if !m.body.move(-1) {
					break
				}
			}
		}
	}
}

// TestWhatAPageIsAboutIsSeenFirst: on a low screen a page opens at its top where its question
// fits there, and else with why it asks above that.
func TestWhatAPageIsAboutIsSeenFirst(t *testing.T) {
	for name, opensAtTop := range map[string]bool{
		"secret": false, "secret-public": false, "secret-missing": true, "claim": false, "claim-open": false, "claim-done": false,
		"clean-up": false, "clean-up-empty": false, "practice": false, "details-not-saved": false,
	} {
		m, content := draw(t, states()[name], 60, 20)
		content = ansi.Strip(content)
		if why := wrap(m.body.page.Why, m.frame().text)[0]; !strings.Contains(content, why) {
			t.Errorf("%s: %q is not in sight:\n%s", name, why, content)
		}
		if scrolled := strings.Contains(content, "↑ "); scrolled == opensAtTop {
			t.Errorf("%s opens at its top: %t\n%s", name, !scrolled, content)
		}
	}
}

// TestAPanelThatIsCutLeadsToAllOfIt: it says how much is out of sight, and F1 shows that over the page.
func TestAPanelThatIsCutLeadsToAllOfIt(t *testing.T) {
	for height, cut := range map[int]bool{24: true, 60: false} {
		k := newKeyed(t, states()["urls"])
		k.width, k.height = panelFrom, height
		if content, _ := k.compose(); strings.Contains(ansi.Strip(content), "more   f1") != cut {
			t.Errorf("with %d lines:\n%s", height, ansi.Strip(content))
		}
		if k.press("f1"); (k.overlay != nil) != cut || k.panelHidden == cut {
			t.Errorf("with %d lines F1 covers the page: %t, and puts the panel away: %t", height, k.overlay != nil, k.panelHidden)
		}
	}
}

// TestNarrowScreensSayItInFull: what the option under the cursor leads to, and what Enter does among the stages.
func TestNarrowScreensSayItInFull(t *testing.T) {
	_, content := draw(t, states()["fit-bot"], 40, 24)
	if text := strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(content), "┃", "")), " "); !strings.Contains(text, "a local client is enough") {
		t.Errorf("the consequence is cut:\n%s", ansi.Strip(content))
	}
	if _, content := draw(t, states()["fit"], 40, 12); !strings.Contains(ansi.Strip(content), "Four questions.") { // there are no gaps
		t.Errorf("why it asks is not in sight:\n%s", ansi.Strip(content))
	}
	k := newKeyed(t, states()["exists"])
	k.width, k.height = 40, 12
	k.press("ctrl+g")
	if content, _ := k.compose(); !strings.Contains(ansi.Strip(content), "enter Go there") {
		t.Errorf("Enter is not said:\n%s", ansi.Strip(content))
	}
}

// TestARequestIsCopiedOnANarrowScreen: the key for what the page was opened for does not go.
func TestARequestIsCopiedOnANarrowScreen(t *testing.T) {
	state := states()["review-tested"]
	state.Page, state.Test.Traffic = flow.PageTest, []flow.Exchange{{Step: checklist.StepReach, Title: "GET /x  200", Detail: "> GET /x", Curl: "curl x"}}
	k := newKeyed(t, state)
	k.width, k.height = 60, 20
	k.press("x", "enter")
	if content, _ := k.compose(); !strings.Contains(ansi.Strip(content), "c copy as curl") {
		t.Errorf("it is not offered:\n%s", ansi.Strip(content))
	}
}

// TestTheCursorOfALongListIsInSight, on a screen that is lower than the list.
func TestTheCursorOfALongListIsInSight(t *testing.T) {
	state := states()["urls"]
	state.Draft = state.Draft.With(checklist.FieldRedirectURLs, strings.TrimSpace(strings.Repeat("https://acme.example/cb\n", 12)))
	k := newKeyed(t, state)
	for k.width, k.height = 40, 12; k.body.focusedField() != nil && k.body.focusedField().Field == checklist.FieldRedirectURLs; k.press("up") {
		if k.View().Cursor == nil {
			t.Fatalf("the cursor is not in sight:\n%s", ansi.Strip(k.View().Content))
		}
		if k.body.focusedField().input.cursor == len("https://acme.example/cb") {
			return
		}
	}
	t.Error("the first line was never reached")
}

// TestNothingIsMoreThanBlank: lines that are blank are none to be scrolled to.
func TestNothingIsMoreThanBlank(t *testing.T) {
	if _, content := draw(t, states()["claim-done"], 60, 20); strings.Contains(content, "↓ ") {
		t.Errorf("there is nothing below:\n%s", ansi.Strip(content))
	}
}

// TestTypingMovesNothing: the verdict comes where the help for an empty field was, so that the
// first letter, and the pause after it, leave everything below where it stood.
func TestTypingMovesNothing(t *testing.T) {
	for _, width := range []int{60, 100} {
		k := newKeyed(t, states()["account-empty"])
		k.width = width
		lineOf := func() int {
			content, _ := k.compose()
			for i, line := range strings.Split(ansi.Strip(content), "\n") {
				if strings.Contains(line, "Is the account sponsored?") {
					return i
				}
			}
			t.Fatalf("the next question is not in sight:\n%s", ansi.Strip(content))
			return 0
		}
		before := lineOf()
		k.press("d")
		typed := lineOf()
		k.body.verdictPending = false
		k.press("3", "v", "-", "a", "b", "c")
		k.body.verdictPending = false
		if judged := lineOf(); typed != before || judged != before {
			t.Errorf("at %d columns the next question moves from line %d to %d and %d", width, before, typed, judged)
		}
	}
}

// TestAnotherViewBeginsAtItsTop, however far the one before was scrolled.
func TestAnotherViewBeginsAtItsTop(t *testing.T) {
	state := states()["review-tested"]
	state.Page = flow.PageTest
	k := newKeyed(t, state)
	k.width, k.height = 60, 12
	k.press("pgdown")
	if k.compose(); k.scroll.YOffset() == 0 {
		t.Fatal("the page does not scroll")
	}
	k.press("i")
	if k.compose(); k.scroll.YOffset() != 0 {
		t.Errorf("what was opened begins %d lines down", k.scroll.YOffset())
	}
}

// TestKeysThatDoNothingAreNotNamed: a text that fits offers no scrolling.
func TestKeysThatDoNothingAreNotNamed(t *testing.T) {
	for height, want := range map[int]bool{40: false, 12: true} {
		k := newKeyed(t, states()["fit"])
		k.height = height
		k.press("f1")
		if content, _ := k.compose(); strings.Contains(ansi.Strip(content), "more   pgdn") != want {
			t.Errorf("with %d lines:\n%s", height, trimmed(content))
		}
	}
}

// TestTheCursorIsNotOnTheTitle where its field was scrolled under that.
func TestTheCursorIsNotOnTheTitle(t *testing.T) {
	hidden := 0
	for name, state := range states() {
		m, _ := draw(t, state, 60, 14)
		title := wrap(visible(m.body.page.Title), m.frame().text)
		for range 20 {
			m.Update(tea.KeyPressMsg{Code: tea.KeyPgDown})
			content, _ := m.compose()
			cursor := m.View().Cursor
			if cursor == nil {
				hidden++
				continue
			}
			if line := strings.Split(ansi.Strip(content), "\n")[cursor.Y]; strings.Contains(line, title[len(title)-1]) {
				t.Errorf("%s: the cursor stands on %q", name, line)
			}
		}
	}
	if hidden == 0 {
		t.Error("no field was scrolled away")
	}
}

// TestNarrowScreensShowEveryStage: where the strip has no room for all titles, each stage
// has its mark still, with what fails, and the one that is shown its title and its page.
func TestNarrowScreensShowEveryStage(t *testing.T) {
	for _, tt := range []struct {
		state, want string
		width       int
	}{
		{"details", "✓ ✓ ◆ Client ! › Consent page ✓ – ! · · ·", 50},
		{"details", "✓ ✓ ◆ Client ! ✓ – ! · · ·", 40},
		{"identity-wrong", "✓ ✓ ◆ Client ✗1 › Identifier ✓ – ! · · ·", 60},
	} {
		if _, content := draw(t, states()[tt.state], tt.width, 20); !strings.Contains(ansi.Strip(content), tt.want) {
			t.Errorf("%s at %d: %q is not said:\n%s", tt.state, tt.width, tt.want, ansi.Strip(content))
		}
	}
}

// TestTooSmallKeepsTheState: the screen says so, and comes back as it was.
func TestTooSmallKeepsTheState(t *testing.T) {
	m, before := draw(t, states()["identity"], 80, 24)
	m.Update(tea.WindowSizeMsg{Width: 39, Height: 9})
	if v := m.View(); !strings.Contains(v.Content, "zdg needs 40x10") {
		t.Errorf("too small: %q", v.Content)
	}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if after, _ := m.compose(); after != before {
		t.Errorf("it did not come back:\n%s", after)
	}
}

// TestColourNeverAlone: every page has the same words on a light background as on a dark one.
func TestColourNeverAlone(t *testing.T) {
	for name, state := range states() {
		m, dark := draw(t, state, 100, 30)
		m.theme = newTheme(false, colorprofile.TrueColor)
		light, _ := m.compose()
		if ansi.Strip(light) != ansi.Strip(dark) {
			t.Errorf("%s reads differently on a light background", name)
		}
	}
}

// TestTheFocusedRowIsWhole: its title and where it leads, however narrow the screen is.
func TestTheFocusedRowIsWhole(t *testing.T) {
	m, _ := draw(t, states()["review-tested"], 40, 60)
	for range 5 {
		row, _ := m.body.focusedRow()
		p := newCanvas(m.theme, 36)
		m.body.drawRow(p, row)
		got := strings.Join(strings.Fields(ansi.Strip(strings.Join(p.lines, " "))), " ")
		if !strings.Contains(got, row.Label) || !strings.Contains(got, row.Right) {
			t.Errorf("%q, %q:\n%s", row.Label, row.Right, ansi.Strip(strings.Join(p.lines, "\n")))
		}
		m.body.move(+1)
	}
}

// TestMarksDifferWithoutUTF8: no two of them become one, and nothing that turns looks like a
// mark. What is chosen stands out without colours.
func TestMarksDifferWithoutUTF8(t *testing.T) {
	seen := map[string]string{}
	for mark := range strings.SplitSeq("✓ ✗ ! ? – · › ◆ ┃ │", " ") {
		plain := plainMarks.Replace(mark)
		if seen[plain] != "" {
			t.Errorf("%s and %s are both %s", seen[plain], mark, plain)
		}
		seen[plain] = mark
	}
	delete(seen, "|") // the bar of the focus is in a column of its own
	for _, frame := range "⠋⠙⠹⠸⠼⠴⠦⠧" {
		if plain := plainMarks.Replace(string(frame)); seen[plain] != "" {
			t.Errorf("the spinner looks like %s: %s", seen[plain], plain)
		}
	}
	if th := newTheme(true, colorprofile.Ascii); !th.chosen.GetReverse() {
		t.Error("without colours what is chosen is not reverse")
	}
}

// TestWindowSizesAreMadeSane: a terminal that tells none, or an absurd one, is taken for 80x24 or bounded.
func TestWindowSizesAreMadeSane(t *testing.T) {
	for _, tt := range []struct{ w, h, wantW, wantH int }{{0, 0, 80, 24}, {-1, 5, 80, 24}, {100000, 3, 4096, 3}, {120, 40, 120, 40}} {
		got := saneSize(tea.WindowSizeMsg{Width: tt.w, Height: tt.h}).(tea.WindowSizeMsg)
		if got.Width != tt.wantW || got.Height != tt.wantH {
			t.Errorf("%dx%d becomes %dx%d", tt.w, tt.h, got.Width, got.Height)
		}
	}
}

// TestContrast: each token can be read on white, on #171717 and on the Solarized pair
// (WCAG 2.2, 1.4.3: at least 4.5:1).
func TestContrast(t *testing.T) {
	for name, token := range map[string][3]string{
		"accent": tokens.accent, "ok": tokens.ok, "warn": tokens.warn, "bad": tokens.bad, "link": tokens.link, "muted": tokens.muted,
	} {
		for i, grounds := range [][]string{{"#FFFFFF", "#FDF6E3"}, {"#171717", "#002B36"}} {
			for _, ground := range grounds {
				a, b := luminance(token[i]), luminance(ground)
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
					t.Errorf("%s on %s: %.2f", name, ground, ratio)
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(hex string) float64 {
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	channel := func(v uint64) float64 {
		c := float64(v&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n>>16) + 0.7152*channel(n>>8) + 0.0722*channel(n)
}

// TestYourWordHasItsColour: its mark is in the accent, and no other's is.
func TestYourWordHasItsColour(t *testing.T) {
	m, content := draw(t, states()["review"], 100, 30)
	if mark := m.theme.accent.Render("?") + " "; strings.Count(content, mark) != strings.Count(ansi.Strip(content), "? ") || !strings.Contains(content, mark) {
		t.Errorf("not every ? has it:\n%s", content)
	}
	for text, style := range map[string]lipgloss.Style{"37 pass": m.theme.ok, "2 to look at": m.theme.warn, "9 on your word": m.theme.accent} {
		if !strings.Contains(content, style.Render(text)) {
			t.Errorf("%s is not in the colour of its mark:\n%s", text, content)
		}
	}
}

// TestPlainMarks: where there is no UTF-8, no page draws anything else.
func TestPlainMarks(t *testing.T) {
	for name, state := range states() {
		m, _ := draw(t, state, 100, 30)
		m.ASCII = true
		for _, c := range m.View().Content {
			if c > 0x7e {
				t.Errorf("%s draws %q", name, c)
				break
			}
		}
	}
}

// TestNothingTicksWhenNothingIsWaitedFor: only the wait for the browser redraws by itself.
func TestNothingTicksWhenNothingIsWaitedFor(t *testing.T) {
	for name, state := range states() {
		m, _ := draw(t, state, 80, 24)
		cmd := m.follow()
		if ticks := cmd != nil; ticks != (state.Test.Wait != nil) {
			t.Errorf("%s: ticks %v", name, ticks)
		}
	}
}

// BenchmarkKey measures one key press with its frame.
func BenchmarkKey(b *testing.B) {
	for _, id := range []flow.PageID{flow.PageIdentity, flow.PageReview} {
		b.Run(string(id), func(b *testing.B) {
			s := states()["review-tested"]
			s.Page = id
			session := flow.NewSession(b.Context(), s, idle{})
			m := newModel(Options{Session: session, Now: atNoon}).begin()
			for b.Loop() {
				m.Update(tea.KeyPressMsg{Code: tea.KeyDown})
				m.View()
			}
		})
	}
}
