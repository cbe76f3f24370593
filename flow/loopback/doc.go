// Package loopback receives the answer of an authorization: it listens on the
// registered loopback redirect URL, hands over the first request that carries
// our state, and tells the browser the truth after the code was exchanged. What
// cannot be received here can be pasted: see ParseCallback.
//
// It follows RFC 8252 (OAuth 2.0 for Native Apps): section 7.3 for the loopback
// redirect, 8.3 for binding to the loopback interface only and 8.9 and RFC 6749
// section 10.12 for state; and RFC 9700 sections 4.2 and 4.3 for keeping the code out
// of referrers and of the address that stays in the browser. One rule differs on
// purpose: section 7.3 lets a client pick any port, but Zendesk compares redirect
// URLs as strings, so the registered port is used exactly and never another one.
//
// What the listener promises:
//
//   - The port is bound when Listen returns, before a browser can be opened.
//   - It is reachable from this machine only: on 127.0.0.1, and also on ::1 when
//     the registered host is localhost, because a browser may try either first.
//   - A request counts only when host, path, method and state are ours. All else
//     is answered at once, counted and otherwise without effect.
//   - An answer with our state that is of no use (neither a code nor an error, both, one
//     of them twice, or semicolons between them) ends the wait: it is the account's own,
//     and no other comes.
//   - Up to 64 KiB of headers are read, because the cookies of every program on this
//     host come along. More gets a page that says what to do, and the wait goes on.
//   - What the redirect URL was called with in vain, and an answer that came to another
//     path or host or not by GET, is told by its reason, but never how near it was to
//     the browser: who guesses at a state learns nothing from the page.
//   - HEAD and a fetch ahead use nothing up; they are counted, and the wait goes on.
//   - Nothing that comes in is kept or repeated to the browser.
//
// On host names: a page of a foreign site can make its own name resolve to
// 127.0.0.1 (DNS rebinding), so the Host header has to be the registered host and
// port. 127.0.0.1 and localhost do not stand for each other, since the browser
// arrives with exactly the host that the redirect URL has. The start address alone
// always has the address that was bound, which no foreign name can pass for.
package loopback
