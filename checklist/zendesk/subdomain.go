package zendesk

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// Domain is the domain of every Zendesk account.
const Domain = "zendesk.com"

// Lengths of a subdomain. Three is documented (Z18), 63 is the limit of DNS for
// one label (RFC 1123 2.1).
const (
	subdomainMin = 3
	subdomainMax = 63
)

// Subdomain is the name of an account: the first label of its host. It is always safe to
// build a host from: it has subdomainMin to subdomainMax characters, lower-case letters,
// digits and inner hyphens only. The text of Zendesk's Reseller API forbids hyphens, but its
// own d3v- accounts have them (Z1).
type Subdomain struct{ s string }

// ParseSubdomain parses a subdomain as typed or pasted: alone, as a host name, or as any URL
// of the account ("https://d3v-acme.zendesk.com/agent/…"). It refuses every host that is not
// exactly one label under zendesk.com, so that nothing secret is ever sent to a host built
// from unchecked input.
func ParseSubdomain(typed string) (Subdomain, error) {
	host, err := hostFrom(strings.TrimSpace(typed))
	if err != nil {
		return Subdomain{}, err
	}
	label, err := labelOf(host)
	if err != nil {
		return Subdomain{}, err
	}
	if err := checkLabel(label); err != nil {
		return Subdomain{}, err
	}
	return Subdomain{label}, nil
}

// hostFrom removes the scheme, its default port and the path, and returns the rest in lower
// case. It does not judge what it removes, but refuses what makes the host ambiguous.
func hostFrom(s string) (string, error) {
	const alone = "type the name in front of .zendesk.com alone, such as d3v-acme"
	if s == "" {
		return "", errors.New("the subdomain is empty: type the name in front of .zendesk.com, such as d3v-acme")
	}
	if what, sure := whyNoValue(s); sure && !strings.Contains(s, "@") {
		return "", fmt.Errorf("%s %s: %s", quoted(s), what, alone)
	}
	if isReference(s) {
		return "", fmt.Errorf("%s %s: %s", quoted(s), noValueTemplate, alone)
	}
	if rest, is := strings.CutPrefix(s, "//"); is { // a URL without a scheme
		s = rest
	}
	if rest, is := settingsLine(s); is && !strings.HasPrefix(rest, "//") && !isDigits(rest) {
		return "", fmt.Errorf("this is a whole line of a settings file%s", didYouMean(rest, alone))
	}
	port := ":443"
	if scheme, rest, found := strings.Cut(s, "://"); found && !strings.ContainsAny(scheme, "/?#") {
		switch strings.ToLower(scheme) {
		case "https":
		case "http":
			port = ":80"
		default:
			return "", errors.New("this is not a web address: type the name in front of .zendesk.com, such as d3v-acme")
		}
		s = rest
	}
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimSuffix(s, port)
	switch {
	case bracketed(s):
		rest := strings.Trim(s, "[]{}()<> ")
		if value, is := settingsLine(rest); is {
			rest = value
		}
		if rest = unwrapped(rest); strings.ContainsAny(rest, "[]{}()<>") {
			rest = "" // do not guess
		}
		return "", fmt.Errorf("the subdomain is in brackets or quotes%s", didYouMean(rest, alone))
	case strings.Contains(s, "@"):
		return "", errors.New("a subdomain has no @: type the name in front of .zendesk.com, not an e-mail address or an address with a user name")
	case strings.HasPrefix(s, "[") || strings.Count(s, ":") > 1 && strings.Trim(s, "0123456789abcdefABCDEF:.") == "":
		return "", errors.New("a subdomain has no colon and no port, and an IP address is not an account: " + alone)
	case strings.Contains(s, ":"):
		return "", errors.New("a subdomain has no colon and no port: " + alone)
	case inQuotes(s), strings.TrimRight(s, ",;") != s:
		return "", fmt.Errorf("the subdomain is in quotes or has a comma at its end: remove them%s", didYouMean(unwrapped(s), ""))
	case severalNames(s):
		return "", errors.New("there is more than one name here: type the subdomain of one account, such as d3v-acme")
	case hasSpace(s):
		return "", errors.New("the subdomain holds white space: type one name, such as d3v-acme")
	case hasInvisible(s):
		return "", errors.New("the subdomain holds a character that cannot be seen: type it instead of pasting it")
	}
	if err := confusableError("the subdomain", s, suggestibleSubdomain); err != nil {
		return "", err
	}
	switch ip, err := netip.ParseAddr(s); {
	case !isASCII(s):
		return "", fmt.Errorf("%s holds letters other than a to z, perhaps look-alikes: type it instead of pasting it", quoted(s))
	case err == nil && ip.IsValid():
		return "", errors.New("an IP address is not a zendesk.com host: " + alone)
	case strings.EqualFold(s, "localhost"):
		return "", errors.New("localhost is this machine, not an account: type the name in front of .zendesk.com, such as d3v-acme")
	}
	return strings.ToLower(s), nil
}

