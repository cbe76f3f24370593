//go:build windows || plan9

package store

// syncFolder does nothing: folders cannot be synced here.
func syncFolder(string) error { return nil }
