package zendesk

import (
	"strconv"
	"strings"
)

// redirectMax is the longest redirect URL that is accepted, in bytes. Zendesk publishes no
// limit.
const redirectMax = 2048

// RedirectURL is one redirect URL of a client, kept exactly as typed: Zendesk allows no
// variation of it (T31 tried; T16 and T18 compare whole strings).
type RedirectURL struct{ s, scheme, host, port, path string }

// ParseRedirectURL parses one redirect URL and ignores the white space around it. It has to
// be absolute and https, or http on localhost and 127.0.0.1 (Z4), without a fragment
// (RFC 6749 3.1.2). Errors do not repeat a user name, password or query.
func ParseRedirectURL(typed string) (RedirectURL, error) {
	s := strings.TrimSpace(typed)
	if err := checkText(s); err != nil {
		return RedirectURL{}, err
	}
	u, err := splitURL(s)
	if err != nil {
		return RedirectURL{}, err
	}
	if err := checkHost(u); err != nil {
		return RedirectURL{}, err
	}
	return u, nil
}

// String returns the redirect URL exactly as it is registered and sent.
func (u RedirectURL) String() string { return u.s }

// IsZero reports whether there is no redirect URL.
func (u RedirectURL) IsZero() bool { return u.s == "" }

// IsLoopback reports whether the host is localhost or 127.0.0.1, on any port, with http or https.
func (u RedirectURL) IsLoopback() bool { return u.host == "localhost" || u.host == "127.0.0.1" }

// Scheme returns "http" or "https".
func (u RedirectURL) Scheme() string { return u.scheme }

// Hostname returns the host in lower case, without port and brackets.
func (u RedirectURL) Hostname() string { return u.host }

// Port returns the port as written, "" when there is none.
func (u RedirectURL) Port() string { return u.port }

// Path returns the path as written (percent-encoded), "/" when it is empty, without the query.
func (u RedirectURL) Path() string { return u.path }

// SuggestedPorts returns the port to register for the test, and two alternatives to register
// as well. All are between 1024, below which a program needs privileges, and 32767, above
// which Linux hands out ports itself. The slice is the caller's.
func SuggestedPorts() []int { return []int{18573, 21573, 24573} }

// SuggestedRedirectURL returns the redirect URL for the test on this port. Its host is
// 127.0.0.1, because localhost may resolve to another address (RFC 8252 8.3).
func SuggestedRedirectURL(port int) string {
	return "http://127.0.0.1:" + strconv.Itoa(port) + "/callback"
}
