package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Tokens is a pair as the token endpoint issued it.
type Tokens struct {
	Access, Refresh  Token  // Refresh is zero when none came
	RefreshAs        string // what stands in the place of a refresh token and is none, as "a number"
	Type             string
	Scopes           []string // as answered; nil when the answer named none
	ExpiresIn        checklist.Lifetime
	RefreshExpiresIn checklist.Lifetime
	IssuedAt         time.Time
	// More are further pairs that the same answer names, as one does that has a key
	// twice. They have to be revoked too; without lifetimes and without More of their own.
	More []Tokens
	// Partial says that the answer was not read to its end, or is no JSON: it may name more.
	Partial bool
	// Unusable counts tokens that the same answer names and that nobody can ask about:
	// those beyond many pairs, and access tokens that no header can carry. They may live.
	Unusable int
}

// IsZero reports whether nothing was issued.
func (t Tokens) IsZero() bool { return t.Access.IsZero() && t.Refresh.IsZero() }

// Expiry is when the access token ends as far as the answer tells: by its lifetime or
// by the token itself, whichever is later; zero when neither tells.
func (t Tokens) Expiry() time.Time {
	own, answered := t.Access.Expiry(), end(t.IssuedAt, t.ExpiresIn)
	if own.After(answered) {
		return own
	}
	return answered
}

// RefreshExpiry is when the refresh token ends; zero when the answer does not tell.
func (t Tokens) RefreshExpiry() time.Time { return end(t.IssuedAt, t.RefreshExpiresIn) }

func end(from time.Time, l checklist.Lifetime) time.Time {
	if l.Seconds > 0 && l.Seconds < 1<<32 {
		return from.Add(time.Duration(l.Seconds) * time.Second)
	}
	return time.Time{}
}

// errNoToken is an answer that says it worked and brings nothing.
var errNoToken = errors.New("there is no access token in the answer")

// tokens reads what a token request brought. Tokens are also taken from an answer
// that is refused, so that they can be revoked.
func (a *Account) tokens(w *wire, err error) (t Tokens, _ error) {
	defer func() { t.Partial = !t.IsZero() && (w.answer.tooLong || !json.Valid(w.answer.body)) }()
	switch {
	case w.err != nil:
		t := a.salvage(w.answer.body)
		t.More, t.Unusable = t.besides(t)
		return t, w.err
	case w.answer.status == 0:
		if err == nil {
			err = errNoToken
		}
		return Tokens{}, &Failure{Op: "POST " + zendesk.TokenPath, Seen: network(err)}
	}
	// A token answer (RFC 6749 section 5.1, Z10). Into a map, because that compares
	// keys to the letter and takes the last of two, as most readers of JSON do.
	var b map[string]json.RawMessage
	_ = json.Unmarshal(w.answer.body, &b) // what does not parse is refused below
	t = Tokens{
		Access: NewToken(text(b["access_token"])), Refresh: NewToken(text(b["refresh_token"])),
		ExpiresIn: lifetime(b[expiresIn]), RefreshExpiresIn: lifetime(b[refreshExpiresIn]),
		RefreshAs: noString(b["refresh_token"]), IssuedAt: a.o.Now(),
	}
	a.hide(t.Access.Reveal(), t.Refresh.Reveal())
	for _, l := range []*checklist.Lifetime{&t.ExpiresIn, &t.RefreshExpiresIn} {
		if said := text(json.RawMessage(l.Raw)); a.mask(said) != said { // in pieces, between escapes
			l.Raw = a.mask(said)
		}
		l.Raw = a.fit(l.Raw, 40)
	}
	t.Type, t.Scopes = a.clean(text(b["token_type"])), a.words(b["scope"])
	found := a.salvage(w.answer.body) // also deeper in the answer
	unsendable := !printable(t.Access.Reveal())
	if unsendable {
		t.Access = Token{} // found counts it
	}
	if f := a.object(w.answer, nil); f != nil {
		which := " that bears the exact name"
		if t.IsZero() {
			t, which = found, ""
		}
		if t.More, t.Unusable = found.besides(t); len(t.More) > 0 {
			f.Seen.Text += "; of its tokens the last one counts" + which + ", as for most readers of JSON, and zdg tries to have all of them revoked"
		}
		f.Seen.Text = a.clean(f.Seen.Text) // once more, now that the tokens are known
		return t, f
	}
	t.More, t.Unusable = found.besides(t)
	switch {
	case unsendable:
		return t, a.refuse(w.answer, explain.BodyUnreadable, "the token in the answer holds characters that no header can carry")
	case t.Access.IsZero():
		why := errNoToken.Error()
		if _, said := errorWords(w.answer.body, true); said != "" {
			why += ", which says: " + said
		}
		return t, a.refuse(w.answer, explain.BodyUnreadable, why)
	case !printable(t.Refresh.Reveal()):
		return t, a.refuse(w.answer, explain.BodyUnreadable, "the refresh token in the answer holds characters that tokens do not have")
	}
	return t, nil
}

