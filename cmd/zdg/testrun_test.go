package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// testRun is a running `zdg test --format json`.
type testRun struct {
	t      *testing.T
	cmd    *exec.Cmd
	out    bytes.Buffer
	said   bytes.Buffer // all of stderr; complete after end
	opened chan string  // the authorize URL, or closed without one
}

// startTest starts `zdg test` in a folder of its own.
func startTest(t *testing.T, env []string, args ...string) *testRun {
	t.Helper()
	p := &testRun{t: t, opened: make(chan string, 1)}
	p.cmd = zdgIn(t.TempDir(), append([]string{"test", "--format", "json", "--no-browser", "--timeout", "20s"}, args...)...)
	p.cmd.Env = append(p.cmd.Env, env...)
	p.cmd.Stdout = &p.out
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() }) // it has usually ended
	go p.listen(stderr)
	return p
}

// listen reads what is said to the person, and finds the address in it.
func (p *testRun) listen(stderr io.Reader) {
	defer close(p.opened)
	found := false
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		p.said.WriteString(lines.Text() + "\n")
		if !found && strings.Contains(lines.Text(), "/oauth/authorizations/new?") {
			found = true
			p.opened <- lines.Text()
		}
	}
}

// authorizeURL waits for the address that is to be opened; "" when the test ended
// before.
func (p *testRun) authorizeURL() string {
	p.t.Helper()
	select {
	case address := <-p.opened:
		return address
	case <-time.After(time.Minute):
		p.t.Fatal("zdg shows no address")
	}
	return ""
}

// end waits for the end and reads the result.
func (p *testRun) end() (result testJSON, code int) {
	p.t.Helper()
	for range p.opened { // until all of stderr was read
	}
	_ = p.cmd.Wait() // the exit code tells
	if p.out.Len() == 0 {
		p.t.Fatalf("no result: %s", p.said.String())
	}
	return decode(p.t, p.out.Bytes()), p.cmd.ProcessState.ExitCode()
}

// decode reads the result of `zdg test --format json`.
func decode(t *testing.T, out []byte) (result testJSON) {
	t.Helper()
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatalf("no result: %v\n%s", err, out)
	}
	return result
}

func TestBusyPortIsNamed(t *testing.T) {
	d := openStandIn(t, nil)
	at, err := url.Parse(d.callback)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", at.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // of no more use
	u := newUnattended(t, append([]string{"test"}, d.args()...)...)
	u.giveSecret("env", d.Client().Secret)
	if code := u.run(); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if out := u.out.String(); !strings.Contains(out, "\n✗ Callback ") || !strings.Contains(out, "\n    code   port-busy\n") {
		t.Errorf("the busy port is not named:\n%s", u.out.String())
	}
}
