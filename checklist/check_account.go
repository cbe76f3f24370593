package checklist

import (
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// d3vPrefix and zdgPrefix are the prefixes that a request demands of the subdomain and of
// the identifier. The form has them already (Z1).
const (
	d3vPrefix = "d3v-"
	zdgPrefix = "zdg-"
)

func accountChecks() []Check {
	check := Check{Stage: StageAccount, How: byDraft}.row
	word := Check{Stage: StageAccount, How: byWord}.row
	return []Check{
		check("subdomain-syntax", "subdomain can be a Zendesk subdomain", FieldSubdomain,
			inferred("RFC1123", "a subdomain is the first label of the account's own host, so it has letters, digits and inner hyphens (2.1), as Zendesk's own d3v- accounts do; not a host-mapped domain"),
			subdomainSyntax),
		check("subdomain-prefix", "subdomain starts with d3v-", FieldSubdomain,
			documented("Z1", "the subdomain must include the prefix d3v-; submissions from other accounts are not accepted"),
			subdomainPrefix),
		word("sponsored", "account is sponsored", FieldSponsored,
			documented("Z1", "the client is created in a sponsored account whose subdomain has the prefix; a bare trial is not accepted"),
			requested(FieldSponsored, FieldSponsoredAsked, "the account is not sponsored yet: ",
				"request a sponsored account, before day 14 of the trial, and wait for the approval; see "+SponsoredURL())),
		dayCheck("sponsored-day", "the day of the sponsorship request can be read", StageAccount, FieldSponsoredAsked),
		check("trial-date", "trial is turned into a sponsored account in time", FieldTrialStartedOn,
			documented("Z25", "a trial lasts 14 days and can be converted into a sponsored account, which does not expire"), // T24 quotes it
			trialDate),
		word("organization", "Organization exists in the Marketplace portal", FieldOrganization,
			observed("T4", "an Organization must be registered at apps.zendesk.com before the request can be made"),
			requested(FieldOrganization, FieldOrgRequestedOn, "the Organization is not registered yet: ", "sign in at https://apps.zendesk.com/ and register the Organization")),
		dayCheck("organization-day", "the day of the Organization request can be read", StageAccount, FieldOrgRequestedOn),
		check("organization-id", "Organization id is a number", FieldOrganizationID,
			documented("Z15", "X-Zendesk-Marketplace-Organization-Id is static and shown at the top of the portal's Organization page; the example given is a number"),
			organizationID),
	}
}

// SponsoredURL is the address of Zendesk's page that says how to ask for a sponsored account.
func SponsoredURL() string {
	return zendesk.SourceOf("Z3").URL + "#requesting-a-sponsored-test-account"
}

func subdomainSyntax(d Draft, _ Evidence) Finding {
	if !d.Has(FieldSubdomain) {
		return fail("Subdomain is empty: type the name in front of .zendesk.com")
	}
	s, err := zendesk.ParseSubdomain(d.Get(FieldSubdomain))
	if err != nil {
		return fail(err.Error(), fact("subdomain", d.Get(FieldSubdomain)))
	}
	return remarked(s.Remarks(), fact("subdomain", s.String()))
}

// subdomainPrefix judges the prefix of a subdomain that parses. One that does not parse is
// judged only where nothing but its prefix is wrong.
func subdomainPrefix(d Draft, _ Evidence) Finding {
	if !d.Has(FieldSubdomain) {
		return notRun("there is no subdomain yet")
	}
	typed := strings.ToLower(strings.TrimSpace(d.Get(FieldSubdomain)))
	s, err := zendesk.ParseSubdomain(d.Get(FieldSubdomain)) // as typed: capitals help to recognise a variable's name
	if err == nil {
		typed = s.String()
	}
	shown := fact("subdomain", typed)
	written, alike := zendesk.LookAlike(typed, d3vPrefix)
	rest, has := strings.CutPrefix(typed, d3vPrefix)
	spelled := strings.ReplaceAll(typed, "_", "-") // what zendesk.ParseSubdomain suggests
	const alikeFix = " only looks like it: it is spelled d3v- (d, the digit 3, v, hyphen). Rename the account, or start a trial whose subdomain starts with d3v-"
	switch {
	case err != nil && (has && rest == "" || alike && strings.HasPrefix(spelled, d3vPrefix)):
		return fail(err.Error(), shown) // one advice, not two
	case err != nil:
		return notRun("the subdomain cannot be read yet", shown)
	case has && alike:
		return warn("the subdomain has the prefix d3v- twice: the form has it already. Check the account's real name, then type what comes after the first d3v-", shown)
	case has:
		return pass(shown)
	case alike:
		return fail("the subdomain does not start with d3v-, "+written+alikeFix, shown)
	}
	if len(s.Remarks()) > 0 { // perhaps not their account: do not advise on it
		return notRun("it is not certain that this is the account's own subdomain", shown)
	}
	named := d3vPrefix + typed
	if _, err := zendesk.ParseSubdomain(named); err != nil { // it is too long
		named = "d3v- and a name"
	}
	return fail("the subdomain does not start with d3v-: rename the account, or start a trial named "+named+". The prefix has to be in the account's real subdomain", shown)
}

// requested judges, by the developer's word alone, something that exists, was requested
// (since is the field with the day), or is missing.
func requested(f, since Field, wrong, fix string) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		facts := []Fact{fact(string(f), d.Chosen(f))}
		if d.Has(since) {
			facts = append(facts, fact(string(since), d.Get(since)))
		}
		switch d.Chosen(f) {
		case "yes":
			return ask("", facts...)
		case "requested":
			return warn(wrong+"wait for the answer before you send the request", facts...)
		case "no":
			return fail(wrong+fix, facts...)
		}
		return unanswered(d, f)
	}
}

