package main

import (
	"os"
	"testing"
)

// TestASignalCountsUntilTheResultStands, and not afterwards.
func TestASignalCountsUntilTheResultStands(t *testing.T) {
	cancelled := 0
	cancel := func() { cancelled++ }
	var early, late console
	early.catch(os.Interrupt, cancel)
	if !early.settleResult() || early.caught != os.Interrupt || cancelled != 1 {
		t.Errorf("caught %v, cancelled %d times", early.caught, cancelled)
	}
	if late.settleResult() {
		t.Error("nothing came")
	}
	late.catch(os.Interrupt, cancel)
	if late.caught != nil || cancelled != 1 {
		t.Errorf("caught %v, cancelled %d times", late.caught, cancelled)
	}
}
