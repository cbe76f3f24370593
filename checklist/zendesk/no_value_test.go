package zendesk

import (
	"strings"
	"testing"
)

// The tests of this file have values as people paste them from settings files, logs, word processors
// and guides.

func TestSubdomainsAsPasted(t *testing.T) {
	for _, tt := range []struct{ typed, want, err string }{
		{"https://d3v-acme.zendesk.com:443", "d3v-acme", ""},
		{"https://d3v-acme.zendesk.com:443/agent", "d3v-acme", ""},
		{"d3v-acme.zendesk.com:443", "d3v-acme", ""},
		{"http://d3v-acme.zendesk.com:80/", "d3v-acme", ""},
		{"d3v-acme\r\n", "d3v-acme", ""},
		{"d3v-undefinedish", "d3v-undefinedish", ""},
		{"d3v-nullable", "d3v-nullable", ""},
		{"yourwelcome", "yourwelcome", ""},
		{"mycompany", "mycompany", ""}, // somebody may be called so: remarked

		{"http://d3v-acme.zendesk.com:443", "", "no port"},
		{"https://d3v-acme.zendesk.com:8443", "", "no port"},
		{"support.acme.com", "", "host-mapped"},
		{"https://support.acme.com:443/hc", "", "host-mapped"},
		{"undefined", "", "where a variable was empty"},
		{"Null", "", "where a variable was empty"},
		{"nil", "", "where a variable was empty"},
		{"None", "", "where a variable was empty"},
		{"NaN", "", "where a variable was empty"},
		{"<nil>", "", "where a variable was empty"},
		{"(null)", "", "where a variable was empty"},
		{"[object Object]", "", "where a variable was empty"},
		{"%!s(<nil>)", "", "where a variable was empty"},
		{"d3v-undefined", "", "where a variable was empty"},
		{"undefined.zendesk.com", "", "where a variable was empty"},
		{"https://null.zendesk.com/agent", "", "where a variable was empty"},
		{"${ZENDESK_SUBDOMAIN}", "", "not filled in"},
		{"$ZENDESK_SUBDOMAIN", "", "not filled in"},
		{"{{subdomain}}", "", "not filled in"},
		{"{subdomain}", "", "not filled in"},
		{"<your-subdomain>", "", "not filled in"},
		{"[subdomain]", "", "not filled in"},
		{"%SUBDOMAIN%", "", "not filled in"},
		{"%s", "", "not filled in"},
		{"__SUBDOMAIN__", "", "not filled in"},
		{"process.env.ZENDESK_SUBDOMAIN", "", "not filled in"},
		{"https://${SUB}.zendesk.com", "", "not filled in"},
		{"https://{subdomain}.zendesk.com", "", "not filled in"},
		{"your-subdomain", "", "placeholder of a guide"},
		{"YOUR_SUBDOMAIN", "", "placeholder of a guide"},
		{"yourSubdomain", "", "placeholder of a guide"},
		{"yourcompany", "", "placeholder of a guide"},
		{"d3v-your-company", "", "placeholder of a guide"},
		{"https://yoursubdomain.zendesk.com", "", "placeholder of a guide"},
		{"subdomain", "", "placeholder of a guide"},
		{"changeme", "", "placeholder of a guide"},
		{"d3v-xxxx", "", "placeholder of a guide"},
		{"ZENDESK_SUBDOMAIN=d3v-acme", "", `did you mean "d3v-acme"?`},
		{"export ZENDESK_SUBDOMAIN='d3v-acme'", "", `did you mean "d3v-acme"?`},
		{`"subdomain": "d3v-acme",`, "", `did you mean "d3v-acme"?`},
		{"subdomain: d3v-acme", "", `did you mean "d3v-acme"?`},
		{`"d3v-acme",`, "", `did you mean "d3v-acme"?`},
		{`["d3v-acme"]`, "", `did you mean "d3v-acme"?`},
		{`{"subdomain":"d3v-acme"}`, "", `did you mean "d3v-acme"?`},
		{"[Function: subdomain]", "", "in brackets"},
		{"MY_SUBDOMAIN", "", "placeholder of a guide"},
		{"false", "", "where a variable was empty"},
		{"d3v-acme,", "", `did you mean "d3v-acme"?`},
		{"d3v\u2013acme", "", `an en dash (U+2013) in place of a hyphen: did you mean "d3v-acme"?`},
		{"d3v\u2014acme", "", "an em dash"},
		{"d3v\u2212acme", "", "a minus sign"},
		{"d3v-acme\u3002zendesk\u3002com", "", `did you mean "d3v-acme.zendesk.com"?`},
		{"d3v\u2011acme", "", "a non-breaking hyphen"},
		{"d3v\uff0dacme", "", "a fullwidth character"},
		{"\uff44\uff13\uff56-acme", "", `did you mean "d3v-acme"?`},
		{"d3v-acme\ufe0f", "", "cannot be seen"},
		{"d3v-acme\u115f", "", "cannot be seen"},
		{"d3v-acme_", "", "type the whole name"}, // what is suggested is a subdomain
		{"d3v_undefined_acme", "", "type the whole name"},
		{"d3v\u2013acme-", "", "type it instead of pasting it"},
		{"subdomain: d3v-undefined-acme", "", "settings file: type the name"},
		{"d3v-acm\u00e9", "", "other than a to z"},
		{"d3v-acme%20", "", "encoded"},
		{"10.0.0.1", "", "IP address"},
		{"https://10.0.0.1", "", "IP address"},
		{"[2001:db8::1]", "", "IP address"},
		{"2001:db8::1", "", "IP address"},
		{"localhost", "", "this machine"},
		{"user:pass@d3v-acme.zendesk.com", "", "has no @"},
	} {
		s, err := ParseSubdomain(tt.typed)
		checkParsed(t, tt.typed, s.String(), err, tt.want, tt.err)
	}
	for typed, want := range map[string]string{
		"mycompany": "subdomain-placeholder", "example": "subdomain-placeholder", "d3v-example": "subdomain-placeholder", "d3v-acme": "", "d3v-undefined-acme": "subdomain-placeholder", "d3v-acme-null": "subdomain-placeholder", "d3v-true-fit": "", "xn--acme": "idn",
	} {
		s, err := ParseSubdomain(typed)
		if err != nil {
			t.Fatal(err)
		}
		checkRemarks(t, typed, s.Remarks(), want)
	}
}

