package explain

import (
	"slices"
	"strings"
)

// paste is a text from outside in the forms that are searched.
type paste struct {
	text     string // decoded, for the values of parameters
	words    string // where needles are sought
	squashed string // words without spaces
}

func newPaste(text string) paste {
	text = decode(text)
	w := words(text)
	return paste{text, w, squash(w)}
}

// signs are texts that say that it is about Zendesk. The name counts inside a
// word too, as in zendesk_auth.
var signs = []string{"zendesk", " zdg ", " d3v ", " oauth authorizations new ", " api v2 oauth ", " global oauth "}

// others are providers with an OAuth of their own, whose errors have the same
// codes, and servers with the same sentences. The name counts at the start of a
// word too.
var others = []string{
	" aadsts", " adobe ", " airtable ", " amazon ", " amazonaws ", " appleid ", " asana ", " atlassian ", " auth0 ", " azure ", " bitbucket ",
	" calendly ", " clickup ", " cognito ", " digitalocean ", " discord ", " docusign ", " doorkeeper ", " dropbox ", " entra ", " facebook ",
	" figma ", " fitbit ", " freshdesk ", " freshservice ", " github ", " gitlab ", " gmail ", " google ", " googleapis ", " heroku ", " hubspot ",
	" hydra ", " identityserver ", " instagram ", " intercom ", " intuit ", " jira ", " keycloak ", " linkedin ", " mailchimp ", " mastodon ",
	" microsoft ", " microsoftonline ", " netsuite ", " okta ", " onelogin ", " openai ", " outlook ", " paypal ", " pingfederate ", " pipedrive ",
	" quickbooks ", " reddit ", " salesforce ", " servicenow ", " sharepoint ", " shopify ", " slack ", " snowflake ", " spotify ", " square ",
	" strava ", " stripe ", " tiktok ", " twilio ", " twitch ", " twitter ", " wordpress ", " xero ", " yahoo ", " zoho ", " the oauth 2 0 client is not allowed ",
}

// harmless are names of browsers and tools that people use with any provider.
var harmless = []string{
	" google chrome ", " google apps script ", " google sheets ", " microsoft edge ", " microsoft windows ", " azure devops ", " azure functions ",
	" amazon q ", " github actions ", " github com ",
}

// marks returns where any of the texts stands in words, in order; at most a
// thousand of each.
func marks(words string, texts []string) []int {
	var all []int
	for _, t := range texts {
		for from, n := 0, 0; n < 1000; n++ {
			at := strings.Index(words[from:], t)
			if at < 0 {
				break
			}
			all = append(all, from+at)
			from += at + 1
		}
	}
	slices.Sort(all)
	return all
}

// distance returns how far the nearest of sorted marks is from at; none is far.
func distance(marks []int, at int) int {
	const far = 1 << 30
	i, _ := slices.BinarySearch(marks, at)
	d := far
	if i < len(marks) {
		d = marks[i] - at
	}
	if i > 0 {
		d = min(d, at-marks[i-1])
	}
	return d
}
