package explain

import (
	"slices"
	"strings"
	"testing"
)

// thread are questions that people asked below Zendesk's guides to OAuth (Z4-thread, Z1), and the
// code that must come first.
var thread = []struct {
	name  string
	text  string
	want  Code
	cause string // part of the cause, the check or the fix; "" for any
}{
	{"numeric client_id", `However id like to be using the Authorization code grant flow instead. So i followed your
    steps and I am getting Authorization Code from query parameter code just fine. But when i run
    the provided Curl snippet or xhr to the token endpoint I get error invalid_client with  error
    description "The client identifier provided is invalid, the client failed to authenticate, the
    client did not include its credentials, provided multiple client credentials, or used
    unsupported credentials type".

    Just in case my body is:

    "grant_type": "authorization_code",
    "code": "8d535c<....>",
    "client_id": "50789",
    "client_secret": "c4497<...>",
    "redirect_uri": "http://localhost:8080",
    "scope": "read"
`, "invalid-client", "is a number (50789)"},
	{
		"secret with letters outside ASCII", `curl \
    -H "Content-Type: application/json" \
    -d '{"grant_type": "authorization_code", "code": "0f9c9c141a8cd5fcbb1483e05cbaa7d35d1f7a44a45477954bd38e1330df6909",
    "client_id": "zendesk_auth", "client_secret": "secretklæfdflæhkdfklæhlædfkhlæsecret",
    "redirect_uri": "https://localhost:9000/tokens/exchange-token", "scope": "read" }' \
    -X POST

    {"error":"Couldn't authenticate you"}

    Ive trippled checked the secret, code, client id, redirect_uri and permissions.
    I can access the the correct json response with following URL, but only from browser with shared_sessions cookie.`,
		"could-not-authenticate", "outside ASCII",
	},
	{
		"the cookie in it", `{"error":"Couldn't authenticate you"} but my browser with my current session cookie, can easily access the correct json`,
		"could-not-authenticate", "session cookie",
	},
	{
		"cached session", `The /oauth/authorizations/new page seems to cache credentials, so that if I redirect to it after a
    user has already authenticated, it immediately redirects to my callback rather than displaying the login form.`,
		"cached-session", "access/logout",
	},
	{
		"cached session, the question", `Is there any parameter I can pass to /oauth/authorizations/new to not use the cached session? Essentially I just want it to load the login prompt every time`,
		"cached-session", "",
	},
	{"OAuth 1.0", `My application supports only Oauth 1.0, will I be able to use Oauth authentication with Zendesk?`, "oauth1-unsupported", "OAuth 2.0"},
	{"authenticity_token", `I've actually worked 5+ years now with Zendesk. I cant seem to find any information about what the authenticity_token is for ?`, "csrf-token", "session"},
	{"CSRF", `It basically is a CSRF token that you can use on subsequent calls. If you don't have it, even though you're authenticated, you'll get a 403. Zendesk wants headers: { "X-CSRF-Token": token }`, "csrf-token", ""},
	{"refresh token wanted", `With Zendesk I cant seem to find a way to be able to retrieve an refresh_token ?`, "no-refresh-token", "April 2025"},
	{"refresh token, the old belief", `As far as OAuth refresh tokens go, Zendesk currently doesn't support those. Once you have a token, it doesn't expire unless explicitly revoked.`, "no-refresh-token", "since April 2025"},
	{"several redirect URLs", `Zendesk: Might've been using wrong redirect along with it since one had changed it cause we didnt notice that it was possible to add more with newlines`, "redirect-mismatch", "on its own line"},
	{"implicit grant", `Making OAuth flow work with Zendesk and the example from Implicit Grant Flow, was very easy :)`, "implicit-retired", "response_type=code"},
	{"customer's subdomain", `When going to production, how can my server capture the subdomain of the incoming request for a Global oAuth Token?`, "customer-subdomain", "Ask the customer"},
	{"why a subdomain", `Why do you need my subdomain even with a global client?`, "customer-subdomain", ""},
	{"why no editing", `Why can't I edit my global client?`, "client-page-gone", "Option 2"},
	{"lost page", `Note: Make sure you note down the secret and the identifier before making your request. Otherwise, you'll lose access to the client administration page after the local client is converted.`, "client-page-gone", ""},
	{"d3v-", `Complete the request form. Ensure the subdomain includes the prefix "d3v-". We will not accept submissions from non-d3v- accounts.`, "account-not-accepted", ""},
	{"zdg-, words run together", `Ensure yourUnique Identifieris prefixed with the string "zdg-". For example, "zdg-global-unique-identifier".`, "account-not-accepted", "zdg-"},
	{"rejected", `If your request is rejected, you can still implement OAuth in your integration using a local OAuth client. (Zendesk)`, "request-rejected", ""},
	{"bot, words run together", `你女ill need torequest a separate OAuth tokenwhen creating a bot. You cannot use global OAuth.`, "bot-not-covered", ""},
}

func TestThread(t *testing.T) {
	for _, q := range thread {
		for _, w := range []func(string) string{
			func(s string) string { return s },
			func(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") },
		} {
			got := Text(w(q.text))
			if len(got) == 0 || got[0].Code != q.want {
				t.Errorf("%s: %v, want %s first", q.name, codesOf(got), q.want)
				continue
			}
			if all := got[0].Cause + got[0].Check + got[0].Fix; !strings.Contains(all, q.cause) {
				t.Errorf("%s: %q is not in %+v", q.name, q.cause, got[0])
			}
			for _, d := range got {
				checkDiagnosis(t, d)
			}
		}
	}
}

// TestWholeThread: all questions pasted at once get all diagnoses.
func TestWholeThread(t *testing.T) {
	var all strings.Builder
	for _, q := range thread {
		all.WriteString("  •  Avatar\n    Somebody\n\n" + q.text + "\n\n")
	}
	got := codesOf(Text(all.String()))
	for _, q := range thread {
		if !slices.Contains(got, q.want) {
			t.Errorf("%s is not among %v", q.want, got)
		}
	}
	if got[0] != "invalid-client" {
		t.Errorf("first is %s", got[0])
	}
}
