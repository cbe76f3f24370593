package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"zdg/checklist"
)

var errDisk = errors.New("no space left on device")

// faultyDisk fails at one step, and counts.
type faultyDisk struct {
	realDisk
	failAt  string // create, write, short, sync, close, rename, folder
	renames int
}

func (d *faultyDisk) CreateTemp(folder, pattern string) (tempFile, error) {
	if d.failAt == "create" {
		return nil, errDisk
	}
	f, err := d.realDisk.CreateTemp(folder, pattern)
	return faultyFile{f, d.failAt}, err
}

func (d *faultyDisk) Rename(from, to string) error {
	if d.failAt == "rename" {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: errDisk}
	}
	d.renames++
	return d.realDisk.Rename(from, to)
}

func (d *faultyDisk) SyncFolder(folder string) error {
	if d.failAt == "folder" {
		return errDisk
	}
	return d.realDisk.SyncFolder(folder)
}

// mountedDisk is one on which the file cannot be replaced, nor written where it is.
type mountedDisk struct {
	realDisk
	name  string // the file
	taken bool   // the name beside it can be had no more
}

func (d *mountedDisk) Rename(from, to string) error {
	if to == d.name || d.taken {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EBUSY}
	}
	return d.realDisk.Rename(from, to)
}

func (d *mountedDisk) Overwrite(string, []byte) error { return errDisk }

// TestWhatWasToBeSavedIsKept: what cannot be saved, since the file can neither be replaced nor written, is kept beside it. It is
// there after the next save too, which removes what a killed process left.
func TestWhatWasToBeSavedIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	put(t, path, "name = 'old'\n")
	f, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	path, err = filepath.EvalSymlinks(path) // as the store does
	if err != nil {
		t.Fatal(err)
	}
	f.disk = &mountedDisk{name: path}
	if _, err = f.Save(draft("name", "new")); !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "what was to be saved is in "+path+".unsaved") {
		t.Error(err)
	}
	f.disk = &mountedDisk{name: path, taken: true}
	if _, err = f.Save(draft("name", "newer")); !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "what was to be saved is in "+filepath.Dir(path)) {
		t.Error(err)
	}
	if got := filesIn(t, filepath.Dir(path)); len(got) != 3 {
		t.Errorf("beside it: %q", got)
	}
	f.disk = realDisk{}
	if _, err := f.Save(draft("name", "newest")); err != nil {
		t.Error(err)
	}
	kept, err := Load(path + ".unsaved")
	if err != nil || kept.Get(checklist.FieldName) != "new" {
		t.Errorf("kept: %v, %v", kept, err)
	}
}

type faultyFile struct {
	tempFile
	failAt string
}

func (f faultyFile) Write(text []byte) (int, error) {
	switch f.failAt {
	case "write":
		return 0, errDisk
	case "short":
		n, _ := f.tempFile.Write(text[:len(text)/2])
		return n, errDisk
	}
	return f.tempFile.Write(text)
}

func (f faultyFile) Sync() error {
	if f.failAt == "sync" {
		return errDisk
	}
	return f.tempFile.Sync()
}

func (f faultyFile) Close() error {
	err := f.tempFile.Close()
	if f.failAt == "close" {
		return errDisk
	}
	return err
}

