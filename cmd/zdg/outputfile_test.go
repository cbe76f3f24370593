//go:build !windows

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"zdg/flow"
	"zdg/flow/store"
)

// TestReportNeverOverAnswers: a report goes over no file of answers or results, whatever it is called and
// whichever links lead there.
func TestReportNeverOverAnswers(t *testing.T) {
	s := newFolder(t)
	const evidence = `{"schema":"zdg.evidence/1","account_url":"https://d3v-acme.zendesk.com"}`
	kept := map[string]string{
		"zdg.toml": someAnswers, "other/zdg.toml": someAnswers, "other/client.toml": "identifier = \"zdg-other\"\n",
		"other/damaged":  "# The answers given to zdg, which gets a Zendesk OAuth client ready to go global.\n}{\n",
		"other/ZDG.Toml": "", "other/evidence.json": evidence, "other/live.json": `{"schema":"zdg.live/1"}`,
		"state/zdg/evidence/x.json": "{}", "state/zdg/x.bad": "x",
	}
	for name, text := range kept {
		s.put(name, text)
	}
	for link, to := range map[string]string{"hard": "zdg.toml", "hard2": "other/client.toml"} {
		if err := os.Link(filepath.Join(s.dir, to), filepath.Join(s.dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"soft": "zdg.toml", "soft2": "soft", "folder": "other", "soft3": "folder/evidence.json", "st": "state/zdg", "new": "st/new.md", "there": "other/zdg.toml",
	} {
		if err := os.Symlink(to, filepath.Join(s.dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{
		"zdg.toml", "./zdg.toml", "other/../zdg.toml", filepath.Join(s.dir, "zdg.toml"), "hard", "hard2", "soft", "soft2", "soft3", "there",
		"other/zdg.toml", "folder/zdg.toml", "other/client.toml", "other/damaged", "other/ZDG.Toml", "other/evidence.json", "other/live.json",
		"state/zdg/evidence/x.json", "state/zdg/x.bad", "st/x.bad", "new", "st/fresh.md", "ZDG.TOML",
	} {
		code, out, said := s.run("report", "-o", name)
		if code != exitUsage || out != "" || !strings.Contains(said, "name ") {
			t.Errorf("-o %s: exit code %d, %q %q", name, code, out, said)
		}
	}
	for name, text := range kept {
		if s.get(name) != text {
			t.Errorf("%s was written over", name)
		}
	}
	// The answers may be of another folder than the one that is worked in.
	if code, _, said := s.run("report", "--file", "other/client.toml", "-o", "zdg.toml"); code != exitUsage || s.get("zdg.toml") != someAnswers {
		t.Errorf("exit code %d: %s", code, said)
	}
	// Nor is their name always there, nor can they always be read.
	s.put("broken/zdg.toml", "}{")
	if err := os.Link(filepath.Join(s.dir, "broken/zdg.toml"), filepath.Join(s.dir, "broken/link")); err != nil {
		t.Fatal(err)
	}
	cmd := s.zdg("report", "--file", "../other/client.toml", "-o", "link")
	cmd.Dir = filepath.Join(s.dir, "broken")
	if out, err := cmd.CombinedOutput(); err == nil || s.get("broken/zdg.toml") != "}{" || s.get("broken/link") != "}{" {
		t.Errorf("answers that are damaged were written over: %s", out)
	}
}

// TestReportThroughLinks: a link stays one, and what it leads to is replaced as a whole.
func TestReportThroughLinks(t *testing.T) {
	s := newFolder(t)
	s.put("far/report.md", "old")
	for link, to := range map[string]string{"a.md": "b.md", "b.md": "far/report.md", "dangling.md": "far/new.md"} {
		if err := os.Symlink(to, filepath.Join(s.dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.Open(filepath.Join(s.dir, "far/report.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	for link, target := range map[string]string{"a.md": "far/report.md", "dangling.md": "far/new.md"} {
		if code, _, said := s.run("report", "-o", link); code != exitOK {
			t.Fatalf("exit code %d: %s", code, said)
		}
		if info, err := os.Lstat(filepath.Join(s.dir, link)); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", link, err)
		}
		if !strings.HasPrefix(s.get(target), "# Global OAuth client") {
			t.Errorf("%s holds %.40q", target, s.get(target))
		}
	}
	if text, _ := io.ReadAll(old); string(text) != "old" {
		t.Error("the old file was written into: it is not replaced as a whole")
	}
	if err := os.Chmod(filepath.Join(s.dir, "far/report.md"), 0o400); err != nil {
		t.Fatal(err)
	}
	if code, _, said := s.run("report", "-o", "a.md"); code != exitUsage || !strings.Contains(said, "read-only") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// TestReportIntoStreams: a device, a pipe or an open file is written into, and stays what it is.
func TestReportIntoStreams(t *testing.T) {
	if _, err := os.Stat("/dev/stdout"); err != nil {
		t.Skip("there are no device files here")
	}
	s := newFolder(t)
	_, want, _ := s.run("report")
	same := func(name, got string) {
		t.Helper()
		if timeless(got) != timeless(want) {
			t.Errorf("%s got %.60q", name, got)
		}
	}
	code, out, said := s.run("report", "-o", "/dev/stdout")
	if code != exitOK || said != "" {
		t.Errorf("exit code %d: %s", code, said)
	}
	same("/dev/stdout, a pipe", out)

	for _, name := range []string{"/dev/stdout", "/dev/fd/1"} {
		file, err := os.Create(filepath.Join(s.dir, "appended"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(file, "before\n")
		cmd := s.zdg("report", "-o", name)
		cmd.Stdout = file
		if err := cmd.Run(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, _ = io.WriteString(file, "after\n")
		_ = file.Close()
		got, started := strings.CutPrefix(s.get("appended"), "before\n")
		got, ended := strings.CutSuffix(got, "after\n")
		if !started || !ended {
			t.Errorf("%s: what others write to the file is lost: %.60q", name, s.get("appended"))
		}
		same(name, got)
	}

	// A file that a shell opened under another number, behind what others wrote.
	file, err := os.OpenFile(filepath.Join(s.dir, "third"), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(file, "before\n")
	cmd := s.zdg("report", "-o", "/dev/fd/3")
	cmd.ExtraFiles = []*os.File{file}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("/dev/fd/3: %v %s", err, out)
	}
	_, _ = io.WriteString(file, "after\n")
	_ = file.Close()
	got, started := strings.CutPrefix(s.get("third"), "before\n")
	got, ended := strings.CutSuffix(got, "after\n")
	if !started || !ended {
		t.Errorf("/dev/fd/3: what others write to the file is lost: %.60q", s.get("third"))
	}
	same("/dev/fd/3", got)

	if code, _, said := s.run("report", "-o", "/dev/full"); code != exitUsage || !strings.Contains(said, "cannot be written") {
		t.Errorf("/dev/full: exit code %d: %s", code, said)
	}
	if code, _, said := s.run("report", "-o", "/dev/null"); code != exitOK {
		t.Errorf("/dev/null: exit code %d: %s", code, said)
	}
	for _, name := range []string{"/dev/stdout", "/dev/full", "/dev/null"} {
		if info, err := os.Lstat(name); err != nil || info.Mode().IsRegular() {
			t.Fatalf("%s is no device any more: %v", name, err)
		}
	}

	fifo := filepath.Join(s.dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	read := make(chan string, 1)
	go func() {
		text, _ := os.ReadFile(fifo)
		read <- string(text)
	}()
	if code, _, said := s.run("report", "-o", "fifo"); code != exitOK {
		t.Errorf("exit code %d: %s", code, said)
	}
	same("a pipe with a name", <-read)
	if info, err := os.Lstat(fifo); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Error("the pipe is a file now")
	}
}

// TestCtrlCLeavesAPipeThatNobodyReads, although the write waits for a reader. Before zdg listens to
// signals the system ends it by itself: then it is tried again, with a later one.
func TestCtrlCLeavesAPipeThatNobodyReads(t *testing.T) {
	s := newFolder(t)
	if err := syscall.Mkfifo(filepath.Join(s.dir, "fifo"), 0o600); err != nil {
		t.Skip(err)
	}
	code := -1 // ended by the system
	for wait := 20 * time.Millisecond; code == -1 && wait < 10*time.Second; wait *= 2 {
		cmd := s.zdg("report", "-o", "fifo")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(wait)
		_ = cmd.Process.Signal(os.Interrupt) // it waits
		code = waitForExit(t, cmd, func() string { return "" })
	}
	if code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

// TestMountedFile: a file that is mounted by itself, as docker run -v does it, cannot
// be replaced, so it is written in place; also where nothing can be put beside it.
func TestMountedFile(t *testing.T) {
	const bind = `mount --bind outside zdg.toml && mount --bind report report.md && exec "$@"`
	const sealed = `mount --bind . . && cd "$PWD" && mount --bind outside zdg.toml && mount --bind report report.md && mount -o remount,bind,ro . && exec "$@"`
	for name, script := range map[string]string{"beside others": bind, "in a sealed folder": sealed} {
		t.Run(name, func(t *testing.T) {
			s := newFolder(t)
			inside := []string{"--map-root-user", "--mount", "sh", "-c", script, "sh"}
			s.put("outside", someAnswers)
			s.put("report", strings.Repeat("old\n", 100000))
			s.put("report.md", "")
			if out, err := func() ([]byte, error) {
				cmd := s.zdg()
				cmd.Path, cmd.Args = "/usr/bin/unshare", append(append([]string{"unshare"}, inside...), "true")
				return cmd.CombinedOutput()
			}(); err != nil {
				t.Skipf("this machine gives no mount namespace: %v %s", err, out)
			}
			run := func(stdin string, args ...string) (int, string) {
				cmd := s.zdg()
				cmd.Path, cmd.Args = "/usr/bin/unshare", append(append(append([]string{"unshare"}, inside...), os.Args[0]), args...)
				state := t.TempDir()
				cmd.Env = append(cmd.Env, "XDG_STATE_HOME="+state, "HOME="+state)
				cmd.Stdin = strings.NewReader(stdin)
				out, _ := cmd.CombinedOutput() // the exit code tells
				return cmd.ProcessState.ExitCode(), string(out)
			}
			if code, said := run("several\nsupport\nno\nservers\nquit\n", "--plain"); code != exitOK {
				t.Errorf("exit code %d: %s", code, said)
			}
			if got := s.get("outside"); !strings.Contains(got, "\ncustomers = \"several\"") || !strings.Contains(got, "\nsecret_lives = \"servers\"") {
				t.Errorf("the answers did not come into the mounted file:\n%s", got)
			}
			if code, said := run("", "report", "-o", "report.md"); code != exitOK {
				t.Errorf("exit code %d: %s", code, said)
			}
			if got := s.get("report"); !strings.HasPrefix(got, "# Global OAuth client") || strings.Contains(got, "old\n") {
				t.Errorf("the report is %.60q", got)
			}
			left, err := os.ReadDir(s.dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range left {
				if strings.HasSuffix(e.Name(), ".tmp") {
					t.Errorf("%s was left", e.Name())
				}
			}
		})
	}
}

// TestTheWizardWritesTheReport to a file of its own, and over nothing that holds answers.
func TestTheWizardWritesTheReport(t *testing.T) {
	const answers = "subdomain = \"d3v-acme\"\nidentifier = \"zdg-acme\"\n"
	for name, tt := range map[string]struct {
		file   string // that holds the answers
		there  string // as request.md; "" for nothing
		failed string
	}{
		"a new one":              {"zdg.toml", "", ""},
		"over an older one":      {"zdg.toml", "# an older report\n", ""},
		"onto other answers":     {"zdg.toml", answers, "name another file"},
		"onto the answers":       {"request.md", answers, "name another file"},
		"onto what was measured": {"zdg.toml", `{"schema":"zdg.evidence/1"}`, "name another file"},
		"onto misspelt answers":  {"zdg.toml", "subdoman = \"d3v-acme\"\n", "name another file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("XDG_STATE_HOME", t.TempDir())
			for path, text := range map[string]string{reportFile: tt.there, tt.file: answers} {
				if text != "" {
					if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			file, d, err := store.Open(tt.file)
			if err != nil {
				t.Fatal(err)
			}
			r := &runner{app: &app{now: time.Now}, file: file, onDisk: d}
			var told []flow.Event
			r.Run(t.Context(), flow.Export{Draft: d}, func(e flow.Event) { told = append(told, e) })
			after, _ := os.ReadFile(reportFile)
			if tt.failed == "" {
				if len(told) != 1 || told[0] != flow.Event(flow.Exported{Path: reportFile}) || !strings.Contains(string(after), "zdg-acme") || !strings.HasPrefix(string(after), "# ") {
					t.Errorf("%+v, written %.80q", told, after)
				}
				return
			}
			said, is := told[0].(flow.Failed)
			if !is || !strings.Contains(said.What, tt.failed) || string(after) != tt.there && string(after) != answers {
				t.Errorf("%+v, written %.80q", told, after)
			}
		})
	}
}
