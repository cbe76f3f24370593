package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// modes are the modes of a terminal: echo, lines, signals and all others.
func modes(t *testing.T, tty *os.File) unix.Termios {
	t.Helper()
	conn, err := tty.SyscallConn() // Fd would change how others read it
	if err != nil {
		t.Fatal(err)
	}
	var found unix.Termios
	if err := conn.Control(func(fd uintptr) {
		if state, err := unix.IoctlGetTermios(int(fd), unix.TCGETS); err == nil {
			found = *state
		}
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

// echoes reports whether a terminal shows what is typed.
func echoes(t *testing.T, tty *os.File) bool {
	t.Helper()
	return modes(t, tty).Lflag&unix.ECHO != 0
}

// switches are what the wizard switches on, and what switches each off again. What
// stands last in the bytes counts.
var switches = []struct{ name, on, off string }{
	{"alternate screen", "\x1b[?1049h", "\x1b[?1049l"},
	{"hidden cursor", "\x1b[?25l", "\x1b[?25h"},
	{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l"},
	{"mouse buttons", "\x1b[?1002h", "\x1b[?1002l"},
	{"mouse", "\x1b[?1003h", "\x1b[?1003l"},
	{"mouse in SGR", "\x1b[?1006h", "\x1b[?1006l"},
	{"focus", "\x1b[?1004h", "\x1b[?1004l"},
	{"synchronized output", "\x1b[?2026h", "\x1b[?2026l"},
	{"modifyOtherKeys", "\x1b[>4;2m", "\x1b[>4m"},
	{"keyboard of kitty", "\x1b[>5u", "\x1b[<1u"},
	{"shape of the cursor", "\x1b[6 q", "\x1b[0 q"},
	{"title of the window", "\x1b[22;2t", "\x1b[23;2t"},
}

// givenBack wants the terminal as it was before.
func givenBack(t *testing.T, term *terminal, before unix.Termios) {
	t.Helper()
	if after := modes(t, term.tty); after != before {
		t.Errorf("the modes are %+v, they were %+v", after, before)
	}
	all := term.bytes()
	for _, s := range switches {
		if on := strings.LastIndex(all, s.on); on >= 0 && strings.LastIndex(all, s.off) < on {
			t.Errorf("%s is still on; the last bytes are %q", s.name, all[max(0, len(all)-200):])
		}
	}
	if at := strings.LastIndex(all, "\x1b]2;"); at > strings.LastIndex(all, "\x1b[23;2t") {
		t.Error("the title of the window is not the one it had")
	}
}

// interaction is a way in which zdg waits for a person at a terminal.
type interaction struct {
	name  string
	args  []string
	draft string // zdg.toml
	waits string // what is on screen then
	raw   bool   // ctrl+c is a key: signals come from outside alone
}

var interactions = []interaction{
	{"on screen", nil, "subdomain = \"d3v-acme\"\nat = \"account\"\n", "Which account holds the client?", true},
	{"line by line, at the hidden prompt", []string{"--plain"}, "identifier = \"zdg-acme\"\nsubdomain = \"d3v-acme\"\nkind = \"confidential\"\nat = \"secret\"\n", "(hidden):", false},
	{"the test's hidden prompt", append(append([]string{"test"}, someFlags...), "--kind", "confidential"), "", "Client secret of zdg-acme for d3v-acme.zendesk.com (hidden):", false},
}

// begin starts an interaction on a terminal and waits until zdg waits; before is the
// terminal as it was found.
func (f interaction) begin(t *testing.T, env ...string) (term *terminal, before unix.Termios) {
	t.Helper()
	dir := t.TempDir()
	if f.draft != "" {
		if err := os.WriteFile(filepath.Join(dir, "zdg.toml"), []byte(f.draft), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ptmx, tts, err := pty.Open() // another one of the same kind: zdg has changed its own by now
	if err != nil {
		t.Skip(err)
	}
	before = modes(t, ptmx)
	_ = tts.Close()
	_ = ptmx.Close()
	term = start(t, dir, env, false, f.args...)
	term.see(f.waits)
	waitFor(t, func() bool { return modes(t, term.tty) != before }, "the terminal's modes to change")
	return term, before
}

// TestTerminalComesBack from every signal, and from the keys that leave, with the exit code of each.
func TestTerminalComesBack(t *testing.T) {
	for _, f := range interactions {
		for sig, code := range map[syscall.Signal]int{
			syscall.SIGQUIT: 131, syscall.SIGABRT: 134, syscall.SIGTERM: 143, syscall.SIGINT: 130, syscall.SIGHUP: 129,
		} {
			t.Run(f.name+"/"+sig.String(), func(t *testing.T) {
				if raceDetector && f.raw {
					t.Skip(readerRace)
				}
				t.Parallel()
				term, before := f.begin(t)
				if err := term.cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				if got, _ := term.wait(); got != code {
					t.Errorf("exit code %d, want %d\n%s", got, code, term.text())
				}
				givenBack(t, term, before)
				if all := term.bytes(); strings.Contains(all, "goroutine ") {
					t.Errorf("it shows its insides:\n%s", all)
				}
			})
		}
		for key, code := range map[string]int{"\x1c": exitQuit, "\x03": exitInterrupted} {
			t.Run(fmt.Sprintf("%s/key %q", f.name, key), func(t *testing.T) {
				if raceDetector && f.raw {
					t.Skip(readerRace)
				}
				t.Parallel()
				term, before := f.begin(t)
				term.press(key)
				if got, _ := term.wait(); got != code {
					t.Errorf("exit code %d, want %d\n%s", got, code, term.text())
				}
				givenBack(t, term, before)
			})
		}
	}
}

// TestTerminalComesBackFromAMistake: a panic, in the goroutine that draws and in one
// that works, gives the terminal back, and quotes nothing.
func TestTerminalComesBackFromAMistake(t *testing.T) {
	for name, where := range map[string]string{"drawing": "tui.(*model).key", "working": "zdg.(*runner).Run"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			breaks := filepath.Join(t.TempDir(), "now")
			f := interactions[0]
			f.draft = "identifier = \"zdg-acme\"\nsubdomain = \"d3v-acme\"\nkind = \"public\"\nredirect_urls = [\"http://127.0.0.1:18573/callback\"]\nscopes = [\"read\"]\nat = \"test\"\n"
			f.waits = "Start the test"
			term, before := f.begin(t, breaksAt+"="+breaks, "HTTPS_PROXY=http://127.0.0.1:1")
			if err := errors.Join(os.WriteFile(breaks+".new", []byte(where), 0o600), os.Rename(breaks+".new", breaks)); err != nil {
				t.Fatal(err) // renamed: an empty name would be found in every stack
			}
			term.press("enter")
			if got, _ := term.wait(); got != exitUsage {
				t.Errorf("exit code %d\n%s", got, term.text())
			}
			givenBack(t, term, before)
			noSecretIn(t, "the terminal", term.bytes())
			if all := term.bytes(); !strings.Contains(all, "a mistake in zdg itself") || !strings.Contains(all, where[strings.Index(where, "(*"):]) {
				t.Errorf("it is not told:\n%s", all)
			}
			here, _ := os.Getwd()
			if all := term.bytes(); !regexp.MustCompile(`\t[a-z_]+\.go:\d+\r?\n`).MatchString(all) || strings.Contains(all, filepath.Dir(here)) {
				t.Errorf("it does not say at which line, or in which folder of this machine:\n%s", all)
			}
		})
	}
}

// TestTheFirstSignalEndsIt also when nobody reads the terminal, and every write to it waits.
func TestTheFirstSignalEndsIt(t *testing.T) {
	for _, args := range [][]string{
		nil, {"--plain"}, {"practice"}, {"practice", "--plain"}, {"test", "--practice", "--no-browser"}, {"check", "--list"}, {"--help"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			if raceDetector {
				t.Skip(readerRace + ", to a terminal that nobody reads")
			}
			t.Parallel()
			ptmx, tts, err := pty.Open()
			if err != nil {
				t.Skip(err)
			}
			defer ptmx.Close()
			defer tts.Close()
			before := modes(t, ptmx)
			fill := filler(t, tts)
			fullFor := 0
			waitFor(t, func() bool {
				if fullFor++; fill() > 0 {
					fullFor = 0
				}
				return fullFor > 20
			}, "the terminal to be full")
			var cmd *exec.Cmd
			waitFor(t, func() bool { // the kernel may make room just then, and zdg has all written that it has to write
				cmd = zdgIn(t.TempDir(), args...)
				cmd.Stdin, cmd.Stdout, cmd.Stderr = tts, tts, tts
				cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				for until := time.Now().Add(5 * time.Second); time.Now().Before(until); pause() {
					if fill(); writing(cmd.Process.Pid) {
						return true
					}
				}
				_ = cmd.Process.Signal(syscall.SIGTERM) // it may have ended
				waitForExit(t, cmd, func() string { return "" })
				return false
			}, "zdg to wait for a reader")
			defer func() { _ = cmd.Process.Kill() }() // it has usually ended
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if code := waitForExit(t, cmd, func() string { return "" }); code != exitTerminated {
				t.Errorf("exit code %d", code)
			}
			if after := modes(t, ptmx); after != before {
				t.Errorf("the modes are %+v, they were %+v", after, before)
			}
		})
	}
}

// filler gives a function that fills what a terminal holds for its reader. The kernel makes room
// by and by, so it is called again.
func filler(t *testing.T, tts *os.File) (fill func() (written int)) {
	t.Helper()
	fd, err := unix.Open(tts.Name(), unix.O_WRONLY|unix.O_NOCTTY|unix.O_NONBLOCK, 0) // our own: writes of zdg are to wait
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Close(fd) })
	return func() (written int) {
		for text := strings.Repeat("x", 4096); text != ""; {
			n, err := unix.Write(fd, []byte(text))
			if err != nil {
				text = text[:len(text)/2]
			}
			written += max(n, 0)
		}
		return written
	}
}

// writing reports whether a thread of a process is in a write to a terminal.
func writing(pid int) bool {
	threads, err := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/wchan")
	if err != nil {
		return false
	}
	for _, name := range threads {
		if text, err := os.ReadFile(name); err == nil && strings.Contains(string(text), "tty_write") {
			return true
		}
		call, err := os.ReadFile(filepath.Join(filepath.Dir(name), "syscall"))
		if fields := strings.Fields(string(call)); err == nil && len(fields) > 1 && fields[0] == strconv.Itoa(unix.SYS_WRITE) && (fields[1] == "0x1" || fields[1] == "0x2") {
			return true
		}
	}
	return false
}

// TestAStoppedPromptHidesAgain what is typed, once it goes on: the shell has meanwhile set modes of
// its own, which show it.
func TestAStoppedPromptHidesAgain(t *testing.T) {
	for _, f := range interactions {
		t.Run(f.name, func(t *testing.T) {
			if raceDetector && f.raw {
				t.Skip(readerRace)
			}
			t.Parallel()
			term, shell := f.begin(t)
			own := modes(t, term.tty)
			signal := func(sig syscall.Signal) {
				if err := term.cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
			}
			signal(syscall.SIGSTOP)
			waitFor(t, func() bool {
				stat, _ := os.ReadFile("/proc/" + strconv.Itoa(term.cmd.Process.Pid) + "/stat")
				return strings.Contains(string(stat), ") T ")
			}, "the process to stop")
			conn, err := term.tty.SyscallConn()
			if err != nil {
				t.Fatal(err)
			}
			if err := conn.Control(func(fd uintptr) { _ = unix.IoctlSetTermios(int(fd), unix.TCSETS, &shell) }); err != nil {
				t.Fatal(err)
			}
			signal(syscall.SIGCONT)
			waitFor(t, func() bool { return modes(t, term.tty) == own }, "the terminal's modes to be those of before")
			signal(syscall.SIGTERM)
			if code, _ := term.wait(); code != exitTerminated {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

// TestAStoppedJobEnds with the first SIGTERM, although it may not read its terminal; brought to the
// foreground it asks once more.
func TestAStoppedJobEnds(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash, whose jobs are stopped here")
	}
	shell := exec.Command(bash, "--norc", "--noprofile", "-i")
	shell.Dir = t.TempDir()
	shell.Env = append(environment(shell.Dir), asZdg+"=1", "TERM=dumb", "PS1=ready> ")
	tty, err := pty.Start(shell)
	if err != nil {
		t.Skipf("this machine has no pseudo terminals: %v", err)
	}
	var out guarded
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(&out, tty) // it ends with an error when the shell does
	}()
	t.Cleanup(func() {
		_ = shell.Process.Kill() // it has usually ended
		_ = shell.Wait()         // it was killed
		_ = tty.Close()
		<-drained
		if t.Failed() {
			t.Logf("the shell wrote\n%q", out.String())
		}
	})
	see := func(what string, times int) {
		t.Helper()
		waitFor(t, func() bool { return strings.Count(out.String(), what) >= times }, what)
	}
	see("ready> ", 1)
	typeInto(t, tty, "'"+os.Args[0]+"' --plain\r")
	const asked = "\r\nWho will use it?\r\n"
	see(asked, 1)
	typeInto(t, tty, "\x1a")
	see("Stopped", 1)
	see("ready> ", 2)
	typeInto(t, tty, "fg\r")
	see(asked, 2) // what was typed before is gone, so it is asked again
	typeInto(t, tty, "\x1a")
	see("Stopped", 2)
	see("ready> ", 3)
	typeInto(t, tty, "kill %1\r")
	see("zdg: left", 1)
	waitFor(t, func() bool { // the shell tells before a prompt
		typeInto(t, tty, "\r")
		return strings.Contains(out.String(), "Exit "+strconv.Itoa(exitTerminated))
	}, "the exit code")
}

func typeInto(t *testing.T, tty *os.File, text string) {
	t.Helper()
	if _, err := tty.WriteString(text); err != nil {
		t.Fatal(err)
	}
}
