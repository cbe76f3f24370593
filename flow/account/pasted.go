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

// openAgain says how to get the record.
const openAgain = "open " + zendesk.ClientsPath + " in a browser that is signed in as an admin, and paste all that it shows"

// Why a pasted record is refused; none of these texts holds anything of it.
var (
	errPasteUTF16  = errors.New("what was pasted is in UTF-16, as PowerShell's > and some editors write files: save it as UTF-8 (with Out-File -Encoding utf8), or paste it")
	errPasteEmpty  = errors.New("nothing was pasted: " + openAgain)
	errPasteLarge  = errors.New("what was pasted is larger than 1 MiB: open the address of the client alone, and paste that")
	errPasteJSON   = errors.New("what was pasted is not the JSON of OAuth clients: " + openAgain)
	errPasteCut    = errors.New("the JSON of what was pasted is cut off: paste all of it, or save it in a file for zdg check --record")
	errPasteTwice  = errors.New("the JSON of what was pasted has a key twice, or two that differ only in case, so it can be read in two ways: " + openAgain)
	errPasteTree   = errors.New("what was pasted is the shortened tree of a JSON viewer: choose Raw Data there, and paste that")
	errPastePage   = errors.New("what was pasted is a web page, such as the sign-in page, and not JSON: " + openAgain)
	errPasteLate   = errors.New("what was pasted has an error of the account after the client, so the client may be what was sent, and not what is saved: " + openAgain)
	errPasteSent   = errors.New("what was pasted is what was sent to the account, not its answer: " + openAgain)
	errPasteUnread = errors.New("not all of what was pasted can be read as JSON, and the rest may say something else about the client: " + openAgain)
	errPasteDiffer = errors.New("the client is in what was pasted more than once, with differences: paste only what is saved now")
)

// refusals says in words what an account answered instead of its clients.
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
// /api/v2/oauth/clients.json, or at the address of that client alone. The JSON may have the
// headers of curl, the labels of a viewer or a web page around it, and may be a stream of
// objects or a HAR. The client is returned without its secret; At is now, and How is
// checklist.RecordPasted. One in a list of global clients has been converted: Global is set.
//
// It is refused when the paste says that it is a client of another account, that the answer
// was an error, or that the JSON was sent (in a command, or as the body of a request), and
// when an error or unreadable JSON stands beside it. The error says what to paste instead,
// and holds nothing of the paste but the identifier and the host.
func ParseRecord(pasted string, whose RecordOwner, now time.Time) (checklist.Record, error) {
	if utf16(pasted) {
		return checklist.Record{}, errPasteUTF16
	}
	data := []byte(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(pasted), "\ufeff")))
	switch {
	case len(data) == 0:
		return checklist.Record{}, errPasteEmpty
	case len(data) > maxBody:
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
		return checklist.Record{}, fmt.Errorf("what was pasted is from %s, but the account is %s: open https://%s%s, and paste all that it shows",
			redact.Clean(p.elsewhere, 100), whose.Hosts[0], whose.Hosts[0], zendesk.ClientsPath)
	case p.failed != 0:
		return checklist.Record{}, fmt.Errorf("the client that was pasted is in an answer with the status %d, so it is what the account refused, and not what it has saved: %s", p.failed, openAgain)
	case p.listed && p.more:
		return checklist.Record{}, fmt.Errorf("there is no client with the identifier %q on the page that was pasted, and the list has more pages: open the next one (its address is beside next_page or links), or the address of the client alone, and paste that", named)
	case p.listed:
		return checklist.Record{}, fmt.Errorf("there is no client with the identifier %q in what was pasted: is it another page of the list, or another account?", named)
	case p.listedGlobal:
		return checklist.Record{}, fmt.Errorf("these are global clients, and %q is not among them: local ones are at %s; a global one is listed once somebody has authorized it", named, zendesk.ClientsPath)
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

// RecordOwner says which client a record is wanted of.
type RecordOwner struct {
	Identifier string
	Hosts      []string       // of its account; the first one is named in errors; empty: any account will do
	Secret     zendesk.Secret // masked, and found in fields that customers read; may be zero
}

// sanitizer masks the owner's secret in what was pasted.
func (w RecordOwner) sanitizer() sanitizer {
	var veil redact.Veil
	if !w.Secret.IsZero() {
		veil.Add(w.Secret.Reveal())
	}
	return sanitizer{
		fit: func(text string, max int) string {
			return redact.Clean(veil.Over(redact.Clean(veil.Over(text), len(text)+1)), max)
		},
		holdsSecret: func(text string) bool { return veil.In(text) || redact.LooksLikeSecret(text) },
	}
}

// utf16 reports whether a text is in UTF-16, with or without a byte order mark.
func utf16(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") || strings.HasPrefix(text, "{\x00") || strings.HasPrefix(text, "\x00{")
}

// refused keeps what an answer's error is, in our words.
func (p *pastedJSON) refused(value json.RawMessage) {
	word, text := errorWords(value, true)
	if word == "" && text == "" {
		return
	}
	p.fail()
	seen := explain.Seen{Where: explain.API, Status: p.status, Error: redact.Clean(word, maxText), Text: redact.Clean(text, maxText)}
	best := explain.Answer(seen, zendesk.Client{})[0]
	if why, known := refusals[best.Code]; known {
		p.refusal = fmt.Sprintf("what was pasted is an error of the account (%s): %s; %s", best.Code, why, openAgain)
	} else if word != "" {
		p.refusal = "what was pasted is an error of the account, not a client: " + openAgain
	}
}

// pageError says what a web page is.
func pageError(page string) error {
	seen := explain.Seen{Where: explain.API, Error: explain.BodyHTML, Text: redact.Clean(pageText(page), 2000)}
	best := explain.Answer(seen, zendesk.Client{})[0]
	if why, known := refusals[best.Code]; known {
		return fmt.Errorf("what was pasted is a web page (%s): %s", best.Code, why)
	}
	return errPastePage
}
