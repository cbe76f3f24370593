package loopback

import (
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
)

// Letters that nobody mistakes for one another when an address is typed by hand
// on another machine; 32 of them, so that five random bits choose one.
const letters = "abcdefghijkmnpqrstuvwxyz23456789"

// pathLength letters of five bits make 80 random bits: far more than the
// requests that fit into the life of a listener.
const pathLength = 16

// unguessable makes a path of one segment.
func unguessable(random io.Reader) (string, error) {
	raw := make([]byte, pathLength)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("the system gave no random numbers for the address: try again: %w", err)
	}
	for i, b := range raw {
		raw[i] = letters[b&31]
	}
	return "/" + string(raw), nil
}

// same compares without telling by its duration how much is right.
func same(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// isUnguessable reports whether a path has the shape of those made here.
func isUnguessable(path string) bool {
	return len(path) == pathLength+1 && path[0] == '/' && strings.Trim(path[1:], letters) == ""
}
