package zendesk

import (
	"strings"
	"testing"
)

// productionURLs are redirect URLs in the forms of frameworks and integrations, with made-up hosts:
// none may get a remark.
const productionURLs = `
https://acme.com/oauth/callback
https://acme.com/oauth2/callback
https://www.acme.com/oauth/zendesk/callback
https://app.acme.com/auth/zendesk/callback
https://app.acme.com/users/auth/zendesk/callback
https://app.acme.com/accounts/zendesk/login/callback/
https://app.acme.com/api/auth/callback/zendesk
https://api.acme.com/v1/integrations/zendesk/oauth/callback
https://api.acme.com/v2.1/oauth/zendesk/redirect
https://api.eu-west-1.acme.com/oauth/callback
https://eu.acme.com/cb
https://us1.acme.com/cb
https://acme.co.uk/oauth/callback
https://www.acme.com.br/oauth/callback
https://acme.de/zendesk/anmeldung
https://acme.fr/connexion/retour
https://acme.io/cb
https://app.acme.ai/cb
https://acme.dev/cb
https://app.acme.app/cb
https://acme.cloud/cb
https://acme.software/cb
https://acme.xn--p1ai/cb
https://xn--caf-dma.com/cb
https://a.bc/cb
https://x.com/cb
https://3m.com/oauth/callback
https://37signals.com/oauth/callback
https://1password.com/oauth/callback
https://n8n.acme.com/rest/oauth2-credential/callback
https://acme.com/signin-oidc
https://acme.com/login/oauth2/code/zendesk
https://acme.com/oauth/authorized/zendesk
https://acme.com/index.php/oauth/callback
https://acme.com/oauth.php
https://acme.com/oauth.aspx
https://acme.com/Account/ExternalLoginCallback
https://acme.com/OAuth/Callback
https://acme.com/wp-admin/admin.php?page=zendesk
https://acme.com/?oauth=zendesk
https://acme.com/?rest_route=/zendesk/v1/oauth
https://acme.com/cb?provider=zendesk
https://acme.com/cb?provider=zendesk&version=2
https://acme.com/cb?filter[x]=1
https://acme.com/cb?ids[]=1
https://acme.com/cb?price=$5
https://acme.com/cb?next=%2Fsettings
https://acme.com/cb?to=https%3A%2F%2Fapp.acme.com
https://acme.com/cb?x=a+b
https://acme.com/cb?empty=
https://acme.com/cb/
https://acme.com
https://acme.com/
https://acme.com:8443/cb
https://acme.com/a/b/c/d/e/f
https://acme.com/~zendesk/cb
https://acme.com/zendesk;v=1/cb
https://acme.com/zendesk,eu/cb
https://acme.com/cb(1)
https://acme.com/@acme/cb
https://acme.com/!/cb
https://acme.com/caf%C3%A9/cb
https://acme.com/%E3%82%B3%E3%83%BC%E3%83%AB/cb
https://acme.com/oauth/20261126/callback
https://acme.com/t/3fa85f64-5717-4562-b3fc-2c963f66afa6/cb
https://acme.com/org/12345/cb
https://acme.com/scope/cb
https://acme.com/oauth/redirect_uri
https://acme.com/oauth/redirect-uri
https://acme.com/callback_url
https://acme.com/client_id/cb
https://acme.com/client-identifier/cb
https://acme.com/company/cb
https://acme.com/example/cb
https://acme.com/sample/cb
https://acme.com/my-account/zendesk
https://acme.com/my/apps/zendesk
https://acme.com/todo/cb
https://acme.com/OAUTH2/CALLBACK
https://acme.com/ZENDESK_OAUTH/cb
https://acme.com/yourself/cb
https://acme.com/sudo/cb
https://acme.com/_next/auth
https://acme.com/__/auth/handler
https://acme.com/.well-known/zendesk
https://acme.com/.auth/login/zendesk/callback
https://acme.com/env/cb
https://acme.com/ton/cb
https://domain-tools.acme.com/cb
https://support.acme.com/cb
https://help.acme.com/cb
https://account.acme.com/cb
https://company.acme.com/cb
https://example.acme.com/cb
https://printer.acme.com/cb
https://pr.acme.com/cb
https://press-2026.acme.com/cb
https://mr-green.com/cb
https://tucows.com/cb
https://suite-apps.com/cb
https://dina.acme.com/cb
https://media.acme.com/cb
https://micompany.com/cb
https://masterdomain.com/cb
https://yourstory.com/cb
https://mystery.com/cb
https://vosges.fr/cb
https://seuss.com/cb
https://ihrig.de/cb
https://acme-corp.com/cb
https://a-b-c.acme-corp.co.jp/cb
https://acme.museum/cb
`

