package account

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Tokens is an access token with its refresh token, as the token endpoint issued them.
type Tokens struct {
	Access, Refresh  Token    // zero when none came
	RefreshAs        string   // what refresh_token is when it is not a string, such as "a number"; "" otherwise
	Type             string   // token_type
	Scopes           []string // as answered; nil when the answer has no scope
	ExpiresIn        checklist.Lifetime
	RefreshExpiresIn checklist.Lifetime
	IssuedAt         time.Time
	// More holds further pairs in the same answer, such as one that has a key twice. They have
	// to be revoked too. They have no lifetimes, and no More of their own.
	More []Tokens
	// Partial says that the answer was not read to its end, or is not valid JSON, so that it may
	// hold more tokens.
	Partial bool
	// Unusable counts the tokens in the same answer that cannot be revoked: those beyond the
	// number of pairs that is kept, those of an unknown kind, and access tokens that cannot be
	// sent in a header. They may live.
	Unusable int
}

// IsZero reports whether nothing was issued.
func (t Tokens) IsZero() bool { return t.Access.IsZero() && t.Refresh.IsZero() }

// Expiry returns when the access token expires, by its lifetime or by the token itself,
// whichever is later; zero when neither is known.
func (t Tokens) Expiry() time.Time {
	own, answered := t.Access.Expiry(), endOf(t.IssuedAt, t.ExpiresIn)
	if own.After(answered) {
		return own
	}
	return answered
}

// RefreshExpiry returns when the refresh token expires; zero when the answer does not say.
func (t Tokens) RefreshExpiry() time.Time { return endOf(t.IssuedAt, t.RefreshExpiresIn) }

// endOf returns the end of a lifetime; zero when there is no plausible lifetime.
func endOf(from time.Time, l checklist.Lifetime) time.Time {
	if l.Seconds > 0 && l.Seconds < 1<<32 {
		return from.Add(time.Duration(l.Seconds) * time.Second)
	}
	return time.Time{}
}

// errNoToken says that a success held no token.
var errNoToken = errors.New("there is no access token in the answer")

// tokens reads the answer to a token request; err is the error of x/oauth2 or of the
// transport. Tokens are also taken from an answer that is an error, so that they can be
// revoked.
func (a *Account) tokens(w *jsonTransport, err error) (t Tokens, _ error) {
	defer func() { t.Partial = !t.IsZero() && (w.answer.tooLong || !json.Valid(w.answer.body)) }()
	switch {
	case w.err != nil:
		t := a.findTokens(w.answer.body)
		t.More, t.Unusable = t.except(t)
		return t, w.err
	case w.answer.status == 0:
		if err == nil {
			err = errNoToken
		}
		return Tokens{}, &Failure{Op: "POST " + zendesk.TokenPath, Seen: network(err)}
	}
	// The answer is that of RFC 6749 section 5.1 and Z10. It is read into a map, because a map
	// distinguishes the case of keys and keeps the last of two, as most readers of JSON do.
	var b map[string]json.RawMessage
	_ = json.Unmarshal(w.answer.body, &b) // readObject below refuses what cannot be read
	t = Tokens{
		Access: NewToken(jsonString(b["access_token"])), Refresh: NewToken(jsonString(b["refresh_token"])),
		ExpiresIn: jsonLifetime(b[expiresIn]), RefreshExpiresIn: jsonLifetime(b[refreshExpiresIn]),
		RefreshAs: notString(b["refresh_token"]), IssuedAt: a.options.Now(),
	}
	a.hide(t.Access.Reveal(), t.Refresh.Reveal())
	for _, l := range []*checklist.Lifetime{&t.ExpiresIn, &t.RefreshExpiresIn} {
		if said := jsonString(json.RawMessage(l.Raw)); a.mask(said) != said { // a secret that is split by escapes
			l.Raw = a.mask(said)
		}
		l.Raw = a.fit(l.Raw, 40)
	}
	t.Type, t.Scopes = a.clean(jsonString(b["token_type"])), a.jsonScopes(b["scope"])
	found := a.findTokens(w.answer.body) // at any depth
	unsendable := !printable(t.Access.Reveal())
	if unsendable {
		t.Access = Token{} // found has counted it
	}
	if f := a.readObject(w.answer, nil); f != nil {
		which := " with the exact name"
		if t.IsZero() {
			t, which = found, ""
		}
		if t.More, t.Unusable = found.except(t); len(t.More) > 0 {
			f.Seen.Text += "; of its tokens the last one" + which + " counts, as for most readers of JSON, and zdg tries to have all of them revoked"
		}
		f.Seen.Text = a.clean(f.Seen.Text) // again, now that the tokens are known
		return t, f
	}
	t.More, t.Unusable = found.except(t)
	switch {
	case unsendable:
		return t, a.bodyFailure(w.answer, explain.BodyUnreadable, "the token in the answer has characters that cannot be sent in a header")
	case t.Access.IsZero():
		why := errNoToken.Error()
		if _, said := errorWords(w.answer.body, true); said != "" {
			why += ", which says: " + said
		}
		return t, a.bodyFailure(w.answer, explain.BodyUnreadable, why)
	case !printable(t.Refresh.Reveal()):
		return t, a.bodyFailure(w.answer, explain.BodyUnreadable, "the refresh token in the answer has characters that tokens do not have")
	}
	return t, nil
}

