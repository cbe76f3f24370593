package rehearse

import (
	"testing"
)

// TestAsksToConnect: a request to connect again is found in pages and in error codes, except for what stands on all pages.
func TestAsksToConnect(t *testing.T) {
	plan := Plan{Connect: Address{URL: "http://localhost:1/zendesk/connect?subdomain={subdomain}"}, Poke: Address{URL: "http://localhost:1/tickets"}}
	const navigation = `<nav><a href="/zendesk/connect">Reconnect</a></nav>`
	for name, c := range map[string]struct {
		usual, now string
		asks       bool
	}{
		"words":                {"", "Please connect Zendesk again", true},
		"a code":               {"", `{"error":"needs_reconnect"}`, true},
		"in capitals":          {"", `{"error":"NOT_CONNECTED"}`, true},
		"in camel case":        {"", `{"error":"connectionLost"}`, true},
		"reauth":               {"", `{"code":"reauth_required"}`, true},
		"a link":               {"", `<a href="http:\/\/localhost:1\/zendesk\/connect?subdomain=acme">Zendesk</a>`, true},
		"an error":             {"", "Something went wrong", false},
		"navigation":           {navigation, navigation + "Something went wrong", false},
		"words and navigation": {navigation, navigation + "Please reconnect", true},
	} {
		r := &rehearsal{plan: plan, usualPoke: pokeResult{visit: visit{body: c.usual}}}
		if got := r.asksToConnect(pokeResult{visit: visit{body: c.now, path: "/tickets"}}); got != c.asks {
			t.Errorf("%s: %v", name, got)
		}
	}
	path := Plan{Connect: Address{URL: "http://localhost:1/a/{subdomain}/connect"}}
	r := &rehearsal{plan: path, usualPoke: pokeResult{account: "one", visit: visit{body: `href="/a/one/connect"`}}}
	for body, asks := range map[string]bool{`href="/a/two/connect"`: false, `href="/a/two/connect" href="/a/two/connect"`: true} {
		if got := r.asksToConnect(pokeResult{account: "two", visit: visit{body: body, path: "/tickets"}}); got != asks {
			t.Errorf("%s: %v", body, got)
		}
	}
}