// trialDays is how long a trial lasts (Z25).
const trialDays = 14

const (
	// timeZoneLead is how far the time zone that is furthest ahead is from UTC.
	timeZoneLead = 14 * time.Hour
	// noClockMargin stands in for the clock where there is none: a day later than this after
	// its rule was read is taken for a future one.
	noClockMargin = 5 * 365 * 24 * time.Hour
)

// latestDay is the latest day that can have begun anywhere: by the clock of the report or,
// where there is none, a few years after the rule was read.
func (e Evidence) latestDay(read time.Time) time.Time {
	if e.Now.IsZero() {
		return read.Add(noClockMargin)
	}
	return e.Now.Add(timeZoneLead)
}

func trialDate(d Draft, e Evidence) Finding {
	if !d.Has(FieldTrialStartedOn) {
		return notRun("no date was given")
	}
	shown := fact("trial_started_on", d.Get(FieldTrialStartedOn))
	started, err := time.Parse(time.DateOnly, strings.TrimSpace(d.Get(FieldTrialStartedOn)))
	switch {
	case err != nil:
		return warn(notADay("2026-11-01"), shown).saying("the day on which the trial started cannot be read")
	case d.Said(FieldSponsored):
		return pass(shown)
	}
	if started.After(e.latestDay(zendesk.SourceOf("Z25").AsOf)) {
		return warn("that day has not come yet: check the day on which the trial started", shown).saying("the trial starts on a day that has not come yet")
	}
	ends := fact("trial_ends_on", started.AddDate(0, 0, trialDays).Format(time.DateOnly))
	if started.AddDate(1, 0, 0).Before(zendesk.SourceOf("Z25").AsOf) { // there is no clock here; it is later than that
		return warn("that trial ended long ago: check the year, or start another one and have it turned into a sponsored account", shown, ends)
	}
	return ask("have the account turned into a sponsored one by the day on which the trial ends", shown, ends)
}

func organizationID(d Draft, _ Evidence) Finding {
	if !d.Has(FieldOrganizationID) {
		return notRun("not filled in yet: it is at the top of the portal's Organization page")
	}
	id := strings.TrimSpace(d.Get(FieldOrganizationID))
	shown := fact("organization_id", id)
	if what, sure := zendesk.NoValue(id); sure {
		return fail("this "+what+": copy the number from the top of the portal's Organization page", shown)
	}
	if strings.Trim(id, "0") == "" {
		return warn("0 is not a real number: copy the one from the top of the portal's Organization page", shown)
	}
	if strings.Trim(id, "0123456789") != "" {
		return warn("Zendesk's only example is a number: compare it with the top of the portal's Organization page", shown)
	}
	return pass(shown)
}
