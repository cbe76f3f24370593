package explain

import (
	"strings"
	"testing"

	"zdg/checklist/zendesk"
)

// TestReceivedWordsAreNotTheNetwork: in an answer that came, words about names, certificates and
// proxies give no network diagnosis, not even a code of the catalogue. In pasted text they do.
func TestReceivedWordsAreNotTheNetwork(t *testing.T) {
	confidential := client(t, "zdg-acme", zendesk.Confidential)
	places := map[string]Seen{
		"first look": {Where: API, Asked: askedFirst}, "call": {Where: API, Asked: askedCall}, "probe": {Where: TokenEndpoint, Asked: askedProbe, Sent: sentRedirect},
		"exchange": {Where: TokenEndpoint, Asked: askedExchange, Sent: sentRedirect}, "refresh": {Where: TokenEndpoint, Asked: askedRefresh, Sent: sentRedirect},
		"callback": {Where: Callback, Sent: sentRedirect}, "page": {Where: AuthorizePage, Sent: sentRedirect},
	}
	for _, f := range families {
		if f.netError == "" {
			continue
		}
		for _, word := range append([]string{string(f.code)}, f.forms()...) {
			for place, s := range places {
				for _, status := range []int{200, 400, 401, 403, 404, 407, 502} {
					if s.Status = status; s.Where == Callback {
						s.Status = 0
					}
					for _, s.Error = range []string{word, "invalid"} {
						if s.Text = ""; s.Error != word {
							s.Text = strings.ReplaceAll(word, "…", "here")
						}
						got := Answer(s, confidential)[0]
						if hasCode(netRows, got.Code) {
							t.Errorf("%s, %d %q %q: %s", place, status, s.Error, s.Text, got.Code)
						}
						if s.Error == word && got.Said == "" {
							t.Errorf("%s, %d %q: what was said is lost", place, status, s.Error)
						}
					}
				}
			}
		}
	}
	for _, s := range []Seen{
		{Where: TokenEndpoint, Status: 400, Error: "redirected", Asked: askedExchange, Sent: sentRedirect},
		{Where: API, Status: 400, Error: "revoke-ignored", Asked: askedCall},
	} {
		if got := Answer(s, confidential)[0]; got.Code != unknown || got.Said != "400 "+s.Error {
			t.Errorf("%+v: %s, said %q", s, got.Code, got.Said)
		}
	}
	for text, want := range map[string]Code{"curl: (6) Could not resolve host: acme.zendesk.com": "dns", "x509: certificate has expired, acme.zendesk.com": "tls"} {
		if got := Text(text); len(got) == 0 || got[0].Code != want {
			t.Errorf("%q pasted: %v", text, got)
		}
	}
}

// TestLacks: a 403 is about a scope or a role only where its words say so, or say nothing.
func TestLacks(t *testing.T) {
	const role = "You do not have access to this page. Please contact the account owner of this help desk for further help."
	for _, c := range []struct {
		word, text string
		want       string
		code       Code
	}{
		{"", "", "scope", "missing-scope"},
		{"Forbidden", "", "scope", "missing-scope"},
		{"Forbidden", "403 Forbidden", "scope", "missing-scope"},
		{"Forbidden", "You are missing the following required scopes: read", "scope", "missing-scope"},
		{"insufficient_scope", "", "scope", "missing-scope"},
		{"Forbidden", "this token's scopes do not allow it", "scope", "missing-scope"},
		{"forbidden", "source address outside the permitted network scope", "", unknown},
		{"Forbidden", "Your role is out of scope of this ticket view", "", unknown},
		{"Forbidden", role, "role", "role-too-low"},
		{"Forbidden", "You have no access to this page", "role", "role-too-low"},
		{BodyHTML, "Just a moment...", "", "bot-check"},
		{BodyHTML, "403 Forbidden nginx", "", "html-instead-of-json"},
		{"ip_restricted", "The address may not be used", "", "ip-restricted"},
		{"Forbidden", "Your IP address is not allowed", "", "ip-restricted"},
		{"InvalidAuthenticityToken", "", "", "csrf-token"},
		{"quota_77", "The quota 77 is used up", "", unknown},
		{"Forbidden", "The quota 77 is used up", "", unknown},
		{"error", "Forbidden by the policy of this network", "", unknown},
	} {
		s := Seen{Where: API, Status: 403, Error: c.word, Text: c.text, Asked: askedCall}
		if got := Answer(s, zendesk.Client{})[0]; Lacks(s) != c.want || got.Code != c.code {
			t.Errorf("%q %q: lacks %q, %s", c.word, c.text, Lacks(s), got.Code)
		}
		for _, other := range []Seen{{Where: API, Status: 401, Error: c.word, Text: c.text, Asked: askedCall}, {Where: TokenEndpoint, Status: 403, Error: c.word, Text: c.text}} {
			// insufficient_scope (RFC 6750, 3.1) counts with a 401 too.
			if named := other.Where == API && c.word == "insufficient_scope"; (Lacks(other) != "") != named {
				t.Errorf("%+v lacks %q", other, Lacks(other))
			}
		}
	}
}
