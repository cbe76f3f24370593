package zendesk

import "testing"

func TestParseKind(t *testing.T) {
	for _, tt := range []struct{ typed, want, err string }{
		{"public", "public", ""},
		{" Confidential\n", "confidential", ""},
		{"PUBLIC", "public", ""},
		{"", "", "is empty"},
		{"secret", "", "choose public or confidential"},
		{hex64, "", "this value is not a client kind"},
	} {
		k, err := ParseKind(tt.typed)
		checkParsed(t, tt.typed, k.String(), err, tt.want, tt.err)
	}
}

func TestKindAdvice(t *testing.T) {
	for _, tt := range []struct {
		servers bool
		want    Kind
	}{{true, Confidential}, {false, Public}} {
		k, why, src := KindAdvice(tt.servers)
		if k != tt.want || why == "" || src.Key == "" {
			t.Errorf("KindAdvice(%v) = %v, %q, %v", tt.servers, k, why, src)
		}
	}
}
