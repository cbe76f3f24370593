package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks f unless another handle has the lock. It locks a byte far beyond the end of
// the file, since other processes could not read a locked byte, and they read who has the
// lock.
func tryLock(f *os.File) (free bool, err error) {
	far := windows.Overlapped{OffsetHigh: 1 << 30}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &far)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
