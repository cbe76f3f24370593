// Package checklist judges: what was declared (Draft) and what was measured
// (Evidence) become verdicts, and these a report and a request sheet. It is the
// only package that makes a verdict. It is pure: no clock, no files, no network.
//
// Checks is the table that is the product: each row says what is demanded, where
// that was read, and how it is judged. Judge makes them all; Steps shows the
// same verdicts by the steps of the test authorization.
package checklist
