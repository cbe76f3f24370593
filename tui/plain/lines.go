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

// What bounds a line of input, in bytes.
const (
	lineMax   = flow.MaxAnswer // an answer; a pasted redirect URL is far below
	recordMax = 2 << 20        // the client's record; what reads it takes half of that
)

// ttyMax is where a terminal of Linux cuts a line, in bytes; what follows is lost
// without a word.
const ttyMax = 4095

// Lines that are refused as a whole. One above its bound was read to its end and
// dropped.
var (
	errTooLong = errors.New("the line is longer than 65536 bytes and was not taken: give the answer alone")
	errNoUTF8  = errors.New("the line is not UTF-8 and was not taken: set the terminal, or the file it comes from, to UTF-8")
	errCut     = errors.New("the terminal cut this line after 4095 bytes, so it was not taken: give less at a time, write it into the file, or use zdg without --plain")
)

// line is a line of input without its end, or why there is none.
type line struct {
	text string
	err  error
}

// refused reports whether the line cannot be taken for what it is, and more can
// be read.
func (l line) refused() bool {
	return errors.Is(l.err, errTooLong) || errors.Is(l.err, errCut) || errors.Is(l.err, errNoUTF8)
}

// whole takes the line that was asked for, unless it has lost its end, is too long
// for an answer, or has letters that would be lost; long: for a record.
func (w *wizard) whole(l line, long bool) line {
	w.in.took()
	switch {
	case w.interactive() && len(l.text) == ttyMax:
		return line{err: errCut}
	case !long && len(l.text) > lineMax:
		return line{err: errTooLong}
	case !utf8.ValidString(l.text):
		return line{err: errNoUTF8}
	}
	return l
}

// lines reads line by line in a goroutine, so that a question can wait for more
// than the answer. It reads on demand: nothing is taken from the input that no
// question asked for, so that a hidden prompt can read the same terminal.
type lines struct {
	ask  chan struct{}
	got  chan line
	open bool // a line was asked for and has not been taken
	in   *bufio.Reader
}

func newLines(in io.Reader) *lines {
	l := &lines{ask: make(chan struct{}, 1), got: make(chan line, 1), in: bufio.NewReader(in)}
	go func() {
		for range l.ask {
			l.got <- readLine(l.in)
		}
	}()
	return l
}

// want asks for a line, unless one is on its way.
func (l *lines) want() {
	if !l.open {
		l.open = true
		l.ask <- struct{}{}
	}
}

// soon asks for a line that is there or comes within a moment, and reports whether there
// is one. It asks for none that is not: that one may be for a hidden prompt. waiting is as
// in Options.
func (l *lines) soon(waiting func(time.Duration) bool) bool {
	if !l.open {
		if l.in.Buffered() == 0 && (waiting == nil || !waiting(moment)) {
			return false
		}
		l.want()
		l.got <- <-l.got
		return true
	}
	select {
	case got := <-l.got:
		l.got <- got
		return true
	case <-time.After(moment):
		return false
	}
}

// took says that the line asked for was received.
func (l *lines) took() { l.open = false }

// close ends the goroutine once the Read it may be in returns.
func (l *lines) close() { close(l.ask) }

func readLine(r *bufio.Reader) line {
	var text []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(text)+len(part) > recordMax; !long {
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
		// A last line without an end counts; what ended it comes with the next one.
		text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
		return line{text: string(text)}
	}
}

// printable drops what must not get into an answer: control and format
// characters, a byte order mark, white space around it.
func printable(text string) string {
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
