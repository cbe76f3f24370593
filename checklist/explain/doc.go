// Package explain says what an answer of Zendesk means: one decision table, for the
// test, the menu of the waiting page, the browser's page and `zdg explain`.
//
// Answer starts from an answer that is known to come from Zendesk. Read and Text start
// from whatever a person pasted, and say nothing when it is none of ours. A paste goes
// through readers: flatten writes objects, encodings and spelling as plain words,
// address and exchange put requests and answers together, whose finds whom each
// statement is about, and the families find what every runtime and every person words
// in another way. What they read is decided by the same table that decides the answers
// of the test, by place, status, code and what was asked; phrases are one kind of
// evidence among others. Narrowing functions, one for each code that has several
// causes, name the cause when the request is known too.
//
// No list of other vendors tells whose a statement is (parties.go, labels.go, whose.go). Any
// host that is not Zendesk's is somebody else's, and so is a name in a place where only the
// name of a server or a program stands; one in the same statement wins over a sentence of
// Zendesk's. A thing that is only called after Zendesk is not Zendesk (mention.go). Where the
// text says that Zendesk works (outcome.go), a failure is that of whoever else its clause
// names. What works again has not failed.
//
// Manuals, plans, lists, release notes, programs and tests that went well tell of no failure,
// whatever they quote: genre.go judges the whole text, counts.go each statement.
//
// It is pure: no clock, no files, no network, and nothing here keeps state, so
// every function may be called from several goroutines.
package explain
