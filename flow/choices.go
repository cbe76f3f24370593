package flow

import "zdg/checklist"

// Label is how an answer to a question with choices is shown; any other answer is returned
// as it is.
func Label(f checklist.Field, answer string) string {
	switch f {
	case checklist.FieldCustomers:
		switch answer {
		case "several":
			return "Several customers"
		case "one":
			return "One account, ours"
		}
	case checklist.FieldProduct:
		switch answer {
		case "support":
			return "Support, Help Center, Voice"
		case "sell":
			return "Sell"
		case "chat":
			return "Chat"
		case "conversations":
			return "Sunshine Conversations"
		}
	case checklist.FieldSecretLives:
		switch answer {
		case "servers":
			return "On our servers"
		case "shipped":
			return "In something we ship"
		}
	case checklist.FieldAllowed:
		switch answer {
		case "limited":
			return "Limited to this list"
		case "open":
			return "Open"
		}
	case checklist.FieldAnswer:
		switch answer {
		case "approved":
			return "Approved"
		case "rejected":
			return "Rejected"
		}
	case checklist.FieldSponsored, checklist.FieldOrganization:
		if answer == "requested" {
			return "requested"
		}
	}
	return answer
}
