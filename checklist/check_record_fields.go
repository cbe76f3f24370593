package checklist

import (
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/zendesk"
)

// notShown is the finding for something that the answer does not include.
func notShown(what string, facts ...Fact) Finding {
	return notRun("the answer does not show the "+what+": look in Admin Center", facts...)
}

func savedLogo(_ Draft, r Record) Finding {
	switch {
	case strings.TrimSpace(r.LogoURL) != "":
		return pass(fact("saved", r.LogoURL))
	case !r.Tells(KeyLogoURL):
		return notShown("logo")
	}
	return fail("Zendesk has no logo: upload it in "+zendesk.ClientsPage+" and save; Clean up reads it again", fact("saved", "none"))
}

func allowedBySaved(d Draft, r Record) Finding {
	if r.AllowedScopes == nil {
		return notShown("Allowed scopes")
	}
	saved := fact("saved", list(r.AllowedScopes))
	if len(r.AllowedScopes) == 0 {
		if d.Chosen(FieldAllowed) != "" { // allowed-scopes-decided compares the decision with it
			return ask("", saved)
		}
		return ask("none are configured, so nothing limits the client, and after conversion only Zendesk can change that: leave it, or configure the scopes now, as you decide", saved)
	}
	s, err := zendesk.ParseScopes(d.Lines(FieldScopes))
	if err != nil {
		return notRun("there are no valid scopes yet", saved)
	}
	var outside, unclear []string
	for _, scope := range s.List() {
		_, action, fine := strings.Cut(scope, ":")
		switch {
		case slices.Contains(r.AllowedScopes, scope):
		case fine && slices.Contains(r.AllowedScopes, action):
			unclear = append(unclear, scope)
		default:
			outside = append(outside, scope)
		}
	}
	switch {
	case len(outside) > 0:
		return fail("add them to the client's Allowed scopes in Admin Center, or ask for less: a request for "+list(outside)+" is refused", saved, fact("outside", list(outside)))
	case len(unclear) > 0:
		return warn("only the broad scope is allowed: whether it lets "+list(unclear)+" through is not documented, so the test will show", saved, fact("unclear", list(unclear)))
	}
	return pass(saved)
}

func tokenExpiration(_ Draft, r Record) Finding {
	switch r.TokenExpiration {
	case ToggleOn:
		return pass(fact("saved", "on"))
	case ToggleOff:
		return warn("turn Token expiration on in Admin Center (it cannot be turned off again, and it ends existing tokens too): "+refreshDeadline, fact("saved", "off")).saying("Token expiration is off")
	}
	return notShown("switch Token expiration")
}

func notGlobal(d Draft, r Record) Finding {
	switch state := AfterOf(d); {
	case stateRank(state) >= stateRank(Approved):
		return notRun("the request is approved: the client is to be global now", fact("global", strconv.FormatBool(r.Global)))
	case r.Global && state == Sent:
		return warn("Zendesk has converted it: note the answer, and claim the client", fact("global", "true"))
	case r.Global:
		return fail("it has been converted already: there is nothing left to request. Only Zendesk Support can change it now", fact("global", "true"))
	case !r.Tells(KeyGlobal):
		return notShown("state (global)")
	}
	return pass(fact("global", "false"))
}

// judgeHidden judges a saved text of which a part was hidden; false where none was. Such a
// text cannot be compared, and a secret in it would be on the consent page.
func judgeHidden(r Record, key string) (Finding, bool) {
	h, is := r.hiddenPart(key, 0)
	switch {
	case !is:
		return Finding{}, false
	case h.Secret:
		return fail("what is saved there looks like it holds a secret, and customers would see it on the consent page for ever: remove it in Admin Center and save, and make a new secret if it is one"), true
	}
	return notRun("a part of what is saved there is hidden, as it may be a secret: compare it in Admin Center"), true
}

// sameValue compares one field exactly, except for white space around it.
func sameValue(f Field) func(Draft, Record) Finding {
	return func(d Draft, r Record) Finding {
		key, texts := r.SavedAs(f)
		declared, saved := strings.TrimSpace(d.Get(f)), strings.TrimSpace(texts[0])
		if f == FieldKind {
			declared, saved = d.Chosen(f), Draft{}.With(f, saved).Chosen(f)
		}
		if prose := f == FieldName || f == FieldDescription || f == FieldCompany; prose && declared == "" && saved != "" {
			if found := judgeWording(f, saved); found.Verdict != Pass {
				return found
			}
		}
		name := strings.TrimPrefix(strings.ToLower(f.Title()), "client ")
		facts := []Fact{fact("draft", orNone(declared)), fact("saved", orNone(saved))}
		if found, is := judgeHidden(r, key); is {
			return found
		}
		switch {
		case saved == "" && !r.Tells(key):
			return notShown(name)
		case saved != "" && (declared == saved || declared == ""): // what is not typed comes from the record
			return pass(fact("saved", saved))
		case saved == "":
			return fail("Zendesk has saved no "+name+": fill it in under "+zendesk.ClientsPage+" and save; Clean up reads it again", facts...)
		}
		return fail("Zendesk has saved a different "+name+": "+facts[1].Value+". Change it in Admin Center and save, or type the same here", facts...)
	}
}
