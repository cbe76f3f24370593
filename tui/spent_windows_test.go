package tui

import "time"

var start = time.Now()

// spent is the time that has passed: the processor's is not told here.
func spent() time.Duration { return time.Since(start) }
