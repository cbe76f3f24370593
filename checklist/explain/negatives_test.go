package explain

import (
	"slices"
	"strings"
	"testing"
)

// otherAnswers are answers of other servers, some with the words and codes of OAuth.
var otherAnswers = []answer{
	{"POST", "api.hubapi.com", "/oauth/v1/token", 400, `{"status":"BAD_AUTH_CODE","message":"missing or unknown auth code","error":"invalid_grant","error_description":"missing or unknown auth code"}`},
	{"POST", "oauth2.googleapis.com", "/token", 400, `{"error":"invalid_grant","error_description":"Token has been expired or revoked."}`},
	{"POST", "login.microsoftonline.com", "/common/oauth2/v2.0/token", 401, `{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}`},
	{"POST", "login.salesforce.com", "/services/oauth2/token", 400, `{"error":"invalid_grant","error_description":"expired access/refresh token"}`},
	{"POST", "id.acme.io", "/oauth/tokens", 401, `{"error":"invalid_client","error_description":"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type."}`},
	{"GET", "api.intercom.io", "/me", 401, `{"type":"error.list","errors":[{"code":"unauthorized","message":"Access Token Invalid"}]}`},
	{"GET", "acme.freshdesk.com", "/api/v2/tickets", 429, `{"message":"You have exceeded the limit of requests per hour"}`},
	{"GET", "graph.microsoft.com", "/v1.0/me", 403, `{"error":{"code":"Forbidden","message":"Insufficient privileges to complete the operation."}}`},
	{"POST", "slack.com", "/api/oauth.v2.access", 200, `{"ok":false,"error":"invalid_scope"}`},
	{"GET", "gitlab.acme.internal", "/oauth/token/info", 401, `{"error":"invalid_token","error_description":"The access token is invalid"}`},
	{"POST", "keycloak:8080", "/realms/acme/protocol/openid-connect/token", 400, `{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}`},
	{"GET", "api.hubapi.com", "/crm/v3/objects/contacts", 503, `<html><head><title>503 Service Unavailable</title></head><body>Service Unavailable</body></html>`},
	{"GET", "zendesk.example.net", "/api/v2/users/me.json", 404, `{"error":"InvalidEndpoint","description":"Not found"}`},
}

// successes are answers of Zendesk that report no failure, also where their data has such words.
var successes = []answer{
	grant(200, `{"access_token":"9f86d0","refresh_token":"a1","token_type":"bearer","scope":"read","expires_in":1800,"refresh_token_expires_in":2592000}`),
	call(200, `{"user":{"id":7,"name":"Kim","role":"admin","email":"kim@acme.com"}}`),
	{"GET", desk, "/api/v2/search.json?query=type:ticket", 200, `{"results":[{"id":7,"url":"https://acme.zendesk.com/api/v2/tickets/7.json","subject":"403 Forbidden on checkout","description":"Customer writes: connection timed out, then 503 Service Unavailable","status":"open"}],"count":1}`},
	{"GET", desk, "/api/v2/tickets/9/comments.json", 200, `{"comments":[{"id":1,"type":"Comment","body":"Our SSO says invalid_grant, and No help desk at foo.zendesk.com","public":true}],"next_page":null}`},
	{"DELETE", desk, "/api/v2/oauth/tokens/current.json", 204, ``},
	{"GET", desk, "/api/v2/oauth/clients.json", 200, `{"clients":[{"id":1,"identifier":"zdg-acme","name":"Acme","company":"Acme","description":"invalid_client is what we fix","kind":"confidential","redirect_uri":["https://app.acme.com/cb"]}],"count":1}`},
	{"POST", desk, "/api/v2/tickets.json", 201, `{"ticket":{"id":12,"subject":"too many requests","description":"rate limit exceeded, says the shop"}}`},
}

