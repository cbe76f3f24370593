package explain

import (
	"fmt"
	"strings"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

func narrowNetwork(d *Diagnosis, k known) {
	switch k.netError {
	case NetRefused:
		d.What = "The connection was refused before an answer came."
	case NetReset:
		d.What = "The connection was cut before the answer was complete."
	}
}

func narrowTLS(d *Diagnosis, k known) {
	switch k.netError {
	case NetTLSExpired:
		d.What = "The secure connection failed: the certificate has expired."
		d.because("The account may be suspended or its trial over, since Zendesk withdraws its certificate then. A wrong clock on this machine looks the same.", zendesk.Documented, "Z26")
		d.Check = "Look at this machine's date. Then open the account's address in a browser and sign in."
		d.Fix = "Have the account reactivated, or start a new trial. Or set this machine's clock."
	case NetTLSHost:
		d.What = "The secure connection failed: the certificate is for another host."
		d.Cause = "The address is a host-mapped domain, the account is suspended, or a proxy answers in Zendesk's place."
	case NetTLSUnknown:
		d.What = "The secure connection failed: the certificate's issuer is unknown."
		d.because("A proxy or a security product puts its own certificate in between, or this machine lacks the usual root certificates.", zendesk.Inferred, "Z26")
		d.Check = "Look at the certificate's issuer in a browser."
		d.Fix = "Trust the proxy's certificate with SSL_CERT_FILE, or install the root certificates (package ca-certificates)."
	case NetTLS:
		if !strings.Contains(k.text, "certificate") { // none was seen
			d.What = "No secure connection was made."
			d.because("The other side ended the TLS handshake, or what answers there does not speak TLS: a proxy, a captive portal, another program on this port.", zendesk.Inferred, "ours")
			d.Check = "Open the account's address in a browser on this machine, and see what it says."
		}
	}
}

// narrowMaintenance names a 5xx other than 503 as a failure of the server, whatever its body.
func narrowMaintenance(d *Diagnosis, k known) {
	if k.status >= 500 && k.status != 503 {
		d.What = fmt.Sprintf("The server failed on this request (%d).", k.status)
		d.Cause = "The problem is on the server's side, whatever its page or text says. It says nothing about the client."
		d.Check = "See whether Zendesk reports an outage. 502 and 504 can come from a proxy on the way."
	}
	if narrowRetry(d, k); k.retry == 0 && k.status != 0 {
		d.Fix = "Run the test again in a few minutes. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	}
	if k.sentBack() { // the browser brings an error, and nothing else of an answer
		d.What = "The account sent the browser back, because it is not available at the moment."
		d.Fix = "Run the test again in a few minutes. If it happens again, send Zendesk Support the time of the request."
	}
}

// narrowServerError tells the page of the browser from an error that was sent back to the
// redirect URL.
func narrowServerError(d *Diagnosis, k known) {
	if k.sentBack() {
		d.What = "The account sent the browser back, because the request experienced a server error."
	}
	if k.sentBack() && strings.Contains(strings.ToLower(k.text), "access to this page") {
		d.because("In its words, whoever is signed in may not open the page: the role lacks a right. Nobody has authorized yet.", zendesk.Inferred, "ours")
		d.Fix = "Sign in as an administrator of the account, and authorize again."
		return
	}
	if k.byTest {
		d.because("The test sends every parameter, written as documented. So Zendesk could not work with the value of one, as a malformed redirect URL or scope is known to end so, or it has an incident.", zendesk.Observed, "Z4-thread")
	}
}

func narrowPage(d *Diagnosis, k known) {
	switch {
	case k.asked.As == Nobody:
		d.because("The address needs no sign-in and gives data, so something on the way answers, or a page stands in front of the account.", zendesk.Inferred, "Z10")
		d.Fix = "The next steps show whether the sign-in works from here. If it does not, use SUBDOMAIN.zendesk.com, or another network."
	case k.byTest && k.asked.Op != "":
		d.because("The test asked the right address ("+redact.Clean(k.asked.Op, 60)+"). So something on the way answers, the account is suspended, or a page stands in front of it.", zendesk.Inferred, "Z10")
		d.Fix = "Open the account's address in a browser on this machine, and do what the page asks. Or try another network."
	}
}

// narrowUnreadable says why a body cannot be used; the reason is zdg's own, in known.text.
func narrowUnreadable(d *Diagnosis, k known) {
	if k.text != "" && k.word == BodyUnreadable {
		d.Cause = "It cannot be used, because " + k.text + ". Something between this machine and Zendesk changed it, or Zendesk has an incident."
	}
}

func narrowRedirected(d *Diagnosis, k known) {
	to, host := strings.CutPrefix(k.text, "to ")
	switch {
	case k.word != Redirected:
	case host && to != "https://"+k.account+".zendesk.com":
		d.Cause = "It points to " + to + ". The address is a host-mapped domain or a brand, or the account was renamed. A secret must not go to another address, so zdg does not follow it."
	case k.byTest:
		d.because("It points to another page of the same host, such as a sign-in. A secret must not go to another address, so zdg does not follow it.", zendesk.Inferred, "T13")
		d.Check = "Look at the answer as it came: its Location names the page."
		d.Fix = "Open the account's address in a browser on this machine, and do what the page asks. Then run the test again."
	}
}

// narrowInFront fits a bot check or an IP restriction to the first request of the test, on whose
// result nothing depends.
func narrowInFront(d *Diagnosis, k known) {
	if k.asked.As == Nobody {
		d.Fix = "The next steps show whether the sign-in works from here. If it does not: " + strings.ToLower(d.Fix[:1]) + d.Fix[1:]
	}
}

// narrowMachineRefused fits the refusal of a machine to the endpoint that refused it.
func narrowMachineRefused(d *Diagnosis, k known) {
	switch {
	case k.where == TokenEndpoint:
		d.What = fmt.Sprintf("The token endpoint refused the request (%d).", k.status)
		d.because("It seems to refuse this machine: by an IP restriction of the account, a bot check, or something on the way. A wrong identifier or secret gets 401.", zendesk.Inferred, "Z-IP")
		d.Fix = "Have this machine's address allowed there, or use another network. Then run the test again."
	case k.status == 401:
		d.What = "The account wants a sign-in where none is needed."
	}
}

func narrowRetry(d *Diagnosis, k known) {
	if d.Code == "rate-limited" && k.asked.As == Nobody {
		d.because("Requests without a sign-in are counted by address, and a trial allows five of them an hour. Others behind the same address count too.", zendesk.Documented, "Z27")
		d.Fix = "The next steps do not depend on it. If you need it, wait an hour, then run the test again."
	}
	if d.Code == "rate-limited" && k.sentBack() {
		d.What = "The account sent the browser back, because there were too many requests."
		d.Check = "See what else uses this account's API."
		d.Fix = "Wait a few minutes, then run the test again."
	}
	if k.status == 429 && k.asked.As != Nobody {
		d.Fix = "The answer does not say how long to wait: give it a minute, then run the test again."
	}
	switch {
	case k.retry > 0 && k.asked.As == Nobody:
		d.Fix = fmt.Sprintf("The next steps do not depend on it. If you need it, wait %s, as Zendesk asks in Retry-After, and run the test again.", seconds(k.retry))
	case k.retry > 0:
		d.Fix = fmt.Sprintf("Wait %s, as Zendesk asks in Retry-After. Then run the test again.", seconds(k.retry))
	}
}

// seconds writes a duration in seconds, rounded up.
func seconds(d time.Duration) string {
	n := int((d + time.Second - 1) / time.Second)
	if n == 1 {
		return "1 second"
	}
	return fmt.Sprintf("%d seconds", n)
}
