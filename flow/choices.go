package flow

import "zdg/checklist"

// Label is how an answer to a question with choices reads on screen; the answer
// itself for one it does not know.
func Label(f checklist.Field, answer string) string {
	switch f {
	case checklist.Customers:
		switch answer {
		case "several":
			return "Several customers"
		case "one":
			return "One account, ours"
		}
	case checklist.Product:
		switch answer {
		case "support":
			return "Support, Guide, Voice"
		case "sell":
			return "Sell"
		case "chat":
			return "Chat"
		case "conversations":
			return "Sunshine Conversations"
		}
	case checklist.SecretLives:
		switch answer {
		case "servers":
			return "On our servers"
		case "shipped":
			return "In something we ship"
		}
	case checklist.Sponsored, checklist.Organization:
		if answer == "requested" {
			return "requested"
		}
	}
	return answer
}
