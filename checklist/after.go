package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// AfterState is how far the client has come since the request. It rests on the
// developer's word alone: none of it can be asked of the account.
type AfterState string

// The states, in the order in which they are reached. Rejected leads back to NotSent.
const (
	NotSent    AfterState = "not-sent"
	Sent       AfterState = "sent" // no answer yet
	Rejected   AfterState = "rejected"
	Approved   AfterState = "approved"
	Claimed    AfterState = "claimed"
	Associated AfterState = "associated"
	Live       AfterState = "live" // the App-Id header is sent too
)

// AfterOf returns the state that follows from the answers. An approved request need not
// have a day on which it was sent: that may have been before there was a zdg.toml.
func AfterOf(d Draft) AfterState {
	_, sent := date(d, FieldSubmittedOn)
	switch d.Chosen(FieldAnswer) {
	case "rejected":
		return Rejected
	case "approved":
		switch {
		case !d.Said(FieldClaimed):
			return Approved
		case !d.Said(FieldAssociated):
			return Claimed
		case !d.Said(FieldAppIDSent):
			return Associated
		}
		return Live
	}
	if sent {
		return Sent
	}
	return NotSent
}

// Text is the state in one sentence without a full stop, with the day where there is one.
func (s AfterState) Text(d Draft) string {
	on := func(f Field) string {
		if day, ok := date(d, f); ok {
			return " on " + day.Format(time.DateOnly)
		}
		return ""
	}
	switch s {
	case Sent:
		return "Sent" + on(FieldSubmittedOn) + ", no answer yet"
	case Rejected:
		return "Rejected" + on(FieldAnsweredOn)
	case Approved:
		return "Approved" + on(FieldAnsweredOn) + ", not claimed yet"
	case Claimed:
		return "Claimed, not linked with the app yet"
	case Associated:
		return "Linked with the app; the App-Id header is not live yet"
	case Live:
		return "Approved, claimed, linked with the app, and the App-Id header is live"
	}
	return "Not sent yet"
}

// The titles of the notes about a state.
const (
	NoteExpect = "What to expect"
	NoteAsk    = "When to ask again"
	NoteBy     = "By when"
	NoteNow    = "What to do now"
)

// Days after which others had an answer. Zendesk promises none.
const (
	askAfter  = 7  // T4: usually within a week
	longAfter = 17 // T10: from 2025-01-17 to 2025-02-03
)

// AfterNotes returns what to expect in the current state, when to ask again, and what to do
// now. Where Zendesk publishes no time, the note says so. Days are counted from now.
func AfterNotes(d Draft, now time.Time) []Note {
	id := cmp.Or(tidy([]string{identifierOf(d)}), "the client")
	switch AfterOf(d) {
	case NotSent:
		return []Note{
			{NoteExpect, documented("Z1", "An email with a ticket reference. If it is approved, Zendesk converts the client, and nobody but Zendesk can edit it.")},
			{NoteNow, documented("Z1", "Send the form at apps.zendesk.com, then note the day here.")},
		}
	case Sent:
		return []Note{
			{NoteExpect, documented("Z1", "An email with a ticket reference, then the answer. Zendesk publishes no time for it.")},
			{NoteExpect, observed("T4", "Others reported an answer within a week. That is no promise.")},
			{NoteExpect, observed("T10", "One took two and a half weeks, with renaming the account.")},
			{NoteExpect, observed("T5", "One spoke of days to weeks, and was never approved.")},
			{NoteAsk, observed("T4", "No rule is published. "+askAgain(d, now))},
			{NoteNow, observed("T1", "Look for mail from "+zendesk.SupportAddress+", in the spam folder too. Note the ticket.")},
			{NoteNow, inferred("Z1", "Leave the client, its secret and the account as they are: Zendesk converts what is saved then.")},
		}
	case Rejected:
		return []Note{
			{NoteExpect, inferred("Z1", "There is no public list of reasons. What the ticket says is all there is: paste it, and zdg shows which checks are about it.")},
			ownClients(d),
			{NoteAsk, inferred("Z1", "No waiting time is published: send it again as soon as the reason is fixed.")},
			{NoteNow, inferred("Z1", "Fix what the ticket names, answer in the ticket, and send the form again if it asks for that.")},
		}
	case Approved:
		return []Note{
			{NoteExpect, documented("Z1", "Zendesk converts the local client. Its page in Admin Center is lost.")},
			{NoteExpect, inferred("Z1", "Identifier and secret stay the same.")},
			{NoteBy, inferred("Z2", "No day to claim it by is published, and nobody says whether an unclaimed client is ever switched off. Claim it now.")},
			{NoteNow, documented("Z2", "Claim "+id+" at apps.zendesk.com. The form wants the first six characters of the secret, also of a public client.")},
		}
	case Claimed:
		return []Note{
			{NoteExpect, documented("Z2", id+" is in your Organization's list under Global OAuth. A client that is not there has not been claimed.")},
			{NoteNow, documented("Z2", "Link it: Apps > Details on the app's tile > tab Global OAuth > Yes, choose the identifier, and Update. You can choose more than one.")},
		}
	case Associated:
		return []Note{
			{NoteExpect, documented("Z15", "The app's id is on its tile under Apps > Approved Apps, so it exists only once the app has been submitted.")},
			{NoteExpect, documented("Z17", "For the listing itself Zendesk names 1 to 3 weeks for a new app, and 1 to 2 weeks for an update.")},
			{NoteNow, documented("Z15", "Send X-Zendesk-Marketplace-App-Id with every API call, beside the name and the Organization id. Only calls made through the Zendesk Apps framework need none.")},
		}
	}
	return []Note{
		{NoteExpect, inferred("T32", "Connections made before the conversion may stop: what it does to their tokens is not published. Plan that each customer authorizes again.")},
		{NoteNow, documented("Z1", "Move your customers over, and keep the plan for a leaked secret at hand: Zendesk changes a global client, you cannot.")},
	}
}

