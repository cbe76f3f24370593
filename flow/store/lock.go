package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// Lock keeps other zdg processes off one zdg.toml while it is held. It ends with the process,
// however that ends. It is an advisory lock among zdg processes of one user on one machine;
// File.Save notices what an editor writes.
//
// The file of the lock also remembers the page that the wizard was left at, so that merely
// looking at pages does not change zdg.toml.
type Lock struct {
	file *os.File
	left string // page and digest, as SetLeft wrote them in this run or in the last one
}

// Acquire takes the lock for the zdg.toml called path without waiting. When another process
// has it, the error wraps ErrLocked and gives the number of that process. The file of the lock
// is in stateDir and stays there. Where the operating system has no such locks, Acquire always
// succeeds.
func Acquire(stateDir, path string) (*Lock, error) {
	key, err := lockKey(path)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(stateDir, "locks")
	if err := makeFolder(folder); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(folder, nameFor(key)+".lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be locked: %w: set XDG_STATE_HOME to a folder that can be written", path, cause(err))
	}
	free, err := tryLock(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s cannot be locked: %w: set XDG_STATE_HOME to a folder on a local disk", path, cause(err))
	}
	if !free {
		defer f.Close()
		return nil, fmt.Errorf("%s is %w by another zdg%s: go on there, end it, or name another file with --file", path, ErrLocked, holderOf(f))
	}
	l := &Lock{file: f}
	if text, err := io.ReadAll(io.LimitReader(f, 200)); err == nil {
		if lines := strings.Split(string(text), "\n"); len(lines) > 2 && len(lines[2]) == len(textDigest("")) {
			l.left = lines[1] + "\n" + lines[2]
		}
	}
	_ = l.write(strconv.Itoa(os.Getpid())) // for the error message of another process; the lock works without it
	return l, nil
}

// Left returns the page that SetLeft noted last. inFile is the page that zdg.toml names; ok is
// false when no page was noted, or when zdg.toml names another page than it did then.
func (l *Lock) Left(inFile string) (page string, ok bool) {
	if l == nil {
		return "", false
	}
	page, since, ok := strings.Cut(l.left, "\n")
	return page, ok && since == textDigest(inFile)
}

// textDigest is a short hash of a text.
func textDigest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// SetLeft notes the page that the wizard is at, for the next run. page is one of the wizard's
// own. Of inFile, the page that zdg.toml names, only a digest is noted, since anything may be
// there, even a secret. Only one goroutine at a time may call SetLeft.
func (l *Lock) SetLeft(page, inFile string) error {
	if l == nil || l.file == nil {
		return nil
	}
	left := page + "\n" + textDigest(inFile)
	if left == l.left {
		return nil
	}
	l.left = left
	if err := l.write(strconv.Itoa(os.Getpid())); err != nil {
		return fmt.Errorf("the page cannot be saved: %w: check the free space of the folder %s", cause(err), filepath.Dir(l.file.Name()))
	}
	return nil
}

// write writes the file of the lock: the process number, and the page. The last line has an end, since
// a process that is killed before the file is cut leaves the rest of a longer text behind it.
func (l *Lock) write(pid string) error {
	text := []byte(pid + "\n" + l.left + "\n")
	_, err := l.file.WriteAt(text, 0)
	if err == nil {
		err = l.file.Truncate(int64(len(text)))
	}
	return err
}

// Release gives the lock back. Further calls, and those on a nil Lock, do nothing.
func (l *Lock) Release() error {
	if l == nil || l.file == nil {
		return nil
	}
	_ = l.write("") // no process has it now
	f := l.file
	l.file = nil
	return f.Close() // gives up the lock too
}

// holderOf names the process that has the lock, in brackets after a space; "" when its number
// cannot be read.
func holderOf(f *os.File) string {
	text := make([]byte, 20)
	n, _ := f.ReadAt(text, 0)
	first, _, _ := strings.Cut(string(text[:n]), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" (process %d)", pid)
}

// lockKey returns the same path for every name of one file.
func lockKey(path string) (string, error) {
	target, err := resolveLinks(path)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil {
		return "", fmt.Errorf("%s cannot be locked: %w: name another file with --file", path, cause(err))
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(target)); err == nil {
		target = filepath.Join(folder, filepath.Base(target))
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		target = strings.ToLower(target) // their file systems usually ignore case
	}
	return target, nil
}
