package practice

import (
	"errors"
	"net/http"
	"strings"
)

// PortalPath is the page that plays the Marketplace developer portal, https://apps.zendesk.com/, and the people at
// Zendesk who decide. Its labels are those of Z1 and Z2 (read on 2026-11-26). What the real pages say when they refuse
// something is unknown, so those texts are our own, and the page says so.
const PortalPath = "/practice/portal"

// claimDigits is how many characters of the secret the claim form asks for (Z2).
const claimDigits = 6

// Why a claim is refused; see [Account.Claim].
var (
	ErrClaimUnknown  = errors.New("there is no client with this identifier: compare it with the one that was requested, letter by letter")
	ErrClaimPending  = errors.New("this client is not global yet: claim it when its request is approved")
	ErrClaimRejected = errors.New("the request for this client was rejected: put right what the ticket names, and send it again")
	ErrClaimSix      = errors.New("these are not the first six characters of the client secret: take them from where you keep it, and if it was regenerated, those of the first one")
)

// ErrDecided says that a client is global already, which cannot be undone.
var ErrDecided = errors.New("this client is global already, and nothing takes that back")

// portalState is what the portal knows besides the clients. The maps are by the number of a client.
type portalState struct {
	rejected, claimed, associated map[int64]bool
	firstSecret                   map[int64]string // the secret that the client was created with
	notUsed                       bool             // the app was said not to use Global OAuth
}

func newPortalState() portalState {
	return portalState{rejected: map[int64]bool{}, claimed: map[int64]bool{}, associated: map[int64]bool{}, firstSecret: map[int64]string{}}
}

// Convert approves the request for a client, in place of Zendesk: the client is global from then on, its page in Admin
// Center is gone (Z1), and the other accounts of [Tenants] know it. The error is ErrClaimUnknown or ErrDecided.
func (a *Account) Convert(identifier string) error {
	a.mu.Lock()
	c, err := a.undecided(identifier)
	if err != nil {
		a.mu.Unlock()
		return err
	}
	c.Global = true
	delete(a.portalData.rejected, c.ID)
	now := c.clone()
	a.mu.Unlock()
	if a.converted != nil {
		a.converted(now)
	}
	return nil
}

// Reject rejects the request for a client. The client stays as it is and can still be approved. The error is
// ErrClaimUnknown or ErrDecided.
func (a *Account) Reject(identifier string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	c, err := a.undecided(identifier)
	if err == nil {
		a.portalData.rejected[c.ID] = true
	}
	return err
}

// undecided finds a client of this account that is not global. The caller holds a.mu.
func (a *Account) undecided(identifier string) (*ClientRecord, error) {
	c := a.clientByIdentifier(identifier)
	switch {
	case c == nil || c.elsewhere:
		return nil, ErrClaimUnknown
	case c.Global:
		return nil, ErrDecided
	}
	return c, nil
}

// Claim puts a global client on the organization's list, as the form "Claim Global Auth" does (Z2), with the identifier
// and the first six characters of the secret. Which secret counts after a regeneration is unknown; here it is the one
// "provided when you created the client". The error is one of the ErrClaim… above.
func (a *Account) Claim(identifier, six string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := a.clientByIdentifier(identifier)
	switch {
	case c == nil || c.elsewhere:
		return ErrClaimUnknown
	case a.portalData.rejected[c.ID]:
		return ErrClaimRejected
	case !c.Global:
		return ErrClaimPending
	}
	if first := a.portalData.firstSecret[c.ID]; !sameSecret(first[:min(claimDigits, len(first))], six) {
		return ErrClaimSix
	}
	a.portalData.claimed[c.ID] = true
	return nil
}

// review approves or rejects a request, which at Zendesk only its people can do.
func (a *Account) review(w http.ResponseWriter, r *http.Request, who browser) {
	decide := a.Reject
	if r.PostFormValue("decision") == "approve" {
		decide = a.Convert
	}
	a.showResult(w, r, who, "", decide(r.PostFormValue("identifier")))
}

func (a *Account) claimForm(w http.ResponseWriter, r *http.Request, who browser) {
	identifier := strings.TrimSpace(r.PostFormValue("identifier"))
	a.showResult(w, r, who, identifier, a.Claim(identifier, strings.TrimSpace(r.PostFormValue("six"))))
}

// associate saves the tab Global OAuth of the app. Only claimed clients can be chosen.
func (a *Account) associate(w http.ResponseWriter, r *http.Request, who browser) {
	uses, chosen := r.PostFormValue("uses") == "yes", map[int64]bool{}
	a.mu.Lock()
	for _, identifier := range r.PostForm["identifier"] {
		if c := a.clientByIdentifier(identifier); uses && c != nil && a.portalData.claimed[c.ID] {
			chosen[c.ID] = true
		}
	}
	a.portalData.associated, a.portalData.notUsed = chosen, !uses
	a.mu.Unlock()
	a.showResult(w, r, who, "", nil)
}

