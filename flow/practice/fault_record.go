package practice

import (
	"net/http"
	"strings"
)

// slashes adds a slash at the end of each redirect URL, or removes it.
func slashes(_ *Account, c *ClientRecord) {
	for i, u := range c.RedirectURLs {
		if bare, ok := strings.CutSuffix(u, "/"); ok {
			c.RedirectURLs[i] = bare
		} else {
			c.RedirectURLs[i] = u + "/"
		}
	}
}

// twoInOne adds a second redirect URL to the last entry, as when a list is pasted in one line.
func twoInOne(_ *Account, c *ClientRecord) {
	if n := len(c.RedirectURLs); n > 0 {
		c.RedirectURLs[n-1] += " https://two.acme.com/zendesk/callback"
	}
}

// changeClients changes each client in the answers of the OAuth Clients API.
func changeClients(change func(client object)) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		record(honest, r).sendChanged(w, func(answer object) {
			clients, _ := answer["clients"].([]any)
			for _, c := range append(clients, answer["client"]) {
				if client, is := c.(map[string]any); is {
					change(client)
				}
			}
		})
	}
}

// paged puts the list of clients on a second page, after an empty one with a cursor. An endless list never gets there.
func paged(endless bool) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		good := record(honest, r)
		if good.status == http.StatusOK && (endless || r.URL.Query().Get("page[after]") == "") {
			good.write(object{
				"clients": []object{}, "meta": object{"has_more": true, "after_cursor": "MQ==", "before_cursor": nil},
				"links": object{"next": a.base(r) + r.URL.Path + "?page[after]=MQ%3D%3D&page[size]=100", "prev": nil},
			})
		}
		good.replay(w)
	}
}

// setClientField sets a field of a client.
func setClientField(name string, value any) func(object) {
	return func(client object) { client[name] = value }
}

// lackingKeys removes the keys that the sample in Zendesk's reference lacks (Z7).
func lackingKeys(client object) {
	for _, key := range []string{"kind", "logo_url", "global"} {
		delete(client, key)
	}
}

// nasty would set a terminal's title and colour, clear its screen, write to its clipboard and reverse the line.
const nasty = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[31m\x1b[2J\u202egnp.exe\u2066\u200b\r\n\u0085"

func controlCharacters(a *Account) {
	giant := strings.Repeat("W", 20_000)
	for _, c := range a.clients {
		c.Name = nasty + c.Name + giant
		c.Description = nasty + c.Description + giant
		c.Company = nasty + c.Company
	}
	for i := range a.people {
		a.people[i].Name = nasty + a.people[i].Name + giant
	}
}

var recordInvalid = object{
	"error": "RecordInvalid", "description": "Record validation errors",
	"details": object{"identifier": []object{{"description": "Identifier: has already been taken", "error": "DuplicateValue"}}},
}
