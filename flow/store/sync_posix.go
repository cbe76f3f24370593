//go:build !windows && !plan9

package store

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder makes the renaming of a file in the folder survive a power cut.
// File systems that have no such thing are left alone.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if errors.Is(err, os.ErrPermission) {
		return nil // a folder to write to, not to list
	}
	if err != nil {
		return err
	}
	defer f.Close()
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}
