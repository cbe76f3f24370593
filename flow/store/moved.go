package store

import (
	"bytes"

	"zdg/checklist"
)

// movedTo is text with the page that the wizard was left at taken from d; false
// when d has other answers than text, or when that line cannot be found.
func movedTo(name string, text []byte, d checklist.Draft) ([]byte, bool) {
	before, err := Parse(name, text)
	if err != nil {
		return nil, false
	}
	if before.Equal(d) {
		return text, true
	}
	at := d.Get(checklist.At)
	if at == "" || !before.With(checklist.At, at).Equal(d) {
		return nil, false
	}
	line := []byte(string(checklist.At) + " = " + quote(at))
	var out []byte
	found := false
	for old := range bytes.Lines(text) {
		key, _, _ := bytes.Cut(old, []byte("="))
		switch key := string(bytes.TrimSpace(key)); {
		case !found && key == string(checklist.At), !found && key == "#"+string(checklist.At) && !before.Has(checklist.At):
			found = true
		default:
			out = append(out, old...)
			continue
		}
		out = append(append(out, line...), old[len(bytes.TrimRight(old, "\r\n")):]...)
	}
	if !found {
		if len(out) > 0 && out[len(out)-1] != '\n' {
			out = append(out, '\n')
		}
		out = append(append(out, line...), '\n')
	}
	// The line may have been none, inside a text of several lines say.
	after, err := Parse(name, out)
	return out, err == nil && after.Equal(d)
}
