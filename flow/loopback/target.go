package loopback

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"zdg/checklist/zendesk"
)

// target is a redirect URL in the parts that a server compares.
type target struct {
	scheme string
	name   string // host without port, lower case
	port   string // the default of the scheme when none is written
	path   string // escaped, "/" when empty
}

// targetOf returns the target of a redirect URL.
func targetOf(u zendesk.RedirectURL) target {
	return target{u.Scheme(), u.Hostname(), portOf(u.Scheme(), u.Port()), u.Path()}
}

// pastedTarget returns the target of an address that a person pasted.
func pastedTarget(u *url.URL) target {
	t := target{
		scheme: strings.ToLower(u.Scheme),
		name:   strings.ToLower(u.Hostname()),
		path:   u.EscapedPath(),
	}
	t.port = portOf(t.scheme, u.Port())
	if t.path == "" {
		t.path = "/"
	}
	return t
}

// portOf returns the written port, or the default of the scheme when there is none.
func portOf(scheme, written string) string {
	switch {
	case written != "":
		return written
	case scheme == "https":
		return "443"
	}
	return "80"
}

// isLoopback reports whether the host is one of the two that Zendesk accepts with
// plain http.
func (t target) isLoopback() bool { return t.name == "localhost" || t.name == "127.0.0.1" }

// portToBind returns the port to bind, or an error that is ErrCannotListen.
func (t target) portToBind() (int, error) {
	switch {
	case t.scheme != "http":
		return 0, fmt.Errorf("%w: %s needs a certificate that browsers trust: paste the address the browser ends on", ErrCannotListen, t.scheme)
	case !t.isLoopback():
		return 0, fmt.Errorf("%w: its host is not this machine: paste the address the browser ends on", ErrCannotListen)
	}
	port, err := strconv.Atoi(t.port)
	if err != nil || port < 1 || port > 65535 {
		return 0, fmt.Errorf("%w: its port is not a number from 1 to 65535: register a redirect URL with a port such as 8484", ErrCannotListen)
	}
	return port, nil
}

// isHost reports whether a Host header names the registered host and port. Browsers leave
// out port 80.
func (t target) isHost(header string) bool {
	header = strings.ToLower(header)
	if t.port == "80" && header == t.name {
		return true
	}
	return header == net.JoinHostPort(t.name, t.port)
}

// pathReason returns the reason for a path that is not ours.
func (t target) pathReason(path string) Reason {
	if path+"/" == t.path || path == t.path+"/" {
		return SlashPath
	}
	return OtherPath
}
