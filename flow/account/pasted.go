package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// openAgain is what to do when what was pasted is something else.
const openAgain = "open " + zendesk.ClientsPath + " in a browser that is signed in as an admin, and paste all it shows"

// Why a pasted record is not taken; none of these texts holds anything of it.
var (
	errPasteUTF16  = errors.New("what was pasted is in UTF-16, as a > of PowerShell and some editors write files: save it as UTF-8 (with Out-File -Encoding utf8), or paste it")
	errPasteEmpty  = errors.New("nothing was pasted: " + openAgain)
	errPasteLarge  = errors.New("what was pasted is larger than 1 MiB: open the address of the client alone, and paste that")
	errPasteJSON   = errors.New("what was pasted is not the JSON of OAuth clients: " + openAgain)
	errPasteCut    = errors.New("the JSON of what was pasted is cut off: paste all of it, or save it in a file for zdg check --record")
	errPasteTwice  = errors.New("the JSON of what was pasted has a key twice, or two that differ only in case, so it can be read in two ways: " + openAgain)
	errPasteTree   = errors.New("what was pasted is the shortened tree of a JSON viewer: choose Raw Data there, and paste that")
	errPastePage   = errors.New("what was pasted is a web page, such as the sign-in page, and not JSON: " + openAgain)
	errPasteLate   = errors.New("behind the client in what was pasted stands an error of the account, so the client may be what was sent, and not what is saved: " + openAgain)
	errPasteSent   = errors.New("what was pasted is what was sent to the account, not its answer: " + openAgain)
	errPasteUnread = errors.New("not all of what was pasted can be read as JSON, and what is left may say something else of the client: " + openAgain)
	errPasteDiffer = errors.New("the client is in what was pasted more than once, and differently: paste what is saved now alone")
)

// refusals say, for what an account answers instead of its clients, what it is.
var refusals = map[explain.Code]string{
	"role-too-low":           "the browser is not signed in as an admin",
	"could-not-authenticate": "the browser is not signed in",
	"invalid-token":          "it was asked with an access token that is not valid",
	"missing-scope":          "it was asked with an access token that lacks the broad scope read",
	"anonymous-user":         "nobody is signed in",
	"no-help-desk":           "there is no account at that address",
	"record-not-found":       "there is no such client at that address",
	"invalid-endpoint":       "that is another address of the API",
	"rate-limited":           "it was asked too often",
}

// ParseRecord finds one client in what a signed-in browser shows at
// /api/v2/oauth/clients.json, or at the address of that client alone: with the
// headers of curl, the words of a viewer or the page around it, as a stream of
// objects, or in a HAR. Only the client of that identifier is kept, without its
// secret. Global clients say that it has been converted. A client of another account
// is not taken, wherever the paste names that, nor one from an answer that is an error,
// one that was sent (in a command, in the body of a request), or one with an error or
// with JSON that cannot be read beside it.
// At is now, How "pasted".
func ParseRecord(pasted string, whose Whose, now time.Time) (checklist.Record, error) {
	if utf16(pasted) {
		return checklist.Record{}, errPasteUTF16
	}
	data := []byte(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(pasted), "\ufeff")))
	switch {
	case len(data) == 0:
		return checklist.Record{}, errPasteEmpty
	case len(data) > bodyBound:
		return checklist.Record{}, errPasteLarge
	}
	var p pastedJSON
	p.read(data, 0)
	switch r, ok, err := p.find(whose); {
	case err != nil:
		return checklist.Record{}, err
	case ok && p.late:
		return checklist.Record{}, errPasteLate
	case ok && p.twice:
		return checklist.Record{}, errPasteTwice
	case ok && p.cut:
		return checklist.Record{}, errPasteCut
	case ok && p.unread:
		return checklist.Record{}, errPasteUnread
	case ok:
		r.At, r.How = now, checklist.RecordPasted
		return r, nil
	}
	named := redact.Clean(whose.Identifier, 100)
	switch {
	case p.elsewhere != "":
		return checklist.Record{}, fmt.Errorf("what was pasted is of %s, and the account here is %s: open https://%s%s, and paste all it shows",
			redact.Clean(p.elsewhere, 100), whose.Hosts[0], whose.Hosts[0], zendesk.ClientsPath)
	case p.failed != 0:
		return checklist.Record{}, fmt.Errorf("the client that was pasted is in an answer with the status %d, so it is what the account refused, and not what it has saved: %s", p.failed, openAgain)
	case p.listed && p.more:
		return checklist.Record{}, fmt.Errorf("there is no client with the identifier %q on the page that was pasted, and the list has more pages: open the next one (its address is beside next_page or links), or the address of the client alone, and paste that", named)
	case p.listed:
		return checklist.Record{}, fmt.Errorf("there is no client with the identifier %q in what was pasted: is it another page of the list, or another account?", named)
	case p.listedGlobal:
		return checklist.Record{}, fmt.Errorf("these are global clients, and %q is none of them: local ones are at %s; a global one is listed once somebody has authorized it", named, zendesk.ClientsPath)
	case p.refusal != "":
		return checklist.Record{}, errors.New(p.refusal)
	case p.twice:
		return checklist.Record{}, errPasteTwice
	case p.cut:
		return checklist.Record{}, errPasteCut
	case p.sent:
		return checklist.Record{}, errPasteSent
	case bytes.Contains(data, []byte("{\u2026}")) || bytes.Contains(data, []byte("[\u2026]")):
		return checklist.Record{}, errPasteTree
	case bytes.HasPrefix(data, []byte("<")):
		return checklist.Record{}, pageError(string(data))
	}
	return checklist.Record{}, errPasteJSON
}

// Whose says which client is wanted.
type Whose struct {
	Identifier string
	Hosts      []string       // of its account, the one to name first; none: any account will do
	Secret     zendesk.Secret // to find it in what customers would read; may be zero
}

// eyes look at what was pasted.
func (w Whose) eyes() eyes {
	var veil redact.Veil
	if !w.Secret.IsZero() {
		veil.Add(w.Secret.Reveal())
	}
	return eyes{
		fit: func(text string, max int) string {
			return redact.Clean(veil.Over(redact.Clean(veil.Over(text), len(text)+1)), max)
		},
		secret: func(text string) bool { return veil.In(text) || redact.LooksLikeSecret(text) },
	}
}

// utf16 reports whether a text is in UTF-16, with its mark at the beginning or without.
func utf16(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") || strings.HasPrefix(text, "{\x00") || strings.HasPrefix(text, "\x00{")
}

// refused keeps what an error says, in our words.
func (p *pastedJSON) refused(value json.RawMessage) {
	word, text := errorWords(value, true)
	if word == "" && text == "" {
		return
	}
	p.fail()
	seen := explain.Seen{Where: explain.API, Status: p.status, Error: redact.Clean(word, textBound), Text: redact.Clean(text, textBound)}
	best := explain.Answer(seen, zendesk.Client{})[0]
	if why, known := refusals[best.Code]; known {
		p.refusal = fmt.Sprintf("what was pasted is an error of the account (%s): %s; %s", best.Code, why, openAgain)
	} else if word != "" {
		p.refusal = "what was pasted is an error of the account, not a client: " + openAgain
	}
}

// pageError names a web page.
func pageError(page string) error {
	seen := explain.Seen{Where: explain.API, Error: explain.BodyHTML, Text: redact.Clean(pageText(page), 2000)}
	best := explain.Answer(seen, zendesk.Client{})[0]
	if why, known := refusals[best.Code]; known {
		return fmt.Errorf("what was pasted is a web page (%s): %s", best.Code, why)
	}
	return errPastePage
}