// byHandNegatives are texts that report no failure of Zendesk or of the client.
var byHandNegatives = []string{
	// other programs and vendors, without their hosts
	`ValueError: Slack token is missing the following required scopes: ['emoji:read', 'users:read', 'users:read.email']`,
	`stripe.error.AuthenticationError: Invalid API Key provided`,
	`msal.exceptions.MsalServiceError: invalid_grant: AADSTS50076`,
	`Octokit::Unauthorized: GET https://api.github.com/user: 401 - Bad credentials`,
	`Keycloak: {"error":"invalid_grant","error_description":"Session not active"}`,
	`Auth0 returns {"error":"access_denied","error_description":"Unauthorized"} since this morning`,
	`HubSpot API error: 429 Too Many Requests`,
	`Salesforce OAuth failed: invalid_client_id`,
	`(google_oauth2) Authentication failure! invalid_credentials: OAuth2::Error, invalid_grant: Bad Request`,
	`ERROR [org.keycloak.events] type=CODE_TO_TOKEN_ERROR, error=invalid_code, grant_type=authorization_code`,
	`provider=quickbooks error=invalid_grant error_description="Token invalid"`,
	`level=error msg="refresh failed" provider=xero code=invalid_grant`,
	`The identity server of Okta answered invalid_scope.`,
	`com.stripe.exception.RateLimitException: Too many requests`,
	`botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation`,
	`Shopify::Auth::Errors::CookieNotFoundError: state mismatch`,
	`Google Chrome cannot print`,
	`Spotify returned access_denied to http://localhost:8888/callback?error=access_denied&state=xyz`,
	`LinkedIn OAuth: https://app.acme.com/auth/linkedin/callback?error=access_denied&state=1`,
	`Dropbox says: The requested scope is invalid, unknown, or malformed.`,
	"We use Zendesk for support.\n\nSalesforce returned invalid_grant when the nightly job refreshed its token.",
	"Zendesk to HubSpot sync\nPOST https://api.hubapi.com/oauth/v1/token 400 {\"error\":\"invalid_grant\"}",
	"Zendesk is up. https://api.hubapi.com/crm/v3 answered 503 Service Unavailable twice.",
	"curl: (6) Could not resolve host: api.hubapi.com\nThe Zendesk part of the job was not reached.",
	"our Zendesk app calls Jira\nGET https://acme.atlassian.net/rest/api/3/myself 401 Unauthorized",
	"The Zendesk webhook posts to https://hooks.acme.io/in and gets connection refused from https://hooks.acme.io/in",
	// this machine, and nothing of an authorization
	`listen tcp :8080: bind: address already in use`,
	`Error: listen EADDRINUSE: address already in use :::3000`,
	`nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)`,
	`redis: dial tcp 127.0.0.1:6379: connect: connection refused`,
	`psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused`,
	`GET http://localhost:4567/app.js?locale=en-US&subdomain=acme net::ERR_CONNECTION_REFUSED (Zendesk app under development)`,
	`Elasticsearch at http://localhost:9200/_search: ECONNREFUSED. Zendesk tickets are not indexed.`,
	`getaddrinfo ENOTFOUND packages.example.net`,
	`x509: certificate has expired or is not yet valid: registry.acme.internal`,
	`git clone: SSL certificate problem: unable to get local issuer certificate`,
	`The Zendesk export writes to localhost:5432: connection refused`,
	"I open Zendesk, and its OAuth redirect works. Console:\nGET http://localhost:4567/app.js net::ERR_CONNECTION_REFUSED",
	`The state machine is in an invalid state: transition not found`,
	`Redux: state mismatch between server and client`,
	`bind: permission denied`,
	`pip install: Read timed out.`,
	`docker: Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled (Client.Timeout exceeded)`,
	// what succeeded
	`http://localhost:8080/callback?code=c0ffee11&state=abc`,
	"POST https://acme.zendesk.com/oauth/tokens 200\nGET https://acme.zendesk.com/api/v2/users/me.json 200",
	"GET https://acme.zendesk.com/api/v2/users/me.json 401 {\"error\":\"invalid_token\"}\nPOST https://acme.zendesk.com/oauth/tokens 200 {\"access_token\":\"x\",\"refresh_token\":\"y\",\"token_type\":\"bearer\",\"scope\":\"read\",\"expires_in\":1800}\nGET https://acme.zendesk.com/api/v2/users/me.json 200",
	"GET https://acme.zendesk.com/api/v2/tickets.json 429 retry-after: 3\nGET https://acme.zendesk.com/api/v2/tickets.json 200 {\"tickets\":[],\"count\":0}",
	"DELETE https://acme.zendesk.com/api/v2/oauth/tokens/current.json 204\nGET https://acme.zendesk.com/api/v2/users/me.json 401",
	"zdg test passed: the token was issued, refreshed and revoked.",
	"[INFO] Zendesk sync finished: 200 tickets, 0 errors, 401 users, 12 s",
	// tickets and mail as data
	"Ticket #4711 (https://acme.zendesk.com/agent/tickets/4711)\nSubject: 403 Forbidden on checkout\nCustomer: the shop says connection timed out, then 503 Service Unavailable.",
	"id,subject,status\n7,\"invalid state on page 3\",open\n8,\"too many requests\",closed",
	"New ticket in Zendesk: \"My certificate has expired\" by Jo",
	"The customer wrote to our Zendesk that the site took too long to load.",
	"https://acme.zendesk.com/hc/en-us/articles/360001 explains how to reset a password.",
	// prose with the words
	"How does a refresh token work in OAuth 2.0?",
	"RFC 6749 defines invalid_request, invalid_client, invalid_grant, unauthorized_client, unsupported_grant_type and invalid_scope.",
	"A client must handle invalid_grant by asking the person again.",
	"Zendesk is fine, thank you.",
	"We would like to buy Zendesk for 40 agents.",
	"What does the status code 401 mean in general?",
	"Please tell me the price of the Zendesk Suite.",
	"The token on the office door is missing.",
	"Zendesk sent me an invoice for 401 dollars.",
	"Zendesk macro shows: 500 Internal Server Error",
	"In Zendesk the trigger fires when the status is changed to solved.",
	"Zendesk Explore shows 503 tickets for this week.",
	"The meeting timed out, the Zendesk people left.",
	// release notes, commits, documentation
	"## 2.3.0\n- Fixed a bug where invalid_grant from Zendesk was not retried\n- Added support for refresh tokens",
	"fix(zendesk): handle 401 invalid_token by refreshing once",
	"chore: bump zendesk_api from 3.1.0 to 3.1.1",
	"feat: retry on 429 too many requests in the Zendesk connector",
	"Changelog\n* Handle connection timed out in the Zendesk client\n* Removed the password grant",
	"The Zendesk API may return 429 when too many requests are made.",
	"Zendesk returns invalid_grant if the code is older than 120 seconds.",
	"If the state does not match, the Zendesk client should reject the answer.",
	"switch err { case \"invalid_grant\": refresh(); case \"invalid_client\": alert(); case \"invalid_scope\": ask() }",
	// other servers' sentences
	`{"error":"invalid_grant","error_description":"The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. The refresh token was already used."}`,
	`{"error":"invalid_client","error_description":"Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The provided client secret is invalid."}`,
	`{"error":"invalid_grant","error_description":"Session doesn't have required client"}`,
	`{"error":"invalid_grant","error_description":"authorization code is invalid or expired"}`,
	`{"error":"invalid_request","error_description":"Invalid parameter value for redirect_uri: Missing scheme"}`,
	`{"error":"unsupported_grant_type","error_description":"grant_type parameter is missing"}`,
	`{"error":"access_denied","error_description":"The resource owner denied the request"}`,
	`{"error":"server_error","error_description":"The authorization server encountered an unexpected condition that prevented it from fulfilling the request."}`,
	`{"errors":[{"code":32,"message":"Could not authenticate you."}]}`,
	`{"error":"invalid_token","error_description":"The access token expired"}`,
	`{"code":"UNAUTHENTICATED","message":"invalid token"}`,
	`{"name":"HttpError","status":404,"message":"Not Found","url":"https://api.acme.io/v1/x"}`,
	`{"statusCode":403,"error":"Forbidden","message":"Missing authentication token"}`,
	"HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"acme\", error=\"invalid_token\"",
	"HTTP/1.1 503 Service Unavailable\nServer: nginx",
	"ZENDESK_READ_TIMEOUT=30 is in our .env",
	"The settings of our Zendesk client are retries 2 and connectTimeout 10000",
	`client.current_user => #<FreshdeskAPI::User {"id"=>nil, "name"=>"Anonymous user", "email"=>"invalid@example.com", "role"=>"end-user"}>`,
	`Rack::OAuth2::Server::Authorize::BadRequest (invalid_request :: "redirect_uri" mismatch) acme.freshdesk.com`,
	// another product under a title that names Zendesk, lists of products, plans, tickets, tables, what a customer writes
	`Bug 4123 · Active · Azure DevOps
Zendesk connector returns 403 Forbidden when listing groups
Area: Integrations  Iteration: Sprint 88  Assigned to: Kim
Acceptance criteria: When the scope is missing, the user is told to reconnect.`,
	`Zendesk Integration - Invalid_Redirect_URI Error
FusionAuth answers our SAML login:
{
  "error" : "invalid_request",
  "error_description" : "Invalid redirect uri https://acme.example/login",
  "error_reason" : "invalid_redirect_uri"
}`,
	`# Zendesk login via FusionAuth
{
  "error" : "invalid_grant",
  "error_description" : "The user code is not valid",
  "error_reason" : "auth_code_not_found"
}`,
	`API tokens

Aikido uses API tokens to authenticate requests. API tokens no longer work once they are revoked. To create an API token, open Settings > API. Tokens that have not been used for 90 days are disabled. Zendesk, Jira and Linear can be connected too.`,
	`Zendesk view "Unassigned": #8812 OAuth broken (invalid_client), #8813 429 too many requests on your API, #8814 login loop`,
	`Ticket #99121 (Zendesk): The requester writes that the app shows "redirect_uri mismatch" with Google login.`,
	`INFO zendesk-sync: 200 GET /api/v2/incremental/tickets.json (429 tickets, 401 users)`,
	`When Zendesk sends a webhook to us our nginx answers 401 Unauthorized because basic auth is on there.`,
	`We want to export Zendesk articles to Confluence. Confluence: 404 Not Found for /wiki/rest/api/content`,
	`| Code | Meaning |
| 401 | Zendesk could not authenticate the request |
| 403 | A scope or a role is missing |
| 429 | Too many requests |`,
	`Le client nous écrit via Zendesk : « votre site affiche 503 Service Unavailable ».`,
	`Estimado cliente, su token de Mercado Libre expiró (invalid_grant). Enviado desde Zendesk Support.`,
	`Postmortem: on 3 Oct our payment provider answered 503 for 20 minutes. Customers opened 45 Zendesk tickets.`,
	`Job description: You will build OAuth integrations (Zendesk, Salesforce), debug 401s and 403s, and write documentation.`,
	`TODO: tell the user to reconnect when Zendesk says invalid_grant`,
	`http://localhost:8080/login/oauth2/code/google?code=4/0Ade&scope=email&authuser=0 state mismatch`,
	// test doubles, handling, host-mapped help desks, traces as lists, what follows from what
	"{ access_token: 'abc', token_type: 'bearer', scope: 'crm.objects.read', hub_id: 1 }\nwhy is there no refresh_token from HubSpot?",
	`psql: error: connection to server at "zendesk-db.internal" (10.0.0.4), port 5432 failed: Connection timed out`,
	`Zendesk release notes 2026-09-12: Fixed an issue where agents saw "403 Forbidden" when opening a side conversation.`,
	`Should we refresh Zendesk tokens 5 minutes before they expire, or on a 401? What do others do?`,
	`Design note: on invalid_grant we mark the Zendesk connection as disconnected and mail the admin. On 429 we wait for Retry-After.`,
	"test \"refresh fails with invalid_grant\" do\n  stub_request(:post, \"https://acme.zendesk.com/oauth/tokens\").to_return(status: 400, body: '{\"error\":\"invalid_grant\"}')\nend",
	`nock('https://acme.zendesk.com').get('/api/v2/users/me.json').reply(401, { error: 'invalid_token' })`,
	`Okta SAML app "Zendesk": user is not assigned to the client application (access_denied)`,
	`Zendesk articles link to https://help.acme.com/downloads, and that answers 503`,
	// stories, questions, code and branches
	`{"path":"/auth/gitlab/callback","query":{"error":"access_denied","state":"ab12"}}`,
	`As a developer I want a clear message when Zendesk returns invalid_client so that I can fix the secret.`,
	"Given the Zendesk token is expired\nWhen the job runs\nThen a refresh is made and the job succeeds",
	`CREATE TABLE zendesk_tokens (access_token text, refresh_token text NULL, expires_at timestamptz NULL);`,
	`type TokenError = "invalid_grant" | "invalid_client" | "invalid_scope"; // Zendesk`,
	`assert_equal 401, response.status  # zendesk token was revoked in setup`,
	`Merge pull request #88 from kite/zendesk-invalid-grant`,
	`PR review: "please also cover the case that Zendesk answers 503 here"`,
	"+    if err.Code == \"invalid_grant\" { // Zendesk rotates\n+        return ErrReconnect\n+    }",
	`Survey: which Zendesk plan do you use, and have you ever been rate limited?`,
	// addresses typed twice, maps of Elixir, headers that nobody else sends
	`Is there a client option in zendesk_api for the read timeout, and what is its default?`,
	"Error: 403%!(EXTRA string={\"error\":\"Forbidden\",\"description\":\"You are missing the following required scopes: write\"})\n\n  with freshdesk_trigger.auto,",
	"Error: %!(EXTRA string={\"error\":\"Couldn't authenticate you\"})\n   with provider[\"registry.terraform.io/nukosuke/freshdesk\"],",
	// names of errors, boxes to tick, what was counted
	"- [x] Zendesk: refresh on 401\n- [ ] Zendesk: show invalid_grant",
	`zendesk-sync: done, 429 created, 503 updated, 0 failed`,
	`zendesk-import finished: 429 created`,
	`Zendesk import: result: 403 accepted`,
	`Zendesk import result 429 created`,
	`- [x] Zendesk connector: access token expired`,
	`[X] Zendesk: 401 Unauthorized is shown to the admin`,
}

