// Package explain says what an answer of Zendesk means: one decision table, for the
// test, the menu of the waiting page, the browser's page and `zdg explain`.
//
// Answer starts from an answer that is known to come from Zendesk. Read and Text start
// from whatever a person pasted, and return no diagnosis for a text that is about somebody
// else's server. flatten*.go turn JSON, encodings and escapes of a paste into plain words,
// address.go and exchange.go pair requests with answers, whose.go finds whom each statement
// is about, and families.go, complaints.go and traps.go hold the wordings of runtimes and of
// people. Where nothing else is found, stories_*.go read what a person tells without a word that
// a program wrote.
// The result is decided by the table that decides the answers of the test (decide in
// answer.go): by place, status, code, and what was asked. Phrases are only one kind of
// evidence. Narrowing functions (narrow*.go), one for each code with several causes, name
// the cause when the request is known too.
//
// Whose a statement is, is not decided by a list of vendors (parties.go, labels.go,
// whose.go). Any host that is not Zendesk's is somebody else's; so is a word in a place where
// only the name of a server or a program can be, and it wins over a sentence of Zendesk's in
// the same statement. A thing that is merely named after Zendesk is not Zendesk
// (mention.go). Where the text says that Zendesk works (outcome.go), a failure is that of
// whoever else its clause names, and what works again has not failed.
//
// Manuals, plans, lists, release notes, source code and passing tests report no failure,
// whatever they quote: genre.go and genre_source.go decide this for the whole text, happened.go for a statement.
//
// It is pure: no clock, no files, no network, and nothing here keeps state, so
// every function may be called from several goroutines.
package explain
