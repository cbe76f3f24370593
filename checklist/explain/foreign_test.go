package explain

import (
	"slices"
	"testing"
)

// foreignAnswers are texts that are not about Zendesk: Text must give no diagnosis.
var foreignAnswers = []string{
	``,
	` `,
	`hello`,
	`{}`,
	`{"error":"something broke"}`,
	`{"error":{"code":42,"message":"boom"}}`,
	`{"ok":false,"error":"invalid_client_id"}`,
	`{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired.","error_uri":"https://docs.github.com/apps"}`,
	`{"error":"redirect_uri_mismatch","error_description":"The redirect_uri MUST match the registered callback URL for this application."}`,
	`{"error":"incorrect_client_credentials","error_description":"The client_id and/or client_secret passed are incorrect."}`,
	`{"error":"invalid_grant","error_description":"Bad Request"}`,
	`{"error":"invalid_grant","error_description":"Token has been expired or revoked."}`,
	"{\n  \"error\": \"invalid_grant\",\n  \"error_description\": \"Malformed auth code.\"\n}",
	`{"error":"invalid_client","error_description":"The OAuth client was not found."}`,
	`google.auth.exceptions.RefreshError: ('invalid_grant: Bad Request', {'error': 'invalid_grant'})`,
	`Access blocked: this app's request is invalid. Error 400: invalid_request (Google)`,
	`{"error":"invalid_grant","error_description":"AADSTS70008: The provided authorization code or refresh token has expired due to inactivity.","error_codes":[70008]}`,
	`{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}`,
	`{"error":"unauthorized_client","error_description":"AADSTS700016: Application with identifier was not found in the directory"}`,
	`{"error":"invalid_grant","error_description":"Code not valid"}`,
	`{"error":"invalid_grant","error_description":"expired authorization code"}`,
	`{"error":"invalid_client","error_description":"Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."}`,
	`{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."}`,
	`{"error":"access_denied","error_description":"The resource owner or authorization server denied the request."}`,
	`https://app.acme.com/callback?error=access_denied&error_description=User+did+not+consent`,
	`{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}`,
	`POST https://login.salesforce.com/services/oauth2/token {"error":"invalid_grant"}`,
	`POST https://oauth2.googleapis.com/token {"error":"invalid_client"}`,
	`curl https://api.other-help.com/oauth/tokens {"error":"invalid_client"}`,
	`curl https://id.other.io/oauth/token: {"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed, or invalid for other reasons."}`,
	`GitLab answers: The requested scope is invalid, unknown, or malformed.`,
	`The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'offline'.`,
	`Okta: {"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter."}`,
	`Our Slack app shows invalid_scope when we install it`,
	`The error codes are invalid_request, invalid_client, invalid_grant, unauthorized_client, unsupported_grant_type and invalid_scope.`,
	`switch code { case "invalid_request": case "invalid_client": case "invalid_grant": case "access_denied": case "invalid_scope": }`,
	`The build had a timeout after 30 minutes, so I restarted it.`,
	`context deadline exceeded while talking to the database`,
	`psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused`,
	`listen tcp :8080: bind: address already in use`,
	`npm ERR! code ENOTFOUND registry`,
	`curl: (6) Could not resolve host: api.acme.io`,
	`x509: certificate signed by unknown authority`,
	`HTTP/1.1 503 Service Unavailable`,
	`429 Too Many Requests: slow down`,
	`<html><head><title>404 Not Found</title></head><body>nginx</body></html>`,
	`SyntaxError: Unexpected token < in JSON at position 0`,
	`ActionController::InvalidAuthenticityToken: can't verify CSRF token authenticity`,
	`The state of the union is strong. My proxy voted for me, and the DNS of my company is slow.`,
	`Navigate to https://idp.acme.io/oauth2/authorize and get oauthErrorCode=invalid_request&oauthErrorMsg=Invalid+authorization+request`,
	`Add error message for invalid Authorization Request`,
	`{"error":"invalid_request","error_description":"client_id is required"}`,
	`{"error_description":"session not found","error":"invalid_request"}`,
	`10:22:19,903 WARN [org.keycloak.events] type=REFRESH_TOKEN_ERROR, clientId=portal, error=invalid_token, grant_type=refresh_token`,
	`error: "invalid_grant" error_description: "Persisted access token data not found"`,
	`result => {"error":"invalid_client","error_description":"Client authentication failed."}`,
	`{"user":{"id":7,"name":"Anonymous User"}}`,
	`GET https://api.acme.io/v1/things/9: {"error":"RecordNotFound","description":"Not found"}`,
	`ActiveRecord::RecordNotFound: Couldn't find User with 'id'=9`,
	`ActiveRecord::RecordInvalid: Validation failed: Name can't be blank`,
	`ORA-01017: invalid username/password; logon denied`,
	`AccessDenied: User is not authorized to perform: s3:GetObject`,
	`{"type":"error","error":{"type":"invalid_request_error","message":"messages: field required"}}`,
	`No such client in the address book; call the office.`,
	`The help desk on the second floor is closed.`,
	`my_invalid_grant_handler and invalid_grants are names in this program`,
	`Twitter: {"errors":[{"code":32,"message":"Could not authenticate you."}]}`,
	`We told Zendesk about it. The payment with Stripe: connection timed out after 30 s.`,
	`Zendesk is fine, thank you. The weather is fine too.`,
	"Zendesk ticket 123\n\nGoogle answered {\"error\": \"invalid_grant\"} when the calendar was synced",
	`How can an anonymous user write a ticket in Zendesk?`,
	`I want to move tickets to a different Zendesk account.`,
	`Zendesk macro shows: 500 Internal Server Error`,
	`Which subdomain does my Zendesk have, and how do I get the subdomain changed?`,
	`The customer's request was rejected, so close the Zendesk ticket.`,
	"Steps for Zendesk:\n\n1. Learn OAuth\n1. Open Admin Center",
	`A Zendesk trigger sends mail when a ticket is a timeout of the customer.`,
	`Please add an OAuth client in Zendesk and send me its name.`,
	`timeouts`,
	`no such code`,
	`unknown-answer`,
}

func TestForeignAnswersGetNoDiagnosis(t *testing.T) {
	for _, text := range foreignAnswers {
		if got := Text(text); len(got) > 0 {
			t.Errorf("%q\n\tgives %v, want nothing", text, codesOf(got))
		}
		for _, w := range wrappings {
			if got := Text(w.wrap(text)); len(got) > 0 {
				t.Errorf("%s: %q\n\tgives %v, want nothing", w.name, text, codesOf(got))
			}
		}
	}
}

// TestNameOfZendeskDecides: a standard answer gets a diagnosis only where Zendesk is named near it.
func TestNameOfZendeskDecides(t *testing.T) {
	for _, c := range []struct {
		text string
		want Code
	}{
		{`{"error":"invalid_grant","error_description":"Something new"}`, ""},
		{`POST https://acme.zendesk.com/oauth/tokens {"error":"invalid_grant","error_description":"Something new"}`, "invalid-grant"},
		{`n8n, credential "Google" works. Zendesk OAuth: invalid_request`, "authorize-invalid-request"},
		{`Google Chrome shows invalid_client when I connect Zendesk`, "invalid-client"},
		{`client_id=zdg-acme gives {"error":"invalid_client"} at https://proxy.acme.io/`, "invalid-client"},
		{`connection timed out`, ""},
		{`We have no such client in Zendesk any more.`, ""},
		{`connection timed out: https://acme.zendesk.com`, "timeout"},
	} {
		got := codesOf(Text(c.text))
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%q\n\tgives %v, want %q", c.text, got, c.want)
		}
	}
}
