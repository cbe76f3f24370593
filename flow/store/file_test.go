package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
)

func TestFileFromNothingToAnswers(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	if _, err := Load(path); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("Load of nothing: %v", err)
	}
	f, d, err := Open(path)
	if err != nil || f.Exists() || !d.Equal(checklist.Draft{}) {
		t.Fatalf("Open of nothing: %v, %v, %v", f, d, err)
	}
	for _, d := range []checklist.Draft{draft("name", "a"), draft("name", "a", "kind", "public"), {}} {
		if _, err := f.Save(d); err != nil {
			t.Fatal(err)
		}
		got, err := Load(path)
		if err != nil || !got.Equal(d) || !f.Exists() {
			t.Errorf("got %v, %v, want %v", got, err, d)
		}
		checkMode(t, path, 0o600)
	}
	if got := filesIn(t, filepath.Dir(path)); !slices.Equal(got, []string{FileName}) {
		t.Errorf("left behind: %q", got)
	}
}

func TestSaveMakesTheFileOursAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	put(t, path, "name = 'a'\n")
	checkMode(t, path, 0o644)
	if err := saveAt(path, draft("name", "b")); err != nil {
		t.Fatal(err)
	}
	checkMode(t, path, 0o600)
}

// TestSaveRefuses: what cannot be read, or was written by somebody else meanwhile, stays as it is.
func TestSaveRefuses(t *testing.T) {
	for name, row := range map[string]struct {
		text string
		want error
		says string
	}{
		"damaged": {"name = ", ErrDamaged, "zdg.toml:1:7: "},
		"unknown": {"nome = 'a'", ErrDamaged, "write name, or"},
		"newer":   {"version = 2", ErrNewer, "update zdg"},
		"huge":    {strings.Repeat("#", fileMax+1), ErrDamaged, "a file of more than 1 MiB: move it away, or name another file"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), FileName)
			f, _, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			put(t, path, row.text)
			if _, _, err := Open(path); !errors.Is(err, row.want) || !strings.Contains(err.Error(), row.says) {
				t.Errorf("Open: %v", err)
			}
			if err := saveAt(path, draft("name", "mine")); !errors.Is(err, row.want) {
				t.Errorf("Save: %v", err)
			}
			if _, err := f.Save(draft("name", "mine")); !errors.Is(err, row.want) && !errors.Is(err, ErrChanged) {
				t.Errorf("File.Save: %v", err)
			}
			if err := Init(path); !errors.Is(err, fs.ErrExist) {
				t.Errorf("Init: %v", err)
			}
			if get(t, path) != row.text || len(filesIn(t, filepath.Dir(path))) != 1 {
				t.Error("the file was touched")
			}
		})
	}
}

func TestSaveNoticesOtherWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	f, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(when string) {
		t.Helper()
		before := get(t, path)
		_, err := f.Save(draft("name", "mine"))
		if !errors.Is(err, ErrChanged) || get(t, path) != before {
			t.Errorf("%s: %v", when, err)
		}
	}
	saved := func(when string, d checklist.Draft) {
		t.Helper()
		if _, err := f.Save(d); err != nil {
			t.Errorf("%s: %v", when, err)
		}
		if got, err := Load(path); err != nil || !got.Equal(d) {
			t.Errorf("%s: %v, %v", when, got, err)
		}
	}
	put(t, path, "name = 'theirs'\n")
	refused("appeared")
	refused("still there")
	if d, err := f.reload(); err != nil || d.Get(checklist.FieldName) != "theirs" {
		t.Fatalf("Reload: %v, %v", d, err)
	}
	saved("after Reload", draft("name", "mine"))
	put(t, path, "name = 'theirs'\n")
	refused("written after our write")
	put(t, path, string(Write(draft("name", "mine"))))
	saved("put back", draft("name", "next"))
	put(t, path, "name = ")
	if _, err := f.reload(); !errors.Is(err, ErrDamaged) {
		t.Errorf("Reload of a damaged file: %v", err)
	}
	refused("damaged")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	saved("gone", draft("name", "again"))
	f.Save(draft())
	want := path + " changed on disk since zdg read it, so nothing was saved: start zdg again to go on with what is there now, or move the file away"
	put(t, path, "")
	if _, err := f.Save(draft("name", "mine")); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestSaveWritesNothingTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	counted := &faultyDisk{}
	f, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f.disk = counted
	for range 3 {
		if _, err := f.Save(draft("name", "a")); err != nil {
			t.Fatal(err)
		}
	}
	if counted.renames != 1 {
		t.Errorf("written %d times", counted.renames)
	}
}

