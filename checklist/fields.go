package checklist

import "zdg/checklist/zendesk"

// Field is a question: its key in zdg.toml and the place to jump to, at once.
type Field string

// The questions, in the order in which they are asked.
const (
	FieldCustomers   Field = "customers"
	FieldProduct     Field = "product"
	FieldBot         Field = "bot"
	FieldSecretLives Field = "secret_lives"

	FieldSubdomain      Field = "subdomain"
	FieldSponsored      Field = "sponsored"
	FieldTrialStartedOn Field = "trial_started_on"
	FieldSponsoredAsked Field = "sponsored_requested_on"
	FieldOrganization   Field = "organization"
	FieldOrgRequestedOn Field = "organization_requested_on"
	FieldOrganizationID Field = "organization_id"

	FieldClientExists Field = "client_exists"
	FieldName         Field = "name"
	FieldDescription  Field = "description"
	FieldCompany      Field = "company"
	FieldLogoFile     Field = "logo"
	FieldIdentifier   Field = "identifier"
	FieldKind         Field = "kind"
	FieldRedirectURLs Field = "redirect_urls"
	FieldTestRedirect Field = "test_redirect_url"
	FieldScopes       Field = "scopes"
	FieldAllowed      Field = "allowed_scopes"

	FieldStored      Field = "stored"
	FieldRegenerated Field = "regenerated"
	FieldFirstSix    Field = "first_six_kept"
	FieldNotSecret   Field = "not_secret" // keys of answers that look like a secret and are none, see Declare

	FieldKeptURLsWhy Field = "kept_urls_because"

	FieldWebsite       Field = "website"
	FieldUseCase       Field = "use_case"
	FieldCustomerCount Field = "customer_count"
	FieldContactName   Field = "contact_name"
	FieldContactEmail  Field = "contact_email"
	FieldSecondContact Field = "second_contact"
	FieldPrivacyURL    Field = "privacy_url"
	FieldTermsURL      Field = "terms_url"
	FieldAppName       Field = "app_name"
	FieldListing       Field = "listing_url"
	FieldHeaders       Field = "headers_sent"
	FieldRefreshBuilt  Field = "refresh_built"
	FieldMailAllowed   Field = "mail_allowed"

	FieldSubmittedOn Field = "submitted_on"
	FieldTicket      Field = "ticket"
	FieldAnswer      Field = "answer"
	FieldAnsweredOn  Field = "answered_on"
	FieldClaimed     Field = "claimed"
	FieldAssociated  Field = "associated"
	FieldAppID       Field = "app_id"
	FieldAppIDSent   Field = "app_id_sent"
	FieldAsSent      Field = "as_sent" // what the answers were when the request was sent; kept by zdg, not asked

	FieldLeftAt Field = "at" // the page on which the wizard was left

	// FieldComments is no question: it holds what somebody wrote into the comments of
	// zdg.toml, which is searched for secrets like an answer and never written.
	FieldComments Field = "comments"
)

// Shape is how a question is answered.
type Shape int

const (
	ShapeText   Shape = iota // one line
	ShapeLong                // prose, one line in the file
	ShapeLines               // one item per line; a list in the file
	ShapeChoice              // one of Choices
	ShapeYesNo               // "yes" or "no"
	ShapeDate                // 2006-01-02
	ShapeFile                // a path
)

// Need is how much a request depends on an answer.
type Need string

const (
	NeedRequired Need = "required" // documented as required
	NeedLikely   Need = "likely"   // not public; the form probably asks
	NeedProcess  Need = "process"  // not on the form: the process needs it
	NeedOptional Need = "optional"
)

// FieldInfo describes a question.
type FieldInfo struct {
	Field   Field
	Stage   Stage
	Shape   Shape
	Need    Need
	Title   string   // as the field is called on screen and in the sheet
	Choices []string // for ShapeChoice
	Comment string   // one line, for zdg.toml and the documentation of its keys
	Example string
}

// Fields returns all questions in the order in which they are asked. The slice must not be
// changed.
func Fields() []FieldInfo { return fields }

// Info finds the description of a question; false for a field that is none.
func Info(f Field) (FieldInfo, bool) {
	for _, i := range fields {
		if i.Field == f {
			return i, true
		}
	}
	return FieldInfo{}, false
}

// Title is what a question is called.
func (f Field) Title() string {
	if f == FieldComments {
		return "the comments of zdg.toml"
	}
	if i, ok := Info(f); ok {
		return i.Title
	}
	return string(f)
}

