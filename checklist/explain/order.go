package explain

import (
	"cmp"
	"slices"
	"strings"
)

// ordered puts the findings in order: what was said before what a status tells, and that
// before what anybody may say; then as they stand in the text, but where one follows from
// another the last one is first. What was asked once more, and granted then, is none.
func (r *reader) ordered(found []finding) []finding {
	found = slices.DeleteFunc(found, func(f finding) bool {
		if f.e == nil || f.e.succeeded() {
			return false
		}
		return slices.ContainsFunc(r.exchs, func(later exchange) bool {
			return later.from > f.e.from && later.succeeded() && later.sameAs(*f.e) && later.owner == ours
		})
	})
	slices.SortStableFunc(found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), pageHeadingLast(a, b), cmp.Compare(a.at, b.at))
	})
	handling := strings.LastIndex(r.text, "During handling of the above exception")
	slices.SortStableFunc(found, func(a, b finding) int {
		switch {
		case follows(b, a) || handling >= 0 && a.at < handling && b.at > handling && a.rank <= b.rank:
			return 1
		case follows(a, b) || handling >= 0 && b.at < handling && a.at > handling && b.rank <= a.rank:
			return -1
		}
		return 0
	})
	table := indexed().table
	have := func(c Code) bool { return slices.ContainsFunc(found, func(f finding) bool { return f.code == c }) }
	var out []finding
	for _, f := range found {
		if i := slices.IndexFunc(out, func(o finding) bool { return o.code == f.code }); i >= 0 {
			if out[i].net == "" || out[i].net == NetTLS || out[i].net == NetOther {
				out[i].net = cmp.Or(f.net, out[i].net) // the one that tells more
			}
			continue
		}
		if i := rowOf(table, f.code); i >= 0 && f.e == nil && slices.ContainsFunc(table[i].unless, have) {
			continue
		}
		out = append(out, f)
	}
	return moreExactFirst(out)
}

// moreExact are the codes that say more exactly what is behind another one, and go before it where
// both were found: the page says "No such client", and it is a customer's account that says so.
var moreExact = map[Code][]Code{
	"no-such-client": {"not-global-yet"}, "invalid-grant": {"pair-lost"}, "no-refresh-token": {"token-of-before"},
	"missing-scope": {"ip-restricted", "csrf-token", "proxy"}, "record-not-found": {"oauth1-unsupported"},
}

// moreExactFirst brings them in front of the codes that they explain.
func moreExactFirst(found []finding) []finding {
	for i := range found {
		j := slices.IndexFunc(found, func(f finding) bool { return slices.Contains(moreExact[found[i].code], f.code) })
		if j > i {
			f := found[j]
			found = slices.Insert(slices.Delete(found, j, j+1), i, f)
		}
	}
	return found
}

// pageHeadingLast puts behind a refusal of the authorize page what heads the page of every refusal.
func pageHeadingLast(a, b finding) int {
	const heads Code = "authorize-invalid-request"
	switch {
	case a.code == heads && b.code != heads && hasCode(authorizeRows, b.code):
		return 1
	case b.code == heads && a.code != heads && hasCode(authorizeRows, a.code):
		return -1
	}
	return 0
}

// follows reports whether a came of b: the refresh that was refused after the API had
// refused the token, or the same request once more.
func follows(a, b finding) bool {
	if a.e == nil || b.e == nil || a.e.from <= b.e.from {
		return false
	}
	pa, oka := a.e.place()
	pb, okb := b.e.place()
	return oka && okb && (pa == TokenEndpoint && pb == API && b.e.status == 401 || a.e.sameAs(*b.e) && pa == TokenEndpoint && a.rank >= b.rank)
}

// diagnoses are the rows of the findings, narrowed by what is known of each.
func (r *reader) diagnoses(found []finding) []Diagnosis {
	var all []Diagnosis
	for _, f := range found {
		d, ok := Lookup(f.code)
		if !ok {
			continue
		}
		k := r.known
		if f.net != "" {
			k.net = f.net
		}
		if f.code == "tls" && slices.ContainsFunc(r.addrs, func(a address) bool { return a.impossible }) {
			k.net = NetTLSHost
		}
		if f.e != nil {
			k.status, k.retry = f.e.status, f.e.retry
			k.where, _ = f.e.place()
			if k.grant == "" && slices.ContainsFunc(found, func(b finding) bool { return follows(f, b) && b.e.status == 401 && !f.e.sameAs(*b.e) }) {
				k.grant = "refresh_token" // what follows a token that was refused
			}
			if f.code == "callback-unusable" {
				k.text = AnswerHash
			}
		}
		if id := r.client.Account.String(); id != "" {
			k.account, k.port, k.kind = id, r.client.Redirect.Port(), r.client.Kind
		}
		all = append(all, narrow(d, k))
	}
	return all
}
