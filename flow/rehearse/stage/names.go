package stage

import (
	"crypto/rand"
	"net"
	"strings"
)

// zone is how the host of every account ends.
const zone = ".zendesk.com"

// newName draws the name of an account. Nobody has an account of that name, and no program can guess it.
func newName() string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789"
	b := make([]byte, 14)
	_, _ = rand.Read(b) // it never fails
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return "rehearsal-" + string(b)
}

// bareHost returns a host in lower case, without its port and without a dot at its end.
func bareHost(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.TrimSuffix(strings.ToLower(host), ".")
}

// nameOf returns the account that a host names; false when the host is not below zendesk.com.
func nameOf(host string) (string, bool) { return strings.CutSuffix(bareHost(host), zone) }

// isZone reports whether a host must never be connected to: zendesk.com, .invalid, and everything below them.
func isZone(host string) bool {
	host = bareHost(host)
	return strings.HasSuffix(host, zone) || host == zone[1:] || strings.HasSuffix(host, ".invalid") || host == "invalid"
}
