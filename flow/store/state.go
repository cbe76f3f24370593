package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// StateDir returns zdg's folder for state that belongs to this machine: $XDG_STATE_HOME/zdg
// where that is set, otherwise ~/.local/state/zdg, on macOS ~/Library/Application Support/zdg,
// on Windows %LocalAppData%\zdg. It need not exist.
func StateDir() (string, error) {
	// The XDG Base Directory Specification says to ignore a relative path.
	if xdg := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(xdg) {
		return filepath.Join(xdg, "zdg"), nil
	}
	var base string
	var err error
	switch runtime.GOOS {
	case "windows":
		base, err = os.UserCacheDir()
	case "darwin", "ios", "plan9":
		base, err = os.UserConfigDir()
	default:
		base, err = os.UserHomeDir()
		if err == nil && !filepath.IsAbs(base) {
			err = errors.New("the home folder is not an absolute path")
		}
		base = filepath.Join(base, ".local", "state")
	}
	if err != nil {
		return "", fmt.Errorf("the home folder is not known (%w): set XDG_STATE_HOME to a folder of yours", err)
	}
	return filepath.Join(base, "zdg"), nil
}

// makeFolder creates a folder in the state folder that only the user can read.
func makeFolder(name string) error {
	err := os.MkdirAll(name, 0o700)
	if err == nil {
		err = os.Chmod(name, 0o700)
	}
	if err != nil {
		return fmt.Errorf("the folder %s cannot be created: %w: set XDG_STATE_HOME to a folder that can be written", name, cause(err))
	}
	return nil
}

// nameFor returns a file name for the given parts: readable, of at most 80 bytes, valid on
// every file system, and different for different parts.
func nameFor(parts ...string) string {
	var readable []string
	for _, p := range parts {
		p = strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(p), "https://"), "http://")
		slug := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' {
				return r
			}
			return '-'
		}, p)
		if slug = strings.Trim(slug[:min(len(slug), 32)], "-."); slug != "" {
			readable = append(readable, slug)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.Join(append(readable, hex.EncodeToString(sum[:6])), "_")
}
