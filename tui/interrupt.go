package tui

import (
	"context"
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

// interrupts watches what is read for a ctrl+c. Bubble Tea makes a key of it in its
// turn, and none at all inside a paste or a sequence: a paste that is long, or whose
// end never comes, would leave no way out. Terminals send no such byte of a paste's
// own. What a paste has beyond what is kept of one is not passed on: Bubble Tea
// would collect it up to its end.
type interrupts struct {
	tell    func(tea.Msg)
	inPaste bool
	pasted  int // bytes of the paste so far
	matched int // bytes of the sequence that is waited for
}

// see looks at what was read, and returns what is passed on.
func (i *interrupts) see(p []byte) []byte {
	out := make([]byte, 0, len(p)+len(pasteEnd))
	for _, c := range p {
		want := pasteBegin
		if i.inPaste {
			want = pasteEnd
			i.pasted++
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
				i.inPaste, i.matched, i.pasted = !i.inPaste, 0, 0
			}
		case c == want[0]:
			i.matched = 1
		default:
			i.matched = 0
			if c == etx {
				i.tell(interruptMsg{i.inPaste})
			}
		}
	}
	return out
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
	room := p[:max(len(p)-len(pasteEnd), min(len(p), 1))] // an end that was held back may be passed on before it
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
