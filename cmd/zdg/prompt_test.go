//go:build unix

package main

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// prompted is zdg on a terminal that asks for the secret.
func prompted(t *testing.T) (u *unattended, tty *os.File) {
	t.Helper()
	u = newUnattended(t, "test", "--subdomain", "d3v-acme", "--identifier", "zdg-acme", "--kind", "confidential",
		"--redirect-url", "http://127.0.0.1:18573/callback", "--scope", "read")
	u.cmd.Stdout, u.cmd.Stderr = nil, nil
	tty, err := pty.Start(u.cmd)
	if err != nil {
		t.Skipf("this machine has no pseudo terminals: %v", err)
	}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(&u.out, tty) // it ends with an error when the child does
	}()
	t.Cleanup(func() {
		_ = u.cmd.Process.Kill() // it has usually ended
		_ = tty.Close()
		<-drained
	})
	waitFor(t, func() bool {
		return strings.HasSuffix(u.out.String(), "Client secret of zdg-acme for d3v-acme.zendesk.com (hidden): ") && !echoes(t, tty)
	}, "the prompt")
	return u, tty
}

func typing(t *testing.T, tty *os.File, text string) {
	t.Helper()
	if _, err := tty.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

func TestHiddenPrompt(t *testing.T) {
	const secret = "9a7d1c0e5b3f48269a7d1c0e5b3f48269a7d1c0e5b3f48269a7d1c0e5b3f4826"
	u, tty := prompted(t)
	typing(t, tty, "\r")
	waitFor(t, func() bool { return strings.Count(u.out.String(), "(hidden): ") == 2 && !echoes(t, tty) }, "the prompt to come again")
	typing(t, tty, secret+"\r")
	if code := u.wait(); code != exitNetwork {
		t.Errorf("exit code %d", code)
	}
	waitFor(t, func() bool { return strings.Contains(u.out.String(), "outcome: network") }, "the outcome")
	if !strings.Contains(u.out.String(), "the secret is empty") {
		t.Errorf("an empty secret is not told:\n%s", u.out.String())
	}
	u.search([]string{secret})
}

func TestHiddenPromptGivesUp(t *testing.T) {
	u, tty := prompted(t)
	for try := 1; try <= maxPrompts; try++ {
		waitFor(t, func() bool { return strings.Count(u.out.String(), "(hidden): ") == try && !echoes(t, tty) }, "the prompt")
		typing(t, tty, "\r")
	}
	if code := u.wait(); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
}

func TestCtrlCAtTheHiddenPrompt(t *testing.T) {
	u, tty := prompted(t)
	typing(t, tty, "\x03")
	if code := u.wait(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if !echoes(t, tty) {
		t.Error("the terminal does not show what is typed any more")
	}
}