func TestIdentifiersAsPasted(t *testing.T) {
	for _, tt := range []struct{ typed, want, err string }{
		{"zdg-bytesview_zendesk_app", "zdg-bytesview_zendesk_app", ""},
		{"zdg-nullable", "zdg-nullable", ""},
		{"zdg-пример", "zdg-пример", ""}, // a word of another alphabet: remarked
		{"zdg\u2013acme", "", `an en dash (U+2013) in place of a hyphen: did you mean "zdg-acme"?`},
		{"zdg\u2012acme", "", "a dash"},
		{"zdg-\u0430cme", "", "a Cyrillic letter"},
		{"\uff5a\uff44\uff47\uff0d\uff41", "", `did you mean "zdg-a"?`},
		{"undefined", "", "where a variable was empty"},
		{"zdg-undefined", "", "where a variable was empty"},
		{"zdg-null", "", "where a variable was empty"},
		{"[object Object]", "", "where a variable was empty"},
		{"${CLIENT_ID}", "", "not filled in"},
		{"zdg-{{app}}", "", "not filled in"},
		{"<client id>", "", "not filled in"},
		{"zdg-<your-app>", "", "not filled in"},
		{"CLIENT_ID=zdg-acme", "", "line of a settings file"},
		{`"client_id": "zdg-acme"`, "", "line of a settings file"},
		{"zdg-acme,", "", "comma"},
	} {
		i, err := ParseIdentifier(tt.typed)
		checkParsed(t, tt.typed, i.String(), err, tt.want, tt.err)
	}
	for typed, want := range map[string]string{
		"zdg-global-unique-identifier": "!identifier-placeholder", "ZDG-Global-Unique-Identifier": "!identifier-placeholder identifier-capitals",
		"zdg-your-app": "!identifier-placeholder", "zdg-yourapp": "!identifier-placeholder", "zdg-unique-identifier": "!identifier-placeholder",
		"zdg-client_id": "!identifier-placeholder", "zdg-my-app": "identifier-placeholder", "zdg-example": "identifier-placeholder",
		"zdg-zcli-oauth": "!identifier-of-another", "zdg-global-sync": "", "zdg-yoursway": "",
	} {
		i, err := ParseIdentifier(typed)
		if err != nil {
			t.Fatal(err)
		}
		checkRemarks(t, typed, i.Remarks(), want)
	}
}

