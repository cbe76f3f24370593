package page

import (
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// cleanUp names the redirect URLs that should not be frozen.
func cleanUp(p *Page, s flow.State, l Look) {
	local, _ := flow.LocalURLs(s.Draft)
	kept := checklist.KeptOnPurpose(s.Draft)
	switch {
	case len(local) == 0:
		p.Blocks = append(p.Blocks, Text{Good, "✓", "No redirect URL points to this machine any more."})
	case s.Draft.IsPublic():
		p.Blocks = append(p.Blocks, Text{Text: "This client is public, so your product may use its local redirect URLs. If it listens there, keep them and say so."})
	case kept:
		p.Blocks = append(p.Blocks, Text{Good, "✓", "You are keeping the redirect URLs that point to this machine on purpose."})
	case s.Practice:
		p.Blocks = append(p.Blocks, Text{Caution, "!", "These point to this machine. " + l.press("ctrl+x", "remove") + " to remove them from the practice client, as you would in Admin Center; or keep them and say why, in at least one word:"})
	default:
		p.Blocks = append(p.Blocks, Text{Caution, "!", "These point to this machine. Remove them in Admin Center, then " + strings.ToLower(l.press("ctrl+x", "remove")) + " here; or keep them and say why, in at least one word:"})
	}
	if !kept && !s.Draft.IsPublic() {
		for _, u := range local {
			p.Blocks = append(p.Blocks, Copyable{Value: u})
		}
	}
	if !s.Practice {
		p.Blocks = append(p.Blocks,
			Text{Tone: Quiet, Text: l.key("ctrl+r", "record") + " opens what Zendesk has saved, if you are signed in as an admin. Copy all of it and paste it here:"},
			Copyable{Value: flow.RecordURL(s), Link: true})
	}
	p.Blocks = append(p.Blocks, Field{checklist.FieldRedirectURLs})
	if len(local) > 0 {
		p.Blocks = append(p.Blocks, Field{checklist.FieldKeptURLsWhy})
	}
	p.Actions = []Action{goOn("Next page")}
	if len(local) > 0 {
		p.Actions = append(p.Actions, Action{Key: "ctrl+x", Word: "remove", Does: "remove local URLs", Event: flow.TookLocalOff{}, Must: true})
	}
	p.Actions = append(p.Actions, Action{Key: "ctrl+r", Word: "record", Does: "read what is saved", Event: flow.RecordAsked{}})
}
