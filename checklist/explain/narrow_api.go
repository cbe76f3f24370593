package explain

import (
	"fmt"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

func narrowMissingScope(d *Diagnosis, k known) {
	if k.lacking != "" {
		d.Cause = "The answer names what is missing: " + k.lacking + "."
	}
}

func narrowToken(d *Diagnosis, k known) {
	if k.asked.As == WithToken {
		d.because("The token is the test's own, which this account has just issued, so it is neither old nor another account's. It has been revoked since, or the account does not accept what it issued.", zendesk.Inferred, "T15")
		if k.asked.Over {
			d.because("By the lifetime that the account stated, this token had ended when it was used.", zendesk.Documented, "Z10")
			d.Check, d.Fix = "Look at expires_in of the exchange, and at how long the calls took.", "Run the test again. If the lifetime is as short again, refresh before each call."
			return
		}
		if k.asked.AcceptedBefore {
			d.because("The account took the same token in another call of this test. If the calls after this one work too, the token is good and "+orThis(redact.Clean(k.asked.Op, 60))+" alone refuses it; if they do not, it was revoked in between.", zendesk.Inferred, "T15")
		}
		d.Check = "See whether an admin or another program deletes this client's tokens. Look at the request and the answer as they went."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	}
}

// explainTakenElsewhere is for an address that refuses a token which other calls of the test were
// answered with.
func explainTakenElsewhere(d *Diagnosis) {
	d.because("The account accepted the same token, sent the same way, in other calls of this test. So this address alone refuses it.", zendesk.Inferred, "T15")
	d.Check = "See which of the test's calls were answered."
	d.Fix = "If your integration needs this address, send Zendesk Support the time, the status and the request id of the answer."
}

func orThis(op string) string {
	if op == "" {
		return "this address"
	}
	return op
}

func narrowOAuthDisabled(d *Diagnosis, k known) {
	if k.byTest && k.asked.Op != "" {
		d.because("The account refuses access tokens at "+redact.Clean(k.asked.Op, 60)+". No scope changes that.", zendesk.Observed, "T14")
		d.Check = "See which of the test's calls were answered and which were not."
		d.Fix = "Ask Zendesk Support how to call this address in this account."
	}
}

func narrowRole(d *Diagnosis, k known) {
	if k.where == AuthorizePage {
		d.What = "The person who is signed in may not do this in Zendesk."
	}
}

// narrowNotFound never advises to correct the identifier: tokens were issued to it, so it is
// right, whatever the list of clients has.
func narrowNotFound(d *Diagnosis, k known) {
	switch {
	case !k.byTest:
		return
	case !strings.Contains(k.asked.Op, zendesk.ClientsPath):
		d.What = "The account answered as if it did not have this record (RecordNotFound)."
		explainNotFound(d, k)
		return
	}
	const paste = "paste what an admin's browser shows at " + zendesk.ClientsPath
	d.Check = "Look for the client in " + zendesk.ClientsPage + "."
	switch {
	case strings.HasPrefix(k.text, ListUnread):
		d.What = "The list of OAuth clients was not read to its end; this client was not in what was read."
		d.because("The list has more pages than the test reads, or continues in a way that the test does not know. That says nothing about the client.", zendesk.Inferred, "ours")
		d.Fix = "Look at the client's fields there. Or " + paste + ", the page that has the client."
	case k.status == 200:
		d.What = "The account's list of OAuth clients does not show this client."
		d.because("The account has just issued tokens to this identifier, so it is right. A client that has been converted to a global one leaves this list; otherwise the list does not show everything.", zendesk.Documented, "Z1")
		d.Fix = "If the client is there, " + paste + ". If it is not, it is most likely global already, and nobody but Zendesk can change it."
	default:
		d.What = "The account did not show its list of OAuth clients (RecordNotFound)."
		d.because("The account has just issued tokens to this identifier, so it is right. It does not show the list to this person, or not at this address.", zendesk.Inferred, "ours")
		d.Fix = "Sign in as an admin, and " + paste + "."
	}
}

// narrowEndpoint explains a 404 for a path that is right. Once the same host has issued tokens,
// or accepted identifier and secret, it does not advise to look for another host.
func narrowEndpoint(d *Diagnosis, k known) {
	if k.byTest && k.asked.Op != "" {
		if k.where == TokenEndpoint {
			d.What = fmt.Sprintf("The token endpoint answered %d, as if it were not there.", k.status)
		} else if k.word != "InvalidEndpoint" {
			d.What = fmt.Sprintf("The account answered %d to a path that is documented.", k.status)
		}
		explainNotFound(d, k)
	}
}

// explainNotFound explains a 404 for a request of the test that follows the documentation.
func explainNotFound(d *Diagnosis, k known) {
	asked := "The test asked " + redact.Clean(k.asked.Op, 60) + ", as it is documented. "
	if k.asked.As == WithToken || k.asked.AcceptedBefore {
		before := "took identifier and secret"
		if k.asked.As == WithToken || k.grant == "refresh_token" {
			before = "issued tokens"
		}
		d.because(asked+"The same account "+before+" before, in this run. So its address is right; something on the way answered, or the account does not offer this at the moment.", zendesk.Inferred, "Z16")
		d.Check = "Look at the request and the answer as they went. See which of the test's calls were answered."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
		return
	}
	d.because(asked+"So what answers is not Zendesk Support's, or not the account's main address, or something on the way changed the request.", zendesk.Inferred, "Z16")
	d.Check = "Compare the address of the account with the one that the browser shows after signing in."
	d.Fix = "If they differ, give the account's main subdomain. Otherwise try from a network without a proxy."
}

func narrowRecordInvalid(d *Diagnosis, k known) {
	if k.byTest {
		d.What = "Zendesk answered as if it had been asked to save something (RecordInvalid)."
		d.because("The test only reads, so there was nothing to save: the answer does not fit what was asked.", zendesk.Inferred, "Z7")
		d.Check = "Look at the request and the answer as they went."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	}
}

func narrowAnonymous(d *Diagnosis, k known) {
	switch {
	case k.asked.As == WithToken && k.asked.AcceptedBefore:
		explainTakenElsewhere(d)
	case k.asked.As == WithToken:
		d.because("The test sends Authorization: Bearer and the access token. So something on the way drops that header, since the account answers 200 even without it; or it does not take the token at this address.", zendesk.Inferred, "T15")
		d.Check = "Look at the request as it went. Try from a network without a proxy."
		d.Fix = "Have the proxy pass the Authorization header on, then run the test again."
	}
}

func narrowCreateToken(d *Diagnosis, k known) {
	if k.byTest && strings.HasPrefix(k.asked.Op, "GET ") {
		d.What = "Zendesk answered as if it had been asked to create a token in the old way."
		d.because("The test only reads ("+redact.Clean(k.asked.Op, 60)+"), so the answer does not fit what was asked.", zendesk.Inferred, "Z9")
		d.Check = "Look at the request and the answer as they went."
		d.Fix = "Run the test again. If it happens again, send Zendesk Support the time, the status and the request id of the answer."
	}
}

func narrowCSRF(d *Diagnosis, k known) {
	if k.byTest {
		d.because("The test sends Authorization: Bearer and no cookies, so no session is in play: the account asks for something that belongs to one.", zendesk.Inferred, "Z4-thread")
		d.Check = "Look at the request as it went: something on the way may add a cookie or drop the Authorization header."
		d.Fix = "Try from a network without a proxy, then run the test again."
	}
}

func narrowRevokeIgnored(d *Diagnosis, k known) {
	if k.byTest {
		d.because("The account answered that the token is deleted, and still accepts it. Such an answer without effect has been reported for tokens/current before.", zendesk.Observed, "Z9")
		d.Fix = "Delete the token in " + zendesk.ClientsPage + ", at the client's tokens."
	}
}
