package explain

import (
	"net/url"
	"slices"
	"strings"
)

// judgeCallback compares the address of an authorize page with the address that the browser came
// back to, where the pasted text has both: the state, and whether there is an answer. what says
// in words what is wrong; it is "" where nothing is, or one of the two is missing.
func judgeCallback(pasted string) (code Code, what string) {
	var sent url.Values
	var redirect *url.URL
	for token := range strings.FieldsFuncSeq(pasted, func(r rune) bool { return strings.ContainsRune(" \t\r\n\"'`<>()|│", r) }) {
		if !strings.HasPrefix(token, "http") || len(token) > 4096 {
			continue
		}
		u, err := url.Parse(token)
		if err != nil {
			continue
		}
		switch {
		case strings.HasSuffix(u.Hostname(), "zendesk.com") && strings.HasPrefix(u.Path, "/oauth/authorizations/new"):
			sent = u.Query()
			if redirect, err = url.Parse(sent.Get("redirect_uri")); err != nil || sent.Get("state") == "" {
				sent = nil
			}
		case sent != nil && u.Host == redirect.Host && (u.RawQuery != "" || u.Fragment != "") && u.RawQuery != redirect.RawQuery && (u.Path == redirect.Path || answersRequest(u)):
			code, what = judgeReturn(sent.Get("state"), redirect.Path, u)
		}
	}
	return code, what
}

// answersRequest reports whether an address has parameters of an answer of the authorize page; where
// the program sends the browser after that has none (RFC 6749, 4.1.2).
func answersRequest(u *url.URL) bool {
	for _, part := range []string{u.RawQuery, u.Fragment} {
		q, err := url.ParseQuery(part)
		if err != nil || q.Has("code") || q.Has("error") || q.Has("state") || q.Has("access_token") {
			return true
		}
	}
	return false
}

// judgeReturn says what is wrong with u, the address that the browser came back to, given the
// state and the path of the redirect URL that were sent; "" for nothing.
func judgeReturn(state, path string, u *url.URL) (code Code, what string) {
	const unusable Code = "callback-unusable"
	q, err := url.ParseQuery(u.RawQuery)
	once := func(key string) bool { return len(q[key]) == 1 && q.Get(key) != "" }
	switch {
	case u.RawQuery == "":
		return unusable, "the browser came back with its answer behind a hash sign"
	case err != nil:
		return unusable, "the browser came back with an address that cannot be read"
	case u.Path != path:
		return unusable, "the browser came back to another path than was sent"
	case len(q["state"]) < 2 && q.Get("state") == "":
		return "state-mismatch", "the browser came back without a state"
	case slices.ContainsFunc(q["state"], func(came string) bool { return came != state }):
		return "state-mismatch", "the browser came back with another state than was sent"
	case !once("state"), once("code") == once("error"), len(q["code"]) > 1:
		return unusable, "the browser came back without one state and either a code or an error"
	}
	return "", ""
}
