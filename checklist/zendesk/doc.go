// Package zendesk says what Zendesk accepts: the values of an OAuth client and
// their syntax, the scopes, the endpoints, and the pages these rules come from.
//
// A value is parsed from what a person typed. Parsing is about syntax: it fails
// only where the value cannot be used at all. What parses but deserves a word
// is a [Remark], grave when the value will not work like this. What a request
// for a global client demands on top of that is the business of package
// checklist.
//
// The package is pure: no clock, no files, no network. Everything in it is safe
// for concurrent use, since nothing in it changes.
package zendesk
