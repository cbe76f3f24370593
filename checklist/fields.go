package checklist

import "zdg/checklist/zendesk"

// Field is a question: its key in zdg.toml and the place to jump to, at once.
type Field string

// The questions, in the order in which they are asked.
const (
	Customers   Field = "customers"
	Product     Field = "product"
	Bot         Field = "bot"
	SecretLives Field = "secret_lives"

	Subdomain      Field = "subdomain"
	Sponsored      Field = "sponsored"
	TrialStartedOn Field = "trial_started_on"
	SponsoredAsked Field = "sponsored_requested_on"
	Organization   Field = "organization"
	OrgRequestedOn Field = "organization_requested_on"
	OrganizationID Field = "organization_id"

	ClientExists Field = "client_exists"
	Name         Field = "name"
	Description  Field = "description"
	Company      Field = "company"
	LogoFile     Field = "logo"
	Identifier   Field = "identifier"
	Kind         Field = "kind"
	RedirectURLs Field = "redirect_urls"
	TestRedirect Field = "test_redirect_url"
	Scopes       Field = "scopes"

	Stored    Field = "stored"
	NotSecret Field = "not_secret" // keys of answers that look like a secret; said where they are given

	KeptURLsWhy Field = "kept_urls_because"

	Website       Field = "website"
	UseCase       Field = "use_case"
	CustomerCount Field = "customer_count"
	ContactName   Field = "contact_name"
	ContactEmail  Field = "contact_email"
	SecondContact Field = "second_contact"
	PrivacyURL    Field = "privacy_url"
	TermsURL      Field = "terms_url"
	AppName       Field = "app_name"
	AppID         Field = "app_id"
	Listing       Field = "listing_url"
	Headers       Field = "headers_sent"
	RefreshBuilt  Field = "refresh_built"
	MailAllowed   Field = "mail_allowed"
	SubmittedOn   Field = "submitted_on"
	Ticket        Field = "ticket"

	At Field = "at" // the page on which the wizard was left

	// Comments is no question: it stands for what somebody wrote into the comments of
	// zdg.toml. It is searched for secrets like an answer, and never written.
	Comments Field = "comments"
)

// Shape is how a question is answered.
type Shape int

const (
	Text   Shape = iota // one line
	Long                // prose, one line in the file
	Lines               // one item per line; a list in the file
	Choice              // one of Choices
	YesNo               // "yes" or "no"
	Date                // 2006-01-02
	File                // a path
)

// Need is how much the request wants an answer.
type Need string

const (
	Required Need = "required" // documented as required
	Likely   Need = "likely"   // not public; the form probably asks
	Process  Need = "process"  // not on the form: the process needs it
	Optional Need = "optional"
)

// FieldInfo is a row of the table of questions.
type FieldInfo struct {
	Field   Field
	Stage   Stage
	Shape   Shape
	Need    Need
	Title   string   // as the field is called on screen and in the sheet
	Choices []string // for Choice
	Comment string   // one line, for zdg.toml and the documentation of its keys
	Example string
}

// Fields is the table of questions in the order in which they are asked.
func Fields() []FieldInfo { return fields }

// Info finds a row of the table.
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
	if f == Comments {
		return "the comments of zdg.toml"
	}
	if i, ok := Info(f); ok {
		return i.Title
	}
	return string(f)
}

