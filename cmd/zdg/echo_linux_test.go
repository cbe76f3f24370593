package main

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// echoes reports whether a terminal shows what is typed.
func echoes(t *testing.T, tty *os.File) bool {
	t.Helper()
	conn, err := tty.SyscallConn() // Fd would change how others read it
	if err != nil {
		t.Fatal(err)
	}
	shows := false
	if err := conn.Control(func(fd uintptr) {
		if state, err := unix.IoctlGetTermios(int(fd), unix.TCGETS); err == nil {
			shows = state.Lflag&unix.ECHO != 0
		}
	}); err != nil {
		t.Fatal(err)
	}
	return shows
}