func TestRedirectURLsAsPasted(t *testing.T) {
	for _, tt := range []struct{ typed, err string }{
		{"https://relay.acme.com/https://app.acme.com/cb", ""}, // remarked
		{"https://app.acme.com/r?to=https://b.acme.com/cb", ""},
		{"https://app.acme.com/cb(1)", ""},

		{"com.acme.app://oauth/callback", "not a scheme that Zendesk documents"},
		{"com.acme.app:/oauth/callback", "not a scheme that Zendesk documents"},
		{"chrome-extension://abcdef/cb.html", "not a scheme that Zendesk documents"},
		{"htps://app.acme.com/cb", "not a scheme that Zendesk documents"},
		{"localhost:8080/callback", "not absolute"},
		{"app.acme.com:8443/callback", "not absolute"},
		{"undefined", "where a variable was empty"},
		{"null", "where a variable was empty"},
		{"${REDIRECT_URI}", "not filled in"},
		{"https://${HOST}/callback", "not filled in"},
		{"https://{{host}}/callback", "not filled in"},
		{"https://app.acme.com/{tenant}/callback", "not filled in"},
		{"https://<your-domain>/callback", "not filled in"},
		{"https://app.acme.com/callback%20", "encoded space"},
		{"https://app.acme.com/callback%0A", "encoded space"},
		{"https://app.acme.com/callback%22", "encoded space"},
		{"https://app.acme.com/callback+", "encoded space"},
		{"https://$HOST/callback", "not filled in"},
		{"https://%HOST%/callback", "not filled in"},
		{"https\uff1a//app.acme.com/callback", "a fullwidth character"},
		{"https%3A%2F%2Fapp.acme.com%2Fcallback", "percent-encoded as a whole"},
		{"https://app.acme.com/callback,", "ends in a comma"},
		{`"https://app.acme.com/callback",`, "quotes or brackets"},
		{"<https://app.acme.com/callback>", "quotes or brackets"},
		{"[link](https://app.acme.com/callback)", "quotes or brackets"},
		{"REDIRECT_URI=https://app.acme.com/callback", "line of a settings file"},
		{"redirect_uri: https://app.acme.com/callback", "line of a settings file"},
		{"https://a.acme.com/cb;https://b.acme.com/cb", "more than one redirect URL"},
		{`https://a.acme.com/cb\nhttps://b.acme.com/cb`, "more than one redirect URL"},
		{"https://a.acme.com/cb%20https://b.acme.com/cb", "more than one redirect URL"},
		{"https://a.acme.com/cb com.acme.app://cb", "more than one redirect URL"},
		{"https://\u0430pp.acme.com/cb", `a Cyrillic letter (U+0430) in place of a: did you mean "app.acme.com"?`},
		{"https://app\u2013acme.com/cb", "an en dash"},
		{"https://\u043f\u0440\u0438\u043c\u0435\u0440.com/cb", "xn-- form"},
		{"https://user:pass@app.acme.com/cb", "user name or password"},
		{"https://app.acme.comundefined/cb", `"undefined" follows ".com"`},
		{"https://app.acme.comnull/callback", "not a top-level domain"},
		{"https://app.acme.comNaN/cb", "not a top-level domain"},
		{"https://app.acme.comcallback", `"callback" follows ".com"`},
		{"https://app.acme.123/cb", `"123" is not a top-level domain`},
		{"https://127.0.0.256/cb", "not a top-level domain"},
		{"https://a.acme.com/1https://a.acme.com/2", "more than one redirect URL"},
		{"https://a.acme.com/cbhttp://127.0.0.1/cb", "more than one redirect URL"},
		{"https://a.acme.comhttps://b.acme.com", "more than one redirect URL"},
		{"https://app.acme.com/proxy/https://b.acme.com/cb", ""},
		{"https://app.acme.com/cb?redirect=xhttps://b.acme.com", ""},
		{"https://app.acme.com/cb%2Fxhttps%3A%2F%2Fb.acme.com", ""},
	} {
		u, err := ParseRedirectURL(tt.typed)
		want := ""
		if tt.err == "" {
			want = tt.typed
		}
		checkParsed(t, tt.typed, u.String(), err, want, tt.err)
	}
	for typed, want := range map[string]string{
		"https://example.com/callback":                                         "!placeholder-host",
		"https://app.example.org/callback":                                     "!placeholder-host",
		"https://www.example.co.uk/cb":                                         "!placeholder-host",
		"https://example.acme.com/cb":                                          "",
		"https://examples.com/cb":                                              "",
		"https://acme.example/cb":                                              "unreachable-host",
		"https://your-domain.com/cb":                                           "!placeholder-host",
		"https://app.yourcompany.com/cb":                                       "!placeholder-host",
		"https://yourname.acme.com/cb":                                         "placeholder-host",
		"https://mydomain.com/cb":                                              "placeholder-host",
		"https://my-app.com/cb":                                                "placeholder-host",
		"https://app.acme.com/callback.":                                       "sentence-end",
		"https://app.acme.com//callback":                                       "double-slash",
		"https://app.acme.com/assets/index-BdF3kQ9z.html":                      "deployment-url",
		"https://undefined/cb":                                                 "!placeholder-host",
		"https://undefined.acme.com/cb":                                        "!placeholder-host",
		"https://192.0.2.7/cb":                                                 "!placeholder-host",
		"https://app.acme.com/undefined/callback":                              "!path-placeholder",
		"https://app.acme.com/:tenant/callback":                                "!path-placeholder",
		"https://app.acme.com/your-app/callback":                               "path-placeholder",
		"https://d3v-acme.zendesk.com/oauth/authorizations/new":                "zendesk-host",
		"https://1234.apps.zdusercontent.com/1234/assets/1712-abc/iframe.html": "deployment-url",
		"https://app.acme.com/assets/index-4f3c2a1b.html":                      "deployment-url",
		"https://app.acme.com/static/js/main.3f2a9c1b.js":                      "deployment-url",
		"https://acme-git-3f2a9c1.hosting.acme.com/cb":                         "deployment-url",
		"https://acme-3f2a9c1b-team.vercel.app/cb":                             "preview-host deployment-url",
		"https://app.acme.com/oauth/20261126/callback":                         "",
		"https://app.acme.com/t/3fa85f64-5717-4562-b3fc-2c963f66afa6/cb":       "",
		"https://app.acme.com/oauth%20callback":                                "encoded-space",
		"https://app.acme.com/oauth+callback":                                  "encoded-space",
		"https://app.acme.com/cb?x=a+b":                                        "",
		"https://app.acme.com/oauth%252Fcallback":                              "encoded-twice",
		"https://app.acme.com/oauth\u2013callback":                             "!look-alikes",
		"https://app.acme.com/caf\u00e9":                                       "beyond-ascii",
		"https://app.acme.com/cb?a=1&amp;b=2":                                  "!html-entity",
		"https://app.acme.com/proxy/https://b.acme.com/cb":                     "second-url",
		"https://app.acme.com/integrations/5f2b8c9d1e4a3b7c6d5e4f3a/callback":  "deployment-id",
		"https://app.acme.com/apps/9f86d081884c7d65/cb":                        "deployment-id",
		"https://app.acme.com/oauth/decade1/cb":                                "",
		"https://app.acme.com/cb/1234abc":                                      "",
		"https://decade1.acme.com/cb":                                          "",
		"https://app.acme.com/apiundefined":                                    "path-placeholder",
		"https://app.acme.com/undefinedcb":                                     "path-placeholder",
		"https://app.acme.com/cbnull":                                          "path-placeholder",
		"https://app.acme.com/cbNaN/x":                                         "path-placeholder",
		"https://app.acme.com/cb_undefined":                                    "path-placeholder",
		"https://app.acme.com/not-null/cb":                                     "",
		"https://app.acme.com/cb?x=aundefined":                                 "query-placeholder",
		"https://app.acme.com/notnull/cb":                                      "",
		"https://app.acme.com/undefined-behavior/cb":                           "",
		"https://app.acme.com/banan/nullable/cb":                               "",
		"https://acmeundefined.com/cb":                                         "placeholder-host",
		"https://devnull.com/cb":                                               "",
		"https://test.io/cb":                                                   "",
		"https://mail.test.de/cb":                                              "",
		"https://test.com/cb":                                                  "placeholder-host",
		"https://beta.gouv.fr/cb":                                              "",
		"https://beta.acme.gouv.fr/cb":                                         "staging-host",
		"https://acme-staging.herokuapp.com/cb":                                "preview-host staging-host",
		"HTTPS://App.acme.com/CallBack":                                        "host-capitals",
	} {
		checkRemarks(t, typed, mustRedirect(t, typed).Remarks(), want)
	}
}

