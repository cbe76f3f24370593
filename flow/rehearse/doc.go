// Package rehearse puts a developer's own program, in any language and unchanged, through the situations that break
// customers' connections. zdg plays Zendesk (package stage), the browser and the customer, and starts the program so that
// its requests arrive there (package launch).
//
// It is a model of Zendesk, and says so: each scenario names the rule that it rests on, with source, date and confidence.
// What cannot be decided from outside becomes a question to the developer.
//
// What it promises:
//
//   - zdg itself talks to the program and to the stage only. The program's requests to zendesk.com are answered on this
//     machine or refused; its requests to other hosts pass through unread.
//   - One cause is one failure: a scenario that depends on one that failed is not run, and names it.
//   - No secret, token or code stands in a result: quoted text is masked and shortened.
//   - When Run returns, no process, listener or file of the rehearsal is left.
package rehearse
