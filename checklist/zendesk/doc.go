// Package zendesk says what Zendesk accepts: the values of an OAuth client and
// their syntax, the scopes, the endpoints, and the pages these rules come from.
//
// Values are parsed from what a person typed. Parsing is about syntax: it fails only where a
// value cannot be used at all. About a value that parses but looks wrong there are [Remark]s,
// grave ones where it will not work. What a request for a global client demands beyond that
// is left to package checklist.
//
// The package is pure: no clock, no files, no network. Everything in it is safe for
// concurrent use, since nothing in it changes.
package zendesk
