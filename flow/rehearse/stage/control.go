package stage

import (
	"net/http"
	"slices"
	"time"
)

// Control is how an account differs from an ordinary one. The zero Control changes nothing. Its functions may be called
// from several goroutines.
type Control struct {
	// Life is how long the access tokens of the next grants live, and what the answer says; 0 leaves the ordinary 1,800
	// seconds or what was asked for. Zendesk gives nothing below 300 seconds (Z10): shorter ones only save waiting. They
	// end with [Account.EndPassed].
	Life time.Duration
	// Delay is how long the token endpoint takes to answer.
	Delay time.Duration
	// Token answers a request to the token endpoint in the account's place; false leaves it to the account.
	Token func(w http.ResponseWriter, r *Request) bool
	// API answers an API call in the account's place; false leaves it to the account.
	API func(w http.ResponseWriter, r *Request) bool
	// Answer changes the status and the members of an answer with tokens.
	Answer func(status int, members map[string]any) int
}

// token is an access token as the program has it, and what stands behind it.
type token struct {
	inner   string
	refresh string
	ends    time.Time // zero: in an ordinary time
	dead    bool
}

// Set puts a control in the place of the one before.
func (a *Account) Set(c Control) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.control = c
}

// Change edits the control that is in place.
func (a *Account) Change(edit func(*Control)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	edit(&a.control)
}

func (a *Account) currently() Control {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.control
}

// Revoke ends every token of the account, as a customer's admin does who removes the app.
func (a *Account) Revoke() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, t := range a.tokens {
		t.dead = true
		a.dead[t.refresh] = true
	}
}

// EndPassed ends the access tokens whose Life is over, and leaves the refresh tokens. Until it is called they work on: on
// a busy machine a second can pass between a refresh and the call that it was made for.
func (a *Account) EndPassed() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, t := range a.tokens {
		t.dead = t.dead || !t.ends.IsZero() && !a.stage.now().Before(t.ends)
	}
}

// Ends is when the newest access token ends by its Life; zero when none has one.
func (a *Account) Ends() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.newest == "" {
		return time.Time{}
	}
	return a.tokens[a.newest].ends
}

// Newest is the pair that the account issued last; zero when it has issued none.
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
