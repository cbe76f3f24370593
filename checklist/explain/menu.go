package explain

// Choice is one answer to the question "what does your browser show?".
type Choice struct {
	Key   string // what is typed to choose it: one digit
	Label string // what the browser shows
	Code  Code   // the diagnosis; "" is the last one: the text is pasted and goes to Text
}

// Menu returns the choices for when nothing came back to the redirect URL, since Zendesk's error
// pages never redirect (T9). The last one is for everything else.
func Menu() []Choice {
	return []Choice{
		{"1", "No such client", "no-such-client"},
		{"2", "Invalid Authorization Request, or invalid_request", "authorize-invalid-request"},
		{"3", "The sign-in page, again and again", "sign-in-loop"},
		{"4", "No help desk at this address", "no-help-desk"},
		{"5", "The browser cannot reach localhost", "callback-unreachable"},
		{"6", "Something else: paste it", ""},
	}
}
