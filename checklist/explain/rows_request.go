package explain

import "zdg/checklist/zendesk"

// requestRows: the request for a global client, and what comes after it.
var requestRows = []row{
	{
		code:       "customer-subdomain",
		what:       "The callback does not say which customer's account was authorized.",
		cause:      "A global client is one client for many accounts, but every account has its own sign-in and its own token endpoint. The redirect does not name the account.",
		check:      "See whether the program knows the subdomain before it opens the authorize page.",
		fix:        "Ask the customer for the subdomain first, keep it in the server's session under state, and exchange the code on that host.",
		confidence: zendesk.Observed, source: "Z4-thread",
		own: []string{"why do you need my subdomain even with a global client"},
	},
	{
		code:       "account-not-accepted",
		what:       "A global client can only be requested from an account whose subdomain starts with d3v-.",
		cause:      "The request form takes sponsored developer accounts only; their subdomain starts with d3v-. The Identifier of the client to be converted must start with zdg-; no other client's has to.",
		check:      "Look at the account's address and at the Identifier. The form already shows d3v- and zdg-: type only what follows.",
		fix:        "Start a trial named d3v-…, ask for its conversion to a sponsored account, and create the client there with every field filled.",
		confidence: zendesk.Documented, source: "Z1",
	},
	{
		code:       "client-page-gone",
		what:       "The client was made global, and its page in Admin Center is gone.",
		cause:      "Zendesk converts the local client, and its page with the secret goes with that. Only Zendesk's Platform Team can edit a global client.",
		check:      "Sign in to the Marketplace portal > Global OAuth: once claimed, the client is in the list there.",
		fix:        "Use the Identifier and the secret noted before the request; they stay. To have something changed, write to Zendesk Support, Option 2, and mention global oauth.",
		confidence: zendesk.Documented, source: "Z1",
		own: []string{"lose access to the client administration page", "why cant i edit my global client"},
	},
	{
		code:       "request-rejected",
		what:       "Zendesk rejected the request for a global client.",
		cause:      "Known requirements: an account that starts with d3v-, an Identifier that starts with zdg-, every field filled, the Marketplace headers, and a refresh flow. There is no public list of reasons.",
		check:      "Read the ticket's mail. Then go through the checklist again.",
		fix:        "Correct what the ticket names and submit again. A customer's own client or API token is not a way around it: Zendesk does not permit that for anything distributed.",
		confidence: zendesk.Documented, source: "Z14h",
		own: []string{"if your request is rejected you can still implement oauth"},
	},
	{
		code:       "not-global-yet",
		what:       "The client works in its own account only: it is not global yet.",
		cause:      "A local client exists in one account. In every other one the authorize page says No such client, until Zendesk has approved the request and converted the client.",
		check:      "Try the same identifier in the account where it was created. If it works there alone, the request is pending, or was never made.",
		fix:        "Wait for Zendesk's mail about the request, then try again. Until then, let nobody but the client's own account authorize.",
		confidence: zendesk.Observed, source: "T9",
	},
	{
		code:       "claim-refused",
		what:       "The Marketplace portal does not let the client be claimed.",
		cause:      "Claiming takes the identifier and the first six characters of the secret, as provided when the client was created. One of them differs, or the client has not been converted yet.",
		check:      "Compare the identifier with Zendesk's mail, and the six characters with the stored secret. See whether the secret was regenerated since.",
		fix:        "Claim it under Global OAuth > Claim Global Auth once Zendesk has approved it. If the right values are refused, ask in the ticket of the request.",
		confidence: zendesk.Inferred, source: "Z2",
	},
	{
		code:       "bot-not-covered",
		what:       "A global OAuth client is not for bots.",
		cause:      "A Marketplace bot gets credentials of its own, for another host. That is the Conversations product.",
		check:      "See whether the integration answers in conversations, or works with tickets and users.",
		fix:        "Ask for the bot's credentials when the bot is created. For tickets and users go on with a global client.",
		confidence: zendesk.Documented, source: "Z23",
		own: []string{"oauth token when creating a bot"},
	},
}
