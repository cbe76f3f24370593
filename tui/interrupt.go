package tui

import (
	"bytes"
	"context"
	"io"
	"os"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Bracketed paste as a terminal sends it.
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

// interrupts watches what is read for a ctrl+c. Bubble Tea makes a key of it in its
// turn, and none at all inside a paste or a sequence: a paste that is long, or whose
// end never comes, would leave no way out. Terminals send no such byte of a paste's
// own. What a paste has beyond what is kept of one is not passed on: Bubble Tea
// would collect it up to its end.
//
// A read may end inside of a character or a paste's mark, and Bubble Tea waits only so
// long for the rest: what is incomplete is held until more is read.
type interrupts struct {
	tell    func(tea.Msg)
	inPaste bool
	pasted  int    // bytes of the paste so far
	matched int    // bytes of the sequence that is waited for
	recent  string // of a paste, from the last control character on
	held    []byte
}

// see looks at what was read, and returns what is passed on.
func (i *interrupts) see(p []byte) []byte {
	out := append(make([]byte, 0, len(p)+2*len(pasteEnd)), i.held...)
	for _, c := range p {
		want := i.want()
		if i.inPaste {
			i.pasted++
			i.leaves(c)
		} else if c == etx {
			i.tell(interruptMsg{})
		}
		kept := !i.inPaste || i.pasted <= gatherMax
		if kept {
			out = append(out, c)
		} else if i.pasted == gatherMax+1 {
			i.tell(cutMsg{})
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
	whole := len(out) - i.incomplete(out)
	i.held = bytes.Clone(out[whole:])
	return out[:whole]
}

// want is the mark that is waited for.
func (i *interrupts) want() string {
	if i.inPaste {
		return pasteEnd
	}
	return pasteBegin
}

// leaves tells of a key that leaves, inside of a paste.
func (i *interrupts) leaves(c byte) {
	switch {
	case c < ' ':
		i.recent = string(c)
	case i.recent != "" && len(i.recent) < len("\x1b[27;5;99~"):
		i.recent += string(rune(c))
	default:
		i.recent = ""
	}
	if k, is := exitKey(i.recent); is {
		i.tell(interruptMsg{k})
	}
}

// incomplete is how many bytes at the end wait for their rest. Outside of a paste the
// first ones of a mark are also what keys are: Esc is to come at once.
func (i *interrupts) incomplete(out []byte) int {
	want, least := i.want(), len("\x1b[20")
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

// watched is a terminal that is read through interrupts. It stays a file, since
// Bubble Tea makes only a file a terminal that reads key by key.
type watched struct {
	*os.File
	watchedReader
}

func (w watched) Read(p []byte) (int, error) { return w.watchedReader.Read(p) }

type watchedReader struct {
	io.Reader
	interrupts *interrupts
	ctx        context.Context
	gone       func()
}

// Read may read nothing, of what is not passed on.
func (w watchedReader) Read(p []byte) (int, error) {
	room := p[:max(len(p)-2*len(pasteEnd), min(len(p), 1))] // what was held, and an end, may be passed on with it
	n, err := w.Reader.Read(room)
	n = copy(p, w.interrupts.see(p[:n]))
	if err != nil && w.gone != nil {
		w.gone()
		<-w.ctx.Done() // else Bubble Tea would end first, or go on without a terminal
	}
	return n, err
}

// watch has a message sent for each ctrl+c that is read, and gone called when the
// terminal can be read no longer; then it ends ctx.
func watch(ctx context.Context, in io.Reader, send func(tea.Msg), gone func()) io.Reader {
	r := watchedReader{in, &interrupts{tell: send}, ctx, gone}
	if f, is := in.(*os.File); is {
		return watched{f, r}
	}
	return r
}
