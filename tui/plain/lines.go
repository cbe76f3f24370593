package plain

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"zdg/flow"
)

// The bounds of a line of input, in bytes.
const (
	maxLine    = flow.MaxAnswer // of an answer; a pasted redirect URL is far shorter
	maxRecord  = 2 << 20        // of the client's record, of which half is read in the end
	maxTTYLine = 4095           // at which a Linux terminal cuts a line and silently drops the rest
)

// The reasons for which a line is refused as a whole. Input goes on after it.
var (
	errTooLong = errors.New("the line is longer than 65536 bytes and was not taken: give the answer alone")
	errNoUTF8  = errors.New("the line is not UTF-8 and was not taken: set the terminal, or the file it comes from, to UTF-8")
	errCut     = errors.New("the terminal cut this line after 4095 bytes, so it was not taken: give less at a time, write it into the file, or use zdg without --plain")
)

// line is a line of input without its line break, or the reason why there is none.
type line struct {
	text string
	err  error
}

// refused reports whether the line cannot be used, though more can be read.
func (l line) refused() bool {
	return errors.Is(l.err, errTooLong) || errors.Is(l.err, errCut) || errors.Is(l.err, errNoUTF8)
}

// accept takes the line that was requested. It refuses one whose end was lost, one that is too
// long for an answer unless it may be a record, and one that is not UTF-8.
func (w *wizard) accept(l line, record bool) line {
	w.in.pending = false
	switch {
	case w.interactive() && len(l.text) == maxTTYLine:
		return line{err: errCut}
	case !record && len(l.text) > maxLine:
		return line{err: errTooLong}
	case !utf8.ValidString(l.text):
		return line{err: errNoUTF8}
	}
	return l
}

// lineReader reads lines in a goroutine of its own, so that a prompt can wait for other things
// too. It reads only on request: it takes nothing from the input that no prompt asked for, so
// that a hidden prompt can read the same terminal.
type lineReader struct {
	requests chan struct{}
	lines    chan line
	pending  bool // a line was requested and not received yet
	in       *bufio.Reader
}

func newLineReader(in io.Reader) *lineReader {
	l := &lineReader{requests: make(chan struct{}, 1), lines: make(chan line, 1), in: bufio.NewReader(in)}
	go func() {
		for range l.requests {
			l.lines <- readLine(l.in)
		}
	}()
	return l
}

// request requests a line, unless one is on its way.
func (l *lineReader) request() {
	if !l.pending {
		l.pending = true
		l.requests <- struct{}{}
	}
}

// ready reports whether a line is there, or comes within pausedAfter. It requests no line
// that is not there, since that may be meant for a hidden prompt. inputReady is that of
// Options.
func (l *lineReader) ready(inputReady func(time.Duration) bool) bool {
	if !l.pending {
		if l.in.Buffered() == 0 && (inputReady == nil || !inputReady(pausedAfter)) {
			return false
		}
		l.request()
		l.lines <- <-l.lines
		return true
	}
	select {
	case got := <-l.lines:
		l.lines <- got
		return true
	case <-time.After(pausedAfter):
		return false
	}
}

// close ends the goroutine, as soon as a Read that it may be in returns.
func (l *lineReader) close() { close(l.requests) }

// readLine reads a line. One that is longer than maxRecord is read to its end and refused.
func readLine(r *bufio.Reader) line {
	var text []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(text)+len(part) > maxRecord; !long {
			text = append(text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long:
			return line{err: errTooLong}
		case err != nil && len(text) == 0:
			return line{err: err}
		}
		// A last line without a line break counts. The error comes with the next call.
		text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
		return line{text: string(text)}
	}
}

// cleanLine removes from a line what must not get into an answer: control and format
// characters, a byte order mark, and white space around it.
func cleanLine(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff':
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}
