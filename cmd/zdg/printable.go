package main

import (
	"io"
	"strings"
	"sync"
	"unicode"

	"zdg/checklist/redact"
)

// printable keeps what comes from outside, such as a file's name in an error, from
// commanding the terminal: of what is written only printable characters, line
// breaks and tabs are passed on.
//
// It also keeps the secret that was given from being said, wherever it came from:
// what is typed into the wrong flag is quoted by errors.
type printable struct {
	w    io.Writer
	veil *veil
}

// veil is an redact.Veil that several goroutines write through.
type veil struct {
	mu   sync.Mutex
	over redact.Veil
}

func (v *veil) add(secret string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.over.Add(secret)
}

func (v *veil) mask(text string) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.over.Over(text)
}

func (p printable) Write(b []byte) (int, error) {
	text := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(string(b), ""))
	if _, err := io.WriteString(p.w, redact.MaskTokens(p.veil.mask(text))); err != nil {
		return 0, err
	}
	return len(b), nil
}