var fields = []FieldInfo{
	{Customers, Fit, Choice, Process, "Who will use it?", []string{"several", "one"}, "several: customers with Zendesk accounts of their own; one: a single account", "several"},
	{Product, Fit, Choice, Process, "Which Zendesk product?", []string{"support", "sell", "chat", "conversations"}, "global OAuth clients are for Support, Help Center and Voice", "support"},
	{Bot, Fit, YesNo, Process, "Is it a bot?", nil, "a bot gets its own credential, not a global OAuth client", "no"},
	{SecretLives, Fit, Choice, Process, "Where does the secret live?", []string{"servers", "shipped"}, "servers: only on machines you run; shipped: in an app, a CLI or a browser extension", "servers"},

	{Subdomain, Account, Text, Required, "Subdomain", nil, "the name before .zendesk.com; for a request it must start with d3v-", "d3v-acme"},
	{Sponsored, Account, Choice, Process, "Sponsored account", []string{"yes", "requested", "no"}, "a bare trial is not accepted: request a sponsored account before day 14", "yes"},
	{TrialStartedOn, Account, Date, Optional, "Trial started on", nil, "a trial ends after 14 days unless it is sponsored", "2026-11-01"},
	{SponsoredAsked, Account, Date, Optional, "Sponsored account requested on", nil, "the day the request was sent", "2026-11-03"},
	{Organization, Account, Choice, Process, "Organization in the Marketplace portal", []string{"yes", "requested", "no"}, "an Organization must be registered at apps.zendesk.com first", "yes"},
	{OrgRequestedOn, Account, Date, Optional, "Organization requested on", nil, "the day the Organization was registered or asked for", "2026-11-02"},
	{OrganizationID, Account, Text, Likely, "Organization id", nil, "a number, at the top of the Organization page of the portal", "12345"},

	{ClientExists, Client, YesNo, Process, "The client exists", nil, "yes: it is saved in Admin Center; no: the wizard leads through creating it", "yes"},
	{Name, Client, Text, Required, "Name", nil, "older label: Client name; shown on the consent page", "Acme Sync"},
	{Description, Client, Long, Required, "Description", nil, "optional for a local client, required for a global one; shown on the consent page", "Syncs tickets with Acme CRM"},
	{Company, Client, Text, Required, "Company", nil, "optional for a local client, required for a global one; shown on the consent page", "Acme Inc."},
	{LogoFile, Client, File, Required, "Logo", nil, "path of the JPG, GIF or PNG uploaded as logo; square is best", "logo.png"},
	{Identifier, Client, Text, Required, "Identifier", nil, "your client_id; for a request it must start with zdg-; older Admin Centers call it Unique identifier", "zdg-acme"},
	{Kind, Client, Choice, Required, "Client kind", []string{"confidential", "public"}, "confidential: the secret is safe on your servers; public: it is not, PKCE is required", "confidential"},
	{RedirectURLs, Client, Lines, Required, "Redirect URLs", nil, "all that the client has, one per line, exactly as Zendesk has saved them", "http://127.0.0.1:18573/callback"},
	{TestRedirect, Client, Text, Optional, "Redirect URL for the test", nil, "which one the test uses; empty: the first on this machine", "http://127.0.0.1:18573/callback"},
	{Scopes, Client, Lines, Required, "Scopes", nil, "the same list as Allowed scopes in Admin Center, where they are configured", "tickets:read"},

	{Stored, SecretIn, YesNo, Process, "Identifier and secret are saved", nil, "your word that both are in a password manager or vault; the secret itself never comes into this file", "yes"},
	{NotSecret, SecretIn, Lines, Optional, "Answers that are no secret", nil, "your word that what these keys hold is none, though it looks like one; it ends when the answer changes", "ticket"},

	{KeptURLsWhy, CleanUp, Text, Optional, "Why the local redirect URLs stay", nil, "only when loopback or staging URLs are to be frozen on purpose; one word is enough", "our CLI listens there"},

	{Website, Submit, Text, Likely, "Website", nil, "of the company or the integration", "https://acme.com"},
	{UseCase, Submit, Long, Likely, "Use case", nil, "two sentences: what it does with a customer's Zendesk", "Copies new tickets into Acme CRM"},
	{CustomerCount, Submit, Text, Likely, "Zendesk customers", nil, "how many use it now, how many are expected", "12 now, 100 in a year"},
	{ContactName, Submit, Text, Likely, "Contact name", nil, "the person who answers the reviewers", "Ada Example"},
	{ContactEmail, Submit, Text, Likely, "Contact email", nil, "where the ticket's mail goes; let " + zendesk.SupportAddress + " through", "ada@acme.com"},
	{SecondContact, Submit, Text, Optional, "Second contact", nil, "somebody else who reads the mail", "ops@acme.com"},
	{PrivacyURL, Submit, Text, Likely, "Privacy policy", nil, "link to it", "https://acme.com/privacy"},
	{TermsURL, Submit, Text, Likely, "Terms of use", nil, "link to them", "https://acme.com/terms"},
	{AppName, Submit, Text, Likely, "X-Zendesk-Marketplace-Name", nil, "the name your calls send in this header; empty: the client's name", "Acme Sync for Zendesk"},
	{AppID, Submit, Text, Optional, "X-Zendesk-Marketplace-App-Id", nil, "known only after the app was submitted", "99999"},
	{Listing, Submit, Text, Optional, "Marketplace listing", nil, "link to it, when there is one", "https://www.zendesk.com/marketplace/apps/support/99999"},
	{Headers, Submit, YesNo, Likely, "Marketplace headers are sent", nil, "your word that every API call carries the X-Zendesk-Marketplace headers", "yes"},
	{RefreshBuilt, Submit, YesNo, Likely, "Refresh is implemented", nil, "your word that the integration refreshes its tokens; it is mandatory", "yes"},
	{MailAllowed, Submit, YesNo, Process, "Review mail is let through", nil, "your word that " + zendesk.SupportAddress + " is in the contacts", "yes"},
	{SubmittedOn, Submit, Date, Optional, "Submitted on", nil, "the day the request form was sent", "2026-11-22"},
	{Ticket, Submit, Text, Optional, "Ticket", nil, "the reference in Zendesk's mail", "#1234567"},

	{At, Submit, Text, Process, "Left at", nil, "the page on which the wizard goes on", "review"},
}
