package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// asZdg makes the test binary behave as zdg: the tests that need a process of
// their own start it with this set.
const asZdg = "ZDG_TEST_AS_ZDG"

// breaksAt names a file: once it is there, whoever asks zdg for the time in a
// function of that name panics.
const breaksAt = "ZDG_TEST_BREAKS_AT"

func breakClock(file string) {
	if file == "" {
		return
	}
	clock = func() time.Time {
		if where, err := os.ReadFile(file); err == nil && bytes.Contains(debug.Stack(), where) {
			panic("the clock quotes " + hexSecret)
		}
		return time.Now()
	}
}

func TestMain(m *testing.M) {
	if os.Getenv(asZdg) != "" || os.Args[0] == "zdg-isolate" { // what zdg starts itself as has another environment
		_ = os.Unsetenv(asZdg) // the name is valid
		breakClock(os.Getenv(breaksAt))
		code := run(os.Args[1:])
		writePeak(os.Getenv(peakFile))
		os.Exit(code)
	}
	// Most of what runs in parallel waits, for a signal to take effect or an account that hangs.
	_ = flag.Set("test.parallel", strconv.Itoa(4*runtime.GOMAXPROCS(0))) // it is an int, and defined
	testscript.Main(m, map[string]func(){"zdg": func() { os.Exit(run(os.Args[1:])) }})
}

// TestScripts runs testdata/script: flags, exit codes, files, stdout and stderr.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			state := filepath.Join(e.WorkDir, "state")
			e.Setenv("XDG_STATE_HOME", state)
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("TERM", "xterm-256color")
			e.Setenv("BROWSER", "true") // no script opens a real one
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "fill": fill, "mode": mode, "uncomment": uncomment},
	})
}

// fill SIZE FILE writes a file of so many bytes.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), bytes.Repeat([]byte("a"), size), 0o600))
}

// mode PERMISSIONS FILE looks at who may read a file.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := strconv.FormatInt(int64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("mode %s, want %s", got, args[0])
	}
}

// commentedOut is a line of zdg.toml that shows an answer behind its comment sign.
var commentedOut = regexp.MustCompile(`(?m)^#([a-z_]* = |  *"|\])`)

// uncomment FROM TO makes answers of the examples in a zdg.toml.
func uncomment(ts *testscript.TestScript, _ bool, args []string) {
	text := commentedOut.ReplaceAllString(ts.ReadFile(args[0]), "$1")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}

// exits CODE COMMAND… runs a command and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = err.Error()
		if exit, is := errors.AsType[*exec.ExitError](err); is {
			got = strconv.Itoa(exit.ExitCode())
		}
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}
