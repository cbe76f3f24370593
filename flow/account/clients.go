package account

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// clientBody is a client in the OAuth Clients API (Z7), key by key: a key that is
// absent tells nothing, and null is none. Its secret is never looked at.
type clientBody map[string]json.RawMessage

type clientsBody struct {
	Clients []clientBody `json:"clients"`
	Client  clientBody   `json:"client"`
	Globals []clientBody `json:"global_clients"` // Z8
	Next    string       `json:"next_page"`
	Links   struct {
		Next string `json:"next"`
	} `json:"links"`
	Meta struct {
		More  bool   `json:"has_more"`
		After string `json:"after_cursor"`
	} `json:"meta"`
}

// next is the query of the page that follows, by number or by cursor, as the answer has
// it (Z7 and Zendesk's page on pagination know both); "" where there is more and nothing
// says how to get it. Of an address that the answer names only its cursor is taken: what
// is asked is always this account.
func (b clientsBody) next(number int) (query string, more bool) {
	cursor := b.Meta.After
	if u, err := url.Parse(b.Links.Next); err == nil && cursor == "" {
		cursor = u.Query().Get("page[after]")
	}
	switch {
	case cursor != "" && (b.Meta.More || b.Links.Next != ""):
		return "?" + url.Values{"page[size]": {"100"}, "page[after]": {cursor}}.Encode(), true
	case b.Next != "":
		return "?page=" + strconv.Itoa(number), true
	}
	return "", b.Meta.More || b.Links.Next != ""
}

// eyes are how the words of a record are looked at: fit makes them fit to show,
// secret tells of the words themselves whether a secret is among them.
type eyes struct {
	fit    func(string, int) string
	secret func(string) bool
}

// find returns the client with this identifier.
func (b clientsBody) find(identifier string, see eyes) (checklist.Record, bool) {
	for _, c := range append(b.Clients, b.Client) {
		if c.identifier() == identifier {
			return c.record(see), true
		}
	}
	return checklist.Record{}, false
}

func (c clientBody) identifier() string { return text(c["identifier"]) }

// recordBound is how many runes of a field are kept, entriesBound how many entries of a list.
const recordBound, entriesBound = 2000, 1000

func (c clientBody) record(see eyes) checklist.Record {
	r := checklist.Record{ID: number(c["id"]), Identifier: see.fit(c.identifier(), recordBound)}
	for _, f := range []struct {
		key  string
		into *string
	}{
		{checklist.KeyKind, &r.Kind},
		{checklist.KeyName, &r.Name},
		{checklist.KeyDescription, &r.Description},
		{checklist.KeyCompany, &r.Company},
		{checklist.KeyLogoURL, &r.LogoURL},
	} {
		if raw, told := c[f.key]; !told || raw[0] != '"' && !isNull(raw) {
			r.Untold = append(r.Untold, f.key)
		} else {
			*f.into = see.fit(text(raw), recordBound)
			if r, found := zendesk.Unseen(text(raw)); found && *f.into != "" && !unicode.IsGraphic(r) {
				*f.into += checklist.UnseenMark
			}
			see.hides(&r, f.key, 0, text(raw))
		}
	}
	if json.Unmarshal(c[checklist.KeyGlobal], &r.Global) != nil || isNull(c[checklist.KeyGlobal]) {
		r.Untold = append(r.Untold, checklist.KeyGlobal)
	}
	c.redirectURLs(&r, see)
	r.AllowedScopes = c.scopes(see.fit)
	switch string(c["enforce_token_expiration"]) { // T28
	case "true":
		r.TokenExpiration = checklist.ToggleOn
	case "false":
		r.TokenExpiration = checklist.ToggleOff
	}
	return r
}

// hides keeps that a part of these words is not shown. What is judged by the words
// then has to know that they are not what is saved.
func (see eyes) hides(r *checklist.Record, key string, entry int, words string) {
	secret := see.secret(words)
	if secret || see.fit(words, recordBound) != redact.Fit(words, recordBound) {
		r.Hidden = append(r.Hidden, checklist.Hidden{Key: key, Entry: entry, Secret: secret})
	}
}

func isNull(raw json.RawMessage) bool { return string(raw) == "null" }

// redirectURLs takes the entries as they are saved, one by one: what is wrong with
// one is for the checks to say. A string with lines is sent too (T27).
func (c clientBody) redirectURLs(r *checklist.Record, see eyes) {
	raw, told := c[checklist.KeyRedirectURI]
	var entries []json.RawMessage
	if !told || json.Unmarshal(raw, &entries) != nil && raw[0] != '"' || slices.ContainsFunc(entries, func(e json.RawMessage) bool { return e[0] != '"' && !isNull(e) }) {
		r.Untold = append(r.Untold, checklist.KeyRedirectURI) // absent, or in a shape that nobody knows
		return
	}
	if raw[0] == '"' {
		for line := range strings.Lines(text(raw)) {
			if line = strings.TrimRight(line, "\r\n"); line != "" {
				entry, _ := json.Marshal(line)
				entries = append(entries, entry)
			}
		}
	}
	if len(entries) > entriesBound { // a part of the list would be compared as if it were all
		r.Untold = append(r.Untold, checklist.KeyRedirectURI)
		return
	}
	for _, raw := range entries {
		saved := text(raw)
		see.hides(r, checklist.KeyRedirectURI, len(r.RedirectURLs)+1, saved)
		switch shown := see.fit(saved, recordBound); {
		case shown == "":
			r.NullURLs++
		case strings.TrimSpace(saved) != saved:
			r.RedirectURLs = append(r.RedirectURLs, " "+shown)
		case redact.Fit(saved, recordBound) != saved && len(saved) <= recordBound && !strings.ContainsAny(saved, " \t\r\n"):
			r.RedirectURLs = append(r.RedirectURLs, shown+checklist.UnseenMark)
		default:
			r.RedirectURLs = append(r.RedirectURLs, shown)
		}
	}
}

// scopes are the Allowed scopes (T28): nil when the answer does not tell, empty
// when none are configured.
func (c clientBody) scopes(fit func(string, int) string) []string {
	raw, told := c["scopes"]
	if !told {
		return nil
	}
	var list []string
	if json.Unmarshal(raw, &list) != nil {
		if raw[0] != '"' {
			return nil
		}
		list = strings.Fields(text(raw))
	}
	scopes := []string{}
	for i, s := range list {
		if i < entriesBound && strings.TrimSpace(s) != "" {
			scopes = append(scopes, fit(s, recordBound))
		}
	}
	return scopes
}
