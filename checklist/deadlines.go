package checklist

import (
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// Deadline is a day that matters for this client. It is shown, and blocks nothing.
type Deadline struct {
	What   string
	On     time.Time // midnight UTC
	Source zendesk.Source
}

// Left is how far away the day is: "in 3 days", "today", "5 days ago".
func (l Deadline) Left(now time.Time) string {
	switch days := int(l.On.Sub(now.UTC().Truncate(24*time.Hour)).Hours() / 24); {
	case days == 0:
		return "today"
	case days > 0:
		return "in " + Count(days, "day")
	default:
		return Count(-days, "day") + " ago"
	}
}

// Deadlines returns the days that matter for this client, those from the draft first. Some
// may be past: see Left.
func Deadlines(d Draft, e Evidence) []Deadline {
	var all []Deadline
	if on, ok := date(d, FieldTrialStartedOn); ok && !d.Said(FieldSponsored) {
		all = append(all, Deadline{"the trial ends: have it turned into a sponsored account before", on.AddDate(0, 0, trialDays), zendesk.SourceOf("Z25")})
	}
	if on, ok := date(d, FieldSponsoredAsked); ok && d.Chosen(FieldSponsored) == "requested" {
		all = append(all, Deadline{"the sponsored account was requested", on, zendesk.SourceOf("Z1")})
	}
	if on, ok := date(d, FieldOrgRequestedOn); ok && d.Chosen(FieldOrganization) == "requested" {
		all = append(all, Deadline{"the Organization was requested", on, zendesk.SourceOf("T4")})
	}
	if on, ok := date(d, FieldSubmittedOn); ok && AfterOf(d) == Sent {
		all = append(all,
			Deadline{"others had an answer by then; no promise", on.AddDate(0, 0, askAfter), zendesk.SourceOf("T4")},
			Deadline{"one request took this long; no promise", on.AddDate(0, 0, longAfter), zendesk.SourceOf("T10")})
	}
	if e.Token != nil && !e.Token.HasRefresh {
		all = append(all, Deadline{"by now the tokens of every local client expire and have to be refreshed; those of clients created after 2026-04-30 already do, and the others have been following one by one since 2026-06-30", localTokensStop, zendesk.SourceOf("Z14c")})
	}
	return all
}

// notADay is the fix for an answer that should be a day, with an example.
func notADay(example string) string {
	return "this is not a day: write it as year-month-day, such as " + example
}

// dayToCome is the fix for a day that lies ahead where one that is past was asked for.
const dayToCome = "that day has not come yet: check it, the year too"

// isToCome reports whether a day has begun nowhere yet.
func (e Evidence) isToCome(day time.Time) bool {
	return day.After(e.latestDay(zendesk.SourceOf("Z1").AsOf))
}

// dayCheck makes the check that an answer is a day, where nothing else judges it.
func dayCheck(id, title string, stage Stage, f Field) Check {
	info, _ := Info(f)
	rule := inferred("ours", "a day is written as year-month-day, since other orders are read in two ways")
	return Check{Stage: stage, How: byDraft}.row(id, title, f, rule, func(d Draft, e Evidence) Finding {
		shown := fact(string(f), d.Get(f))
		switch day, ok := date(d, f); {
		case !d.Has(f):
			return notRun("no day was given")
		case !ok:
			return warn(notADay(info.Example), shown)
		case e.isToCome(day):
			return warn(dayToCome, shown).saying(strings.TrimSuffix(title, " can be read") + " has not come yet")
		}
		return pass(shown)
	})
}

// date is the answer to a question for a day, as midnight UTC; false where it is none.
func date(d Draft, f Field) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(d.Get(f)))
	return t, err == nil
}
