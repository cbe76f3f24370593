package main

import (
	"os"
	"path/filepath"
	"time"

	"zdg/flow/store"
)

// urlFile writes the authorize URL to a file that this user alone can read: for
// terminals that a long address cannot be copied out of. It holds no secret. The
// path is "" when there is nowhere to write to: the URL is on screen all the same.
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

// sweepURLFiles removes what a run that was killed left behind.
func sweepURLFiles(now time.Time) {
	dir, err := store.StateDir()
	if err != nil {
		return
	}
	old, _ := filepath.Glob(filepath.Join(dir, "authorize-*.url")) // the pattern is a good one
	for _, path := range old {
		if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) > time.Hour {
			removeURLFile(path)
		}
	}
}

func removeURLFile(path string) {
	if path != "" {
		_ = os.Remove(path) // it holds nothing of value any more
	}
}
