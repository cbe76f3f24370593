package tui

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// TestPrintedTextWaits prints a text, and stays with it until a key that leaves.
func TestPrintedTextWaits(t *testing.T) {
	for _, keys := range [][]string{{"\r"}, {"\n"}, {"\x1b"}, {"\x03"}, {"x", "\x1b[A", "\x1b[5~", "\r"}} {
		var out bytes.Buffer
		in := &keyReader{keys: keys}
		p := &printScreen{text: "one\ntwo", in: in, out: &out}
		if err := p.Run(); err != nil || len(in.keys) > 0 {
			t.Errorf("%q: error %v, %q were not read", keys, err, in.keys)
		}
		if got := out.String(); !strings.Contains(got, "one\ntwo\n") || !strings.HasSuffix(got, "zdg \n") || strings.ContainsAny(got, "\r\x1b") {
			t.Errorf("%q: printed %q", keys, got)
		}
	}
	if err := (&printScreen{in: strings.NewReader("x"), out: io.Discard}).Run(); err == nil {
		t.Error("a terminal that is gone was waited for")
	}
}

// keyReader gives one key per read, as a terminal does.
type keyReader struct{ keys []string }

func (r *keyReader) Read(p []byte) (int, error) {
	if len(r.keys) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.keys[0])
	r.keys = r.keys[1:]
	return n, nil
}
