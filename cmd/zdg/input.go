package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// errNoInput is the error for an empty input.
var errNoInput = errors.New("it is empty: name a file, or pipe it in")

// errLeft ends a command that was interrupted. There is nothing more to say.
var errLeft = exitWith(exitInterrupted)

// await returns what read returns, or errLeft if ctx ends first. The goroutine of read then
// stays until the process ends, since reading a pipe or a terminal cannot be broken off.
func await[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := read()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, errLeft
	}
}

// readInput reads a file, or standard input for "-". It refuses more than max bytes, and an
// input without any text.
func readInput(ctx context.Context, stdin *os.File, name string, max int64) (string, error) {
	return await(ctx, func() (string, error) {
		var r io.Reader = stdin
		if name != "-" {
			f, err := os.Open(name)
			if err != nil {
				return "", plainPath(err)
			}
			defer f.Close() // read only
			r = f
		}
		text, err := io.ReadAll(io.LimitReader(r, max+1))
		switch {
		case err != nil:
			return "", plainPath(err)
		case int64(len(text)) > max:
			return "", fmt.Errorf("it is longer than %d KiB: give only the answer", max>>10)
		case strings.TrimSpace(string(text)) == "":
			return "", errNoInput
		}
		return string(text), nil
	})
}

// readRecord reads the client as a signed-in browser shows it, from a file, or for "-" from
// standard input, unless the secret is to be read from there.
func (a *app) readRecord(ctx context.Context, name string, secrets secretFlags) (string, error) {
	if name == "-" && secrets.stdin {
		return "", usagef("--record - and --secret-stdin both read standard input: name a file for one of them")
	}
	text, err := readInput(ctx, a.in, name, maxPaste)
	if err != nil && !errors.Is(err, errLeft) {
		return "", usagef("the record cannot be read: %w", err)
	}
	return text, err
}

// lines delivers what is typed or pasted, line by line, without blank lines. Its goroutine ends
// with the input, since reading a terminal cannot be broken off.
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
