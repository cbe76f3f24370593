// Package explain says what an answer of Zendesk means: one table, for the
// test, the menu of the waiting page, the browser's page and `zdg explain`.
//
// A row of the table is a Diagnosis with the plain texts that identify it.
// Answer starts from an answer that is known to come from Zendesk; Text starts
// from whatever a person pasted, and says nothing when it is none of ours.
// Narrowing functions, one for each code that has several causes, name the
// cause when the request is known too.
//
// It is pure: no clock, no files, no network, and nothing here keeps state, so
// every function may be called from several goroutines.
package explain
