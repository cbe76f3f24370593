package practice

import "net/http"

// when lets do answer the requests for which the condition holds; all others are answered honestly.
func when(holds func(*Account, *http.Request) bool, do wrapper) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		if holds(a, r) {
			do(a, w, r, honest)
			return
		}
		honest.ServeHTTP(w, r)
	}
}

// firstCall lets do answer the first call, afterFirst all calls but the first.
func firstCall(do wrapper) wrapper {
	calls := callCounter()
	return when(func(*Account, *http.Request) bool { return calls() == 1 }, do)
}

func afterFirst(do wrapper) wrapper {
	calls := callCounter()
	return when(func(*Account, *http.Request) bool { return calls() > 1 }, do)
}

// withToken lets do answer requests with an Authorization header.
func withToken(do wrapper) wrapper {
	return when(func(_ *Account, r *http.Request) bool { return r.Header.Get("Authorization") != "" }, do)
}

// onRefresh lets do answer refreshes; onGenuineRefresh those with a refresh token that the account issued.
func onRefresh(do wrapper) wrapper {
	return when(func(_ *Account, r *http.Request) bool { return peek(r).text["refresh_token"] != "" }, do)
}

func onGenuineRefresh(do wrapper) wrapper { return onGenuine("refresh_token", do) }

// onExchange lets do answer an exchange of a code that the account issued, onProbe one of a made-up code.
func onExchange(do wrapper) wrapper { return onGenuine("code", do) }

func onProbe(do wrapper) wrapper {
	return when(func(a *Account, r *http.Request) bool {
		p := peek(r)
		return p.text["code"] != "" && !a.isGenuine(p)
	}, do)
}

// onGenuine lets do answer a token request with this parameter that the account could grant.
func onGenuine(parameter string, do wrapper) wrapper {
	return when(func(a *Account, r *http.Request) bool {
		p := peek(r)
		return p.text[parameter] != "" && a.isGenuine(p)
	}, do)
}

// firstGenuine lets do answer the first token request that the account could grant. A code stays good then.
func firstGenuine(do wrapper) wrapper {
	calls := callCounter()
	return when(func(a *Account, r *http.Request) bool { return a.isGenuine(peek(r)) && calls() == 1 }, do)
}
