// Package redact makes text from outside fit to show: it drops what does not print, bounds
// the length, and replaces secrets by dots.
//
// Clean is for text from elsewhere, Fit for sentences of our own. Mask and MaskTokens hide
// what looks like a secret, and a Veil hides known secrets. LooksLikeSecret and BeginsSecret
// find a secret that was typed into the wrong field. Lines, Unspell and Values read a text as
// the masking functions do, so that both agree on what it says.
//
// Used alone, it makes logs and error texts of any program that handles OAuth tokens fit to show: Clean what came from
// outside, Mask it, and put a Veil over what is known to be secret; see the examples.
//
// The package never logs or keeps a text, except the secrets in a Veil. It is pure: no clock,
// no files, no network. Its functions are safe for concurrent use.
package redact
