package explain

import (
	"fmt"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// codeLife is how long an authorization code is valid (Z10).
const codeLife = 120 * time.Second

// narrowing names the cause of a code that has several, from what is known of
// the request. A function changes nothing when it knows nothing better.
var narrowing = map[Code]func(*Diagnosis, known){
	"invalid-client":            narrowClient,
	"no-such-client":            narrowNoSuchClient,
	"could-not-authenticate":    narrowAuthenticate,
	"invalid-grant":             narrowGrant,
	"authorize-invalid-request": narrowAuthorize,
	"redirect-mismatch":         narrowRedirect,
	"invalid-request":           narrowRequest,
	"scope-not-allowed":         narrowScope,
	"missing-scope":             narrowMissingScope,
	"unauthorized-client":       narrowGrantType,
	"no-refresh-token":          narrowNoRefresh,
	"rate-limited":              narrowRetry,
	"maintenance":               narrowRetry,
	"tls":                       narrowTLS,
	"network":                   narrowNetwork,
	"port-busy":                 narrowPort,
	"port-denied":               narrowPort,
	"callback-unreachable":      narrowPort,
}

// narrow makes a row fit what is known, and names the account where the row
// says SUBDOMAIN.
func narrow(d Diagnosis, k known) Diagnosis {
	if f := narrowing[d.Code]; f != nil {
		f(&d, k)
	}
	if k.account != "" {
		for _, text := range []*string{&d.Cause, &d.Check, &d.Fix} {
			*text = strings.ReplaceAll(*text, "SUBDOMAIN", k.account)
		}
	}
	return d
}

// because sets the cause and how well it is known.
func (d *Diagnosis) because(cause string, c zendesk.Confidence, source string) {
	d.Cause, d.Confidence, d.Source = cause, c, zendesk.SourceOf(source)
}

const clientsPage = "Admin Center > Apps and integrations > APIs > OAuth clients"

func narrowClient(d *Diagnosis, k known) {
	switch {
	case k.numericID != "":
		numericID(d, k)
	case k.maskedSecret:
		d.because("The secret looks like the shortened display: after the first Save, Admin Center shows only its first nine characters.", zendesk.Documented, "Z4")
		d.Check = "Count the characters of the secret. Those seen so far have 64."
		d.Fix = "Take the full secret from where it was stored. If it was not, delete the client and create it anew, or call generate_secret of the API: Admin Center shows a regenerated secret shortened."
	case k.nonASCII:
		nonASCII(d)
	case k.kind == zendesk.Public:
		d.because("The client is given here as public. Zendesk may have it as confidential, which must send its secret; or the identifier is wrong.", zendesk.Inferred, "Z11")
		d.Check = "Compare Client kind and Identifier (older: Unique identifier) in " + clientsPage + "."
		d.Fix = "State the kind that the client has there. A change of the kind in Admin Center makes a new secret."
	}
}

func numericID(d *Diagnosis, k known) {
	d.because(fmt.Sprintf("The identifier that was sent is a number (%s). That is the client's id; client_id must be its Identifier.", Clean(k.numericID, 24)), zendesk.Observed, "Z4-thread")
	d.Check = "Look at the field Identifier (older: Unique identifier) in " + clientsPage + "."
	d.Fix = "Send that Identifier as client_id, for a global client one that starts with zdg-."
}

func nonASCII(d *Diagnosis) {
	d.because("The secret has characters outside ASCII, so it is not the one that Zendesk gave out.", zendesk.Observed, "Z4-thread")
	d.Check = "Look at the secret for letters with accents, dots or dashes of typography."
	d.Fix = "Copy the secret again from where it was stored, or create the client anew. Then get a new code."
}

func narrowNoSuchClient(d *Diagnosis, k known) {
	switch {
	case k.numericID != "":
		numericID(d, k)
	case k.misnamed == "clientid":
		d.because("The parameter is called clientid in the request. Zendesk reads client_id.", zendesk.Observed, "Z21")
		d.Check = "Look at the parameters in the address of the authorize page."
		d.Fix = "Call the parameter client_id."
	}
}

func narrowAuthenticate(d *Diagnosis, k known) {
	switch {
	case k.nonASCII && k.cookie:
		nonASCII(d)
		d.Check += " What works only in the browser was answered by its session cookie, not by this request."
	case k.nonASCII:
		nonASCII(d)
	case k.cookie:
		d.Cause = "The browser's session cookie answers where the token should. Or the secret was copied wrongly, the code is stale, or a second Authorization header is in play."
	}
}

func narrowGrant(d *Diagnosis, k known) {
	switch {
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
		d.because("The refresh token was used before, since each use makes a new one; or it was revoked, is over its life, or belongs to another account.", zendesk.Documented, "Z12")
		d.Check = "See whether two processes refresh at the same time, and whether the newest pair is the one that is stored."
		d.Fix = "Authorize again. Then store both new tokens at once, and let only one process refresh."
	case k.byTest && k.age > 0:
		d.because(fmt.Sprintf("The code was %s old. The test sends it once, with the redirect URL and the verifier of its request, so most likely something else has spent it: a security product that opens links, or a second window.", codeAge(k.age)), zendesk.Inferred, "Z10")
		d.Check = "Look at the request and the answer as they went. Then authorize in a private window of another browser."
		d.Fix = "Run the test again: it gets a new code. If it stays, look whether anything reads the browser's addresses."
	}
}

// codeAge writes the age of a code that is not too old.
func codeAge(age time.Duration) string {
	if age < time.Second {
		return "less than a second"
	}
	return fmt.Sprintf("%d s", int(age.Seconds()))
}

// redirectCause names the place, whose words come from the URLs.
func redirectCause(k known) string {
	return Clean("The redirect URLs differ in "+k.redirectDiff, 160) + "."
}

func narrowAuthorize(d *Diagnosis, k known) {
	switch {
	case k.redirectDiff != "":
		narrowRedirect(d, k)
	case k.byTest:
		d.because("The test sends PKCE and every parameter, so it is most likely the redirect URL: the client in Zendesk does not have it exactly so.", zendesk.Inferred, "T13")
		d.Check = "Compare Redirect URLs in " + clientsPage + " with the one of the test, character by character."
		d.Fix = "Register the redirect URL exactly as the test sends it, one per line, and save. Then run the test again."
	case k.noChallenge:
		d.because("The address of the authorize page has no code_challenge. A public client must send one.", zendesk.Documented, "Z11")
		d.Check = "Look at Client kind in " + clientsPage + ". New clients often are public."
		d.Fix = "Send code_challenge and code_challenge_method=S256, and code_verifier with the code. Confidential clients may do so too."
	}
}

func narrowRedirect(d *Diagnosis, k known) {
	if k.redirectDiff != "" {
		d.because(redirectCause(k), zendesk.Observed, "T13")
	}
}

func narrowRequest(d *Diagnosis, k known) {
	if k.misnamed != "" {
		d.because("The parameter is called "+k.misnamed+" in the request. Zendesk reads client_id and redirect_uri.", zendesk.Observed, "Z20")
	}
}

func narrowScope(d *Diagnosis, k known) {
	if k.scopes != "" {
		d.Check = "Asked was: " + Clean(k.scopes, 120) + ". Compare with Allowed scopes in " + clientsPage + "."
	}
}

func narrowMissingScope(d *Diagnosis, k known) {
	if k.lacking != "" {
		d.Cause = "The answer names what is missing: " + k.lacking + "."
	}
}

func narrowGrantType(d *Diagnosis, k known) {
	switch k.grant {
	case "client_credentials":
		d.because("client_credentials was asked of a public client. Only a confidential one may use it.", zendesk.Observed, "T13")
	case "password":
		d.because("The password grant was asked. Zendesk refuses it since 2025-02-17.", zendesk.Documented, "Z14a")
	}
}

func narrowNoRefresh(d *Diagnosis, k known) {
	if k.grant == "client_credentials" {
		d.because("The grant is client_credentials, which gives no refresh token.", zendesk.Documented, "Z12")
		d.Fix = "Ask for a new access token the same way when it ends, or use authorization_code."
	}
}

func narrowRetry(d *Diagnosis, k known) {
	if k.retry > 0 {
		d.Fix = fmt.Sprintf("Wait %s, as Zendesk asks in Retry-After. Then run the test again.", seconds(k.retry))
	}
}

// seconds tells a wait, rounded up.
func seconds(d time.Duration) string {
	n := int((d + time.Second - 1) / time.Second)
	if n == 1 {
		return "1 second"
	}
	return fmt.Sprintf("%d seconds", n)
}

func narrowTLS(d *Diagnosis, k known) {
	switch k.net {
	case NetTLSExpired:
		d.What = "The secure connection failed: the certificate is expired."
		d.because("The account may be suspended or its trial over, since Zendesk withdraws its certificate then. A wrong clock on this machine looks the same.", zendesk.Documented, "Z26")
		d.Check = "Look at this machine's date. Then open the account's address in a browser and sign in."
		d.Fix = "Have the account reactivated, or start a new trial. Else set the clock."
	case NetTLSHost:
		d.What = "The secure connection failed: the certificate is for another host."
		d.Cause = "The address is a host-mapped domain, the account is suspended, or a proxy answers in Zendesk's place."
	case NetTLSUnknown:
		d.What = "The secure connection failed: nobody known issued the certificate."
		d.because("A proxy or a security product puts its own certificate in between, or this machine lacks the usual root certificates.", zendesk.Inferred, "Z26")
		d.Check = "Look at the certificate's issuer in a browser."
		d.Fix = "Trust the proxy's certificate with SSL_CERT_FILE, or install the root certificates (package ca-certificates)."
	}
}

func narrowNetwork(d *Diagnosis, k known) {
	switch k.net {
	case NetRefused:
		d.What = "The connection was refused before an answer came."
	case NetReset:
		d.What = "The connection was cut before the answer was complete."
	}
}

// narrowPort puts the port's number in the commands.
func narrowPort(d *Diagnosis, k known) {
	if k.port != "" {
		d.Check = strings.ReplaceAll(d.Check, "PORT", k.port)
		d.Fix = strings.ReplaceAll(d.Fix, "PORT", k.port)
	}
}
