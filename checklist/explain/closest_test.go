package explain

// closest are texts for which a more exact code comes before the one that the answer names.
var closest = []sample{
	{"not-global-yet", `The Zendesk client works in our d3v- account, on the customer's subdomain it says No such client`},
	{"not-global-yet", `No such client at customer accounts, our global client request to Zendesk is pending`},
	{"not-global-yet", `Zendesk: customers get "No such client", our own account is fine`},
	{"no-such-client", `Zendesk: No such client when I authorize in my own account`},
	{"pair-lost", `two workers refreshed the Zendesk token at the same time and one got invalid_grant`},
	{"pair-lost", `Zendesk: invalid_grant, the refresh token was already used by another process`},
	{"pair-lost", `we crashed after the refresh at Zendesk and before saving the new tokens; now every refresh gives invalid_grant`},
	{"pair-lost", `Zendesk issues single-use rotating refresh tokens. Two pods refresh in parallel, one then gets {"error":"invalid_grant"}`},
	{"invalid-grant", `Zendesk: invalid_grant, authorization code was used twice`},
	{"no-such-client", "Zendesk: another person gets \"No such client\" too"},
	{"invalid-grant", "POST https://acme.zendesk.com/oauth/tokens grant_type=authorization_code 200 {\"access_token\":\"x\",\"refresh_token\":\"y\",\"expires_in\":1800}\nPOST https://acme.zendesk.com/oauth/tokens grant_type=authorization_code 400 {\"error\":\"invalid_grant\"}\nthe refresh_token was stored"},
}
