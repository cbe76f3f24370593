package checklist

import "zdg/checklist/zendesk"

// Note is a statement that a report makes beside verdicts and values, with its source.
type Note struct {
	Title string
	Rule
}

// Afterwards returns what happens once the request is sent, in order.
func Afterwards() []Note {
	return []Note{
		{"Where to send it", documented("Z1", "Sign in at https://apps.zendesk.com/ and choose Organization, then the tab Global OAuth Request.")},
		{"If there is no such tab", observed("T6", "Others found it under Global OAuth, then Request new OAuth.")},
		{"Email and ticket", documented("Z1", "An email and a ticket reference arrive with updates. Note the ticket's number and the day.")},
		{"Let the mail through", observed("T1", "The review writes from "+zendesk.SupportAddress+": add it to the contacts and to the allow-list.")},
		{"Approved: conversion", documented("Z1", "Zendesk converts the local client into a global one, and the client's administration page is lost.")},
		{"Identifier and secret", inferred("Z1", "They stay the same through the conversion: else there would be no need to note them down before.")},
		{"Approved: claim it", documented("Z2", "In the portal: Global OAuth, then Claim Global Auth. The form wants the OAuth identifier and the first 6 characters of the client secret, also of a public client; no other form may have them.")},
		{"Approved: link it with the app", documented("Z2", "Apps, Details on the tile, tab Global OAuth: answer Yes, choose the identifier, and Update.")},
		{"Rejected", documented("Z1", "Zendesk's page names a fallback: each customer makes a local client of their own and hands over its details.")},
		{"Why a rejection has to be fixed", documented("Z14h", "The fallback is forbidden for anything distributed: \""+Forbidden+"\". Find the reason, fix it, and ask again.")},
		{"Developing on", inferred("Z1", "The conversion takes this client away from you. Make a second local one for development; only the client to be converted needs zdg-.")},
		{"Did it become global?", observed("T29", "Once somebody authorized it, /api/v2/oauth/global_clients lists it, for an admin or an agent with the permission manage_api_credentials.")},
	}
}

// Questions returns the questions that Zendesk's page about global clients answers, and
// those that a newcomer asks next, each with its answer.
func Questions() []Note {
	return []Note{
		{"Why is the subdomain asked for when the client is global?", documented("Z1", "Each Zendesk account has logins of its own, and OAuth is per account: whoever authorizes does so for one subdomain. The product has to ask each customer for theirs, too.")},
		{"Why can the global client not be edited?", documented("Z1", "Zendesk takes control of the client to make it global; only its Platform Team can edit it. To have it changed, contact Zendesk Support by \"Option 2\" and mention \"global oauth\" when you describe the matter to the bot.")},
		{"Can a bot use global OAuth?", documented("Z1", "No. A separate OAuth credential has to be requested when the bot is created.")},
		{"Can the secret be changed later?", inferred("Z1", "Not by yourself once the client is global: let the configuration of the product hold two secrets, and have a plan, before it goes live.")},
		{"What does a public global client give away?", observed("T36", "An identity that anybody can borrow: another program was seen to sign its users in with the identifier of Zendesk's zcli, and the consent page shows the owner's name and logo.")},
		{"Which OAuth is it?", documented("Z14a", "OAuth 2 only, with an authorization code. Support has refused implicit and password grants since 2025-02-17; this does not apply to Chat, Sell and Sunshine.")},
	}
}

// Unknowns returns what nobody outside Zendesk knows.
func Unknowns() []Note {
	return []Note{
		{"The form's fields", inferred("Z1", "Only subdomain and identifier are documented, with their prefixes typed already. The other rows of the sheet are likely, not known.")},
		{"How long the review takes", observed("T4", "Zendesk publishes no figure. Others reported a week, two and a half weeks, and no answer at all.")},
		{"What leads to a rejection", documented("Z1", "There is no official list of reasons. Documented is a subdomain without d3v-; that an identifier without zdg- and empty fields do too follows from the page.")},
		{"Which identifiers are allowed", inferred("Z7", "Neither the characters nor the length of an identifier are published; hyphens and underscores were seen.")},
		{"Whether an unclaimed client is switched off", inferred("Z2", "Zendesk does not say. Nor is it published which secret's first characters count after a regeneration: keep those of each.")},
		{"What the conversion does to Allowed scopes and to tokens", inferred("T32", "Not published: plan that every existing connection authorizes again.")},
		{"Marketplace headers on the token endpoint", inferred("Z15", "Whether POST /oauth/tokens has to carry them is not published; a shipped client was seen to send them there too, and works.")},
		{"The edges of lifetimes", observed("T29", "Zendesk's texts disagree whether 300 and 604800 seconds themselves are allowed: ask for values inside the limits.")},
	}
}
