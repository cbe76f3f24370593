//go:build unix

package main

import (
	"bytes"
	"os"
	"strings"
	"syscall"
	"testing"

	"zdg/flow/store"
)

// leaving are the ways out of the wizard that are not its end.
var leaving = []struct {
	name string
	end  func(*terminal) error
	code int
}{
	{"ctrl+c", func(term *terminal) error { term.press("ctrl+c"); return nil }, exitInterrupted},
	{"ctrl+\\", func(term *terminal) error { term.press("\x1c"); return nil }, exitQuit},
	{"SIGTERM", func(term *terminal) error { return term.cmd.Process.Signal(syscall.SIGTERM) }, exitTerminated},
	{"SIGHUP", func(term *terminal) error { return term.cmd.Process.Signal(syscall.SIGHUP) }, exitHangup},
}

// TestPartingSaysWhatIsSaved: whichever way the wizard is left, what it says last
// of the answers is true.
func TestPartingSaysWhatIsSaved(t *testing.T) {
	if raceDetector {
		t.Skip(readerRace)
	}
	const saved, lost, withheld = "saved in zdg.toml: run", "the answers so far may be missing in zdg.toml", "What stood in Name was not saved, since it looks like a client secret"
	for _, tt := range []struct {
		name string
		keys string
		see  string
		lost bool // nothing can be saved any more
		says []string
		not  []string
		file string // as the name
	}{
		{"nothing", "", "", false, []string{saved}, []string{lost, "not saved"}, ""},
		{"a name", "Acme Sync", "Acme Sync", false, []string{saved}, []string{lost, "not saved"}, "Acme Sync"},
		{"a name, not saved", "Acme Sync", "Acme Sync", true, []string{lost, "changed on disk"}, []string{saved}, ""},
		{"a secret", hexSecret, "looks like a client secret", false, []string{saved, withheld}, []string{lost}, ""},
		{"a secret in two", "\x1b[200~" + hexSecret[:32] + " " + hexSecret[32:] + "\x1b[201~", "looks like a client secret", false, []string{saved, withheld}, []string{lost}, ""},
		{"a secret that is known", wordSecret, "looks like a client secret", false, []string{saved, withheld}, []string{lost}, ""},
	} {
		for _, leave := range leaving {
			t.Run(tt.name+", "+leave.name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				path := dir + "/" + store.FileName
				if err := os.WriteFile(path, []byte(namelessAnswers), 0o600); err != nil {
					t.Fatal(err)
				}
				term := start(t, dir, []string{secretEnv + "=" + wordSecret}, false)
				term.see("What the consent page shows")
				if tt.lost { // another program writes the file: what that wrote is kept
					if err := os.WriteFile(path, []byte("version = 1\n"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				term.press(tt.keys)
				term.see(tt.see)
				if err := leave.end(term); err != nil {
					t.Fatal(err)
				}
				if code, _ := term.wait(); code != leave.code {
					t.Errorf("exit code %d, want %d", code, leave.code)
				}
				said := strings.Join(strings.Fields(term.bytes()[strings.LastIndex(term.bytes(), "zdg: left")+1:]), " ")
				for _, want := range tt.says {
					if !strings.Contains(said, want) {
						t.Errorf("it does not say %q:\n%s", want, said)
					}
				}
				for _, not := range tt.not {
					if strings.Contains(said, not) {
						t.Errorf("it says %q:\n%s", not, said)
					}
				}
				if got := nameIn(t, path); got != tt.file {
					t.Errorf("the file has %q, want %q", got, tt.file)
				}
			})
		}
	}
}

// TestQuitSaysHowToGoOn: the command goes on with the same answers, also those of another file, and is one
// that a shell takes.
func TestQuitSaysHowToGoOn(t *testing.T) {
	for _, tt := range []struct{ command, file, want string }{
		{"", "", "zdg: saved in zdg.toml: run zdg to go on"},
		{"", "its own.toml", "zdg: saved in its own.toml: run zdg --file 'its own.toml' to go on"},
		{"practice", "its own.toml", "run zdg practice --file 'its own.toml' to go on"},
		{"practice", "", "zdg: left; practice saves nothing"},
	} {
		s := newFolder(t)
		s.put("its own.toml", s.get("zdg.toml"))
		args := []string{"--plain"}
		if tt.command != "" {
			args = append([]string{tt.command}, args...)
		}
		if tt.file != "" {
			args = append(args, "--file", tt.file)
		}
		cmd := s.zdg(args...)
		var said bytes.Buffer
		cmd.Stdin, cmd.Stderr = strings.NewReader("quit\n"), &said
		if err := cmd.Run(); err != nil || !strings.Contains(said.String(), tt.want) {
			t.Errorf("%q: %v: %q is missing in\n%s", args, err, tt.want, said.String())
		}
	}
}

// TestPlainTellsThatNothingWasSaved with its exit code too, also at the regular end.
func TestPlainTellsThatNothingWasSaved(t *testing.T) {
	for name, lines := range map[string]string{"quit": "Acme\nquit\n", "the end of the input": "Acme\n"} {
		t.Run(name, func(t *testing.T) {
			s := newFolder(t)
			s.put("zdg.toml", namelessAnswers)
			cmd := s.zdg("--plain")
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			var said guarded
			cmd.Stderr = &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			waitFor(t, func() bool { return strings.Contains(said.String(), "Name") }, "the question")
			s.put("zdg.toml", "version = 1\n")
			_, _ = in.Write([]byte(lines)) // it is said below what came of it
			_ = in.Close()
			if code := waitForExit(t, cmd, said.String); code != exitUsage {
				t.Errorf("exit code %d", code)
			}
			if !strings.Contains(said.String(), "may be missing in zdg.toml") {
				t.Errorf("it does not say so:\n%s", said.String())
			}
		})
	}
}
