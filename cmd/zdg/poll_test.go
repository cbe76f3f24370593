package main

import (
	"testing"
	"time"
)

// pause lets others work between two looks.
func pause() { time.Sleep(5 * time.Millisecond) }

// poll looks until ready, for a minute at most; false: it never was.
func poll(ready func() bool) bool {
	for deadline := time.Now().Add(time.Minute); !ready(); pause() {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// waitFor fails the test when it is never ready.
func waitFor(t testing.TB, ready func() bool, what string) {
	t.Helper()
	if !poll(ready) {
		t.Fatalf("waited in vain for %s", what)
	}
}
