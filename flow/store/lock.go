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

// A Lock keeps other zdg processes off one zdg.toml while it is held. It ends
// with the process, however that ends. It is advice among zdg processes of one
// user on one machine: an editor is noticed by File.Save instead.
//
// It also remembers the page that the wizard was left at, so that a mere visit
// leaves zdg.toml as it is, byte for byte.
type Lock struct {
	file *os.File
	left string // what SetLeft was given, this time or last
}

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
	l := &Lock{file: f}
	if text, err := io.ReadAll(io.LimitReader(f, 200)); err == nil {
		_, left, _ := strings.Cut(string(text), "\n")
		if _, since, ok := strings.Cut(left, "\n"); ok && len(since) == len(digest("")) {
			l.left = left
		}
	}
	_ = l.write(strconv.Itoa(os.Getpid())) // for the other's error message; the lock holds without it
	return l, nil
}

// Left is the page that the wizard was last at, as SetLeft was told; ok is false
// when it was not, or when the file has named another page since.
func (l *Lock) Left(inFile string) (page string, ok bool) {
	if l == nil {
		return "", false
	}
	page, since, ok := strings.Cut(l.left, "\n")
	return page, ok && since == digest(inFile)
}

// digest tells two texts apart; nothing of them is in it.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// SetLeft remembers the page that the wizard is at, which is one of its own, beside a
// digest of what zdg.toml names: anything may stand there, a secret too. It survives the process; an error says that it does not. One goroutine
// at a time may call it.
func (l *Lock) SetLeft(page, inFile string) error {
	if l == nil || l.file == nil {
		return nil
	}
	left := page + "\n" + digest(inFile)
	if left == l.left {
		return nil
	}
	l.left = left
	if err := l.write(strconv.Itoa(os.Getpid())); err != nil {
		return fmt.Errorf("the page cannot be saved: %w: check the free space of the folder %s", reason(err), filepath.Dir(l.file.Name()))
	}
	return nil
}

func (l *Lock) write(pid string) error {
	text := []byte(pid + "\n" + l.left)
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
	_ = l.write("") // nobody has it
	f := l.file
	l.file = nil
	return f.Close() // gives up the lock too
}

// holder names the process that has the lock, as far as it wrote its number.
func holder(f *os.File) string {
	text := make([]byte, 20)
	n, _ := f.ReadAt(text, 0)
	first, _, _ := strings.Cut(string(text[:n]), "\n")
	pid, err := strconv.Atoi(first)
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
