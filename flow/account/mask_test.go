package account

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
)

// TestFitHidesWhatCleaningUncovers: a secret is masked also when a server returns it with
// characters that cleaning removes, or in another encoding.
func TestFitHidesWhatCleaningUncovers(t *testing.T) {
	const secret = `S3cr&t+Value/is="Long"\41ü`
	a := &Account{}
	a.hide("S3cr", secret) // a shorter one that begins it
	for name, text := range map[string]string{
		"plain":            "before " + secret + " after",
		"zero width space": "before " + secret[:9] + "\u200b" + secret[9:],
		"escape sequence":  secret[:9] + "\x1b[0m" + secret[9:],
		"NUL":              secret[:9] + "\x00" + secret[9:],
		"query escaped":    url.QueryEscape(secret),
		"base64":           base64.StdEncoding.EncodeToString([]byte(secret)),
		"quoted by Go":     `malformed "` + strings.ReplaceAll(strings.ReplaceAll(secret, `\`, `\\`), `"`, `\"`) + `"`,
		"HTML":             `S3cr&amp;t+Value/is=&#34;Long&#34;\41ü`,
	} {
		got := a.fit(text, 300)
		for _, part := range []string{"Value", "Long", base64.StdEncoding.EncodeToString([]byte(secret))[:12]} {
			if strings.Contains(got, part) {
				t.Errorf("%s: %q shows %q", name, got, part)
			}
		}
	}
}
