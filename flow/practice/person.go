package practice

import (
	"net/http"
	"slices"
)

// SetRedirectURLs makes urls the redirect URLs of the client with this
// identifier, as a person does on its page in Admin Center. Nothing happens when
// there is no such client. It is safe for concurrent use.
func (a *Account) SetRedirectURLs(identifier string, urls []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if c := a.clientByIdentifier(identifier); c != nil {
		c.RedirectURLs = slices.Clone(urls)
		c.UpdatedAt = a.now().UTC()
	}
}

// ShownClients is what the browser of a signed-in admin shows at
// /api/v2/oauth/clients.json: JSON with masked secrets (Z7). It is safe for
// concurrent use.
func (a *Account) ShownClients() string {
	answer := &recordedAnswer{header: http.Header{}, status: http.StatusOK}
	r := &http.Request{Method: http.MethodGet, Header: http.Header{}}
	a.writeClients(answer, r, func(ClientRecord) bool { return true })
	return answer.body()
}
