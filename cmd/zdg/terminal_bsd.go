//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package main

import "golang.org/x/sys/unix"

// How the modes of a terminal are read, and set once what was typed is dropped.
const (
	getModes = unix.TIOCGETA
	setModes = unix.TIOCSETAF
)