// salvage finds the tokens that an answer names anywhere, also one that cannot be read
// as a whole, so that they can be revoked. Where a key is there twice the last one
// counts, as for most readers of JSON, and the others are in More: which of them the
// account honours is its to say.
func (a *Account) salvage(body []byte) Tokens {
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
	shortened := func(t Token) bool { // as Zendesk shows one in a list (Z8)
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
		t := Tokens{IssuedAt: a.o.Now()}
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
		return Tokens{IssuedAt: a.o.Now(), Unusable: unusable}
	}
	first := pairs[0]
	first.More, first.Unusable = pairs[1:], unusable
	return first
}

// many is how many pairs of one answer are asked for at most, beside the first. An
// answer that is stuffed with more is none of Zendesk's; what is beyond is not proven
// dead, and counted so: see Tokens.Unusable.
const many = 20

// besides is every token of t that is not in first, as far as it is asked for, and how
// many there are that nobody can ask about. What belongs together in More is a guess
// anyway: they are put into as few pairs as there can be.
func (t Tokens) besides(first Tokens) (other []Tokens, unusable int) {
	var access, refresh []Token
	for _, p := range append([]Tokens{t}, t.More...) {
		if !p.Access.IsZero() && p.Access.Reveal() != first.Access.Reveal() {
			access = append(access, p.Access)
		}
		if !p.Refresh.IsZero() && p.Refresh.Reveal() != first.Refresh.Reveal() {
			refresh = append(refresh, p.Refresh)
		}
	}
	unusable = t.Unusable + max(len(access)-many, 0) + max(len(refresh)-many, 0)
	for i := range min(max(len(access), len(refresh)), many) {
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

// beside adds what an answer before this one has issued, of a request that was sent again.
func (t Tokens) beside(early Tokens) Tokens {
	more, unusable := early.besides(t)
	t.More, t.Unusable = append(t.More, more...), t.Unusable+unusable
	return t
}

// printable reports whether a token can go into a header (RFC 6750 section 2.1 allows less).
func printable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// words reads a scope: a string with spaces, or an array as some servers send it.
func (a *Account) words(raw json.RawMessage) []string {
	var list []string
	told := json.Unmarshal(raw, &list) == nil && list != nil || noString(raw) == "" && !unset(raw)
	if json.Unmarshal(raw, &list) != nil {
		list = strings.FieldsFunc(text(raw), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	}
	if all := strings.Join(list, " "); a.mask(all) != all { // a secret in pieces, each of them harmless
		list = strings.Fields(a.mask(all))
	}
	var clean []string
	if told { // else it is nothing, or what no scope is
		clean = []string{} // the answer says that there is none
	}
	for i, word := range list {
		if word = a.fit(word, 100); word != "" && i < 200 {
			clean = append(clean, word)
		}
	}
	return clean
}

// noString says what stands where a string should; "" for a string, null and nothing.
func noString(raw json.RawMessage) string {
	switch raw = bytes.TrimSpace(raw); {
	case len(raw) == 0, raw[0] == '"', raw[0] == 'n':
		return ""
	case raw[0] == '{':
		return "an object"
	case raw[0] == '[':
		return "a list"
	case raw[0] == 't', raw[0] == 'f':
		return string(raw)
	}
	return "a number"
}

// text is a JSON string's value, "" for anything else.
func text(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}

// lifetime reads a lifetime in seconds as a number or as a string with a number in
// it; what it is not is told by its form, and as it was written.
func lifetime(raw json.RawMessage) checklist.Lifetime {
	raw = bytes.TrimSpace(raw)
	form, digits := "number", string(raw)
	switch {
	case len(raw) == 0:
		return checklist.Lifetime{Form: "missing"}
	case string(raw) == "null":
		return checklist.Lifetime{Form: "null"}
	case raw[0] == '"':
		form, digits = "string", strings.TrimSpace(text(raw))
	}
	n, exact, ok := seconds(digits)
	switch {
	case !ok:
		return checklist.Lifetime{Form: "unreadable", Raw: string(raw)}
	case form == "string" || !exact:
		return checklist.Lifetime{Form: form, Seconds: n, Raw: string(raw)}
	}
	return checklist.Lifetime{Form: form, Seconds: n}
}

// maxLifetime is the longest lifetime that is counted with, in seconds: three
// thousand years, which a time.Duration does not hold. What is longer is no lifetime.
const maxLifetime = 1 << 36

// seconds reads a number; exact is false where its fraction was cut off.
func seconds(s string) (n int64, exact, ok bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) > maxLifetime {
		return 0, false, false
	}
	return int64(f), f == math.Trunc(f), true
}
