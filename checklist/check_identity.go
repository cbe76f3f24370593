package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zdg/checklist/explain"
)

func identityChecks() []Check {
	check := Check{Stage: StageTest, Step: StepIdentity, How: byBrowser}.row
	return []Check{
		check("person-known", "the token acts for a person", "",
			observed("T15", "users/me answers 200 with an anonymous user and a null id when nobody is authenticated"),
			settledLater(wholeStep(StepIdentity, func(_ Draft, e Evidence, s Step) Finding {
				switch {
				case e.Person == nil:
					return notRun("the answer named no person")
				case e.Person.ID == 0:
					return fail("the account answered with the anonymous user, so it did not accept the token. Authorize again; a proxy must not drop the Authorization header", fact("person", "anonymous"))
				}
				return pass(fact("person", e.Person.Name), fact("role", e.Person.Role), fact("user_id", fmt.Sprint(e.Person.ID)))
			}))),
		check("person-active", "the person may sign in", "",
			documented("Z24", "a connection ends when the person who authorized it is demoted or deactivated"),
			partOfStep(StepIdentity, func(_ Draft, e Evidence, _ Step) Finding {
				switch {
				case e.Person == nil || e.Person.ID == 0:
					return notRun("it is not known who authorized")
				case e.Person.Suspended:
					return warn(e.Person.Name+" is suspended in this account, according to users/me: authorize as somebody who is not, since a suspended person's token can stop working at any time", fact("suspended", "true")).saying("authorized by "+e.Person.Name+", who is suspended in this account").diagnosed("authorizer-suspended", explain.Asked{})
				case e.Person.Inactive:
					return warn(e.Person.Name+" is not active in this account, according to users/me: authorize as somebody who is, since an inactive person's token can stop working at any time", fact("active", "false")).saying("authorized by "+e.Person.Name+", who is not active in this account").diagnosed("authorizer-suspended", explain.Asked{})
				}
				return pass()
			})),
		Check{Stage: StageTest, Of: StepIdentity, How: byBrowser}.row("person-admin", "an admin authorized", "",
			documented("Z7", "only admins can read the OAuth clients of an account"),
			partOfStep(StepIdentity, func(_ Draft, e Evidence, _ Step) Finding {
				switch {
				case e.Person == nil || e.Person.ID == 0:
					return notRun("it is not known who authorized")
				case strings.EqualFold(strings.TrimSpace(e.Person.Role), "admin"):
					return pass(fact("role", e.Person.Role))
				case strings.TrimSpace(e.Person.Role) == "":
					return warn("users/me does not tell the role: see there whether "+cmp.Or(e.Person.Name, "the person")+" is an admin, who alone can read the saved client", fact("role", "not told")).
						saying("authorized by " + orNone(e.Person.Name) + ", whose role users/me does not tell")
				}
				return warn("authorize as an admin so that zdg can read the saved client; with this role, paste what an admin's browser shows", fact("role", orNone(e.Person.Role))).
					saying("authorized by " + orNone(e.Person.Name) + ", " + orNone(e.Person.Role) + ", who is not an admin")
			})),
	}
}

// LaterTells reports whether a later call decides what a failure of users/me (s) means: it
// may be a passing trouble of the account or of something in front of it, or concern this
// address alone. It does not where a scope that opens users/me was asked for and the answer
// is about the token: refused as invalid, an anonymous user, or a scope named as missing.
func LaterTells(s explain.Seen, asked []string) bool {
	if !slices.Contains(asked, "read") && !slices.Contains(asked, "users:read") {
		return true
	}
	return (s.Status != 401 || s.Error != "invalid_token") && s.Error != "anonymous-user" && (s.Status != 403 || !explain.NamesScope(s))
}

// clearedByNextToken rewrites the finding about a refused call once the client's next token
// was accepted there: then the call did not refuse the client.
func clearedByNextToken(f Finding) Finding {
	return f.cleared(
		"The next token of this client, sent the same way, was taken. So the client is not what this call refused.",
		"If your integration needs this address, send Zendesk Support the time, the status and the request id of the answer.")
}

// settledLater turns the failure of the first API call into a warning where the next token
// of the same client was accepted later.
func settledLater(judge func(Draft, Evidence) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		f := judge(d, e)
		s, made := e.Step(StepIdentity)
		if made && s.Seen != nil && e.Token != nil && LaterTells(*s.Seen, e.Token.Asked) && (f.Verdict == Fail || f.Verdict == Warn) {
			f.Verdict = Fail
			// Where the token itself was refused and no call accepted it, the next one proves nothing.
			dead := s.Seen.Status == 401 && s.Seen.Error == "invalid_token" && !s.Seen.Asked.AcceptedBefore
			if e.Refresh != nil && e.Refresh.New == StillAlive && !dead {
				f.Verdict = Warn
				token := s.Seen.Status == 401 || s.Seen.Error == "anonymous-user" || explain.Lacks(*s.Seen) == LacksScope
				if token && !s.Seen.Asked.AcceptedBefore && f.Diagnosis != nil {
					f = clearedByNextToken(f)
				}
			}
		}
		return f
	}
}
