package account

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// AuthorizeURL returns the address to open in a browser (Z4, RFC 6749 section 4.1.1), with
// the state and the S256 challenge of the verifier (Z11, RFC 7636). A space is written
// %20, as in Zendesk's examples.
func (a *Account) AuthorizeURL(state string, verifier Token) string {
	a.hide(verifier.Reveal())
	c := oauth2.Config{
		ClientID:    a.options.Client.Identifier.String(),
		Endpoint:    oauth2.Endpoint{AuthURL: a.base.String() + zendesk.AuthorizePath},
		RedirectURL: a.options.Client.Redirect.String(),
		Scopes:      a.options.Client.Scopes.List(),
	}
	u := c.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier.Reveal()))
	return strings.ReplaceAll(u, "+", "%20") // a plus sign itself is encoded as %2B
}

// CodeGrant is an authorization code with what its exchange needs.
type CodeGrant struct {
	Code, Verifier              Token
	Age                         time.Duration // since the code came, for the explanation of a failure
	Since, PastedAt             time.Time     // of a code that was pasted, see explain.Asked; zero for others
	ExpiresIn, RefreshExpiresIn int           // lifetimes to ask for, in seconds; 0: they are not asked for
}

// Exchange sends the code and returns the tokens that were issued (Z10, RFC 6749 section
// 4.1.3); the scopes are sent too. A 429 is waited out once, as long as the code lives: it
// leaves the code unspent (RFC 6585 section 4). The error is a *Failure. Tokens may be
// returned with an error, when the answer is wrong in some way: they have to be revoked all
// the same.
func (a *Account) Exchange(ctx context.Context, g CodeGrant) (Tokens, error) {
	members := a.codeGrant(g.Code.Reveal(), g.Verifier)
	members["scope"] = a.options.Client.Scopes.String()
	a.hide(g.Code.Reveal())
	return a.issue(ctx, withLifetimes(members, g.ExpiresIn, g.RefreshExpiresIn),
		explain.Asked{Grant: "authorization_code", Lifetimes: g.ExpiresIn > 0, Since: g.Since, PastedAt: g.PastedAt}, g.Age)
}

// RefreshTokens trades a refresh token for a new pair (Z12, RFC 6749 section 6). The
// lifetimes to ask for are in seconds; 0 asks for none. Scopes are not sent. It returns as
// Exchange does, and waits out a 429 in the same way.
func (a *Account) RefreshTokens(ctx context.Context, refresh Token, expires, refreshExpires int) (Tokens, error) {
	members := a.request("refresh_token")
	members["refresh_token"] = refresh.Reveal()
	return a.issue(ctx, withLifetimes(members, expires, refreshExpires), explain.Asked{Grant: "refresh_token", Lifetimes: expires > 0}, 0)
}

// request returns the members that every token request has.
func (a *Account) request(grant string) map[string]any {
	members := map[string]any{"grant_type": grant, "client_id": a.options.Client.Identifier.String()}
	if !a.options.Secret.IsZero() {
		members["client_secret"] = a.options.Secret.Reveal()
	}
	return members
}

// codeGrant returns the members of a request that trades a code for tokens.
func (a *Account) codeGrant(code string, verifier Token) map[string]any {
	a.hide(verifier.Reveal())
	members := a.request("authorization_code")
	members["code"], members["code_verifier"] = code, verifier.Reveal()
	members["redirect_uri"] = a.options.Client.Redirect.String()
	return members
}

// The names of the lifetimes in requests and answers.
const (
	expiresIn        = "expires_in"
	refreshExpiresIn = "refresh_token_expires_in"
)

// withLifetimes adds the lifetimes to ask for, in seconds, which are integers (Z10); 0 adds none.
func withLifetimes(members map[string]any, access, refresh int) map[string]any {
	if access > 0 {
		members[expiresIn] = access
	}
	if refresh > 0 {
		members[refreshExpiresIn] = refresh
	}
	return members
}

// issue sends a token request, and once more after a 429 that asks to wait for less than a
// code lives; age is that of the code, 0 for a refresh token.
func (a *Account) issue(ctx context.Context, members map[string]any, asked explain.Asked, age time.Duration) (Tokens, error) {
	ans, err := a.post(ctx, members, asked)
	early := Tokens{}
	if wait := ans.retryIn(a.options.Now()); ans.status == http.StatusTooManyRequests && age+wait < zendesk.CodeLifetime {
		if again, stopped := a.wait(ctx, ans); again && stopped == nil {
			early = a.issuedEarlier(ans)
			ans, err = a.post(ctx, members, asked)
		}
	}
	tokens, err := a.tokens(ans, err)
	tokens = tokens.withEarlier(early)
	err = a.withContext(err, age)
	a.noteAccepted(!tokens.IsZero())
	return tokens, err
}

// issuedEarlier returns tokens in an answer that asked to wait, which should hold none. A
// body that names tokens and cannot be read counts as one unusable token.
func (a *Account) issuedEarlier(ans answer) Tokens {
	t := a.findTokens(ans.body)
	if t.IsZero() && t.Unusable == 0 && !json.Valid(ans.body) && tokenNamed().Match(ans.body) {
		t.Unusable = 1
	}
	return t
}

