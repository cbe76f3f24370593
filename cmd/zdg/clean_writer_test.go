package main

import (
	"strings"
	"testing"
)

// TestStandardErrorIsCleanedAndMasked: what is said there does nothing to a terminal, and has dots in
// the place of a secret that was given.
func TestStandardErrorIsCleanedAndMasked(t *testing.T) {
	const secret = "planted-of-our+client"
	var out strings.Builder
	p := cleanWriter{&out, new(secretMask)}
	p.secrets.add(secret)
	text := "a\x1b[2J\x07b\u202e " + secret + "\tc\xff\n"
	if n, err := p.Write([]byte(text)); n != len(text) || err != nil {
		t.Errorf("%d of %d, %v", n, len(text), err)
	}
	if got := out.String(); got != "a[2Jb •••\tc\n" {
		t.Errorf("%q", got)
	}
}
