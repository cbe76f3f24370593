package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// shelf is a folder with answers and results, and zdg started in it.
type shelf struct {
	t   *testing.T
	dir string
}

const shelfAnswers = "version = 1\nsubdomain = \"d3v-acme\"\nidentifier = \"zdg-acme\"\nkind = \"public\"\nredirect_urls = [\"http://127.0.0.1:18573/callback\"]\nscopes = [\"read\"]\n"

func newShelf(t *testing.T) shelf {
	t.Helper()
	s := shelf{t, t.TempDir()}
	s.put("zdg.toml", shelfAnswers)
	return s
}

func (s shelf) put(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s shelf) get(name string) string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

func (s shelf) zdg(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = s.dir
	cmd.Env = []string{asZdg + "=1", "HOME=" + s.dir, "XDG_STATE_HOME=" + s.dir + "/state", "PATH=" + os.Getenv("PATH"), "TERM=dumb"}
	return cmd
}

// run runs to the end, and returns the exit code and what was said.
func (s shelf) run(args ...string) (code int, stdout, stderr string) {
	s.t.Helper()
	return s.runWith(nil, args...)
}

// runWith runs with more in the environment.
func (s shelf) runWith(env []string, args ...string) (code int, stdout, stderr string) {
	s.t.Helper()
	cmd := s.zdg(args...)
	cmd.Env = append(cmd.Env, env...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	_ = cmd.Run() // the exit code tells
	return cmd.ProcessState.ExitCode(), out.String(), said.String()
}
