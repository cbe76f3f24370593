package zendesk

import (
	"net/url"
	"strings"
)

// Diff says where two redirect URLs differ, since Zendesk answers a mismatch with
// invalid_request and no reason (T13). It returns "" for equal strings, one place with its
// values, such as `the port: "8080" and "8081"`, or the names of several places. It does not
// repeat a user name, query or fragment.
func Diff(a, b string) string {
	if a == b {
		return ""
	}
	if strings.TrimSpace(a) == strings.TrimSpace(b) {
		return "the white space around it"
	}
	ua, errA := url.Parse(strings.TrimSpace(a))
	ub, errB := url.Parse(strings.TrimSpace(b))
	if errA != nil || errB != nil {
		return "the text: one of them is not a URL"
	}
	var places []place
	add := func(name, x, y string) {
		if x != y {
			places = append(places, place{name, x, y})
		}
	}
	add("the scheme", ua.Scheme, ub.Scheme)
	add("the user name", ua.User.String(), ub.User.String())
	add(hostPlace(ua.Hostname(), ub.Hostname()), strings.ToLower(ua.Hostname()), strings.ToLower(ub.Hostname()))
	add("the port", ua.Port(), ub.Port())
	pa, pb := ua.EscapedPath(), ub.EscapedPath()
	add(pathPlace(ua, ub), pa, pb)
	add("the query", ua.RawQuery, ub.RawQuery)
	add("the fragment", ua.EscapedFragment(), ub.EscapedFragment())
	return describe(places)
}

// place is one part of a URL that differs.
type place struct{ name, a, b string }

func describe(places []place) string {
	switch len(places) {
	case 0: // what parsing normalises: the case of scheme and host, an empty query
		return "the spelling: capital letters, or an empty part"
	case 1:
		p := places[0]
		switch p.name {
		case "the user name", "the query", "the fragment":
			return p.name
		}
		return p.name + ": " + orNone(p.a) + " and " + orNone(p.b)
	}
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.name
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return quoted(s)
}

func hostPlace(a, b string) string {
	if (a == "localhost" && b == "127.0.0.1") || (a == "127.0.0.1" && b == "localhost") {
		return "the name of this machine"
	}
	return "the host"
}

func pathPlace(a, b *url.URL) string {
	pa, pb := a.EscapedPath(), b.EscapedPath()
	switch {
	case strings.TrimSuffix(pa, "/") == strings.TrimSuffix(pb, "/"):
		return "the trailing slash of the path"
	case strings.EqualFold(a.Path, b.Path) && a.Path != b.Path:
		return "capital letters in the path"
	case a.Path == b.Path:
		return "the percent-encoding of the path"
	}
	return "the path"
}
