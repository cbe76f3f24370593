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
		Rule: inferred("ours", "what a program prints is kept in logs, which more people can read than may act for a customer"),
		Fix:  "log neither tokens nor secrets, nor errors and requests that quote them",
		run:  outputClean,
	}}
}

// maxDecoded is how many bytes of the output are searched for encoded secrets, which is slow.
const maxDecoded = 1 << 20

func outputClean(_ context.Context, r *rehearsal) finding {
	printed := r.output()
	start := string(printed[:min(len(printed), maxDecoded)])
	for _, s := range r.stage.Secrets() {
		if len(s.Value) >= 8 && bytes.Contains(printed, []byte(s.Value)) {
			return failed("the program prints %s", s.What)
		}
		if how, found := findSecret(start, s.Value); found {
			return failed("the program prints %s%s", s.What, how)
		}
	}
	for _, code := range r.stage.Codes() {
		if bytes.Contains(printed, []byte(code)) {
			return warned("the program prints authorization codes, as in the addresses of an access log")
		}
	}
	if len(printed) == 0 {
		return passed("the program prints nothing")
	}
	return passed("none in the %d bytes that the program printed", len(printed))
}

// findSecret reports whether a secret is in a text, as it is or in an encoding that logs, headers and addresses use; how
// names the encoding, as the end of a sentence. A secret of less than 8 bytes is not looked for: it could be any word.
func findSecret(text, secret string) (how string, found bool) {
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
	for offset := range 3 { // a secret can start at any of three positions, as behind the identifier in Basic
		whole := base64.RawStdEncoding.EncodeToString([]byte("\x00\x00"[:offset] + secret))
		inner := whole[(8*offset+5)/6 : (offset+len(secret))*8/6] // the characters that depend on the secret alone
		if strings.Contains(text, inner) || strings.Contains(text, strings.NewReplacer("+", "-", "/", "_").Replace(inner)) {
			return ", in base64", true
		}
	}
	return "", false
}
