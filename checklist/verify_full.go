package checklist

import (
	"strings"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// byFull judges a whole authorization on the account; k is the verdict on what was seen
// before it.
func (e Elsewhere) byFull(d Draft, k Known) Known {
	full := *e.Full
	rule := listRule
	spoilt := e.Probe != nil && (e.Probe.Control.Answer == AnswerAccepted || e.Probe.Control.Answer == AnswerIssued ||
		e.Probe.Client.Answer == AnswerIssued || e.Probe.Home.Answer == AnswerRefused)
	listed := full.Record != nil && full.Record.Global
	read, _ := full.Step(StepRecord)
	exchanged := full.Token != nil
	const unread = "its list of global clients could not be read, so the client was not compared with what was submitted"
	const toCompare = "to compare it, have an admin authorize, and ask for the broad scope read with --scope read if the client may"
	if listed {
		k.Compared = compared(d, *full.Record)
	}
	switch {
	case full.Outcome == OutcomeDenied: // what was seen before stands on its own
		k.Refused = true
		k.Why, k.Next = "the person there did not allow the client; before that: "+k.Why, "ask again, and have the person allow it"
	case full.Outcome == OutcomeCancelled:
		k.Refused = true
		k.Why, k.Next = "the authorization was stopped before its end; before that: "+k.Why, "run it again"
	case spoilt: // a control failed, so k stays as it is
	case exchanged && listed:
		k.Knows = false
		k.Standing, k.Rule = GlobalThere, rule
		k.Why, k.Next = "somebody there authorized the client, and the account lists it among its global clients", ""
	case exchanged && read.Seen != nil && read.Seen.Error == "record-not-found" && !strings.HasPrefix(read.Seen.Text, explain.ListUnread):
		k.Standing, k.Rule, k.Knows = UnclearThere, rule, false
		k.Why = "somebody there authorized the client, but the account does not list it among its global clients: it may have a client of its own with the same identifier"
		k.Next = "ask its owner to look at " + zendesk.ClientsPage + " there"
	case exchanged && !d.IsPublic():
		k.Standing, k.Rule = GlobalThere, tokensRule
		k.Why, k.Next = "somebody there authorized the client, and the account issued tokens for its identifier and secret; "+unread, toCompare
	case exchanged:
		k.Why = "somebody there authorized the client; " + unread + "; before that: " + k.Why
		k.Next = toCompare
	default:
		k.Silent = full.Outcome == OutcomeTimedOut || full.Outcome == OutcomeNoNetwork
		k.Standing, k.Rule, k.Knows = UnclearThere, rule, false
		k.Why = "the authorization there did not come to its end: " + failedAt(full) + "; before that: " + k.Why
		k.Next = "read what the account showed, and run it again; zdg explain says what an answer means"
	}
	if k.Differs() {
		k.Next = strings.TrimSpace(k.Next + " What was converted is not what was submitted, and only Zendesk can change it: contact Zendesk Support, choose Option 2, and tell the bot \"global oauth\" (" + zendesk.SourceOf("Z1").URL + ")")
	}
	return k
}

// failedAt says which step of an authorization failed, and why.
func failedAt(e Evidence) string {
	for _, s := range e.Steps {
		if s.Seen != nil && s.ID != StepReach && s.ID != StepRecord && s.ID != StepToken {
			return s.ID.Title() + ": " + strings.TrimSuffix(lowered(explain.Answer(*s.Seen, zendesk.Client{})[0].What), ".")
		}
	}
	return string(e.Outcome)
}

// compared compares a converted client with what was submitted, field by field.
func compared(d Draft, r Record) []Compared {
	var all []Compared
	for _, f := range []Field{FieldName, FieldDescription, FieldCompany, FieldKind, FieldLogoFile} {
		key, saved := r.SavedAs(f)
		_, hidden := r.hiddenPart(key, 0)
		c := Compared{Field: f, Submitted: strings.TrimSpace(d.Get(f)), Saved: strings.TrimSpace(saved[0])}
		c.Told = r.Tells(key) && !hidden && c.Submitted != ""
		switch f {
		case FieldKind:
			c.Same = d.Chosen(f) == Draft{}.With(f, r.Kind).Chosen(f)
		case FieldLogoFile:
			c.Same = c.Saved != "" // Zendesk resizes it, so only that there is one can be compared
		default:
			c.Same = c.Submitted == c.Saved
		}
		all = append(all, c)
	}
	return all
}
