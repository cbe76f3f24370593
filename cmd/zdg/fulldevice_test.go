package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestAFullDiskIsNoSuccess: every command that cannot write its result says so, once, and exits with an
// error.
func TestAFullDiskIsNoSuccess(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full here")
	}
	s := newFolder(t)
	for _, line := range []string{
		"--help", "help", "help check", "version", "test --help", "practice --help", "explain --help", "init --help", "verify --help", "report -h",
		"check --list", "check --list --format json", "check --offline", "check --offline --format json", "check --offline --format html",
		"explain --list", "explain --list --format json", "explain redirect-mismatch", "explain --format json redirect-mismatch",
		"practice --list-faults", "report", "report --format json", "report --format html", "report --format text", "report -o -", "report -o /dev/stdout", "report -o /dev/full",
		"test --practice --approve", "test --practice --approve --format json", "verify other --consent --account-url http://127.0.0.1:1", "verify other --consent --format json --account-url http://127.0.0.1:1",
		"completion bash", "completion zsh", "completion fish", "completion powershell", "__complete check --", "__complete explain re",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer full.Close()
			cmd := s.zdg(strings.Fields(line)...)
			var said bytes.Buffer
			cmd.Stdout, cmd.Stderr = full, &said
			_ = cmd.Run() // the exit code tells
			if code := cmd.ProcessState.ExitCode(); code != exitUsage || !strings.Contains(said.String(), "no space left on device") {
				t.Errorf("exit code %d, said %q", code, said.String())
			}
			if n := strings.Count(said.String(), "no space left"); n > 1 {
				t.Errorf("told %d times: %q", n, said.String())
			}
		})
	}
}
