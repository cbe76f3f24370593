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
)

// clientBody is a client in the OAuth Clients API (Z7). There is no field for its
// secret: it is dropped where it would be decoded.
type clientBody struct {
	ID          json.RawMessage `json:"id"`
	Identifier  string          `json:"identifier"`
	Kind        string          `json:"kind"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Company     string          `json:"company"`
	LogoURL     string          `json:"logo_url"`
	RedirectURI json.RawMessage `json:"redirect_uri"`
	Global      bool            `json:"global"`
}

type clientsBody struct {
	Clients []clientBody `json:"clients"`
	Client  *clientBody  `json:"client"`
	Next    string       `json:"next_page"`
}

// find returns the client with this identifier; fit makes its words fit to show.
func (b clientsBody) find(identifier string, fit func(string, int) string) (checklist.Record, bool) {
	if b.Client != nil {
		b.Clients = append(b.Clients, *b.Client)
	}
	for _, c := range b.Clients {
		if c.Identifier == identifier {
			return c.record(fit), true
		}
	}
	return checklist.Record{}, false
}

// recordBound is how many runes of a field are kept.
const recordBound = 2000

func (c clientBody) record(fit func(string, int) string) checklist.Record {
	clean := func(s string) string { return fit(s, recordBound) }
	r := checklist.Record{
		ID: number(c.ID), Identifier: clean(c.Identifier), Kind: clean(c.Kind), Name: clean(c.Name), Description: clean(c.Description),
		Company: clean(c.Company), LogoURL: clean(c.LogoURL), Global: c.Global,
	}
	var urls []string
	if json.Unmarshal(c.RedirectURI, &urls) != nil {
		urls = strings.Fields(text(c.RedirectURI)) // a string with lines is sent too (T27)
	}
	for i, u := range urls {
		if i < 200 {
			r.RedirectURLs = append(r.RedirectURLs, clean(u))
		}
	}
	return r
}

// Why a pasted record is not taken; none of these texts holds anything of it.
var (
	errPasteEmpty = errors.New("nothing was pasted: open /api/v2/oauth/clients.json in a browser that is signed in as an admin, and paste all it shows")
	errPasteLarge = errors.New("what was pasted is larger than 1 MiB: open the address of the client alone, and paste that")
	errPasteJSON  = errors.New("what was pasted is not the JSON of OAuth clients: paste all that the browser shows at /api/v2/oauth/clients.json")
)

// ParseRecord finds one client in what a signed-in browser shows at
// /api/v2/oauth/clients.json, or at the address of that client alone. Only the
// client with this identifier is kept, without its secret. At is now, How "pasted".
func ParseRecord(pasted string, identifier string, now time.Time) (checklist.Record, error) {
	data := bytes.TrimSpace([]byte(strings.TrimPrefix(pasted, "\ufeff")))
	switch {
	case len(data) == 0:
		return checklist.Record{}, errPasteEmpty
	case len(data) > bodyBound:
		return checklist.Record{}, errPasteLarge
	}
	if data[0] == '[' {
		data = append(append([]byte(`{"clients":`), data...), '}')
	}
	if wellFormed(data) != nil {
		return checklist.Record{}, errPasteJSON
	}
	var list clientsBody
	var single clientBody
	if json.Unmarshal(data, &list) != nil || json.Unmarshal(data, &single) != nil {
		return checklist.Record{}, errPasteJSON
	}
	if list.Clients == nil && list.Client == nil {
		if single.Identifier == "" {
			return checklist.Record{}, errPasteJSON
		}
		list.Client = &single
	}
	r, ok := list.find(identifier, explain.Clean)
	if !ok {
		return checklist.Record{}, fmt.Errorf("there is no client with the identifier %q in what was pasted: is it another page of the list, or another account?", explain.Clean(identifier, 100))
	}
	r.At, r.How = now, "pasted"
	return r, nil
}
