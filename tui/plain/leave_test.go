package plain

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"zdg/checklist"
	"zdg/flow"
)

// TestInterrupted: what ends the process ends the dialogue, wherever it waits, and what was typed stays.
func TestInterrupted(t *testing.T) {
	cause := errors.New("interrupt signal received")
	for _, tt := range []struct {
		name string
		page flow.PageID
		act  func(*talk)
	}{
		{"at a question", flow.PageURLs, func(k *talk) { k.types("https://new.example/cb") }},
		{"at the hidden prompt", flow.PageSecret, func(*talk) {}},
		{"while waiting for the browser", flow.PageTest, func(k *talk) { k.types("") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := converse(t, at(tt.page), &fake{}, func(k *talk) { tt.act(k); k.cancel(cause) })
			if r.err != nil || r.exit != flow.Interrupted {
				t.Errorf("left as %v with %v", r.exit, r.err)
			}
			if tt.page == flow.PageURLs && !strings.Contains(r.state.Draft.Get(checklist.FieldRedirectURLs), "https://new.example/cb") {
				t.Error("the item typed was lost")
			}
		})
	}
}

// stubborn is a test that does not end when it is stopped.
type stubborn struct{ fake }

func (s *stubborn) Run(ctx context.Context, e flow.Effect, tell func(flow.Event)) {
	if _, ok := e.(flow.Stop); !ok {
		s.fake.Run(ctx, e, tell)
	}
}

func TestLeavingDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &stubborn{fake: fake{hangs: true, stop: make(chan struct{}, 1)}}
		session := flow.NewSession(t.Context(), flow.Begin(at(flow.PageTest)), r)
		ctx, cancel := context.WithCancel(t.Context())
		in, keys := io.Pipe()
		var out guarded
		done := make(chan error)
		go func() { done <- Run(ctx, Options{Session: session, In: in, Out: &out}) }()
		_, _ = io.WriteString(keys, "\n")
		synctest.Wait()
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if how, left := session.Exit(); !left || how != flow.Interrupted {
			t.Error("not left")
		}
		_ = session.Close(t.Context())
		_ = keys.Close()
	})
}

// broken is a writer that fails after so many bytes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestWriteErrorEndsIt(t *testing.T) {
	for _, left := range []int{0, 300, 3000} {
		synctest.Test(t, func(t *testing.T) {
			r := drive(t, t.Context(), at(flow.PageTest), &fake{}, func(o *Options) {
				o.In, o.Out = strings.NewReader(strings.Repeat("\n", 99)), &broken{left}
			})
			if !errors.Is(r.err, io.ErrShortWrite) || !r.state.Leaving {
				t.Errorf("%d bytes: %v", left, r.err)
			}
		})
	}
}

func TestReadErrorIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := drive(t, t.Context(), at(flow.PageDetails), &fake{}, func(o *Options) {
			in, keys := io.Pipe()
			_ = keys.CloseWithError(io.ErrClosedPipe)
			o.In = in
		})
		if !errors.Is(r.err, io.ErrClosedPipe) || errors.Is(r.err, ErrEOF) {
			t.Error(r.err)
		}
		has(t, r.err.Error(), `the input could not be read at "Name"`)
	})
}
