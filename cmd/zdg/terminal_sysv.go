//go:build aix || linux || solaris

package main

import "golang.org/x/sys/unix"

// How the modes of a terminal are read, and set once what was typed is dropped.
const (
	getModes = unix.TCGETS
	setModes = unix.TCSETSF
)
