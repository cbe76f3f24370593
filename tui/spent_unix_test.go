//go:build unix

package tui

import (
	"syscall"
	"time"
)

// spent is the processor time of this process so far: what else the machine does is not counted.
func spent() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return time.Since(start)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

var start = time.Now()
