package checklist

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"time"
)

// The lanes of the picture of a test.
const (
	laneYou = iota
	laneBrowser
	laneZdg
	laneZendesk
)

var (
	laneNames = []string{"You", "Browser", "zdg", "Zendesk"}
	laneX     = []int{130, 270, 430, 610} // where each lane is, in units of the picture
)

const pictureWidth, messageHeight = 760, 32

// message is what one lane sends to another in a step of the test.
type message struct {
	from, to int
	text     string
}

var messages = map[StepID][]message{
	StepReach:       {{laneZdg, laneZendesk, "are you there?"}},
	StepCredentials: {{laneZdg, laneZendesk, "identifier and secret"}},
	StepListen:      {{laneZdg, laneZdg, "listens"}},
	StepAuthorize: {
		{laneZdg, laneBrowser, "opens a page"},
		{laneBrowser, laneZendesk, "may zdg have these scopes?"},
		{laneYou, laneBrowser, "sign in, Allow"},
		{laneBrowser, laneZdg, "comes back, code"},
	},
	StepExchange: {{laneZdg, laneZendesk, "code for tokens"}},
	StepIdentity: {{laneZdg, laneZendesk, "who authorized?"}},
	StepToken:    {{laneZdg, laneZendesk, "which token is it?"}},
	StepRecord:   {{laneZdg, laneZendesk, "what is saved?"}},
	StepScopes:   {{laneZdg, laneZendesk, "one call per scope"}},
	StepRefresh:  {{laneZdg, laneZendesk, "new tokens, please"}},
	StepRevoke:   {{laneZdg, laneZendesk, "delete the test token"}},
}

// tested reports whether a test was made: steps that zdg check makes too do not count.
func (r Report) tested() bool {
	return slices.ContainsFunc(r.Evidence.Steps, func(s Step) bool {
		return s.NotRun == "" && s.ID != StepReach && s.ID != StepCredentials && s.ID != StepRecord
	})
}

// sequence draws the test as SVG: who sent what to whom, when, how long it took, and the
// verdict. The colours are those of the page.
func (r Report) sequence() string {
	var b strings.Builder
	y := 36
	text := func(x int, anchor, class, s string) {
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>\n", x, y, anchor, attribute("class", class), html.EscapeString(s))
	}
	for _, s := range Steps(r.Draft, r.Evidence) {
		step, _ := r.Evidence.Step(s.ID)
		made := step.NotRun == "" && !step.At.IsZero()
		fmt.Fprintf(&b, "<g class=\"%s\">\n", s.Verdict)
		for n, m := range messages[s.ID] {
			y += messageHeight
			if n == 0 && made {
				text(0, "start", "muted", step.At.UTC().Format(time.TimeOnly))
			}
			text(middle(m), "middle", map[bool]string{false: "muted"}[made], m.text)
			b.WriteString(arrow(m, y+6, made))
		}
		result := s.Verdict.Mark() + " " + s.Verdict.word()
		if made {
			result += ", " + took(s.Elapsed)
		}
		text(pictureWidth, "end", "v", result)
		if s.Verdict == Fail || s.Verdict == Warn {
			y += 24
			text(pictureWidth, "end", "v", clip(s.Summary, 100))
		}
		b.WriteString("</g>\n")
	}
	height := y + 20
	var lanes strings.Builder
	for n, name := range laneNames {
		fmt.Fprintf(&lanes, "<line class=\"lane\" x1=\"%d\" y1=\"36\" x2=\"%d\" y2=\"%d\"/><rect x=\"%d\" y=\"8\" width=\"100\" height=\"28\" rx=\"4\"/><text x=\"%d\" y=\"27\" text-anchor=\"middle\">%s</text>\n",
			laneX[n], laneX[n], height, laneX[n]-50, laneX[n], name)
	}
	return fmt.Sprintf("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", pictureWidth, height, html.EscapeString("The test as a sequence: you, browser, zdg and Zendesk, with times")) +
		lanes.String() + b.String() + "</svg>\n"
}

func middle(m message) int {
	if m.from == m.to {
		return laneX[m.from] + 52
	}
	return (laneX[m.from] + laneX[m.to]) / 2
}

// arrow draws a message: an arrow, dashed where nothing was sent, or a dot within one lane.
func arrow(m message, y int, made bool) string {
	from, to := laneX[m.from], laneX[m.to]
	if from == to {
		return fmt.Sprintf("<circle cx=\"%d\" cy=\"%d\" r=\"4\"/>\n", from, y-10)
	}
	back, dash := 8, ""
	if to < from {
		back = -8
	}
	if !made {
		dash = " stroke-dasharray=\"4 4\""
	}
	return fmt.Sprintf("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"%s/><path d=\"M%d %dl%d -4v8z\"/>\n", from, y, to, y, dash, to, y, -back)
}

// took is how long a step lasted, for a person.
func took(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return shortDuration(d)
}