func TestSaveThroughLinks(t *testing.T) {
	folder := t.TempDir()
	real := filepath.Join(folder, "real")
	if err := os.MkdirAll(filepath.Join(real, "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	link := func(to, name string) string {
		if err := os.Symlink(to, filepath.Join(folder, name)); err != nil {
			t.Skip(err)
		}
		return filepath.Join(folder, name)
	}
	link(filepath.Join("real", "deep"), "shortcut")
	target := filepath.Join(real, FileName)
	for _, path := range []string{
		link(target, "absolute.toml"),
		link(filepath.Join("real", FileName), "relative.toml"),
		link("relative.toml", "twice.toml"),
		link(filepath.Join("shortcut", "..", FileName), "through.toml"),
	} {
		// filepath.Join has cleaned shortcut/.. away; write it as a person would.
		if filepath.Base(path) == "through.toml" {
			os.Remove(path)
			link("shortcut/../"+FileName, "through.toml")
		}
		for _, existing := range []bool{false, true} {
			if !existing {
				os.Remove(target)
			}
			if err := saveAt(path, draft("name", path)); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
				t.Errorf("%s is no link any more: %v", path, err)
			}
			if d, err := Load(target); err != nil || d.Get(checklist.FieldName) != path {
				t.Errorf("%s: %v, %v", path, d, err)
			}
		}
	}
	loop := link("loop.toml", "loop.toml")
	if err := saveAt(loop, draft()); err == nil {
		t.Error("wrote through a loop")
	}
}

func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	var damage *Damage
	if _, _, err := Open(folder); !errors.As(err, &damage) || !strings.Contains(err.Error(), "not a regular file: move it away, or name another file with --file") {
		t.Errorf("a folder: %v", err)
	}
	if _, _, err := Open(filepath.Join(folder, "none", FileName)); err == nil || !strings.Contains(err.Error(), "create it, or name another file with --file") {
		t.Errorf("no folder: %v", err)
	}
	if runtime.GOOS != "windows" {
		if _, _, err := Open(os.DevNull); !errors.As(err, &damage) {
			t.Errorf("a device: %v", err)
		}
	}
}

func TestSaveLeavesReadOnlyFilesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	put(t, path, "name = 'a'\n")
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if err := saveAt(path, draft("name", "b")); err == nil || !strings.Contains(err.Error(), "is read-only, so nothing was saved: make it writable") {
		t.Errorf("got %v", err)
	}
	if get(t, path) != "name = 'a'\n" {
		t.Error("it was written")
	}
}

// TestSaveRefusesTooMuch: nothing is written that could not be read again.
func TestSaveRefusesTooMuch(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	if err := saveAt(path, draft("name", strings.Repeat("x", fileMax))); err == nil || !strings.Contains(err.Error(), "shorten the longest") {
		t.Errorf("got %v", err)
	}
	if got := filesIn(t, filepath.Dir(path)); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
}

func TestInit(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	if err := Init(path); err != nil {
		t.Fatal(err)
	}
	if get(t, path) != string(template()) {
		t.Error("not the template")
	}
	checkMode(t, path, 0o600)
	if err := Init(path); !errors.Is(err, fs.ErrExist) || !strings.Contains(err.Error(), "edit it, or run zdg") {
		t.Errorf("again: %v", err)
	}
	if err := saveAt(path, draft("name", "a")); err != nil {
		t.Errorf("answers after Init: %v", err)
	}
}

// saveAt saves without a lock.
func saveAt(path string, d checklist.Draft) error {
	f, _, err := Open(path)
	if err == nil {
		_, err = f.Save(d)
	}
	return err
}
