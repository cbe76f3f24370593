package stage

import (
	"net/http"
	"strings"
	"testing"
)

// TestReadGrantFromTheAddress: what stands in the address of a token request is read too, so that it is masked later.
func TestReadGrantFromTheAddress(t *testing.T) {
	const address = "http://127.0.0.1/oauth/tokens?code=c&code_verifier=v&client_secret=s&refresh_token=r"
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	g := readGrant(r, nil)
	if g.Code != "c" || g.Verifier != "v" || g.Secret != "s" || g.Refresh != "r" || strings.Join(g.SecretIn, " ") != "address" {
		t.Errorf("%+v", g)
	}
}
