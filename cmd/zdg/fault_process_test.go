package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zdg/checklist"
)

// peakFile names a file: zdg writes its status there when it ends, with the peak of its memory.
const peakFile = "ZDG_TEST_PEAK_FILE"

func writePeak(path string) {
	if path == "" {
		return
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return // this system does not tell it
	}
	if err := os.WriteFile(path, status, 0o600); err != nil {
		panic(err)
	}
}

// TestFaultsOfTheProcess runs zdg itself: exit codes, and how much memory an answer
// can take. The practice account is part of the process and of what it takes.
func TestFaultsOfTheProcess(t *testing.T) {
	for _, row := range []struct {
		fault string
		exit  int
	}{
		{"", exitOK},
		{"access-denied", exitDenied},
		{"reach-forbidden", exitOK},
		{"bot-check", exitOK},
		{"reach-unavailable", exitOK},
		{"reach-reset", exitOK},
		{"callback-no-state", exitFailed},
		{"callback-code-and-error", exitFailed},
		{"token-server-error", exitFailed},
		{"no-help-desk", exitFailed},
		{"connection-reset", exitNetwork},
		{"invalid-grant", exitFailed},
		{"giant-answer", exitFailed},
		{"gzip-bomb", exitFailed},
		{"control-characters", exitOK},
	} {
		t.Run("fault "+row.fault, func(t *testing.T) {
			peak := filepath.Join(t.TempDir(), "peak")
			result, code := practiceOnce(t, row.fault, peak)
			for range 10 {
				if !portBusy(result) {
					break
				}
				result, code = practiceOnce(t, row.fault, peak) // another test held the port
			}
			if code != row.exit {
				t.Fatalf("exit code %d, want %d", code, row.exit)
			}
			if got := outcomeExits[checklist.Outcome(result.Outcome)]; got != row.exit {
				t.Errorf("outcome %q beside exit code %d", result.Outcome, row.exit)
			}
			status, err := os.ReadFile(peak)
			if err != nil {
				t.Skipf("this system does not tell the peak: %v", err)
			}
			if kib := kibIn(t, string(status), "VmHWM:"); kib > 64<<10 && !raceDetector {
				t.Errorf("it took %d KiB", kib)
			}
		})
	}
}

// practiceOnce runs a test on the practice account; its status at the end goes to peak.
func practiceOnce(t *testing.T, fault, peak string) (result testJSON, code int) {
	t.Helper()
	cmd := zdgIn(t.TempDir(), "test", "--practice", "--approve", "--format", "json", "--fault", fault)
	cmd.Env = append(cmd.Env, peakFile+"="+peak)
	out, _ := cmd.Output() // the exit code tells
	return decode(t, out), cmd.ProcessState.ExitCode()
}

// kibIn is a number in /proc/PID/status.
func kibIn(t *testing.T, status, name string) int {
	t.Helper()
	_, rest, _ := strings.Cut(status, name)
	digits, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(digits)
	if err != nil {
		t.Fatalf("%s: %v in\n%s", name, err, status)
	}
	return n
}
