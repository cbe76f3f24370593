package explain

import (
	"cmp"
	"slices"
	"strings"
)

// ordered sorts the findings by rank, and then as they are in the text; but where one follows from
// another, the later one is first. It drops duplicates, and failures of a request that succeeded
// later.
func (r *reader) ordered(found []finding) []finding {
	asked := len(found) > 0 && r.asks() // perhaps why it failed before
	found = slices.DeleteFunc(found, func(f finding) bool {
		if asked || f.exchange == nil || f.exchange.succeeded() {
			return false
		}
		return slices.ContainsFunc(r.exchs, func(later exchange) bool {
			return later.from > f.exchange.from && later.succeeded() && later.sameAs(*f.exchange) && later.owner == ours && later.at >= later.from // its address is written again, so it is no other line's status
		})
	})
	slices.SortStableFunc(found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), pageHeadingLast(a, b), cmp.Compare(a.at, b.at))
	})
	handling := strings.LastIndex(r.text, "During handling of the above exception")
	follows := func(a, b finding) bool {
		return r.follows(a, b) || handling >= 0 && b.at < handling && a.at > handling && b.rank <= a.rank
	}
	slices.SortStableFunc(found, func(a, b finding) int {
		switch {
		case follows(b, a), r.isLaterAttempt(b, a):
			return 1
		case follows(a, b), r.isLaterAttempt(a, b):
			return -1
		}
		return 0
	})
	table := indexed().table
	have := func(c Code) bool { return hasCodeIn(found, c) }
	var out []finding
	for _, f := range found {
		if i := slices.IndexFunc(out, func(o finding) bool { return o.code == f.code }); i >= 0 {
			if out[i].netError == "" || out[i].netError == NetTLS || out[i].netError == NetOther {
				out[i].netError = cmp.Or(f.netError, out[i].netError) // the more exact one
			}
			continue
		}
		if i := rowOf(table, f.code); i >= 0 && f.exchange == nil && slices.ContainsFunc(table[i].unless, have) {
			continue
		}
		out = append(out, f)
	}
	said := func(c Code) (n int) {
		for _, f := range found {
			if f.code == c {
				n++
			}
		}
		return n
	}
	for i := 1; i < len(out); i++ { // two by the same words, one by others as well
		if out[i-1].at == out[i].at && out[i-1].rank == rankSaid && out[i].rank == rankSaid && said(out[i].code) > said(out[i-1].code) {
			out[i-1], out[i] = out[i], out[i-1]
		}
	}
	return moreExactFirst(out)
}

// moreExact are the codes that come before another one where both were found, since they are more
// exact: "No such client" in a customer's account means that the client is not global yet.
var moreExact = map[Code][]Code{
	"no-such-client": {"not-global-yet"}, "implicit-retired": {"response-type-refused"}, "invalid-grant": {"pair-lost", "token-of-before"}, "no-refresh-token": {"token-of-before"}, "authorize-invalid-request": {"redirect-mismatch"}, "could-not-authenticate": {"password-grant-retired"}, "invalid-token": {"oauth-disabled", "ip-restricted", "authorizer-suspended", "pair-lost"}, "request-rejected": {"account-not-accepted"}, "account-not-accepted": {"claim-refused"}, "state-mismatch": {"csrf-token"}, "html-instead-of-json": {"redirected"},
	"timeout": {"no-callback"}, "unreadable-answer": {"timeout"}, "missing-scope": {"api-token-retired", "bot-check", "ip-restricted", "csrf-token", "proxy"}, "record-not-found": {"oauth1-unsupported"}, "invalid-endpoint": {"oauth1-unsupported"}, "machine-refused": {"bot-check"},
}

// moreExactFirst moves those codes before the one that they explain.
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

// pageHeadingLast compares two findings: authorize-invalid-request comes after any other refusal of
// the authorize page, since its words are the heading of every error page (see generalLast).
func pageHeadingLast(a, b finding) int {
	if !hasCode(authorizeRows, a.code) || !hasCode(authorizeRows, b.code) {
		return 0
	}
	isHead := map[Code]int{"authorize-invalid-request": 1}
	return cmp.Compare(isHead[a.code], isHead[b.code])
}

// follows reports whether a follows from b: a refresh that was refused after the API had refused
// the token, or the same request again.
func (r *reader) follows(a, b finding) bool {
	if a.rank == b.rank && b.code == "invalid-token" && hasCode(tokenRows, a.code) && r.lastSaid(a.code) > r.lastSaid(b.code) {
		return true
	}
	if a.exchange == nil || b.exchange == nil || a.exchange.from <= b.exchange.from {
		return false
	}
	pa, oka := a.exchange.place()
	pb, okb := b.exchange.place()
	return oka && okb && (pa == TokenEndpoint && pb == API && b.exchange.status == 401 || a.exchange.sameAs(*b.exchange) && pa == TokenEndpoint && a.rank >= b.rank)
}

// isLaterAttempt reports whether a and b are failures of the network in entries of a log, of which a
// is the later one.
func (r *reader) isLaterAttempt(a, b finding) bool {
	return a.netError != "" && b.netError != "" && a.rank == b.rank && a.at > b.at && r.logLine(r.statementOf(a.at)) != "" && r.logLine(r.statementOf(b.at)) != ""
}

// lastSaid is where the text says a code or a sentence of a row for the last time; -1 for nowhere.
func (r *reader) lastSaid(c Code) int {
	for i, h := range slices.Backward(r.hits) {
		if h.code == c && h.strength > strengthWords {
			return r.hitAt[i]
		}
	}
	return -1
}

// diagnoses returns the rows of the findings, narrowed by what is known of each.
func (r *reader) diagnoses(found []finding) []Diagnosis {
	var all []Diagnosis
	for _, f := range found {
		if f.code == "authorize-invalid-request" && r.known.redirectDiff != "" {
			f.code = "redirect-mismatch" // the page does not say it, the two URLs do
		}
		d, ok := Lookup(f.code)
		if !ok {
			continue
		}
		k := r.known
		if f.netError != "" {
			k.netError = f.netError
		}
		if f.code == "tls" && slices.ContainsFunc(r.addrs, func(a address) bool { return a.impossible }) {
			k.netError = NetTLSHost
		}
		if f.exchange != nil {
			k.status, k.retry = f.exchange.status, f.exchange.retry
			k.where, _ = f.exchange.place()
			if k.grant == "" && slices.ContainsFunc(found, func(b finding) bool {
				return r.follows(f, b) && (b.exchange == nil || b.exchange.status == 401 && !f.exchange.sameAs(*b.exchange))
			}) {
				k.grant = "refresh_token" // after a token was refused
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
