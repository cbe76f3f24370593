package main

import (
	"io"
	"strings"
	"sync"
	"unicode"

	"zdg/checklist/redact"
)

// cleanWriter writes only printable characters, line breaks and tabs, so that what comes from
// outside, such as the name of a file in an error, cannot control the terminal. It also hides
// the secrets it knows, wherever they came from: errors quote what was typed into the wrong
// flag.
type cleanWriter struct {
	w       io.Writer
	secrets *secretMask
}

// secretMask is a redact.Veil for several goroutines.
type secretMask struct {
	mu   sync.Mutex
	over redact.Veil
}

func (v *secretMask) add(secret string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.over.Add(secret)
}

func (v *secretMask) mask(text string) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.over.Over(text)
}

func (p cleanWriter) Write(b []byte) (int, error) {
	text := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(string(b), ""))
	if _, err := io.WriteString(p.w, redact.MaskTokens(p.secrets.mask(text))); err != nil {
		return 0, err
	}
	return len(b), nil
}
