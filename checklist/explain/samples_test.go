package explain

import (
	"slices"
	"strings"
	"testing"
)

// sample is a text and the code that must come first: "a|b" is either of two, "" is no diagnosis
// at all.
type sample struct{ want, text string }

// TestSamples reads the samples of all tables.
func TestSamples(t *testing.T) {
	for _, table := range []struct {
		name    string
		samples []sample
	}{{"kinds", kinds}, {"reports", reports}, {"sighted", sighted}, {"closest", closest}, {"happened", happened}, {"labelled", labelled}, {"genres", genres}, {"guards", guards}, {"told only", toldOnly}} {
		for _, s := range table.samples {
			got := codesOf(Text(s.text))
			if s.want == "" && len(got) == 0 || len(got) > 0 && slices.Contains(strings.Split(s.want, "|"), string(got[0])) {
				continue
			}
			t.Errorf("%s: %v, want %q: %.200q", table.name, got, s.want, s.text)
		}
	}
}

// TestOneDiagnosis: what tells one failure tells no other beside it.
func TestOneDiagnosis(t *testing.T) {
	for text, want := range map[string]Code{
		"iex(4)> Req.get!(\"https://otterby.zendesk.com/api/v2/users/me.json\", auth: {:bearer, token})\n\n[notice] TLS :client: In state :wait_cert_cr at ssl_handshake.erl:2138 generated CLIENT ALERT: Fatal - Unknown CA\n\n** (Req.TransportError) TLS client: In state wait_cert_cr at ssl_handshake.erl:2138 generated CLIENT ALERT: Fatal - Unknown CA": "tls",
	} {
		if got := codesOf(Text(text)); !slices.Equal(got, []Code{want}) {
			t.Errorf("%v, want %s alone: %q", got, want, text)
		}
	}
}
