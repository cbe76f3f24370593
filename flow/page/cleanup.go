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
		p.Blocks = append(p.Blocks, Text{Good, "✓", "No redirect URL leads to this machine any more."})
	case s.Draft.IsPublic():
		p.Blocks = append(p.Blocks, Text{Text: "This client is public: its local redirect URLs may be the product. Keep them if it listens there, and say so."})
	case kept:
		p.Blocks = append(p.Blocks, Text{Good, "✓", "The redirect URLs that lead to this machine are kept on purpose."})
	case s.Practice:
		p.Blocks = append(p.Blocks, Text{Caution, "!", "These lead to this machine. " + l.press("ctrl+x", "remove") + " to take them off the practice client, as you would in Admin Center; or keep them and say why, in one word at least:"})
	default:
		p.Blocks = append(p.Blocks, Text{Caution, "!", "These lead to this machine. Take them off the client in Admin Center, then " + strings.ToLower(l.press("ctrl+x", "remove")) + " here; or keep them and say why, in one word at least:"})
	}
	if !kept && !s.Draft.IsPublic() {
		for _, u := range local {
			p.Blocks = append(p.Blocks, Copyable{Value: u})
		}
	}
	if !s.Practice {
		p.Blocks = append(p.Blocks,
			Text{Tone: Quiet, Text: l.key("ctrl+r", "record") + " opens what Zendesk has saved, for an admin who is signed in. Copy it all and paste it here:"},
			Copyable{Value: flow.RecordURL(s), Link: true})
	}
	p.Blocks = append(p.Blocks, Field{checklist.FieldRedirectURLs})
	if len(local) > 0 {
		p.Blocks = append(p.Blocks, Field{checklist.FieldKeptURLsWhy})
	}
	p.Actions = []Action{goOn("Next page")}
	if len(local) > 0 {
		p.Actions = append(p.Actions, Action{Key: "ctrl+x", Word: "remove", Does: "take local URLs off", Event: flow.TookLocalOff{}, Must: true})
	}
	p.Actions = append(p.Actions, Action{Key: "ctrl+r", Word: "record", Does: "read what is saved", Event: flow.RecordAsked{}})
}
