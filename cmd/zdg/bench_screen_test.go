package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// benchScreen is a program, of ours or not, on a terminal of 100x30.
type benchScreen struct {
	cmd   *exec.Cmd
	tty   *os.File
	em    *vt.SafeEmulator
	close func()
}

func openScreen(b *testing.B, program string, args ...string) *benchScreen {
	b.Helper()
	s := &benchScreen{cmd: exec.Command(program, args...), em: vt.NewSafeEmulator(100, 30)}
	dir := filepath.Dir(program)
	s.cmd.Dir, s.cmd.Env = dir, environment(dir)
	var err error
	if s.tty, err = pty.StartWithSize(s.cmd, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		b.Skipf("this machine has no pseudo terminals: %v", err)
	}
	s.close = sync.OnceFunc(func() {
		_ = s.cmd.Process.Kill() // it has nothing to lose
		_ = s.cmd.Wait()
		_ = s.tty.Close()
		_ = s.em.Close()
	})
	b.Cleanup(s.close)
	return s
}

// emulate shows on the emulator what is drawn, and answers queries.
func (s *benchScreen) emulate() {
	go func() { _, _ = io.Copy(s.em, s.tty) }() // until either is closed
	go func() { _, _ = io.Copy(s.tty, s.em) }()
}

func (s *benchScreen) see(b *testing.B, want string) {
	b.Helper()
	if !poll(func() bool { return strings.Contains(ansi.Strip(s.em.Render()), want) }) {
		b.Fatalf("%q did not come; the screen is\n%s", want, ansi.Strip(s.em.Render()))
	}
}

// processorTime is what all threads together ran so far. The scheduler's own count
// is in nanoseconds; utime and stime of /proc/PID/stat have steps of 10 ms, too
// coarse for a program that takes 20 ms in five seconds.
func (s *benchScreen) processorTime(b *testing.B) (sum time.Duration) {
	b.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", s.cmd.Process.Pid))
	if err != nil || len(threads) == 0 {
		b.Skip("this kernel keeps no schedstat")
	}
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // it has ended
		}
		ran, _, _ := strings.Cut(string(text), " ")
		n, err := strconv.ParseInt(ran, 10, 64)
		if err != nil {
			b.Fatalf("%s: %q", thread, text)
		}
		sum += time.Duration(n)
	}
	return sum
}
