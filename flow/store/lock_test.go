package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestLockIsOfOneProcess(t *testing.T) {
	state, folder := filepath.Join(t.TempDir(), "state"), t.TempDir()
	path := filepath.Join(folder, FileName)
	mine, err := Acquire(state, path)
	if err != nil {
		t.Fatal(err)
	}
	checkMode(t, filepath.Join(state, "locks"), 0o700)
	_, _, said := child(t, "lock", 1, state, path)
	want := fmt.Sprintf("%s is in use by another zdg (process %d): go on there, end it, or name another file with --file", path, os.Getpid())
	if len(said) != 1 || said[0] != want {
		t.Fatalf("the other said %q\nwant %q", said, want)
	}
	if got := filesIn(t, folder); len(got) != 0 {
		t.Errorf("beside the file: %q", got)
	}
	for range 2 {
		if err := mine.Release(); err != nil {
			t.Error(err)
		}
	}
	cmd, in, said := child(t, "lock", 1, state, path)
	if len(said) != 1 || said[0] != "locked" {
		t.Fatalf("after Release the other said %q", said)
	}
	_, err = Acquire(state, path)
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("(process %d)", cmd.Process.Pid)) {
		t.Errorf("held by the other: %v", err)
	}
	in.Close()
	cmd.Wait()
	again, err := Acquire(state, path)
	if err != nil {
		t.Errorf("after the other ended: %v", err)
	}
	again.Release()
}

func TestLockDiesWithItsProcess(t *testing.T) {
	state, path := t.TempDir(), filepath.Join(t.TempDir(), FileName)
	cmd, _, _ := child(t, "lock", 1, state, path)
	if _, err := Acquire(state, path); !errors.Is(err, ErrLocked) {
		t.Fatalf("while it lives: %v", err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	lock, err := Acquire(state, path)
	if err != nil {
		t.Fatalf("after kill -9: %v", err)
	}
	lock.Release()
}

// TestLockKnowsNames: one file has one lock, however it is named; others have their own.
func TestLockKnowsNames(t *testing.T) {
	state, folder := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, FileName)
	lock, err := Acquire(state, path)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	linked := filepath.Join(t.TempDir(), "linked")
	link := filepath.Join(folder, "link.toml")
	if os.Symlink(folder, linked) != nil || os.Symlink(FileName, link) != nil {
		t.Skip("no links here")
	}
	t.Chdir(folder)
	for _, name := range []string{FileName, "./" + FileName, filepath.Join(linked, FileName), link} {
		if l, err := Acquire(state, name); !errors.Is(err, ErrLocked) {
			t.Errorf("%s: %v", name, err)
			l.Release()
		}
	}
	l, err := Acquire(state, "other.toml")
	if err != nil {
		t.Error(err)
	}
	l.Release()
}

// TestLockHoldsNothingOfTheFile: the page that zdg.toml names may be anything, a secret too;
// one that an older zdg wrote there goes.
func TestLockHoldsNothingOfTheFile(t *testing.T) {
	const typed = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	state, path := t.TempDir(), filepath.Join(t.TempDir(), FileName)
	held := func() string {
		names, err := filepath.Glob(filepath.Join(state, "locks", "*"))
		if err != nil || len(names) != 1 {
			t.Fatal(names, err)
		}
		text, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, old := range []string{"", "1\nfit\n" + typed} {
		if old != "" {
			names, _ := filepath.Glob(filepath.Join(state, "locks", "*"))
			put(t, names[0], old)
		}
		lock, err := Acquire(state, path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(held(), typed) {
			t.Errorf("what was there stays: %q", held())
		}
		if err := lock.SetLeft("review", typed); err != nil || strings.Contains(held(), typed) {
			t.Errorf("%v: %q", err, held())
		}
		lock.Release()
		if lock, err = Acquire(state, path); err != nil {
			t.Fatal(err)
		}
		if page, ok := lock.Left(typed); !ok || page != "review" {
			t.Errorf("left at %q, %t", page, ok)
		}
		if _, ok := lock.Left("other"); ok {
			t.Error("the file has named another page since")
		}
		lock.Release()
	}
}

// TestLockOutlivesAKillWhileItIsWritten: the rest of a longer text, which is cut off in a second step, is not read.
func TestLockOutlivesAKillWhileItIsWritten(t *testing.T) {
	state, path := t.TempDir(), filepath.Join(t.TempDir(), FileName)
	for i, page := range []string{"identity", "urls", "freeze", "test"} {
		lock, err := Acquire(state, path)
		if err != nil {
			t.Fatal(err)
		}
		name := lock.file.Name()
		before, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := lock.SetLeft(page, ""); err != nil {
			t.Fatal(err)
		}
		lock.Release()
		after, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(before) > len(after) {
			after = append(after, before[len(after):]...) // as it is before the file is cut
		}
		put(t, name, string(after))
		if lock, err = Acquire(state, path); err != nil {
			t.Fatal(err)
		}
		if got, ok := lock.Left(""); !ok || got != page {
			t.Errorf("%d: left at %q, %t, want %s", i, got, ok, page)
		}
		lock.Release()
	}
}

func TestLockWithoutFolder(t *testing.T) {
	state := filepath.Join(t.TempDir(), "file")
	put(t, state, "")
	if _, err := Acquire(state, FileName); err == nil || errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "set XDG_STATE_HOME to a folder that can be written") {
		t.Errorf("got %v", err)
	}
}

// TestLockIsNotInherited: a browser that outlives zdg does not keep the lock.
func TestLockIsNotInherited(t *testing.T) {
	state, path := t.TempDir(), filepath.Join(t.TempDir(), FileName)
	lock, err := Acquire(state, path)
	if err != nil {
		t.Fatal(err)
	}
	var other io.Closer
	_, other, _ = child(t, "lock", 1, state, filepath.Join(filepath.Dir(path), "other.toml"))
	defer other.Close()
	lock.Release()
	lock, err = Acquire(state, path)
	if err != nil {
		t.Errorf("a child keeps it: %v", err)
	}
	lock.Release()
}

func TestStateDir(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", "/var/x")
	if runtime.GOOS == "windows" {
		t.Skip("paths of Unix")
	}
	if got, err := StateDir(); err != nil || got != "/var/x/zdg" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, ignored := range []string{"", "relative/path"} {
		t.Setenv("XDG_STATE_HOME", ignored)
		t.Setenv("HOME", "/home/ada")
		want := "/home/ada/.local/state/zdg"
		if runtime.GOOS == "darwin" {
			want = "/home/ada/Library/Application Support/zdg"
		}
		if got, err := StateDir(); err != nil || got != want {
			t.Errorf("got %q, %v", got, err)
		}
	}
	t.Setenv("HOME", "")
	if got, err := StateDir(); err == nil || !strings.HasSuffix(err.Error(), ": set XDG_STATE_HOME to a folder of yours") {
		t.Errorf("got %q, %v", got, err)
	}
}
