package rehearse

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
)

func outputScenarios() []Scenario {
	return []Scenario{{
		ID: "output-clean", Title: "no token, secret or verifier is printed",
		Rule: inferred("ours", "what a program prints is kept in logs that more people read than may act for a customer"),
		Fix:  "log neither tokens nor secrets, nor errors and requests that quote them",
		run:  outputClean,
	}}
}

// maxSpelt is of how many bytes other spellings are looked for, which is dear.
const maxSpelt = 1 << 20

func outputClean(_ context.Context, r *rehearsal) finding {
	printed := r.output()
	start := string(printed[:min(len(printed), maxSpelt)])
	for _, s := range r.stage.Secrets() {
		if len(s.Value) >= 8 && bytes.Contains(printed, []byte(s.Value)) {
			return failed("%s stands in what the program prints", s.What)
		}
		if how, found := holds(start, s.Value); found {
			return failed("%s stands in what the program prints%s", s.What, how)
		}
	}
	for _, code := range r.stage.Codes() {
		if bytes.Contains(printed, []byte(code)) {
			return warned("authorization codes stand in what the program prints, as in the addresses of an access log")
		}
	}
	if len(printed) == 0 {
		return passed("nothing was printed")
	}
	return passed("none in the %d bytes that were printed", len(printed))
}

// holds reports whether a secret stands in a text, and how when it is not as it is: in the spellings that logs, headers and
// addresses have. A short one is not looked for: it would be found in any text.
func holds(text, secret string) (how string, found bool) {
	if len(secret) < 8 {
		return "", false
	}
	switch {
	case strings.Contains(text, secret):
		return "", true
	case strings.Contains(text, url.QueryEscape(secret)), strings.Contains(text, url.PathEscape(secret)):
		return ", percent-encoded", true
	case strings.Contains(text, hex.EncodeToString([]byte(secret))):
		return ", in hexadecimal", true
	}
	for offset := range 3 { // as in Basic, where the identifier stands before it
		whole := base64.RawStdEncoding.EncodeToString([]byte("\x00\x00"[:offset] + secret))
		inner := whole[(8*offset+5)/6 : (offset+len(secret))*8/6] // what holds nothing but the secret
		if strings.Contains(text, inner) || strings.Contains(text, strings.NewReplacer("+", "-", "/", "_").Replace(inner)) {
			return ", in base64", true
		}
	}
	return "", false
}
