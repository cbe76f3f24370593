package explain

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// known is what narrows a cause: what is known of the request and its answer, from the test or
// from a pasted text. The zero value of a field is "not known".
type known struct {
	account      string // subdomain
	numericID    string // the client_id, when it is a number
	misnamed     string // the wrong name of a parameter, such as "clientid"
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
	scopes       string // requested, joined by spaces
	lacking      string // the scopes that are missing, by the answer
	grant        string // grant_type
	noChallenge  bool   // the authorize URL has no code_challenge
	cookie       bool   // the text mentions a cookie
	age          time.Duration
	retry        time.Duration
	netError     string // a Net… word
}

// knownOf gathers what the test knows, from its own request and answer.
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
		k.netError = s.Error
	}
	return k
}

// sentBack reports whether the account answered the test by a redirect of the browser. Then there
// is an error code and a description, but no status, header or request id.
func (k known) sentBack() bool { return k.byTest && k.where == Callback }

// knownFromText gathers what a pasted text says of the request; words is plainOf of it.
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
		// Where they differ in several places, they are not meant to be the same.
		if diff := zendesk.Diff(urls[0], urls[1]); strings.Contains(diff, ": ") {
			k.redirectDiff = diff
		}
	}
	if urls := slices.Compact(slices.Clone(values["redirect_uri"])); len(urls) == 1 && k.redirectDiff == "" {
		if registered := registeredURLs(text); len(registered) > 0 && !slices.Contains(registered, urls[0]) {
			k.redirectDiff = zendesk.Diff(registered[0], urls[0])
		}
	}
	if grants := values["grant_type"]; len(grants) == 1 {
		k.grant = grants[0]
	}
	return k
}

// registeredURLs returns the URLs below or behind "Redirect URLs", as Admin Center calls the field.
func registeredURLs(text string) []string {
	const most = 600 // bytes of the list
	at := indexFold(text, "redirect urls")
	if at < 0 {
		return nil
	}
	var all []string
	for word := range strings.FieldsSeq(text[at+len("redirect urls") : min(len(text), at+most)]) {
		switch word = strings.Trim(word, "`\"'<>()[],:;*"); {
		case strings.HasPrefix(word, "https://"), strings.HasPrefix(word, "http://"):
			all = append(all, word)
		case len(all) > 0:
			return all
		}
	}
	return all
}

// lacking returns the scopes that an answer says are missing (Z22); "" when it does not say.
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
