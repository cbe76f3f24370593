package practice

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// admin guards a page of Admin Center: the person is signed in as an admin (Z5), and a form comes from this session.
func (a *Account) admin(next func(http.ResponseWriter, *http.Request, browser)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, ok := a.signedIn(r)
		switch {
		case !ok && r.Method == http.MethodGet:
			toSignIn(w, r)
		case !ok:
			a.writeMessage(w, http.StatusForbidden, "You are signed out", "Sign in again; what was typed is kept if you go back.")
		case who.Role != Admin:
			a.writeMessage(w, http.StatusForbidden, "Forbidden", textRole)
		case r.Method == http.MethodPost && !(sameOrigin(w, r) && a.fromSession(w, r, who)):
		default:
			next(w, r, who)
		}
	}
}

// fromSession reports whether a form holds the token of the session, and answers otherwise.
func (a *Account) fromSession(w http.ResponseWriter, r *http.Request, who browser) bool {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		if r.ParseMultipartForm(maxBody) != nil {
			a.writeMessage(w, http.StatusRequestEntityTooLarge, "This form is too large", "Choose a logo below one megabyte.")
			return false
		}
	}
	if !sameSecret(who.csrf, r.PostFormValue("authenticity_token")) {
		a.writeMessage(w, http.StatusForbidden, "This page is too old", "Go back, load the page again, and save once more.")
		return false
	}
	return true
}

// editable finds the client of a page, and answers otherwise. A global client has no page: only Zendesk can change it
// (Z1).
func (a *Account) editable(w http.ResponseWriter, r *http.Request) (ClientRecord, bool) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	for _, c := range a.Clients() {
		if c.ID == id && !c.Global {
			return c, true
		}
	}
	a.noPage(w, r)
	return ClientRecord{}, false
}

func (a *Account) adminList(w http.ResponseWriter, r *http.Request, who browser) {
	var b page
	b.raw(`<p class="account">Admin Center › Apps and integrations › APIs</p><h1>OAuth clients</h1>`)
	clients := slices.DeleteFunc(a.Clients(), func(c ClientRecord) bool { return c.Global })
	if len(clients) == 0 {
		b.raw(`<p>There is no OAuth client yet.</p>`)
	} else {
		b.raw(`<ul class="clients">`)
		for _, c := range clients {
			b.raw(`<li>`)
			writeLogo(&b, c, "small", 40)
			b.raw(`<div><a href="` + adminPath + `/`).number(c.ID).raw(`">`).text(c.Name).raw(`</a> <span class="tag">`).
				text(c.Kind).raw(`</span><br><code>`).text(c.Identifier).raw(`</code></div></li>`)
		}
		b.raw(`</ul>`)
	}
	b.raw(`<div class="buttons"><a class="button primary" href="` + adminPath + `/new">Add OAuth client</a></div>
<p class="hint">Signed in as `).text(who.Name).raw(`. <a href="/access/logout">Sign out</a></p>`)
	a.writeWide(w, http.StatusOK, "OAuth clients", &b, "wide")
}

func writeLogo(b *page, c ClientRecord, class string, size int64) {
	if len(c.Logo) == 0 {
		b.raw(`<div class="logo none ` + class + `">no logo</div>`)
		return
	}
	b.raw(`<img class="logo ` + class + `" alt="" width="`).number(size).raw(`" height="`).number(size).raw(`" src="` + logoPath(c.ID) + `">`)
}

func (a *Account) adminNew(w http.ResponseWriter, r *http.Request, who browser) {
	a.writeForm(w, http.StatusOK, who, clientForm{record: ClientRecord{Kind: Public}})
}

func (a *Account) adminEdit(w http.ResponseWriter, r *http.Request, who browser) {
	c, ok := a.editable(w, r)
	if !ok {
		return
	}
	a.mu.Lock()
	full := a.unshown[c.ID]
	delete(a.unshown, c.ID)
	a.mu.Unlock()
	a.writeForm(w, http.StatusOK, who, formOf(c, full))
}

// adminCreate is the first Save. It makes the secret, which the next page shows in full, once (Z4).
func (a *Account) adminCreate(w http.ResponseWriter, r *http.Request, who browser) {
	f := readForm(r, ClientRecord{})
	a.mu.Lock()
	a.judge(&f)
	if len(f.problems) == 0 {
		f.record.UserID = who.ID
		c := a.add(f.record)
		a.unshown[c.ID] = true
		f.record.ID = c.ID
	}
	a.mu.Unlock()
	a.saved(w, r, who, f)
}

// adminSave changes a client. A change of kind makes a new secret, which is only shown truncated and therefore lost (T14,
// 2026-07).
func (a *Account) adminSave(w http.ResponseWriter, r *http.Request, who browser) {
	old, ok := a.editable(w, r)
	if !ok {
		return
	}
	f := readForm(r, old)
	a.mu.Lock()
	a.judge(&f)
	c := a.clientByID(old.ID)
	if len(f.problems) == 0 && c != nil {
		n := f.record
		c.Name, c.Description, c.Company, c.Identifier = n.Name, n.Description, n.Company, n.Identifier
		c.RedirectURLs, c.AllowedScopes, c.Logo, c.LogoURL = n.RedirectURLs, n.AllowedScopes, n.Logo, n.LogoURL
		if len(c.Logo) > 0 {
			c.LogoURL = logoPath(c.ID)
		}
		if c.Kind != n.Kind {
			c.Kind, c.Secret = n.Kind, a.newSecret()
		}
		c.UpdatedAt = a.now().UTC()
	}
	a.mu.Unlock()
	a.saved(w, r, who, f)
}

// saved shows the form again with its problems, or redirects to the client's page.
func (a *Account) saved(w http.ResponseWriter, r *http.Request, who browser, f clientForm) {
	if len(f.problems) > 0 {
		a.writeForm(w, http.StatusUnprocessableEntity, who, f)
		return
	}
	http.Redirect(w, r, adminPath+"/"+itoa(f.record.ID), http.StatusSeeOther)
}

// adminRegenerate replaces the secret. The page shows the new one truncated, so it is unusable (T14, 2026-07).
func (a *Account) adminRegenerate(w http.ResponseWriter, r *http.Request, who browser) {
	c, ok := a.editable(w, r)
	if !ok {
		return
	}
	a.regenerate(c.ID)
	http.Redirect(w, r, adminPath+"/"+itoa(c.ID), http.StatusSeeOther)
}

func (a *Account) adminDelete(w http.ResponseWriter, r *http.Request, who browser) {
	c, ok := a.editable(w, r)
	if !ok {
		return
	}
	a.mu.Lock()
	a.clients = slices.DeleteFunc(a.clients, func(other *ClientRecord) bool { return other.ID == c.ID })
	for _, t := range a.tokens {
		if t.client == c.ID {
			t.dead, t.refreshDead = true, true
		}
	}
	a.mu.Unlock()
	http.Redirect(w, r, adminPath, http.StatusSeeOther)
}