// TestErrorsRepeatNoPassword: an error does not repeat a value with a password in it.
func TestErrorsRepeatNoPassword(t *testing.T) {
	for _, typed := range []string{"https://ada:hunter2@${HOST}/cb", "https://ada:hunter2@{host}/cb", "${SCHEME}://ada:hunter2@acme.com", "https\uff1a//ada:hunter2@acme.com", "https://acme.com/${X}?password=hunter2", "ada:hunter2@${HOST}", "$hunter2", "hunter2\u2013x", "${hunter2}"} {
		_, asURL := ParseRedirectURL(typed)
		_, asIdentifier := ParseIdentifier(typed)
		_, asSubdomain := ParseSubdomain(typed)
		if strings.Contains(typed, "@") || strings.Contains(typed, "?") {
			if asURL == nil || strings.Contains(asURL.Error(), "hunter2") {
				t.Errorf("redirect URL: %v", asURL)
			}
			if asSubdomain == nil || strings.Contains(typed, "@") && strings.Contains(asSubdomain.Error(), "hunter2") {
				t.Errorf("subdomain: %v", asSubdomain)
			}
		}
		if asIdentifier != nil && strings.Contains(asIdentifier.Error(), "hunter2") {
			t.Errorf("identifier: %v", asIdentifier)
		}
	}
}

