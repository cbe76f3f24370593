package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// unattended is one run of zdg with a home of its own.
type unattended struct {
	t           *testing.T
	home, work  string
	cmd         *exec.Cmd
	out, err    guarded
	page        string // what the browser was shown after the callback
	browserFile string
}

// newUnattended prepares a run. The browser is a script that writes down its
// environment and what it is asked to open.
func newUnattended(t *testing.T, args ...string) *unattended {
	t.Helper()
	home := t.TempDir()
	u := &unattended{t: t, home: home, work: filepath.Join(home, "work"), browserFile: filepath.Join(home, "browser.txt")}
	if err := os.Mkdir(u.work, 0o700); err != nil {
		t.Fatal(err)
	}
	browser := filepath.Join(home, "browser.sh")
	// It uses nothing but the shell itself, which has no name to look for in PATH.
	text := "#!/bin/sh\n{ export -p; printf 'open %s\\n' \"$@\"; } > " + u.browserFile + "\n"
	if err := os.WriteFile(browser, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	u.cmd = zdgIn(home, args...)
	u.cmd.Dir = u.work
	u.cmd.Env = append(u.cmd.Env, "BROWSER="+browser, "HTTPS_PROXY=http://127.0.0.1:1") // nothing goes to Zendesk itself
	u.cmd.Stdout, u.cmd.Stderr = &u.out, &u.err
	u.cmd.WaitDelay = 10 * time.Second
	t.Cleanup(func() {
		if u.cmd.Process != nil {
			_ = u.cmd.Process.Kill() // it has usually ended
		}
	})
	return u
}

func (u *unattended) file(name, text string, mode os.FileMode) string {
	u.t.Helper()
	path := filepath.Join(u.work, name)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		u.t.Fatal(err)
	}
	return path
}

func (u *unattended) start() {
	u.t.Helper()
	if err := u.cmd.Start(); err != nil {
		u.t.Fatal(err)
	}
}

// wait waits for the end and returns the exit code.
func (u *unattended) wait() int {
	u.t.Helper()
	return waitForExit(u.t, u.cmd, func() string { return u.out.String() + u.err.String() })
}

func (u *unattended) run() int {
	u.t.Helper()
	u.start()
	return u.wait()
}

// opened waits for the browser, and returns the address it was given.
func (u *unattended) opened() string {
	u.t.Helper()
	var text []byte
	waitFor(u.t, func() bool {
		text, _ = os.ReadFile(u.browserFile) // it may not be there yet
		return bytes.Contains(text, []byte("\nopen ")) && bytes.HasSuffix(text, []byte("\n"))
	}, "the browser to be opened")
	_, address, _ := strings.Cut(string(text), "\nopen ")
	return strings.TrimSpace(address)
}

// consent clicks Allow or Deny, and goes where the account sends the browser.
func (u *unattended) consent(d *standIn, allow bool) {
	u.t.Helper()
	redirect, err := d.Approve(context.Background(), u.opened(), "", allow)
	if err != nil {
		u.t.Fatal(err)
	}
	d.add(codeIn(redirect))
	u.page = visit(redirect)
}

// sharesState has u find what an earlier run has kept.
func (u *unattended) sharesState(earlier *unattended) {
	u.cmd.Env = append(u.cmd.Env, "XDG_STATE_HOME="+filepath.Join(earlier.home, "state"))
}

// traces are the notes of tokens that may live, which a run has left.
func (u *unattended) traces() []string {
	left, _ := filepath.Glob(filepath.Join(u.home, "state", "zdg", "live", "*")) // the pattern is right
	return left
}

// giveSecret hands the secret over in one of the ways in.
func (u *unattended) giveSecret(way, secret string) {
	switch way {
	case "env":
		u.cmd.Env = append(u.cmd.Env, secretEnv+"="+secret)
	case "file":
		u.cmd.Args = append(u.cmd.Args, "--secret-file", u.file("planted.txt", secret+"\n", 0o600))
	case "stdin":
		u.cmd.Args = append(u.cmd.Args, "--secret-stdin")
		u.cmd.Stdin = strings.NewReader(secret + "\n")
	}
}

// noneLeaked fails the test when anything that zdg wrote, or handed to a child, holds one of the
// secrets.
func (u *unattended) noneLeaked(secrets ...string) {
	u.t.Helper()
	noneLeaked(u.t, u.home, map[string]string{"stdout": u.out.String(), "stderr": u.err.String(), "the page": u.page}, secrets...)
}
