package explain

import (
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/redact"
)

// Fact is one thing that was read in a pasted text. Text is cleaned and masked, fit to show.
type Fact struct {
	Kind FactKind
	Text string
	Ours bool // it is about Zendesk, or about this client's redirect URL
}

// FactKind is what a fact is about. Its values are permanent.
type FactKind string

// The kinds of a Fact.
const (
	FactAnswer  FactKind = "answer"  // a request and what was answered
	FactBrowser FactKind = "browser" // what a browser shows, or the address that it ended on
	FactMachine FactKind = "machine" // what this machine or the way to the account did
	FactWords   FactKind = "words"   // a sentence or a code, without the answer it stood in
)

// Reading is what was read in a pasted text, and what it means.
type Reading struct {
	Facts     []Fact
	Diagnoses []Diagnosis // best first; empty when the text is not about Zendesk or this client
}

// Silence says in one line what was read where there is no diagnosis, such as "a 503 of
// api.hubapi.com". It is empty when there is a diagnosis, or nothing was recognized.
func (r Reading) Silence() string {
	if len(r.Diagnoses) > 0 || len(r.Facts) == 0 {
		return ""
	}
	for _, f := range slices.Backward(r.Facts) {
		if !f.Ours {
			return f.Text
		}
	}
	return r.Facts[len(r.Facts)-1].Text
}

// factOf words an exchange, such as "POST /oauth/tokens answered 400 invalid_grant", with the
// host when it is somebody else's. code is the OAuth error of the answer, "" for none. It is
// false when nothing is known of the answer.
func factOf(e exchange, code string) (Fact, bool) {
	f := Fact{Kind: FactAnswer, Ours: e.owner == ours}
	answer := ""
	if e.status != 0 {
		answer = strconv.Itoa(e.status)
	}
	if code != "" {
		answer = strings.TrimSpace(answer + " " + redact.Clean(code, 60))
	}
	switch {
	case answer != "":
	case e.tokens != nil:
		answer = "with a token"
	case e.page:
		answer = "with a page"
	default:
		return f, false
	}
	if e.page && e.status != 0 && code == "" {
		answer += " with a page"
	}
	if n := e.tokens; n != nil {
		if answer != "with a token" {
			answer += " and a token"
		}
		switch {
		case !n.hasExpiry && !n.hasRefresh:
			answer += ", without expires_in and refresh_token"
		case !n.hasExpiry:
			answer += ", without expires_in"
		case !n.hasRefresh:
			answer += ", without refresh_token"
		}
	}
	path := redact.Clean(e.path, 60)
	op := strings.TrimSpace(e.method + " " + path)
	switch {
	case e.role == callbackAddress && e.hasAddress:
		f.Kind = FactBrowser
		f.Text = "the browser was sent back with " + answer
	case f.Ours && path != "":
		f.Text = op + " answered " + answer
	case e.host != "" && e.status != 0:
		f.Text = "a " + answer + " of " + redact.Clean(e.host, 80)
	case e.host != "":
		f.Text = redact.Clean(e.host, 80) + " answered " + answer
	default:
		f.Text = "an answer with " + strings.TrimPrefix(answer, "with ")
		if !f.Ours {
			f.Text += ", and nothing says whose"
		}
	}
	return f, true
}