// bracketed reports whether s has brackets other than those of an IPv6 address.
func bracketed(s string) bool {
	return strings.ContainsAny(s, "{}()<>") || strings.ContainsAny(s, "[]") && strings.Trim(s, "[]0123456789abcdefABCDEF:.") != ""
}

// didYouMean continues an error with the subdomain that rest, a part of what was typed, was
// probably meant to be, or else with otherwise.
func didYouMean(rest, otherwise string) string {
	s, err := ParseSubdomain(rest)
	switch {
	case err == nil && !looksSecret(rest) && len(s.Remarks()) == 0:
		return fmt.Sprintf(": did you mean %s?", quoted(s.String()))
	case otherwise != "":
		return ": " + otherwise
	}
	return ""
}

// labelOf returns the one label before .zendesk.com.
func labelOf(host string) (string, error) {
	if host == Domain+"." || strings.HasSuffix(host, "."+Domain+".") {
		host = strings.TrimSuffix(host, ".") // fully qualified, and the same host
	}
	if host == Domain || host == "."+Domain {
		return "", errors.New("zendesk.com itself is not an account: type the name in front of it, such as d3v-acme")
	}
	label, ours := strings.CutSuffix(host, "."+Domain)
	switch {
	case !strings.Contains(label, "."):
		return label, nil
	case ours && strings.HasSuffix(label, "."+Domain):
		return "", fmt.Errorf("%s ends in .zendesk.com twice: type the name in front of it once, such as d3v-acme", quoted(host))
	case ours:
		return "", fmt.Errorf("%s has more than one name in front of .zendesk.com: type the account's own subdomain, as the address of its Admin Center shows it", quoted(host))
	case strings.Contains(label, "."+Domain+"."):
		return "", fmt.Errorf("%s is a host outside zendesk.com that only looks like one: type the account's own subdomain", quoted(host))
	}
	return "", fmt.Errorf("%s is not a zendesk.com host: a host-mapped domain does not work, type the account's own subdomain, as the address of its Admin Center shows it", quoted(host))
}

// suggestibleSubdomain reports whether an error may suggest a subdomain: there is no remark
// on it.
func suggestibleSubdomain(s string) bool {
	sub, err := ParseSubdomain(s)
	return err == nil && len(sub.Remarks()) == 0
}

// maybePlaceholder reports whether s is, or may be, something other than a value.
func maybePlaceholder(s string) bool {
	what, _ := whyNoValue(s)
	return what != ""
}

// withHyphens replaces underscores, which no host name has, by hyphens.
func withHyphens(l string) string { return strings.ReplaceAll(l, "_", "-") }

