package rehearse

import (
	"net/url"
	"testing"
)

// TestWhatAPageMakesABrowserDo: what a page makes a browser do by itself, and which form a customer submits.
func TestWhatAPageMakesABrowserDo(t *testing.T) {
	page := &url.URL{Scheme: "http", Host: "localhost:3000", Path: "/zendesk/ask"}
	const form = `<form method=post action="/go?x=1"><input type=hidden name=_csrf value='a"b'><input name="subdomain" value="acme"><button name=do value=yes>Connect</button><button name=do value=no>Not</button></form>`
	for name, c := range map[string]struct {
		body        string
		goes, press string // method, address and data: by itself, and when the customer presses the button; "" when it stays
	}{
		"a page":                   {`<p>Hello</p><a href="/go">Connect</a>`, "", ""},
		"a refresh":                {`<META content="0; URL='next?a=b&amp;c=d'" HTTP-EQUIV=refresh>`, "GET http://localhost:3000/zendesk/next?a=b&c=d ", ""},
		"a refresh of itself":      {`<meta http-equiv="refresh" content="1">`, "", ""},
		"to the same address":      {`<meta http-equiv="refresh" content="1;url=/zendesk/ask">`, "", ""},
		"a refresh much later":     {`<meta http-equiv="refresh" content="60;url=/x">`, "", ""},
		"one in a comment":         {`<!-- <meta http-equiv="refresh" content="0;url=/x"> -->`, "", ""},
		"a form":                   {form, "", `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`},
		"one that sends itself":    {form + `<script>document.forms[0].submit()</script>`, `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`, `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`},
		"beside another":           {`<form method="post" action="/logout"><button>Log out</button></form>` + form, "", `POST http://localhost:3000/go?x=1 _csrf=a%22b&do=yes&subdomain=acme`},
		"two about nobody":         {`<form method="post" action="/a"></form><form method="post" action="/b"></form>`, "", ""},
		"the only one":             {`<form method="post"><input name=csrf value=1><input type=checkbox name=a><input type=checkbox name=b checked><select name=s><option value=1><option value=2 selected></select></form>`, "", "POST http://localhost:3000/zendesk/ask b=on&csrf=1&s=2"},
		"a search":                 {`<form action="/search"><input name=q></form>`, "", ""},
		"a sign-in":                {`<form method="post"><input name=user value=acme><input type=password name=p></form>`, "", ""},
		"a form for the authority": {`<form action="https://acme.zendesk.com/oauth/authorizations/new"><input type=hidden name=state value=1></form>`, "", "GET https://acme.zendesk.com/oauth/authorizations/new?state=1 "},
	} {
		t.Run(name, func(t *testing.T) {
			check := func(what string, a Address, found bool, want string) {
				if found != (want != "") || found && a.Method+" "+a.URL+" "+a.Data != want {
					t.Errorf("%s: %+v, %t, want %q", what, a, found, want)
				}
			}
			a, found := automaticStep(page, c.body)
			check("by itself", a, found, c.goes)
			a, found = formToConfirm(page, c.body, "acme")
			check("pressed", a, found, c.press)
		})
	}
}
