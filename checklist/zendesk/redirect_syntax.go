package zendesk

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// checkText refuses a text that cannot be a redirect URL by its characters, before it is
// split.
func checkText(s string) error {
	low := strings.ToLower(s)
	if what, sure := whyNoValue(s); sure && !strings.Contains(s, "](") && !strings.Contains(s, "://") {
		return fmt.Errorf("%s %s: type the address itself, in full", quotedURL(s), what)
	}
	if part, open := unfilledPart(s); open {
		if strings.Contains(s, "@") {
			part = "a part" // it may be a password
		} else {
			part = quoted(part)
		}
		return fmt.Errorf("%s in the redirect URL is a variable that was not filled in: type the address itself, in full", part)
	}
	if strings.ContainsAny(s, "<{|") && unfilledValue(s) {
		return errors.New("a value in the query of the redirect URL is a variable that was not filled in: type the address itself, in full")
	}
	switch rest, line := settingsLine(s); {
	case s == "":
		return errors.New("the redirect URL is empty: type one, such as " + SuggestedRedirectURL(SuggestedPorts()[0]))
	case len(s) > redirectMax:
		return fmt.Errorf("the redirect URL is longer than %d bytes: check what was pasted", redirectMax)
	case strings.HasPrefix(low, "urn:"), low == "oob":
		return errors.New("urn:ietf:wg:oauth:2.0:oob is refused by Zendesk with invalid_request: use a redirect URL on localhost or 127.0.0.1 instead")
	case SeveralURLs(s):
		return errors.New("there is more than one redirect URL here: write one per line, without commas")
	case line && !strings.HasPrefix(rest, "/") && strings.Contains(rest, "://"):
		return errors.New("this is a whole line of a settings file: type only the address after the = or the colon")
	case inQuotes(s) || strings.ContainsAny(s[:1], "[<({"):
		return errors.New("the redirect URL is in quotes or brackets: write it as it is, one per line")
	case strings.TrimRight(s, ",;") != s:
		return fmt.Errorf("the redirect URL ends in a %s: remove it, and write one per line", map[byte]string{',': "comma", ';': "semicolon"}[s[len(s)-1]])
	case strings.ContainsAny(s, "<>{}|^`\""):
		return fmt.Errorf("the redirect URL holds %q, a character that addresses do not have: check what was pasted", s[strings.IndexAny(s, "<>{}|^`\"")])
	case strings.Contains(s, "&#"):
		return errors.New("the redirect URL holds HTML entities such as &#x2F;: write the characters themselves")
	case strings.HasSuffix(s, ")") && !strings.Contains(s, "("), strings.HasSuffix(s, "]") && !strings.Contains(s, "["):
		return errors.New("the redirect URL ends in a bracket: remove it")
	case strings.HasPrefix(low, "http%3a"), strings.HasPrefix(low, "https%3a"):
		return errors.New("the redirect URL is percent-encoded as a whole, as in the address of the authorize page: write it plainly, starting with https://")
	case encodedEnd(low):
		return errors.New("the redirect URL ends in an encoded space, quote or line break (%20, %22, %0A or +): remove it, because it would be frozen with it")
	case hasListMark(s):
		return errors.New("the redirect URL starts with a list marker: remove it")
	case hasComment(s):
		return errors.New("there is a comment beside the redirect URL: remove everything but the address")
	case hasSpace(s):
		return errors.New("the redirect URL holds white space: remove it, or write %20 where the path has a space")
	case hasInvisible(s):
		return errors.New("the redirect URL holds a character that cannot be seen: type it instead of pasting it")
	case strings.Contains(s, `\`):
		return errors.New("the redirect URL holds a backslash: write slashes")
	case strings.Contains(s, "*"):
		return errors.New("the redirect URL holds a *: Zendesk documents no wildcards, so list each URL in full")
	case strings.Contains(s, "#"):
		return errors.New("the redirect URL has a fragment: remove the # and what follows it")
	case badPercent(s):
		return errors.New("the redirect URL has a % without two hex digits after it: write %25 for the sign itself")
	}
	return nil
}

// hasListMark reports whether s begins with the mark of a list item: a dash, a bullet, a number.
func hasListMark(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 {
		return false
	}
	mark := strings.Trim(fields[0], "().")
	return strings.Trim(fields[0], "-*+>\u2022\u00b7\u2013\u2014\u25e6\u2023[]xX") == "" || isDigits(mark) && mark != fields[0]
}

// hasComment reports whether there is a comment of code before or after a URL.
func hasComment(s string) bool {
	fields := strings.Fields(s)
	return len(fields) > 1 && slices.ContainsFunc(fields, func(f string) bool {
		return f[0] == '#' || f == "//" || strings.HasPrefix(f, "//") && f != fields[0] || f == "--" || strings.HasPrefix(f, "/*")
	})
}

// badPercent reports whether s has a percent sign without two hex digits after it.
func badPercent(s string) bool {
	for i := strings.IndexByte(s, '%'); i >= 0; {
		if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			return true
		}
		next := strings.IndexByte(s[i+1:], '%')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// splitURL splits the text into the parts of a RedirectURL. It never passes on an error of
// net/url, which would repeat the whole text.
func splitURL(s string) (RedirectURL, error) {
	if custom := otherScheme(s); custom != "" {
		if near := misspelt(custom); near != "" {
			return RedirectURL{}, fmt.Errorf("%s is not a scheme that Zendesk documents for a redirect URL: did you mean %s://?", quoted(custom), near)
		}
		return RedirectURL{}, fmt.Errorf("%s is not a scheme that Zendesk documents for a redirect URL, though an app may own it: use https, or http on localhost or 127.0.0.1", quoted(custom))
	}
	scheme, rest, absolute := strings.Cut(s, "://")
	scheme = strings.ToLower(scheme)
	if !absolute || scheme != "http" && scheme != "https" {
		if err := confusableError("the redirect URL", withoutQuery(s), suggestibleURL); err != nil && !strings.Contains(s, "@") {
			return RedirectURL{}, err
		}
		if first, _, _ := strings.Cut(s, "/"); isUnset(first) {
			return RedirectURL{}, fmt.Errorf("%s in front of the path %s: type the address itself, in full", quoted(first), noValueUnset)
		}
		return RedirectURL{}, errors.New("the redirect URL is not absolute: start it with https:// (or http:// on localhost and 127.0.0.1)")
	}
	authority := rest
	if i := strings.IndexAny(authority, "/?"); i >= 0 {
		authority = authority[:i]
	}
	switch {
	case strings.EqualFold(authority, "https:"), strings.EqualFold(authority, "http:"):
		return RedirectURL{}, errors.New("the scheme appears twice: write https:// once, in front of the host")
	case strings.Contains(authority, "@"):
		return RedirectURL{}, errors.New("the redirect URL has a user name or password in front of the host: remove everything up to the @")
	case confusableError("the host is not ASCII: it", authority, suggestibleHost) != nil:
		return RedirectURL{}, confusableError("the host is not ASCII: it", authority, suggestibleHost)
	case !isASCII(authority):
		return RedirectURL{}, fmt.Errorf("the host %s is not ASCII: write an international name in its xn-- form", quoted(authority))
	case strings.Contains(authority, "%"):
		return RedirectURL{}, fmt.Errorf("the host %s is percent-encoded: write it plainly", quoted(authority))
	}
	p, err := url.Parse(s)
	if err != nil {
		return RedirectURL{}, fmt.Errorf("the host or port %s cannot be read: write it like app.acme.com or localhost:8080", quoted(authority))
	}
	path := p.EscapedPath()
	if path == "" {
		path = "/"
	}
	if strings.HasSuffix(authority, ":") || p.Port() != "" && !validPort(p.Port()) {
		return RedirectURL{}, fmt.Errorf("the port in %s is not valid: use 1 to 65535, or leave out the colon", quoted(authority))
	}
	return RedirectURL{s: s, scheme: scheme, host: strings.ToLower(p.Hostname()), port: p.Port(), path: path}, nil
}

// suggestibleURL and suggestibleHost report whether an error may suggest a redirect URL, or
// the host of one.
func suggestibleURL(s string) bool {
	u, err := ParseRedirectURL(s)
	return err == nil && !slices.ContainsFunc(u.Remarks(), func(r Remark) bool { return r.Grave })
}

func suggestibleHost(s string) bool { return suggestibleURL("https://" + s) }

// validPort accepts 1 to 65535 without leading zeros.
func validPort(p string) bool {
	n, err := strconv.Atoi(p)
	return err == nil && n >= 1 && n <= 65535 && strconv.Itoa(n) == p
}

// checkLabels refuses a host that cannot exist, for one of its labels (RFC 1123 2.1) or for
// its top-level domain, which has letters only or starts with xn--. A registered name has no
// underscore, though names below it may have one.
func checkLabels(host string) error {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last, own := len(labels)-1, ownLabel(labels)
	for i, l := range labels {
		switch {
		case len(l) > subdomainMax:
			return fmt.Errorf("a part of the host has %d characters, and %d is the most that one may have: check what was pasted", len(l), subdomainMax)
		case strings.HasPrefix(l, "-"), strings.HasSuffix(l, "-"):
			return fmt.Errorf("%s in the host starts or ends with a hyphen, which no name of a host does: check what was pasted", quoted(l))
		case i >= own && strings.Contains(l, "_"):
			return fmt.Errorf("%s in the host holds an underscore, which no domain has: check what was pasted", quoted(l))
		}
	}
	top := labels[last]
	if _, number := numericHost(host); number || last == 0 || strings.HasPrefix(top, "xn--") {
		return nil // there are remarks on IP addresses and local names
	}
	if head, tail, glued := gluedTLD(top); glued {
		return fmt.Errorf("%s is not a top-level domain: %s follows %s directly, so check where the host ends", quoted(top), quoted(tail), quoted("."+head))
	}
	if len(top) < 2 || strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") != "" {
		return fmt.Errorf("%s is not a top-level domain, which has letters only: check how the host is spelled", quoted(top))
	}
	return nil
}

// gluedTLD finds a word that a program put right after the host without a slash, as in
// acme.comundefined and acme.comcallback. No present top-level domain ends in one of them.
func gluedTLD(top string) (head, tail string, glued bool) {
	for _, tail := range []string{"undefined", "null", "nan", "none", "nil", "true", "false", "callback", "redirect", "oauth", "auth", "authorize", "login", "api", "zendesk"} {
		if head, is := strings.CutSuffix(top, tail); is && len(head) > 1 {
			return head, tail, true
		}
	}
	return "", "", false
}

// numericHost parses a host of one to four numbers as browsers do: 127.1 and 0x7f.1 are
// 127.0.0.1, since the last number fills the remaining bytes (the IPv4 parser of the WHATWG
// URL standard).
func numericHost(host string) (ip netip.Addr, is bool) {
	parts := strings.Split(strings.TrimSuffix(host, "."), ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var all uint64
	for i, part := range parts {
		if part == "0x" {
			part = "0"
		}
		n, err := strconv.ParseUint(part, 0, 32)
		bits := 8
		if i == len(parts)-1 {
			bits = 8 * (5 - len(parts))
		}
		if err != nil || n >= 1<<bits || part[0] == '+' || strings.Contains(part, "_") || strings.HasPrefix(part, "0b") || strings.HasPrefix(part, "0o") {
			return netip.Addr{}, false
		}
		all = all<<bits | n
	}
	return netip.AddrFrom4([4]byte{byte(all >> 24), byte(all >> 16), byte(all >> 8), byte(all)}), true
}

// hostIP returns the IP address that a host is, in any spelling; false for a name.
func hostIP(host string) (ip netip.Addr, is bool) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip, true
	}
	return numericHost(host)
}

// checkHost refuses a host that cannot exist, and http on hosts other than localhost and
// 127.0.0.1 (Z4).
func checkHost(u RedirectURL) error {
	const documented = "only localhost and 127.0.0.1 are documented for http"
	switch {
	case u.host == "":
		return errors.New("the redirect URL has no host: write one after https://, such as https://app.acme.com/callback")
	case len(u.host) > 253:
		return errors.New("the host of the redirect URL is longer than 253 characters: check what was pasted")
	case strings.Contains(u.host, ":"): // an IPv6 address; net/url has checked its brackets
		if strings.Trim(u.host, "0123456789abcdef:.") != "" {
			return fmt.Errorf("the host %s is no IPv6 address: write a host name", quoted(u.host))
		}
	case strings.Trim(u.host, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "":
		return fmt.Errorf("the host %s holds a character that host names do not have: check what was pasted", quoted(u.host))
	case strings.HasPrefix(u.host, ".") || strings.Contains(u.host, ".."):
		return fmt.Errorf("the host %s has an empty part: check its dots", quoted(u.host))
	default:
		if err := checkLabels(u.host); err != nil {
			return err
		}
	}
	switch {
	case u.scheme == "https" || u.IsLoopback():
		return nil
	case strings.Contains(u.host, ":"):
		return errors.New("http on an IPv6 address is not documented, " + documented + ": write http://127.0.0.1 or http://localhost")
	case thisMachine(u.host):
		return fmt.Errorf("http on %s is refused, %s: write http://127.0.0.1 or http://localhost if this machine is meant, and use https otherwise", quoted(u.host), documented)
	}
	return fmt.Errorf("http on %s is refused, %s: use https", quoted(u.host), documented)
}

// thisMachine reports whether a host means the machine of whoever opens the URL, in a
// spelling that Zendesk does not document.
func thisMachine(host string) bool {
	if ip, is := hostIP(host); is {
		return ip.Unmap().IsLoopback() || ip.IsUnspecified()
	}
	host = strings.TrimSuffix(host, ".")
	for _, name := range []string{"localhost", "localhost.localdomain", "host.docker.internal", "gateway.docker.internal", "kubernetes.docker.internal", "lvh.me", "localtest.me", "vcap.me", "127.0.0.1.nip.io", "127.0.0.1.sslip.io"} {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return false
}

// misspelt is the scheme that was meant, http or https, where one typing error separates
// them; "" otherwise, since it may be an app's own scheme.
func misspelt(scheme string) string {
	for _, near := range []string{"https", "http"} {
		if len(scheme) < 8 && Slips(scheme, near) == 1 {
			return near
		}
	}
	return ""
}
