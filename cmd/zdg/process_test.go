package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// environment is what a program gets that shall know nothing of this machine but PATH: home holds
// what it keeps. A variable that is named again behind it takes the place of the first.
func environment(home string) []string {
	return []string{
		"HOME=" + home, "XDG_STATE_HOME=" + filepath.Join(home, "state"), "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "BROWSER=true",
	}
}

// zdgIn is zdg, not yet started, in a folder that is its home too.
func zdgIn(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = dir
	cmd.Env = append(environment(dir), asZdg+"=1")
	return cmd
}

// waitForExit waits for the end of a process and returns its exit code. said is what it has told so
// far, for when it does not end.
func waitForExit(t *testing.T, cmd *exec.Cmd, said func() string) int {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
			t.Fatalf("wait: %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatalf("zdg did not end\n%s", said())
	}
	return cmd.ProcessState.ExitCode()
}

// signalAgain interrupts a process again and again until the test ends: a second signal is one only once
// the first was taken.
func signalAgain(t *testing.T, p *os.Process) {
	t.Helper()
	ended := make(chan struct{})
	t.Cleanup(func() { close(ended) })
	go func() {
		for {
			select {
			case <-ended:
				return
			case <-time.After(5 * time.Millisecond):
				_ = p.Signal(os.Interrupt) // it may have ended
			}
		}
	}()
}

// guarded is a buffer that is written while it is read.
type guarded struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.Write(p)
}

func (g *guarded) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.String()
}