func TestScopesAndKindsAsPasted(t *testing.T) {
	for typed, want := range map[string]string{
		"undefined": "where a variable was empty", "${SCOPES}": "not filled in", "scope=read": "line of a settings file", `"scope": "tickets:read"`: "line of a settings file",
		"your scopes here": "placeholder", "tickets\uff1aread": "a fullwidth character", "tickets\u2013read": "an en dash", "tickets:read": "", "read\u00a0write": "", "<tickets:read>": "",
	} {
		_, err := ParseScopes([]string{typed})
		if want == "" && err == nil || typed == "<tickets:read>" {
			continue
		}
		checkParsed(t, typed, "", err, "", want)
	}
	for typed, want := range map[string]Kind{
		"Public": Public, " PUBLIC\n": Public, `"public",`: Public, "'Confidential'": Confidential, "public client": "", "undefined": "", "": "",
	} {
		if k, err := ParseKind(typed); k != want || (err == nil) != (want != "") {
			t.Errorf("ParseKind(%q) = %q, %v", typed, k, err)
		}
	}
}

func TestNoValue(t *testing.T) {
	for typed, want := range map[string]string{
		"Acme Sync": "", "Copies {{ticket.title}} of each new ticket": "", "Null Island Tours": "", "None of your business": "", "Yours Truly": "",
		"undefined": "sure", "null": "sure", "{{company}}": "sure", "Your Company": "sure", "YOUR_APP_NAME": "sure", "TODO": "sure", "Lorem ipsum dolor sit amet consectetur": "sure",
		"Votre entreprise": "sure", "Ihre Firma": "sure", "Su aplicación": "sure", "Sua aplicação": "sure", "Mein Unternehmen": "maybe",
		"Su Casa": "", "Tu Me Manques": "", "Din Tai Fung": "", "Ton Koopman": "", "Seu Jorge": "", "Ihre Chance": "", "Uwajimaya": "", "Mi Casa Sync": "",
		"My App": "maybe", "Example": "maybe",
		"$1 Shop": "", "$5 Friday": "", "$100M Offers": "", "$Cash App": "", "$NAME": "sure", "${X} Sync": "sure", "Acme [EU]": "", "Acme [Zendesk]": "", "{Curly} Braces": "", "[Square]": "sure",
		"Acme [EU] [app name]": "sure", "[TODO] Sync": "sure", "Sync {undefined}": "sure", "acme-{tenant}": "sure", "Acme <EU>": "sure",
		"acme-[EU]": "sure", "{First} {Last}": "sure", "[EU] 24": "sure", "Hello {firstName}": "sure", "Hello {user}": "sure", "Acme [start_date]": "sure", "Acme [e-mail]": "", "Acme [EU] [US]": "", "Acme {EU}": "", "$100M": "",
		"Name": "maybe", "Company name": "maybe", "App": "maybe", "Lorem": "maybe", "Name Tags": "",
		"Shows null values": "", "Hello undefined Acme": "maybe", "null values shown": "maybe", "is null null here": "maybe",
		"Test": "maybe", " asdf ": "maybe", "TEST APP": "maybe", "Test Lodge": "", "Testing Grounds": "",
		"null null": "sure", "undefined undefined": "sure", "undefined Sync": "maybe", "Acme null": "maybe", "Null Games": "", "None Such": "", "True Fit": "",
		"日本語": "", "\u034f\ufe0f": "sure", "undefined is what our app shows for it": "",
	} {
		what, sure := NoValue(typed)
		got := ""
		if what != "" {
			got = "maybe"
			if sure {
				got = "sure"
			}
		}
		if got != want {
			t.Errorf("%q: %q (%s), want %q", typed, got, what, want)
		}
	}
}

func TestNoHost(t *testing.T) {
	for host, want := range map[string]bool{"${HOST}.acme.com": true, "your-domain.com": true, "support.example.com.": true, "todo.acme.com": false, "acme.com": false} {
		if _, sure := NoHost(host); sure != want {
			t.Errorf("%s: %v", host, sure)
		}
	}
}
