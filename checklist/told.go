package checklist

import "zdg/checklist/zendesk"

// Told is something a report tells beside verdicts and values.
type Told struct {
	Title      string
	Text       string
	Source     zendesk.Source
	Confidence zendesk.Confidence
}

// Afterwards is what happens once the request is sent, in order.
func Afterwards() []Told {
	z1, t1 := zendesk.SourceOf("Z1"), zendesk.SourceOf("T1")
	return []Told{
		{"Where to send it", "Sign in at https://apps.zendesk.com/ and choose Organization, then the tab Global OAuth Request.", z1, zendesk.Documented},
		{"If there is no such tab", "Others found it under Global OAuth, then Request new OAuth.", zendesk.SourceOf("T6"), zendesk.Observed},
		{"Email and ticket", "An email and a ticket reference arrive with updates. Note the ticket's number and the day.", z1, zendesk.Documented},
		{"Let the mail through", "The review writes from support@appsubmission.zendesk.com: add it to the contacts and to the allow-list.", t1, zendesk.Observed},
		{"Approved: conversion", "Zendesk converts the local client into a global one, and the client's administration page is lost.", z1, zendesk.Documented},
		{"Identifier and secret", "They stay the same through the conversion: else there would be no need to note them down before.", z1, zendesk.Inferred},
		{"Rejected", "Zendesk's page names a fallback: each customer makes a local client of their own and hands over its details.", z1, zendesk.Documented},
		{"Why a rejection has to be mended", "The Developer Terms forbid customers to share credentials, which rules the fallback out for a product with several customers: find the reason, mend it, and ask again.", zendesk.SourceOf("Z16"), zendesk.Inferred},
		{"Developing on", "The conversion takes this client away from you. Make a second local one for development, named like zdg-acme-dev.", z1, zendesk.Inferred},
	}
}

// Questions are those that Zendesk's page about global clients answers, and what
// a newcomer asks next.
func Questions() []Told {
	z1 := zendesk.SourceOf("Z1")
	return []Told{
		{"Why is the subdomain asked for when the client is global?", "Each Zendesk account has logins of its own, and OAuth is per account: whoever authorizes does so for one subdomain. The product has to ask each customer for theirs, too.", z1, zendesk.Documented},
		{"Why can the global client not be edited?", "Zendesk takes control of the client to make it global; only its Platform Team can edit it. To have it changed, contact Zendesk Support by \"Option 2\" and mention \"global oauth\" when you describe the matter to the bot.", z1, zendesk.Documented},
		{"Can a bot use global OAuth?", "No. A separate OAuth credential has to be requested when the bot is created.", z1, zendesk.Documented},
		{"Which OAuth is it?", "OAuth 2 only, with an authorization code. Implicit and password grants have been refused since 2025-02-17.", zendesk.SourceOf("Z14a"), zendesk.Documented},
	}
}

// Unknowns is what nobody outside Zendesk knows, so that nothing here pretends to.
func Unknowns() []Told {
	return []Told{
		{"The form's fields", "Only subdomain and identifier are documented, with their prefixes typed already. The other rows of the sheet are likely, not known.", zendesk.SourceOf("Z1"), zendesk.Inferred},
		{"How long the review takes", "Zendesk publishes no figure. Others reported a week, two and a half weeks, and no answer at all.", zendesk.SourceOf("T4"), zendesk.Observed},
		{"What leads to a rejection", "There is no official list of reasons. Documented is a subdomain without d3v-; that an identifier without zdg- and empty fields do too follows from the page.", zendesk.SourceOf("Z1"), zendesk.Documented},
		{"Which identifiers are allowed", "Neither the characters nor the length of an identifier are published.", zendesk.SourceOf("Z7"), zendesk.Inferred},
		{"Managing the client afterwards", "A global client may have to be claimed in the portal and linked with the app's listing; Zendesk's page about it could not be read.", zendesk.SourceOf("Z2"), zendesk.Inferred},
	}
}
