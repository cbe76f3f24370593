package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is what replacing a file needs of the operating system.
type disk interface {
	CreateTemp(folder, pattern string) (tempFile, error) // mode 0600
	Rename(from, to string) error
	Remove(name string) error
	SyncFolder(name string) error
}

type tempFile interface {
	io.WriteCloser
	Name() string
	Sync() error
}

type realDisk struct{}

func (realDisk) CreateTemp(folder, pattern string) (tempFile, error) {
	f, err := os.CreateTemp(folder, pattern)
	if err != nil {
		return nil, err
	}
	return f, nil
}
func (realDisk) Rename(from, to string) error   { return os.Rename(from, to) }
func (realDisk) Remove(name string) error       { return os.Remove(name) }
func (realDisk) SyncFolder(folder string) error { return syncFolder(folder) }

// Replace makes text the content of the file called path, wholly or not at all,
// with mode 0600: the old content stays until the new one is on disk.
func Replace(path string, text []byte) error {
	_, err := replace(realDisk{}, path, text)
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		failed.Path = path // not that of the file beside it
	}
	return err
}

// replace makes text the content of the file called target, mode 0600: wholly,
// or on any error before the last step not at all. done tells whether the file
// has the new content; an error with done means that a power cut could still
// bring the old content back. Nothing is left beside the file on errors.
func replace(d disk, target string, text []byte) (done bool, err error) {
	folder := filepath.Dir(target)
	temp, err := d.CreateTemp(folder, tempPrefix(target)+"*"+tempSuffix)
	if err != nil {
		return false, err
	}
	defer func() {
		if !done {
			d.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(text)
	if err == nil {
		err = temp.Sync()
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = d.Rename(temp.Name(), target)
	}
	if err != nil {
		return false, err
	}
	return true, d.SyncFolder(folder)
}

// A process that is killed between two steps of replace leaves its temporary
// file; its name says whose it is.
func tempPrefix(target string) string { return "." + filepath.Base(target) + "-" }

const tempSuffix = ".tmp"

// sweep takes away what killed processes left beside target. Only the holder
// of target's lock may call it.
func sweep(d disk, target string) {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return
	}
	prefix := tempPrefix(target)
	for _, e := range entries {
		name := e.Name()
		if !e.Type().IsRegular() || len(name) <= len(prefix)+len(tempSuffix) || name[:len(prefix)] != prefix || filepath.Ext(name) != tempSuffix {
			continue
		}
		d.Remove(filepath.Join(filepath.Dir(target), name))
	}
}

// reason is what went wrong without the names of temporary files.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// follow is the file that path leads to through symbolic links, which need not
// exist. Folders are resolved first, as the operating system does it: "..",
// after a link, is not the link's own folder.
func follow(path string) (string, error) {
	for range 40 {
		if folder, file := filepath.Split(path); folder != "" {
			if real, err := filepath.EvalSymlinks(folder); err == nil {
				path = filepath.Join(real, file)
			} else if !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		next, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(next) {
			folder, _ := filepath.Split(path)
			next = folder + next // not Join, which would take ".." away
		}
		path = next
	}
	return "", errors.New("too many symbolic links")
}

// readBounded reads a regular file of at most most bytes. Pipes and devices are
// refused, since reading them may wait for ever.
func readBounded(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotFile
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%w of more than %d MiB", errTooLarge, most>>20)
	}
	if err != nil {
		return nil, err
	}
	return text, nil
}

var (
	errNotFile  = errors.New("not a regular file")
	errTooLarge = errors.New("a file")
)
