package stage

import (
	"net/http"
	"slices"
	"time"
)

// Control makes an account behave differently from an ordinary one. The zero Control changes nothing. Its functions may be
// called from several goroutines.
type Control struct {
	// Life is the lifetime of the access tokens that are issued from now on, and the expires_in of the answer, which is at
	// least 1. With 0 it is 1,800 seconds, or what was asked for. Zendesk issues nothing below 300 seconds (Z10): shorter
	// lifetimes only save waiting. The tokens expire when [Account.EndPassed] is called.
	Life time.Duration
	// Delay is how long the token endpoint waits before it handles a request.
	Delay time.Duration
	// Token answers a request to the token endpoint in place of the account; when it returns false, the account answers.
	Token func(w http.ResponseWriter, r *Request) bool
	// API answers an API call in place of the account; when it returns false, the account answers.
	API func(w http.ResponseWriter, r *Request) bool
	// Answer changes the members of an answer with tokens, and returns its status.
	Answer func(status int, members map[string]any) int
}

// token is what the account knows of an access token that it issued.
type token struct {
	inner   string    // the practice account's own access token
	refresh string    // the refresh token of the pair
	ends    time.Time // by Control.Life; zero: not by that
	dead    bool
}

// Set replaces the account's control.
func (a *Account) Set(c Control) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.control = c
}

// Change edits the account's control. edit must not call methods of the account.
func (a *Account) Change(edit func(*Control)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	edit(&a.control)
}

// currentControl returns a copy of the control.
func (a *Account) currentControl() Control {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.control
}

// Revoke ends every token of the account, as when a customer's admin removes the app.
func (a *Account) Revoke() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, t := range a.tokens {
		t.dead = true
		a.dead[t.refresh] = true
	}
}

// EndPassed makes the access tokens expire whose Life is over; refresh tokens stay valid. Until it is called these access
// tokens go on working: on a busy machine a second can pass between a refresh and the call that needed it.
func (a *Account) EndPassed() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, t := range a.tokens {
		t.dead = t.dead || !t.ends.IsZero() && !time.Now().Before(t.ends)
	}
}

// Ends returns when the newest access token ends by its Life; zero when it has none, or no token was issued.
func (a *Account) Ends() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.newest == "" {
		return time.Time{}
	}
	return a.tokens[a.newest].ends
}

// Newest returns the pair that the account issued last; zero when it has issued none.
func (a *Account) Newest() Pair {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.newest == "" {
		return Pair{}
	}
	return Pair{Access: a.newest, Refresh: a.tokens[a.newest].refresh}
}

// Issued reports whether the account has issued this access or refresh token.
func (a *Account) Issued(secret string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.tokens[secret] != nil || slices.Contains(a.refreshes, secret)
}
