package checklist

import (
	"slices"
	"strings"
	"unicode"

	"zdg/checklist/zendesk"
)

// preparedChecks are about the answers that the request form probably asks for. Its fields
// are not public, so a missing answer is only shown.
func preparedChecks() []Check {
	var checks []Check
	for _, f := range []struct {
		field Field
		title string
		valid func(string) string // what is wrong with the value; "" when nothing is
		rule  Rule
	}{
		{FieldWebsite, "a website is named", webAddress, likelyRule},
		{FieldUseCase, "the use case is described", meaningfulText, likelyRule},
		{FieldCustomerCount, "the number of customers is given", realText, likelyRule},
		{FieldContactName, "a contact is named", realText, likelyRule},
		{FieldContactEmail, "the contact's email address is given", mailAddress, documented("Z1", "an email and a ticket reference arrive with updates on the request")},
		{FieldSecondContact, "a second contact is named", realText, likelyRule},
		{FieldPrivacyURL, "the privacy policy is linked", webAddress, likelyRule},
		{FieldTermsURL, "the terms of use are linked", webAddress, likelyRule},
		{FieldAppName, "the name for the Marketplace headers is chosen", headerValue, documented("Z15", "every call of a Marketplace app carries X-Zendesk-Marketplace-Name")},
		{FieldAppID, "the Marketplace app id is known", appID, documented("Z15", "X-Zendesk-Marketplace-App-Id is known only once the app has been submitted")},
		{FieldListing, "the Marketplace listing is linked", webAddress, likelyRule},
	} {
		info, _ := Info(f.field)
		check := Check{Stage: info.Stage, How: byDraft}.row
		checks = append(checks, check(strings.ReplaceAll(string(f.field), "_", "-"), f.title, f.field, f.rule, prepared(f.field, f.valid)))
	}
	return checks
}

var likelyRule = inferred("Z1", "the fields of the request form are not public; this one is likely")

func prepared(f Field, valid func(string) string) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		if name := d.Get(FieldName); f == FieldAppName && !d.Has(f) && strings.TrimSpace(name) != "" {
			if wrong := headerProblem(name); wrong != "" {
				return warn("empty, the header carries the client's name: "+wrong, fact(string(FieldName), name))
			}
		}
		if !d.Has(f) {
			return notRun("not filled in yet; the form may ask for it")
		}
		shown := fact(string(f), d.Get(f))
		if hasUserInfo(d.Get(f)) {
			return fail("the address has a user name or password before its host, and the request would show it to others: remove everything up to the @, and change the password")
		}
		if wrong := valid(strings.TrimSpace(d.Get(f))); wrong != "" {
			return warn(wrong, shown)
		}
		return remarked(textRemarks(f, d.Get(f)), shown)
	}
}

// Each function that follows returns what is wrong with an answer; "" when nothing is.

// realText accepts any text that is not a placeholder.
func realText(s string) string {
	if what, sure := zendesk.NoValue(s); sure {
		return "this " + what + ": write the real one"
	}
	return ""
}

// meaningfulText also refuses a text that is too short to mean anything.
func meaningfulText(s string) string {
	if wrong := realText(s); wrong != "" {
		return wrong
	}
	if tooShort(s) {
		return "this is too short to tell anything: write it in words"
	}
	return ""
}

// tooShort reports whether a text is a single ASCII character, or the word that API tools
// fill in for a text. One Chinese character may be a word.
func tooShort(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 1 || strings.EqualFold(s, "string") || strings.EqualFold(s, "text")
}

// headerValue accepts what an HTTP header can carry.
func headerValue(s string) string {
	if wrong := realText(s); wrong != "" {
		return wrong
	}
	if strings.EqualFold(s, "App Name for Zendesk") {
		return "this is the example of Zendesk's page on the headers: write the name of your app"
	}
	return headerProblem(s)
}

// headerProblem says that a text holds characters that HTTP libraries refuse or garble in a
// header; "" when it does not.
func headerProblem(s string) string {
	if beyondASCII(s) {
		return "headers carry ASCII alone reliably (RFC 9110, 5.5), and HTTP libraries refuse or garble the rest: write a name for the header in ASCII"
	}
	return ""
}

// webAddress accepts an https URL that everybody can open.
func webAddress(s string) string {
	host, https := strings.CutPrefix(strings.ToLower(s), "https://")
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if wrong := placeholder(s, host); wrong != "" {
		return wrong
	}
	page, _, _ := strings.Cut(s, "#")
	u, err := zendesk.ParseRedirectURL(page)
	switch {
	case err == nil && u.IsLoopback():
		return unreachable["private-address"]
	case https && invalidHost(host):
		return "no host is called so: check how it is spelled, and where it ends"
	case !https || !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(s, " \t"):
		return "write the whole address, beginning with https://"
	}
	return whyUnreachable(u.Remarks())
}

