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

// clientBody is a client in the OAuth Clients API (Z7), by keys: an absent key says
// nothing, and null says that there is no value. Its secret is never read.
type clientBody map[string]json.RawMessage

// clientsBody is an answer of the OAuth Clients API.
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

// next returns the query of the next page, by number or by cursor, whichever the answer has
// (Z7 and Zendesk's page on pagination know both). more reports whether there is a next page;
// query is "" when the answer does not say how to get it. Only the cursor is taken from an
// address in the answer, since requests go to this account only.
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

// sanitizer makes the text of a record fit to show: fit cleans, masks and shortens it to a
// number of runes; holdsSecret reports whether a secret is in the text.
type sanitizer struct {
	fit         func(string, int) string
	holdsSecret func(string) bool
}

// find returns the client with this identifier; false when it is not there.
func (b clientsBody) find(identifier string, see sanitizer) (checklist.Record, bool) {
	for _, c := range append(b.Clients, b.Client) {
		if c.identifier() == identifier {
			return c.record(see), true
		}
	}
	return checklist.Record{}, false
}

// identifier returns the client's identifier; "" when it is missing.
func (c clientBody) identifier() string { return jsonString(c["identifier"]) }

// maxField is how many runes of a field are kept, maxEntries how many entries of a list.
const maxField, maxEntries = 2000, 1000

// record reads the client. What is missing or has an unknown shape is listed in Untold.
func (c clientBody) record(see sanitizer) checklist.Record {
	r := checklist.Record{ID: jsonNumber(c["id"]), Identifier: see.fit(c.identifier(), maxField)}
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
		if raw, told := c[f.key]; !told || raw[0] != '"' && !isUnset(raw) {
			r.Untold = append(r.Untold, f.key)
		} else {
			*f.into = see.fit(jsonString(raw), maxField)
			if r, found := zendesk.Unseen(jsonString(raw)); found && *f.into != "" && !unicode.IsGraphic(r) {
				*f.into += checklist.UnseenMark
			}
			see.noteHidden(&r, f.key, 0, jsonString(raw))
		}
	}
	if json.Unmarshal(c[checklist.KeyGlobal], &r.Global) != nil || isUnset(c[checklist.KeyGlobal]) {
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

// noteHidden notes when a part of a field is not shown: checks must know then that the
// record is not exactly what is saved. entry counts from 1 in a list, and is 0 otherwise.
func (see sanitizer) noteHidden(r *checklist.Record, key string, entry int, words string) {
	secret := see.holdsSecret(words)
	if secret || see.fit(words, maxField) != redact.Fit(words, maxField) {
		r.Hidden = append(r.Hidden, checklist.Hidden{Key: key, Entry: entry, Secret: secret})
	}
}

// redirectURLs reads the redirect URLs as they are saved; checks say what is wrong with
// them. Zendesk also sends them as one string with several lines (T27).
func (c clientBody) redirectURLs(r *checklist.Record, see sanitizer) {
	raw, told := c[checklist.KeyRedirectURI]
	var entries []json.RawMessage
	if !told || json.Unmarshal(raw, &entries) != nil && raw[0] != '"' || slices.ContainsFunc(entries, func(e json.RawMessage) bool { return e[0] != '"' && !isUnset(e) }) {
		r.Untold = append(r.Untold, checklist.KeyRedirectURI) // absent, or in an unknown shape
		return
	}
	if raw[0] == '"' {
		for line := range strings.Lines(jsonString(raw)) {
			if line = strings.TrimRight(line, "\r\n"); line != "" {
				entry, _ := json.Marshal(line)
				entries = append(entries, entry)
			}
		}
	}
	if len(entries) > maxEntries { // a part of the list would be taken for the whole
		r.Untold = append(r.Untold, checklist.KeyRedirectURI)
		return
	}
	for _, raw := range entries {
		saved := jsonString(raw)
		see.noteHidden(r, checklist.KeyRedirectURI, len(r.RedirectURLs)+1, saved)
		switch shown := see.fit(saved, maxField); {
		case shown == "":
			r.NullURLs++
		case strings.TrimSpace(saved) != saved:
			r.RedirectURLs = append(r.RedirectURLs, " "+shown)
		case redact.Fit(saved, maxField) != saved && len(saved) <= maxField && !strings.ContainsAny(saved, " \t\r\n"):
			r.RedirectURLs = append(r.RedirectURLs, shown+checklist.UnseenMark)
		default:
			r.RedirectURLs = append(r.RedirectURLs, shown)
		}
	}
}

// scopes returns the Allowed scopes (T28): nil when the answer does not have them, empty
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
		list = strings.Fields(jsonString(raw))
	}
	scopes := []string{}
	for i, s := range list {
		if i < maxEntries && strings.TrimSpace(s) != "" {
			scopes = append(scopes, fit(s, maxField))
		}
	}
	return scopes
}
