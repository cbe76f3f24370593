//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTmuxIsAskedOnceAndWithoutTheSecret: Lip Gloss asks tmux for its colours before main begins, and
// Bubble Tea would do so again.
func TestTmuxIsAskedOnceAndWithoutTheSecret(t *testing.T) {
	t.Parallel()
	dir, bin := t.TempDir(), t.TempDir()
	seen := filepath.Join(bin, "seen")
	if err := os.WriteFile(filepath.Join(bin, "tmux"), []byte("#!/bin/sh\n{ echo \"asked for $*\"; env; } >> '"+seen+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	const secret = "a-made-up-secret-that-nobody-sees"
	term := start(t, dir, []string{"TMUX=/tmp/tmux-0/default,1,0", "PATH=" + bin + ":" + os.Getenv("PATH"), secretEnv + "=" + secret}, false, "practice")
	term.see("Who will use it")
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatalf("tmux was not asked, so this proves nothing: %v", err)
	}
	if n := strings.Count(string(text), "asked for info"); n != 1 {
		t.Errorf("tmux was asked %d times", n)
	}
	if strings.Contains(string(text), secret) {
		t.Error("tmux was given the secret")
	}
}
