package explain

import (
	"slices"
	"strings"
	"sync"
)

// absences finds failures that show in something missing: a key that a token answer lacks and
// somebody asks about, or the refusal that a deleted token should get.
func (r *reader) absences() (found []finding) {
	complaint := sync.OnceValue(r.complaint)
	for i := range r.exchs {
		e := &r.exchs[i]
		if n := e.tokens; n != nil && e.owner != theirs && (e.owner == ours || r.namesOurs || !r.mayNameTheirs) {
			var missed []finding
			about := complaint()
			if !n.hasExpiry && about.time {
				missed = append(missed, finding{code: "no-expiry", rank: rankSaid, at: e.from, exchange: e})
			}
			if !n.hasRefresh && about.refresh {
				missed = append(missed, finding{code: "no-refresh-token", rank: rankSaid, at: e.from, exchange: e})
			}
			if strings.Contains(r.words[:min(len(r.words), 120)], " refresh") {
				slices.Reverse(missed) // the text begins with that
			}
			found = append(found, missed...)
		}
		if e.owner != ours || e.method != "DELETE" || e.status != 204 || !strings.Contains(e.path, "oauth/tokens") {
			continue
		}
		for _, later := range r.exchs[i+1:] {
			if later.owner == ours && later.method == "GET" && later.status == 200 {
				found = append(found, finding{code: "revoke-ignored", rank: rankSaid, at: e.from, exchange: e})
				break
			}
			if later.status == 401 || strings.Contains(later.path, "oauth/tokens") && later.method == "POST" {
				break
			}
		}
	}
	return found
}

// combined adds what follows from two answers together: a client that only another account knows,
// and a refresh that was refused after an earlier one had succeeded.
func (r *reader) combined(found []finding) []finding {
	refresh := strings.Contains(r.words, " refresh_token ")
	// The text is searched once, whatever is found in it how often.
	unsaved := sync.OnceValue(func() bool { return strings.Contains(r.words, " refresh") && hasAny(r.words, unsavedWords) })
	wasReset := sync.OnceValue(func() bool {
		return hasAny(r.words, []string{"reset by peer", "connection reset", "econnreset"}) && !hasAny(r.words, []string{"timed out", "timeout", "etimedout"})
	})
	wasEmpty := sync.OnceValue(func() bool {
		return (strings.Contains(r.words, " content length 0 ") || strings.Contains(r.text, "/oauth/tokens HTTP/1.1\" 200 0\n")) && !strings.Contains(r.words, " html ")
	})
	for _, f := range slices.Clone(found) {
		switch f.code {
		case "html-instead-of-json":
			if wasEmpty() { // the parser failed because the body was empty
				found = append(slices.DeleteFunc(found, func(f finding) bool { return f.code == "html-instead-of-json" }), finding{code: "unreadable-answer", rank: f.rank, at: f.at})
			}
		case "api-token-retired", "authorizer-suspended", "oauth-disabled":
			if f.rank == rankWords && slices.ContainsFunc(found, func(g finding) bool { return g.rank == rankStatus && slices.Contains(broadCodes, g.code) }) {
				for i := range found {
					if found[i].code == f.code {
						found[i].rank = rankSaid // it says why
					}
				}
			}
		case "authorize-invalid-request": // what the page says below it is more exact
			if at := strings.Index(r.words, " redirect_uri mismatch "); at >= 0 {
				found = append(found, finding{code: "redirect-mismatch", rank: f.rank, at: r.textAt(at), exchange: f.exchange})
			}
		case "no-such-client", "invalid-client":
			// A client that is not named by its identifier, no account knows.
			if !r.namesNoIdentifier() && (f.code == "no-such-client" && r.worksElsewhere() || r.isOfAnotherAccount(f)) {
				found = append(found, finding{code: "not-global-yet", rank: f.rank, at: f.at})
			}
		case "timeout":
			if wasReset() && hasCodeIn(found, "network") {
				found = slices.DeleteFunc(found, func(f finding) bool { return f.code == "timeout" }) // the connection ended, so there was no response
			}
		case "invalid-grant":
			if f.exchange != nil && refresh && !r.isCodeExchange(f.exchange) && slices.ContainsFunc(r.exchs, func(before exchange) bool {
				return before.from < f.exchange.from && before.tokens != nil && before.owner == ours
			}) || unsaved() {
				found = append(found, finding{code: "pair-lost", rank: f.rank, at: f.at})
			}
		}
	}
	return found
}

// broadCodes are what a status of the API alone may mean.
var broadCodes = []Code{"invalid-token", "missing-scope", "role-too-low"}

func hasCodeIn(found []finding, code Code) bool {
	return slices.ContainsFunc(found, func(f finding) bool { return f.code == code })
}

// unsavedWords say that a database did not keep what it was given, such as a new pair of tokens.
var unsavedWords = []string{"overwrote", "overwritten", "writing back previous", "wrote the old pair", "wrote the old one back", "old one back over", "pair is gone", "was never saved", "never stored", "could not store", "could not save", "rollback", "rolled back", "deadlock", "read only transaction", "serialization failure"}

