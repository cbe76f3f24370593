package account

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// config returns the client for x/oauth2. AuthStyle is set because x/oauth2 may send a
// code twice to find it out.
func (a *Account) config() *oauth2.Config {
	c := a.options.Client
	return &oauth2.Config{
		ClientID:     c.Identifier.String(),
		ClientSecret: a.options.Secret.Reveal(),
		Endpoint: oauth2.Endpoint{
			AuthURL:   a.base.String() + zendesk.AuthorizePath,
			TokenURL:  a.base.String() + zendesk.TokenPath,
			AuthStyle: oauth2.AuthStyleInParams,
		},
		RedirectURL: c.Redirect.String(),
		Scopes:      c.Scopes.List(),
	}
}

// AuthorizeURL returns the address to open in a browser (Z4, RFC 6749 section 4.1.1), with
// the state and the S256 challenge of the verifier (Z11, RFC 7636). A space is written
// %20, as in Zendesk's examples.
func (a *Account) AuthorizeURL(state string, verifier Token) string {
	a.hide(verifier.Reveal())
	u := a.config().AuthCodeURL(state, oauth2.S256ChallengeOption(verifier.Reveal()))
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
	a.hide(g.Code.Reveal(), g.Verifier.Reveal())
	options := append(lifetimes(g.ExpiresIn, g.RefreshExpiresIn),
		oauth2.VerifierOption(g.Verifier.Reveal()),
		oauth2.SetAuthURLParam("scope", a.options.Client.Scopes.String()))
	asked := explain.Asked{Grant: "authorization_code", Lifetimes: g.ExpiresIn > 0, Since: g.Since, PastedAt: g.PastedAt}
	w, early := &jsonTransport{account: a, asked: asked}, Tokens{}
	// The token that x/oauth2 returns is not used: see jsonTransport.
	_, err := a.config().Exchange(w.context(ctx), g.Code.Reveal(), options...)
	age := g.Age
	if wait := w.answer.retryIn(a.options.Now()); w.answer.status == http.StatusTooManyRequests && age+wait < zendesk.CodeLifetime {
		if again, stopped := a.wait(ctx, w.answer); again && stopped == nil {
			age += wait
			early = a.issuedEarlier(w.answer)
			w = &jsonTransport{account: a, asked: asked}
			_, err = a.config().Exchange(w.context(ctx), g.Code.Reveal(), options...)
		}
	}
	tokens, err := a.tokens(w, err)
	tokens = tokens.withEarlier(early)
	err = a.withContext(err, age)
	a.noteAccepted(!tokens.IsZero())
	return tokens, err
}

// RefreshTokens trades a refresh token for a new pair (Z12, RFC 6749 section 6). The
// lifetimes to ask for are in seconds; 0 asks for none. Scopes are not sent. It returns as
// Exchange does, and waits out a 429 in the same way. x/oauth2 cannot send lifetimes with a
// refresh, so the request is built here.
func (a *Account) RefreshTokens(ctx context.Context, refresh Token, expires, refreshExpires int) (Tokens, error) {
	form := url.Values{
		"grant_type":    {"refresh_token"},
		"refresh_token": {refresh.Reveal()},
		"client_id":     {a.options.Client.Identifier.String()},
	}
	if !a.options.Secret.IsZero() {
		form.Set("client_secret", a.options.Secret.Reveal())
	}
	for key, seconds := range map[string]int{expiresIn: expires, refreshExpiresIn: refreshExpires} {
		if seconds > 0 {
			form.Set(key, strconv.Itoa(seconds))
		}
	}
	asked := explain.Asked{Grant: "refresh_token", Lifetimes: expires > 0}
	w, err := a.post(ctx, form, asked)
	early := Tokens{}
	if w.answer.status == http.StatusTooManyRequests {
		if again, stopped := a.wait(ctx, w.answer); again && stopped == nil {
			early = a.issuedEarlier(w.answer)
			w, err = a.post(ctx, form, asked)
		}
	}
	tokens, err := a.tokens(w, err)
	tokens = tokens.withEarlier(early)
	err = a.withContext(err, 0)
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

// post sends a token request without x/oauth2.
func (a *Account) post(ctx context.Context, form url.Values, asked explain.Asked) (*jsonTransport, error) {
	w := &jsonTransport{account: a, asked: asked}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base.String()+zendesk.TokenPath, strings.NewReader(form.Encode()))
	if err != nil {
		return w, err
	}
	resp, err := w.RoundTrip(req)
	if err == nil {
		resp.Body.Close()
	}
	return w, err
}

// context returns a context that has x/oauth2 use this transport and follow no redirects.
func (w *jsonTransport) context(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, &http.Client{
		Transport:     w,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	})
}

// lifetimes returns the options that ask for lifetimes in seconds.
func lifetimes(access, refresh int) []oauth2.AuthCodeOption {
	var options []oauth2.AuthCodeOption
	if access > 0 {
		options = append(options, oauth2.SetAuthURLParam(expiresIn, strconv.Itoa(access)))
	}
	if refresh > 0 {
		options = append(options, oauth2.SetAuthURLParam(refreshExpiresIn, strconv.Itoa(refresh)))
	}
	return options
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
func mayHaveIssued(w *jsonTransport) bool {
	word, _ := w.answer.unusable()
	return w.answer.status == 0 || w.answer.isSuccess() && (w.err != nil || word != "" || wellFormed(w.answer.body) != nil)
}

// ProbeCredentials sends a made-up code with the identifier and the secret: 400
// invalid_grant means that they are right, 401 invalid_client that they are not (measured by
// T13, 2026-08-16). For a public client it is not known whether a wrong secret is refused,
// so the answer only says something of the identifier. The error is a *Failure when no
// answer began to arrive; for one that was cut off the Answer is AnswerUnclear.
func (a *Account) ProbeCredentials(ctx context.Context, verifier Token) (Probe, error) {
	w := &jsonTransport{account: a, asked: explain.Asked{Grant: "authorization_code", MadeUp: true}}
	a.hide(verifier.Reveal())
	_, err := a.config().Exchange(w.context(ctx), probeCode, oauth2.VerifierOption(verifier.Reveal()))
	if w.err != nil && w.answer.status == 0 && SeenIn(w.err).Where == explain.Network {
		return Probe{Answer: checklist.AnswerUnclear}, a.withContext(w.err, 0)
	}
	if w.err == nil && err != nil && w.answer.status == 0 {
		return Probe{Answer: checklist.AnswerUnclear}, &Failure{Op: "POST " + zendesk.TokenPath, Seen: network(err)}
	}
	tokens, err := a.tokens(w, nil)
	f, failed := errors.AsType[*Failure](err)
	if !failed { // tokens, and nothing wrong with them
		f = a.failure(w.answer)
	}
	f, _ = errors.AsType[*Failure](a.withContext(f, 0))
	p := Probe{Answer: checklist.AnswerUnclear, Seen: f.Seen, Issued: tokens, MayHaveIssued: tokens.IsZero() && (mayHaveIssued(w) || tokens.Unusable > 0)}
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
