package tui

import (
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
)

// Bracketed paste as a terminal sends it.
const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	etx        = 0x03 // ctrl+c
)

// interrupts watches what is read for a ctrl+c inside a paste, which Bubble Tea
// would take for text: a paste that is long, or whose end never comes, would
// leave no way out. Terminals send no such byte of a paste's own.
type interrupts struct {
	tell    func()
	inPaste bool
	matched int // bytes of the sequence that is waited for
}

func (i *interrupts) see(p []byte) {
	for _, c := range p {
		want := pasteBegin
		if i.inPaste {
			want = pasteEnd
		}
		switch {
		case c == want[i.matched]:
			if i.matched++; i.matched == len(want) {
				i.inPaste, i.matched = !i.inPaste, 0
			}
		case c == want[0]:
			i.matched = 1
		default:
			i.matched = 0
			if c == etx && i.inPaste {
				i.tell()
			}
		}
	}
}

// watched is a terminal that is read through interrupts. It stays a file, since
// Bubble Tea makes only a file a terminal that reads key by key.
type watched struct {
	*os.File
	interrupts *interrupts
}

func (w watched) Read(p []byte) (int, error) {
	n, err := w.File.Read(p)
	w.interrupts.see(p[:n])
	return n, err
}

type watchedReader struct {
	io.Reader
	interrupts *interrupts
}

func (w watchedReader) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	w.interrupts.see(p[:n])
	return n, err
}

// watch has send called with a ctrl+c for each one inside a paste.
func watch(in io.Reader, send func(tea.Msg)) io.Reader {
	i := &interrupts{tell: func() { send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}) }}
	if f, is := in.(*os.File); is {
		return watched{f, i}
	}
	return watchedReader{in, i}
}
