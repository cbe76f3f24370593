//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// waiting reports whether there is more to read of a terminal, and waits for it as long
// as it is told. It asks select(2): poll(2) knows no terminals on macOS.
func waiting(in *os.File) func(time.Duration) bool {
	return func(d time.Duration) bool {
		fd := int(in.Fd())
		for until := time.Now().Add(d); ; {
			var ready unix.FdSet
			ready.Set(fd)
			left := unix.NsecToTimeval(max(time.Until(until), 0).Nanoseconds())
			if n, err := unix.Select(fd+1, &ready, nil, nil, &left); err != unix.EINTR {
				return err == nil && n > 0
			}
		}
	}
}

// resumed calls f whenever the process goes on after it was stopped: a shell gives it the
// terminal back with modes of its own.
func resumed(f func()) (stop func()) {
	ch, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(ch, syscall.SIGCONT)
	go func() {
		for {
			select {
			case <-ch:
				f()
			case <-done:
				return
			}
		}
	}()
	return func() { signal.Stop(ch); close(done) }
}

// darken has a terminal show nothing of what is typed, as term.ReadPassword does, and
// drops what was typed before.
func darken(in *os.File) {
	fd := int(in.Fd())
	if modes, err := unix.IoctlGetTermios(fd, getModes); err == nil && foreground(in) {
		modes.Lflag &^= unix.ECHO
		modes.Lflag |= unix.ICANON | unix.ISIG
		modes.Iflag |= unix.ICRNL
		_ = unix.IoctlSetTermios(fd, setModes, modes)
	}
}

// foreground reports whether the first of some files that is a terminal is that of this
// process, and not of a shell that runs it in the background; true where none is one.
func foreground(files ...*os.File) bool {
	for _, f := range files {
		if owner, err := unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP); err == nil {
			return owner == unix.Getpgrp()
		}
	}
	return true
}

// background is what the terminal sends a process in the background that reads it or sets
// its modes. Its default, to stop, would come before a signal that ends the process is
// seen.
var background = []os.Signal{syscall.SIGTTIN, syscall.SIGTTOU}

// stopSelf stops the process until it is sent on, as signals of background do.
func stopSelf() { _ = syscall.Kill(syscall.Getpid(), syscall.SIGSTOP) }
