package main

import (
	"io"
	"strings"
	"unicode"
)

// printable keeps what comes from outside, such as a file's name in an error, from
// commanding the terminal: of what is written only printable characters, line
// breaks and tabs are passed on.
type printable struct{ w io.Writer }

func (p printable) Write(b []byte) (int, error) {
	text := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(string(b), ""))
	if _, err := io.WriteString(p.w, text); err != nil {
		return 0, err
	}
	return len(b), nil
}
