package account

import "zdg/checklist/redact"

// hide keeps values that must not be shown, however a server or an error of Go
// may give them back.
func (a *Account) hide(values ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range values {
		a.hidden.Add(v)
	}
}

// mask takes out every secret that this account was shown, or showed.
func (a *Account) mask(text string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.hidden.Over(text)
}

// fit makes a server's words fit to show, at most max runes of them. They are
// masked before and after they are cleaned: cleaning takes out characters behind
// which a secret may hide, and turns the line breaks inside one into spaces.
func (a *Account) fit(text string, max int) string {
	text = a.mask(text)
	return redact.Clean(a.mask(redact.Clean(text, len(text)+1)), max)
}

// holdsSecret reports whether text has a secret that this account was shown, or what
// looks like a client secret.
func (a *Account) holdsSecret(text string) bool {
	return a.mask(text) != text || redact.LooksLikeSecret(text)
}

// clean is fit for what is told of an answer.
func (a *Account) clean(text string) string { return a.fit(text, textBound) }

// Masked is what came by another way than an answer, such as the callback that an
// account sends the browser to, without the secrets that this account knows.
func (a *Account) Masked(text string) string { return a.clean(text) }
