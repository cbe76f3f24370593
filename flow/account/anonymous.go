package account

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// AskAuthorizePage opens the authorize page as somebody who is not signed in: without
// cookies, and without following where it sends on. What Zendesk answers then for an
// identifier that it does not know is published nowhere, so only two answers of one
// account can be held against each other. No secret is sent. The error is a *Failure of
// the network: whatever came is an answer.
func (a *Account) AskAuthorizePage(ctx context.Context, state string, verifier Token) (checklist.PageAnswer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.AuthorizeURL(state, verifier), nil)
	if err != nil {
		return checklist.PageAnswer{}, &Failure{Op: http.MethodGet, Seen: network(err)}
	}
	req.Header.Set("Accept", "text/html")
	ans, err := a.roundTrip(req, explain.AuthorizePage, explain.Asked{As: explain.Nobody}, nil, false)
	if err != nil {
		return checklist.PageAnswer{}, err
	}
	return checklist.PageAnswer{Seen: a.failure(ans).Seen, To: a.sentTo(ans)}, nil
}

// sentTo is where an answer sends on: path and names of parameters, whose values hold
// what was asked, and the host where it is another; "" when it does not.
func (a *Account) sentTo(ans answer) string {
	to, err := url.Parse(ans.header.Get("Location"))
	if err != nil || ans.status < 300 || ans.status > 399 {
		return ""
	}
	var names []string
	for name := range to.Query() {
		names = append(names, name)
	}
	slices.Sort(names)
	where := to.Path
	if to.Host != "" && !strings.EqualFold(to.Host, ans.host) {
		where = to.Scheme + "://" + to.Host + where
	}
	if len(names) > 0 {
		where += "?" + strings.Join(names, "&")
	}
	return a.fit(where, 200)
}
