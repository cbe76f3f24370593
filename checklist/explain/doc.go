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
// Whose a statement is, no list of other vendors tells: any host that is not Zendesk's
// and a name where only a server's name stands are somebody else's. One that stands in the
// same statement wins over a sentence of Zendesk's. A label that a line begins with tells whose
// the line is (heads.go): it is a name where a word of it is no ordinary one. Manuals, lists,
// release notes, programs and tests that went well tell of no failure, whatever they quote
// (happened.go).
//
// It is pure: no clock, no files, no network, and nothing here keeps state, so
// every function may be called from several goroutines.
package explain