// TestSaveFailsCleanly: whatever step fails, the old file is whole, nothing lies beside it, the error
// says what to do, and the next try succeeds.
func TestSaveFailsCleanly(t *testing.T) {
	for _, step := range []string{"create", "write", "short", "sync", "close", "rename", "folder"} {
		for _, existing := range []bool{true, false} {
			path := filepath.Join(t.TempDir(), FileName)
			if existing {
				put(t, path, "name = 'old'\n")
			}
			f, _, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			f.disk = &faultyDisk{failAt: step}
			_, err = f.Save(draft("name", "new"))
			if !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "zdg.toml cannot be saved: no space left on device: check the") || strings.Contains(err.Error(), tempSuffix) {
				t.Errorf("%s: %v", step, err)
			}
			d, err := Load(path)
			switch {
			case step == "folder": // renamed, but perhaps not for good
				if err != nil || d.Get(checklist.FieldName) != "new" {
					t.Errorf("%s: %v, %v", step, d, err)
				}
			case existing && (err != nil || d.Get(checklist.FieldName) != "old"), !existing && !errors.Is(err, os.ErrNotExist):
				t.Errorf("%s: %v, %v", step, d, err)
			}
			if got := filesIn(t, filepath.Dir(path)); len(got) > 1 {
				t.Errorf("%s: left behind: %q", step, got)
			}
			f.disk = realDisk{}
			if _, err := f.Save(draft("name", "newer")); err != nil {
				t.Errorf("%s: next: %v", step, err)
			}
			if d, err := Load(path); err != nil || d.Get(checklist.FieldName) != "newer" {
				t.Errorf("%s: next: %v, %v", step, d, err)
			}
		}
	}
}

// TestSaveSurvivesKill: a process killed between two answers leaves a whole file; what it left beside
// it is taken away by the next one.
func TestSaveSurvivesKill(t *testing.T) {
	for range 3 {
		path := filepath.Join(t.TempDir(), FileName)
		cmd, _, said := child(t, "save", 20, path)
		if !slices.Equal(said, slices.Repeat([]string{"saved"}, 20)) {
			t.Fatal(said)
		}
		cmd.Process.Kill()
		cmd.Wait()
		if _, err := Load(path); err != nil {
			t.Errorf("after kill -9: %v", err)
		}
		folder := filepath.Dir(path)
		put(t, filepath.Join(folder, ".zdg.toml-123.tmp"), "half")
		put(t, filepath.Join(folder, ".other.toml-1.tmp"), "not ours")
		put(t, filepath.Join(folder, "zdg.toml.bak"), "not ours")
		f, _, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Save(draft("name", "next")); err != nil {
			t.Error(err)
		}
		if got := filesIn(t, folder); !slices.Equal(got, []string{".other.toml-1.tmp", FileName, "zdg.toml.bak"}) {
			t.Errorf("left behind: %q", got)
		}
	}
}

// smallDisk is a file on a disk with little room, on which one write may fail.
type smallDisk struct {
	text  []byte
	room  int // in bytes
	fails int // counted down with each write: at 0 it fails
}

func (f *smallDisk) WriteAt(p []byte, at int64) (int, error) {
	f.fails--
	n := min(len(p), max(f.room-int(at), 0))
	if f.fails == 0 {
		n = len(p) / 2
	}
	if end := int(at) + n; end > len(f.text) {
		f.text = append(f.text, make([]byte, end-len(f.text))...)
	}
	copy(f.text[at:], p[:n])
	if n < len(p) {
		return n, errDisk
	}
	return n, nil
}

func (f *smallDisk) Truncate(size int64) error { f.text = f.text[:size]; return nil }
func (f *smallDisk) Sync() error               { return nil }

// TestAFileThatIsWrittenInPlaceIsKept: where there is no room for the new content, the file holds the old one.
func TestAFileThatIsWrittenInPlaceIsKept(t *testing.T) {
	for _, c := range []struct {
		text        string
		room, fails int
		works       bool
	}{
		{"longer than it was", 10, 0, false},
		{"longer than it was", 12, 0, false},
		{"longer than it was", 99, 2, false},
		{"longer than it was", 99, 0, true},
		{"short", 10, 1, false},
		{"short", 10, 0, true},
	} {
		f := &smallDisk{text: []byte("as it was"), room: c.room, fails: c.fails}
		err := rewriteOrKeep(f, []byte("as it was"), []byte(c.text))
		want := map[bool]string{false: "as it was", true: c.text}[c.works]
		if string(f.text) != want || (err == nil) != c.works {
			t.Errorf("%+v: %q, %v", c, f.text, err)
		}
	}
}
