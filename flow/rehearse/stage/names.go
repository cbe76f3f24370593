package stage

import (
	"crypto/rand"
	"net"
	"strings"
)

// zone is what every account's host ends in.
const zone = ".zendesk.com"

// newName draws the name of an account: nobody has one that is called so, and no program knows it by luck.
func newName() string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789"
	b := make([]byte, 14)
	if _, err := rand.Read(b); err != nil {
		panic("stage: the source of randomness has ended")
	}
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return "rehearsal-" + string(b)
}

// bareHost is a host in lower case, without its port and a dot at its end.
func bareHost(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.TrimSuffix(strings.ToLower(host), ".")
}

// nameOf is the account that a host names; false when it is none of zendesk.com.
func nameOf(host string) (string, bool) { return strings.CutSuffix(bareHost(host), zone) }

// isZone reports whether a host must not be reached: the stage answers for it, or refuses.
func isZone(host string) bool {
	host = bareHost(host)
	return strings.HasSuffix(host, zone) || host == zone[1:] || strings.HasSuffix(host, ".invalid") || host == "invalid"
}
