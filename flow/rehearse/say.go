package rehearse

import (
	"net/url"
	"strings"

	"zdg/checklist/redact"
	"zdg/flow/rehearse/stage"
)

// maxSaid bounds what is quoted, in characters.
const maxSaid = 400

// maxHeard bounds what is looked at of a text, in bytes.
const maxHeard = 64 << 10

// say is text from outside as it may be shown: cleaned, without any secret that went over the stage, and cut.
func (r *rehearsal) say(text string) string {
	text = text[:min(len(text), maxHeard)]
	var veil redact.Veil // finds other spellings too, which is dear: for what has a form of its own
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
	// Once more when it is cleaned: what stood between two halves is gone then. It is cut last, so that no half is left.
	return redact.Clean(hide(redact.Clean(veil.Over(hide(text)), maxHeard)), maxSaid)
}

// place is an address without what may be secret in it.
func place(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}
