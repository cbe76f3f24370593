package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestTicksDrawTheSame: what is drawn at a tick from what was kept is what is drawn without it,
// on every page, at any time and wherever the focus is.
func TestTicksDrawTheSame(t *testing.T) {
	for name, state := range states() {
		for _, size := range [][2]int{{60, 20}, {200, 60}} {
			t.Run(name+" "+sizeName(size), func(t *testing.T) {
				m, _ := draw(t, state, size[0], size[1])
				at := noon
				m.Now = func() time.Time { return at }
				for range 3 {
					for _, later := range []time.Duration{time.Second, 2 * time.Second, 25 * time.Second, 8 * time.Minute, time.Hour} {
						m.View()
						at = noon.Add(later)
						m.Update(tickMsg{})
						got := m.View().Content
						m.kept, m.view = nil, nil
						if want := m.View().Content; got != want {
							t.Fatalf("after %v:\n%s\nwithout what was kept:\n%s", later, got, want)
						}
					}
					at = noon
					m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
				}
			})
		}
	}
}

// TestTicksDrawLittle: what the clock does not change is not drawn again.
func TestTicksDrawLittle(t *testing.T) {
	m, _ := draw(t, states()["test-waiting"], 100, 30)
	at := noon
	m.Now = func() time.Time { return at }
	tick := func() {
		at = at.Add(time.Second)
		m.Update(tickMsg{})
		m.View()
	}
	some, all := testing.AllocsPerRun(20, tick), testing.AllocsPerRun(20, func() { m.kept = nil; tick() })
	if some > all*2/3 {
		t.Errorf("a tick allocates %v times, one that draws everything %v times", some, all)
	}
	t.Log(some, all)
}
