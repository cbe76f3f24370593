package checklist

import (
	"slices"
	"strings"
	"unicode"

	"zdg/checklist/zendesk"
)

// preparedChecks are about the answers that the request form probably wants. Its
// fields are not public, so a missing one is shown and never blamed.
func preparedChecks() []Check {
	var checks []Check
	for _, f := range []struct {
		field Field
		title string
		valid func(string) string // what is wrong with the value; "" when nothing is
		rule  Rule
	}{
		{FieldWebsite, "a website is named", webAddress, likely},
		{FieldUseCase, "the use case is described", telling, likely},
		{FieldCustomerCount, "the number of customers is given", anything, likely},
		{FieldContactName, "a contact is named", anything, likely},
		{FieldContactEmail, "the contact's email address is given", mailAddress, documented("Z1", "an email and a ticket reference arrive with updates on the request")},
		{FieldSecondContact, "a second contact is named", anything, likely},
		{FieldPrivacyURL, "the privacy policy is linked", webAddress, likely},
		{FieldTermsURL, "the terms of use are linked", webAddress, likely},
		{FieldAppName, "the name for the Marketplace headers is chosen", headerValue, documented("Z15", "every call of a Marketplace app carries X-Zendesk-Marketplace-Name")},
		{FieldAppID, "the Marketplace app id is known", digits, documented("Z15", "X-Zendesk-Marketplace-App-Id is known only once the app has been submitted")},
		{FieldListing, "the Marketplace listing is linked", webAddress, likely},
	} {
		info, _ := Info(f.field)
		checks = append(checks, Check{
			ID: strings.ReplaceAll(string(f.field), "_", "-"), Title: f.title, Stage: info.Stage, Field: f.field, How: byDraft,
			Rule: f.rule, Judge: prepared(f.field, f.valid),
		})
	}
	return checks
}

var likely = inferred("Z1", "the fields of the request form are not public; this one is likely")

func prepared(f Field, valid func(string) string) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		if name := d.Get(FieldName); f == FieldAppName && !d.Has(f) && strings.TrimSpace(name) != "" {
			if wrong := beyondHeaders(name); wrong != "" {
				return warn("empty, the header carries the client's name: "+wrong, fact(string(FieldName), name))
			}
		}
		if !d.Has(f) {
			return notRun("not filled in yet; the form may ask for it")
		}
		shown := fact(string(f), d.Get(f))
		if loggedIn(d.Get(f)) {
			return fail("the address has a user name or password before its host, and the request would show it to others: remove everything up to the @, and change the password")
		}
		if wrong := valid(strings.TrimSpace(d.Get(f))); wrong != "" {
			return warn(wrong, shown)
		}
		return remarked(textRemarks(f, d.Get(f)), shown)
	}
}

// anything takes every text that is one.
func anything(s string) string {
	if what, sure := zendesk.NoValue(s); sure {
		return "this " + what + ": write the real one"
	}
	return ""
}

// telling takes a text that says something: one letter, or the name of a type as API
// tools fill it in, says nothing.
func telling(s string) string {
	if wrong := anything(s); wrong != "" {
		return wrong
	}
	if tooShort(s) {
		return "this is too short to tell anything: write it in words"
	}
	return ""
}

// tooShort reports whether a text in an alphabet is one letter, or what tools for APIs
// fill in for a text. One Chinese character is a word.
func tooShort(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 1 || strings.EqualFold(s, "string") || strings.EqualFold(s, "text")
}

// headerValue takes what a header can carry.
func headerValue(s string) string {
	if wrong := anything(s); wrong != "" {
		return wrong
	}
	if strings.EqualFold(s, "App Name for Zendesk") {
		return "this is the example of Zendesk's page on the headers: write the name of your app"
	}
	return beyondHeaders(s)
}

// beyondHeaders says that a text has what HTTP libraries refuse or garble in a header.
func beyondHeaders(s string) string {
	if beyondASCII(s) {
		return "headers carry ASCII alone reliably (RFC 9110, 5.5), and HTTP libraries refuse or garble the rest: write a name for the header in ASCII"
	}
	return ""
}

func webAddress(s string) string {
	host, https := strings.CutPrefix(strings.ToLower(s), "https://")
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if wrong := nobodys(s, host); wrong != "" {
		return wrong
	}
	page, _, _ := strings.Cut(s, "#")
	u, err := zendesk.ParseRedirectURL(page)
	switch {
	case err == nil && u.IsLoopback():
		return offline["private-address"]
	case https && noName(host):
		return "no host is called so: check how it is spelled, and where it ends"
	case !https || !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(s, " \t"):
		return "write the whole address, beginning with https://"
	}
	return unreached(u.Remarks())
}

// noName reports whether a host, with or without a port, cannot be; one beyond ASCII
// is not judged, because browsers and mail take it.
func noName(host string) bool {
	_, err := zendesk.ParseRedirectURL("https://" + host)
	return err != nil && !beyondASCII(host)
}

