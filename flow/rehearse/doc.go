// Package rehearse puts a developer's own program, in any language and unchanged, through the scenarios that break
// customers' connections: zdg plays Zendesk (package stage), the browser and the customer, and leads the program there
// (package launch).
//
// It is a model, and says so: each scenario names the rule it rests on, with source, date and confidence. What cannot be
// decided from outside is asked.
//
// What it promises:
//
//   - It talks to the program, to the stage and to nothing else; the program's own requests to names of zdg's are
//     answered on this machine, or refused.
//   - One cause is one failure: a scenario that hangs on one that failed is not run, and says on which.
//   - No secret, token or code stands in a result: what is quoted is masked and cut.
//   - When Run returns, nothing that it started is left.
package rehearse
