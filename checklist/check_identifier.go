package checklist

import (
	"strings"

	"zdg/checklist/zendesk"
)

func identifierChecks() []Check {
	check := Check{Stage: StageClient, How: byDraft}.row
	return []Check{
		check("identifier-syntax", "identifier can be sent as client_id", FieldIdentifier,
			documented("Z4", "the Identifier of the client is the client_id; its number is not"),
			func(d Draft, _ Evidence) Finding {
				if !d.Has(FieldIdentifier) {
					return fail("Identifier is empty: type the client's Identifier (older label: Unique identifier)")
				}
				id, err := zendesk.ParseIdentifier(d.Get(FieldIdentifier))
				if err != nil {
					return fail(err.Error(), fact("identifier", d.Get(FieldIdentifier)))
				}
				return remarked(without(id.Remarks(), numberRemarks...), fact("identifier", id.String()))
			}),
		check("identifier-not-a-number", "identifier is not the client's number", FieldIdentifier,
			observed("Z4-thread", "the number of a client is not its client_id: the account answers invalid_client"),
			func(d Draft, _ Evidence) Finding {
				id, err := zendesk.ParseIdentifier(d.Get(FieldIdentifier))
				if err != nil {
					return notRun("there is no valid identifier yet")
				}
				return remarked(only(id.Remarks(), numberRemarks...), fact("identifier", id.String()))
			}),
		check("identifier-prefix", "identifier starts with zdg-", FieldIdentifier,
			documented("Z1", "the Unique Identifier of the client to be converted is prefixed with zdg-; other clients do not need the prefix"),
			identifierPrefix),
	}
}

// numberRemarks are the codes of the remarks that identifier-not-a-number judges.
var numberRemarks = []string{"numeric-id"}

// otherThings are the codes of the remarks on values that belong into another field.
var otherThings = []string{"numeric-id", "secret-as-identifier", "identifier-encoded"}

func identifierPrefix(d Draft, _ Evidence) Finding {
	if !d.Has(FieldIdentifier) {
		return notRun("there is no identifier yet")
	}
	id, err := zendesk.ParseIdentifier(d.Get(FieldIdentifier))
	if err != nil {
		return notRun("the identifier cannot be read yet")
	}
	typed := id.String()
	shown := fact("identifier", typed)
	if len(only(id.Remarks(), otherThings...)) > 0 {
		return notRun("this is not an identifier", shown)
	}
	written, alike := zendesk.LookAlike(typed, zdgPrefix)
	switch rest, has := strings.CutPrefix(typed, zdgPrefix); {
	case has && alike:
		return fail("the identifier has the prefix zdg- twice: the form has it already, so you would be requesting a client that does not exist. Change the identifier in Admin Center, or make a new client", shown)
	case has && rest != "":
		return pass(shown)
	case has:
		return fail("nothing follows zdg- in the identifier: make the identifier zdg- and a name, such as zdg-acme", shown)
	case alike:
		return fail("the identifier does not start with zdg-, "+written+" only looks like it: it is spelled zdg- (z, d, g, hyphen, in lower case). Change the identifier in Admin Center, or make a new client", shown)
	}
	return fail("the identifier does not start with zdg-: change the identifier in Admin Center, or make a new client whose identifier starts with it", shown)
}
