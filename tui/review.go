package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// reviewPage lists every check. The first row goes on; Enter on a check goes to
// where it is mended.
type reviewPage struct {
	still
	*desk
	at  int // 0: go on; else the check above
	all bool
}

func newReviewPage(d *desk) page { return &reviewPage{desk: d} }

// rows is what is listed: what needs a look, or everything.
func (r *reviewPage) rows() []checklist.Result {
	var rows []checklist.Result
	for _, result := range r.results() {
		if r.all || result.Verdict == checklist.Fail || result.Verdict == checklist.Warn {
			rows = append(rows, result)
		}
	}
	return rows
}

func (r *reviewPage) key(k tea.KeyPressMsg) tea.Cmd {
	rows := r.rows()
	switch k.String() {
	case "up", "shift+tab", "k":
		r.at = max(r.at-1, 0)
	case "down", "tab", "j":
		r.at = min(r.at+1, len(rows))
	case "home":
		r.at = 0
	case "end":
		r.at = len(rows)
	case "a":
		r.all, r.at = !r.all, 0
	case "enter":
		if r.at == 0 || r.at > len(rows) {
			r.tell(flow.Continued{})
			return nil
		}
		page := flow.MendedAt(rows[r.at-1])
		if flow.Index(page) > flow.Index(r.state.Reached) {
			r.said = "That is asked on a later page: go on to Submit."
			return nil
		}
		r.tell(flow.Jumped{Page: page})
	}
	return nil
}

func (r *reviewPage) hints() []hint {
	first := hint{"enter", "go on"}
	if r.at > 0 {
		first = hint{"enter", "mend it"}
	}
	show := hint{"a", "show all"}
	if r.all {
		show = hint{"a", "problems only"}
	}
	return []hint{first, {"↑↓", "choose"}, show, hintBack, hintWhy, hintGo}
}

func (r *reviewPage) draw(p *paper) {
	heading(p, r.state)
	counts := map[checklist.Verdict]int{}
	for _, result := range r.results() {
		counts[result.Verdict]++
	}
	var parts []string
	for _, v := range checklist.Verdicts() {
		if counts[v] > 0 {
			parts = append(parts, p.verdict(v).Render(fmt.Sprintf("%s %d %s", v.Mark(), counts[v], v)))
		}
	}
	p.line(strings.Repeat(" ", margin) + strings.Join(parts, "  "))
	p.gap()
	r.row(p, 0, p.text, "", "Go on to Submit")
	stage := checklist.Stage("")
	rows := r.rows()
	for i, result := range rows {
		if result.Stage != stage {
			stage = result.Stage
			p.gap()
			p.put(0, p.strong, stage.Title())
		}
		style := p.verdict(result.Verdict)
		r.row(p, i+1, p.text, style.Render(result.Verdict.Mark()), result.Title)
		if i+1 == r.at || result.Verdict == checklist.Fail {
			r.detail(p, i+1, result)
		}
	}
	if len(rows) == 0 {
		p.gap()
		p.put(0, p.ok, "✓ Nothing fails and nothing warns.")
	}
}

func (r *reviewPage) row(p *paper, i int, style interface{ Render(...string) string }, sign, text string) {
	start := len(p.lines)
	lead := "  "
	if i == r.at {
		lead, style = p.accent.Render("▸ "), p.accent
	}
	if sign != "" {
		sign += " "
	}
	p.line(lead + sign + style.Render(text))
	if i == r.at {
		p.focus(start)
	}
}

// detail writes the evidence, the fix and the rule of a check.
func (r *reviewPage) detail(p *paper, i int, result checklist.Result) {
	start := p.top
	for _, f := range result.Facts {
		p.hang(2, p.muted.Render(f.Key+": "), p.text, f.Value)
	}
	if result.Finding.Fix != "" {
		p.hang(2, p.muted.Render("fix: "), p.text, result.Finding.Fix)
	}
	if result.Why != "" {
		p.put(2, p.muted, result.Why)
	}
	if i == r.at {
		rule := result.Rule
		p.hang(2, p.muted.Render("rule: "), p.muted, fmt.Sprintf("%s (%s, %s, %s)", rule.Text, rule.Source.Key, rule.Source.AsOf.Format("2006-01-02"), rule.Confidence))
		p.focus(start)
	}
}