// invalidHost reports whether a host, with or without a port, cannot exist. One with
// characters beyond ASCII is not judged, because browsers and mail accept it.
func invalidHost(host string) bool {
	_, err := zendesk.ParseRedirectURL("https://" + host)
	return err != nil && !beyondASCII(host)
}

func beyondASCII(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// unreachable says why others cannot open a page or reach a mail host, by the code of the
// remark that a redirect URL on that host would get.
var unreachable = map[string]string{
	"private-address":  "its host is an address that only one machine or network can reach: name one that everybody can reach",
	"local-name":       "its host is a name that only some networks know: name one that everybody can reach",
	"unreachable-host": "its host is reserved for examples and tests, and leads nowhere (RFC 2606): write the real one",
	"placeholder-host": "its host looks like a placeholder from a guide: write the real one",
	"tunnel-host":      "its host forwards to one machine for a while: name one that lasts",
	"staging-host":     "it does not look like a production page: name the one that everybody should read",
	"staging-path":     "it does not look like a production page: name the one that everybody should read",
	"path-placeholder": "part of its path is a placeholder or an empty variable: write the real one",
}

// whyUnreachable says why others cannot reach a page or a host; "" when no remark says so.
func whyUnreachable(remarks []zendesk.Remark) string {
	for _, r := range remarks {
		if why := unreachable[r.Code]; why != "" {
			return why
		}
	}
	return ""
}

// hasUserInfo reports whether a URL has a user name or a password before its host.
func hasUserInfo(s string) bool {
	_, rest, is := strings.Cut(s, "://")
	if i := strings.IndexAny(rest, "/?#\\ \t\r\n"); i >= 0 {
		rest = rest[:i]
	}
	return is && strings.Contains(rest, "@")
}

// placeholder says that a value, or the host in it, is a placeholder; "" when it is none.
func placeholder(s, host string) string {
	what, sure := zendesk.NoValue(s)
	if !sure {
		what, sure = zendesk.NoHost(host)
	}
	if sure {
		return "this " + what + ": write the real one"
	}
	return ""
}

// mailAddress accepts one email address that somebody of the company reads.
func mailAddress(s string) string {
	name, host, ok := strings.Cut(s, "@")
	if wrong := placeholder(s, strings.ToLower(host)); wrong != "" {
		return wrong
	}
	if wrong := placeholder(name, ""); wrong != "" && ok && name != "" {
		return wrong
	}
	u, err := zendesk.ParseRedirectURL("https://" + host)
	dots := "." + name + "." // finds a leading, trailing or doubled dot, which mail refuses
	if !ok || name == "" || name[0] != '"' && strings.Contains(dots, "..") || isIPAddress(u) || !strings.Contains(strings.Trim(host, "."), ".") || strings.HasSuffix(host, ".") || strings.ContainsAny(s, " \t<>,;:/?#") || strings.Contains(host, "@") || err != nil && !beyondASCII(host) {
		return "write one email address, such as ada@acme.com"
	}
	if unread := unreadMailbox(name, host); unread != "" {
		return unread
	}
	return whyUnreachable(without(u.Remarks(), "staging-host")) // mail can well go to a staging host
}

// unreadMailbox says that nobody of the company reads mail to an address, although the
// ticket comes by mail (Z1); "" when it looks all right.
func unreadMailbox(name, host string) string {
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

// isIPAddress reports whether the host is an IP address.
func isIPAddress(u zendesk.RedirectURL) bool {
	return u.Hostname() == "127.0.0.1" || len(only(u.Remarks(), "bare-address")) > 0
}

// appID accepts a number other than 0.
func appID(s string) string {
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

// promisedChecks are about what the developer promises; zdg rehearse can see some of it.
func promisedChecks() []Check {
	check := Check{Stage: StageSubmit, How: byWord}.row
	return []Check{
		check("headers-sent", "API calls carry the Marketplace headers", FieldHeaders,
			documented("Z15", "Zendesk checks the X-Zendesk-Marketplace headers on the named test account before an app is approved"),
			rehearsed(promised(FieldHeaders, "send X-Zendesk-Marketplace-Name and -Organization-Id with every API call, and -App-Id when it is known"), "headers-sent")),
		check("refresh-built", "the integration refreshes its tokens", FieldRefreshBuilt,
			documented("Z14i", "every app for several customers must implement the refresh of tokens"),
			rehearsed(promised(FieldRefreshBuilt, "refresh under a lock, well before the 30 minutes are up, and store both new tokens at once"),
				"refresh-works", "refresh-next-pair", "refresh-restart", "refresh-invalid-grant")),
		check("mail-allowed", "the review's mail is let through", FieldMailAllowed,
			observed("T1", "the review writes from "+zendesk.SupportAddress+", and its emails were missed where they were not let through"),
			promised(FieldMailAllowed, "add "+zendesk.SupportAddress+" to the contacts and to the allow-list")),
	}
}

// promised judges a yes-or-no question by the developer's word: a yes is Ask, never Pass.
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
