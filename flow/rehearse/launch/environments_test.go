package launch

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const certificate = "-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----\n"

// newEnvironments makes the environments of a program that would have environ, and returns the folder of their files too.
func newEnvironments(t *testing.T, environ ...string) (*Environments, string) {
	t.Helper()
	dir := t.TempDir()
	env, err := NewEnvironments(dir, environ, Target{Proxy: "127.0.0.1:18080", Direct: "127.0.0.1:18443", Base: "http://127.0.0.1:18000", Certificate: []byte(certificate)}, "ZENDESK_URL")
	if err != nil {
		t.Fatal(err)
	}
	return env, dir
}

// TestEnvironments: what each step sets, and what it keeps.
func TestEnvironments(t *testing.T) {
	roots := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(roots, []byte("-----BEGIN CERTIFICATE-----\ntheirs\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env, dir := newEnvironments(t, "HOME=/home/ada", "NO_PROXY=.zendesk.com,zendesk.com,acme.zendesk.com,zendesk.com:443,.Zendesk.com.,fd00::1,::2,db.internal:5432,db.internal,*", "NODE_OPTIONS=--max-old-space-size=512", "PYTHONPATH=lib",
		"SSL_CERT_FILE="+roots, "HTTPS_PROXY=http://proxy.corp:3128")
	for name, want := range map[string]string{
		"HTTPS_PROXY": "http://127.0.0.1:18080", "https_proxy": "http://127.0.0.1:18080",
		"NO_PROXY": "localhost,127.0.0.1,::1,fd00::1,::2,db.internal:5432,db.internal", "no_proxy": "localhost,127.0.0.1,::1,fd00::1,::2,db.internal:5432,db.internal",
		"NODE_USE_ENV_PROXY": "1", "NODE_OPTIONS": "--max-old-space-size=512", "PYTHONPATH": "lib", "HOME": "/home/ada", "ZENDESK_URL": "",
		"REQUESTS_CA_BUNDLE": filepath.Join(dir, "bundle.pem"), "CURL_CA_BUNDLE": filepath.Join(dir, "bundle.pem"),
	} {
		if got := variable(env.For(StepProxy), name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	preloads := env.For(StepPreload)
	if got := variable(preloads, "NODE_OPTIONS"); !strings.HasPrefix(got, "--max-old-space-size=512 --require ") {
		t.Errorf("NODE_OPTIONS is %q", got)
	}
	if got := variable(preloads, "PYTHONPATH"); !strings.HasSuffix(got, string(os.PathListSeparator)+"lib") {
		t.Errorf("PYTHONPATH is %q", got)
	}
	if got := variable(env.For(StepRuntime), "PHP_INI_SCAN_DIR"); !strings.HasPrefix(got, string(os.PathListSeparator)) {
		t.Errorf("PHP_INI_SCAN_DIR is %q: what PHP reads by itself must stay", got)
	}
	if got := variable(env.For(StepBase), "ZENDESK_URL"); got != "http://127.0.0.1:18000/{subdomain}" {
		t.Errorf("the base address is %q", got)
	}
	text, err := os.ReadFile(filepath.Join(dir, "bundle.pem"))
	if err != nil || !strings.Contains(string(text), "theirs") || !strings.Contains(string(text), "ours") || env.Rootless {
		t.Errorf("the bundle is %q, %v, rootless %v", text, err, env.Rootless)
	}
	for value, want := range map[string]string{
		"http://proxy.corp:3128/": "proxy.corp:3128", "http://u:p@proxy.corp:3128": "", "https://proxy.corp:3128": "", "": "",
		"http://proxy.corp": "proxy.corp:80", "http://[::1]": "[::1]:80", "http://[::1]:3128": "[::1]:3128",
	} {
		if got := Upstream([]string{"HTTPS_PROXY=" + value}); got != want {
			t.Errorf("the proxy %q is read as %q, want %q", value, got, want)
		}
	}
}

// TestNoKeyIsWritten: no file that is written holds a private key.
func TestNoKeyIsWritten(t *testing.T) {
	env, dir := newEnvironments(t)
	for _, s := range append(Steps(), StepBase) {
		env.For(s)
	}
	seen := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen++
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "PRIVATE KEY") {
			t.Errorf("%s holds a key", filepath.Base(path))
		}
		return err
	})
	if err != nil || seen < 5 {
		t.Errorf("%d files: %v", seen, err)
	}
}

// TestPreloadsKeepOthers: the program's own sitecustomize.py is run too.
func TestPreloadsKeepOthers(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here")
	}
	own := t.TempDir()
	if err := os.WriteFile(filepath.Join(own, "sitecustomize.py"), []byte("print('the own one')\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env, _ := newEnvironments(t, append(os.Environ(), "PYTHONPATH="+own)...)
	cmd := exec.Command(python, "-c", "import socket; print(socket.getaddrinfo('x.zendesk.com', 443)[0][4][1])")
	cmd.Env = env.For(StepPreload)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "the own one") || !strings.Contains(string(out), "18443") {
		t.Errorf("%v: %s", err, out)
	}
}
