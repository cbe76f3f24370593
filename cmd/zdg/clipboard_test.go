//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestClipboard writes and reads it with the programs that are installed when it is used.
func TestClipboard(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := writeClipboard("x"); err == nil {
		t.Error("written without a program")
	}
	if text, err := readClipboard(); err == nil {
		t.Errorf("read without a program: %q", text)
	}
	install := func(name, script string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	kept := filepath.Join(dir, "kept")
	install("xsel", `if [ "$1" = --input ]; then /bin/cat > `+kept+`; else /bin/cat `+kept+`; fi`)
	install("wl-copy", "exit 1") // not on this screen
	install("clip.exe", "exit 1")
	const text = "two\nlines and ü\n"
	if err := writeClipboard(text); err != nil {
		t.Fatal(err)
	}
	if got, err := readClipboard(); err != nil || got != text {
		t.Errorf("read %q, %v", got, err)
	}
	if err := os.Remove(filepath.Join(dir, "xsel")); err != nil {
		t.Fatal(err)
	}
	install("clip.exe", "/bin/cat > "+kept)
	install("powershell.exe", `/bin/cat `+kept+`; printf '\r\n'`)
	if err := writeClipboard(text); err != nil {
		t.Fatal(err)
	}
	if got, err := readClipboard(); err != nil || got != text {
		t.Errorf("read %q, %v with the programs of Windows", got, err)
	}
}
