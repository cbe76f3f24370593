package checklist

import "zdg/checklist/zendesk"

func scopeChecks() []Check {
	check := Check{Stage: StageClient, How: byDraft}.row
	return []Check{
		check("scopes-given", "scopes are given", FieldScopes,
			documented("Z10", "a scope must be specified; what an empty one gives is not known"),
			func(d Draft, _ Evidence) Finding {
				if len(d.Lines(FieldScopes)) == 0 {
					return fail("Scopes are empty: name those that the integration needs, such as tickets:read")
				}
				return pass(fact("scopes", list(d.Lines(FieldScopes))))
			}),
		check("scopes-syntax", "scopes are written as Zendesk reads them", FieldScopes,
			documented("Z10", "scopes are resource:read or resource:write, or the broad read, write and impersonate, joined by one space"),
			func(d Draft, _ Evidence) Finding {
				if len(d.Lines(FieldScopes)) == 0 {
					return notRun("there are no scopes yet")
				}
				s, err := zendesk.ParseScopes(d.Lines(FieldScopes))
				if err != nil {
					return fail(err.Error(), fact("scopes", list(d.Lines(FieldScopes))))
				}
				return pass(fact("scopes", s.String()))
			}),
		check("scopes-overlap", "no scope holds another one of the list", FieldScopes,
			observed("T15", "Admin Center was seen to refuse Allowed scopes with a broad scope and its own narrower one, such as read and tickets:read, while another product documented just that in September 2026"), // T35
			onScopes(func(s zendesk.Scopes) []zendesk.Remark { return only(s.Remarks(), overlapRemarks...) })),
		check("scopes-known", "scopes are known", FieldScopes,
			documented("Z9", "a token with an unknown scope is issued, but each of its calls is refused with 403"),
			onScopes(func(s zendesk.Scopes) []zendesk.Remark {
				return without(s.Remarks(), append(overlapRemarks, neededRemarks...)...)
			})),
		check("scopes-needed", "scopes are no wider than is common", FieldScopes,
			documented("Z10", "impersonate lets an admin act for end users"),
			onScopes(func(s zendesk.Scopes) []zendesk.Remark { return only(s.Remarks(), neededRemarks...) })),
		Check{Stage: StageClient, How: byRecord}.row("allowed-scopes-decided", "Allowed scopes are decided on", FieldAllowed,
			inferred("Z14g", "Allowed scopes are optional, and bind where they are configured. The client freezes as it is, and they with it: limited, every later scope needs Zendesk; open, a leaked secret opens more. What the conversion does to them is not published"),
			allowedDecided),
	}
}

// The codes of the remarks on scopes that have a check of their own.
var (
	overlapRemarks = []string{"scope-overlap", "scope-duplicate"}
	neededRemarks  = []string{"scope-impersonate"}
)

// onScopes judges scopes by some of their remarks.
func onScopes(remarks func(zendesk.Scopes) []zendesk.Remark) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		s, err := zendesk.ParseScopes(d.Lines(FieldScopes))
		if err != nil {
			return notRun("there are no valid scopes yet")
		}
		return remarked(remarks(s), fact("scopes", s.String()))
	}
}

// allowedDecided compares what was decided about the Allowed scopes with what Zendesk has
// saved, so that they are frozen neither empty nor filled by accident.
func allowedDecided(d Draft, e Evidence) Finding {
	decided := d.Chosen(FieldAllowed)
	if decided != "limited" && decided != "open" {
		return unanswered(d, FieldAllowed)
	}
	shown := fact("decided", decided)
	r, read := savedRecord(d, e)
	if !read || r.AllowedScopes == nil {
		return ask("", shown)
	}
	saved := fact("saved", list(r.AllowedScopes))
	switch limited := len(r.AllowedScopes) > 0; {
	case limited && decided == "open":
		return fail("Zendesk has saved Allowed scopes: empty them in Admin Center, or decide on limited", shown, saved).at(r.At)
	case !limited && decided == "limited":
		return fail("Zendesk has saved no Allowed scopes: enter the list in Admin Center, or decide on open", shown, saved).at(r.At)
	}
	return pass(shown, saved).at(r.At)
}