// findTokens finds all tokens in an answer, also in one that cannot be read as a whole, so
// that they can be revoked. The last pair is returned, as most readers of JSON take the last
// of two keys, and the others are in its More: which of them are valid only the account knows.
func (a *Account) findTokens(body []byte) Tokens {
	found := tokenMembers(body)
	access, refresh := found["access_token"], found["refresh_token"]
	unusable := 0
	for _, t := range found[otherToken] {
		a.hide(t.Reveal())
		same := func(o Token) bool { return strings.HasPrefix(o.Reveal(), t.Reveal()) }
		if !slices.ContainsFunc(access, same) && !slices.ContainsFunc(refresh, same) {
			unusable++
		}
	}
	shortened := func(t Token) bool { // the beginning of another one, as Zendesk shows tokens in lists (Z8)
		return len(t.Reveal()) >= 8 && slices.ContainsFunc(access, func(o Token) bool {
			return len(o.Reveal()) >= 2*len(t.Reveal()) && strings.HasPrefix(o.Reveal(), t.Reveal())
		})
	}
	access = slices.DeleteFunc(slices.Clone(access), func(t Token) bool {
		a.hide(t.Reveal())
		if shortened(t) {
			return true
		}
		if printable(t.Reveal()) {
			return false
		}
		unusable++
		return true
	})
	var pairs []Tokens
	for i := range max(len(access), len(refresh)) {
		t := Tokens{IssuedAt: a.options.Now()}
		if n := len(access) - 1 - i; n >= 0 {
			t.Access = access[n]
		}
		if n := len(refresh) - 1 - i; n >= 0 {
			t.Refresh = refresh[n]
		}
		a.hide(t.Access.Reveal(), t.Refresh.Reveal())
		pairs = append(pairs, t)
	}
	if len(pairs) == 0 {
		return Tokens{IssuedAt: a.options.Now(), Unusable: unusable}
	}
	first := pairs[0]
	first.More, first.Unusable = pairs[1:], unusable
	return first
}

// maxExtraPairs is how many pairs of one answer are kept in More. No answer of Zendesk has
// that many; further tokens are counted in Tokens.Unusable.
const maxExtraPairs = 20

// except returns the tokens of t and its More that are not in first, in as few pairs as
// possible (which tokens belong together is not known anyway), and how many tokens cannot be
// revoked.
func (t Tokens) except(first Tokens) (other []Tokens, unusable int) {
	var access, refresh []Token
	for _, p := range append([]Tokens{t}, t.More...) {
		if !p.Access.IsZero() && p.Access.Reveal() != first.Access.Reveal() {
			access = append(access, p.Access)
		}
		if !p.Refresh.IsZero() && p.Refresh.Reveal() != first.Refresh.Reveal() {
			refresh = append(refresh, p.Refresh)
		}
	}
	unusable = t.Unusable + max(len(access)-maxExtraPairs, 0) + max(len(refresh)-maxExtraPairs, 0)
	for i := range min(max(len(access), len(refresh)), maxExtraPairs) {
		p := Tokens{IssuedAt: t.IssuedAt}
		if i < len(access) {
			p.Access = access[i]
		}
		if i < len(refresh) {
			p.Refresh = refresh[i]
		}
		other = append(other, p)
	}
	return other, unusable
}

// withEarlier adds the tokens of an earlier answer to the same request.
func (t Tokens) withEarlier(early Tokens) Tokens {
	more, unusable := early.except(t)
	t.More, t.Unusable = append(t.More, more...), t.Unusable+unusable
	return t
}

// printable reports whether a token can be sent in a header (RFC 6750 section 2.1 allows
// less).
func printable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// jsonScopes reads a scope member: a string with spaces (RFC 6749 section 3.3), or with commas
// or as an array, as some servers send it. It returns nil when there is none, and an empty
// list when the answer says that there are no scopes.
func (a *Account) jsonScopes(raw json.RawMessage) []string {
	var list []string
	told := json.Unmarshal(raw, &list) == nil && list != nil || notString(raw) == "" && !isUnset(raw)
	if json.Unmarshal(raw, &list) != nil {
		list = strings.FieldsFunc(jsonString(raw), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	}
	if all := strings.Join(list, " "); a.mask(all) != all { // a secret that is split between entries
		list = strings.Fields(a.mask(all))
	}
	var clean []string
	if told {
		clean = []string{}
	}
	for i, word := range list {
		if word = a.fit(word, 100); word != "" && i < 200 {
			clean = append(clean, word)
		}
	}
	return clean
}
