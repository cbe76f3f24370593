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

// StateDir is zdg's folder for what is worth keeping but belongs to the
// machine: $XDG_STATE_HOME/zdg where that is set, else ~/.local/state/zdg, on
// macOS ~/Library/Application Support/zdg, on Windows %LocalAppData%\zdg. It
// need not exist.
func StateDir() (string, error) {
	// The XDG Base Directory Specification: a relative path is to be ignored.
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

// makeFolder makes a folder of the state folder, for nobody else to look into.
func makeFolder(name string) error {
	err := os.MkdirAll(name, 0o700)
	if err == nil {
		err = os.Chmod(name, 0o700)
	}
	if err != nil {
		return fmt.Errorf("the folder %s cannot be created: %w: set XDG_STATE_HOME to a folder that can be written", name, reason(err))
	}
	return nil
}

// fileName is a name for what belongs to the given parts: readable, at most 80
// bytes, good on every file system, and another one for other parts.
func fileName(parts ...string) string {
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
