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

// FileName is the name of the file with the answers, in the current folder.
const FileName = "zdg.toml"

// fileMax is the largest zdg.toml that is read and written, in bytes.
const fileMax = 1 << 20

// File is a zdg.toml that was opened. Its methods are safe for concurrent use, but the order
// of writes is up to the caller. Call Acquire before Open to keep other zdg processes away:
// what others write is noticed, but not if it happens at the very same time.
type File struct {
	path string
	disk disk

	mu          sync.Mutex
	onDisk      *[sha256.Size]byte // of the content that we expect on disk; nil: there is no file
	writtenByUs bool               // we wrote that content
	cleaned     bool               // leftovers of killed processes are removed, or not ours to remove
}

// Open reads the answers in the file called path. A file that does not exist has none, and
// is created by the first Save; its folder must exist. A file that is damaged, newer, or not
// a regular file is an error.
func Open(path string) (*File, checklist.Draft, error) {
	f := &File{path: path, disk: realDisk{}}
	d, err := f.reload()
	if err != nil {
		return nil, checklist.Draft{}, err
	}
	return f, d, nil
}

// Path returns the path that the file was opened with.
func (f *File) Path() string { return f.path }

// Exists reports whether the file was there when it was last read or written.
func (f *File) Exists() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.onDisk != nil
}

// reload reads the file again; from then on Save expects that content. On an error everything
// is as before.
func (f *File) reload() (checklist.Draft, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := f.read()
	if errors.Is(err, fs.ErrNotExist) {
		f.onDisk, f.writtenByUs = nil, false
		return checklist.Draft{}, f.checkFolder()
	}
	if err != nil {
		return checklist.Draft{}, err
	}
	d, err := Parse(f.path, text)
	if err != nil {
		return checklist.Draft{}, err
	}
	sum := sha256.Sum256(text)
	f.onDisk, f.writtenByUs = &sum, false
	return d, nil
}

// Save makes d the content of the file, or on an error changes nothing. It writes through
// symbolic links, with mode 0600. A file that another program wrote since it was read is left
// alone (ErrChanged), and so is one that its owner may not write; a file that is gone is
// created again. If d differs from the file only in the page it was left at, the file is not
// written, since the Lock remembers that page. Save returns the draft that the file holds.
func (f *File) Save(d checklist.Draft) (checklist.Draft, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, err := f.read(); err == nil {
		if held, err := Parse(f.path, text); err == nil && held.With(checklist.FieldLeftAt, d.Get(checklist.FieldLeftAt)).Equal(d) {
			return held, nil
		}
	}
	d = d.With(checklist.FieldComments, "") // a file that zdg writes has no comments of others
	return d, f.save(Write(d))
}

// save writes the file, unless another program has. The caller holds f.mu.
func (f *File) save(text []byte) error {
	if len(text) > fileMax {
		return fmt.Errorf("%s cannot be saved: the answers have more than %d MiB: shorten the longest", f.path, fileMax>>20)
	}
	sum := sha256.Sum256(text)
	target, err := resolveLinks(f.path)
	if err != nil {
		return f.saveError(err)
	}
	info, err := os.Stat(target)
	if err == nil && info.Mode().IsRegular() && info.Mode()&0o200 == 0 {
		return fmt.Errorf("%s is read-only, so nothing was saved: make it writable, or name another file with --file", f.path)
	}
	switch now, err := f.read(); {
	case errors.Is(err, fs.ErrNotExist):
		f.writtenByUs = false
	case err != nil:
		return err
	case f.onDisk == nil || sha256.Sum256(now) != *f.onDisk:
		return fmt.Errorf("%s %w since zdg read it, so nothing was saved: start zdg again to go on with what is there now, or move the file away", f.path, ErrChanged)
	case f.writtenByUs && sum == *f.onDisk:
		return nil
	}
	if !f.cleaned {
		removeLeftovers(f.disk, target)
		f.cleaned = true
	}
	done, err := replace(f.disk, target, text)
	if done {
		f.onDisk, f.writtenByUs = &sum, true
	}
	if err != nil {
		return f.saveError(err)
	}
	return nil
}

// read returns the text of the file. Only for a file that does not exist is the error an
// fs.ErrNotExist.
func (f *File) read() ([]byte, error) {
	text, err := readBounded(f.path, fileMax)
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist):
		return text, err
	case errors.Is(err, errNotFile), errors.Is(err, errTooLarge):
		return nil, &Damage{Path: f.path, Problem: "this is " + err.Error(), Fix: "move it away, or name another file with --file", kind: ErrDamaged}
	}
	return nil, fmt.Errorf("%s cannot be read: %w: change its permissions, or name another file with --file", f.path, cause(err))
}

// checkFolder tells what is wrong with the folder of a file that is still to be made.
func (f *File) checkFolder() error {
	target, err := resolveLinks(f.path)
	if err != nil {
		return f.saveError(err)
	}
	if info, err := os.Stat(filepath.Dir(target)); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s for %s: create it, or name another file with --file", filepath.Dir(target), filepath.Base(target))
	}
	return nil
}

func (f *File) saveError(err error) error {
	return fmt.Errorf("%s cannot be saved: %w: check the permissions and the free space of its folder, or name another file with --file", f.path, cause(err))
}

// Load reads the answers in the file called path. A file that does not exist is an
// fs.ErrNotExist.
func Load(path string) (checklist.Draft, error) {
	f, d, err := Open(path)
	if err == nil && !f.Exists() {
		err = fmt.Errorf("%s: %w: run zdg, or zdg init for an empty one", path, fs.ErrNotExist)
	}
	return d, err
}

// Init creates the file called path with every key as a commented-out example. A file that
// exists already, whatever is in it, is an fs.ErrExist and stays as it is.
func Init(path string) error {
	f, _, err := Open(path)
	if err == nil && !f.Exists() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.cleaned = true
		return f.save(template())
	}
	if _, statErr := os.Lstat(path); statErr == nil {
		return fmt.Errorf("%s: %w: edit it, or run zdg to go on with it", path, fs.ErrExist)
	}
	return err
}
