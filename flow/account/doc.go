// Package account talks HTTP to one Zendesk account: the token endpoint and the
// few API calls that a test authorization makes.
//
// What it promises, whatever the account answers:
//
//   - Requests go to the account's own address only: no redirect is followed, no
//     cookie is kept, no host is taken from an answer. A proxy comes only from the
//     environment.
//   - A request is repeated at most once, and only after an answer that says when:
//     GET and DELETE after 429 or 503, a token request after 429, which leaves its
//     code or refresh token unspent.
//   - The size of an answer, of its headers and the time it may take are bounded.
//     Compressed answers are not read.
//   - No secret, code, verifier or token is in an error, in a recorded exchange or
//     in anything printed: see Token and zendesk.Secret.
//
// Every answer that is not the expected one is a *Failure; package explain says what
// its Seen means. Sources are keys of checklist/zendesk: the token endpoint is Z10
// and T13, the API Z7 and Z9, the texts of errors T18.
package account
