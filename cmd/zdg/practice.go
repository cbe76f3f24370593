package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/practice"
)

// practiceLogo is the file name of the prepared client's logo, for which there is no file.
const practiceLogo = "acme-logo.png"

// practiceVault is where the secret of the prepared client is, in words.
const practiceVault = "the practice vault"

// playground is the practice account, which a command serves on loopback while it runs.
type playground struct {
	*practice.Account
	tenants  *practice.Tenants     // the account and those of customers
	prepared practice.ClientRecord // the prepared client, as it was before any fault
	url      string
	server   *http.Server
}

// knownFaults refuses a --fault that names what the practice account cannot play.
func knownFaults(fault string) error {
	if fault == "" {
		return nil
	}
	var names []string
	for _, f := range practice.Faults() {
		names = append(names, f.Name)
	}
	for name := range strings.SplitSeq(fault, ",") {
		if !slices.Contains(names, name) {
			return unknown("fault", name, names, "zdg practice --list-faults")
		}
	}
	return nil
}

// openPlayground serves a practice account with a prepared client. fault names the faults to
// switch on, divided by commas; "" for none.
func openPlayground(a *app, fault string) (*playground, error) {
	callback, err := freeCallback()
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("the practice account cannot listen on 127.0.0.1: %w", err)
	}
	options := practice.Prepared(callback)
	options.Now = a.now
	options.URL = "http://" + listener.Addr().String()
	p := &playground{Account: practice.New(options), url: options.URL}
	p.prepared = p.Client()
	if fault != "" {
		if err := p.SetFault(strings.Split(fault, ",")...); err != nil {
			_ = listener.Close() // nothing was served yet
			return nil, usagef("%w: zdg practice --list-faults names them", err)
		}
	}
	p.tenants = practice.NewTenants(p.Account) // after the faults, which may have made the client global
	if err := p.tenants.SetURL(p.url); err != nil {
		_ = listener.Close() // nothing was served yet
		return nil, err
	}
	p.server = &http.Server{Handler: p.tenants, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := p.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(a.err, "zdg: the practice account stopped:", err)
		}
	}()
	return p, nil
}

// close ends the account; connections that are open are cut.
func (p *playground) close() { _ = p.server.Close() } // there is nothing to lose

// freeCallback is a redirect URL on a port that is free now. The port is above 1023, so that
// anybody may listen on it, and below 32768, so that the system does not hand it out. It is
// chosen at random, so that two practices at once do not want the same one.
func freeCallback() (string, error) {
	const first, last = 10000, 32767
	for range 200 {
		if port := first + rand.IntN(last-first+1); free(port) {
			return zendesk.SuggestedRedirectURL(port), nil
		}
	}
	return "", fmt.Errorf("no port is free for the callback: end whatever listens on ports %d to %d", first, last)
}

func free(port int) bool {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return false
	}
	return l.Close() == nil
}

// draft is the prepared client as a developer would have typed it, with all other answers.
func (p *playground) draft() checklist.Draft {
	c := p.prepared
	return checklist.DraftOf(map[checklist.Field]string{
		checklist.FieldCustomers: "several", checklist.FieldProduct: "support", checklist.FieldBot: "no", checklist.FieldSecretLives: "servers",
		checklist.FieldSubdomain: p.Subdomain(), checklist.FieldSponsored: "yes", checklist.FieldOrganization: "yes", checklist.FieldOrganizationID: "12345",
		checklist.FieldClientExists: "yes",
		checklist.FieldName:         c.Name, checklist.FieldDescription: c.Description, checklist.FieldCompany: c.Company, checklist.FieldLogoFile: practiceLogo,
		checklist.FieldIdentifier: c.Identifier, checklist.FieldKind: c.Kind,
		checklist.FieldRedirectURLs: strings.Join(c.RedirectURLs, "\n"), checklist.FieldTestRedirect: c.RedirectURLs[0],
		checklist.FieldScopes:  strings.Join(c.AllowedScopes, "\n"),
		checklist.FieldAllowed: "limited", checklist.FieldRegenerated: "no",
		checklist.FieldWebsite: "https://acme.com", checklist.FieldUseCase: "Copies new tickets into Acme CRM and shows their state there.",
		checklist.FieldCustomerCount: "12 now, about 100 in a year",
		checklist.FieldContactName:   "Ada Example", checklist.FieldContactEmail: "ada@acme.com", checklist.FieldSecondContact: "ops@acme.com",
		checklist.FieldPrivacyURL: "https://acme.com/privacy", checklist.FieldTermsURL: "https://acme.com/terms",
		checklist.FieldAppName: c.Name, checklist.FieldListing: "https://www.zendesk.com/marketplace/apps/support/99999",
		checklist.FieldHeaders: "yes", checklist.FieldRefreshBuilt: "yes", checklist.FieldMailAllowed: "yes",
	})
}

// keepCallback registers the redirect URL with which a resumed draft is tested: it is on the
// port of an earlier practice.
func (p *playground) keepCallback(d checklist.Draft) {
	u, err := zendesk.ParseRedirectURL(checklist.TestRedirectURL(d))
	if err != nil || !u.IsLoopback() {
		return
	}
	c := p.Client()
	if !slices.Contains(c.RedirectURLs, u.String()) {
		p.SetRedirectURLs(c.Identifier, append([]string{u.String()}, c.RedirectURLs[1:]...))
	}
}

// secret is what the practice vault holds.
func (p *playground) secret() (zendesk.Secret, error) { return zendesk.ParseSecret(p.prepared.Secret) }

// consentOn answers the sign-in and consent pages of a practice account as the default person
// would, and returns where the account sends the browser then. When it shows an error page
// instead, the error is a *measure.PageError.
func consentOn(ctx context.Context, a *practice.Account, authorizeURL string, allow bool) (redirect string, err error) {
	redirect, err = a.Approve(ctx, authorizeURL, "", allow)
	if page, ok := errors.AsType[*practice.PageError](err); ok {
		return "", &measure.PageError{Status: page.Status, Text: page.Title + " " + page.Text}
	}
	return redirect, err
}
