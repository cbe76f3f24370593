package rehearse

import (
	"net/url"
	"regexp"
	"strings"
	"sync"

	"zdg/checklist/redact"
	"zdg/flow/rehearse/stage"
)

// maxQuoted is how many characters of a text from outside are shown.
const maxQuoted = 400

// maxRead is how many bytes of a text from outside are looked at.
const maxRead = 64 << 10

// masked makes a text from outside fit to be shown: cleaned, shortened, and without any secret that the stage has seen.
func (r *rehearsal) masked(text string) string {
	text = text[:min(len(text), maxRead)]
	var veil redact.Veil // also finds other spellings, which is slow: used only for secrets of any form
	for _, secret := range r.plan.Hide {
		veil.Add(secret)
	}
	var tokens []string
	for _, s := range r.stage.Secrets() {
		if s.What == stage.ClientSecret {
			veil.Add(s.Value)
		} else {
			tokens = append(tokens, s.Value)
		}
	}
	hide := func(text string) string {
		for _, t := range append(tokens, r.stage.Codes()...) {
			if len(t) >= 8 {
				text = strings.ReplaceAll(text, t, "•••")
			}
		}
		return text
	}
	// Masked again after cleaning, which may join two halves of a secret, and shortened last, so that no half is left.
	return redact.Clean(hide(redact.Clean(veil.Over(hide(text)), maxRead)), maxQuoted)
}

// withoutQuery returns a URL without user, query and fragment, which may hold secrets.
func withoutQuery(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// pattern is a regular expression that is compiled at its first use: few runs of the program
// rehearse anything.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
