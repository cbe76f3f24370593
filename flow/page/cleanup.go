package page

import (
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// cleanUp names the redirect URLs that should not be frozen.
func cleanUp(p *Page, s flow.State, judged Judged, ui UI) {
	local, _ := flow.LocalURLs(s.Draft)
	kept := checklist.KeptOnPurpose(s.Draft)
	switch {
	case len(local) == 0 && !lookedAt(judged):
		p.add(Text{Quiet, "–", "No redirect URL points to this machine in your list. Nobody has looked yet at what Zendesk has saved."})
	case len(local) == 0:
		p.add(Text{Good, "✓", "No redirect URL points to this machine any more."})
	case s.Draft.IsPublic():
		p.add(Text{Text: "This client is public, so your product may use its local redirect URLs. If it listens there, keep them and say so."})
	case kept:
		p.add(Text{Good, "✓", "You are keeping the redirect URLs that point to this machine on purpose."})
	case s.Practice:
		p.add(Text{Caution, "!", "These point to this machine. " + ui.press("ctrl+x", "remove") + " to remove them from the practice client, as you would in Admin Center. Or keep them, and say why below."})
	default:
		p.add(Text{Caution, "!", "These point to this machine. Remove them in Admin Center, then " + strings.ToLower(ui.press("ctrl+x", "remove")) + " here. Or keep them, and say why below."})
	}
	if !kept && !s.Draft.IsPublic() {
		for _, u := range local {
			p.add(Copyable{Value: u})
		}
	}
	if !s.Practice {
		p.add(
			Text{Tone: Quiet, Text: ui.key("ctrl+r", "record") + " opens what Zendesk has saved, if you are signed in as an admin:"},
			Copyable{Value: flow.RecordURL(s), Link: true},
			Text{Tone: Quiet, Text: "Copy all of it, and paste it here."})
	}
	p.Paste = func(text string) flow.Event {
		if text = strings.TrimSpace(text); flow.LooksLikeRecord(text) {
			return flow.RecordPasted{Text: text}
		}
		return nil
	}
	p.add(Field{checklist.FieldRedirectURLs})
	if len(local) > 0 {
		p.add(Field{checklist.FieldKeptURLsWhy})
	}
	p.offer(continueAction("Next page"))
	if len(local) > 0 {
		p.offer(Action{Key: "ctrl+x", Word: "remove", Label: "remove them", Event: flow.TookLocalOff{}, Pinned: true})
	}
	p.offer(Action{Key: "ctrl+r", Word: "record", Label: "saved list", Event: flow.RecordAsked{}, Pinned: true})
}