func beyondASCII(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// offline is what keeps others from reading a page, or from reaching a mail host, by the
// code of the remark that a redirect URL there would get.
var offline = map[string]string{
	"private-address":  "its host is an address that only one machine or network can reach: name one that everybody can reach",
	"local-name":       "its host is a name that only some networks know: name one that everybody can reach",
	"unreachable-host": "its host is reserved for examples and tests, and leads nowhere (RFC 2606): write the real one",
	"placeholder-host": "its host looks like a placeholder from a guide: write the real one",
	"tunnel-host":      "its host forwards to one machine for a while: name one that lasts",
	"staging-host":     "it does not look like a production page: name the one that everybody should read",
	"staging-path":     "it does not look like a production page: name the one that everybody should read",
	"path-placeholder": "part of its path is a placeholder or an empty variable: write the real one",
}

// unreached says why others do not reach a page or a host; "" when nothing speaks for it.
func unreached(remarks []zendesk.Remark) string {
	for _, r := range remarks {
		if why := offline[r.Code]; why != "" {
			return why
		}
	}
	return ""
}

// loggedIn reports whether an address has a user name or a password in front of its host.
func loggedIn(s string) bool {
	_, rest, is := strings.Cut(s, "://")
	if i := strings.IndexAny(rest, "/?#\\ \t\r\n"); i >= 0 {
		rest = rest[:i]
	}
	return is && strings.Contains(rest, "@")
}

// nobodys says that a value, or the host in it, is a placeholder; "" when it is none.
func nobodys(s, host string) string {
	what, sure := zendesk.NoValue(s)
	if !sure {
		what, sure = zendesk.NoHost(host)
	}
	if sure {
		return "this " + what + ": write the real one"
	}
	return ""
}

func mailAddress(s string) string {
	name, host, ok := strings.Cut(s, "@")
	if wrong := nobodys(s, strings.ToLower(host)); wrong != "" {
		return wrong
	}
	if wrong := nobodys(name, ""); wrong != "" && ok && name != "" {
		return wrong
	}
	u, err := zendesk.ParseRedirectURL("https://" + host)
	dots := "." + name + "." // one in front, behind or beside another is none that mail takes
	if !ok || name == "" || name[0] != '"' && strings.Contains(dots, "..") || isAddress(u) || !strings.Contains(strings.Trim(host, "."), ".") || strings.HasSuffix(host, ".") || strings.ContainsAny(s, " \t<>,;:/?#") || strings.Contains(host, "@") || err != nil && !beyondASCII(host) {
		return "write one email address, such as ada@acme.com"
	}
	if unread := unread(name, host); unread != "" {
		return unread
	}
	return unreached(without(u.Remarks(), "staging-host")) // mail gets there
}

// unread says that nobody of the company reads what is sent to an address: the ticket
// comes by mail (Z1). "" when nothing speaks for it.
func unread(name, host string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), "+")
	bare := strings.NewReplacer("-", "", "_", "", ".", "").Replace(name)
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	switch {
	case slices.Contains([]string{"noreply", "donotreply", "dontreply", "nepasrepondre", "mailerdaemon", "devnull"}, bare):
		return "nobody reads mail to that address: name one that a person reads, because the ticket comes by mail"
	case host == zendesk.Domain, strings.EqualFold(name+"@"+host, zendesk.SupportAddress):
		return "that is Zendesk's own address: name one of yours, because the ticket comes by mail"
	}
	return ""
}

// isAddress reports whether a host is a number: mail goes to names.
func isAddress(u zendesk.RedirectURL) bool {
	return u.Hostname() == "127.0.0.1" || len(only(u.Remarks(), "bare-address")) > 0
}

func digits(s string) string {
	if what, sure := zendesk.NoValue(s); sure {
		return "this " + what + ": copy the number from the app's tile under Apps > Approved Apps"
	}
	if strings.Trim(s, "0") == "" {
		return "0 is not a real number: copy the one from the app's tile under Apps > Approved Apps"
	}
	if strings.Trim(s, "0123456789") != "" {
		return "Zendesk's only example is a number: compare it with the app's tile under Apps > Approved Apps"
	}
	return ""
}

// promisedChecks are what nobody but the developer can tell.
func promisedChecks() []Check {
	return []Check{
		{
			ID: "headers-sent", Title: "API calls carry the Marketplace headers", Stage: StageSubmit, Field: FieldHeaders, How: byWord,
			Rule:  documented("Z15", "Zendesk checks the X-Zendesk-Marketplace headers on the named test account before an app is approved"),
			Judge: rehearsed(promised(FieldHeaders, "send X-Zendesk-Marketplace-Name and -Organization-Id with every API call, and -App-Id when it is known"), "headers-sent"),
		},
		{
			ID: "refresh-built", Title: "the integration refreshes its tokens", Stage: StageSubmit, Field: FieldRefreshBuilt, How: byWord,
			Rule: documented("Z14i", "every app for several customers must implement the refresh of tokens"),
			Judge: rehearsed(promised(FieldRefreshBuilt, "refresh under a lock, well before the 30 minutes are up, and store both new tokens at once"),
				"refresh-works", "refresh-next-pair", "refresh-restart", "refresh-invalid-grant"),
		},
		{
			ID: "mail-allowed", Title: "the review's mail is let through", Stage: StageSubmit, Field: FieldMailAllowed, How: byWord,
			Rule:  observed("T1", "the review writes from "+zendesk.SupportAddress+", and its emails were missed where they were not let through"),
			Judge: promised(FieldMailAllowed, "add "+zendesk.SupportAddress+" to the contacts and to the allow-list"),
		},
	}
}

// promised judges a yes by the developer's word: it never passes.
func promised(f Field, fix string) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		switch d.Chosen(f) {
		case "yes":
			return ask("", fact(string(f), "yes"))
		case "no":
			return warn(fix, fact(string(f), "no"))
		}
		return unanswered(d, f)
	}
}
