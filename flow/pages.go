package flow

import (
	"cmp"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// PageID names a page of the wizard. zdg.toml keeps the id of the page that was left.
type PageID string

// The pages, in order.
const (
	PageFit      PageID = "fit"
	PageAccount  PageID = "account"
	PageExists   PageID = "exists"
	PageIdentity PageID = "identity"
	PageURLs     PageID = "urls"
	PageDetails  PageID = "details"
	PageCreate   PageID = "create"
	PageSecret   PageID = "secret"
	PageTest     PageID = "test"
	PageCleanUp  PageID = "clean-up"
	PageReview   PageID = "review"
	PageRequest  PageID = "request"
	PageFreeze   PageID = "freeze"
	PageSheet    PageID = "sheet"
	PageSent     PageID = "sent"
	PageAnswer   PageID = "answer"
	PageClaim    PageID = "claim"
	PageLive     PageID = "live"
)

// Page is a page's questions and its texts.
type Page struct {
	ID     PageID
	Stage  checklist.Stage
	Title  string
	Short  string   // its name among the pages of its stage; "" where it is the only one
	Why    string   // why it asks, in one or two lines
	Story  []string // the longer explanation, by paragraphs
	Source string   // key of the source of the story
	Fields []checklist.Field
}

// Pages returns every page in order. The slice must not be changed.
func Pages() []Page { return pages }

// PageOf finds a page; the first one for an unknown id.
func PageOf(id PageID) Page { return pages[Index(id)] }

// PageFor finds the page that asks for f; false where none does.
func PageFor(f checklist.Field) (PageID, bool) {
	for _, p := range pages {
		if slices.Contains(p.Fields, f) {
			return p.ID, true
		}
	}
	return "", false
}

// FixedAt returns the page on which a finding is fixed. It may not have been reached yet.
func FixedAt(r checklist.Result) PageID {
	if r.Of != "" && r.Field == "" {
		return PageTest
	}
	if id, ok := PageFor(r.Field); ok {
		return id
	}
	return StagePage(r.Stage)
}

// Known reports whether id names a page.
func Known(id PageID) bool { return pages[Index(id)].ID == id }

// Index is the page's place in the order, from 0; 0 for an unknown id.
func Index(id PageID) int {
	return max(0, slices.IndexFunc(pages, func(p Page) bool { return p.ID == id }))
}

// StagePage returns the first page of a stage.
func StagePage(s checklist.Stage) PageID {
	return pages[max(0, slices.IndexFunc(pages, func(p Page) bool { return p.Stage == s }))].ID
}

// clientExists reports whether the client exists already: then its fields are read from what
// Zendesk has saved instead of being typed.
func clientExists(d checklist.Draft) bool { return d.Said(checklist.FieldClientExists) }

// Skipped reports whether Continue and Back pass over a page, because it has nothing to ask
// with the answers so far. It can still be jumped to.
func Skipped(id PageID, d checklist.Draft) bool {
	return (id == PageDetails || id == PageCreate) && clientExists(d)
}

// Shown reports whether a question makes sense with the answers so far.
func Shown(f checklist.Field, d checklist.Draft) bool {
	switch f {
	case checklist.FieldRedirectURLs:
		return !clientExists(d) || d.Has(f)
	case checklist.FieldSponsoredAsked:
		return d.Chosen(checklist.FieldSponsored) == "requested"
	case checklist.FieldTrialStartedOn:
		return d.Has(checklist.FieldSponsored) && d.Chosen(checklist.FieldSponsored) != "yes"
	case checklist.FieldOrgRequestedOn:
		return d.Chosen(checklist.FieldOrganization) == "requested"
	case checklist.FieldOrganizationID:
		return d.Chosen(checklist.FieldOrganization) == "yes"
	case checklist.FieldFirstSix:
		return d.Said(checklist.FieldRegenerated)
	case checklist.FieldAnsweredOn:
		return d.Has(checklist.FieldAnswer)
	case checklist.FieldAsSent:
		return false
	case checklist.FieldTestRedirect:
		lines := d.Lines(checklist.FieldRedirectURLs)
		return d.Has(f) || len(lines) == 0 && clientExists(d) || len(lines) > 1 && countLocal(lines) != 1
	}
	return true
}

// countLocal counts the redirect URLs that are on this machine, by their looks: it is asked
// on each key.
func countLocal(lines []string) int {
	n := 0
	for _, line := range lines {
		if strings.Contains(line, "127.0.0.1") || strings.Contains(strings.ToLower(line), "localhost") {
			n++
		}
	}
	return n
}

var pages = []Page{
	{
		ID: PageFit, Stage: checklist.StageFit, Title: "Is a global OAuth client what you need?",
		Why: "Four questions. If something simpler fits, zdg says so here.",
		Story: []string{
			"A local OAuth client works on one account: a Zendesk admin creates it there. A global client works on every account, so your customers do not each have to create one. Only Zendesk can make a client global, by converting your local one.",
			"Anyone who distributes an integration to several Zendesk customers must use global OAuth. Integrations for internal use are exempt.",
			"A bot gets its own credential when it is created. Sell, Chat and Sunshine Conversations have other OAuth servers, which this process does not cover.",
			"The kind depends on where the secret lives: on your servers it is safe (confidential); shipped in an app, a CLI or an extension it is no longer a secret (public, with PKCE).",
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldCustomers, checklist.FieldProduct, checklist.FieldBot, checklist.FieldSecretLives},
	},
	{
		ID: PageAccount, Stage: checklist.StageAccount, Title: "Which account holds the client?",
		Why: "Zendesk takes requests only from a sponsored account whose name starts with d3v-. Any account will do for a test.",
		Story: []string{
			"Every Zendesk account has its own sign-in, so even with a global client an authorization starts on a subdomain. Zendesk needs to know yours.",
			"Use the account's main subdomain: the name before .zendesk.com. You can paste any address of the account; zdg takes what it needs. Host-mapped domains and brand subdomains are unreliable.",
			"The prefix has to be in the account's real name. Without it, rename the account, or start a trial named d3v-something and have it sponsored before day 14.",
			"An Organization must be registered in the Marketplace portal, apps.zendesk.com, before the request can be sent. Its id, a number, is at the top of the Organization page.",
		},
		Source: "Z1",
		Fields: []checklist.Field{
			checklist.FieldSubdomain, checklist.FieldSponsored, checklist.FieldTrialStartedOn, checklist.FieldSponsoredAsked,
			checklist.FieldOrganization, checklist.FieldOrgRequestedOn, checklist.FieldOrganizationID,
		},
	},
	{
		ID: PageExists, Stage: checklist.StageClient, Title: "Does the client exist already?", Short: "Exists",
		Why: "Zendesk converts one of your local clients. If you have one, zdg reads what Zendesk has saved.",
		Story: []string{
			"If it exists, its identifier, kind, secret, one redirect URL and the scopes are enough for the test. zdg reads the name, description, company, logo and all redirect URLs from Zendesk, if an admin authorizes and the client has the right to read them.",
			"If it does not exist yet, you describe it here, and zdg takes you through the form in Admin Center, field by field.",
			"Conversion takes this client away from you: nobody but Zendesk can edit it afterwards. Make a second local client, such as acme-dev, for development: only the one to be converted needs zdg-.",
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldClientExists},
	},
	{
		ID: PageIdentity, Stage: checklist.StageClient, Title: "Identifier and kind", Short: "Identifier",
		Why: "The client_id that your integration sends. For the request it must start with zdg-.",
		Story: []string{
			"Admin Center prefills the Identifier (older: Unique identifier) from the name: overwrite it. The number in the list of clients is not the identifier.",
			"Zendesk does not document which characters are allowed, or how many. Lower-case letters, digits and hyphens have been seen to work.",
			"Choose the kind before the first Save: new clients have been seen to default to public, and changing the kind later makes a new secret, which is shown cut off.",
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldIdentifier, checklist.FieldKind},
	},
	{
		ID: PageURLs, Stage: checklist.StageClient, Title: "Redirect URLs and scopes", Short: "URLs, scopes",
		Why: "Zendesk compares redirect URLs letter by letter. Nobody can add one later.",
		Story: []string{
			"One URL per line, absolute, https, except on localhost and 127.0.0.1. Port, path and a trailing slash count. Enter every production URL now.",
			"The test listens on one of them. A fixed port below 32768 does not clash with the ports the system hands out. You remove that URL again before you submit, unless your product listens there.",
			"Scopes: name what the integration needs and no more. read and write are broad; resource:read and resource:write are narrow. Do not leave the list empty: nobody knows what that grants.",
			"Allowed scopes are a decision of their own. Limited: the list is saved with the client, a ceiling that freezes, and every later scope needs Zendesk. Open: they stay empty, nothing limits the client, and a leaked secret opens more. What the conversion does to them is not published.",
		},
		Source: "Z4",
		Fields: []checklist.Field{checklist.FieldRedirectURLs, checklist.FieldTestRedirect, checklist.FieldScopes, checklist.FieldAllowed},
	},
	{
		ID: PageDetails, Stage: checklist.StageClient, Title: "What the consent page shows", Short: "Consent page",
		Why: "Optional on a local client, required on a global one. Nobody can edit them later.",
		Story: []string{
			"Create the client in " + zendesk.ClientsPage + " > Add OAuth client. The fields here follow the order of that form.",
			"Name used to be labelled Client name. Everyone who is asked to authorize sees it, with the description, company and logo.",
			"The logo is a JPG, GIF or PNG; square is best. Zendesk publishes no size limit.",
		},
		Source: "Z4",
		Fields: []checklist.Field{checklist.FieldName, checklist.FieldDescription, checklist.FieldCompany, checklist.FieldLogoFile},
	},
	{
		ID: PageCreate, Stage: checklist.StageClient, Title: "Create the client in Admin Center", Short: "Create it",
		Why: "Field by field, in the order of the form. What is wrong at conversion stays wrong.",
		Story: []string{
			"The form is at " + zendesk.ClientsPage + " > Add OAuth client. You need to be an admin, or an agent whose role may manage APIs. Labels differ by rollout; both are given here.",
			"Choose the kind before the first Save: new clients have been seen to default to public, and changing the kind later makes a new secret, which is shown cut off.",
			"After the first Save the secret is shown in full, once. Copy it into your password manager or vault, then Save again.",
		},
		Source: "Z4",
	},
	{
		ID: PageSecret, Stage: checklist.StageSecret, Title: "Save identifier and secret first",
		Why: "After conversion, what you have saved is the only copy. Save both, then paste the secret from there.",
		Story: []string{
			"Put the identifier and secret into your password manager or vault now, before you use them. Then copy the secret from there and paste it here: that way, the test proves that what you stored is right.",
			"Zendesk shows the secret in full once, after the first Save; later only its first nine characters. If those are all you have, delete and recreate the client, because a new secret from Admin Center is cut off too. Or use the API's generate_secret, which kills the old secret at once.",
			"The secret is needed once more, after the approval: the form that claims the client, at apps.zendesk.com, asks for its first six characters, also of a public client, which needs no secret otherwise. No other form, mail or person may have them.",
			"If a new secret was ever made, also by changing the kind, keep the first six of each: which one the form wants is not published. zdg keeps none of them.",
			"zdg keeps the secret in memory only. It is never written, shown or printed.",
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldStored, checklist.FieldRegenerated, checklist.FieldFirstSix},
	},
	{
		ID: PageTest, Stage: checklist.StageTest, Title: "Test the client for real",
		Why: "A real authorization: your browser, the code, the tokens, an API call, a refresh, and the token revoked.",
		Story: []string{
			"The test submits nothing. It talks only to your account, with a token that lasts for minutes and is revoked at the end.",
			"Errors on Zendesk's authorize page never come back to the redirect URL. If nothing arrives, look at what the browser shows.",
			"An authorization code is valid for 120 seconds and works once.",
		},
		Source: "Z10",
	},
	{
		ID: PageCleanUp, Stage: checklist.StageCleanUp, Title: "Remove what should not be frozen",
		Why: "Nobody can remove a redirect URL later. At a local one, any program on the machine could receive codes.",
		Story: []string{
			"Codes are worthless without a confidential client's secret, though any program on the machine can receive those of a local redirect URL (RFC 8252, 8.1).",
			"Remove loopback and staging URLs in " + zendesk.ClientsPage + ", then remove the same lines here. Remove the last one only when the test is done: the test needs it.",
			"If your product itself listens on this machine, as a CLI does, keep the URL and say why, in at least one word. The reason goes into the report.",
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldKeptURLsWhy},
	},
	{
		ID: PageReview, Stage: checklist.StageReview, Title: "Review",
		Why: "Zendesk would refuse what fails, or freeze it as it is. Each line takes you to where you can fix it.",
		Story: []string{
			"To fix: before you send the request. Look at: it may be as you want it. On your word: only you can tell. Not measured: the line says why. Passed: measured or read.",
		},
		Source: "Z1",
	},
	{
		ID: PageRequest, Stage: checklist.StageSubmit, Title: "What the form probably asks", Short: "Extra answers",
		Why: "Only the subdomain and identifier are known to be on the form. These are probably asked too: prepare them, or leave them empty.",
		Story: []string{
			"Two fields are known for certain: the subdomain, with d3v- already on the form, and the identifier, with zdg- already on the form. Everything else here is inferred from what Zendesk saves for a client, the Marketplace listing and the form for sponsored accounts.",
			"Never paste the whole secret into a form or a ticket. Only one form asks for its first six characters: the one that claims the client, after approval.",
			"That the headers are sent and tokens refreshed can be seen instead of said: zdg rehearse puts your own program through both. The pages Test and Review offer it.",
		},
		Source: "Z1",
		Fields: []checklist.Field{
			checklist.FieldWebsite, checklist.FieldUseCase, checklist.FieldCustomerCount, checklist.FieldContactName, checklist.FieldContactEmail,
			checklist.FieldSecondContact, checklist.FieldPrivacyURL, checklist.FieldTermsURL, checklist.FieldAppName, checklist.FieldListing,
			checklist.FieldHeaders, checklist.FieldRefreshBuilt, checklist.FieldMailAllowed,
		},
	},
	{
		ID: PageFreeze, Stage: checklist.StageSubmit, Title: "Last look: nobody can change this later", Short: "Last look",
		Why: "After conversion only Zendesk's Platform Team can edit the client. This is the last moment.",
		Story: []string{
			"To change a global client later, contact Zendesk Support with Option 2 of its instructions, and say \"global oauth\" to the bot.",
			"The secret is needed once more: its first six characters claim the client, at apps.zendesk.com and nowhere else. What you have stored now is the only copy.",
			"If customers are connected already: what the conversion does to their tokens is not published. The report has a migration plan; read it before you send the request.",
		},
		Source: "Z1",
	},
	{
		ID: PageSheet, Stage: checklist.StageSubmit, Title: "Type this into the form", Short: "The form",
		Why: "Sign in at apps.zendesk.com > Organization > Global OAuth Request (newer portals: Global OAuth > Request new OAuth).",
		Story: []string{
			"d3v- and zdg- are on the form already: type only what follows, or you get zdg-zdg-something.",
		},
		Source: "Z1",
	},
	{
		ID: PageSent, Stage: checklist.StageAfter, Title: "The request is sent", Short: "Sent",
		Why: "Note the day and the ticket. zdg then says what comes next, and when.",
		Story: []string{
			"You will get an email with a ticket reference. If the request is approved, Zendesk converts this client. If it is rejected, fix the reason and ask again: an integration that is distributed may not use customers' own clients.",
			"zdg notes what your answers are on that day, so that it can tell what changed since. Zendesk publishes no time for its answer; the days here are those that others reported.",
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldSubmittedOn, checklist.FieldTicket},
	},
	{
		ID: PageAnswer, Stage: checklist.StageAfter, Title: "What did Zendesk answer?", Short: "Answer",
		Why: "Approved leads to the claim. Rejected, or no answer, can be helped.",
		Story: []string{
			"No list of reasons for a rejection is public. What the ticket says is all there is: paste its text, and zdg shows which checks are about what it names. The text is not kept.",
			"Zendesk's page names customers' own local clients as a fallback. For anything distributed, Zendesk forbids that since 2025-08-12: \"" + checklist.Forbidden + "\".", // Z14h
		},
		Source: "Z1",
		Fields: []checklist.Field{checklist.FieldAnswer, checklist.FieldAnsweredOn},
	},
	{
		ID: PageClaim, Stage: checklist.StageAfter, Title: "Claim the client", Short: "Claim",
		Why: "The only form that asks for a part of the secret: its first six characters, at apps.zendesk.com.",
		Story: []string{
			"The form has two fields: OAuth identifier, and First 6 characters of clients secret, of the secret that was provided when you created the client. It asks for them of a public client too.",
			"A client that was claimed is in your Organization's list. Then the app says which clients it uses: Apps > Details > tab Global OAuth.",
			"Which secret counts after a new one was made is not published, nor whether an unclaimed client is ever switched off.",
		},
		Source: "Z2",
		Fields: []checklist.Field{checklist.FieldClaimed, checklist.FieldAssociated},
	},
	{
		ID: PageLive, Stage: checklist.StageAfter, Title: "Going live", Short: "Going live",
		Why: "The App-Id header, and the texts for the way to your customers.",
		Story: []string{
			"X-Zendesk-Marketplace-App-Id is known once the app has been submitted: it is on the app's tile under Apps > Approved Apps.",
			"Connections from before the conversion may stop. Move your customers over with a plan, and with a canary of your own.",
			"The same texts are in the report, to be handed on.",
		},
		Source: "Z15",
		Fields: []checklist.Field{checklist.FieldAppID, checklist.FieldAppIDSent},
	},
}

var labels = map[checklist.Field]map[string]string{
	checklist.FieldCustomers:   {"several": "Several customers", "one": "One account, ours"},
	checklist.FieldProduct:     {"support": "Support, Help Center, Voice", "sell": "Sell", "chat": "Chat", "conversations": "Sunshine Conversations"},
	checklist.FieldSecretLives: {"servers": "On our servers", "shipped": "In something we ship"},
	checklist.FieldAllowed:     {"limited": "Limited to this list", "open": "Open"},
	checklist.FieldAnswer:      {"approved": "Approved", "rejected": "Rejected"},
}

// Label is how an answer to a question with choices is shown; any other answer is returned
// as it is.
func Label(f checklist.Field, answer string) string { return cmp.Or(labels[f][answer], answer) }
