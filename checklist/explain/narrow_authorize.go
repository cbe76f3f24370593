package explain

import (
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

func narrowNoSuchClient(d *Diagnosis, k known) {
	switch {
	case k.numericID != "":
		explainNumericID(d, k)
	case k.misnamed == "clientid":
		d.because("The parameter is called clientid in the request. Zendesk reads client_id.", zendesk.Observed, "Z21")
		d.Check = "Look at the parameters in the address of the authorize page."
		d.Fix = "Call the parameter client_id."
	case k.byTest:
		d.because("The test sends the identifier as client_id. So it is mistyped, or its client was deleted, or lives in another account and is not global yet.", zendesk.Observed, "T9")
		d.Fix = "Give the Identifier as it stands there. On another account the client works only after Zendesk has converted it to a global one."
	}
}

func narrowAuthorize(d *Diagnosis, k known) {
	switch {
	case k.redirectDiff != "":
		narrowRedirect(d, k)
	case k.byTest && k.where == Callback:
		d.What = "The account refused the request (invalid_request), and sent the browser back."
		d.because("It came back to the redirect URL, so that is registered. The test sends PKCE and every parameter, so the account does not accept one of their values, most likely a scope.", zendesk.Inferred, "RFC6749")
		d.Check = "Compare the scopes with Allowed scopes in " + zendesk.ClientsPage + ". Read what the account says."
		d.Fix = "Correct what it names. If it names nothing, send Zendesk Support the time of the request."
	case k.byTest:
		d.because("The test sends PKCE and every parameter, so it is most likely the redirect URL: Zendesk does not have it exactly like this.", zendesk.Inferred, "T13")
		d.Check = "Compare Redirect URLs in " + zendesk.ClientsPage + " with the one of the test, character by character."
		d.Fix = "Register the redirect URL exactly as the test sends it, one per line, and save. Then run the test again."
	case k.noChallenge:
		d.because("The address of the authorize page has no code_challenge. A public client must send one.", zendesk.Documented, "Z11")
		d.Check = "Look at Client kind in " + zendesk.ClientsPage + ". New clients are often public."
		d.Fix = "Send code_challenge and code_challenge_method=S256, and code_verifier with the code. Confidential clients may do so too."
	}
}

func narrowScope(d *Diagnosis, k known) {
	if k.scopes != "" {
		d.Check = "Requested: " + redact.Clean(k.scopes, 120) + ". Compare with Allowed scopes in " + zendesk.ClientsPage + "."
	}
	switch {
	case k.asked.MadeUp:
		d.because("The test sends no scope with the code that it made up to try identifier and secret. So something is wrong with the client's Allowed scopes, or whatever answers wants something else.", zendesk.Inferred, "Z14g")
		d.Fix = "Allow the scopes there, or ask for less, and run the test again."
	case k.grant == "refresh_token" && k.byTest:
		d.because("The test sends no scope with a refresh, so the client's Allowed scopes no longer hold what was granted before.", zendesk.Inferred, "Z14g")
		d.Fix = "Allow the scopes there again, or ask for less, and authorize again."
	case k.grant == "authorization_code" && k.byTest:
		d.because("The authorize page has just given a code for the same scopes, sent in the same way. So Allowed scopes were changed in between, or the account checks the scopes against them only now.", zendesk.Inferred, "Z14g")
		d.Fix = "Allow the scopes there, or ask for less, and authorize again."
	case k.byTest:
		d.because("The test sends the scopes as one string, with single spaces. So one of them is not among the client's Allowed scopes, or Zendesk does not know it.", zendesk.Documented, "Z14g")
		d.Fix = "Allow the scope there, or ask for less."
	}
}

func narrowResponseType(d *Diagnosis, k known) {
	if k.byTest {
		d.because("The test asks response_type=code, which is the one that works. So the client itself may not use it, or something on the way changed the address.", zendesk.Inferred, "T18")
		d.Check = "Look at response_type in the address bar of the browser."
		d.Fix = "Run the test again in a private window. If it happens again, ask Zendesk Support what this client may use."
	}
}

// narrowState says what was wrong with the state that came.
func narrowState(d *Diagnosis, k known) {
	const given = "The account sends back the state that it was given (RFC 6749, 4.1.2)"
	rewritten := func(cause string) {
		d.because(cause, zendesk.Documented, "RFC6749")
		d.Check = "Look at state= in the address of the browser, and compare it with the one of the authorize address."
		d.Fix = "Start again, in a private window. If it happens again, look for what rewrites addresses on the way: a proxy, an extension, a page that forwards."
	}
	switch k.text {
	case StateMissing:
		d.What = "The answer has no state, so nobody can tell which authorization it belongs to."
		rewritten(given + ", so something on the way dropped it.")
	case StateEmpty:
		d.What = "The answer has an empty state, so nobody can tell which authorization it belongs to."
		rewritten(given + ", so something on the way emptied it.")
	case StateCut:
		d.What = "The answer has only a part of the state that was sent."
		rewritten(given + ", and this one is incomplete: something on the way cut the address short.")
	case StateTwice:
		d.What = "The answer has two states, and neither is the one that was sent."
		rewritten(given + ", once. So something on the way added to the address, or the answer is to an older attempt.")
	}
}

// narrowUnusable says what was wrong with an answer that had the right state.
func narrowUnusable(d *Diagnosis, k known) {
	switch k.text {
	case AnswerNone:
		d.Cause = "The state belongs to this attempt, but there is neither a code nor an error with it."
	case AnswerBoth:
		d.Cause = "The state belongs to this attempt, but it comes with both a code and an error. Nobody can tell which of them counts, so zdg accepts neither."
	case AnswerTwice:
		d.Cause = "The state belongs to this attempt, but a parameter is in the answer twice. Two programs could read it differently, so zdg does not accept it (RFC 6749, 3.1)."
	case AnswerNothing:
		d.Cause = "The browser was sent back without a code, an error or a state. Nobody can tell which authorization that answers."
	case AnswerSemi:
		d.Cause = "The state belongs to this attempt, but there are semicolons between the parameters. Zendesk and the test write &, as a form does (RFC 6749, appendix B), so that the code ends in one place for all readers."
		d.Check = "Look at the address in the browser: after the question mark there must be code= and state=, joined by &."
	case AnswerSlash:
		explainOtherAddress(d, "The browser came back to the redirect URL with a slash added or missing at its end.", "the path")
	case AnswerPath:
		explainOtherAddress(d, "The browser came back to a different path from the redirect URL's.", "the path")
	case AnswerHost:
		explainOtherAddress(d, "The browser came back to a different host from the redirect URL's.", "host and port")
		d.Check += " A forwarded port may have another number, and an address typed by hand another name."
	case AnswerPort:
		explainOtherAddress(d, "The browser came back to a different port from the redirect URL's.", "host and port")
	case AnswerNoHost:
		d.What = "The redirect URL was called without the name of a host, so the answer was not taken."
		d.because("Every browser names the host that it asks (RFC 9112, 3.2). So a program has passed the answer on: a proxy, a script or a security product, with HTTP/1.0.", zendesk.Inferred, "ours")
		d.Check = "Find out what is between the browser and this machine."
	case AnswerMethod:
		d.What = "The redirect URL was called, but not with GET, so the answer was not taken."
		d.because("An authorization is answered by a redirect, which a browser follows with GET (RFC 6749, 4.1.2). A POST is the form of response_mode=form_post, which the test does not ask for; or something on the way changed the request.", zendesk.Documented, "RFC6749")
		d.Check = "See whether an extension, a proxy or another program passes the answer on."
	case AnswerHash:
		d.Cause = "The answer comes after a hash sign, where browsers keep it to themselves. That is the form of the implicit grant, which the test does not ask for."
		d.Check = "Look at the address in the browser: the answer to response_type=code comes after the question mark."
	}
}

// explainOtherAddress is for an answer that came to another address than the redirect URL. what is the
// diagnosis in a sentence, where the part of the address that differs.
func explainOtherAddress(d *Diagnosis, what, where string) {
	d.What = what
	d.because("The answer goes to the redirect URL that was asked for, character by character, so something on the way rewrote the address: a proxy, an extension, a page that forwards. Products that do so break there too.", zendesk.Inferred, "RFC6749")
	d.Check = "Compare " + where + " in the address bar with the redirect URL of the test."
}

// narrowNoCallback says what came to the redirect URL instead of an answer, when something did.
func narrowNoCallback(d *Diagnosis, k known) {
	switch k.text {
	case AnswerAhead:
		d.What = "The browser did not open the redirect URL; something only looked at it in advance."
		d.because("The account has answered: the redirect URL was asked for with our state, but by HEAD or as a prefetch, which opens nothing. That is what a program that tries out links does, or a browser that loads a page ahead and never goes there.", zendesk.Inferred, "ours")
		d.Check = "Look at the browser: whether a page waits for a click, and which program tries the links that are opened."
		d.Fix = "Run the test again in a private window. If the address bar holds code= and state=, paste the whole address."
	case AnswerNothing:
		d.because("The redirect URL was called, but without code, error and state. An answer behind a hash sign never reaches a program, and somebody may have opened the address by hand.", zendesk.Inferred, "RFC6749")
		d.Check = "Look at the address in the browser, and at what comes after the redirect URL there."
	}
}

// narrowPort puts the number of the port in the place of PORT.
func narrowPort(d *Diagnosis, k known) {
	if k.port != "" {
		d.Check = strings.ReplaceAll(d.Check, "PORT", k.port)
		d.Fix = strings.ReplaceAll(d.Fix, "PORT", k.port)
	}
}
