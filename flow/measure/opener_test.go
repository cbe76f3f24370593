package measure

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

const someAddress = "https://d3v-acme.zendesk.com/oauth/authorizations/new?a=1&b=%20x"

func TestOpenerCommands(t *testing.T) {
	for _, tt := range []struct {
		name, goos string
		environ    []string
		want       []string // each command joined by |
	}{
		{"linux", "linux", nil, []string{"xdg-open|URL", "x-www-browser|URL"}},
		{"mac", "darwin", nil, []string{"open|URL"}},
		{"windows", "windows", nil, []string{"rundll32.exe|url.dll,FileProtocolHandler|URL"}},
		{"named", "linux", []string{"BROWSER=firefox"}, []string{"firefox|URL"}},
		{"list", "linux", []string{"BROWSER=firefox -new-tab %s::lynx"}, []string{"firefox|-new-tab|URL", "lynx|URL"}},
		{"in a word", "linux", []string{"BROWSER=ff --url=%s"}, []string{"ff|--url=URL"}},
		{"windows list", "windows", []string{`BROWSER=C:\ff.exe;edge`}, []string{`C:\ff.exe|URL`, "edge|URL"}},
		{"wsl", "linux", []string{"WSL_DISTRO_NAME=Debian"}, []string{
			"wslview|URL", "powershell.exe|-NoProfile|-NonInteractive|-Command|Start-Process 'URL'", "rundll32.exe|url.dll,FileProtocolHandler|URL",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := Opener{GOOS: tt.goos, Environ: tt.environ}
			var got []string
			for _, c := range o.commands(someAddress) {
				got = append(got, strings.ReplaceAll(strings.Join(c, "|"), someAddress, "URL"))
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// script writes a program for a POSIX shell.
func script(t *testing.T, text string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the programs of this test are shell scripts")
	}
	path := filepath.Join(t.TempDir(), "browser")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenerRunsWithoutSecrets(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	browser := script(t, "{ echo \"$1\"; export -p; } > "+out+"\necho noise; echo noise >&2\n")
	o := Opener{GOOS: "linux", Environ: []string{
		"PATH=" + os.Getenv("PATH"), "BROWSER=" + browser, "DISPLAY=:0",
		"ZDG_CLIENT_SECRET=planted-1", "GITHUB_TOKEN=planted-2", "ZDG_NOTE=planted-4", "DB_PASSWORD=planted-3",
	}, Wait: 10 * time.Second}
	if err := o.Open(t.Context(), someAddress); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(got), someAddress+"\n") || !strings.Contains(string(got), "export DISPLAY=") {
		t.Errorf("got %q", got)
	}
	if strings.Contains(string(got), "planted") {
		t.Errorf("a secret reached the browser: %q", got)
	}
}

func TestOpenerFailures(t *testing.T) {
	fails := script(t, "exit 3\n")
	works := script(t, "exit 0\n")
	for _, tt := range []struct{ name, browser, address, want string }{
		{"status", fails, someAddress, "status 3"},
		{"second one", fails + ":" + works, someAddress, ""},
		{"not there", "/nonexistent/browser", someAddress, "no browser was found"},
		{"file", works, "file:///etc/passwd", "only an http"},
		{"option", works, "--help", "only an http"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := Opener{GOOS: "linux", Environ: []string{"PATH=" + os.Getenv("PATH"), "BROWSER=" + tt.browser}, Wait: 10 * time.Second}
			err := o.Open(t.Context(), tt.address)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestOpenerDoesNotWaitForABrowser(t *testing.T) {
	running := t.TempDir() // removed in the end
	browser := script(t, "while [ -e "+running+" ]; do sleep 0.05; done\n")
	o := Opener{GOOS: "linux", Environ: []string{"PATH=" + os.Getenv("PATH"), "BROWSER=" + browser}, Wait: time.Millisecond}
	if err := o.Open(t.Context(), someAddress); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := o.Open(ctx, someAddress); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSurroundings(t *testing.T) {
	for _, tt := range []struct {
		env   string
		want  Surroundings
		hints int
	}{
		{"", Surroundings{}, 0},
		{"SSH_TTY", Surroundings{SSH: true}, 1},
		{"WSL_DISTRO_NAME", Surroundings{WSL: true}, 1},
		{"CODESPACES", Surroundings{Codespace: true}, 1},
		{"container", Surroundings{Container: true}, 1},
	} {
		got := surroundingsOf(func(name string) string {
			if name == tt.env {
				return "x"
			}
			return ""
		})
		if got != tt.want || len(got.Hints("8484")) != tt.hints || len(got.Hints("")) != tt.hints {
			t.Errorf("%s: %+v %q", tt.env, got, got.Hints("8484"))
		}
	}
}
