package checklist

import (
	"cmp"
	"fmt"
	"strings"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// summaryMax bounds a summary, in runes.
const summaryMax = 140

// summary says in one line what worked, what was wrong, or why the step was not made. worst
// is the check with the worst verdict v.
func summary(id StepID, v Verdict, worst *Result, d Draft, e Evidence) string {
	s, _ := e.Step(id)
	var text string
	fit := redact.Clean
	switch {
	case worst == nil:
		text = "no check belongs to it"
	case v == NotRun:
		text = worst.Why
	case worst.Diagnosis != nil && worst.Diagnosis.Code == "authorizer-suspended":
		text = cmp.Or(worst.Wrong, worst.Diagnosis.What) // Wrong names the person
	case worst.Diagnosis != nil:
		fit = redact.Fit // our own words; explain has cleaned what they quote
		text = strings.TrimSuffix(worst.Diagnosis.What, ".")
		if s.Seen != nil && s.Seen.Status != 0 {
			text = strings.TrimSuffix(strings.TrimSuffix(text, " ("+s.Seen.Error+")"), " ("+statusText(s.Seen.Status)+")") + " (" + answerCode(*s.Seen) + ")"
		}
	case id == StepRecord && (v == Fail || v == Warn):
		text = successSummary(id, s, e) + "; " + cmp.Or(differences(d, e), worst.Wrong)
	case v == Fail || v == Warn:
		text = worst.Wrong
	default:
		text = successSummary(id, s, e)
	}
	return fit(text, summaryMax)
}

// answerCode is the status and error code of an answer: "400 invalid_grant".
func answerCode(s explain.Seen) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", s.Status, redact.Clean(s.Error, keyMax)))
}

// differences names the fields in which what Zendesk has saved differs from the draft; ""
// when there are none.
func differences(d Draft, e Evidence) string {
	var differ []string
	for _, c := range recordChecks() {
		if f := c.Judge(d, e); f.Verdict == Fail {
			info, _ := Info(c.Field)
			differ = append(differ, cmp.Or(info.Title, c.Title))
		}
	}
	if len(differ) == 0 {
		return ""
	}
	return "it differs from your answers: " + list(differ)
}

// successSummary is the summary of a step that worked.
func successSummary(id StepID, s Step, e Evidence) string {
	switch id {
	case StepReach:
		return "the account answers at " + orNone(s.Of.AccountURL)
	case StepCredentials:
		return credentialsSummary(s, e)
	case StepListen:
		return "listening for " + orNone(s.Of.RedirectURL)
	case StepAuthorize:
		return "the browser came back with a code and the right state"
	case StepExchange:
		return exchangeSummary(e)
	case StepIdentity:
		if e.Person != nil && e.Person.ID != 0 {
			return "authorized by " + orNone(e.Person.Name) + ", " + orNone(e.Person.Role)
		}
	case StepToken:
		if e.Token != nil && e.Token.CurrentScopes != nil {
			return "the token is valid for " + list(e.Token.CurrentScopes)
		}
		return "the token is valid"
	case StepRecord:
		if e.Record != nil {
			return savedSummary(*e.Record)
		}
	case StepScopes:
		return probesSummary(e)
	case StepRefresh:
		return "refresh works: the new access token is accepted"
	case StepRevoke:
		return revokedSummary(e.Revoke)
	}
	return "done"
}

// revokedSummary says how the tokens that are proven dead ended, by what the account answered.
func revokedSummary(r *Revoke) string {
	switch {
	case r == nil || r.Status >= 200 && r.Status < 300 && r.By != "id":
		return "the test token is deleted and refused"
	case r.By == "id" && r.Status >= 200 && r.Status < 300:
		return "the test token is deleted by its id and refused; deleting it as the current token did nothing"
	case r.Status == 0:
		return "the test token is refused now, though its deletion was not answered"
	}
	return fmt.Sprintf("the test token is refused now, though its deletion was answered %d", r.Status)
}

// savedSummary names what is known from the record.
func savedSummary(r Record) string {
	text := "read"
	if r.Kind != "" {
		text = "saved as a " + r.Kind + " client"
	}
	if r.Tells(KeyRedirectURI) {
		text += " with " + Count(len(r.RedirectURLs), "redirect URL")
	}
	return text
}

func credentialsSummary(s Step, e Evidence) string {
	if e.Credentials == nil || e.Credentials.Answer != AnswerAccepted {
		return "the answer says nothing about the identifier and secret"
	}
	if !e.secretProven() {
		return "Zendesk knows " + orNone(s.Of.Identifier) + "; it said nothing about a secret"
	}
	return "Zendesk knows " + orNone(s.Of.Identifier) + " by this secret"
}

func exchangeSummary(e Evidence) string {
	t := e.Token
	if t == nil {
		return "there were no tokens"
	}
	text := "access token"
	if t.ExpiresIn.Form == "number" {
		text += " for " + longDuration(t.ExpiresIn.Seconds)
	}
	if t.HasRefresh {
		text += ", refresh token"
		if t.RefreshExpiresIn.Form == "number" {
			text += " for " + longDuration(t.RefreshExpiresIn.Seconds)
		}
	}
	return text
}

// longDuration writes seconds in larger units where there are some: "30 min".
func longDuration(n int64) string {
	_, larger, _ := strings.Cut(strings.TrimSuffix(seconds(n), ")"), " (")
	return cmp.Or(larger, seconds(n))
}

func probesSummary(e Evidence) string {
	made, open := 0, 0
	for _, p := range e.Scopes {
		if p.NotRun == "" {
			made++
			if p.Status >= 200 && p.Status < 300 {
				open++
			}
		}
	}
	return fmt.Sprintf("%d of %s answered with data", open, Count(made, "call"))
}
