package zendesk

import (
	"net/netip"
	"slices"
	"strings"
)

// forBooks are the networks of examples (RFC 5737, RFC 3849).
var forBooks = []netip.Prefix{
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("2001:db8::/32"),
}

// unrouted are the networks beside the private ones that the internet does not lead to
// (RFC 6890): this network, the one that carriers share (RFC 6598), that of benchmarks,
// and those that are reserved.
var unrouted = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"),
}

// within reports whether an address is of one of the networks.
func within(ip netip.Addr, networks []netip.Prefix) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// ownLabel is where the domain's own name stands: in front of .com, or of .co.uk, .gouv.fr.
func ownLabel(labels []string) int {
	last := len(labels) - 1
	if last > 1 && len(labels[last]) == 2 && slices.Contains([]string{"ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "net", "org"}, labels[last-1]) {
		return last - 2
	}
	return max(last-1, 0)
}

// tenants are hosts of services that give each customer a name in front of theirs, beside
// those that do not last.
var tenants = set(strings.Fields("supabase.co auth0.com us.auth0.com eu.auth0.com au.auth0.com okta.com oktapreview.com onelogin.com b2clogin.com ciamlogin.com onmicrosoft.com cloudflareaccess.com app.n8n.cloud myshopify.com atlassian.net my.salesforce.com retool.com budibase.app chromiumapp.org")...)

// given is where the name stands that a customer of such a service has there, -1 when
// the host is of none: in front of it guides put your-app.
func given(labels []string) int {
	for i := 1; i < len(labels); i++ {
		rest := strings.Join(labels[i:], ".")
		if at, found := passingHosts()[rest]; tenants[rest] || found && (passing[at].code == "preview-host" || passing[at].code == "tunnel-host") {
			return i - 1
		}
	}
	return -1
}

// generic are the top levels that guides write behind test; test.de and test.io are real.
var generic = set("com", "net", "org")

// NoHost reports whether a host is the placeholder of a guide, in words that go on
// after it; sure is false where it only looks so, or is reserved for examples.
func NoHost(host string) (what string, sure bool) {
	r, found := placeholderHost(strings.TrimSuffix(host, "."))
	if !found || r.Code != "placeholder-host" {
		return "", false
	}
	return "is the placeholder in a guide, and belongs to nobody", r.Grave
}

// placeholderHost finds the hosts that guides and settings files name in place of a real one.
func placeholderHost(host string) (Remark, bool) {
	labels := strings.Split(host, ".")
	last, own := len(labels)-1, ownLabel(labels)
	said := func(isGrave bool, why, key string) (Remark, bool) {
		return Remark{"placeholder-host", quoted(host) + " " + why + frozen, isGrave, SourceOf(key), Inferred}, true
	}
	odd := false
	for i, label := range labels {
		_, empty := emptyPart(label, "-")
		switch what, sure := gap(label); {
		case !sure && (empty || strings.HasSuffix(label, "undefined") && gluedNothing(label)): // acme-undefined.fly.dev
			odd = true
		case !sure:
		case what == gapTemplate, isNothing(label), (i == own || i == given(labels)) && what == gapGuide && guideName(label):
			return said(true, "holds a part that "+what, "ours")
		case last == 0: // no name of one part is reached from outside, so nobody can own it
			return said(true, what, "ours")
		default: // one part of a host that may well be real: todo.acme.com
			odd = true
		}
	}
	maybe, _ := gap(labels[own])
	switch {
	case last > 0 && labels[own] == "example":
		return said(true, "is the example in guides, and belongs to nobody", "RFC2606")
	case labels[last] == "example":
		r, found := said(false, "ends in .example, which no browser can reach", "RFC2606")
		r.Code = "unreachable-host"
		return r, found
	case labels[last] == "invalid":
		r, found := said(true, "ends in .invalid, which is reserved for names that lead nowhere", "RFC2606")
		r.Code = "unreachable-host"
		return r, found
	case odd:
		return said(false, "holds a part that looks like the placeholder of a guide, or like an empty variable", "ours")
	case last > 0 && (maybe != "" || slices.Contains([]string{"domain", "website", "site", "tld", "company", "localhost"}, labels[own]) || labels[own] == "test" && generic[labels[last]]), labels[last] == "tld":
		return said(false, "looks like the placeholder of a guide", "ours")
	case last > 0 && labels[own] == "zendesk" && labels[last] == "com":
		return Remark{"zendesk-host", quoted(host) + " is Zendesk's own host, and the authorization code has to reach your product" + frozen, false, SourceOf("ours"), Inferred}, true
	}
	return Remark{}, false
}