// checkLabel refuses a label, in lower case, that is no subdomain.
func checkLabel(l string) error {
	if what, sure := whyNoValue(l); sure {
		return fmt.Errorf("%s %s: type the name in front of .zendesk.com alone, such as d3v-acme", quoted(l), what)
	}
	bad := strings.Trim(l, "abcdefghijklmnopqrstuvwxyz0123456789-_")
	switch {
	case strings.ContainsAny(l, "%+"):
		return fmt.Errorf("%s is encoded for an address: type it plainly, such as d3v-acme", quoted(l))
	case bad != "" || l == "":
		return fmt.Errorf("%s is not a subdomain: use letters a to z, digits and hyphens only, such as d3v-acme", quoted(l))
	case strings.Contains(l, "_") && maybePlaceholder(l):
		return fmt.Errorf("%s looks like the placeholder of a guide: type the name in front of .zendesk.com alone, such as d3v-acme", quoted(l))
	case strings.Contains(l, "_") && !suggestibleSubdomain(withHyphens(l)):
		return fmt.Errorf("%s holds an underscore, which no host name has: type the whole name, such as d3v-acme", quoted(l))
	case strings.Contains(l, "_"):
		return fmt.Errorf("%s holds an underscore, which no host name has: did you mean %s?", quoted(l), quoted(withHyphens(l)))
	case len(l) < subdomainMin:
		return fmt.Errorf("%s is too short: a subdomain has at least %d characters", quoted(l), subdomainMin)
	case len(l) > subdomainMax:
		return fmt.Errorf("this subdomain has %d characters: a host name allows %d, so check what was pasted", len(l), subdomainMax)
	case l[0] == '-' || l[len(l)-1] == '-':
		return fmt.Errorf("%s starts or ends with a hyphen, which no host name does: type the whole name, such as d3v-acme", quoted(l))
	}
	return nil
}

// String returns the subdomain in lower case, without host or scheme.
func (s Subdomain) String() string { return s.s }

// IsZero reports whether there is no subdomain.
func (s Subdomain) IsZero() bool { return s.s == "" }

// Host returns the host of the account, such as "d3v-acme.zendesk.com"; "" for the zero Subdomain.
func (s Subdomain) Host() string {
	if s.IsZero() {
		return ""
	}
	return s.s + "." + Domain
}

// URL returns the address of the account without a trailing slash, such as
// "https://d3v-acme.zendesk.com"; "" for the zero Subdomain.
func (s Subdomain) URL() string {
	if s.IsZero() {
		return ""
	}
	return "https://" + s.Host()
}

// reserved are hosts under zendesk.com that are Zendesk's own.
var reserved = []struct {
	label, what, key string
	confidence       Confidence
}{
	{"apps", "the Marketplace portal", "Z1", Documented},
	{"developer", "the developer documentation", "Z1", Documented},
	{"support", "Zendesk's own help centre", "Z4", Documented},
	{"www", "Zendesk's own site", "Z1", Inferred},
	{"oauth-bridge", "the host for Conversations bots", "Z23", Documented},
	{"appsubmission", "the account that reviews submissions", "T1", Observed},
	{"marketplace", "very likely Zendesk's own", "Z17", Inferred},
}

// Remarks returns what looks wrong about the subdomain.
func (s Subdomain) Remarks() []Remark {
	for _, r := range reserved {
		if s.s == r.label {
			return []Remark{graveRemark("reserved-host", fmt.Sprintf("%s is %s, not your account: type your account's own subdomain", s.Host(), r.what), r.key, r.confidence)}
		}
	}
	if strings.HasPrefix(s.s, "xn--") {
		return []Remark{mildRemark("idn", "the subdomain is an encoded international name: check that it is the account's own subdomain", "ours", Inferred)}
	}
	if what, _ := whyNoValue(s.s); what != "" {
		return []Remark{mildRemark("subdomain-placeholder", quoted(s.s)+" perhaps "+what+": check that it is your account's own subdomain", "ours", Inferred)}
	}
	if part, found := emptyPart(s.s, "-"); found {
		return []Remark{mildRemark("subdomain-placeholder", quoted(s.s)+" holds "+part+": check that it is your account's own subdomain", "ours", Inferred)}
	}
	return nil
}
