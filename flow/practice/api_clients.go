package practice

import (
	"net/http"
	"strconv"
)

// secretShown is how many characters of a secret stay visible after the first time (Z4).
const secretShown = 9

func masked(secret string) string {
	if len(secret) <= secretShown {
		return "..."
	}
	return secret[:secretShown] + "..."
}

// clientObject is a record as the API shows it (Z7). Allowed scopes are not among the documented fields.
func (a *Account) clientObject(r *http.Request, c ClientRecord, secret string) object {
	o := object{
		"id": c.ID, "user_id": c.UserID, "name": c.Name, "identifier": c.Identifier, "kind": c.Kind, "company": nil, "description": nil,
		"redirect_uri": c.RedirectURLs, "logo_url": nil, "secret": secret, "global": c.Global,
		"created_at": stamp(c.CreatedAt), "updated_at": stamp(c.UpdatedAt), "url": a.base(r) + "/api/v2/clients/" + itoa(c.ID) + ".json",
	}
	if c.Company != "" {
		o["company"] = c.Company
	}
	if c.Description != "" {
		o["description"] = c.Description
	}
	if c.RedirectURLs == nil {
		o["redirect_uri"] = []string{}
	}
	if u := c.LogoURL; u != "" {
		if u[0] == '/' {
			u = a.base(r) + u
		}
		o["logo_url"] = u
	}
	return o
}

func (a *Account) writeClients(w http.ResponseWriter, r *http.Request, keep func(ClientRecord) bool) {
	list := []object{}
	for _, c := range a.madeHere() {
		if keep(c) {
			list = append(list, a.clientObject(r, c, masked(c.Secret)))
		}
	}
	writeJSON(w, http.StatusOK, object{"clients": list, "count": len(list), "next_page": nil, "previous_page": nil})
}

// ShownClients returns what the browser of a signed-in admin shows at /api/v2/oauth/clients.json: JSON with masked
// secrets (Z7). It is safe for concurrent use.
func (a *Account) ShownClients() string {
	answer := &recordedAnswer{header: http.Header{}, status: http.StatusOK}
	r := &http.Request{Method: http.MethodGet, Header: http.Header{}}
	a.writeClients(answer, r, func(ClientRecord) bool { return true })
	return answer.body()
}

func (a *Account) listClients(w http.ResponseWriter, r *http.Request, c caller) {
	if c.allows(w, admins, "read") {
		a.writeClients(w, r, func(ClientRecord) bool { return true })
	}
}

func (a *Account) listOwnClients(w http.ResponseWriter, r *http.Request, c caller) {
	if c.allows(w, admins, "read") {
		a.writeClients(w, r, func(rec ClientRecord) bool { return rec.UserID == c.ID })
	}
}

// findClient finds the client that a path names. It answers 404 when there is none.
func (a *Account) findClient(w http.ResponseWriter, r *http.Request) (ClientRecord, bool) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	a.mu.Lock()
	c := a.clientByID(id)
	var found ClientRecord
	if c != nil {
		found = a.snapshot(c)
	}
	a.mu.Unlock()
	if c == nil || found.elsewhere {
		writeNotFound(w, "RecordNotFound")
		return found, false
	}
	return found, true
}

func (a *Account) oneClient(w http.ResponseWriter, r *http.Request, c caller) {
	if !c.allows(w, admins, "read") {
		return
	}
	if rec, ok := a.findClient(w, r); ok {
		writeJSON(w, http.StatusOK, object{"client": a.clientObject(r, rec, masked(rec.Secret))})
	}
}

// generateSecret answers with the new secret in full and ends the old one at once (T14, 2026-07-24).
func (a *Account) generateSecret(w http.ResponseWriter, r *http.Request, c caller) {
	if !c.allows(w, admins, "write") {
		return
	}
	rec, ok := a.findClient(w, r)
	if !ok {
		return
	}
	if rec.Global { // only Zendesk can change it
		writeRole(w)
		return
	}
	rec = a.regenerate(rec.ID)
	writeJSON(w, http.StatusOK, object{"client": a.clientObject(r, rec, rec.Secret)})
}

// regenerate replaces a client's secret and returns the new record.
func (a *Account) regenerate(id int64) ClientRecord {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := a.clientByID(id)
	if c == nil {
		return ClientRecord{}
	}
	c.Secret = a.newSecret()
	c.UpdatedAt = a.now().UTC()
	delete(a.unshown, id)
	return a.snapshot(c)
}

// listGlobalClients lists the global clients that somebody in this account has authorized (Z8).
func (a *Account) listGlobalClients(w http.ResponseWriter, r *http.Request, c caller) {
	if !c.allows(w, admins, "read") {
		return
	}
	a.mu.Lock()
	authorized := map[int64]bool{}
	for key := range a.grants {
		authorized[key.client] = true
	}
	a.mu.Unlock()
	list := []object{}
	for _, rec := range a.Clients() {
		if rec.Global && authorized[rec.ID] {
			o := a.clientObject(r, rec, "")
			list = append(list, object{
				"id": o["id"], "identifier": o["identifier"], "name": o["name"], "company": o["company"],
				"description": o["description"], "logo_url": o["logo_url"], "kind": o["kind"],
			})
		}
	}
	writeJSON(w, http.StatusOK, object{"global_clients": list, "count": len(list), "next_page": nil, "previous_page": nil})
}
