package explain

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// known is what is known of the request besides its answer: from the test, or
// from the parameters in a pasted text. The zero value of a field is "not known".
type known struct {
	account      string // subdomain
	numericID    string // the client_id, when it is a number
	misnamed     string // a parameter that was sent under a wrong name, as "clientid"
	kind         zendesk.Kind
	maskedSecret bool
	nonASCII     bool  // the secret has letters outside ASCII
	byTest       bool  // the test sent the request: it has PKCE and every parameter
	asked        Asked // what the test sent
	where        Where
	status       int
	word, text   string // of the answer, cleaned
	redirectDiff string // where two redirect URLs that should be one differ
	port         string // of the redirect URL
	scopes       string // asked, joined by spaces
	lacking      string // the scopes that the answer names
	grant        string // grant_type
	noChallenge  bool   // the authorize URL has no code_challenge
	cookie       bool   // a cookie is in play
	age          time.Duration
	retry        time.Duration
	net          string // a Net… word
}

// knownOf gathers what the test knows.
func knownOf(s Seen, c zendesk.Client) known {
	k := known{
		account: c.Account.String(), kind: c.Kind, maskedSecret: s.MaskedSecret, nonASCII: s.NonASCII,
		port: c.Redirect.Port(), scopes: c.Scopes.String(), age: s.Age, retry: s.RetryIn,
		lacking: lacking(decode(s.Error + "\n" + s.Text)),
		byTest:  s.byTest(), asked: s.Asked, grant: s.Asked.Grant,
		where: s.Where, status: s.Status, word: redact.Clean(s.Error, 60), text: redact.Clean(s.Text, 160),
	}
	if id := c.Identifier.String(); isNumber(id) {
		k.numericID = id
	}
	if own := c.Redirect.String(); s.Sent != "" && own != "" {
		k.redirectDiff = zendesk.Diff(own, s.Sent)
	}
	if s.Where == Network {
		k.net = s.Error
	}
	return k
}

// sentBack reports whether the account answered the test's own request by way of the
// browser: then there is a code and a sentence, and nothing else of an answer.
func (k known) sentBack() bool { return k.byTest && k.where == Callback }

// knownFromText gathers what a pasted text tells of the request.
func knownFromText(text, words string) known {
	values := redact.Values(text, "client_id", "clientid", "client_secret", "redirect_uri", "redirect_url", "grant_type")
	k := known{
		lacking:     lacking(text),
		noChallenge: strings.Contains(words, " authorizations new ") && !strings.Contains(words, " code_challenge "),
		cookie:      strings.Contains(words, " cookie ") || strings.Contains(words, " cookies "),
	}
	if i := slices.IndexFunc(values["client_id"], isNumber); i >= 0 {
		k.numericID = values["client_id"][i]
	}
	k.nonASCII = slices.ContainsFunc(values["client_secret"], func(v string) bool {
		return strings.ContainsFunc(v, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
	})
	for _, wrong := range []string{"clientid", "redirect_url"} {
		if len(values[wrong]) > 0 {
			k.misnamed = wrong
		}
	}
	if urls := values["redirect_uri"]; len(urls) == 2 {
		// Two that differ in several places are not meant to be one.
		if diff := zendesk.Diff(urls[0], urls[1]); strings.Contains(diff, ": ") {
			k.redirectDiff = diff
		}
	}
	if grants := values["grant_type"]; len(grants) == 1 {
		k.grant = grants[0]
	}
	return k
}

// lacking returns the scopes that Zendesk says are missing (Z22), "" when it
// does not say.
func lacking(text string) string {
	_, rest, ok := strings.Cut(text, "required scopes:")
	if !ok {
		return ""
	}
	end := strings.IndexFunc(rest, func(r rune) bool {
		return !strings.ContainsRune(" ,:_-", r) && (r > unicode.MaxASCII || !unicode.IsLetter(r))
	})
	if end >= 0 {
		rest = rest[:end]
	}
	return redact.Clean(strings.Trim(rest, " ,"), 80)
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
