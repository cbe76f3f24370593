//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/store"
)

// namelessAnswers open the wizard where a name is asked for, and none is given yet.
var namelessAnswers = string(store.Write(checklist.Draft{}.With(checklist.FieldLeftAt, string(flow.PageDetails)).With(checklist.FieldClientExists, "no")))

// typingOn starts the wizard where a name is asked for.
func typingOn(t *testing.T, args ...string) (term *terminal, path string) {
	t.Helper()
	return typingAs(t, ownTerminal(), args...)
}

func typingAs(t *testing.T, attr *syscall.SysProcAttr, args ...string) (term *terminal, path string) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, store.FileName)
	if err := os.WriteFile(path, []byte(namelessAnswers), 0o600); err != nil {
		t.Fatal(err)
	}
	return startAs(t, attr, dir, nil, false, 100, 30, args...), path
}

func nameIn(t *testing.T, path string) string {
	t.Helper()
	d, err := store.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return d.Get(checklist.FieldName)
}

// TestKilledWhileTyping: somebody types without a pause, and what was typed is saved meanwhile; a
// process that is killed then, with no way to clean up, leaves what it had saved last.
func TestKilledWhileTyping(t *testing.T) {
	t.Parallel()
	for _, every := range []time.Duration{15 * time.Millisecond, 60 * time.Millisecond, 130 * time.Millisecond} {
		t.Run("a key every "+every.String(), func(t *testing.T) {
			t.Parallel()
			term, path := typingOn(t)
			term.see("What the consent page shows")
			typed, saved, saves := "", "", 0
			keys := time.NewTicker(every)
			defer keys.Stop()
			for deadline := time.Now().Add(time.Minute); saves < 2; <-keys.C {
				if time.Now().After(deadline) {
					t.Fatalf("of %d keys %d were saved, in %d times", len(typed), len(saved), saves)
				}
				k := string(rune('a' + len(typed)%26))
				term.press(k)
				typed += k
				if got := nameIn(t, path); got != saved {
					saved, saves = got, saves+1
				}
			}
			if err := term.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_, _ = term.cmd.Process.Wait()
			if got := nameIn(t, path); !strings.HasPrefix(got, saved) || !strings.HasPrefix(typed, got) {
				t.Errorf("the file has %q, and had %q of %q", got, saved, typed)
			}
		})
	}
}

// TestEndedWhileTyping ends the wizard in the middle of a word, in each way that lets it write: what is on
// screen is in the file.
func TestEndedWhileTyping(t *testing.T) {
	signal := func(sig os.Signal) func(*terminal) error {
		return func(term *terminal) error { return term.cmd.Process.Signal(sig) }
	}
	closed := func(term *terminal) error { return term.tty.Close() }
	for _, tt := range []struct {
		name string
		end  func(*terminal) error
		code int
		attr *syscall.SysProcAttr
	}{
		{"SIGHUP", signal(syscall.SIGHUP), exitHangup, ownTerminal()},
		{"SIGTERM", signal(syscall.SIGTERM), exitTerminated, ownTerminal()},
		{"closed terminal", closed, exitHangup, ownTerminal()},
		{"closed terminal, and no SIGHUP", closed, exitHangup, notOwnTerminal()},
		{"ctrl+c", func(term *terminal) error { term.press("ctrl+c"); return nil }, exitInterrupted, ownTerminal()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			term, path := typingAs(t, tt.attr)
			term.see("What the consent page shows")
			term.press("Acme half a wo")
			term.see("Acme half a wo")
			if err := tt.end(term); err != nil {
				t.Fatal(err)
			}
			if code, _ := term.wait(); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if got := nameIn(t, path); got != "Acme half a wo" {
				t.Errorf("the file has %q", got)
			}
		})
	}
}

// TestPlainAnswersAreOnDiskBeforeTheNextPrompt kills the process as soon as the
// next question is there.
func TestPlainAnswersAreOnDiskBeforeTheNextPrompt(t *testing.T) {
	for range 5 {
		term, path := typingOn(t, "--plain")
		term.see("Name:")
		term.press("Acme Sync\r")
		term.see("Description:")
		_ = term.cmd.Process.Kill() // it runs
		_, _ = term.cmd.Process.Wait()
		if got := nameIn(t, path); got != "Acme Sync" {
			t.Errorf("the file has %q", got)
		}
	}
}

// TestPasteOnARealTerminal pastes 64 KiB, with and without brackets, and presses
// ctrl+c behind it.
func TestPasteOnARealTerminal(t *testing.T) {
	text := strings.Repeat("word ", flow.MaxAnswer/5)
	for name, keys := range map[string]string{"bracketed": "\x1b[200~" + text + "\x1b[201~", "as keys": text} {
		t.Run(name, func(t *testing.T) {
			term, path := typingOn(t)
			term.see("What the consent page shows")
			term.press(keys, "ctrl+c")
			code, _ := term.wait()
			if got := nameIn(t, path); code != exitInterrupted || got != text {
				t.Errorf("exit code %d, %d of %d bytes", code, len(got), len(text))
			}
		})
	}
}
