// Package loopback receives the answer of an authorization: it listens on the
// registered loopback redirect URL, delivers the first request that carries our
// state, and shows the browser how it ended after the code was exchanged. An answer
// that cannot be received here can be pasted: see ParseCallback.
//
// It follows RFC 8252 (OAuth 2.0 for Native Apps): section 7.3 for the loopback
// redirect, 8.3 for binding to the loopback interface only, and 8.9 and RFC 6749
// section 10.12 for state. It follows RFC 9700 sections 4.2 and 4.3 to keep the code
// out of referrers and out of the address that stays in the browser. One rule differs
// on purpose: section 7.3 lets a client pick any port, but Zendesk compares redirect
// URLs as strings, so exactly the registered port is used.
//
// Used alone, it serves any OAuth client that has to receive a code on this machine: Listen, open
// StartURL in a browser, take the answer from Callbacks, exchange the code, and Answer the browser
// with how that ended; see the examples. It never sees a token, and sends no request.
//
// What the listener promises:
//
//   - The port is bound when Listen returns, before a browser can be opened.
//   - It is reachable from this machine only: on 127.0.0.1, and also on ::1 when
//     the registered host is localhost, because a browser may try either first.
//   - A request counts only when host, path, method and state are ours. Any other
//     request is answered at once, counted, and has no other effect.
//   - An answer with our state that cannot be used (neither a code nor an error, both,
//     a parameter twice, or semicolons between parameters) ends the wait: it is the
//     account's own, and no other answer will come.
//   - Up to 64 KiB of headers are read, because browsers send the cookies of every
//     program on this host. A request with more gets a page that says what to do, and
//     the wait goes on.
//   - The reasons why possible answers were refused can be read from the Listener. The
//     page in the browser does not say how close a wrong state was, so that nobody can
//     guess one step by step.
//   - HEAD and prefetch requests use nothing up: they are counted, and the wait goes on.
//   - Nothing of a request is kept, or repeated to the browser.
//
// On host names: a page of another site can make its own host name resolve to
// 127.0.0.1 (DNS rebinding), so the Host header has to be the registered host and
// port. 127.0.0.1 and localhost do not stand for each other, since the browser
// comes with exactly the host of the redirect URL. Only the start address uses the
// IP address that was bound, which no host name can pass for.
package loopback
