// Package stage plays several Zendesk accounts for a program that is put through a rehearsal: each by its host,
// https://NAME.zendesk.com, through a proxy on loopback or a listener that a program is led to, and by its path,
// http://127.0.0.1:PORT/NAME. The answers are those of package practice; this package adds what a rehearsal needs: names
// that nobody can have guessed, a log of every request, and control over lifetimes, delays and failures.
//
// What it promises:
//
//   - Nothing listens beyond 127.0.0.1.
//   - The certificate authority is made at the start, lives for half an hour and is valid for zendesk.com and loopback
//     alone; its key is in memory and nowhere else.
//   - A name of zendesk.com never reaches Zendesk: the stage answers it, or refuses and notes it. Names that end in
//     .invalid are refused too. Every other connection passes through unread, and is noted.
//   - The log holds secrets as they came, for comparing. Whoever prints a part of it masks that first.
package stage
