//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"
)

// ownTerminal gives a child the terminal of its standard input.
func ownTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true, Setctty: true} }

// notOwnTerminal is for a child that is told nothing when its terminal is closed.
func notOwnTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// closable is the same terminal as a file that is closed at once, also while it
// is being read: a terminal that hangs up. pty leaves one that blocks.
func closable(t *testing.T, ptmx *os.File) *os.File {
	t.Helper()
	defer ptmx.Close()
	fd, err := syscall.Dup(int(ptmx.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), ptmx.Name())
}
