package page

import (
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// account asks for the account. Where it is not sponsored yet, the address that says how to ask
// for that is a key away: it is too long to be selected on screen.
func account(p *Page, s flow.State, now time.Time) {
	questions(p, s)
	if url := checklist.SponsoredURL(); s.Draft.Chosen(checklist.FieldSponsored) == "no" {
		p.offer(Action{
			Key: "ctrl+r", Word: "sponsor", Label: "how to ask", Pinned: true,
			Event: flow.OpenAsked{URL: url}, Copy: url, CopyName: "the address",
		})
	}
	deadlines(p, s, now)
}
