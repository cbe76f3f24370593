// Package stage plays several Zendesk accounts for the program that is rehearsed. An account can be reached by its host,
// https://NAME.zendesk.com, through an HTTPS proxy or a TLS listener on loopback, and by its path,
// http://127.0.0.1:PORT/NAME. The answers come from package practice; this package adds account names that cannot be
// guessed, a log of every request, and control over token lifetimes, delays and failures.
//
// What it promises:
//
//   - It listens on 127.0.0.1 only.
//   - Its certificate authority is made at the start, is valid for half an hour, and only for zendesk.com and loopback. The
//     key never leaves memory.
//   - No connection to a host of zendesk.com reaches Zendesk: the stage answers it, or refuses it and notes it. Hosts that
//     end in .invalid are refused too. A connection to any other host is passed on unread, and noted.
//   - The log holds secrets as they came, because scenarios compare them. Whoever prints a part of it masks that first.
package stage
