package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Tokens is a pair as the token endpoint issued it.
type Tokens struct {
	Access, Refresh  Token // Refresh is zero when none came
	Type             string
	Scopes           []string // as answered; nil when the answer named none
	ExpiresIn        checklist.Lifetime
	RefreshExpiresIn checklist.Lifetime
	IssuedAt         time.Time
}

// IsZero tells whether nothing was issued.
func (t Tokens) IsZero() bool { return t.Access.IsZero() && t.Refresh.IsZero() }

// Expiry is when the access token ends as far as the answer tells: by its lifetime,
// else by the token itself; zero when neither tells.
func (t Tokens) Expiry() time.Time { return end(t.IssuedAt, t.ExpiresIn, t.Access.Expiry()) }

// RefreshExpiry is when the refresh token ends; zero when the answer does not tell.
func (t Tokens) RefreshExpiry() time.Time { return end(t.IssuedAt, t.RefreshExpiresIn, time.Time{}) }

func end(from time.Time, l checklist.Lifetime, otherwise time.Time) time.Time {
	if l.Seconds > 0 && l.Seconds < 1<<32 {
		return from.Add(time.Duration(l.Seconds) * time.Second)
	}
	return otherwise
}

// tokenBody is a token answer (RFC 6749 section 5.1, Z10).
type tokenBody struct {
	Access    json.RawMessage `json:"access_token"`
	Refresh   json.RawMessage `json:"refresh_token"`
	Type      json.RawMessage `json:"token_type"`
	Scope     json.RawMessage `json:"scope"`
	ExpiresIn json.RawMessage `json:"expires_in"`
	RefreshIn json.RawMessage `json:"refresh_token_expires_in"`
}

// errNoToken is an answer that says it worked and brings nothing.
var errNoToken = errors.New("there is no access token in the answer")

// tokens reads what a token request brought. Tokens are also taken from an answer
// that is refused, so that they can be revoked.
func (a *Account) tokens(w *wire, err error) (Tokens, error) {
	switch {
	case w.err != nil:
		return a.salvage(w.answer.body), w.err
	case w.answer.status == 0:
		if err == nil {
			err = errNoToken
		}
		return Tokens{}, &Failure{Op: "POST " + zendesk.TokenPath, Seen: network(err)}
	}
	var b tokenBody
	_ = json.Unmarshal(w.answer.body, &b) // what does not parse is refused below
	t := Tokens{
		Access: NewToken(text(b.Access)), Refresh: NewToken(text(b.Refresh)),
		ExpiresIn: lifetime(b.ExpiresIn), RefreshExpiresIn: lifetime(b.RefreshIn),
		IssuedAt: a.o.Now(),
	}
	a.hide(t.Access.Reveal(), t.Refresh.Reveal())
	t.Type, t.Scopes = a.clean(text(b.Type)), a.words(b.Scope)
	if f := a.object(w.answer, nil); f != nil {
		if t.IsZero() {
			t = a.salvage(w.answer.body)
		}
		f.Seen.Text = a.clean(f.Seen.Text) // once more, now that the tokens are known
		return t, f
	}
	switch {
	case t.Access.IsZero():
		return t, a.refuse(w.answer, explain.BodyUnreadable, errNoToken.Error())
	case !printable(t.Access.Reveal()) || !printable(t.Refresh.Reveal()):
		return Tokens{}, a.refuse(w.answer, explain.BodyUnreadable, "the token in the answer holds characters that no header can carry")
	}
	return t, nil
}

// salvage finds tokens in an answer that cannot be read as a whole, so that they
// can be revoked.
func (a *Account) salvage(body []byte) Tokens {
	t := Tokens{Access: after(body, `"access_token"`), Refresh: after(body, `"refresh_token"`), IssuedAt: a.o.Now()}
	a.hide(t.Access.Reveal(), t.Refresh.Reveal())
	return t
}

// after is the whole string that a member of JSON text has.
func after(body []byte, member string) Token {
	_, rest, _ := bytes.Cut(body, []byte(member))
	rest, colon := bytes.CutPrefix(bytes.TrimSpace(rest), []byte(":"))
	rest, quote := bytes.CutPrefix(bytes.TrimSpace(rest), []byte(`"`))
	value, _, whole := bytes.Cut(rest, []byte(`"`))
	if !colon || !quote || !whole || !printable(string(value)) || bytes.ContainsRune(value, '\\') {
		return Token{}
	}
	return NewToken(string(value))
}

// printable tells whether a token can go into a header (RFC 6750 section 2.1 allows less).
func printable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// words reads a scope: a string with spaces, or an array as some servers send it.
func (a *Account) words(raw json.RawMessage) []string {
	var list []string
	if json.Unmarshal(raw, &list) != nil {
		list = strings.Fields(text(raw))
	}
	var clean []string
	for i, word := range list {
		if word = a.fit(word, 100); word != "" && i < 200 {
			clean = append(clean, word)
		}
	}
	return clean
}

// text is a JSON string's value, "" for anything else.
func text(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}

// lifetime reads a lifetime in seconds as a number or as a string with a number in
// it; what it is not is told by its form.
func lifetime(raw json.RawMessage) checklist.Lifetime {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0:
		return checklist.Lifetime{Form: "missing"}
	case string(raw) == "null":
		return checklist.Lifetime{Form: "null"}
	case raw[0] == '"':
		return checklist.Lifetime{Form: "string", Seconds: seconds(strings.TrimSpace(text(raw)))}
	}
	return checklist.Lifetime{Form: "number", Seconds: seconds(string(raw))}
}

func seconds(s string) int64 {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && math.Abs(f) < 1<<52 {
		return int64(f)
	}
	return 0
}
