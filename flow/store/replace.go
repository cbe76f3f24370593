package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// disk is what replacing a file needs from the operating system. Tests have another one.
type disk interface {
	CreateTemp(folder, pattern string) (tempFile, error) // mode 0600
	Rename(from, to string) error
	Remove(name string) error
	Overwrite(name string, text []byte) error // in place; the file exists
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
func (realDisk) Rename(from, to string) error             { return os.Rename(from, to) }
func (realDisk) Remove(name string) error                 { return os.Remove(name) }
func (realDisk) Overwrite(name string, text []byte) error { return overwrite(name, text) }
func (realDisk) SyncFolder(folder string) error           { return syncFolder(folder) }

// replace makes text the content of the file called target, with mode 0600. It writes a new
// file beside it and renames that, so the change is complete or, on an error before the last
// step, not made at all. done reports whether the file has the new content; an error together
// with done means that a power cut could still bring the old content back. On errors nothing
// is left beside the file.
//
// A file that is a mount point, as in a container, cannot be replaced. It is written in
// place and keeps its mode, after the new content was written beside it where that is
// possible. If that fails, the new content stays in a file that the error names.
func replace(d disk, target string, text []byte) (done bool, err error) {
	folder := filepath.Dir(target)
	temp, err := d.CreateTemp(folder, tempPrefix(target)+"*"+tempSuffix)
	if err != nil {
		if isMountPoint(target) {
			err = d.Overwrite(target, text)
			return err == nil, err
		}
		return false, err
	}
	keep := false
	defer func() {
		if !done && !keep {
			_ = d.Remove(temp.Name())
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
	if inPlace := errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV); inPlace {
		if err = d.Overwrite(target, text); err != nil {
			keep = true // under a name that removeLeftovers leaves alone
			kept := target + ".unsaved"
			if d.Rename(temp.Name(), kept) != nil {
				kept = temp.Name()
			}
			return false, fmt.Errorf("%w; what was to be saved is in %s", cause(err), kept)
		}
		_ = d.Remove(temp.Name())
	}
	if err != nil {
		return false, err
	}
	return true, d.SyncFolder(folder)
}

// overwrite writes text into a file in place. If that fails, it restores the old content. The
// part beyond the old end is written first, since a full disk fails there before anything is
// lost.
func overwrite(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	old, err := io.ReadAll(f)
	if err == nil {
		err = rewriteOrKeep(f, old, text)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// inPlace is a file that is changed in place.
type inPlace interface {
	io.WriterAt
	Truncate(size int64) error
	Sync() error
}

// rewriteOrKeep makes text the content of a file, or restores old when that fails.
func rewriteOrKeep(f inPlace, old, text []byte) error {
	err := rewrite(f, text, len(old))
	if err != nil {
		_ = rewrite(f, old, len(old)) // nothing more can be done
	}
	return err
}

// rewrite makes text the content of a file. It writes the part from the offset end on first.
func rewrite(f inPlace, text []byte, end int) (err error) {
	if end < len(text) {
		_, err = f.WriteAt(text[end:], int64(end))
	}
	if err == nil {
		_, err = f.WriteAt(text[:min(end, len(text))], 0)
	}
	if err == nil {
		err = f.Truncate(int64(len(text)))
	}
	if err == nil {
		err = f.Sync()
	}
	return err
}

// isMountPoint reports whether a file is a mount point. It is known on Linux only.
func isMountPoint(name string) bool {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return false
	}
	at, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	at = strings.NewReplacer(" ", `\040`, "\t", `\011`, "\n", `\012`, `\`, `\134`).Replace(at)
	for line := range strings.Lines(string(table)) {
		if fields := strings.Fields(line); len(fields) > 4 && fields[4] == at {
			return true
		}
	}
	return false
}

// tempPrefix begins the names of the temporary files for target. A process that is killed in
// replace leaves one, and its name says what it was for.
func tempPrefix(target string) string { return "." + filepath.Base(target) + "-" }

const tempSuffix = ".tmp"

// removeLeftovers removes the temporary files that killed processes left beside target. Only
// the holder of target's lock may call it.
func removeLeftovers(d disk, target string) {
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
		_ = d.Remove(filepath.Join(filepath.Dir(target), name))
	}
}

// cause returns what went wrong without the path, which may be that of a temporary file.
func cause(err error) error {
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

// resolveLinks returns the file that path leads to through symbolic links; it need not exist.
// Folders are resolved first, as the operating system does, since ".." after a link is not
// the folder of the link.
func resolveLinks(path string) (string, error) {
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
			next = folder + next // not Join, which would remove ".."
		}
		path = next
	}
	return "", errors.New("too many symbolic links")
}

// readBounded reads a regular file of at most most bytes. It refuses pipes and devices, since
// reading them may never end.
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
