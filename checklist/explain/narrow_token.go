package explain

import (
	"fmt"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// codeLife is how long an authorization code is valid (Z10).
const codeLife = 120 * time.Second

// explainAccepted explains a refusal of identifier and secret in a run in which the account has
// accepted them before: they are right, so the advice is not to change them.
func explainAccepted(d *Diagnosis, k known) {
	before := "a made-up code"
	if k.grant == "refresh_token" {
		before = "the exchange"
	}
	cause := "The account took the same identifier and secret with " + before + " before, in this run. So they are not wrong: the secret was regenerated in between, something on the way changed the request, or the account answers differently now."
	if k.kind == zendesk.Public {
		cause = "The account took the same identifier with " + before + " before, in this run. So it is not wrong: the client was changed in between, something on the way changed the request, or the account answers differently now."
	}
	d.because(cause, zendesk.Inferred, "T13")
	d.Check = "See whether somebody changed the client or its secret just now. Look at the request and the answer as they went."
	d.Fix = "Leave the client as it is. Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
}

func narrowClient(d *Diagnosis, k known) {
	switch {
	// The made-up code of a public client proves its identifier, not that it needs no secret.
	case k.asked.AcceptedBefore && (k.kind != zendesk.Public || k.grant == "refresh_token"):
		explainAccepted(d, k)
	case k.asked.AcceptedBefore:
		d.because("The client is given here as public, and the account knows its identifier: it took that with a made-up code. Zendesk may have it as confidential, which must send its secret.", zendesk.Inferred, "Z11")
		d.Check = "Look at Client kind in " + zendesk.ClientsPage + "."
		d.Fix = "Choose the kind that the client has there. Changing the kind in Admin Center makes a new secret."
	case k.numericID != "":
		explainNumericID(d, k)
	case k.maskedSecret:
		d.because("The secret looks like the shortened display: after the first Save, Admin Center shows only its first nine characters.", zendesk.Documented, "Z4")
		d.Check = "Count the characters of the secret. Those seen so far have 64."
		d.Fix = "Take the full secret from where it was stored. If you did not store it, delete the client and create it again, or call the API's generate_secret: Admin Center shows a regenerated secret cut short."
	case k.nonASCII:
		explainNonASCII(d)
	case k.kind == zendesk.Public:
		d.because("The client is given here as public. Zendesk may have it as confidential, which must send its secret; or the identifier is wrong.", zendesk.Inferred, "Z11")
		d.Check = "Compare Client kind and Identifier (older: Unique identifier) in " + zendesk.ClientsPage + "."
		d.Fix = "Choose the kind that the client has there. Changing the kind in Admin Center makes a new secret."
	case k.byTest:
		d.because("The test sends the Identifier and the secret once, in the body alone. So the secret is wrong or has been regenerated, or this account has no client with this Identifier.", zendesk.Observed, "Z4-thread")
		d.Fix = "Copy both again from where they are stored. A lost secret cannot be shown again, and Admin Center shows a regenerated one cut short: create the client again, or call the API's generate_secret."
	}
}

func explainNumericID(d *Diagnosis, k known) {
	d.because(fmt.Sprintf("The identifier that was sent is a number (%s). That is the client's id, but client_id must be its Identifier.", redact.Clean(k.numericID, 24)), zendesk.Observed, "Z4-thread")
	d.Check = "Look at the field Identifier (older: Unique identifier) in " + zendesk.ClientsPage + "."
	d.Fix = "Send that Identifier as client_id. For a global client it starts with zdg-."
}

func explainNonASCII(d *Diagnosis) {
	d.because("The secret has characters outside ASCII, so it is not the one that Zendesk gave out.", zendesk.Observed, "Z4-thread")
	d.Check = "Look at the secret for letters with accents, and for typographic dots or dashes."
	d.Fix = "Copy the secret again from where it was stored, or create the client again. Then get a new code."
}

func narrowAuthenticate(d *Diagnosis, k known) {
	switch {
	case k.where == TokenEndpoint && k.asked.AcceptedBefore:
		explainAccepted(d, k)
	case k.asked.As == WithToken && k.asked.AcceptedBefore:
		explainTakenElsewhere(d)
	case k.nonASCII && k.cookie:
		explainNonASCII(d)
		d.Check += " What works only in the browser was answered by its session cookie, not by this request."
	case k.nonASCII:
		explainNonASCII(d)
	case k.cookie:
		d.Cause = "The browser's session cookie answers where the token should. Or the secret was copied wrongly, the code is stale, or a second Authorization header is in play."
	case k.where == TokenEndpoint && k.asked.MadeUp:
		d.because("The test posts to /oauth/tokens, without cookies or an Authorization header, and the secret is plain ASCII. So it seems that identifier and secret do not belong together.", zendesk.Observed, "Z4-thread")
		d.Check = "Compare identifier and secret with what is stored. Look at the request as it went."
		d.Fix = "Copy the secret again from where it is stored, then run the test again."
	case k.where == TokenEndpoint && k.grant == "refresh_token" && k.byTest:
		d.because("The test posts identifier, secret and the refresh token to /oauth/tokens, without cookies or an Authorization header. The exchange before took the same secret.", zendesk.Inferred, "Z4-thread")
		d.Check = "See whether the secret was regenerated just now. Look at the request and the answer as they went."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	case k.where == TokenEndpoint && k.byTest:
		d.because("The test posts to /oauth/tokens, without cookies or an Authorization header, and the secret is plain ASCII. So identifier and secret do not belong together, or the code was stale.", zendesk.Observed, "Z4-thread")
		d.Check = "Compare identifier and secret with what is stored. Look at the request as it went."
		d.Fix = "Copy the secret again, then run the test again: it gets a new code."
	case k.asked.As == WithToken:
		d.because("The test sends the access token that this account has just issued, as Authorization: Bearer, and no cookies. So something on the way drops that header, or the account does not take the token.", zendesk.Inferred, "Z4-thread")
		d.Check = "Look at the request as it went. Try from a network without a proxy."
		d.Fix = "Have the proxy pass the Authorization header on. If there is no proxy, send Zendesk Support the time and the request id of the answer."
	}
}

func narrowGrant(d *Diagnosis, k known) {
	const refused = "Zendesk does not accept the %s (invalid_grant)."
	pasted := k.asked.PastedAt
	switch {
	case k.asked.MadeUp:
		d.What = fmt.Sprintf(refused, "made-up code") // as expected, but not with status 400
	case k.grant == "refresh_token":
		d.What = fmt.Sprintf(refused, "refresh token")
	case k.grant == "authorization_code":
		d.What = fmt.Sprintf(refused, "code")
	}
	switch {
	case k.asked.MadeUp:
		d.because(fmt.Sprintf("The test made the code up, to try identifier and secret, so it is right that it was refused. Zendesk refuses it with 400 if it accepts them; this answer was %d, so it shows nothing.", k.status), zendesk.Inferred, "T13")
		d.Check = "Look at the request and the answer as they went: something on the way may have changed the status."
		d.Fix = "Go on: the exchange shows whether the identifier and secret are accepted. If it fails too, try from a network without a proxy."
	case k.grant == "refresh_token" && k.byTest:
		d.because("The test used the refresh token once, seconds after the account had issued it. So it is not old: something else has used or revoked it, or the account does not accept what it issued.", zendesk.Inferred, "Z12")
		d.Check = "See whether another program refreshes with this client's tokens, or an admin deleted the token. Look at the request and the answer as they went."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	case k.age > codeLife:
		d.because(fmt.Sprintf("The code was %d seconds old when it was sent. Zendesk accepts it for 120 seconds.", int(k.age.Seconds())), zendesk.Documented, "Z10")
		d.Check = "See what took so long between the consent page and the exchange."
		d.Fix = "Authorize again and exchange the code at once."
	case k.redirectDiff != "":
		d.because(redirectCause(k), zendesk.Documented, "Z10")
		d.Fix = "Send the same redirect URL in both requests, then get a new code and exchange it at once."
	case k.misnamed == "redirect_url":
		d.because("The parameter is called redirect_url in the request. Zendesk reads redirect_uri.", zendesk.Observed, "Z20")
		d.Check = "Look at the names in the body of the request."
		d.Fix = "Call the parameter redirect_uri. Then get a new code and exchange it at once."
	case k.grant == "refresh_token":
		d.because("The refresh token was used before, since each use makes a new one; or it was revoked, has expired, or belongs to another account.", zendesk.Documented, "Z12")
		d.Check = "See whether two processes refresh at the same time, and whether the newest pair is the one you store."
		d.Fix = "Authorize again. Then store both new tokens at once, and let only one process refresh."
	case !pasted.IsZero() && pasted.Sub(k.asked.Since)+k.age > codeLife:
		d.because(fmt.Sprintf("The code was pasted, so its age is not known: it was issued at %s at the latest. Zendesk accepts it for 120 seconds. Or something else used it first.", pasted.UTC().Format("15:04:05 UTC")), zendesk.Documented, "Z10")
		d.Check = "See how long after the click on Allow the address was pasted."
		d.Fix = "Run the test again, and paste the address at once. A code works once, so do not open the address a second time."
	case k.byTest && k.age > 0, k.byTest && k.grant == "authorization_code":
		d.because(fmt.Sprintf("The code was %s old. The test sends it once, with the redirect URL and the verifier of its request, so most likely something else used it first: a security product that opens links, or a second window.", codeAge(k)), zendesk.Inferred, "Z10")
		d.Check = "Look at the request and the answer as they went. Then authorize in a private window of another browser."
		d.Fix = "Run the test again: it gets a new code. If it happens again, see whether anything reads the browser's addresses."
	}
}

// codeAge writes the age of a code; for one that was pasted, the most that it can be.
func codeAge(k known) string {
	age, most := k.age, ""
	if !k.asked.PastedAt.IsZero() {
		age, most = k.asked.PastedAt.Sub(k.asked.Since)+k.age, "at most "
	}
	if age < time.Second {
		return "less than a second"
	}
	return fmt.Sprintf("%s%d s", most, int(age.Seconds()))
}

// redirectCause says where two redirect URLs differ, cleaned, since the words are from the URLs.
func redirectCause(k known) string {
	return "The redirect URLs differ in " + redact.Clean(k.redirectDiff, 130) + "."
}

func narrowRedirect(d *Diagnosis, k known) {
	if k.redirectDiff != "" {
		d.because(redirectCause(k), zendesk.Observed, "T13")
	}
}

func narrowRequest(d *Diagnosis, k known) {
	switch {
	case k.misnamed != "":
		d.because("The parameter is called "+k.misnamed+" in the request. Zendesk reads client_id and redirect_uri.", zendesk.Observed, "Z20")
	case k.grant != "" && k.byTest:
		d.because("The test sends JSON with every parameter that is documented for "+k.grant+inRange(k)+". So something on the way changed the request, or the account wants something else.", zendesk.Inferred, "Z10")
		d.Check = "Look at the request as it went, and at what the answer says. Try from a network without a proxy."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	}
}

// inRange mentions the lifetimes when they were sent.
func inRange(k known) string {
	if k.asked.Lifetimes {
		return ", and lifetimes well inside their ranges"
	}
	return ""
}

func narrowGrantType(d *Diagnosis, k known) {
	switch k.grant {
	case "client_credentials":
		d.because("The request uses client_credentials with a public client. Only a confidential one may use it.", zendesk.Observed, "T13")
	case "password":
		d.because("The request uses the password grant. Zendesk has refused it since 2025-02-17.", zendesk.Documented, "Z14a")
	case "authorization_code", "refresh_token":
		d.because("The request asks grant_type="+k.grant+". So it is the client: Zendesk does not let this one use that grant.", zendesk.Inferred, "T13")
		d.Check = "Look at the client in " + zendesk.ClientsPage + ". Compare grant_type in the request as it went."
		d.Fix = "Make a new client there and test with that. If it happens again, ask Zendesk Support what this client may use."
	}
}

func narrowUnsupported(d *Diagnosis, k known) {
	if k.grant != "" && k.byTest {
		d.because("The test sends grant_type="+k.grant+", spelled as Zendesk documents it. So what answered is not Zendesk's token endpoint, or something on the way changed the request.", zendesk.Inferred, "Z10")
		d.Check = "Look at the request and the answer as they went. Try from a network without a proxy."
		d.Fix = "Use the account's main address. If it is the one, send Zendesk Support the time and the request id of the answer."
	}
}

// oldClient is a day: clients made before it return no lifetime and no refresh token unless
// expires_in is sent (Zendesk's OpenAPI document of August 2026, read in a copy).
const oldClient = "2026-04-30"

func narrowNoRefresh(d *Diagnosis, k known) {
	const report = "Run the test again. If it happens again, send Zendesk Support the time and the request id of the answer."
	if k.asked.RefreshAs != "" {
		d.What = "The answer has " + k.asked.RefreshAs + " where the refresh token should be."
		d.because("A token is a string (RFC 6749, 5.1), and this is not one. So what answers does not behave as Zendesk documents, or something on the way changed the answer.", zendesk.Documented, "RFC6749")
		d.Check = "Look at refresh_token in the answer as it came. Try from a network without a proxy."
		d.Fix = report
		return
	}
	switch k.grant {
	case "client_credentials":
		d.because("The grant is client_credentials, which gives no refresh token.", zendesk.Documented, "Z12")
		d.Fix = "Ask for a new access token the same way when it ends, or use authorization_code."
	case "authorization_code":
		if k.asked.Lifetimes {
			explainExpiration(d, k, report)
		}
	case "refresh_token":
		if !k.byTest {
			break
		}
		d.because("The answer to a refresh held no new refresh token, though each use ends the old one. After this, the customer has to authorize again.", zendesk.Documented, "Z12")
		d.Check = "Look at the answer as it came."
		d.Fix = "Report it to Zendesk Support with the time and the request id of the answer."
	}
}

// explainExpiration advises to turn Token expiration on, which nobody can undo, only where the
// client's record says that it is off.
func explainExpiration(d *Diagnosis, k known, report string) {
	d.Check = "Look at Token expiration of the client in " + zendesk.ClientsPage + ". Newer clients have no such switch: their tokens expire."
	switch k.asked.Expiration {
	case "on":
		d.because("The test sent authorization_code and expires_in, and Zendesk shows that the client's Token expiration is on. So nothing is missing there, and the account does not do what it shows.", zendesk.Observed, "T28")
		d.Check = "Look at the answer as it came, and at enforce_token_expiration in the client's record."
		d.Fix = "Leave the client as it is. " + report
	case "off":
		d.because("The test sent authorization_code and expires_in, and Zendesk shows that the client's Token expiration is off.", zendesk.Observed, "T28")
		d.Fix = "Make a new client, or switch Token expiration on there, which nobody can undo. Then authorize again: older tokens cannot be refreshed."
	default:
		d.because("The test sent authorization_code and expires_in. What remains is a client that was made before "+oldClient+", or whose Token expiration is off.", zendesk.Inferred, "Z14c")
		d.Fix = "Where the switch is there and off, test with a new client first: switching it on cannot be undone. Where it is on or not there, send Zendesk Support the time and the request id of the answer."
	}
}

func narrowNoExpiry(d *Diagnosis, k known) {
	if !k.asked.Lifetimes {
		return
	}
	d.because("The test sent expires_in, so the account does not state the lifetime although it was asked to.", zendesk.Observed, "T2")
	const null = " An expires_at of null there was seen to mean that the token does not expire."
	switch k.asked.Ends {
	case EndsCurrent:
		d.Check = "Look at expires_at in /api/v2/oauth/tokens/current, which states it."
		d.Fix = "Take the end from there."
	case EndsToken:
		d.Check = "Look at exp in the token itself, which is a JSON Web Token."
		d.Fix = "Take the end from there."
	case EndsNobody:
		d.Check = "Look at the answer as it came, and at that of /api/v2/oauth/tokens/current." + null
		d.Fix = "Refresh when the API answers 401, since this test found no end that is still ahead anywhere else. Ask Zendesk Support."
	default:
		d.Check = "Look at expires_at in /api/v2/oauth/tokens/current, or at exp in the token itself where it is a JSON Web Token."
		d.Fix = "Take the end from one of these." + null
	}
}