// negatives are texts that must get no diagnosis, made by the wrappers and by hand.
func negatives() []string {
	var all []string
	for _, a := range otherAnswers {
		for i, w := range answerWrappers {
			text := w.wrap(a)
			all = append(all, text)
			switch i % 3 { // the same beside Zendesk
			case 0:
				all = append(all, "Our Zendesk app copies contacts. This is what I see:\n\n"+text)
			case 1:
				all = append(all, noise["de"][0]+text+noise["de"][1])
			}
		}
		for _, w := range bareWrappers {
			all = append(all, w.wrap(a))
		}
	}
	for _, a := range successes {
		for _, w := range answerWrappers {
			all = append(all, w.wrap(a))
		}
	}
	for _, text := range byHandNegatives {
		all = append(all, text)
		for i, w := range textWrappers {
			if i%2 == 1 {
				all = append(all, w.wrap(text))
			}
		}
	}
	return append(all, foreignAnswers...)
}

// TestNegatives: none of negatives gets a diagnosis.
func TestNegatives(t *testing.T) {
	all := negatives()
	alarms, shown := 0, 0
	for _, text := range all {
		if got := Text(text); len(got) > 0 {
			if alarms++; shown < 60 {
				shown++
				t.Errorf("%v: %.400q", codesOf(got), text)
			}
		}
	}
	t.Logf("%d false alarms in %d texts", alarms, len(all))
	if len(all) < 400 {
		t.Errorf("only %d texts", len(all))
	}
}

