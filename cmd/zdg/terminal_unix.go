//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// inputReady returns a function that reports whether a terminal has more to read, and waits for
// that as long as it is told. It uses select(2), since poll(2) does not know terminals on macOS.
func inputReady(in *os.File) func(time.Duration) bool {
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

// onResume calls f whenever the process continues after it was stopped, until stop is called: by
// then a shell has set modes of its own.
func onResume(f func()) (stop func()) {
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

// hideInput switches the echo of a terminal off, as term.ReadPassword does, and drops what was
// typed before.
func hideInput(in *os.File) {
	fd := int(in.Fd())
	if modes, err := unix.IoctlGetTermios(fd, getModes); err == nil && foreground(in) {
		modes.Lflag &^= unix.ECHO
		modes.Lflag |= unix.ICANON | unix.ISIG
		modes.Iflag |= unix.ICRNL
		_ = unix.IoctlSetTermios(fd, setModes, modes)
	}
}

// foreground reports whether this process is in the foreground of its terminal, which is the first
// of the files that is one. It is true when none of them is.
func foreground(files ...*os.File) bool {
	for _, f := range files {
		if owner, err := unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP); err == nil {
			return owner == unix.Getpgrp()
		}
	}
	return true
}

// backgroundSignals are sent to a process in the background that reads its terminal or sets its
// modes. By default they stop the process, which would happen before it sees a signal that is to
// end it.
var backgroundSignals = []os.Signal{syscall.SIGTTIN, syscall.SIGTTOU}

// stopSelf stops the process until it is continued, as backgroundSignals do by default.
func stopSelf() { _ = syscall.Kill(syscall.Getpid(), syscall.SIGSTOP) }
