package checklist

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// section is a part of a report: its content without its form. Markdown, HTML and text each
// write the same sections, and escape what is in them.
type section struct {
	Title  string
	Says   string        // a paragraph below the title
	Figure func() string // a picture as markup, for HTML alone
	Blocks []block
}

// block is a list or a table, with a heading of its own where it has a title.
type block struct {
	Title   string
	Verdict Verdict // of the title; "" where it has none
	Head    []string
	Rows    [][]cell
	Items   []item
	Ready   string // a text to be copied
	Command bool   // Ready is a command, whose lines stay as they are
}

// cell is a cell of a table.
type cell struct {
	Verdict Verdict // "" where it has none
	Prefix  string  // what the form has already before Text
	Text    string  // one item per line
}

// item is an entry of a list: one line, and what is said below it. Each part may be empty.
type item struct {
	ID                  string
	Verdict             Verdict
	Strong, Text, Facts string
	Rests               string // what it rests on; plain text has room for it only where there is no verdict
	Link                string
	More                [][2]string // label and text of the lines below
}

// heading is the title of a block with its verdict.
func (b block) heading() string {
	if b.Verdict == "" {
		return b.Title
	}
	return b.Verdict.Mark() + " " + b.Title + ": " + b.Verdict.word()
}

// below calls say for each line below the item that is not empty.
func (i item) below(say func(label, text string)) {
	for _, more := range i.More {
		if more[1] != "" {
			say(more[0], more[1])
		}
	}
}

// sections returns the whole report without its head. Sections without content are left out.
func (r Report) sections() []section {
	all := []section{r.afterSection(), r.fixSection(), r.datesSection(), r.formSection(), r.frozenSection()}
	if r.tested() {
		all = append(all, section{Title: "The test", Says: OutcomeText(r.Draft, r.Evidence), Figure: r.sequence})
	}
	all = append(all, r.checklistSection(), r.goLiveSection(), section{Title: "Notes", Blocks: noteBlocks()}, r.sourcesSection())
	kept := all[:0]
	for _, c := range all {
		if len(c.Blocks) > 0 || c.Figure != nil {
			kept = append(kept, c)
		}
	}
	return kept
}

func (r Report) title() string {
	title := "Global OAuth client: " + r.subject().Identifier
	if r.Practice {
		title = "PRACTICE: " + title
	}
	return title
}

// head returns labels and values: the account, the client, when it was measured, the result,
// and who made the report.
func (r Report) head() [][2]string {
	s := r.subject()
	account := s.Subdomain
	if r.Draft.Has(FieldSubdomain) || r.AccountURL != "" { // else that it has no address goes without saying
		account += ", " + s.AccountURL
	}
	return [][2]string{
		{"Account", account},
		{"Client", s.Identifier + ", " + s.Kind},
		{"Measured", r.measuredLine()},
		{"Result", r.countLine()},
		{"Made by", r.Tool + " on " + minuteStamp(r.Now)},
	}
}

func (r Report) fixSection() section {
	c := section{Title: "To fix"}
	before := "Before the request is sent"
	switch AfterOf(r.Draft) {
	case NotSent:
	case Sent:
		before = "Before Zendesk converts the client"
	case Rejected:
		before = "Before the request is sent again"
	default: // nobody but Zendesk can edit the client any more
		before = "What fails"
	}
	for _, v := range []Verdict{Fail, Warn} {
		b := block{Title: map[Verdict]string{Fail: before, Warn: "To look at"}[v]}
		for _, res := range r.with(v) {
			b.Items = append(b.Items, item{Verdict: v, Strong: Fault(r.Draft, res), More: [][2]string{{"Fix", cmp.Or(Advice(r.Draft, res), "See the checklist")}}})
		}
		c.Blocks = append(c.Blocks, withItems(b)...)
	}
	return c
}

func withItems(b block) []block {
	if len(b.Items) == 0 {
		return nil
	}
	return []block{b}
}

