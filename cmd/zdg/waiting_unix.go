//go:build unix

package main

import (
	"os"
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
