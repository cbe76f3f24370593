package plain

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist/zendesk"
	"zdg/flow"
)

// talk is a dialogue at a terminal: line by line, with a look at what was
// printed in between.
type talk struct {
	t      *testing.T
	keys   *io.PipeWriter
	out    *guarded
	seen   int
	cancel context.CancelCauseFunc
	secret chan string // hidden lines; "\x04" is the end of the input
}

// converse runs the wizard at a terminal and lets say drive it. What ends the
// dialogue is up to say.
func converse(t *testing.T, s flow.State, f *fake, say func(*talk)) (r run) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		defer cancel(nil)
		in, keys := io.Pipe()
		k := &talk{t: t, keys: keys, out: &guarded{}, cancel: cancel, secret: make(chan string)}
		done := make(chan struct{})
		go func() {
			defer close(done)
			r = drive(t, ctx, s, f, func(o *Options) {
				o.In, o.Out = in, k.out
				o.ReadSecret = func(prompt string) (zendesk.Secret, error) {
					_, _ = io.WriteString(k.out, strings.TrimRight(prompt, " ")+"\n")
					text := <-k.secret
					if text == "\x04" {
						return zendesk.Secret{}, io.EOF
					}
					if text == "" {
						return zendesk.Secret{}, nil
					}
					return zendesk.ParseSecret(text)
				}
			})
		}()
		synctest.Wait()
		say(k)
		<-done
		_ = keys.Close() // lets the reading goroutine end, as the end of the process would
		close(k.secret)
		r.text = k.out.String()
		wantPlain(t, r.text)
	})
	return r
}

// types gives line by line and waits until nothing moves any more, and the next question
// is asked.
func (k *talk) types(lines ...string) {
	for _, line := range lines {
		k.pastes(line)
	}
}

// pastes gives lines at once, as a terminal does with what is pasted, and waits as types.
func (k *talk) pastes(lines ...string) {
	k.sends(lines...)
	later(2 * pausedAfter)
}

// sends gives lines at once and waits for nothing that takes time.
func (k *talk) sends(lines ...string) {
	_, _ = io.WriteString(k.keys, strings.Join(lines, "\n")+"\n")
	synctest.Wait()
}

// hides gives a line to the hidden prompt.
func (k *talk) hides(text string) {
	k.secret <- text
	synctest.Wait()
}

// sees wants these in what was printed since the last look.
func (k *talk) sees(wants ...string) {
	k.t.Helper()
	text := k.out.String()
	has(k.t, text[k.seen:], wants...)
	k.seen = len(text)
}

// later lets the bubble's clock go on.
func later(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}
