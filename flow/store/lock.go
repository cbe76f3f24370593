package store

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// A Lock keeps other zdg processes off one zdg.toml while it is held. It ends
// with the process, however that ends. It is advice among zdg processes of one
// user on one machine: an editor is noticed by File.Save instead.
type Lock struct{ file *os.File }

// Acquire takes the lock of the zdg.toml called path at once or, when another
// process has it, fails with ErrLocked and that process's number. The lock
// itself is a file in stateDir, and stays there, so that the folder of zdg.toml
// stays clean. Where the operating system has no such locks, it always succeeds.
func Acquire(stateDir, path string) (*Lock, error) {
	key, err := lockKey(path)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(stateDir, "locks")
	if err := makeFolder(folder); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(folder, fileName(key)+".lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be locked: %w: set XDG_STATE_HOME to a folder that can be written", path, reason(err))
	}
	free, err := tryLock(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s cannot be locked: %w: set XDG_STATE_HOME to a folder on a local disk", path, reason(err))
	}
	if !free {
		defer f.Close()
		return nil, fmt.Errorf("%s is %w by another zdg%s: go on there, end it, or name another file with --file", path, ErrLocked, holder(f))
	}
	// The number is for the other's error message; the lock holds without it.
	if f.Truncate(0) == nil {
		f.WriteAt([]byte(strconv.Itoa(os.Getpid())), 0)
	}
	return &Lock{f}, nil
}

// Release gives the lock back. Further calls, and those on a nil Lock, do nothing.
func (l *Lock) Release() error {
	if l == nil || l.file == nil {
		return nil
	}
	f := l.file
	l.file = nil
	f.Truncate(0)
	return f.Close() // gives up the lock too
}

// holder names the process that has the lock, as far as it wrote its number.
func holder(f *os.File) string {
	text := make([]byte, 20)
	n, _ := f.ReadAt(text, 0)
	pid, err := strconv.Atoi(string(text[:n]))
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" (process %d)", pid)
}

// lockKey is the same for every name of one file.
func lockKey(path string) (string, error) {
	target, err := follow(path)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil {
		return "", fmt.Errorf("%s cannot be locked: %w: name another file with --file", path, reason(err))
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(target)); err == nil {
		target = filepath.Join(folder, filepath.Base(target))
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		target = strings.ToLower(target) // their file systems usually do not tell case
	}
	return target, nil
}