// tokenNamed matches the name of a token in a body.
var tokenNamed = pattern(`(?i)(access|refresh)_?token\W`)

// post sends a token request with a JSON body, which is what Zendesk documents (Z10): x/oauth2
// posts a form, can send no lifetimes with a refresh, and drops how a lifetime was written and
// what a failure said. The error is a *Failure.
func (a *Account) post(ctx context.Context, members map[string]any, asked explain.Asked) (answer, error) {
	body, _ := json.Marshal(members) // strings and integers: it cannot fail
	// net/http repeats the request only if not one byte was written: a code must not be sent twice.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base.String()+zendesk.TokenPath, bytes.NewReader(body))
	if err != nil {
		return answer{}, &Failure{Op: http.MethodPost, Seen: network(err)}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	return a.roundTrip(req, explain.TokenEndpoint, asked, body, true)
}

// probeCode is the made-up code that ProbeCredentials sends. It is no secret.
const probeCode = "made-up-by-zdg-to-try-identifier-and-secret"

// Probe is how the token endpoint answered a made-up code.
type Probe struct {
	Answer checklist.CredentialsAnswer
	Seen   explain.Seen // the answer itself
	// Issued holds the tokens of an account that does not check codes. They have to be revoked.
	Issued Tokens
	// MayHaveIssued says that the answer was a success that could not be read, so that it may
	// have held tokens.
	MayHaveIssued bool
}

// mayHaveIssued reports whether the answer to a made-up code may have held tokens that could
// not be read: a success that is cut off or is not JSON, or an answer whose headers were too
// large to read even its status.
//
// Only an account that does not check codes would issue any, and only a success is a sign of
// such an account. A 502 after tokens were issued is therefore not counted: it cannot be told
// apart from any other 502, and counting them all would put a warning that nothing can clear
// on every test behind a bad gateway.
func mayHaveIssued(ans answer, err error) bool {
	word, _ := ans.unusable()
	return ans.status == 0 || ans.isSuccess() && (err != nil || word != "" || wellFormed(ans.body) != nil)
}

// ProbeCredentials sends a made-up code with the identifier and the secret: 400
// invalid_grant means that they are right, 401 invalid_client that they are not (measured by
// T13, 2026-08-16). For a public client it is not known whether a wrong secret is refused,
// so the answer only says something of the identifier. The error is a *Failure when no
// answer began to arrive; for one that was cut off the Answer is AnswerUnclear.
func (a *Account) ProbeCredentials(ctx context.Context, verifier Token) (Probe, error) {
	ans, sendErr := a.post(ctx, a.codeGrant(probeCode, verifier), explain.Asked{Grant: "authorization_code", MadeUp: true})
	if sendErr != nil && ans.status == 0 && SeenIn(sendErr).Where == explain.Network {
		return Probe{Answer: checklist.AnswerUnclear}, a.withContext(sendErr, 0)
	}
	tokens, err := a.tokens(ans, sendErr)
	f, failed := errors.AsType[*Failure](err)
	if !failed { // tokens, and nothing wrong with them
		f = a.failure(ans)
	}
	f, _ = errors.AsType[*Failure](a.withContext(f, 0))
	p := Probe{Answer: checklist.AnswerUnclear, Seen: f.Seen, Issued: tokens, MayHaveIssued: tokens.IsZero() && (mayHaveIssued(ans, sendErr) || tokens.Unusable > 0)}
	switch {
	case !tokens.IsZero():
		p.Answer = checklist.AnswerIssued
	case f.Seen.Status == http.StatusBadRequest && f.Seen.Error == "invalid_grant":
		p.Answer = checklist.AnswerAccepted
	case f.Seen.Status == http.StatusUnauthorized && f.Seen.Error == "invalid_client":
		p.Answer = checklist.AnswerRefused
	}
	return p, nil
}

// withContext adds to a failure of the token endpoint what only the sender knows: the age of
// the code, the redirect URL, and what is odd about the secret.
func (a *Account) withContext(err error, age time.Duration) error {
	f, ok := errors.AsType[*Failure](err)
	if !ok || f == nil {
		return err
	}
	f.Seen.Age = age
	f.Seen.Asked.AcceptedBefore = a.noteAccepted(f.Seen.Status == http.StatusBadRequest && f.Seen.Error == "invalid_grant")
	f.Seen.Sent = a.options.Client.Redirect.String()
	for _, r := range a.options.Secret.Remarks(a.options.Client.Identifier) {
		switch r.Code {
		case "secret-masked", "secret-truncated":
			f.Seen.MaskedSecret = true
		case "secret-non-ascii":
			f.Seen.NonASCII = true
		}
	}
	return f
}

// noteAccepted notes whether the token endpoint has accepted identifier and secret, as it
// has when it issues tokens or finds only the grant wrong (T13). It reports whether that was
// noted before.
func (a *Account) noteAccepted(now bool) (before bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	before, a.accepted = a.accepted, a.accepted || now
	return before
}
