// Package redact makes text from outside fit to show: it drops what does not
// print, bounds the length and puts dots in the place of secrets.
//
// Clean is for whatever comes from elsewhere; Fit is for sentences of our own.
// Mask and MaskTokens hide what looks like a secret, a Veil hides secrets that are
// known, and LooksLikeSecret and BeginsSecret tell when one was put where none
// belongs. Lines, Unspell and Values read a text in the spelling in which secrets
// are sought, so that a reader and the mask agree on what a text says.
//
// It is pure: no clock, no files, no network.
package redact
