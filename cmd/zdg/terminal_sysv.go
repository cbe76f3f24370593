//go:build aix || linux || solaris

package main

import "golang.org/x/sys/unix"

// The ioctls that read the modes of a terminal, and that set them after dropping what was typed.
const (
	getModes = unix.TCGETS
	setModes = unix.TCSETSF
)