var fields = []FieldInfo{
	{FieldCustomers, StageFit, ShapeChoice, NeedProcess, "Who will use it?", []string{"several", "one"}, "several: customers, each with a Zendesk account; one: a single account", "several"},
	{FieldProduct, StageFit, ShapeChoice, NeedProcess, "Which Zendesk product?", []string{"support", "sell", "chat", "conversations"}, "Global OAuth clients are for Support, Help Center and Voice.", "support"},
	{FieldBot, StageFit, ShapeYesNo, NeedProcess, "Is it a bot?", nil, "A bot gets its own credential, not a global OAuth client.", "no"},
	{FieldSecretLives, StageFit, ShapeChoice, NeedProcess, "Where is the secret kept?", []string{"servers", "shipped"}, "servers: only on machines you run; shipped: in an app, a CLI or a browser extension", "servers"},

	{FieldSubdomain, StageAccount, ShapeText, NeedRequired, "Subdomain", nil, "The name before .zendesk.com. For a request it must start with d3v-.", "d3v-acme"},
	{FieldSponsored, StageAccount, ShapeChoice, NeedProcess, "Is the account sponsored?", []string{"yes", "requested", "no"}, "A bare trial is not accepted: request a sponsored account before day 14.", "yes"},
	{FieldTrialStartedOn, StageAccount, ShapeDate, NeedOptional, "Trial started on", nil, "A trial ends after 14 days unless it is sponsored.", "2026-11-01"},
	{FieldSponsoredAsked, StageAccount, ShapeDate, NeedOptional, "Sponsorship requested on", nil, "The day you sent the request.", "2026-11-03"},
	{FieldOrganization, StageAccount, ShapeChoice, NeedProcess, "Organization registered?", []string{"yes", "requested", "no"}, "An Organization must be registered at apps.zendesk.com first.", "yes"},
	{FieldOrgRequestedOn, StageAccount, ShapeDate, NeedOptional, "Organization requested on", nil, "The day you registered the Organization or asked for it.", "2026-11-02"},
	{FieldOrganizationID, StageAccount, ShapeText, NeedLikely, "Organization id", nil, "A number, at the top of the portal's Organization page.", "12345"},

	{FieldClientExists, StageClient, ShapeYesNo, NeedProcess, "Does the client exist?", nil, "yes: it is saved in Admin Center; no: the wizard helps you create it", "yes"},
	{FieldName, StageClient, ShapeText, NeedRequired, "Name", nil, "Shown on the consent page. Older label: Client name.", "Acme Sync"},
	{FieldDescription, StageClient, ShapeLong, NeedRequired, "Description", nil, "Required for a global client, optional for a local one. Shown on the consent page.", "Syncs tickets with Acme CRM"},
	{FieldCompany, StageClient, ShapeText, NeedRequired, "Company", nil, "Required for a global client, optional for a local one. Shown on the consent page.", "Acme Inc."},
	{FieldLogoFile, StageClient, ShapeFile, NeedRequired, "Logo", nil, "Path of the JPG, GIF or PNG that you upload as the logo. Square is best.", "logo.png"},
	{FieldIdentifier, StageClient, ShapeText, NeedRequired, "Identifier", nil, "Your client_id. For a request it must start with zdg-. Older Admin Centers call it Unique identifier.", "zdg-acme"},
	{FieldKind, StageClient, ShapeChoice, NeedRequired, "Client kind", []string{"confidential", "public"}, "confidential: the secret is safe on your servers; public: it is not, so PKCE is required", "confidential"},
	{FieldRedirectURLs, StageClient, ShapeLines, NeedRequired, "Redirect URLs", nil, "All of the client's, one per line, exactly as Zendesk has saved them.", "http://127.0.0.1:18573/callback"},
	{FieldTestRedirect, StageClient, ShapeText, NeedOptional, "Redirect URL for the test", nil, "Which one the test uses. Empty: the first on this machine.", "http://127.0.0.1:18573/callback"},
	{FieldScopes, StageClient, ShapeLines, NeedRequired, "Scopes", nil, "The same list as Allowed scopes in Admin Center, where they are configured.", "tickets:read"},
	{FieldAllowed, StageClient, ShapeChoice, NeedProcess, "Allowed scopes", []string{"limited", "open"}, "limited: this list is saved as Allowed scopes, a ceiling that freezes; open: they stay empty, and nothing limits the client", "limited"},

	{FieldStored, StageSecret, ShapeYesNo, NeedProcess, "Secret, identifier saved?", nil, "Your word that both are in a password manager or vault. zdg never writes the secret down.", "yes"},
	{FieldRegenerated, StageSecret, ShapeYesNo, NeedProcess, "Secret ever regenerated?", nil, "Also by changing the client kind, which makes a new one. Then keep the first six of each.", "no"},
	{FieldFirstSix, StageSecret, ShapeYesNo, NeedProcess, "First six of each kept?", nil, "Your word that you keep the first six characters of every secret the client has had. zdg never keeps them.", "yes"},
	{FieldNotSecret, StageSecret, ShapeLines, NeedOptional, "Answers that are not secrets", nil, "Your word that these keys hold no secret, though it looks that way. It lapses when the answer changes.", "ticket"},

	{FieldKeptURLsWhy, StageCleanUp, ShapeText, NeedOptional, "Why local URLs stay", nil, "Only if you freeze loopback or staging URLs on purpose. One word is enough.", "our CLI listens there"},

	{FieldWebsite, StageSubmit, ShapeText, NeedLikely, "Website", nil, "Of the company or the integration.", "https://acme.com"},
	{FieldUseCase, StageSubmit, ShapeLong, NeedLikely, "Use case", nil, "Two sentences: what it does with a customer's Zendesk.", "Copies new tickets into Acme CRM"},
	{FieldCustomerCount, StageSubmit, ShapeText, NeedLikely, "Zendesk customers", nil, "How many use it now, and how many you expect.", "12 now, 100 in a year"},
	{FieldContactName, StageSubmit, ShapeText, NeedLikely, "Contact name", nil, "The person who answers the reviewers.", "Ada Example"},
	{FieldContactEmail, StageSubmit, ShapeText, NeedLikely, "Contact email", nil, "Where the ticket emails go. Let " + zendesk.SupportAddress + " through.", "ada@acme.com"},
	{FieldSecondContact, StageSubmit, ShapeText, NeedOptional, "Second contact", nil, "Somebody else who reads the emails.", "ops@acme.com"},
	{FieldPrivacyURL, StageSubmit, ShapeText, NeedLikely, "Privacy policy", nil, "A link to it.", "https://acme.com/privacy"},
	{FieldTermsURL, StageSubmit, ShapeText, NeedLikely, "Terms of use", nil, "A link to them.", "https://acme.com/terms"},
	{FieldAppName, StageSubmit, ShapeText, NeedLikely, "Marketplace-Name header", nil, "The name your calls send in X-Zendesk-Marketplace-Name. Empty: the client's name.", "Acme Sync for Zendesk"},
	{FieldListing, StageSubmit, ShapeText, NeedOptional, "Marketplace listing", nil, "A link to it, if there is one.", "https://www.zendesk.com/marketplace/apps/support/99999"},
	{FieldHeaders, StageSubmit, ShapeYesNo, NeedLikely, "Are the headers sent?", nil, "Your word that every API call carries the X-Zendesk-Marketplace headers. zdg rehearse sees it.", "yes"},
	{FieldRefreshBuilt, StageSubmit, ShapeYesNo, NeedLikely, "Is refresh implemented?", nil, "Your word that the integration refreshes its tokens, which is mandatory. zdg rehearse sees it.", "yes"},
	{FieldMailAllowed, StageSubmit, ShapeYesNo, NeedProcess, "Does review mail arrive?", nil, "Your word that " + zendesk.SupportAddress + " is in the contacts.", "yes"},

	{FieldSubmittedOn, StageAfter, ShapeDate, NeedProcess, "Day of the request", nil, "The day you sent the request form.", "2026-11-22"},
	{FieldTicket, StageAfter, ShapeText, NeedOptional, "Ticket", nil, "The reference in Zendesk's email.", "#1234567"},
	{FieldAnswer, StageAfter, ShapeChoice, NeedProcess, "Zendesk's answer", []string{"approved", "rejected"}, "What the email said. Empty: no answer yet.", "approved"},
	{FieldAnsweredOn, StageAfter, ShapeDate, NeedProcess, "Day of the answer", nil, "The day of that email.", "2026-11-28"},
	{FieldClaimed, StageAfter, ShapeYesNo, NeedProcess, "Is it claimed?", nil, "Your word that the client is in your Organization's list at apps.zendesk.com, under Global OAuth.", "yes"},
	{FieldAssociated, StageAfter, ShapeYesNo, NeedProcess, "Linked with the app?", nil, "Your word that the app's tab Global OAuth says Yes and names the client.", "yes"},
	{FieldAppID, StageAfter, ShapeText, NeedOptional, "Marketplace-App-Id header", nil, "For X-Zendesk-Marketplace-App-Id. Known only once the app has been submitted.", "99999"},
	{FieldAppIDSent, StageAfter, ShapeYesNo, NeedProcess, "App-Id header live?", nil, "Your word that the API calls in production carry X-Zendesk-Marketplace-App-Id.", "yes"},
	{FieldAsSent, StageAfter, ShapeLines, NeedOptional, "As it was sent", nil, "The answers on the day the request was sent, written by zdg to tell what changed since.", "name: Acme Sync"},

	{FieldLeftAt, StageAfter, ShapeText, NeedProcess, "Left at", nil, "The page where the wizard continues.", "review"},
}
