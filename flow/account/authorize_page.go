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
// cookies, and without following redirects. No secret is sent. What Zendesk answers for
// an unknown identifier is not published, so an answer only means something beside
// another one of the same account. The error is a *Failure when no answer came.
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

// sentTo describes where an answer redirects to: the path and the names of parameters,
// and the host when it is another one; "" when it does not redirect. Values of
// parameters are left out: they repeat the request.
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
