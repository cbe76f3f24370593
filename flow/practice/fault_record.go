package practice

import "strings"

// slashes puts a slash behind each redirect URL, or takes it away.
func slashes(_ *Account, c *ClientRecord) {
	for i, u := range c.RedirectURLs {
		if bare, ok := strings.CutSuffix(u, "/"); ok {
			c.RedirectURLs[i] = bare
		} else {
			c.RedirectURLs[i] = u + "/"
		}
	}
}

// nasty would set a terminal's title and colour, move its cursor, copy to its clipboard and turn the line round.
const nasty = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[31m\x1b[2J\u202egnp.exe\u2066\u200b\r\n\u0085"

func controlCharacters(a *Account) {
	giant := strings.Repeat("W", 20_000)
	for _, c := range a.clients {
		c.Name = nasty + c.Name + giant
		c.Description = nasty + c.Description + giant
		c.Company = nasty + c.Company
	}
	for i := range a.people {
		a.people[i].Name = nasty + a.people[i].Name + giant
	}
}

var recordInvalid = object{
	"error": "RecordInvalid", "description": "Record validation errors",
	"details": object{"identifier": []object{{"description": "Identifier: has already been taken", "error": "DuplicateValue"}}},
}
