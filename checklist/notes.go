package checklist

import "zdg/checklist/zendesk"

// Note is a statement that a report makes beside verdicts and values, with its source.
type Note struct {
	Title      string
	Text       string
	Source     zendesk.Source
	Confidence zendesk.Confidence
}

// Afterwards returns what happens once the request is sent, in order.
func Afterwards() []Note {
	z1, z2, t1 := zendesk.SourceOf("Z1"), zendesk.SourceOf("Z2"), zendesk.SourceOf("T1")
	return []Note{
		{"Where to send it", "Sign in at https://apps.zendesk.com/ and choose Organization, then the tab Global OAuth Request.", z1, zendesk.Documented},
		{"If there is no such tab", "Others found it under Global OAuth, then Request new OAuth.", zendesk.SourceOf("T6"), zendesk.Observed},
		{"Email and ticket", "An email and a ticket reference arrive with updates. Note the ticket's number and the day.", z1, zendesk.Documented},
		{"Let the mail through", "The review writes from " + zendesk.SupportAddress + ": add it to the contacts and to the allow-list.", t1, zendesk.Observed},
		{"Approved: conversion", "Zendesk converts the local client into a global one, and the client's administration page is lost.", z1, zendesk.Documented},
		{"Identifier and secret", "They stay the same through the conversion: else there would be no need to note them down before.", z1, zendesk.Inferred},
		{"Approved: claim it", "In the portal: Global OAuth, then Claim Global Auth. The form wants the OAuth identifier and the first 6 characters of the client secret, also of a public client; no other form may have them.", z2, zendesk.Documented},
		{"Approved: link it with the app", "Apps, Details on the tile, tab Global OAuth: answer Yes, choose the identifier, and Update.", z2, zendesk.Documented},
		{"Rejected", "Zendesk's page names a fallback: each customer makes a local client of their own and hands over its details.", z1, zendesk.Documented},
		{"Why a rejection has to be fixed", "The fallback is forbidden for anything distributed: \"" + Forbidden + "\". Find the reason, fix it, and ask again.", zendesk.SourceOf("Z14h"), zendesk.Documented},
		{"Developing on", "The conversion takes this client away from you. Make a second local one for development; only the client to be converted needs zdg-.", z1, zendesk.Inferred},
		{"Did it become global?", "Once somebody authorized it, /api/v2/oauth/global_clients lists it, for an admin or an agent with the permission manage_api_credentials.", zendesk.SourceOf("T29"), zendesk.Observed},
	}
}

// Questions returns the questions that Zendesk's page about global clients answers, and
// those that a newcomer asks next, each with its answer.
func Questions() []Note {
	z1 := zendesk.SourceOf("Z1")
	return []Note{
		{"Why is the subdomain asked for when the client is global?", "Each Zendesk account has logins of its own, and OAuth is per account: whoever authorizes does so for one subdomain. The product has to ask each customer for theirs, too.", z1, zendesk.Documented},
		{"Why can the global client not be edited?", "Zendesk takes control of the client to make it global; only its Platform Team can edit it. To have it changed, contact Zendesk Support by \"Option 2\" and mention \"global oauth\" when you describe the matter to the bot.", z1, zendesk.Documented},
		{"Can a bot use global OAuth?", "No. A separate OAuth credential has to be requested when the bot is created.", z1, zendesk.Documented},
		{"Can the secret be changed later?", "Not by yourself once the client is global: let the configuration of the product hold two secrets, and have a plan, before it goes live.", z1, zendesk.Inferred},
		{"What does a public global client give away?", "An identity that anybody can borrow: another program was seen to sign its users in with the identifier of Zendesk's zcli, and the consent page shows the owner's name and logo.", zendesk.SourceOf("T36"), zendesk.Observed},
		{"Which OAuth is it?", "OAuth 2 only, with an authorization code. Support has refused implicit and password grants since 2025-02-17; this does not apply to Chat, Sell and Sunshine.", zendesk.SourceOf("Z14a"), zendesk.Documented},
	}
}

// Unknowns returns what nobody outside Zendesk knows.
func Unknowns() []Note {
	return []Note{
		{"The form's fields", "Only subdomain and identifier are documented, with their prefixes typed already. The other rows of the sheet are likely, not known.", zendesk.SourceOf("Z1"), zendesk.Inferred},
		{"How long the review takes", "Zendesk publishes no figure. Others reported a week, two and a half weeks, and no answer at all.", zendesk.SourceOf("T4"), zendesk.Observed},
		{"What leads to a rejection", "There is no official list of reasons. Documented is a subdomain without d3v-; that an identifier without zdg- and empty fields do too follows from the page.", zendesk.SourceOf("Z1"), zendesk.Documented},
		{"Which identifiers are allowed", "Neither the characters nor the length of an identifier are published; hyphens and underscores were seen.", zendesk.SourceOf("Z7"), zendesk.Inferred},
		{"Whether an unclaimed client is switched off", "Zendesk does not say. Nor is it published which secret's first characters count after a regeneration: keep those of each.", zendesk.SourceOf("Z2"), zendesk.Inferred},
		{"What the conversion does to Allowed scopes and to tokens", "Not published: plan that every existing connection authorizes again.", zendesk.SourceOf("T32"), zendesk.Inferred},
		{"Marketplace headers on the token endpoint", "Whether POST /oauth/tokens has to carry them is not published; a shipped client was seen to send them there too, and works.", zendesk.SourceOf("Z15"), zendesk.Inferred},
		{"The edges of lifetimes", "Zendesk's texts disagree whether 300 and 604800 seconds themselves are allowed: ask for values inside the limits.", zendesk.SourceOf("T29"), zendesk.Observed},
	}
}
