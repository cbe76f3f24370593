package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// ready is a draft in which nothing is missing.
func ready() checklist.Draft {
	d := checklist.Draft{}
	for _, info := range checklist.Fields() {
		d = d.With(info.Field, info.Example)
	}
	for _, f := range []checklist.Field{checklist.FieldLeftAt, checklist.FieldSubmittedOn, checklist.FieldAnswer, checklist.FieldAsSent, checklist.FieldKeptURLsWhy} {
		d = d.With(f, "")
	}
	return d.With(checklist.FieldKind, "confidential").With(checklist.FieldScopes, "read").
		With(checklist.FieldRedirectURLs, "http://127.0.0.1:18573/callback\nhttps://acme.example/cb")
}

// tested is the evidence of a test in which every step was right but one, of which this was seen; all
// were where bad is "".
func tested(d checklist.Draft, bad checklist.StepID, seen explain.Seen) checklist.Evidence {
	e := checklist.Evidence{
		Outcome: checklist.OutcomePassed, Credentials: &checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: true},
		Person: &checklist.Person{ID: 42, Name: "Ada Example", Role: "admin"},
		Token:  &checklist.Token{AskedExpiresIn: 600, ExpiresIn: checklist.Lifetime{Seconds: 480, Form: "number"}},
	}
	for _, id := range checklist.StepIDs() {
		step := checklist.Step{ID: id, Of: checklist.SubjectOf(d, ""), At: noon}
		if id == bad {
			step.Seen, e.Outcome = &seen, checklist.OutcomeFailed
		}
		e = e.WithStep(step)
	}
	return e
}

// on is a state on a page, with a draft in which nothing is missing.
func on(id flow.PageID) flow.State {
	return flow.State{Draft: ready(), Page: id, Reached: flow.PageLive, AccountURL: "https://d3v-acme.zendesk.com"}
}

// drawn is a page as it is drawn at noon.
func drawn(s flow.State, ui UI) Page {
	return View(s, func() Judged { return checklist.Judge(s.Draft, s.Evidence) }, ui, noon)
}

// said is all text of a page, block by block.
func said(p Page) string {
	var b strings.Builder
	b.WriteString(p.Title + "\n" + p.Why + "\n")
	for _, c := range p.Counts {
		b.WriteString(c.Text + "\n")
	}
	var add func(blocks []Block)
	add = func(blocks []Block) {
		for _, block := range blocks {
			switch block := block.(type) {
			case Text:
				b.WriteString(block.Text + "\n")
			case Copyable:
				b.WriteString(block.Lead + " " + block.Value + "\n")
			case Row:
				b.WriteString(block.Mark + " " + block.Label + " " + block.Prefix + block.Value + " " + block.Right + "\n")
				add(block.Details)
			case Diagnosis:
				b.WriteString(block.What + "\n" + block.Cause + "\n" + block.Fix + "\n")
			case Entry:
				b.WriteString(block.Label + " " + block.Hint + "\n")
			case Choices:
				for _, o := range block.Options {
					b.WriteString(o.Key + " " + o.Label + "\n")
				}
			case Progress:
				b.WriteString(block.Label + " " + block.Right + "\n")
			}
		}
	}
	add(p.Blocks)
	return b.String()
}

// action is the one of a key.
func action(t *testing.T, p Page, key string) Action {
	t.Helper()
	i := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Key == key })
	if i < 0 {
		t.Fatalf("%s: there is no %s among %+v", p.Title, key, p.Actions)
	}
	return p.Actions[i]
}

// entry is the first place of a page where something can be typed that is no answer.
func entry(t *testing.T, p Page) Entry {
	t.Helper()
	for _, b := range p.Blocks {
		if e, is := b.(Entry); is {
			return e
		}
	}
	t.Fatalf("%s: nothing can be entered", p.Title)
	return Entry{}
}

// rowOf is the row of a label.
func rowOf(t *testing.T, p Page, label string) Row {
	t.Helper()
	for _, b := range p.Blocks {
		if r, is := b.(Row); is && r.Label == label {
			return r
		}
	}
	t.Fatalf("%s: there is no row %q in\n%s", p.Title, label, said(p))
	return Row{}
}

// everyPage is each page with an empty draft and with a full one, in practice and not, and
// each phase of the test.
func everyPage() map[string]flow.State {
	full := checklist.Draft{}
	for _, info := range checklist.Fields() {
		full = full.With(info.Field, info.Example)
	}
	wait := &flow.Wait{AuthorizeURL: "https://d3v-acme.zendesk.com/oauth/authorizations/new?x=1", StartURL: "http://127.0.0.1:8085/abc", Since: noon.Add(-time.Minute), Deadline: noon.Add(time.Minute)}
	pasted := *wait
	pasted.StartURL = ""
	all := map[string]flow.State{}
	for _, p := range flow.Pages() {
		for name, d := range map[string]checklist.Draft{"empty": {}, "full": full} {
			for _, practice := range []bool{false, true} {
				s := flow.State{Draft: d, Page: p.ID, Reached: flow.PageLive, Practice: practice, AccountURL: "https://d3v-acme.zendesk.com"}
				key := string(p.ID) + " " + name
				if practice {
					key += " practice"
				}
				all[key] = s
				if p.ID == flow.PageTest {
					s.Test = flow.Test{Phase: flow.Running, Current: checklist.StepAuthorize, Wait: wait, Ignored: 1}
					all[key+" waiting"] = s
					s.Test.Wait = &pasted
					all[key+" to be pasted"] = s
					s.Test = flow.Test{Phase: flow.Stopping}
					all[key+" stopping"] = s
				}
			}
		}
	}
	return all
}
