package account

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// config is the client for x/oauth2. The style of authentication is said, because
// to find it out x/oauth2 may send a code twice.
func (a *Account) config() *oauth2.Config {
	c := a.o.Client
	return &oauth2.Config{
		ClientID:     c.Identifier.String(),
		ClientSecret: a.o.Secret.Reveal(),
		Endpoint: oauth2.Endpoint{
			AuthURL:   a.base.String() + zendesk.AuthorizePath,
			TokenURL:  a.base.String() + zendesk.TokenPath,
			AuthStyle: oauth2.AuthStyleInParams,
		},
		RedirectURL: c.Redirect.String(),
		Scopes:      c.Scopes.List(),
	}
}

// AuthorizeURL is the address to open in a browser (Z4, RFC 6749 section 4.1.1),
// with state and the S256 challenge of the verifier (Z11, RFC 7636). A space is
// written %20, as Zendesk's examples have it.
func (a *Account) AuthorizeURL(state string, verifier Token) string {
	a.hide(verifier.Reveal())
	u := a.config().AuthCodeURL(state, oauth2.S256ChallengeOption(verifier.Reveal()))
	return strings.ReplaceAll(u, "+", "%20") // a plus sign itself is %2B there
}

// CodeGrant is an authorization code with all that its exchange needs.
type CodeGrant struct {
	Code, Verifier              Token
	Age                         time.Duration // of the code, for the explanation of a failure
	Since, PastedAt             time.Time     // of a code that was pasted, see explain.Asked; then Age is since PastedAt
	ExpiresIn, RefreshExpiresIn int           // seconds to ask for; 0: nothing is asked
}

// Exchange sends the code, once, and returns what was issued (Z10). The scopes go
// with it. Tokens can come beside an error, from an answer that is not right: what
// was issued has to be revoked all the same.
func (a *Account) Exchange(ctx context.Context, g CodeGrant) (Tokens, error) {
	a.hide(g.Code.Reveal(), g.Verifier.Reveal())
	options := append(lifetimes(g.ExpiresIn, g.RefreshExpiresIn),
		oauth2.VerifierOption(g.Verifier.Reveal()),
		oauth2.SetAuthURLParam("scope", a.o.Client.Scopes.String()))
	asked := explain.Asked{Grant: "authorization_code", Lifetimes: g.ExpiresIn > 0, Since: g.Since, PastedAt: g.PastedAt}
	w, early := &wire{account: a, asked: asked}, Tokens{}
	// What x/oauth2 makes of the answer is not used: see wire.
	_, err := a.config().Exchange(w.context(ctx), g.Code.Reveal(), options...)
	// A 429 leaves the code unspent (RFC 6585 section 4): it is waited out once, as long as the code lives.
	if wait := w.answer.retryIn(a.o.Now()); w.answer.status == http.StatusTooManyRequests && g.Age+wait < zendesk.CodeLifetime {
		if again, stopped := a.wait(ctx, w.answer); again && stopped == nil {
			early = a.early(w.answer)
			w = &wire{account: a, asked: asked}
			_, err = a.config().Exchange(w.context(ctx), g.Code.Reveal(), options...)
		}
	}
	tokens, err := a.tokens(w, err)
	tokens = tokens.beside(early)
	err = a.hint(err, g.Age)
	a.took(!tokens.IsZero())
	return tokens, err
}

// RefreshTokens trades a refresh token for a new pair (Z12). Identifier, secret and
// lifetimes go with it, the scopes do not. x/oauth2's own refresh leaves out what
// Zendesk asks for, so the request is built here. Tokens can come beside an error, as
// with Exchange. A 429 is waited out once: nothing was done for it (RFC 6585 section 4), so
// the refresh token is still good.
func (a *Account) RefreshTokens(ctx context.Context, refresh Token, expires, refreshExpires int) (Tokens, error) {
	form := url.Values{
		"grant_type":    {"refresh_token"},
		"refresh_token": {refresh.Reveal()},
		"client_id":     {a.o.Client.Identifier.String()},
	}
	if !a.o.Secret.IsZero() {
		form.Set("client_secret", a.o.Secret.Reveal())
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
			early = a.early(w.answer)
			w, err = a.post(ctx, form, asked)
		}
	}
	tokens, err := a.tokens(w, err)
	tokens = tokens.beside(early)
	err = a.hint(err, 0)
	a.took(!tokens.IsZero())
	return tokens, err
}

