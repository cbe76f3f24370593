package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zdg/flow/practice"
)

// desk is a practice account as a stand-in on loopback, which remembers what was
// secret in all that went through it, and can give it away again.
type desk struct {
	*practice.Account
	tenants  *practice.Tenants // the account, and those of customers
	server   *httptest.Server
	callback string
	leak     func(d *desk, w http.ResponseWriter, r *http.Request) bool // true: it has answered

	mu   sync.Mutex
	seen []string // what lets somebody in
}

// openDesk opens an account whose client is redirected to a port that is free.
func openDesk(t *testing.T, leak func(*desk, http.ResponseWriter, *http.Request) bool) *desk {
	t.Helper()
	callback := "http://" + freeAddress(t) + "/callback"
	options := practice.Prepared(callback)
	d := &desk{Account: practice.New(options), callback: callback, leak: leak}
	d.tenants = practice.NewTenants(d.Account)
	d.server = httptest.NewServer(d)
	t.Cleanup(d.server.Close)
	if err := d.tenants.SetURL(d.server.URL); err != nil {
		t.Fatal(err)
	}
	d.remember(d.Client().Secret)
	return d
}

func (d *desk) remember(values ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, v := range values {
		if len(v) >= 8 && !strings.HasPrefix(v, "made-up") && !slices.Contains(d.seen, v) { // the probe's code is nobody's
			d.seen = append(d.seen, v)
		}
	}
}

// known is all that was secret so far.
func (d *desk) known() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.seen...)
}

// ServeHTTP notes what is secret in the request and in the answer.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	d.remember(secretsIn(body)...)
	if _, bearer, ok := strings.Cut(r.Header.Get("Authorization"), "Bearer "); ok {
		d.remember(bearer)
	}
	if d.leak != nil && d.leak(d, w, r) {
		return
	}
	answer := httptest.NewRecorder()
	d.tenants.ServeHTTP(answer, r)
	d.remember(secretsIn(answer.Body.Bytes())...)
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()) // whoever asked may be gone
}

// args are flags for a test of the desk's client.
func (d *desk) args() []string {
	return []string{
		"--account-url", d.server.URL, "--subdomain", d.Subdomain(), "--identifier", d.Client().Identifier,
		"--kind", "confidential", "--redirect-url", d.callback, "--scope", "read",
	}
}

// unattended is one run of zdg with a home of its own.
type unattended struct {
	t           *testing.T
	home, work  string
	cmd         *exec.Cmd
	out, err    guarded
	browserFile string
}

// guarded is a buffer that is written while it is read.
type guarded struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.Write(p)
}

func (g *guarded) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.String()
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
	u.cmd = exec.Command(os.Args[0], args...)
	u.cmd.Dir = u.work
	u.cmd.Env = []string{
		asZdg + "=1", "HOME=" + home, "XDG_STATE_HOME=" + filepath.Join(home, "state"), "PATH=" + os.Getenv("PATH"),
		"TERM=xterm", "BROWSER=" + browser, "HTTPS_PROXY=http://127.0.0.1:1",
	}
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

// wait returns the exit code.
func (u *unattended) wait() int {
	u.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- u.cmd.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			u.t.Fatalf("wait: %v", err)
		}
	case <-time.After(60 * time.Second):
		u.t.Fatalf("zdg did not end\n%s%s", u.out.String(), u.err.String())
	}
	return u.cmd.ProcessState.ExitCode()
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
func (u *unattended) consent(d *desk, allow bool) {
	u.t.Helper()
	redirect, err := d.Approve(context.Background(), u.opened(), "", allow)
	if err != nil {
		u.t.Fatal(err)
	}
	d.remember(codeIn(redirect))
	answer, err := http.Get(redirect)
	if err != nil {
		u.t.Fatal(err)
	}
	page, _ := io.ReadAll(answer.Body) // the page is looked at only for leaks
	_ = answer.Body.Close()
	_, _ = u.out.Write(page)
}
