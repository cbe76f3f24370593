package explain

import "testing"

// labelled are texts whose lines begin with whom they are about, or with the program that
// wrote them: what stands behind such a label is its own, also where Zendesk is named elsewhere.
var labelled = []struct {
	want Code
	text string
}{
	{"", `Acmewarehouse: {"error":"invalid_grant"}`},
	{"", "Acmewarehouse: {\"error\":\"invalid_grant\"}\nZendesk works."},
	{"", `HubSpot - invalid_grant`},
	{"", `HubSpot - {"error":"invalid_grant"}`},
	{"", "HubSpot - {\"error\":\"invalid_grant\"}\nour Zendesk sync is not affected"},
	{"", `[Stripe] invalid_grant`},
	{"", `[Stripe] {"error":"invalid_client"}`},
	{"", "[Stripe] 401 Unauthorized\n[Zendesk] 200 OK"},
	{"", `[Zendesk sync] [Stripe] rate limit exceeded`},
	{"", `Stripe | 429 Too Many Requests | zendesk-billing`},
	{"", `snowflake connector: 401 Unauthorized, while loading the Zendesk tickets`},
	{"", `snowflake connector failed with invalid_grant`},
	{"", `hubspot_sync failed: invalid_grant`},
	{"", "hubspot_sync: {\"error\":\"invalid_grant\"}\nthe zendesk sync ran before it"},
	{"", `hubspot-sync | invalid_grant | refresh token expired`},
	{"", `2026-11-20 10:00:00 ERROR hubspot_sync {"error":"invalid_grant"}`},
	{"", `2026-11-20 10:00:00 ERROR [hubspot_sync] invalid_grant`},
	{"", `ERROR (gong-importer) token refresh failed: invalid_grant`},
	{"", `[2026-11-20 10:00] production.ERROR: quickbooks refresh failed {"error":"invalid_grant"}`},
	{"", "quickbooks: refresh token expired\nZendesk: ok"},
	{"", `Pipedrive → 401 invalid_token. Zendesk is fine.`},
	{"", `Hubspot — access token expired (Zendesk connected)`},
	{"", "• Intercom – access token expired\n• Zendesk – connected"},
	{"", "| Intercom | access token expired |\n| Zendesk | connected |"},
	{"", "Intercom: access token expired\nZendesk: connected"},
	{"", `Intercom access token expired, Zendesk connected`},
	{"", `intercom access token expired, zendesk connected`},
	{"", "source-hubspot > 401 Unauthorized invalid_token\nsource-zendesk-support > read 200 records"},
	{"", `airbyte: source-hubspot refresh failed, {"error":"invalid_grant"}`},
	{"invalid-grant", `Zendesk: {"error":"invalid_grant"}`},
	{"invalid-grant", `[Zendesk] {"error":"invalid_grant"}`},
	{"invalid-grant", `zendesk_sync failed: invalid_grant`},
	{"invalid-grant", `ERROR zendesk-connector {"error":"invalid_grant"}`},
	{"invalid-grant", `Airbyte - zendesk source: invalid_grant`},
	{"invalid-grant", `[Worker] Zendesk refresh: invalid_grant`},
	{"invalid-grant", `sync_worker: zendesk refresh failed: invalid_grant`},
	{"invalid-grant", `2026-11-20 ERROR token_service {"error":"invalid_grant"} host=acme.zendesk.com`},
	{"invalid-grant", `{"error":"invalid_grant"}`},
	{"invalid-grant", "$ curl ... \n{\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "ERROR token refresh failed\n{\"error\":\"invalid_grant\"}"},
	{"invalid-grant", `2026-11-20 10:00:00 ERROR oauth token refresh failed {"error":"invalid_grant"}`},
	{"invalid-grant", `[oauth] token request failed: {"error":"invalid_grant"}`},
	{"invalid-grant", `[TokenService] {"error":"invalid_grant"}`},
	{"invalid-grant", `app.services.token_service ERROR {"error":"invalid_grant"}`},
	{"invalid-grant", `OAuth2::Error (invalid_grant: {"error":"invalid_grant"}):`},
	{"", `keycloak-adapter DEBUG {"error":"invalid_grant"}`},
	{"", `vault login: {"error":"invalid_grant"}`},
	{"", "I/fitbit: token refresh\n{\"error\":\"invalid_grant\"}"},
	{"", "dbt-cloud job 4711\n{\"error\":\"invalid_grant\"}"},
	{"", "sfdx force:auth\n{\"error\":\"invalid_grant\"}"},
	{"", "gcloud auth login\n{\"error\":\"invalid_grant\"}"},
	{"", "    at sfdx-core/lib/authInfo.js:451\n{\"error\":\"invalid_grant\"}"},
	// the label heads a line about Zendesk too, is a name in a chat, a class, a header or a broken sentence
	{"invalid-grant", "acmeflow | reading our zendesk source\nacmeflow | {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "Acmeflow | reading our zendesk source\nAcmeflow | {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "[10:01] lena: our zendesk thing broke\n[10:02] Marek: {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "Zendesk antwortet auf jeden Versuch so, und wir wissen nicht weiter:\nRückgabe: {\"error\":\"invalid_grant\"}"},
	{"", "We use Zendesk for support.\n\nAcmestore: {\"error\":\"invalid_grant\"}"},
	{"", "2026-11-20 INFO zendesk_sync done\n2026-11-20 ERROR service=acmestore-sync msg=\"invalid_grant\""},
	{"invalid-grant", "reauthenticating - {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "[req8f3a2c1] {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "[Webhooks] {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "2026-11-20 level=error env=staging-frankfurt {\"error\":\"invalid_grant\"}"},
	{"invalid-grant", "since Easter refresh fails {\"error\":\"invalid_grant\"}"},
	{"", "acmestore feed importer: {\"error\":\"invalid_grant\"}\nZendesk is fine"},
	{"", "Acme Ads - {\"error\":\"invalid_grant\"}\nZendesk is fine"},
	{"", "zendesk: ok\nacmestore: {\"error\":\"invalid_grant\"}"},
	{"", "acmestore: token refresh\n{\"error\":\"invalid_grant\"}\nZendesk is fine"},
	{"invalid-grant", "[acmestore-sync] [zendesk] refresh: {\"error\":\"invalid_grant\"}"},
	{"callback-unreachable", "Brave: localhost refused to connect\nhttp://localhost:8085/callback?code=1&state=2"},
	{"tls", "acmestore-worker: x509: certificate signed by unknown authority, POST https://acme.zendesk.com/oauth/tokens"},
	{"", "[acmestore-prod] {\"error\":\"invalid_grant\"}\nZendesk is fine"},
	{"invalid-grant", "[req-8f3a] {\"error\":\"invalid_grant\"}"},
	{"", "% acmectl --login\n{\"error\":\"invalid_grant\"}"},
}

func TestLabels(t *testing.T) {
	for _, l := range labelled {
		got := codesOf(Text(l.text))
		if l.want == "" && len(got) > 0 || l.want != "" && (len(got) == 0 || got[0] != l.want) {
			t.Errorf("%v, want %q: %.200q", got, l.want, l.text)
		}
	}
}
