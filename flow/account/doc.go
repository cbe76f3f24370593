// Package account talks HTTP to one Zendesk account: the token endpoint and the
// few API calls that a test authorization makes.
//
// What it promises, whatever the account answers:
//
//   - Requests go to the account's own address and nowhere else: no redirect is
//     followed, no cookie is kept, no host is taken from an answer. A proxy comes
//     from the environment only.
//   - A code is sent once. Nothing but GET and DELETE is ever repeated, and that
//     only after an answer 429 or 503 that says when.
//   - An answer is bounded in size, in time and in its headers, and is never
//     decompressed.
//   - No secret, code, verifier or token is in an error, in a recorded exchange or
//     in anything printed: see Token and zendesk.Secret.
//
// An answer that is not the hoped-for one is a *Failure, whose Seen package
// explain can explain. Sources are keys of checklist/zendesk: the token endpoint
// is Z10 and T13, the API Z7 and Z9, the texts of errors T18.
package account