func (r Report) datesSection() section {
	var b block
	for _, l := range Deadlines(r.Draft, r.Evidence) {
		b.Items = append(b.Items, item{Strong: l.On.Format(time.DateOnly) + ", " + l.Left(r.Now) + ":", Text: l.What, Rests: l.Source.Key + ", " + l.Source.AsOf.Format(time.DateOnly)})
	}
	return section{Title: "Days to keep in mind", Blocks: withItems(b)}
}

// formSection is the request sheet, with the fields that are certain first.
func (r Report) formSection() section {
	sure := block{Title: "On the form for certain", Head: []string{"Field", "Type this", "In full"}}
	likely := block{Title: "Probably asked", Head: []string{"Field", "Type this"}}
	for _, row := range r.Sheet {
		line := []cell{{Text: row.Label}, {Prefix: row.prefix(), Text: cmp.Or(row.Typed, toBeFilledIn)}}
		if row.Known == KnownDocumented {
			sure.Rows = append(sure.Rows, append(line, cell{Text: row.Shown()}))
		} else {
			likely.Rows = append(likely.Rows, line)
		}
	}
	return section{Title: "To type into the form", Says: "The form has the part before | already: type what comes after it.", Blocks: []block{sure, likely}}
}

func (r Report) frozenSection() section {
	b := block{Head: []string{"What", "Value", "What is known of it"}}
	for _, f := range FrozenOf(r.Draft, r.Evidence, Judge(r.Draft, r.Evidence)) { // r.Results may hold some checks only
		known := f.Proven
		if !f.At.IsZero() {
			known += " (" + minuteStamp(f.At) + ")"
		}
		b.Rows = append(b.Rows, []cell{{Text: f.Label}, {Text: cmp.Or(f.Value, toBeFilledIn)}, {Verdict: f.Verdict, Text: known}})
	}
	return section{Title: "What can never be changed after the conversion", Blocks: []block{b}}
}

// checklistSection is the checklist by stage. What was not checked is at its end, by reason.
func (r Report) checklistSection() section {
	c := section{Title: "Checklist"}
	for _, stage := range Stages() {
		b := block{Verdict: NotRun, Title: stage.Title()}
		unmade := 0
		for _, res := range r.Results {
			switch {
			case res.Stage != stage:
				continue
			case res.Verdict == NotRun:
				unmade++
			default:
				b.Items = append(b.Items, r.line(res))
			}
			b.Verdict = Worse(b.Verdict, res.Verdict)
		}
		if unmade > 0 {
			b.Items = append(b.Items, item{Verdict: NotRun, Text: plural(unmade, "check was", "checks were") + " not made: see below"})
		}
		c.Blocks = append(c.Blocks, withItems(b)...)
	}
	b := block{Title: "Not checked, and why"}
	for _, res := range r.with(NotRun) { // each reason once
		if i := slices.IndexFunc(b.Items, func(i item) bool { return i.Text == res.Why }); i >= 0 {
			b.Items[i].More[0][1] += ", " + res.ID
		} else {
			b.Items = append(b.Items, item{Text: res.Why, More: [][2]string{{"Checks", res.ID}}})
		}
	}
	c.Blocks = append(c.Blocks, withItems(b)...)
	return c
}

// line is a check in one line and, where it fails or warns, with everything that helps.
func (r Report) line(res Result) item {
	i := item{ID: res.ID, Verdict: res.Verdict, Text: res.Title, Facts: factLine(res.Facts), Rests: sourceNote(res.Rule.Source, res.Rule.Confidence)}
	if !res.Measured.IsZero() || res.Verdict == Ask {
		i.Rests = r.basis(res) + "; " + i.Rests
	}
	if res.Verdict == Fail || res.Verdict == Warn {
		i.More = [][2]string{{"Seen", strings.TrimPrefix(i.Facts+"; "+r.basis(res), "; ")}}
		i.Strong, i.Text, i.Facts, i.Rests = Fault(r.Draft, res), "", "", ""
		if d := res.Diagnosis; d != nil {
			i.More = append(i.More, [2]string{"Cause", d.What + " " + d.Cause + " (" + sourceNote(d.Source, d.Confidence) + ")"},
				[2]string{"Said", d.Said}, [2]string{"Check", d.Check})
		}
		i.More = append(i.More, [2]string{"Fix", Advice(r.Draft, res)}, [2]string{"Rule", res.Rule.Text + " (" + sourceNote(res.Rule.Source, res.Rule.Confidence) + ")"})
	} else if res.Fix != "" {
		i.More = [][2]string{{"To do", res.Fix}}
	}
	return i
}

