package practice

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// portalForm sends a form of the portal as a browser does.
func (d *testAccount) portalForm(path string, pairs ...string) answer {
	d.t.Helper()
	v := url.Values{"authenticity_token": {d.get(PortalPath, "").hidden("authenticity_token")}}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return d.form(PortalPath+path, v)
}

// TestTheRequestIsDecided walks from a local client to one that is global, claimed and associated, by the pages alone.
func TestTheRequestIsDecided(t *testing.T) {
	d := open(t)
	b, id := d.browser(Admin), d.Client().Identifier
	page := adminPath + "/" + itoa(d.Client().ID)
	says := func(want string) {
		t.Helper()
		if res := b.get(PortalPath, ""); res.status != http.StatusOK || !strings.Contains(res.body, want) {
			t.Errorf("the portal does not say %q:\n%s", want, res.body)
		}
	}
	refuses := func(res answer, why error) {
		t.Helper()
		if res.status != http.StatusUnprocessableEntity || !strings.Contains(res.body, sentence(why)) || !strings.Contains(res.body, "practice account's own") {
			t.Errorf("status %d, not %q in\n%s", res.status, why, res.body)
		}
	}
	six := d.Client().Secret[:claimDigits]

	tells := func() bool { return strings.Contains(b.get(PortalPath, "").body, six) }

	says("local, not decided")
	if tells() {
		t.Error("the six characters are told before they are needed")
	}
	refuses(b.portalForm("/claim", "identifier", id, "six", six), ErrClaimPending)
	refuses(b.portalForm("/claim", "identifier", "zdg-nobody", "six", six), ErrClaimUnknown)
	b.portalForm("/review", "identifier", id, "decision", "reject")
	says("rejected")
	refuses(b.portalForm("/claim", "identifier", id, "six", six), ErrClaimRejected)
	if b.get(page, "").status != http.StatusOK || d.Client().Global {
		t.Error("a rejection has changed the client")
	}

	if res := b.portalForm("/review", "identifier", id, "decision", "approve"); res.status != http.StatusSeeOther {
		t.Errorf("status %d", res.status)
	}
	says("global, not claimed")
	if !tells() || strings.Contains(b.get(PortalPath, "").body, d.Client().Secret) {
		t.Error("the six characters are not told, or more of the secret is: nobody could claim the client in practice")
	}
	if res := b.get(page, ""); res.status != http.StatusNotFound || !d.Client().Global {
		t.Errorf("the page of a converted client: status %d", res.status)
	}
	refuses(b.portalForm("/review", "identifier", id, "decision", "reject"), ErrDecided)
	for _, wrong := range []string{"", six[:5], six + d.Client().Secret[6:7], "000000", d.Client().Secret} {
		refuses(b.portalForm("/claim", "identifier", id, "six", wrong), ErrClaimSix)
	}

	b.portalForm("/apps", "uses", "yes", "identifier", id)
	if _, associated := d.claimed(id); associated {
		t.Error("a client that was not claimed is associated")
	}
	b.portalForm("/claim", "identifier", " "+id+" ", "six", six)
	says("global, claimed")
	if tells() {
		t.Error("the six characters are told after they were needed")
	}
	b.portalForm("/apps", "uses", "yes", "identifier", id)
	if claimed, associated := d.claimed(id); !claimed || !associated {
		t.Errorf("claimed %t, associated %t", claimed, associated)
	}
	b.portalForm("/apps", "uses", "no", "identifier", id)
	if _, associated := d.claimed(id); associated {
		t.Error("an app that does not use Global OAuth is associated")
	}
}

// TestTheSixAreOfTheFirstSecret: a claim takes characters of the first secret only. The form of Zendesk asks for the secret
// "provided when you created the client".
func TestTheSixAreOfTheFirstSecret(t *testing.T) {
	d := open(t)
	id, first := d.Client().Identifier, d.Client().Secret
	later := d.regenerate(d.Client().ID).Secret
	if err := d.Convert(id); err != nil {
		t.Fatal(err)
	}
	if err := d.Convert(id); err != ErrDecided {
		t.Errorf("converted twice: %v", err)
	}
	if err := d.Convert("zdg-nobody"); err != ErrClaimUnknown {
		t.Errorf("nobody's: %v", err)
	}
	if err := d.Claim(id, later[:claimDigits]); err != ErrClaimSix {
		t.Errorf("the regenerated secret: %v", err)
	}
	if err := d.Claim(id, first[:claimDigits]); err != nil {
		t.Errorf("the first secret: %v", err)
	}
}

// TestThePortalIsForAdmins: nobody else sees it, and a form counts only from its own pages.
func TestThePortalIsForAdmins(t *testing.T) {
	d := open(t)
	if res := d.get(PortalPath, ""); res.status != http.StatusFound {
		t.Errorf("nobody: status %d", res.status)
	}
	if res := d.browser(Agent).get(PortalPath, ""); res.status != http.StatusForbidden {
		t.Errorf("an agent: status %d", res.status)
	}
	b := d.browser(Admin)
	if res := b.form(PortalPath+"/review", url.Values{"identifier": {d.Client().Identifier}, "decision": {"approve"}}); res.status != http.StatusForbidden || d.Client().Global {
		t.Errorf("a form without its token: status %d", res.status)
	}
}

// claimed reports whether a client was claimed, and whether the app was associated with it.
func (d *testAccount) claimed(identifier string) (claimed, associated bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.clientByIdentifier(identifier)
	return d.portalData.claimed[c.ID], d.portalData.associated[c.ID]
}
