package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// pause lets others work between two looks.
func pause() { time.Sleep(5 * time.Millisecond) }

// waitFor polls until ready.
func waitFor(t *testing.T, ready func() bool, what string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !ready(); pause() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// runPiped runs zdg with input on a pipe and returns all it printed.
func runPiped(t *testing.T, dir, input string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = dir
	cmd.Env = []string{asZdg + "=1", "HOME=" + dir, "XDG_STATE_HOME=" + dir + "/.state", "PATH=" + os.Getenv("PATH"), "BROWSER=true", "TERM=xterm"}
	cmd.Stdin = strings.NewReader(input)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	_ = cmd.Run() // the exit code tells
	return out.String(), cmd.ProcessState.ExitCode()
}
