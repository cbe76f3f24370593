//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package store

import "os"

// tryLock always succeeds: there is no lock here that ends with its process.
func tryLock(*os.File) (free bool, err error) { return true, nil }
