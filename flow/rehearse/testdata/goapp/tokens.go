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
	errAgain = errors.New("connect again")
	errWait  = errors.New("later")
)

// saved is the stored pair of a customer.
type saved struct {
	Access, Refresh string
	Expiry          time.Time
}

// keep stores a pair.
func (a *app) keep(subdomain string, t *oauth2.Token) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := saved{t.AccessToken, t.RefreshToken, t.Expiry}
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
	a.write()
}

// write writes the store to its file. The caller holds a.mu.
func (a *app) write() {
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

// find returns the stored pair of an account.
func (a *app) find(subdomain string) (saved, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if wrong("one-row") {
		subdomain = "the customer"
	}
	s, ok := a.store[subdomain]
	return s, ok
}

// forget removes the pair of an account.
func (a *app) forget(subdomain string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.store, subdomain)
	a.write()
}

// lock returns the lock for refreshes of an account.
func (a *app) lock(subdomain string) *sync.Mutex {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.locks[subdomain] == nil {
		a.locks[subdomain] = new(sync.Mutex)
	}
	return a.locks[subdomain]
}

// token returns a valid access token, refreshed if need be: also when the stored one is stale, which the account refused.
func (a *app) token(ctx context.Context, subdomain, stale string) (string, error) {
	switch l := a.lock(subdomain); {
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
	s, ok := a.find(subdomain)
	if !ok {
		return "", errAgain
	}
	t := &oauth2.Token{AccessToken: s.Access, RefreshToken: s.Refresh, Expiry: s.Expiry, TokenType: "bearer"}
	if s.Access == stale {
		t.Expiry = time.Unix(1, 0)
	}
	if wrong("no-refresh") || wrong("job-at-intervals") {
		return t.AccessToken, nil
	}
	account := subdomain
	if wrong("hard-coded-refresh") {
		account = "d3v-acme"
	}
	fresh, err := a.config(account).TokenSource(with(ctx), t).Token()
	var refused *oauth2.RetrieveError
	switch {
	case errors.As(err, &refused) && refused.ErrorCode == "invalid_grant" && !wrong("silent-about-lost"):
		if wrong("lost-later") { // a job notices it
			time.AfterFunc(time.Second, func() { a.forget(subdomain) })
			return "", errWait
		}
		a.forget(subdomain)
		return "", errAgain
	case errors.As(err, &refused) && refused.ErrorCode == "invalid_client" && wrong("drops-for-client"):
		a.forget(subdomain)
		return "", errAgain
	case err != nil:
		return "", err
	}
	if fresh.AccessToken != s.Access {
		a.keep(subdomain, fresh)
	}
	return fresh.AccessToken, nil
}

// wait notes that an account asked to wait.
func (a *app) wait(subdomain, seconds string) error {
	d, err := time.ParseDuration(seconds + "s")
	if err != nil {
		d = time.Minute
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.until[subdomain] = time.Now().Add(d)
	return errWait
}

// call makes an API call.
func (a *app) call(ctx context.Context, method, subdomain, path, access string) (*http.Response, error) {
	account := subdomain
	switch {
	case wrong("hard-coded-api"):
		account = "d3v-acme"
	case wrong("api-of-the-first"):
		a.mu.Lock()
		a.first = cmp.Or(a.first, subdomain)
		account = a.first
		a.mu.Unlock()
	}
	r, err := http.NewRequestWithContext(ctx, method, base(account)+path, nil)
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
