package main

import (
	"os"
	"path/filepath"
	"time"

	"zdg/flow/store"
)

// urlFile writes the authorize URL, which is no secret, to a file that only this user can read,
// for terminals from which a long address cannot be copied. The path is "" when there is nowhere
// to write: the URL is on screen all the same.
func urlFile(url string) (path string) {
	dir, err := store.StateDir()
	if err != nil || os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	f, err := os.CreateTemp(dir, "authorize-*.url") // mode 0600
	if err != nil {
		return ""
	}
	_, err = f.WriteString(url + "\n")
	if closeErr := f.Close(); err != nil || closeErr != nil {
		removeURLFile(f.Name())
		return ""
	}
	return filepath.Clean(f.Name())
}

// sweepURLFiles removes the files that killed runs left behind.
func sweepURLFiles(now time.Time) {
	dir, err := store.StateDir()
	if err != nil {
		return
	}
	old, _ := filepath.Glob(filepath.Join(dir, "authorize-*.url")) // fails only for a bad pattern
	for _, path := range old {
		if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) > time.Hour {
			removeURLFile(path)
		}
	}
}

// removeURLFile removes a file of urlFile. path may be "".
func removeURLFile(path string) {
	if path != "" {
		_ = os.Remove(path) // sweepURLFiles removes what stays
	}
}
