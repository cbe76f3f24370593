// Package measure makes the test authorization: it reaches the account, tries
// identifier and secret, listens, has the person authorize in a browser, exchanges
// the code, makes API calls, refreshes, and revokes what was issued. It reports what
// was seen, and never how good that is: verdicts are made by package checklist.
//
// One call of Run is one test. It owns the listener, the code verifier and the
// tokens. When it returns, its port is free, and the account was asked to delete all
// tokens that were issued, also when the test was stopped at any moment. Tokens that
// are not proven dead are in the evidence, with how long they may live. Neither the
// Evidence nor the Notes hold a secret, a code, a verifier or a token.
//
// Elsewhere asks an account that is not the client's own, after the approval.
//
// The flow is that of RFC 6749 section 4.1, always with PKCE (RFC 7636, S256) and
// state. The answers are those of Zendesk (Z10, Z9, Z7 of checklist/zendesk).
package measure
