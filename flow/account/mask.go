package account

import "zdg/checklist/redact"

// hide adds values that are masked from now on wherever they come back.
func (a *Account) hide(values ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range values {
		a.hidden.Add(v)
	}
}

// mask replaces every secret that was sent or received by dots.
func (a *Account) mask(text string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.hidden.Over(text)
}

// fit makes a server's text fit to show: masked, cleaned, and at most max runes long. It is
// masked before and after it is cleaned, because cleaning removes characters and line breaks
// that may split a secret.
func (a *Account) fit(text string, max int) string {
	text = a.mask(text)
	return redact.Clean(a.mask(redact.Clean(text, len(text)+1)), max)
}

// holdsSecret reports whether text holds a secret that was sent or received, or something
// that looks like a client secret.
func (a *Account) holdsSecret(text string) bool {
	return a.mask(text) != text || redact.LooksLikeSecret(text)
}

// clean is fit for the text of a Failure.
func (a *Account) clean(text string) string { return a.fit(text, maxText) }

// MaskText makes a text fit to show that came from the account in another way than in an
// answer, such as the parameters of a callback: masked, cleaned, and at most 500 runes long.
func (a *Account) MaskText(text string) string { return a.clean(text) }
