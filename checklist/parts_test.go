package checklist

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDraft(t *testing.T) {
	var none Draft
	d := none.With(FieldScopes, " tickets:read \n\n users:read\n").With(FieldStored, "yes").With(FieldName, " ")
	if !slices.Equal(d.Lines(FieldScopes), []string{"tickets:read", "users:read"}) || !d.Said(FieldStored) || d.Has(FieldName) || none.Has(FieldScopes) {
		t.Errorf("%q", d.Lines(FieldScopes))
	}
	if back := d.With(FieldScopes, "").With(FieldStored, "").With(FieldName, ""); !back.Equal(none) || d.Equal(none) {
		t.Error("an answer that is taken away is still there")
	}
}

func TestEvidenceWithStep(t *testing.T) {
	var e Evidence
	for _, id := range []StepID{StepRevoke, StepReach, StepToken, StepReach} {
		e = e.WithStep(Step{ID: id, At: noon})
	}
	var got []StepID
	for _, s := range e.Steps {
		got = append(got, s.ID)
	}
	if !slices.Equal(got, []StepID{StepReach, StepToken, StepRevoke}) {
		t.Errorf("got %v", got)
	}
}

func TestFieldsTable(t *testing.T) {
	seen := map[Field]bool{}
	last := 0
	for _, i := range Fields() {
		at := slices.Index(Stages(), i.Stage)
		switch {
		case seen[i.Field]:
			t.Errorf("%s: twice", i.Field)
		case at < last:
			t.Errorf("%s: not in the order of the stages", i.Field)
		case i.Title == "" || i.Comment == "" || i.Need == "":
			t.Errorf("%s: lacks title, comment or need", i.Field)
		case (i.Shape == ShapeChoice) != (len(i.Choices) > 0):
			t.Errorf("%s: a choice has choices, nothing else has", i.Field)
		}
		seen[i.Field], last = true, at
	}
}

func TestTitles(t *testing.T) {
	for _, s := range Stages() {
		if s.Title() == string(s) {
			t.Errorf("stage %s has no title", s)
		}
	}
	for _, s := range StepIDs() {
		if s.Title() == string(s) {
			t.Errorf("step %s has no title", s)
		}
	}
}

func TestWorse(t *testing.T) {
	order := []Verdict{NotRun, Pass, Ask, Warn, Fail} // from harmless to grave
	for i, a := range order {
		for j, b := range order {
			if got := Worse(a, b); got != order[max(i, j)] {
				t.Errorf("%s or %s: got %s", a, b, got)
			}
		}
	}
}

func TestNearURL(t *testing.T) {
	for _, c := range []struct {
		declared, saved, kind string // kind "" for not near
	}{
		{"https://a.example/cb", "https://a.example/cb/", "slash"},
		{"http://localhost:1/cb", "http://localhost:2/cb", "port"},
		{"http://localhost/cb", "https://localhost/cb", "scheme"},
		{"http://localhost/cb", "http://127.0.0.1/cb", "this machine"},
		{"https://a.example/cb", "https://a.example/CB", "capital"},
		{"https://a.example/cb", "https://b.example/cb", ""},
		{"https://a.example/cb", "http://localhost:1/other", ""},
	} {
		i, kind := nearURL(c.declared, []string{"https://z.example/far", c.saved})
		if (i == 1) != (c.kind != "") || !strings.Contains(kind, c.kind) {
			t.Errorf("%s and %s: %d %q", c.declared, c.saved, i, kind)
		}
	}
}

func TestShortDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0 s", 0: "0 s", 900 * time.Millisecond: "0 s", 61 * time.Second: "1 min 1 s", 30 * time.Minute: "30 min",
		25 * time.Hour: "1 d 1 h", 24*time.Hour + time.Second: "1 d", 7 * 24 * time.Hour: "7 d",
	} {
		if got := shortDuration(d); got != want {
			t.Errorf("%v: got %q, want %q", d, got, want)
		}
	}
}

func TestMarkdownEscape(t *testing.T) {
	for in, want := range map[string]string{
		"zdg_acme_sync": "zdg_acme_sync", "_it_": `\_it\_`, "a*b": `a\*b`, "# no": `\# no`, "- no": `\- no`, "<b>": `\<b>`,
		"[x](y)": `\[x\](y)`, "a & b": "a &amp; b", "two\nlines": "two lines", "`c`": "\\`c\\`", "A > B": "A > B", "> q": `\> q`,
	} {
		if got := md(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
