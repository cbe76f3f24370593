// Package checklist turns what the developer declared (Draft) and what was measured
// (Evidence) into verdicts, and these into a report and a request sheet. No other package
// makes a verdict. It is pure: no clock, no files, no network. It never holds a secret, and
// what it shows of text from outside is cleaned (package redact).
//
// Checks is the table of everything that is demanded: each row says what, by which page, and
// how it is judged. Judge makes all checks; Steps groups their verdicts by the steps of the
// test authorization.
package checklist
