package explain

import "testing"

// happened are texts beside those that tell of something that did not come: here it did, or it
// did not for another reason.
var happened = []struct {
	want Code
	text string
}{
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

func TestHappened(t *testing.T) {
	for _, h := range happened {
		got := codesOf(Text(h.text))
		if h.want == "" && len(got) > 0 || h.want != "" && (len(got) == 0 || got[0] != h.want) {
			t.Errorf("%v, want %q: %.200q", got, h.want, h.text)
		}
	}
}
