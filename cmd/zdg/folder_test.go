package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// folder is a folder with a zdg.toml, and zdg started in it.
type folder struct {
	t   *testing.T
	dir string
}

// someAnswers are those that the zdg.toml of a folder has at first.
const someAnswers = "version = 1\nsubdomain = \"d3v-acme\"\nidentifier = \"zdg-acme\"\nkind = \"public\"\nredirect_urls = [\"http://127.0.0.1:18573/callback\"]\nscopes = [\"read\"]\n"

// someFlags say the same.
var someFlags = []string{"--subdomain", "d3v-acme", "--identifier", "zdg-acme", "--kind", "public", "--redirect-url", "http://127.0.0.1:18573/callback", "--scope", "read"}

func newFolder(t *testing.T) folder {
	t.Helper()
	s := folder{t, t.TempDir()}
	s.put("zdg.toml", someAnswers)
	return s
}

func (s folder) put(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s folder) get(name string) string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

// zdg is zdg in the folder, not yet started.
func (s folder) zdg(args ...string) *exec.Cmd {
	cmd := zdgIn(s.dir, args...)
	cmd.Env = append(cmd.Env, "TERM=dumb")
	return cmd
}

// run runs to the end, and returns the exit code and what was said.
func (s folder) run(args ...string) (code int, stdout, stderr string) {
	s.t.Helper()
	return s.runWith(nil, args...)
}

// runWith runs with more in the environment.
func (s folder) runWith(env []string, args ...string) (code int, stdout, stderr string) {
	s.t.Helper()
	cmd := s.zdg(args...)
	cmd.Env = append(cmd.Env, env...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	_ = cmd.Run() // the exit code tells
	return cmd.ProcessState.ExitCode(), out.String(), said.String()
}
