package loopback

import (
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
)

// letters are 32 characters, five random bits each, that are not mistaken for one another
// when an address is typed by hand.
const letters = "abcdefghijkmnpqrstuvwxyz23456789"

// pathLength letters have 80 random bits, far too many to guess while a listener lives.
const pathLength = 16

// randomPath returns a path with one random segment.
func randomPath(random io.Reader) (string, error) {
	raw := make([]byte, pathLength)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("this machine gave no random numbers for the address: try again: %w", err)
	}
	for i, b := range raw {
		raw[i] = letters[b&31]
	}
	return "/" + string(raw), nil
}

// constantTimeEqual compares in a time that does not depend on where the strings differ.
func constantTimeEqual(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// isRandomPath reports whether a path has the form of those that randomPath returns.
func isRandomPath(path string) bool {
	return len(path) == pathLength+1 && path[0] == '/' && strings.Trim(path[1:], letters) == ""
}
