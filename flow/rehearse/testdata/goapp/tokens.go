package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

// Why a call fails: the customer has to connect again, or Zendesk asked to wait.
var (
	errConnectAgain = errors.New("connect again")
	errAskedToWait  = errors.New("wait")
)

// pair is what is stored for an account: both tokens, and the end of the access token.
type pair struct {
	Access, Refresh string
	Expiry          time.Time
}

// savePair stores the tokens of an answer, before anybody uses them.
func (a *app) savePair(subdomain string, t *oauth2.Token) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := pair{t.AccessToken, t.RefreshToken, t.Expiry}
	if old, there := a.store[subdomain]; there && wrong("keeps-old-refresh") {
		s.Refresh = old.Refresh
	}
	if wrong("one-row") {
		subdomain = "the customer"
	}
	_, there := a.store[subdomain]
	if a.store[subdomain] = s; there && wrong("saves-with-connect") {
		return
	}
	a.writeStore()
}

// writeStore writes the store to its file, which is replaced in one step. The caller holds a.mu.
func (a *app) writeStore() {
	text, err := json.Marshal(a.store)
	if err == nil {
		temp := os.Getenv("STORE") + ".new"
		if err = os.WriteFile(temp, text, 0o600); err == nil {
			err = os.Rename(temp, os.Getenv("STORE"))
		}
	}
	if err != nil {
		panic(err)
	}
}

// storedPair returns the stored pair of an account.
func (a *app) storedPair(subdomain string) (pair, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if wrong("one-row") {
		subdomain = "the customer"
	}
	s, ok := a.store[subdomain]
	return s, ok
}

// forgetPair removes the pair of an account.
func (a *app) forgetPair(subdomain string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.store, subdomain)
	a.writeStore()
}

// refreshLock returns the lock for the refreshes of an account.
func (a *app) refreshLock(subdomain string) *sync.Mutex {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.locks[subdomain] == nil {
		a.locks[subdomain] = new(sync.Mutex)
	}
	return a.locks[subdomain]
}

// accessToken returns an access token, refreshed when it is about to expire. refused is a token that the account has refused,
// "" when there is none: when it is still the stored one, that is refreshed too.
func (a *app) accessToken(ctx context.Context, subdomain, refused string) (string, error) {
	switch l := a.refreshLock(subdomain); {
	case wrong("no-lock"):
	case wrong("fails-while-refreshing"):
		if !l.TryLock() {
			return "", errors.New("another call refreshes just now")
		}
		defer l.Unlock()
	default:
		l.Lock()
		defer l.Unlock()
	}
	s, ok := a.storedPair(subdomain)
	if !ok {
		return "", errConnectAgain
	}
	t := &oauth2.Token{AccessToken: s.Access, RefreshToken: s.Refresh, Expiry: s.Expiry, TokenType: "bearer"}
	if s.Access == refused {
		t.Expiry = time.Unix(1, 0)
	}
	if wrong("no-refresh") || wrong("job-at-intervals") {
		return t.AccessToken, nil
	}
	account := subdomain
	if wrong("hard-coded-refresh") {
		account = "d3v-acme"
	}
	fresh, err := a.config(account).TokenSource(withClient(ctx), t).Token()
	var answered *oauth2.RetrieveError
	switch {
	case errors.As(err, &answered) && answered.ErrorCode == "invalid_grant" && !wrong("silent-about-lost"):
		if wrong("lost-later") { // a job notices it
			time.AfterFunc(time.Second, func() { a.forgetPair(subdomain) })
			return "", errAskedToWait
		}
		a.forgetPair(subdomain)
		return "", errConnectAgain
	case errors.As(err, &answered) && answered.ErrorCode == "invalid_client" && wrong("drops-for-client"):
		a.forgetPair(subdomain)
		return "", errConnectAgain
	case err != nil:
		return "", err
	}
	if fresh.AccessToken != s.Access {
		a.savePair(subdomain, fresh)
	}
	return fresh.AccessToken, nil
}

// noteWait notes for how many seconds an account asked to be left alone.
func (a *app) noteWait(subdomain, seconds string) error {
	d, err := time.ParseDuration(seconds + "s")
	if err != nil {
		d = time.Minute
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waitUntil[subdomain] = time.Now().Add(d)
	return errAskedToWait
}

// callAPI makes an API call.
func (a *app) callAPI(ctx context.Context, method, subdomain, path, access string) (*http.Response, error) {
	account := subdomain
	switch {
	case wrong("hard-coded-api"):
		account = "d3v-acme"
	case wrong("api-of-the-first"):
		a.mu.Lock()
		a.firstAccount = cmp.Or(a.firstAccount, subdomain)
		account = a.firstAccount
		a.mu.Unlock()
	}
	r, err := http.NewRequestWithContext(ctx, method, accountURL(account)+path, nil)
	if err != nil {
		return nil, err
	}
	if wrong("shows-tokens") {
		return nil, errors.New("broken")
	}
	if !wrong("no-bearer") {
		r.Header.Set("Authorization", "Bearer "+access)
	}
	if !wrong("no-headers") && !(wrong("deletes-without-headers") && method == http.MethodDelete) {
		r.Header.Set("X-Zendesk-Marketplace-Name", "Acme Sync")
		r.Header.Set("X-Zendesk-Marketplace-Organization-Id", "12345")
	}
	return client().Do(r)
}
