package checklist

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"zdg/checklist/explain"
)

// TestSequence reads the picture as XML: it has all steps with time and verdict, and what comes from
// outside is text.
func TestSequence(t *testing.T) {
	const hostile = `</text></svg><script>alert("1")</script>&amp;`
	d := sampleDraft()
	e := withAnswer(sampleEvidence(d), StepExchange, explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: hostile})
	e.Person.Name, e.Person.Suspended = hostile, true
	r := NewReport(d, withNotRun(e, StepRevoke, hostile), Context{Now: noon})
	picture := r.sequence()
	texts, said := 0, ""
	for dec := xml.NewDecoder(strings.NewReader(picture)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, picture)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if name := token.Name.Local; name == "text" {
				texts++
			} else if !strings.Contains(" svg g line path rect circle ", " "+name+" ") {
				t.Errorf("an element %s", name)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "script") {
					t.Errorf("an attribute %s=%q", a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			said += string(token) + "\n"
		}
	}
	for _, want := range []string{"You", "Browser", "zdg", "Zendesk", "sign in, Allow", "12:00:00", "✓ pass, 120 ms", "✗ fail, 120 ms", "! warn, 120 ms", "– not checked\n", "(400 <", "<script>"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in it: %s", want, said)
		}
	}
	for _, id := range StepIDs() {
		if len(messages[id]) == 0 {
			t.Errorf("step %s is not in it", id)
		}
	}
	if texts < 40 || strings.Count(rendered(r, "html"), "<svg") != 1 || strings.Contains(rendered(r, "html"), "<script") {
		t.Errorf("%d texts\n%s", texts, picture)
	}
	if none := rendered(NewReport(d, Evidence{}, Context{Now: noon}), "html"); strings.Contains(none, "<svg") {
		t.Error("a test that was not made has a picture")
	}
}

// TestValuesDoNotBreakTables: a value with bars or backslashes adds no column to a Markdown table.
func TestValuesDoNotBreakTables(t *testing.T) {
	const odd = `a | b \| c \`
	d := sampleDraft().With(FieldUseCase, odd).With(FieldRedirectURLs, "https://acme.com/a|b\nhttps://acme.com/\\|c").With(FieldSubdomain, "d3v-a|b")
	out := rendered(NewReport(d, sampleEvidence(d), Context{Now: noon}), "md")
	columns := 0
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		bare := strings.NewReplacer(`\\`, "", `\|`, "").Replace(line)
		if n := strings.Count(bare, "|"); columns == 0 {
			columns = n
		} else if n != columns {
			t.Errorf("%d columns instead of %d: %s", n-1, columns-1, line)
		}
	}
	if !strings.Contains(out, `| Use case | a \| b \\\| c \\ |`) || !strings.Contains(out, "<br>https://acme.com/") {
		t.Error("the values are not in it")
	}
}
