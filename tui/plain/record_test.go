package plain

import (
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
)

// TestRecord: in which forms what Zendesk has saved is pasted and read.
func TestRecord(t *testing.T) {
	pretty := []string{"{", `"client": {`, `"identifier": "zdg-acme", "name": "a \"}}]\\ name"`, "}", "}"}
	long := `{"clients":[{"identifier":"zdg-acme","description":"` + strings.Repeat("x", maxLine) + `"}]}`
	for _, tt := range []struct {
		name     string
		practice bool
		input    []string
		want     []string
		pasted   []string
	}{
		{"in one line", false, []string{"record", `{"client":{}}`, "quit"}, []string{
			"record opens what Zendesk has saved, if you are signed in as an admin:\nhttps://d3v-acme.zendesk.com/api/v2/oauth/clients.json\nCopy all of it, and paste it here.\n",
			"copy everything the browser shows, and paste it here", "read what Zendesk has saved", "Question 1 of 2: Redirect URLs",
		}, []string{`{"client":{}}` + "\n"}},
		{"in several lines", false, append(append([]string{"record"}, pretty...), "quit"), []string{"read what Zendesk has saved"}, []string{strings.Join(pretty, "\n") + "\n"}},
		{"pasted without the word", false, append(slices.Clone(pretty), "quit"), []string{"read what Zendesk has saved"}, []string{strings.Join(pretty, "\n") + "\n"}},
		{"longer than an answer may be", false, []string{"record", long, long, "quit"}, nil, []string{long + "\n", long + "\n"}},
		{"not complete", false, []string{"record", "<html>", "[", "", "quit"}, []string{"fail: the record: what was pasted is not the JSON"}, []string{"<html>\n[\n"}},
		{"nothing", false, []string{"record", "", "quit"}, []string{"Nothing was pasted."}, nil},
		{"help, and back to the question", false, []string{"record", "help", "{", "back", "quit"}, []string{"zdg check --record", "Test [start the test], or skip:"}, nil},
		{"of the practice account", true, []string{"record", "quit"}, []string{"read what Zendesk has saved"}, []string{""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := at(flow.PageCleanUp)
			s.Practice = tt.practice
			r := script(t, s, &fake{}, tt.input...)
			if r.err != nil {
				t.Error(r.err)
			}
			has(t, r.text, tt.want...)
			if !slices.Equal(r.pasted, tt.pasted) {
				t.Errorf("pasted %.200q, want %.200q", r.pasted, tt.pasted)
			}
			if opens := !tt.practice && tt.input[0] == "record"; opens != slices.Contains(r.opened, flow.RecordURL(r.state)) {
				t.Errorf("opened %q", r.opened)
			}
			if read := r.state.Evidence.Record != nil; read != strings.Contains(r.text, "read what Zendesk has saved\n") {
				t.Error("what was read is not what was said")
			}
			if got, want := r.state.Draft.Get(checklist.FieldRedirectURLs), full().Get(checklist.FieldRedirectURLs); got != want {
				t.Errorf("the redirect URLs became %q", got)
			}
		})
	}
}

// TestARecordWithAnEmptyLine, which comes slowly, is read to its end; two empty lines end one that is
// not complete.
func TestARecordWithAnEmptyLine(t *testing.T) {
	r := converse(t, at(flow.PageCleanUp), &fake{}, func(k *talk) {
		k.types("{", "", `"client": {}}`)
		k.sees("read what Zendesk has saved")
		k.types("{", "", "")
		k.types("quit")
	})
	if want := []string{"{\n\"client\": {}}\n", "{\n"}; !slices.Equal(r.pasted, want) {
		t.Errorf("pasted %q, want %q", r.pasted, want)
	}
}

// TestRecordWithHeaders, as curl -i prints it, is one paste.
func TestRecordWithHeaders(t *testing.T) {
	s := at(flow.PageCleanUp)
	lines := []string{"HTTP/2 200", `nel: {"success_fraction":0.01}`, "content-type: application/json", `{"clients":[{"identifier":"zdg-acme"}]}`}
	r := script(t, s, &fake{}, append(slices.Clone(lines), "quit")...)
	if want := []string{strings.Join(lines, "\n") + "\n"}; !slices.Equal(r.pasted, want) {
		t.Errorf("pasted %q, want %q", r.pasted, want)
	}
}
