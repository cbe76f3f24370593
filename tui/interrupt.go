package tui

import (
	"bytes"
	"context"
	"io"
	"os"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// The marks around a bracketed paste, and the byte of ctrl+c, as a terminal sends them.
const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	etx        = 0x03 // ctrl+c
)

// exitKey is the key that leaves the wizard for which a terminal sends seq: ctrl+c or
// ctrl+\, as a control byte, in the keyboard protocol of kitty (also with Caps Lock or Num
// Lock on), or as modifyOtherKeys. Bubble Tea switches both protocols on.
func exitKey(seq string) (key tea.KeyPressMsg, ok bool) {
	switch seq {
	case "\x03", "\x1b[27;5;99~", "\x1b[99;5u", "\x1b[99;69u", "\x1b[99;133u", "\x1b[99;197u":
		return ctrlC, true
	case "\x1c", "\x1b[27;5;92~", "\x1b[92;5u", "\x1b[92;69u", "\x1b[92;133u", "\x1b[92;197u":
		return tea.KeyPressMsg{Code: '\\', Mod: tea.ModCtrl}, true
	}
	return tea.KeyPressMsg{}, false
}

// interruptScanner looks for ctrl+c in what is read from the terminal. Bubble Tea makes a
// key of it only in its turn, and none at all inside a paste or an escape sequence: without
// the scanner there would be no way out of a paste that is long or never ends. Terminals do
// not send that byte as part of a pasted text.
//
// The scanner drops what a paste has beyond maxKept, since Bubble Tea would collect all of
// it. It also holds back what is incomplete at the end of a read, a character or a mark of a
// paste, until more is read: Bubble Tea waits only so long for the rest.
type interruptScanner struct {
	send    func(tea.Msg)
	inPaste bool
	pasted  int    // bytes of the paste so far
	matched int    // bytes of the next mark that were read
	recent  string // inside a paste: what was read since the last control character
	held    []byte // what is incomplete
}

// scan looks at what was read, and returns what is passed on. That may be longer than p by
// what was held back and one mark.
func (i *interruptScanner) scan(p []byte) []byte {
	out := append(make([]byte, 0, len(p)+2*len(pasteEnd)), i.held...)
	for _, c := range p {
		want := i.nextMark()
		if i.inPaste {
			i.pasted++
			i.exitInPaste(c)
		} else if c == etx {
			i.send(interruptMsg{})
		}
		kept := !i.inPaste || i.pasted <= maxKept
		if kept {
			out = append(out, c)
		} else if i.pasted == maxKept+1 {
			i.send(cutMsg{})
		}
		switch {
		case c == want[i.matched]:
			if i.matched++; i.matched == len(want) {
				if !kept {
					out = append(out, pasteEnd...)
				}
				i.inPaste, i.matched, i.pasted, i.recent = !i.inPaste, 0, 0, ""
			}
		case c == want[0]:
			i.matched = 1
		default:
			i.matched = 0
		}
	}
	whole := len(out) - i.incompleteTail(out)
	i.held = bytes.Clone(out[whole:])
	return out[:whole]
}

// nextMark is the mark that begins or ends a paste next.
func (i *interruptScanner) nextMark() string {
	if i.inPaste {
		return pasteEnd
	}
	return pasteBegin
}

// exitInPaste sends a message when a byte of a paste completes a key that leaves the wizard.
func (i *interruptScanner) exitInPaste(c byte) {
	switch {
	case c < ' ':
		i.recent = string(c)
	case i.recent != "" && len(i.recent) < len("\x1b[27;5;99~"):
		i.recent += string(rune(c))
	default:
		i.recent = ""
	}
	if k, is := exitKey(i.recent); is {
		i.send(interruptMsg{k})
	}
}

// incompleteTail is how many bytes at the end are incomplete. Outside a paste, the first
// bytes of a mark may also be a key, and Esc must not be held back.
func (i *interruptScanner) incompleteTail(out []byte) int {
	want, least := i.nextMark(), len("\x1b[20")
	if i.inPaste {
		least = 1
	}
	for n := len(want) - 1; n >= least; n-- {
		if bytes.HasSuffix(out, []byte(want[:n])) {
			return n
		}
	}
	for n := 1; n < utf8.UTFMax && n <= len(out); n++ {
		if end := out[len(out)-n:]; utf8.RuneStart(end[0]) {
			if utf8.FullRune(end) {
				return 0
			}
			return n
		}
	}
	return 0
}

// watchedFile is a terminal that is read through an interruptScanner. It is still a file,
// since Bubble Tea switches only a file to reading key by key.
type watchedFile struct {
	*os.File
	watchedReader
}

func (w watchedFile) Read(p []byte) (int, error) { return w.watchedReader.Read(p) }

type watchedReader struct {
	io.Reader
	interrupts *interruptScanner
	ctx        context.Context
	gone       func()
}

// Read may return no bytes and no error, when nothing of what was read is passed on.
func (w watchedReader) Read(p []byte) (int, error) {
	room := p[:max(len(p)-2*len(pasteEnd), min(len(p), 1))] // leave room for what was held back, and for a mark
	n, err := w.Reader.Read(room)
	n = copy(p, w.interrupts.scan(p[:n]))
	if err != nil && w.gone != nil {
		w.gone()
		<-w.ctx.Done() // or Bubble Tea would end first, or go on without a terminal
	}
	return n, err
}

// watch reads in through an interruptScanner that sends its messages with send. gone, unless
// it is nil, is called when in cannot be read any more; it has to end ctx.
func watch(ctx context.Context, in io.Reader, send func(tea.Msg), gone func()) io.Reader {
	r := watchedReader{in, &interruptScanner{send: send}, ctx, gone}
	if f, is := in.(*os.File); is {
		return watchedFile{f, r}
	}
	return r
}
