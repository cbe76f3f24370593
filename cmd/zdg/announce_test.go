package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheAccountIsNamedFirst: before the first request, standard error has the account that is asked and
// the client it is about, whatever the format of the result.
func TestTheAccountIsNamedFirst(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"check"},
		{"check", "--format", "json"},
		{"test", "--no-browser", "--timeout", "1s"},
		{"test", "--format", "json", "--no-browser", "--timeout", "1s"},
		{"verify", "other", "--consent"},
		{"verify", "other", "--consent", "--format", "json"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			s := newFolder(t)
			said, err := os.Create(filepath.Join(s.dir, "said"))
			if err != nil {
				t.Fatal(err)
			}
			defer said.Close()
			first := make(chan string, 100)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				text, _ := os.ReadFile(said.Name())
				first <- string(text)
				w.WriteHeader(http.StatusNotFound)
			}))
			defer server.Close()
			cmd := s.zdg(append(args, "--account-url", server.URL)...)
			cmd.Env = append(cmd.Env, secretEnv+"="+hexSecret)
			cmd.Stderr = said
			out, _ := cmd.Output() // the exit code does not matter
			select {
			case text := <-first:
				want := "zdg: the account is " + server.URL + ", the client zdg-acme\n"
				if args[0] == "verify" { // which asks several, each by its name
					want = strings.Replace(want, "127.0.0.1", "other.localhost", 1)
				}
				if !strings.Contains(text, want) {
					t.Errorf("said before the first request: %q", text)
				}
			default:
				t.Errorf("the account was not asked: %s", s.get("said"))
			}
			if strings.Contains(string(out), "the account is ") {
				t.Error("it is in the result too")
			}
		})
	}
}
