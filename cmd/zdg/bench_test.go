package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"zdg/checklist"
	"zdg/flow/store"
)

// The benchmarks print metrics and assert none: docs/benchmarks.md says what they
// should be. What zdg is compared with runs at the same time, so that the ratios
// mean something on a busy machine too.

// emptyProgram is what the start of zdg is compared with.
const emptyProgram = `package main

func main() {}
`

// bareProgram is what waiting, and the first frame, are compared with.
const bareProgram = `package main

import tea "charm.land/bubbletea/v2"

type bare struct{}

func (bare) Init() tea.Cmd                         { return nil }
func (b bare) Update(tea.Msg) (tea.Model, tea.Cmd) { return b, nil }
func (bare) View() tea.View {
	v := tea.NewView("a bare program")
	v.AltScreen = true
	return v
}

func main() { _, _ = tea.NewProgram(bare{}).Run() }
`

// built builds source, or zdg when there is none, as a release is built.
func built(b *testing.B, source string) string {
	b.Helper()
	dir, from := b.TempDir(), "."
	if source != "" {
		from = filepath.Join(dir, "main.go")
		if err := os.WriteFile(from, []byte(source), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	to := filepath.Join(dir, "program")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", to, from)
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return to
}

// median is the middle one; it is not moved by the odd slow start.
func median(all []float64) float64 {
	all = slices.Sorted(slices.Values(all))
	if len(all) == 0 {
		return 0
	}
	return all[len(all)/2]
}

// told are the metrics of a comparison. Go's own ns/op is left out: it would be
// the sum of both programs.
func told(b *testing.B, unit string, ours, theirs []float64, than string) {
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = ours[i] / theirs[i]
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(ours), unit)
	b.ReportMetric(median(theirs), than+"-"+unit)
	b.ReportMetric(median(ratios), "x-"+than)
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func BenchmarkBinarySize(b *testing.B) {
	zdg := built(b, "")
	var info os.FileInfo
	for b.Loop() {
		var err error
		if info, err = os.Stat(zdg); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(info.Size())/1e6, "MB")
}

func BenchmarkVersion(b *testing.B) { benchmarkStart(b, b.TempDir(), "version") }

func BenchmarkCheckOffline(b *testing.B) {
	dir := b.TempDir()
	d := checklist.Draft{}
	for _, info := range checklist.Fields() {
		d = d.With(info.Field, info.Example)
	}
	if err := os.WriteFile(filepath.Join(dir, store.FileName), store.Write(d), 0o600); err != nil {
		b.Fatal(err)
	}
	benchmarkStart(b, dir, "check", "--offline")
}

// benchmarkStart runs zdg and the empty program in turns, as whole processes.
func benchmarkStart(b *testing.B, dir string, args ...string) {
	zdg, empty := built(b, ""), built(b, emptyProgram)
	run := func(program string, args ...string) float64 {
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Env = dir, clean(dir)
		began := time.Now()
		_ = cmd.Run() // the exit code tells
		took := time.Since(began)
		if code := cmd.ProcessState.ExitCode(); code != exitOK && code != exitFailed {
			b.Fatalf("%s %v: exit code %d", program, args, code)
		}
		return milliseconds(took)
	}
	run(zdg, args...) // both are in memory from here on
	run(empty)
	var ours, theirs []float64
	for b.Loop() {
		ours = append(ours, run(zdg, args...))
		theirs = append(theirs, run(empty))
	}
	told(b, "ms", ours, theirs, "empty")
}

// BenchmarkFirstFrame is the time from the start of the process to the text of
// its first page on the terminal.
func BenchmarkFirstFrame(b *testing.B) {
	zdg, bare := built(b, ""), built(b, bareProgram)
	frame := func(want, program string, args ...string) float64 {
		began := time.Now()
		s := openScreen(b, program, args...)
		defer s.close()
		defer time.AfterFunc(30*time.Second, s.close).Stop() // the read below ends then
		var drawn bytes.Buffer
		for buf := make([]byte, 32<<10); ; {
			n, err := s.tty.Read(buf)
			took := time.Since(began)
			if drawn.Write(buf[:n]); strings.Contains(ansi.Strip(drawn.String()), want) {
				return milliseconds(took)
			}
			if err != nil {
				b.Fatalf("%q did not come: %v\n%s", want, err, ansi.Strip(drawn.String()))
			}
		}
	}
	frame("Who will use it", zdg, "practice")
	frame("a bare program", bare)
	var ours, theirs []float64
	for b.Loop() {
		ours = append(ours, frame("Who will use it", zdg, "practice"))
		theirs = append(theirs, frame("a bare program", bare))
	}
	told(b, "ms", ours, theirs, "bare")
}

// BenchmarkIdle is the processor time that zdg takes while nothing happens, in
// milliseconds a second. The waiting page counts its seconds: it is drawn once each.
func BenchmarkIdle(b *testing.B) {
	if runtime.GOOS != "linux" {
		b.Skip("processor time is read from /proc")
	}
	const watched = 5 * time.Second
	zdg, bare := built(b, ""), built(b, bareProgram)
	for _, page := range []struct {
		name  string
		steps [][2]string // what is seen, and the key that is pressed then
		at    string
	}{
		{"form", [][2]string{{"Who will use it", "\r"}}, "Which account holds the client?"},
		{"waiting", [][2]string{
			{"Who will use it", "\r"},
			{"Which account holds the client?", "\r"},
			{"Does the client exist already?", "\r"},
			{"Identifier and kind", "\r"},
			{"Redirect URLs and scopes", "\r"},
			{"taken from the practice vault", "y"},
			{"› yes", "\r"},
			{"Start the test", "\r"},
		}, "Allow here"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var ours, theirs []float64
			for b.Loop() {
				us, them := openScreen(b, zdg, "practice", "--no-browser"), openScreen(b, bare)
				us.emulate()
				them.emulate()
				for _, s := range page.steps {
					us.see(b, s[0])
					_, _ = us.tty.WriteString(s[1]) // what comes next would be missed
				}
				us.see(b, page.at)
				them.see(b, "a bare program")
				time.Sleep(time.Second) // the page has settled
				before, beforeBare := us.processorTime(b), them.processorTime(b)
				time.Sleep(watched)
				ours = append(ours, milliseconds(us.processorTime(b)-before)/watched.Seconds())
				theirs = append(theirs, milliseconds(them.processorTime(b)-beforeBare)/watched.Seconds())
				us.close()
				them.close()
			}
			told(b, "ms/s", ours, theirs, "bare")
		})
	}
}

// clean is the environment of a measured program.
func clean(dir string) []string {
	return []string{
		"TERM=xterm-256color", "HOME=" + dir, "XDG_STATE_HOME=" + filepath.Join(dir, "state"),
		"PATH=" + os.Getenv("PATH"), "BROWSER=true",
	}
}

// screen100 is a program on a terminal of 100x30.
type screen100 struct {
	cmd   *exec.Cmd
	tty   *os.File
	em    *vt.SafeEmulator
	close func()
}

func openScreen(b *testing.B, program string, args ...string) *screen100 {
	b.Helper()
	s := &screen100{cmd: exec.Command(program, args...), em: vt.NewSafeEmulator(100, 30)}
	dir := filepath.Dir(program)
	s.cmd.Dir, s.cmd.Env = dir, clean(dir)
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
func (s *screen100) emulate() {
	go func() { _, _ = io.Copy(s.em, s.tty) }() // until either is closed
	go func() { _, _ = io.Copy(s.tty, s.em) }()
}

func (s *screen100) see(b *testing.B, want string) {
	b.Helper()
	for deadline := time.Now().Add(30 * time.Second); !strings.Contains(ansi.Strip(s.em.Render()), want); pause() {
		if time.Now().After(deadline) {
			b.Fatalf("%q did not come; the screen is\n%s", want, ansi.Strip(s.em.Render()))
		}
	}
}

// processorTime is what all threads together ran so far. The scheduler's own count
// is in nanoseconds; utime and stime of /proc/PID/stat have steps of 10 ms, too
// coarse for a program that takes 20 ms in five seconds.
func (s *screen100) processorTime(b *testing.B) (sum time.Duration) {
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
