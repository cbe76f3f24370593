package explain

// happened are texts close to those that report no failure (see happened.go): some of them do, and
// the others do not for another reason.
var happened = []sample{
	{"invalid-grant", "When you connect Zendesk in our app it answers invalid_grant"},
	{"invalid-grant", "HubSpot returned 200. The refresh token expired for Zendesk."},
	{"invalid-grant", "zendesk refresh failed at loader:31 with invalid_grant"},
	{"invalid-grant", "POST /integrations/zendesk/oauth/refresh failed: invalid_grant"},
	{"invalid-grant", "Our guide for Zendesk does not help: invalid_grant"},
	{"invalid-grant", "What does invalid_grant of Zendesk mean?"},
	{"invalid-grant", "deadbeef12 zendesk refresh failed: invalid_grant"},
	{"invalid-grant", "What happens when our Zendesk job gets invalid_grant: it stops"},
	{"", "7f3a2b1 zendesk: couldn't authenticate you is shown to the admin"},
	{"", "What happens if a refresh token is revoked in Zendesk?"},
	{"", `{"task":"invalid_grant","message":"zendesk sync finished"}`},
	{"", "Changelog\n2026-11-01 Zendesk connector shows invalid_grant to the admin"},
	{"", "queue zendesk_events: connection timed out"},
	{"", "zendesk-worker-3: connection timed out"},
	{"", "cannot connect to mqttbus:1883: connection timed out (zendesk events)"},
}
