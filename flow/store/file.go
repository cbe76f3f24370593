package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"zdg/checklist"
)

// FileName is what the file of the answers is called, in the current folder.
const FileName = "zdg.toml"

// maxFile bounds what is read and written as a zdg.toml, in bytes.
const maxFile = 1 << 20

// A File is one zdg.toml, from when it was read on. Its methods may be called
// from several goroutines; the order of writes is the caller's business. Before Open,
// Acquire keeps other processes away: what they write is noticed, but not when
// it happens within the same moment.
type File struct {
	path string
	disk disk

	mu    sync.Mutex
	known *[sha256.Size]byte // of what is on disk, as far as we know; nil: there is no file
	ours  bool               // we wrote what is there
	swept bool               // what killed processes left beside it is gone, or is not ours to take away
}

// Open reads the answers in the file called path. A file that does not exist
// has none, and comes into being with the first Save; its folder must exist.
// A file that is damaged, newer, or no file at all is an error.
func Open(path string) (*File, checklist.Draft, error) {
	f := &File{path: path, disk: realDisk{}}
	d, err := f.reload()
	if err != nil {
		return nil, checklist.Draft{}, err
	}
	return f, d, nil
}

// Path is the name that the file was opened with.
func (f *File) Path() string { return f.path }

// Exists reports whether the file was there when it was last read or written.
func (f *File) Exists() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known != nil
}

// reload reads the file again; from then on Save takes what was read as known.
// On an error everything is as before.
func (f *File) reload() (checklist.Draft, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := f.read()
	if errors.Is(err, fs.ErrNotExist) {
		f.known, f.ours = nil, false
		return checklist.Draft{}, f.folder()
	}
	if err != nil {
		return checklist.Draft{}, err
	}
	d, err := Parse(f.path, text)
	if err != nil {
		return checklist.Draft{}, err
	}
	sum := sha256.Sum256(text)
	f.known, f.ours = &sum, false
	return d, nil
}

// Save makes d the content of the file: wholly or, on an error, not at all. It
// writes through symbolic links, with mode 0600. A file that somebody else
// wrote since it was read is left alone (ErrChanged), as is one that its owner
// may not write; a file that is gone is made anew. A draft that differs from what
// is there only in the page it was left at leaves the file as it is: that page is
// for the Lock to remember. What comes back is what the file holds now.
func (f *File) Save(d checklist.Draft) (checklist.Draft, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, err := f.read(); err == nil {
		if held, err := Parse(f.path, text); err == nil && held.With(checklist.FieldLeftAt, d.Get(checklist.FieldLeftAt)).Equal(d) {
			return held, nil
		}
	}
	d = d.With(checklist.FieldComments, "") // written anew, it has none of others
	return d, f.save(Write(d))
}

// save is called with the lock held.
func (f *File) save(text []byte) error {
	if len(text) > maxFile {
		return fmt.Errorf("%s cannot be saved: the answers have more than %d MiB: shorten the longest", f.path, maxFile>>20)
	}
	sum := sha256.Sum256(text)
	target, err := follow(f.path)
	if err != nil {
		return f.failed(err)
	}
	info, err := os.Stat(target)
	if err == nil && info.Mode().IsRegular() && info.Mode()&0o200 == 0 {
		return fmt.Errorf("%s is read-only, so nothing was saved: make it writable, or name another file with --file", f.path)
	}
	switch now, err := f.read(); {
	case errors.Is(err, fs.ErrNotExist):
		f.ours = false
	case err != nil:
		return err
	case f.known == nil || sha256.Sum256(now) != *f.known:
		return fmt.Errorf("%s %w since zdg read it, so nothing was saved: start zdg again to go on with what is there now, or move the file away", f.path, ErrChanged)
	case f.ours && sum == *f.known:
		return nil
	}
	if !f.swept {
		sweep(f.disk, target)
		f.swept = true
	}
	done, err := replace(f.disk, target, text)
	if done {
		f.known, f.ours = &sum, true
	}
	if err != nil {
		return f.failed(err)
	}
	return nil
}

// read is the text of the file; the error of one that does not exist is an
// fs.ErrNotExist, and no other is.
func (f *File) read() ([]byte, error) {
	text, err := readBounded(f.path, maxFile)
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist):
		return text, err
	case errors.Is(err, errNotFile), errors.Is(err, errTooLarge):
		return nil, &Damage{Path: f.path, Problem: "this is " + err.Error(), Fix: "move it away, or name another file with --file", kind: ErrDamaged}
	}
	return nil, fmt.Errorf("%s cannot be read: %w: change its permissions, or name another file with --file", f.path, reason(err))
}

// folder tells what is wrong with the folder of a file that is still to be made.
func (f *File) folder() error {
	target, err := follow(f.path)
	if err != nil {
		return f.failed(err)
	}
	if info, err := os.Stat(filepath.Dir(target)); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s for %s: create it, or name another file with --file", filepath.Dir(target), filepath.Base(target))
	}
	return nil
}

func (f *File) failed(err error) error {
	return fmt.Errorf("%s cannot be saved: %w: check the permissions and the free space of its folder, or name another file with --file", f.path, reason(err))
}

// Load reads the answers in the file called path; errors.Is(err,
// fs.ErrNotExist) when there is none.
func Load(path string) (checklist.Draft, error) {
	f, d, err := Open(path)
	if err == nil && !f.Exists() {
		err = fmt.Errorf("%s: %w: run zdg, or zdg init for an empty one", path, fs.ErrNotExist)
	}
	return d, err
}

// Init makes the file called path with every key as an example. A file that is
// there already, whatever is in it, is an fs.ErrExist and stays as it is.
func Init(path string) error {
	f, _, err := Open(path)
	if err == nil && !f.Exists() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.swept = true
		return f.save(template())
	}
	if _, statErr := os.Lstat(path); statErr == nil {
		return fmt.Errorf("%s: %w: edit it, or run zdg to go on with it", path, fs.ErrExist)
	}
	return err
}
