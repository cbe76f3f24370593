// Package measure makes the test authorization: it reaches the account, tries
// identifier and secret, listens, has the person authorize in a browser, exchanges
// the code, makes the API calls, refreshes, and revokes what it was given. It says
// what was seen and never how good that is: judging is for package checklist.
//
// One call of Run is one test. It owns the listener, the code verifier and the
// tokens. When it returns its port is free, and the account was asked to delete what
// was issued, also when it was stopped at any moment; what is not proven dead by then
// is in the evidence, with until when it may live. Neither its Evidence
// nor its Notes hold a secret, a code, a verifier or a token.
//
// Elsewhere asks an account that is not the client's own, after the approval.
//
// The flow is that of RFC 6749 section 4.1 with PKCE (RFC 7636, S256) and state,
// always both; the answers are Zendesk's (Z10, Z9, Z7 of checklist/zendesk).
package measure