func TestProductionURLs(t *testing.T) {
	n := 0
	for typed := range strings.FieldsSeq(productionURLs) {
		n++
		u, err := ParseRedirectURL(typed)
		if err != nil {
			t.Errorf("%s: %v", typed, err)
			continue
		}
		for _, r := range u.Remarks() {
			t.Errorf("%s: %s: %s", typed, r.Code, r.Text)
		}
	}
	if n < 100 {
		t.Errorf("only %d", n)
	}
}

// TestPlaceholdersInURLs: what guides, templates and browsers leave in an address gets a remark, a
// grave one ("!") where it cannot be part of a real address.
func TestPlaceholdersInURLs(t *testing.T) {
	for typed, want := range map[string]string{
		"https://acme.com/YOUR_APP_ID/cb":                "path-placeholder",
		"https://acme.com/APP_ID/cb":                     "path-placeholder",
		"https://acme.com/TENANT_NAME/cb":                "path-placeholder",
		"https://acme.com/XXXX/cb":                       "path-placeholder",
		"https://acme.com/placeholder/cb":                "path-placeholder",
		"https://acme.com/oauth/callback/xxx":            "path-placeholder",
		"https://acme.com/votre-domaine/cb":              "path-placeholder",
		"https://acme.com/your-account/zendesk/callback": "path-placeholder",
		"https://acme.com/your/account/callback":         "path-placeholder",
		"https://acme.com/true":                          "path-placeholder",
		"https://acme.com/none/cb":                       "path-placeholder",
		"https://acme.com/$metadata/cb":                  "path-placeholder",
		"https://acme.com/undefined/cb":                  "!path-placeholder",
		"https://acme.com/null":                          "!path-placeholder",
		"https://acme.com/:tenant/cb":                    "!path-placeholder",
		"https://acme.com/%3Atenant/cb":                  "encoded-twice !path-placeholder",
		"https://acme.com/%7Bprovider%7D/cb":             "!path-placeholder",
		"https://acme.com/%7B%7Bprovider%7D%7D/cb":       "!path-placeholder",
		"https://acme.com/%3Cprovider%3E/cb":             "!path-placeholder",
		"https://acme.com/%24%7BHOST%7D/cb":              "!path-placeholder",
		"https://acme.com/%5Bobject%20Object%5D/cb":      "encoded-space !path-placeholder",
		"https://acme.com/cb?x=%24%7BHOST%7D":            "!query-placeholder",
		"https://acme.com/cb?x=%7B%7Bx%7D%7D":            "!query-placeholder",
		"https://acme.com/cb?x=$HOST":                    "!query-placeholder",
		"https://acme.com/cb?x=undefined":                "query-placeholder",
		"https://acme.com/cb?next=null":                  "query-placeholder",
		"https://acme.com/cb?shop=your-shop-name":        "query-placeholder",
		"https://acme.com/cb?x=[a]":                      "query-placeholder",

		"https://votre-domaine.fr/cb":   "!placeholder-host",
		"https://votredomaine.com/cb":   "!placeholder-host",
		"https://ihre-domain.de/cb":     "!placeholder-host",
		"https://deine-domain.de/cb":    "!placeholder-host",
		"https://tudominio.com/cb":      "!placeholder-host",
		"https://jouwdomein.nl/cb":      "!placeholder-host",
		"https://app.tuempresa.com/cb":  "!placeholder-host",
		"https://app.acme.tld/cb":       "placeholder-host",
		"https://beispiel.de/cb":        "placeholder-host",
		"https://ejemplo.com/cb":        "placeholder-host",
		"https://exemplo.com.br/cb":     "placeholder-host",
		"https://esempio.it/cb":         "placeholder-host",
		"https://voorbeeld.nl/cb":       "placeholder-host",
		"https://midominio.com/cb":      "placeholder-host",
		"https://todo.acme.com/cb":      "placeholder-host",
		"https://subdomain.acme.com/cb": "placeholder-host",
		"https://your.acme.com/cb":      "placeholder-host",
		"https://app.your.io/cb":        "placeholder-host",
		"https://none.acme.com/cb":      "placeholder-host",
		"https://your-app.acme.com/cb":  "placeholder-host",
		"https://xxxx.com/cb":           "placeholder-host",

		"https://your-app.example.com/cb":     "!placeholder-host",
		"https://your-app.vercel.app/cb":      "!placeholder-host",
		"https://your-app.your-domain.com/cb": "!placeholder-host",
		"https://todo.undefined.com/cb":       "!placeholder-host",

		"https://acme.com/\u30b3\u30fc\u30eb\u30d0\u30c3\u30af": "beyond-ascii",
		"https://acme.com/\uff7a\uff70\uff99":                   "beyond-ascii",
		"https://acme.com/call\u30fcback":                       "!look-alikes",
		"https://acme.com/\uff43all":                            "!look-alikes",

		"https://acme.com./cb":                      "host-dot",
		"https://my_app.acme.com/cb":                "host-underscore",
		"https://acme.com:80/cb":                    "odd-port",
		"http://localhost:443/cb":                   "odd-port",
		"https://acme.com/cb%23frag":                "encoded-twice",
		"https://acme.com/cb%3Fx=1":                 "encoded-twice",
		"https://acme.com/cb%5Cn":                   "encoded-twice",
		"https://acme.com/%E2%80%8Bcb":              "encoded-unseen",
		"https://acme.com/%00":                      "encoded-unseen",
		"https://acme.com/cb%EF%B8%8F":              "encoded-unseen",
		"https://acme.com/%2e%2e/cb":                "dot-segments",
		"https://acme.com/%2E/cb":                   "dot-segments",
		"https://acme.com/cb?":                      "empty-query",
		"https://pr-12.acme.com/cb":                 "staging-host",
		"https://web-pr-12.acme.com/cb":             "staging-host",
		"https://acme.localdomain/cb":               "local-name",
		"https://acmexyzacme.onion/cb":              "local-name",
		"https://acme.com/oauth/callback/undefined": "!path-placeholder",
	} {
		u, err := ParseRedirectURL(typed)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		checkRemarks(t, typed, u.Remarks(), want)
	}
}

