//go:build !windows && !plan9

package store

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder makes a rename in the folder survive a power cut, where the file system can.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if errors.Is(err, os.ErrPermission) {
		return nil // a folder that can be written but not read
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
