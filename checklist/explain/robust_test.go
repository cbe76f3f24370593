package explain

import (
	"strings"
	"testing"
)

// fewForms returns each answer and text of a core in a few forms.
func (c core) fewForms() [][]string {
	var all [][]string
	for _, a := range c.answers {
		var forms []string
		for _, w := range answerWrappers {
			switch w.name {
			case "requests", "axios", "curl -i", "HAR", "key=value":
				forms = append(forms, w.wrap(a))
			}
		}
		all = append(all, forms)
	}
	for _, a := range c.bare {
		all = append(all, []string{bareWrappers[0].wrap(a), bareWrappers[1].wrap(a), bareWrappers[2].wrap(a)})
	}
	for _, text := range c.texts {
		all = append(all, []string{text})
	}
	return all
}

// TestNoPhraseIsIndispensable leaves out each phrase in turn. A code survives that when it still
// comes first for half of what shows it; at least 90 % of the codes must survive.
func TestNoPhraseIsIndispensable(t *testing.T) {
	told := make(map[Code][][]string)
	for _, c := range cores {
		told[c.code] = c.fewForms()
	}
	phrases, lost := 0, make(map[Code]string)
	texts, gone := 0, 0
	seen := make(map[string]bool)
	for _, n := range indexed().needles {
		phrase := strings.Join(n.parts, "…")
		code := indexed().table[n.row].code
		phrases++
		if seen[phrase] {
			continue
		}
		seen[phrase] = true
		without := newIndex(catalogue(), func(o needle) bool { return strings.Join(o.parts, "…") == phrase })
		still := 0
		for _, forms := range told[code] {
			good := 0
			for _, text := range forms {
				texts++
				if got := codesOf(without.read(text, noClient).Diagnoses); len(got) > 0 && got[0] == code {
					good++
				} else {
					gone++
				}
			}
			if 2*good >= len(forms) {
				still++
			}
		}
		if 2*still < len(told[code]) {
			lost[code] = phrase
		}
	}
	survive := len(cores) - len(lost)
	t.Logf("%d phrases; %d of %d codes survive the loss of any one of them (%.0f %%); %.1f %% of their texts are lost by it", phrases, survive, len(cores), 100*float64(survive)/float64(len(cores)), 100*float64(gone)/float64(max(texts, 1)))
	for _, code := range sortedKeys(lost) {
		t.Logf("%s is lost without %q", code, lost[code])
	}
	if survive*100 < len(cores)*90 {
		t.Error("that is less than 90 %")
	}
}
