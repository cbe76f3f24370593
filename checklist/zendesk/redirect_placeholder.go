package zendesk

import (
	"net/netip"
	"slices"
	"strings"
)

// exampleNets are the networks reserved for documentation (RFC 5737, RFC 3849).
var exampleNets = []netip.Prefix{
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("2001:db8::/32"),
}

// unroutableNets are networks, besides the private ones, that the internet does not route
// (RFC 6890): "this network", shared address space (RFC 6598), benchmarks, and reserved.
var unroutableNets = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"),
}

// inNets reports whether an address is in one of the networks.
func inNets(ip netip.Addr, networks []netip.Prefix) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// ownLabel is the index of the registered name in a host: the label before .com, or before
// .co.uk and .gouv.fr.
func ownLabel(labels []string) int {
	last := len(labels) - 1
	if last > 1 && len(labels[last]) == 2 && slices.Contains([]string{"ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "net", "org"}, labels[last-1]) {
		return last - 2
	}
	return max(last-1, 0)
}

// tenantDomains are domains of services that give each customer a name below theirs, besides
// those in temporaryHosts.
var tenantDomains = setOf("supabase.co auth0.com us.auth0.com eu.auth0.com au.auth0.com okta.com oktapreview.com onelogin.com b2clogin.com ciamlogin.com onmicrosoft.com cloudflareaccess.com app.n8n.cloud myshopify.com atlassian.net my.salesforce.com retool.com budibase.app chromiumapp.org")

// tenantLabel is the index of the label that such a service gives to a customer, where guides
// write your-app; -1 when the host belongs to no such service.
func tenantLabel(labels []string) int {
	for i := 1; i < len(labels); i++ {
		rest := strings.Join(labels[i:], ".")
		if at, found := temporaryHostIndex()[rest]; tenantDomains()[rest] || found && (temporaryHosts[at].code == "preview-host" || temporaryHosts[at].code == "tunnel-host") {
			return i - 1
		}
	}
	return -1
}

// genericTLDs are the top-level domains that guides write after test; test.de and test.io are
// real.
var genericTLDs = set("com", "net", "org")

// NoHost reports whether a host is the placeholder of a guide. what says so in words that
// follow the host; "" when it is none. sure is false where it may be a real host.
func NoHost(host string) (what string, sure bool) {
	r, found := placeholderHost(strings.TrimSuffix(host, "."))
	if !found || r.Code != "placeholder-host" {
		return "", false
	}
	return "is the placeholder in a guide, and belongs to nobody", r.Grave
}

// placeholderHost finds hosts that guides and settings files have in place of a real one, and
// Zendesk's own.
func placeholderHost(host string) (Remark, bool) {
	labels := strings.Split(host, ".")
	last, own := len(labels)-1, ownLabel(labels)
	said := func(isGrave bool, why, key string) (Remark, bool) {
		return Remark{"placeholder-host", quoted(host) + " " + why + frozenNote, isGrave, SourceOf(key), Inferred}, true
	}
	odd := false
	for i, label := range labels {
		_, empty := emptyPart(label, "-")
		switch what, sure := whyNoValue(label); {
		case !sure && (empty || strings.HasSuffix(label, "undefined") && gluedNothing(label)): // acme-undefined.fly.dev
			odd = true
		case !sure:
		case what == noValueTemplate, isNothing(label), (i == own || i == tenantLabel(labels)) && what == noValueGuide && guideName(label):
			return said(true, "holds a part that "+what, "ours")
		case last == 0: // nobody can own a name of one label
			return said(true, what, "ours")
		default: // the host may well be real: todo.acme.com
			odd = true
		}
	}
	maybe, _ := whyNoValue(labels[own])
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
	case last > 0 && (maybe != "" || slices.Contains([]string{"domain", "website", "site", "tld", "company", "localhost"}, labels[own]) || labels[own] == "test" && genericTLDs()[labels[last]]), labels[last] == "tld":
		return said(false, "looks like the placeholder of a guide", "ours")
	case last > 0 && labels[own] == "zendesk" && labels[last] == "com":
		return Remark{"zendesk-host", quoted(host) + " is Zendesk's own host, and the authorization code has to reach your product" + frozenNote, false, SourceOf("ours"), Inferred}, true
	}
	return Remark{}, false
}
