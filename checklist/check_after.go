package checklist

import (
	"cmp"
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// afterChecks are about what comes after the request. None is made before the request was
// sent, and none ever fails: a rejection is no fault of the client as it is now.
func afterChecks() []Check {
	word := Check{Stage: StageAfter, How: byWord}.row
	return []Check{
		word("request-sent", "the request is sent", FieldSubmittedOn,
			documented("Z1", "the form at apps.zendesk.com is completed and sent by the person"), requestSent),
		word("ticket-noted", "the ticket is noted", FieldTicket,
			documented("Z1", "an email and a ticket reference arrive with updates on the request"), ticketNoted),
		word("request-approved", "the request is approved", FieldAnswer,
			documented("Z1", "Zendesk approves a request and converts the client, or rejects it; no list of reasons is public"), requestApproved),
		dayCheck("answer-day", "the day of the answer can be read", StageAfter, FieldAnsweredOn),
		word("client-claimed", "the client is claimed", FieldClaimed,
			documented("Z2", "a converted client is claimed under Global OAuth > Claim Global Auth, by its identifier and the first six characters of its secret, also of a public one"),
			afterStep(Approved, FieldClaimed, "claim it at apps.zendesk.com: Global OAuth > Claim Global Auth")),
		word("client-associated", "the client is linked with the app", FieldAssociated,
			documented("Z2", "the app's tab Global OAuth says whether it uses global OAuth, and names the clients; one that is not in its list has not been claimed"),
			afterStep(Claimed, FieldAssociated, "link it at apps.zendesk.com: Apps > Details > tab Global OAuth")),
		word("app-id-sent", "the App-Id header is live", FieldAppIDSent,
			documented("Z15", "every API call of a Marketplace app carries X-Zendesk-Marketplace-App-Id, once the app has an id"),
			afterStep(Associated, FieldAppIDSent, "send X-Zendesk-Marketplace-App-Id with every API call in production")),
	}
}

const notSent = "the request has not been sent yet"

func requestSent(d Draft, e Evidence) Finding {
	day, ok := date(d, FieldSubmittedOn)
	switch {
	case !d.Has(FieldSubmittedOn) && AfterOf(d) == NotSent:
		return notRun(notSent)
	case !d.Has(FieldSubmittedOn):
		return notRun("the day is not noted")
	case !ok:
		return warn(notADay("2026-11-22"), fact(string(FieldSubmittedOn), d.Get(FieldSubmittedOn)))
	case e.isToCome(day):
		return warn(dayToCome, fact(string(FieldSubmittedOn), d.Get(FieldSubmittedOn))).saying("the day of the request has not come yet")
	}
	return ask("", fact(string(FieldSubmittedOn), d.Get(FieldSubmittedOn)))
}

func ticketNoted(d Draft, _ Evidence) Finding {
	switch what, sure := zendesk.NoValue(d.Get(FieldTicket)); {
	case d.Has(FieldTicket) && (sure || !strings.ContainsAny(d.Get(FieldTicket), "123456789")):
		return warn("this "+cmp.Or(what, "is not a ticket number")+": note the reference in Zendesk's email", fact("ticket", d.Get(FieldTicket)))
	case d.Has(FieldTicket):
		return ask("", fact("ticket", d.Get(FieldTicket)), fact("submitted_on", orNone(d.Get(FieldSubmittedOn))))
	case d.Has(FieldSubmittedOn) || AfterOf(d) != NotSent:
		return notRun("no ticket is noted yet: note the number when the email arrives", fact("submitted_on", orNone(d.Get(FieldSubmittedOn))))
	}
	return notRun(notSent)
}

func requestApproved(d Draft, _ Evidence) Finding {
	state := AfterOf(d)
	if d.Has(FieldAnswer) && (state == NotSent || state == Sent) {
		return warn("this is none of the answers: choose approved or rejected, or leave it empty as long as there is no answer", fact(string(FieldAnswer), d.Get(FieldAnswer)))
	}
	shown := []Fact{fact(string(FieldAnswer), d.Chosen(FieldAnswer)), fact(string(FieldAnsweredOn), orNone(d.Get(FieldAnsweredOn)))}
	sent, isSent := date(d, FieldSubmittedOn)
	answered, isAnswered := date(d, FieldAnsweredOn)
	switch {
	case state == NotSent:
		return notRun(notSent)
	case state == Sent:
		return notRun("there is no answer from Zendesk yet")
	case isSent && isAnswered && answered.Before(sent):
		return warn("the answer is older than the request: correct one of the two days", shown...)
	case state == Rejected:
		return warn("find out from the ticket what is missing, fix it, and ask again: no list of reasons is public", shown...).saying("the request was rejected")
	}
	return ask("", shown...)
}

// afterStep judges a yes-or-no question about a step that is due once the client has
// reached the state from.
func afterStep(from AfterState, f Field, fix string) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		state := AfterOf(d)
		switch {
		case state == NotSent:
			return notRun(notSent)
		case state == Sent || state == Rejected:
			return notRun("the request is not approved yet")
		case d.Said(f) && stateRank(state) > stateRank(from):
			return ask("", fact(string(f), "yes"))
		case d.Said(f):
			return warn("a step that comes before it is not done yet: see to that one first", fact(string(f), "yes"))
		case stateRank(state) < stateRank(from):
			return notRun("a step that comes before it is not done yet")
		case d.Has(f):
			return warn(fix, fact(string(f), d.Chosen(f)))
		}
		return notRun("not answered yet")
	}
}

// stateRank is the place of a state in the order in which they are reached, from 0.
func stateRank(s AfterState) int {
	return max(0, slices.Index([]AfterState{NotSent, Sent, Rejected, Approved, Claimed, Associated, Live}, s))
}
