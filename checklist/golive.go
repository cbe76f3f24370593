package checklist

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// ReadyText is a text that the developer edits and uses when the client goes live.
type ReadyText struct {
	ID    string // stable, one word, such as "letter"
	Title string
	For   string // who it is for, and when
	// Body has one line for each paragraph and list item, to be wrapped where it is shown. A
	// command (Command is true) is shown as it is.
	Body    string
	Command bool
	// Source is the page behind the main statement.
	Source     zendesk.Source
	Confidence zendesk.Confidence
}

// GoLive returns the texts for going live, in the order in which they are needed. There is
// no secret in them. Days are counted from now.
func GoLive(d Draft, now time.Time) []ReadyText {
	all := []ReadyText{
		{"plan", "Migration plan", "for your team, before the conversion", migrationPlan(d, now), false, zendesk.SourceOf("Z14c"), zendesk.Documented},
		{"letter", "Letter to customers", "to be edited; fill in what is in ( )", customerLetter(d), false, zendesk.SourceOf("Z14h"), zendesk.Documented},
		{"leaked", "When the secret leaks, or has to be changed", "for whoever is on call", leakRunbook(d), false, zendesk.SourceOf("Z1"), zendesk.Inferred},
	}
	for _, s := range supportTexts(d) {
		s.For = "for Zendesk Support: contact it by \"Option 2\" of its instructions, and say \"global oauth\" to the bot"
		all = append(all, s)
	}
	return append(all, Calls(d)...)
}

// product is the name by which customers know the integration.
func product(d Draft) string {
	for _, f := range []Field{FieldAppName, FieldName} {
		if v := d.sentValue(f); v != "" {
			return v
		}
	}
	return "(product)"
}

func orPlaceholder(d Draft, f Field, what string) string { return cmp.Or(d.sentValue(f), "("+what+")") }

// The days on which API tokens stop (Z13), and by which the tokens of every local client
// expire (Z14c).
var (
	apiTokensStop   = time.Date(2027, time.April, 30, 0, 0, 0, 0, time.UTC)
	localTokensStop = time.Date(2027, time.April, 1, 0, 0, 0, 0, time.UTC)
)

func countedDay(on, now time.Time) string {
	return on.Format(time.DateOnly) + " (" + Deadline{On: on}.Left(now) + ")"
}

// migrationPlan rests on Z10, Z12, Z13, Z14c, Z14h and T32; those who are handed it have no list of
// sources, so it names none by its key.
func migrationPlan(d Draft, now time.Time) string {
	who := "3. Customers' own clients and API tokens have to go: since 2025-08-12 Zendesk does not permit them for an integration that several customers use. API tokens stop on " + countedDay(apiTokensStop, now) + " for everybody."
	if forOne(d) {
		who = "3. API tokens stop on " + countedDay(apiTokensStop, now) + " for everybody."
	}
	return `1. List every connection: by which client or API token it was made, when, for which account, and by whom.
2. Plan that each of them authorizes again. Tokens from before Zendesk had refresh tokens cannot be refreshed, ever. What the conversion does to the others is not published; one developer found every call answered 401 after it, in 2019. Tokens of local clients expire for everybody by ` + countedDay(localTokensStop, now) + `.
` + who + `
4. Keep one connection of your own alive through the conversion, as a canary: make a call before it, after it, and each day. A 401 that a refresh does not heal says that the others have to authorize again at once.
5. Run both clients side by side: store with each connection by which client it was made, and refresh it with that one. New connections use the global client.
6. Authorize, fetch tokens and call the API on the customer's own account, whose name each customer has to give you. Check it: letters, digits and hyphens, nothing else.
7. Refresh under a lock, before the access token ends, and store both new tokens at once: the old ones stop. A refresh token that is not used in time ends too, after 30 days unless you asked for another time, and the customer has to authorize again.
8. Send the letter, some customers first. Count who is left. When a connection was made anew, revoke its old token, and expect 401 of the next call.
9. Keep room for two secrets in the configuration (see below), before anything goes live.`
}

