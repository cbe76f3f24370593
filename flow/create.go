package flow

import (
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// FormRow is a field of the form for a client in Admin Center. The labels are those of Z4,
// the older ones those of guides up to 2026.
type FormRow struct {
	Label string // the present label
	Older string // the label in older Admin Centers; "" where it was the same
	Value string // to be copied; "" where there is nothing to type
	Note  string
}

// AdminURL is the page of the OAuth clients in Admin Center; "" without an account.
func AdminURL(s State) string { return onAccount(s, zendesk.AdminClientsPath) }

// LastRow is the label of the last row of Form, which is a button and has no value.
const LastRow = "Save"

// Form returns the rows of the form for a new client, in its order, with the values of the
// draft.
func Form(d checklist.Draft) []FormRow {
	return []FormRow{
		{"Name", "Client name", d.Get(checklist.FieldName), "Shown on the consent page."},
		{"Description", "", d.Get(checklist.FieldDescription), "Labelled optional. A global client needs it."},
		{"Company", "", d.Get(checklist.FieldCompany), "Labelled optional. A global client needs it."},
		{"Logo", "", d.Get(checklist.FieldLogoFile), "Upload this file. Labelled optional. A global client needs it."},
		{"Identifier", "Unique identifier", d.Get(checklist.FieldIdentifier), "Overwrite the prefilled one."},
		{"Client kind", "", d.Chosen(checklist.FieldKind), "Choose it before the first Save. New clients have been seen to default to public."},
		{"Redirect URLs", "", d.Get(checklist.FieldRedirectURLs), "One per line."},
		allowedRow(d),
		{LastRow, "", "", "Then copy the secret into your vault, because it is shown in full only once, and Save again."},
	}
}

// allowedRow is the row for the Allowed scopes, by what was decided about them.
func allowedRow(d checklist.Draft) FormRow {
	row := FormRow{"Allowed scopes", "", strings.Join(d.Lines(checklist.FieldScopes), "\n"), "Optional. If filled in, it is binding and freezes: enter this same list, or nothing."}
	switch d.Chosen(checklist.FieldAllowed) {
	case "limited":
		row.Note = "A ceiling that freezes, as you decided: a later scope needs Zendesk."
	case "open":
		row.Value, row.Note = "", "Leave it empty, as you decided: nothing limits the client."
	}
	return row
}