// early is what an answer has issued that was to be waited out. What names tokens and
// cannot be read counts as one that nobody can ask about.
func (a *Account) early(ans answer) Tokens {
	t := a.salvage(ans.body)
	if t.IsZero() && t.Unusable == 0 && !json.Valid(ans.body) && tokenNamed.Match(ans.body) {
		t.Unusable = 1
	}
	return t
}

var tokenNamed = regexp.MustCompile(`(?i)(access|refresh)_?token\W`)

// post sends a token request of our own.
func (a *Account) post(ctx context.Context, form url.Values, asked explain.Asked) (*wire, error) {
	w := &wire{account: a, asked: asked}
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

// context carries the wire to x/oauth2, which would follow redirects by itself.
func (w *wire) context(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, &http.Client{
		Transport:     w,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	})
}

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

// madeUp is the code of the probe. It is no secret.
const madeUp = "made-up-by-zdg-to-try-identifier-and-secret"

// Probe is how the token endpoint took a made-up code.
type Probe struct {
	Answer checklist.CredentialsAnswer
	Seen   explain.Seen // the answer itself
	// Issued is what should never come: tokens for a made-up code. They have to be revoked.
	Issued Tokens
	// MayHaveIssued says that tokens may have come which nobody could read; see there.
	MayHaveIssued bool
}

// mayHaveIssued reports whether the answer to a made-up code may have brought tokens that
// nobody could read: a success that is cut off or no JSON, or an answer of which not even
// the status is known since its headers are too large. Only an account that checks no
// codes issues any for this one, and a success is the one sign of such an account: a
// reset, a refusal, a redirect or an error of a gateway is none. So a 502 after issuing
// is not counted. It cannot be told from any other 502, and counting them all would spoil
// every test behind a poor gateway with a warning that nothing can clear.
func mayHaveIssued(w *wire) bool {
	word, _ := w.answer.unusable()
	return w.answer.status == 0 || w.answer.ok() && (w.err != nil || word != "" || wellFormed(w.answer.body) != nil)
}

// ProbeCredentials sends a made-up code with the identifier and the secret
// (measured by T13, 2026-08-16): 400 invalid_grant means that they are right, 401
// invalid_client that they are not. For a public client it is not known whether a
// wrong secret is refused, so it says something about the identifier only. The
// error is a *Failure of the network, where no answer began to come: one that came and
// broke off is Unclear.
func (a *Account) ProbeCredentials(ctx context.Context, verifier Token) (Probe, error) {
	w := &wire{account: a, asked: explain.Asked{Grant: "authorization_code", MadeUp: true}}
	a.hide(verifier.Reveal())
	_, err := a.config().Exchange(w.context(ctx), madeUp, oauth2.VerifierOption(verifier.Reveal()))
	if w.err != nil && w.answer.status == 0 && SeenIn(w.err).Where == explain.Network {
		return Probe{Answer: checklist.AnswerUnclear}, a.hint(w.err, 0)
	}
	if w.err == nil && err != nil && w.answer.status == 0 {
		return Probe{Answer: checklist.AnswerUnclear}, &Failure{Op: "POST " + zendesk.TokenPath, Seen: network(err)}
	}
	tokens, err := a.tokens(w, nil)
	f, failed := errors.AsType[*Failure](err)
	if !failed { // tokens, and nothing wrong with them
		f = a.failure(w.answer)
	}
	f, _ = errors.AsType[*Failure](a.hint(f, 0))
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

// hint adds to a failure of the token endpoint what only the sender knows.
func (a *Account) hint(err error, age time.Duration) error {
	f, ok := errors.AsType[*Failure](err)
	if !ok || f == nil {
		return err
	}
	f.Seen.Age = age
	f.Seen.Asked.AcceptedBefore = a.took(f.Seen.Status == http.StatusBadRequest && f.Seen.Error == "invalid_grant")
	f.Seen.Sent = a.o.Client.Redirect.String()
	for _, r := range a.o.Secret.Remarks(a.o.Client.Identifier) {
		switch r.Code {
		case "secret-masked", "secret-truncated":
			f.Seen.MaskedSecret = true
		case "secret-non-ascii":
			f.Seen.NonASCII = true
		}
	}
	return f
}

// took notes whether the token endpoint has just taken identifier and secret, as it does
// where it issues tokens or finds only the grant wrong (T13), and reports whether it had
// done so before.
func (a *Account) took(now bool) (before bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	before, a.accepted = a.accepted, a.accepted || now
	return before
}