// TestSilenceSaysWhatWasRead: where there is no diagnosis, one line says what was read.
func TestSilenceSaysWhatWasRead(t *testing.T) {
	for text, want := range map[string]string{
		"GET https://api.hubapi.com/crm/v3/objects/contacts 503":                                                              "a 503 of api.hubapi.com",
		"requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.acme.io/v1/me":                    "a 401 of api.acme.io",
		"POST https://acme.zendesk.com/oauth/tokens 200 {\"access_token\":\"x\",\"refresh_token\":\"y\",\"expires_in\":1800}": "POST /oauth/tokens answered 200 and a token",
		"listen tcp :8080: bind: address already in use":                                                                      "a port was in use, and nothing says that it is about Zendesk",
		"hello": "",
	} {
		r := Read(text, noClient)
		if got := r.Silence(); got != want || len(r.Diagnoses) > 0 {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, text := range negatives() {
		line := Read(text, noClient).Silence()
		if r, ok := printsClean(line); !ok || strings.Contains(line, "\n") || len(line) > 300 {
			t.Errorf("%q: %U", line, r)
		}
	}
}

// TestTokenWithoutStatusIsASentence: the fact reads well where the answer has no status.
func TestTokenWithoutStatusIsASentence(t *testing.T) {
	r := Read(`Zendesk gave {"access_token":"x","token_type":"bearer","scope":"read"}, why does it never refresh?`, noClient)
	if len(r.Facts) == 0 || !strings.HasPrefix(r.Facts[0].Text, "an answer with a token") {
		t.Errorf("%+v", r.Facts)
	}
}

// TestFactsOfThisMachine: what is read of this machine does not contradict the diagnosis below it.
func TestFactsOfThisMachine(t *testing.T) {
	for text, want := range map[string][]Fact{
		`Safari can't open the page "localhost:19186/?code=00000000&state=11" because Safari can't connect to the server "localhost".`: {
			{FactMachine, "the browser could not open the address that it was sent back to", true},
		},
		"localhost refused to connect after I pressed Allow at acme.zendesk.com": {
			{FactMachine, "the browser could not open the address that it was sent back to", true},
		},
	} {
		if got := Read(text, noClient).Facts; !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for _, table := range sampleTables {
		for _, s := range table.samples {
			r := Read(s.text, noClient)
			ofMachine := len(r.Diagnoses) > 0 && slices.Contains([]Code{"tls", "network", "proxy", "dns", "timeout", "callback-unreachable", "port-busy", "port-denied"}, r.Diagnoses[0].Code)
			if ofMachine && slices.ContainsFunc(r.Facts, func(f Fact) bool { return f.Kind == FactMachine && !f.Ours }) {
				t.Errorf("%s: %v: %.200q", r.Diagnoses[0].Code, r.Facts, s.text)
			}
		}
	}
}
