package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// readInput reads a file, or standard input for "-", up to max bytes.
func readInput(stdin *os.File, name string, max int64) (string, error) {
	var r io.Reader = stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", plainPath(err)
		}
		defer f.Close() //nolint:errcheck // read only
		r = f
	}
	text, err := io.ReadAll(io.LimitReader(r, max+1))
	switch {
	case err != nil:
		return "", plainPath(err)
	case int64(len(text)) > max:
		return "", fmt.Errorf("it is longer than %d bytes: give the answer alone", max)
	case strings.TrimSpace(string(text)) == "":
		return "", errNoInput
	}
	return string(text), nil
}

// lines delivers what is typed or pasted, line by line. Its goroutine ends with
// the input: a blocked read of a terminal cannot be broken off.
func lines(in io.Reader) <-chan string {
	ch := make(chan string)
	go func() {
		defer close(ch)
		scanner := bufio.NewScanner(in)
		scanner.Buffer(make([]byte, 4096), maxPaste)
		for scanner.Scan() {
			if text := strings.TrimSpace(scanner.Text()); text != "" {
				ch <- text
			}
		}
	}()
	return ch
}
