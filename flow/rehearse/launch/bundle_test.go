package launch

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCertificatesAreBounded: of what a variable names as certificates, a file that is too large and one that never ends are
// not read, and the stage's certificate stands alone.
func TestCertificatesAreBounded(t *testing.T) {
	file := func(t *testing.T, size int64) string {
		path := filepath.Join(t.TempDir(), "roots.pem")
		if err := os.WriteFile(path, []byte("-----BEGIN CERTIFICATE-----\ntheirs\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil { // its end takes no room on the disk
			t.Fatal(err)
		}
		return path
	}
	for name, tt := range map[string]struct {
		path func(t *testing.T) string
		read bool
	}{
		"as large as is read": {func(t *testing.T) string { return file(t, maxRoots) }, true},
		"larger":              {func(t *testing.T) string { return file(t, maxRoots+1) }, false},
		"a pipe that nobody writes to": {func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "pipe")
			if err := exec.Command("mkfifo", path).Run(); err != nil {
				t.Skipf("no pipe with a name can be made here: %v", err)
			}
			return path
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			path, dir := tt.path(t), t.TempDir()
			made := make(chan error, 1)
			go func() {
				_, err := NewEnvironments(dir, []string{"NODE_EXTRA_CA_CERTS=" + path}, Target{Certificate: []byte(certificate)}, "")
				made <- err
			}()
			select {
			case err := <-made:
				if err != nil {
					t.Fatal(err)
				}
			case <-time.After(time.Minute):
				t.Fatal("it waits for a file that never ends")
			}
			for _, written := range []string{"extra.pem", "bundle.pem"} {
				text, err := os.ReadFile(filepath.Join(dir, written))
				if err != nil || strings.Contains(string(text), "theirs") != tt.read || !strings.HasSuffix(string(text), certificate) {
					t.Errorf("%s has %d bytes, read %t: %v", written, len(text), strings.Contains(string(text), "theirs"), err)
				}
			}
		})
	}
}
