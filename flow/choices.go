package flow

import (
	"cmp"

	"zdg/checklist"
)

var labels = map[checklist.Field]map[string]string{
	checklist.FieldCustomers:   {"several": "Several customers", "one": "One account, ours"},
	checklist.FieldProduct:     {"support": "Support, Help Center, Voice", "sell": "Sell", "chat": "Chat", "conversations": "Sunshine Conversations"},
	checklist.FieldSecretLives: {"servers": "On our servers", "shipped": "In something we ship"},
	checklist.FieldAllowed:     {"limited": "Limited to this list", "open": "Open"},
	checklist.FieldAnswer:      {"approved": "Approved", "rejected": "Rejected"},
}

// Label is how an answer to a question with choices is shown; any other answer is returned
// as it is.
func Label(f checklist.Field, answer string) string { return cmp.Or(labels[f][answer], answer) }
