//go:build unix && !linux

package main

import (
	"os"
	"testing"
)

// echoes is not known here, so what needs to know it is skipped.
func echoes(t *testing.T, _ *os.File) bool {
	t.Helper()
	t.Skip("whether a terminal echoes is not known on this system")
	return false
}
