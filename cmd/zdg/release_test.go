package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// releaseDir is where a release has written what it takes along beside the program:
// go test ./cmd/zdg -run 'ManPages|CompletionScripts|Licences' -release DIR.
var releaseDir = flag.String("release", "", "folder for manual pages, completions and licences")

func forRelease(t *testing.T, name, text string) {
	t.Helper()
	if *releaseDir == "" {
		return
	}
	path := filepath.Join(*releaseDir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// releaseConfig is .goreleaser.yaml.
func releaseConfig(t *testing.T) string {
	t.Helper()
	config, err := os.ReadFile("../../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(config)
}

// TestArchivesHoldWhatIsPointedTo: every file of docs that the README, a help text or another page
// of docs points to is in the archives of a release, at the same place.
func TestArchivesHoldWhatIsPointedTo(t *testing.T) {
	packed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^ *- (?:\{src: |src: )([^,}\n]+)`).FindAllStringSubmatch(releaseConfig(t), -1) {
		found, err := filepath.Glob("../../" + m[1])
		if err != nil || len(found) == 0 && !strings.HasPrefix(m[1], "build/") { // a release writes those
			t.Errorf("%s is packed, and there is none: %v", m[1], err)
		}
		for _, path := range found {
			packed[filepath.ToSlash(strings.TrimPrefix(filepath.ToSlash(path), "../../"))] = true
		}
	}
	file := regexp.MustCompile(`\bdocs/[\w./-]+\.(?:md|png|svg|json)\b`)
	link := regexp.MustCompile(`\]\(([\w.-]+\.(?:md|png|svg|json))\)`)
	pointed := map[string]string{}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range file.FindAllString(string(readme), -1) {
		pointed[name] = "README.md"
	}
	for _, cmd := range commandTree(t).Commands() {
		for _, name := range file.FindAllString(cmd.Long, -1) {
			pointed[name] = cmd.CommandPath()
		}
	}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			pointed["docs/"+m[1]] = page
		}
	}
	if len(pointed) < 15 {
		t.Errorf("only %d files are pointed to", len(pointed))
	}
	for name, by := range pointed {
		if !packed[name] {
			t.Errorf("%s points to %s, which is not in the archives: see .goreleaser.yaml", by, name)
		}
	}
}

// TestCompletionScripts: there is one for each shell, and it asks zdg.
func TestCompletionScripts(t *testing.T) {
	for name, write := range map[string]func(*cobra.Command, io.Writer) error{
		"zdg.bash": func(c *cobra.Command, w io.Writer) error { return c.GenBashCompletionV2(w, true) },
		"_zdg":     (*cobra.Command).GenZshCompletion,
		"zdg.fish": func(c *cobra.Command, w io.Writer) error { return c.GenFishCompletion(w, true) },
		"zdg.ps1":  (*cobra.Command).GenPowerShellCompletionWithDesc,
	} {
		var out bytes.Buffer
		if err := write(commandTree(t), &out); err != nil || !strings.Contains(out.String(), cobra.ShellCompRequestCmd) {
			t.Errorf("%s: %v: %d bytes", name, err, out.Len())
		}
		forRelease(t, filepath.Join("completions", name), out.String())
	}
}

// dependency is a module that go.mod names itself, with what is known of it.
type dependency struct {
	path, version string
	released      string // the day of that version
	newest        string // the newest one on the day of checkedOn; "" for this one
	why           string
}

const checkedOn = "2026-11-26"

var dependencies = []dependency{
	{"charm.land/bubbles/v2", "v2.2.1", "2026-08-24", "", "the keys of the wizard, the row that names them, and scrolling"},
	{"charm.land/bubbletea/v2", "v2.0.10", "2026-09-24", "v2.1.1, not tried yet: tui guards against faults of 2.0.10", "the wizard on screen: keys, frames, the terminal given back"},
	{"charm.land/lipgloss/v2", "v2.0.6", "2026-08-11", "v2.1.0, which goes with bubbletea 2.1", "colours, frames and widths"},
	{"github.com/atotto/clipboard", "v0.1.4", "2021-02-24", "", "the clipboard of Windows. Old, small and finished: looked at each year"},
	{"github.com/charmbracelet/colorprofile", "v0.4.3", "2026-03-09", "", "tests: how many colours the emulated terminal has; bubbletea links it"},
	{"github.com/charmbracelet/x/ansi", "v0.11.9", "2026-10-08", "", "widths of text with escapes, and their removal"},
	{"github.com/charmbracelet/x/exp/golden", "v0.1.0", "2026-09-24", "", "tests: golden files"},
	{"github.com/charmbracelet/x/vt", "v0.0.0-20260906004030-3986e9119cf9", "2026-09-06", "v0.1.0", "tests: a terminal emulator"},
	{"github.com/chromedp/cdproto", "v0.159.0", "2026-10-31", "v0.159.3", "tests: the protocol of chromedp"},
	{"github.com/chromedp/chromedp", "v0.23.0", "2026-11-05", "", "tests: a real browser"},
	{"github.com/creack/pty", "v1.1.24", "2024-10-31", "", "tests: a real terminal"},
	{"github.com/pelletier/go-toml/v2", "v2.4.3", "2026-07-05", "", "zdg.toml, with line and column of errors from its unstable package"},
	{"github.com/rogpeppe/go-internal", "v1.16.0", "2026-07-01", "", "tests: scripts of commands"},
	{"github.com/spf13/cobra", "v1.10.2", "2025-12-04", "", "commands, help and completions"},
	{"github.com/spf13/pflag", "v1.0.9", "2025-09-01", "v1.1.0, which cobra 1.10 does not ask for", "the flags of cobra: kinds of its errors"},
	{"golang.org/x/oauth2", "v0.37.0", "2026-08-25", "v0.38.0", "the exchange of the code, with PKCE"},
	{"golang.org/x/sys", "v0.49.0", "2026-10-06", "v0.50.0", "what terminals, locks and processes of each system need"},
	{"golang.org/x/term", "v0.47.0", "2026-10-09", "v0.48.0", "the hidden prompt"},
}

// module is what go list says of one.
type module struct {
	Path, Version, Dir string
	Main               bool
	Replace            *struct{ Path string }
}

// goTool runs the go command for another system, where os is given.
func goTool(t *testing.T, system string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if system != "" {
		cmd.Env = append(cmd.Env, "GOOS="+system)
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v", strings.Join(args, " "), err)
	}
	return out
}

// licences are how the texts of licences are known.
var licences = []struct{ name, says string }{
	{"Apache-2.0", `Apache License Version 2\.0`},
	{"BSD-3-Clause", `Redistribution and use in source and binary forms.*Neither the name`},
	{"BSD-2-Clause", `Redistribution and use in source and binary forms`},
	{"ISC", `Permission to use, copy, modify, and/or distribute this software`},
	{"MIT", `Permission is hereby granted, free of charge, to any person obtaining a copy`},
}

func licenceOf(t *testing.T, m module) (name, text string) {
	t.Helper()
	for _, file := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING"} {
		content, err := os.ReadFile(filepath.Join(m.Dir, file))
		if err != nil {
			continue
		}
		words := strings.Join(strings.Fields(string(content)), " ")
		for _, l := range licences {
			if regexp.MustCompile(l.says).MatchString(words) {
				return l.name, string(content)
			}
		}
	}
	t.Errorf("%s %s: its licence is not known: read it in %s", m.Path, m.Version, m.Dir)
	return "unknown", ""
}

// shipped are the modules in the program of any system that a release is made for.
func shipped(t *testing.T) []module {
	t.Helper()
	all := map[string]module{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		dec := json.NewDecoder(bytes.NewReader(goTool(t, system, "list", "-deps", "-json=Module", ".")))
		for dec.More() {
			var p struct{ Module *module }
			if err := dec.Decode(&p); err != nil {
				t.Fatal(err)
			}
			if p.Module != nil && !p.Module.Main && p.Module.Replace == nil { // one that is replaced is ours
				all[p.Module.Path] = *p.Module
			}
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b module) int { return strings.Compare(a.Path, b.Path) })
}

// TestLicences: the licence of every module in the program is known, and lets it be handed
// on with its text, which a release takes along.
func TestLicences(t *testing.T) {
	var out strings.Builder
	add := func(title, text string) {
		fmt.Fprintf(&out, "%s\n%s\n\n%s\n\n", title, strings.Repeat("=", len(title)), strings.TrimSpace(text))
	}
	out.WriteString("zdg is under the MIT licence, see LICENSE. It is built of these modules:\n\n")
	all := shipped(t)
	if len(all) < 15 {
		t.Errorf("only %d modules were found", len(all))
	}
	for _, m := range all {
		name, text := licenceOf(t, m)
		add(m.Path+" "+m.Version+", "+name, text)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goTool(t, "", "env", "GOROOT"))), "LICENSE"))
	if err != nil && *releaseDir != "" {
		t.Fatalf("the licence of Go's library: %v", err)
	}
	add("The Go standard library, BSD-3-Clause", string(text))
	forRelease(t, "THIRD_PARTY_LICENSES", out.String())
}

// TestDependencies: each module that go.mod names has its reason and its day, of the version
// that is used.
func TestDependencies(t *testing.T) {
	var mod struct {
		Require []struct {
			Path, Version string
			Indirect      bool
		}
		Replace []struct{ Old struct{ Path string } } // by folders of this one
	}
	if err := json.Unmarshal(goTool(t, "", "mod", "edit", "-json", "../../go.mod"), &mod); err != nil {
		t.Fatal(err)
	}
	used := map[string]string{}
	for _, r := range mod.Require {
		if !r.Indirect {
			used[r.Path] = r.Version
		}
	}
	for _, r := range mod.Replace {
		delete(used, r.Old.Path)
	}
	for _, d := range dependencies {
		if used[d.path] != d.version {
			t.Errorf("%s: go.mod has %q, the table %s: see docs/dependencies.md", d.path, used[d.path], d.version)
		}
		delete(used, d.path)
	}
	for path := range used {
		t.Errorf("%s: say in the table of dependencies why it is needed", path)
	}
}

// dependenciesPart is the table of modules that go.mod names.
func dependenciesPart(t *testing.T) string {
	var out strings.Builder
	fmt.Fprintf(&out, "| Module | Version, released | Licence | Newest on %s | Why |\n|---|---|---|---|---|\n", checkedOn)
	for _, d := range dependencies {
		var m module // downloaded, since one for another system only may never have been
		if err := json.Unmarshal(goTool(t, "", "mod", "download", "-json", d.path), &m); err != nil {
			t.Fatal(err)
		}
		licence, _ := licenceOf(t, m)
		newest := d.newest
		if newest == "" {
			newest = "this one"
		}
		fmt.Fprintf(&out, "| `%s` | %s, %s | %s | %s | %s |\n", d.path, d.version, d.released, licence, newest, d.why)
	}
	return out.String()
}