// ClaimFailures lists the known reasons why the portal's claim form refuses a client. What
// the form itself says is not public.
func ClaimFailures() []Note {
	return []Note{
		{"Is it the identifier?", documented("Z2", "The form wants the client_id, whole, with zdg-. The number in the list of clients is not it.")},
		{"Are they the right six?", inferred("Z2", "They are those of the secret \"provided when you created the client\". If a new secret was made later, also by changing the kind, try the first six of each: which counts is not published.")},
		{"Is the secret lost?", inferred("Z4", "Before the conversion Admin Center shows its first nine characters, and six are enough. After it nothing does: write to Zendesk Support, \"Option 2\", and say \"global oauth\".")},
		{"Is it converted already?", observed("T9", "As long as it is not, another account's authorize page says \"No such client\". zdg verify asks up to five of them.")},
		{"Is it the right Organization?", inferred("Z2", "Sign in to the Organization that sent the request, and look whether the client is in its list already.")},
	}
}

// askAgain says when to ask again, going by what others reported.
func askAgain(d Draft, now time.Time) string {
	sent, _ := date(d, FieldSubmittedOn)
	from := Deadline{On: sent.AddDate(0, 0, askAfter)}
	where := "in the ticket"
	if !d.Has(FieldTicket) {
		where = "Zendesk Support, since no ticket came"
	}
	if from.On.After(now) {
		return fmt.Sprintf("After the week that others reported, from %s (%s), ask %s.", from.On.Format(time.DateOnly), from.Left(now), where)
	}
	return fmt.Sprintf("The week that others reported was over on %s (%s): ask %s.", from.On.Format(time.DateOnly), from.Left(now), where)
}

// forOne reports whether the client is for a single account, which Zendesk's ban on
// customers' own clients does not cover.
func forOne(d Draft) bool { return d.Chosen(FieldCustomers) == "one" }

// ownClients reports whether local clients of the customers are a way round a rejection.
func ownClients(d Draft) Note {
	if forOne(d) {
		return Note{NoteExpect, documented("Z1", "One account needs no global client: its admin creates a local one in "+zendesk.ClientsPage+", with your name, redirect URLs and scopes, and hands identifier and secret to you by a password manager.")}
	}
	return Note{NoteExpect, documented("Z14h", "Customers' own local clients are no way round it. Zendesk forbids them for whatever is distributed: \""+Forbidden+"\".")}
}

// Forbidden is what Zendesk says of customers' own clients (Z14h).
const Forbidden = "It is not permissible to use a customer's credentials (i.e. an API token or a customer's own OAuth client)"

// sentFields are the answers that a reviewer would want to know about when they change
// after the request was sent.
var sentFields = []Field{
	FieldSubdomain, FieldSponsored, FieldOrganization, FieldIdentifier, FieldKind, FieldName, FieldDescription, FieldCompany, FieldLogoFile,
	FieldRedirectURLs, FieldScopes, FieldAllowed, FieldWebsite, FieldUseCase, FieldPrivacyURL, FieldTermsURL, FieldAppName, FieldListing, FieldHeaders, FieldRefreshBuilt,
}

// AsSent returns the draft with its present answers noted in FieldAsSent. Call it when the
// request is sent. An answer that looks like a secret is left out.
func (d Draft) AsSent() Draft {
	var lines []string
	for _, f := range sentFields {
		if v := d.sentValue(f); v != "" && !redact.LooksLikeSecret(d.Get(f)) {
			lines = append(lines, string(f)+": "+v)
		}
	}
	return d.With(FieldAsSent, strings.Join(lines, "\n"))
}

// sentValue is an answer in one line.
func (d Draft) sentValue(f Field) string {
	if info, _ := Info(f); len(choices(info)) > 0 {
		return tidy([]string{d.Chosen(f)})
	}
	return strings.ReplaceAll(tidy(d.Lines(f)), "\n", ", ")
}

// Changed is an answer that differs from what it was when the request was sent.
type Changed struct {
	Field    Field
	Was, Now string // in one line; "" for none
}

// ChangedSince returns the answers that changed since the request was sent. known is false
// when what was sent was not noted.
func ChangedSince(d Draft) (changed []Changed, known bool) {
	lines := d.Lines(FieldAsSent)
	was := map[Field]string{}
	for _, line := range lines {
		f, v, ok := strings.Cut(line, ": ")
		if ok && slices.Contains(sentFields, Field(f)) {
			was[Field(f)] = v
		}
	}
	if len(was) == 0 {
		return nil, false
	}
	for _, f := range sentFields {
		if now := d.sentValue(f); now != was[f] && !redact.LooksLikeSecret(d.Get(f)) {
			changed = append(changed, Changed{f, was[f], now})
		}
	}
	return changed, true
}
