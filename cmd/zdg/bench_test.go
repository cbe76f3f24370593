package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

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

// bareProgram is what waiting, and the first frame, are compared with: Bubble Tea with one line.
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

// peakProgram runs another one and says how much memory that held at its peak, in KiB.
// Linux counts the one that started a process as well, up to when it became its own
// program, so it is as small as a program can be.
const peakProgram = `package main

import (
	"os"
	"syscall"
)

func main() {
	pid, _, err := syscall.StartProcess(os.Args[1], os.Args[1:], &syscall.ProcAttr{Env: os.Environ(), Files: []uintptr{0, 1, 1}})
	if err != nil {
		panic(err)
	}
	var usage syscall.Rusage
	if _, err := syscall.Wait4(pid, nil, 0, &usage); err != nil {
		panic(err)
	}
	println(usage.Maxrss)
}
`

// built builds source, or zdg where that is "", as a release is built.
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
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // or the linker of the C library would be measured too
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

// reportComparison reports the metrics of a comparison. Go's own ns/op is left out: it would be
// the sum of both programs.
func reportComparison(b *testing.B, unit string, ours, theirs []float64, than string) {
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

// others are programs that are measured beside zdg where they are installed.
var others = []string{"gum", "gh", "zcli"}

// BenchmarkOthers starts zdg, the empty program and the others in turns, with nothing
// to do but to say their version.
func BenchmarkOthers(b *testing.B) {
	programs := []struct {
		name string
		args []string
	}{{"empty", []string{built(b, emptyProgram)}}, {"zdg", []string{built(b, ""), "version"}}}
	for _, name := range others {
		path, err := exec.LookPath(name)
		if err != nil {
			b.Logf("%s is not installed", name)
			continue
		}
		programs = append(programs, struct {
			name string
			args []string
		}{name, []string{path, "--version"}})
	}
	dir, measurer := b.TempDir(), built(b, peakProgram)
	took, used := map[string][]float64{}, map[string][]float64{}
	for b.Loop() {
		for range 10 { // the slowest of them would leave one round
			for _, p := range programs {
				took[p.name] = append(took[p.name], runTime(b, dir, p.args...))
				if runtime.GOOS == "linux" {
					used[p.name] = append(used[p.name], peakOf(b, measurer, dir, p.args...))
				}
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	for _, p := range programs {
		b.ReportMetric(median(took[p.name][1:]), p.name+"-ms") // the first one read it from the disk
		if runtime.GOOS == "linux" {
			b.ReportMetric(median(used[p.name]), p.name+"-MB")
		}
	}
}

// BenchmarkMemory is the peak of memory that zdg holds.
func BenchmarkMemory(b *testing.B) {
	if runtime.GOOS != "linux" {
		b.Skip("the peak is read as Linux tells it")
	}
	zdg, empty, bare, measurer := built(b, ""), built(b, emptyProgram), built(b, bareProgram), built(b, peakProgram)
	filled := filledFolder(b)
	for name, args := range map[string][]string{"version": {"version"}, "check": {"check", "--offline"}, "test": {"test", "--practice", "--approve"}} {
		b.Run(name, func(b *testing.B) {
			var ours, theirs []float64
			for b.Loop() {
				ours = append(ours, peakOf(b, measurer, filled, append([]string{zdg}, args...)...))
				theirs = append(theirs, peakOf(b, measurer, filled, empty))
			}
			reportComparison(b, "MB", ours, theirs, "empty")
		})
	}
	b.Run("practice", func(b *testing.B) {
		held := func(want, program string, args ...string) float64 {
			s := openScreen(b, program, args...)
			defer s.close()
			s.emulate()
			s.see(b, want)
			text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
			if err != nil {
				b.Fatal(err)
			}
			_, after, _ := strings.Cut(string(text), "VmHWM:")
			kB, err := strconv.ParseFloat(strings.Fields(after)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kB * 1024 / 1e6
		}
		var ours, theirs []float64
		for b.Loop() {
			ours = append(ours, held("Who will use it", zdg, "practice"))
			theirs = append(theirs, held("a bare program", bare))
		}
		reportComparison(b, "MB", ours, theirs, "bare")
	})
}

// BenchmarkTest is a whole test on the practice account, as a process, with nobody to wait for.
func BenchmarkTest(b *testing.B) {
	zdg, dir := built(b, ""), b.TempDir()
	var all []float64
	for b.Loop() {
		all = append(all, runTime(b, dir, zdg, "test", "--practice", "--approve"))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(all), "ms")
}

// BenchmarkRehearse is a whole rehearsal of the sample in Go, waits and all.
func BenchmarkRehearse(b *testing.B) {
	zdg, program := built(b, ""), filepath.Join(b.TempDir(), "sample")
	if out, err := exec.Command("go", "build", "-o", program, "../../flow/rehearse/testdata/goapp").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var all []float64
	for b.Loop() {
		dir, at := b.TempDir(), freeAddress(b)
		_, port, _ := strings.Cut(at, ":")
		cmd := exec.Command(zdg, "rehearse", "--connect", "http://"+at+"/connect?subdomain={subdomain}", "--poke", "http://"+at+"/tickets?subdomain={subdomain}", "--restart",
			"--identifier", "zdg-acme", "--kind", "confidential", "--scope", "read", "--redirect-url", "http://"+at+"/callback", "--", program)
		cmd.Dir = dir
		cmd.Env = append(environment(dir), "PORT="+port, "CLIENT_ID=zdg-acme", "CLIENT_SECRET="+sampleSecret, "REDIRECT_URL=http://"+at+"/callback", "STORE="+filepath.Join(dir, "store.json"))
		began := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		all = append(all, time.Since(began).Seconds())
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(all), "s")
}

func BenchmarkVersion(b *testing.B) { benchmarkStart(b, b.TempDir(), "version") }

func BenchmarkCheckOffline(b *testing.B) {
	benchmarkStart(b, filledFolder(b), "check", "--offline")
}

// filledFolder is a folder with a zdg.toml that answers every question.
func filledFolder(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	d := checklist.Draft{}
	for _, info := range checklist.Fields() {
		d = d.With(info.Field, info.Example)
	}
	if err := os.WriteFile(filepath.Join(dir, store.FileName), store.Write(d), 0o600); err != nil {
		b.Fatal(err)
	}
	return dir
}

// runTime is how long a program takes as a whole process, in milliseconds.
func runTime(b *testing.B, dir string, args ...string) float64 {
	b.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = dir, environment(dir)
	began := time.Now()
	_ = cmd.Run() // the exit code tells
	took := time.Since(began)
	if code := cmd.ProcessState.ExitCode(); code != exitOK && code != exitFailed {
		b.Fatalf("%v: exit code %d", args, code)
	}
	return milliseconds(took)
}

// peakOf is the peak of memory of a program, in megabytes; measurer is peakProgram, built.
func peakOf(b *testing.B, measurer, dir string, args ...string) float64 {
	b.Helper()
	cmd := exec.Command(measurer, args...)
	cmd.Dir, cmd.Env = dir, environment(dir)
	var told bytes.Buffer
	cmd.Stderr = &told
	if err := cmd.Run(); err != nil {
		b.Fatalf("%v: %v", args, err)
	}
	kB, err := strconv.ParseFloat(strings.TrimSpace(told.String()), 64)
	if err != nil {
		b.Fatalf("%v: %v", args, err)
	}
	return kB * 1024 / 1e6
}

// benchmarkStart runs zdg and the empty program in turns, as whole processes.
func benchmarkStart(b *testing.B, dir string, args ...string) {
	zdg, empty := built(b, ""), built(b, emptyProgram)
	args = append([]string{zdg}, args...)
	runTime(b, dir, args...) // both are in memory from here on
	runTime(b, dir, empty)
	var ours, theirs []float64
	for b.Loop() {
		ours = append(ours, runTime(b, dir, args...))
		theirs = append(theirs, runTime(b, dir, empty))
	}
	reportComparison(b, "ms", ours, theirs, "empty")
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
	reportComparison(b, "ms", ours, theirs, "bare")
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
		steps []step
		at    string
	}{
		{"form", toConsent[:1], "Which account holds the client?"},
		{"waiting", toConsent, "Allow here"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var ours, theirs []float64
			for b.Loop() {
				us, them := openScreen(b, zdg, "practice", "--no-browser"), openScreen(b, bare)
				us.emulate()
				them.emulate()
				for _, s := range page.steps {
					us.see(b, s.see)
					for _, k := range s.keys {
						_, _ = us.tty.WriteString(strings.ReplaceAll(k, "enter", "\r")) // what comes next would be missed
					}
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
			reportComparison(b, "ms/s", ours, theirs, "bare")
		})
	}
}