// showResult shows the portal with an error, or redirects to it.
func (a *Account) showResult(w http.ResponseWriter, r *http.Request, who browser, typed string, wrong error) {
	if wrong != nil {
		a.writePortal(w, http.StatusUnprocessableEntity, who, typed, wrong)
		return
	}
	http.Redirect(w, r, PortalPath, http.StatusSeeOther)
}

func (a *Account) portal(w http.ResponseWriter, _ *http.Request, who browser) {
	a.writePortal(w, http.StatusOK, who, "", nil)
}

func (a *Account) writePortal(w http.ResponseWriter, status int, who browser, typed string, wrong error) {
	clients := a.madeHere()
	a.mu.Lock()
	state := map[int64]string{}
	var claimed []ClientRecord
	associated := map[int64]bool{}
	six := map[int64]string{} // of clients that wait to be claimed
	for _, c := range clients {
		switch {
		case a.portalData.claimed[c.ID]:
			state[c.ID] = "global, claimed"
			claimed = append(claimed, c)
			associated[c.ID] = a.portalData.associated[c.ID]
		case c.Global:
			state[c.ID] = "global, not claimed"
			six[c.ID] = a.portalData.firstSecret[c.ID][:min(claimDigits, len(a.portalData.firstSecret[c.ID]))]
		case a.portalData.rejected[c.ID]:
			state[c.ID] = "rejected"
		default:
			state[c.ID] = "local, not decided"
		}
	}
	notUsed := a.portalData.notUsed
	a.mu.Unlock()

	var b page
	b.raw(`<p class="account">Marketplace portal (practice)</p><h1>Global OAuth</h1>`)
	if wrong != nil {
		b.raw(`<p class="problem" role="alert">`).text(sentence(wrong)).raw(` <small>(The words are the practice account's own: those of the real page are not published.)</small></p>`)
	}
	b.raw(`<h2>The requests</h2><p class="hint">On the real portal Zendesk decides, within days or weeks. Here you do. What is approved cannot be taken back.</p>`)
	if len(clients) == 0 {
		b.raw(`<p>There is no OAuth client yet.</p>`)
	}
	b.raw(`<ul class="clients">`)
	for _, c := range clients {
		b.raw(`<li><div>`).text(c.Name).raw(` <span class="tag">`).text(state[c.ID]).raw(`</span><br><code>`).text(c.Identifier).raw(`</code>`)
		if begins := six[c.ID]; begins != "" {
			b.raw(`<br><small class="hint">On the real portal only your own store has the secret. The one of this client begins with <code>`).text(begins).raw(`</code>.</small>`)
		}
		b.raw(`</div>`)
		if !c.Global {
			b.raw(`<form method="post" action="` + PortalPath + `/review">`)
			b.hidden("authenticity_token", who.csrf)
			b.hidden("identifier", c.Identifier)
			b.raw(`<button class="quiet" name="decision" value="approve">Approve</button> <button class="quiet" name="decision" value="reject">Reject</button></form>`)
		}
		b.raw(`</li>`)
	}
	b.raw(`</ul><h2>Claim Global Auth</h2><form method="post" action="` + PortalPath + `/claim">`)
	b.hidden("authenticity_token", who.csrf)
	b.raw(`<label class="field">OAuth identifier <small class="hint">The client_id for your global OAuth client</small><input name="identifier" autocomplete="off" value="`).text(typed).raw(`"></label>
<label class="field">First 6 characters of clients secret <small class="hint">The first 6 characters of the client secret provided when you created the client</small><input class="mono" name="six" autocomplete="off"></label>
<div class="buttons"><button class="primary">Claim</button></div></form>
<h2>Apps › Details › Global OAuth</h2><form method="post" action="` + PortalPath + `/apps">`)
	b.hidden("authenticity_token", who.csrf)
	b.raw(`<fieldset><legend>Does this app use Global OAuth?</legend>`)
	writeChoice(&b, "radio", "uses", "yes", "Yes", "", !notUsed)
	writeChoice(&b, "radio", "uses", "no", "No", "", notUsed)
	b.raw(`</fieldset><fieldset><legend>Identifiers</legend>`)
	for _, c := range claimed {
		writeChoice(&b, "checkbox", "identifier", c.Identifier, c.Name, c.Identifier, associated[c.ID])
	}
	if len(claimed) == 0 {
		b.raw(`<small class="hint">A client that is not in the list has not been claimed.</small>`)
	}
	b.raw(`</fieldset><div class="buttons"><button class="primary">Update</button></div></form>`)
	a.writeWide(w, status, "Global OAuth", &b, "wide")
}

func writeChoice(b *page, kind, name, value, label, hint string, on bool) {
	b.raw(`<label class="choice"><input type="` + kind + `" name="` + name + `" value="`).text(value).raw(`"`)
	if on {
		b.raw(` checked`)
	}
	b.raw(`><span><b>`).text(label).raw(`</b>`)
	if hint != "" {
		b.raw(` <code>`).text(hint).raw(`</code>`)
	}
	b.raw(`</span></label>`)
}

// sentence writes an error as a sentence for a page.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