func TestImpossibleRedirectURLs(t *testing.T) {
	for typed, want := range map[string]string{
		"https://-acme.com/cb":                          `"-acme" in the host starts or ends with a hyphen`,
		"https://acme-.com/cb":                          "starts or ends with a hyphen",
		"https://acme_corp.com/cb":                      `"acme_corp" in the host holds an underscore`,
		"https://acme_corp.co.uk/cb":                    "underscore",
		"https://" + strings.Repeat("a", 64) + ".com/b": "64 characters",
		"https://acme.c0m/cb":                           `"c0m" is not a top-level domain`,
		"https://acme.c/cb":                             "not a top-level domain",
		"https://app.acme.com-/cb":                      "hyphen",

		"undefined/auth/callback":               `"undefined" in front of the path is what a program writes`,
		"null/callback":                         "what a program writes",
		"https:&#x2F;&#x2F;acme.com/cb":         "HTML entities",
		"https://acme.com/a&#47;b":              "HTML entities",
		"oob":                                   "is refused by Zendesk",
		"javascript:alert(1)":                   `"javascript" is not a scheme`,
		"mailto:ada@acme.com":                   `"mailto" is not a scheme`,
		"data:text/html,x":                      `"data" is not a scheme`,
		"https://acme.com/cb?shop=<shop>":       "a value in the query of the redirect URL is a variable",
		"https://acme.com/cb?shop={shop}":       "a value in the query of the redirect URL is a variable",
		"https://acme.com/cb|x":                 "holds '|'",
		"https://acme.com/cb^x":                 "holds '^'",
		"https://acme.com/cb;":                  "ends in a semicolon",
		"https://acme.com/cb,":                  "ends in a comma",
		"https://https://acme.com":              "the scheme appears twice",
		"https://http://acme.com/cb":            "the scheme appears twice",
		"https://acme.com/$TENANT/cb":           "is a variable that was not filled in",
		"https://$host/cb":                      "is a variable that was not filled in",
		"{{base_url}}/callback":                 "not filled in",
		"${SCHEME}://acme.com/cb":               "is a variable that was not filled in",
		"https://acme.com/#/cb":                 "fragment",
		"https://acme.com/cb?s=<" + hex64 + ">": "is a variable",
	} {
		u, err := ParseRedirectURL(typed)
		checkParsed(t, typed, u.String(), err, "", want)
		if err != nil && strings.Contains(err.Error(), hex64) {
			t.Errorf("%v", err)
		}
	}
}

func TestScopeListsAsPasted(t *testing.T) {
	for typed, want := range map[string]string{
		"- read - write": "with markers", "* read": "with markers", "\u2022 read": "with markers", "*:read": "no wildcards", "tickets:*": "no wildcards", "read write": "",
	} {
		s, err := ParseScopes([]string{typed})
		got := typed
		if want != "" {
			got = ""
		}
		checkParsed(t, typed, s.String(), err, got, want)
	}
}
