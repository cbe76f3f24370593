//go:build unix && !linux

package main

import (
	"os"
	"testing"
)

// echoes is not known here.
func echoes(*testing.T, *os.File) bool { return true }