// afterSection says how far the client has come since the request; it is empty before the
// request was sent.
func (r Report) afterSection() section {
	c := section{Title: "Since the request"}
	state := AfterOf(r.Draft)
	if state == NotSent {
		return c
	}
	c.Says = state.Text(r.Draft) + "."
	for _, n := range AfterNotes(r.Draft, r.Now) {
		if last := len(c.Blocks) - 1; last < 0 || c.Blocks[last].Title != n.Title {
			c.Blocks = append(c.Blocks, block{Title: n.Title})
		}
		b := &c.Blocks[len(c.Blocks)-1]
		b.Items = append(b.Items, item{Text: n.Text, Rests: sourceNote(n.Source, n.Confidence)})
	}
	changed, known := ChangedSince(r.Draft)
	b := block{Title: "What changed since it was sent", Head: []string{"What", "Was", "Is"}}
	for _, f := range changed {
		b.Rows = append(b.Rows, []cell{{Text: f.Field.Title()}, {Text: cmp.Or(f.Was, "(empty)")}, {Text: cmp.Or(f.Now, "(empty)")}})
	}
	if known && len(changed) == 0 {
		b.Head, b.Items = nil, []item{{Text: "Nothing that zdg knows of."}}
	}
	if known {
		c.Blocks = append(c.Blocks, b)
	}
	if state == Rejected {
		c.Blocks = append(c.Blocks, block{Title: "A reply to the ticket, to be edited", Ready: Reply(r.Draft, r.Evidence, Ticket{})})
	}
	return c
}

func (r Report) goLiveSection() section {
	c := section{Title: "Going live", Says: "For the way from the approval to the first customers. Read the plan before the conversion: what is missed then cannot be put right later."}
	for _, t := range GoLive(r.Draft, r.Now) {
		c.Blocks = append(c.Blocks, block{Title: t.Title, Ready: t.Body, Command: t.Command, Items: []item{{Text: Capital(t.For) + ".", Rests: sourceNote(t.Source, t.Confidence)}}})
	}
	return c
}

func noteBlocks() []block {
	blocks := []block{{Title: "After the request"}, {Title: "What is not known"}, {Title: "Questions"}}
	for n, told := range [][]Note{Afterwards(), Unknowns(), Questions()} {
		for _, t := range told {
			title := t.Title
			if !strings.HasSuffix(title, "?") { // its text follows
				title += ":"
			}
			blocks[n].Items = append(blocks[n].Items, item{Strong: title, Text: t.Text, Rests: sourceNote(t.Source, t.Confidence)})
		}
	}
	return blocks
}

// sourcesSection lists the pages that the report rests on, each once.
func (r Report) sourcesSection() section {
	var b block
	listed := map[string]bool{}
	add := func(s zendesk.Source) {
		if !listed[s.Key] {
			b.Items = append(b.Items, item{Text: s.Key + ", " + s.AsOf.Format(time.DateOnly) + ":" + map[bool]string{true: " no public address"}[s.URL == ""], Link: s.URL})
		}
		listed[s.Key] = true
	}
	for _, res := range r.Results {
		add(res.Rule.Source)
		if res.Diagnosis != nil {
			add(res.Diagnosis.Source)
		}
	}
	for _, n := range AfterNotes(r.Draft, r.Now) {
		add(n.Source)
	}
	for _, t := range GoLive(r.Draft, r.Now) {
		add(t.Source)
	}
	for _, n := range slices.Concat(Afterwards(), Questions(), Unknowns()) {
		add(n.Source)
	}
	return section{Title: "Sources", Blocks: []block{b}}
}
