package checklist

import (
	"strings"

	"zdg/checklist/zendesk"
)

// clientChecks are about the client as a whole and the fields that are optional
// for a local client and required for a global one.
func clientChecks() []Check {
	const all = "fill every field of the client, also those labelled optional: they are required for a global client"
	return []Check{
		Check{Stage: StageClient, Of: StepCredentials, How: byNetwork}.row("client-exists", "the local client exists", FieldClientExists,
			documented("Z1", "the integration is built and tested with a local OAuth client, which is converted later"),
			clientExists),
		filled("name-filled", "name is filled in", FieldName, documented("Z4", "the name is required; the consent page shows it")),
		filled("description-filled", "description is filled in", FieldDescription, documented("Z1", all)),
		filled("company-filled", "company is filled in", FieldCompany, documented("Z1", all)),
		filled("logo-filled", "a logo is there", FieldLogoFile, documented("Z1", all)),
	}
}

// filled makes the check that a field is filled in, in the draft or else in what Zendesk
// has saved.
func filled(id, title string, f Field, rule Rule) Check {
	return Check{Stage: StageClient, How: byDraft}.row(id, title, f, rule, func(d Draft, e Evidence) Finding {
		if l := e.Logo; f == FieldLogoFile && d.Has(f) && l != nil && l.Path == d.Get(f) && (l.Problem != "" || l.Format == "") {
			return notRun("a file is named, but zdg cannot read a logo from it", fact(string(f), l.Path))
		}
		if d.Has(f) {
			return judgeWording(f, d.Get(f))
		}
		r, ok := savedRecord(d, e)
		key, saved := r.SavedAs(f)
		if found, is := judgeHidden(r, key); ok && is {
			return found.at(r.At)
		}
		switch {
		case ok && strings.TrimSpace(saved[0]) != "":
			return judgeWording(f, saved[0]).at(r.At)
		case ok && !r.Tells(key):
			return fail("what Zendesk showed does not include it: look in " + zendesk.ClientsPage + " whether it is filled in and saved, and answer it here")
		}
		return fail(f.Title() + " is empty: fill it in here and in " + zendesk.ClientsPage + ", since a global client needs it")
	})
}

// judgeWording judges a text that customers will read on the consent page.
func judgeWording(f Field, value string) Finding {
	shown := fact(string(f), value)
	if strings.HasSuffix(value, UnseenMark) {
		return warn("what is saved contains invisible characters: type it again in Admin Center and save", shown)
	}
	switch what, sure := zendesk.NoValue(value); {
	case sure && (f == FieldDescription || !zendesk.MayBeName(value)):
		return fail("this "+what+", and it would be frozen: write what your customers should read", shown)
	case what != "":
		return warn("this perhaps "+what+": customers will read it on the consent page", shown)
	}
	if f == FieldDescription && tooShort(value) {
		return warn("this is too short to tell anything: customers will read it on the consent page", shown)
	}
	return remarked(textRemarks(f, value), shown)
}

func clientExists(d Draft, e Evidence) Finding {
	if s, missing := measurement(StepCredentials, d, e); missing == nil && e.Credentials != nil && e.Credentials.Answer == AnswerAccepted {
		return pass(fact("identifier", s.Of.Identifier)).at(s.At)
	}
	switch d.Chosen(FieldClientExists) {
	case "yes":
		return ask("", fact("client_exists", "yes"))
	case "no":
		return notRun("not created yet: create it in "+zendesk.ClientsPage+" > Add OAuth client", fact("client_exists", "no"))
	}
	return unanswered(d, FieldClientExists)
}
