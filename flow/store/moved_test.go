package store

import (
	"path/filepath"
	"testing"

	"zdg/checklist"
)

// TestMovingOnChangesOneLine: the page that the wizard was left at is a line of
// its own; the rest of the file is the person's.
func TestMovingOnChangesOneLine(t *testing.T) {
	for name, row := range map[string]struct{ text, want string }{
		"as somebody writes it": {"# mine\nname='a' # a name\r\nat = 'fit'\n\n# end", "# mine\nname='a' # a name\r\nat = \"urls\"\n\n# end"},
		"CRLF":                  {"name = \"a\"\r\nat = \"fit\"\r\n", "name = \"a\"\r\nat = \"urls\"\r\n"},
		"no line of it":         {"name = 'a'", "name = 'a'\nat = \"urls\"\n"},
		"an example":            {"name = 'a'\n#at = \"review\"\n# x", "name = 'a'\nat = \"urls\"\n# x"},
		"an example and a line": {"#at = \"review\"\nname = 'a'\nat = 'fit'\n", "#at = \"review\"\nname = 'a'\nat = \"urls\"\n"},
		"odd spaces":            {"name = 'a'\n  at=\"fit\"", "name = 'a'\nat = \"urls\""},
		"something like it":     {"# at = 'x'\nname = 'a'\n", "# at = 'x'\nname = 'a'\nat = \"urls\"\n"},
		"nothing to be changed": {"at = 'urls' # here\nname = 'a'", "at = 'urls' # here\nname = 'a'"},
		"a mark of byte order":  {"\ufeffname = 'a'\nat = 'fit'\n", "\ufeffname = 'a'\nat = \"urls\"\n"},
		"an empty file":         {"", ""}, // written anew
		"inside another answer": {"name = '''a\nat = 1'''\nat = 'fit'", ""},
		"over more than a line": {"name = 'a'\nat = '''\nfit'''\n", ""},
		"the key is in quotes":  {"name = 'a'\n\"at\" = 'fit'\n", ""},
	} {
		path := filepath.Join(t.TempDir(), FileName)
		put(t, path, row.text)
		f, d, err := Open(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d = d.With(checklist.At, "urls")
		if name == "an empty file" {
			d = d.With(checklist.Name, "a")
		}
		if row.want == "" {
			row.want = string(Write(d))
		}
		if err := f.Save(d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := get(t, path); got != row.want {
			t.Errorf("%s: the file is %q, want %q", name, got, row.want)
		}
		if got, err := Load(path); err != nil || !got.Equal(d) {
			t.Errorf("%s: it reads %v, %v", name, got, err)
		}
		// An answer that changes has the file written anew, comments included.
		if d = d.With(checklist.Name, "b"); f.Save(d) != nil || get(t, path) != string(Write(d)) {
			t.Errorf("%s: an answer that changed leaves %q", name, get(t, path))
		}
	}
}