func customerLetter(d Draft) string {
	name := product(d)
	var b strings.Builder
	fmt.Fprintf(&b, `Subject: Please reconnect %[1]s to Zendesk

Hello,

%[1]s is moving to the connection that Zendesk requires of integrations which several customers use. Please connect it once more:

1. Sign in to %[1]s and open (where the Zendesk settings are).
2. Choose (Reconnect), and type the name of your Zendesk account: what stands before .zendesk.com in its address.
3. Sign in to Zendesk. The page that follows names %[2]s (%[3]s). Choose Allow.

Sign in as the person for whom %[1]s is to work. If this person leaves or loses their role, the connection ends.
`, name, orPlaceholder(d, FieldName, "name of the client"), orPlaceholder(d, FieldCompany, "company"))
	if lines := scopeLines(d); lines != "" {
		b.WriteString("\nIt asks for:\n")
		for line := range strings.Lines(lines) {
			b.WriteString("- " + strings.TrimSpace(line) + "\n")
		}
	}
	fmt.Fprintf(&b, `
Please do this by (day). The present connection may stop at any time after it, and then (what stops for the customer).

An admin can see and end the connection in Zendesk: Admin Center > Apps and integrations > APIs > External OAuth clients.

Questions? Write to %s.

Kind regards
%s`, orPlaceholder(d, FieldContactEmail, "address"), orPlaceholder(d, FieldCompany, "company"))
	return b.String()
}

// leakRunbook rests on Z10 and T14.
func leakRunbook(d Draft) string {
	what := "To get at a customer's data one needs a code or a refresh token beside the secret. That the secret alone does nothing on a customer's account is inferred, not published; on your own account it acts as the person who owns the client."
	if d.IsPublic() {
		what = "A public client signs in without its secret, so a leaked one opens nothing there. It still claims the client in the portal. A leaked refresh token is worth a connection by itself."
	}
	return what + `

Before it happens
1. The configuration holds two secrets, the present one and the next. A call that is answered 401 invalid_client with the one is tried once with the other.
2. Identifier and secret are in a store that more than one person can open, with the first six characters of each secret that the client has had.

When it happens
1. Take the secret away from where others can read it. Note where and since when.
2. You cannot make a new one yourself: the client's page is gone. Send the text below to Zendesk Support at once.
3. Revoke the tokens that may be known too, and expect 401 of the next call with each. Those customers authorize again.
4. Ask when the old secret stops. For a global client that is not published; that of a local one was seen to stop at once. Plan for no overlap.
5. Put the new secret in as the next one, and bring that out before the change. After it, look for 401 invalid_client.
6. When the new one works, take the old one out of the configuration, and store the new one where the old one was.
7. Tell the customers whose data may have been read.`
}

// supportTexts are requests to Zendesk Support, which alone can have a global client changed.
func supportTexts(d Draft) []ReadyText {
	head := "Topic: global oauth\n\n" +
		"Client identifier: " + orPlaceholder(d, FieldIdentifier, "identifier") + "\n" +
		"Account it was made in: " + cmp.Or(tidy([]string{subdomainOf(d)}), "(subdomain)") + ".zendesk.com\n" +
		"Marketplace Organization id: " + orPlaceholder(d, FieldOrganizationID, "a number, at the top of the Organization page") + "\n"
	if d.Has(FieldTicket) {
		head += "Ticket of the request: " + d.sentValue(FieldTicket) + "\n"
	}
	head += "\n"
	listed := func(f Field, none string) string {
		lines := d.Lines(f)
		if len(lines) == 0 {
			return "- " + none
		}
		return "- " + strings.ReplaceAll(tidy(lines), "\n", "\n- ")
	}
	urls := listed(FieldRedirectURLs, "(the present ones)")
	scopes := listed(FieldScopes, "(the present ones)")
	if d.Chosen(FieldAllowed) == "open" {
		scopes = "- none are configured"
	}
	z1 := zendesk.SourceOf("Z1")
	staging := cmp.Or(tidy([]string{identifierOf(d)}), zdgPrefix+"(name)") + "-staging"
	return []ReadyText{
		{ID: "redirect-urls", Title: "To change the redirect URLs", Body: head + "Please change the redirect URLs of this global OAuth client.\n\nNow:\n" + urls + "\n\nWanted, each exactly as written here:\n- (one per line)\n\nWhy: (reason)", Source: z1, Confidence: zendesk.Documented},
		{ID: "scopes", Title: "To change the Allowed scopes", Body: head + "Please change the Allowed scopes of this global OAuth client.\n\nNow:\n" + scopes + "\n\nWanted:\n- (one per line)\n\nWhy: (what the new scope is for)", Source: z1, Confidence: zendesk.Documented},
		{ID: "secret", Title: "To change the secret", Body: head + "Please make a new secret for this global OAuth client: the present one may be known to others since (day).\n\nPlease tell us how the new one reaches us safely, and when the old one stops, so that our customers' connections go on. The secret is not in this ticket.", Source: z1, Confidence: zendesk.Documented},
		{ID: "staging", Title: "To ask for a second client, for staging", Body: head + "We would like a second global OAuth client, for staging, so that changes are tried without our customers' connections. The portal lets an Organization claim several.\n\nIdentifier: " + staging + "\nRedirect URLs:\n- (one per line)\n\nPlease tell us how to request it.", Source: zendesk.SourceOf("Z2"), Confidence: zendesk.Inferred},
	}
}