// namesNoIdentifier reports whether the client_id that was sent is a number, or the client's name, of
// several words: Zendesk wants the identifier there.
func (r *reader) namesNoIdentifier() bool {
	if _, name, ok := strings.Cut(r.text, "client_id="); ok {
		if f := strings.Fields(name[:min(len(name), reach/16)]); len(f) > 1 && isCapitalized(f[0]) && isCapitalized(f[1]) {
			return true
		}
	}
	return slices.ContainsFunc(r.addrs, func(a address) bool {
		_, id, ok := strings.Cut(a.query, "client_id=")
		id, _, _ = strings.Cut(id, "&")
		return ok && a.zendesk && isNumber(id)
	})
}

// isOfAnotherAccount reports whether a finding is of another account than one that is named, with d3v-.
func (r *reader) isOfAnotherAccount(f finding) bool {
	return slices.ContainsFunc(r.addrs, func(home address) bool {
		isOther := func(a address) bool { return a.host != "" && a.host != home.host }
		return home.zendesk && strings.HasPrefix(home.host, "d3v-") && (f.exchange != nil && isOther(f.exchange.address) ||
			f.exchange == nil && slices.ContainsFunc(r.addrs, func(a address) bool { return a.zendesk && isOther(a) }))
	})
}

// isCodeExchange reports whether an exchange is about an authorization code. That can be sent
// twice as well, but then no pair of tokens is lost.
func (r *reader) isCodeExchange(e *exchange) bool {
	return strings.Contains(r.text[max(0, e.from-leadIn):max(e.certainTo, e.from)], "authorization_code")
}

// Words of people whose client works in one account and not in another, or whose request for a
// global client is not decided yet.
var (
	otherAccountWords = strings.Fields("customer customers other others another their tenant tenants kunde kunden kundin clientes cliente")
	ownAccountWords   = strings.Fields("own d3v works fine funktioniert funciona fonctionne")
	pendingWords      = strings.Fields("pending requested request approval approved waiting submitted converted")
)

// worksElsewhere reports whether the text says that the client works in its own account and not
// in a customer's, or that the request for a global client is pending.
func (r *reader) worksElsewhere() bool {
	has := func(some ...string) bool { return hasAny(r.words, some) }
	return has(otherAccountWords...) && has(ownAccountWords...) || has("global") && has(pendingWords...) ||
		has("d3v") && slices.ContainsFunc(r.addrs, func(a address) bool {
			return a.zendesk && a.host != "" && !strings.HasPrefix(a.host, "d3v-")
		})
}

// signsInAgain finds that the authorize page sends the browser on to sign in for the third time.
func (r *reader) signsInAgain() []finding {
	const often = 3
	n := 0
	for i := range r.exchs {
		if e := &r.exchs[i]; e.owner == ours && e.hasAddress && e.status == 302 && strings.HasSuffix(e.path, "oauth/authorizations/new") {
			if n++; n == often {
				return []finding{{code: "sign-in-loop", rank: rankSaid, at: e.from}}
			}
		}
	}
	return nil
}

// endlessList finds a list of clients that goes on without any.
func (r *reader) endlessList() []finding {
	at := strings.Index(r.text, endlessClients)
	if at < 0 || r.ownerAt(at, at+1, false) == theirs {
		return nil
	}
	return []finding{{code: "record-not-found", rank: rankSaid, at: at}}
}

// asksForRetired finds requests for grants that Zendesk has ended.
func (r *reader) asksForRetired() (found []finding) {
	implicit, password := strings.Contains(r.words, " response_type token "), strings.Contains(r.words, " grant_type password ")
	for _, e := range r.exchs {
		switch place, _ := e.place(); {
		case e.owner != ours || !e.hasAddress:
		case place == AuthorizePage && implicit:
			found = append(found, finding{code: "implicit-retired", rank: rankSaid, at: e.from})
		case place == TokenEndpoint && password:
			found = append(found, finding{code: "password-grant-retired", rank: rankSaid, at: e.from})
		}
	}
	return found
}

// complaint is what people miss in a token answer.
type complaint struct{ time, refresh bool }

// Words of people who miss the end of a token, or a refresh token.
var (
	timeWords    = strings.Fields("expires expires_at expiry expire expiration expired lifetime stops stopped minutes hours läuft ablauf expiré caduca expira")
	refreshWords = strings.Split("refresh,refreshes,refresh_token,renew,offline_access,reauthorize,log in again,sign in again,erneuern,rafraîchir,renovar", ",")
)

// complaint returns what people in the text miss in a token answer. The answers themselves are not read.
func (r *reader) complaint() complaint {
	var prose strings.Builder
	for _, s := range r.stmts {
		line := r.line(s)
		if before, answer, in := strings.Cut(line, markTokens); in {
			_, rest, _ := strings.Cut(answer, markEnd)
			line = before + rest
		}
		if len(strings.Fields(line)) > 2 && !strings.Contains(line, "HTTP/") && r.happened(s.from) {
			prose.WriteString(line + "\n")
		}
	}
	w := words(prose.String())
	about := complaint{
		time:    hasAny(w, timeWords) || contains(w, "期限", "有效期"),
		refresh: hasAny(w, refreshWords) || contains(w, "更新", "刷新"),
	}
	if about == (complaint{}) && hasAny(w, absenceWords) {
		return complaint{true, true} // it does not say which
	}
	return about
}

// absenceWords are words of people who miss something, whatever it is.
var absenceWords = strings.Fields("null nil none nan undefined keyerror why never")
