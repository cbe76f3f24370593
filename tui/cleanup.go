package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// cleanUpPage names the redirect URLs that should not be frozen.
type cleanUpPage struct{ *form }

func newCleanUpPage(d *desk) page {
	return &cleanUpPage{newForm(d, []checklist.Field{checklist.RedirectURLs, checklist.KeptURLsWhy})}
}

func (c *cleanUpPage) key(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "ctrl+x":
		c.commit()
		c.tell(flow.TookLocalOff{})
		return nil
	case "ctrl+r":
		c.commit()
		c.tell(flow.RecordAsked{})
		return nil
	case "enter":
		c.proceed() // the reason is asked for only where one is needed
		return nil
	}
	return c.form.key(k)
}

// paste takes the record when it looks like one, else text for the field.
func (c *cleanUpPage) paste(text string) {
	if t := strings.TrimSpace(text); flow.LooksLikeRecord(t) {
		c.commit()
		c.tell(flow.RecordPasted{Text: t})
		return
	}
	c.form.paste(text)
}

func (c *cleanUpPage) hints() []hint {
	hints := []hint{hintContinue}
	if local, _ := flow.LocalURLs(c.draft()); len(local) > 0 {
		hints = append(hints, hint{"ctrl+x", "take local URLs off"})
	}
	return append(hints, hint{"ctrl+r", "read the record"}, hintBack, hintNext, hintWhy)
}

func (c *cleanUpPage) draw(p *paper) {
	heading(p, c.state)
	local, _ := flow.LocalURLs(c.draft())
	switch public := c.draft().IsPublic(); {
	case len(local) == 0:
		p.put(0, p.ok, "✓ No redirect URL leads to this machine.")
	case public:
		p.put(0, p.text, "This client is public: its local redirect URLs may be the product. Keep them if it listens there, and say so.")
	case checklist.KeptOnPurpose(c.draft()):
		p.put(0, p.ok, "✓ The redirect URLs that lead to this machine are kept on purpose.")
	default:
		say := "! These lead to this machine. Take them off the client in Admin Center, then ctrl+x here; or keep them and say why, in one word at least:"
		if c.state.Practice {
			say = "! These lead to this machine. ctrl+x takes them off the practice client, as you would in Admin Center; or keep them and say why, in one word at least:"
		}
		p.put(0, p.warn, say)
		for _, u := range local {
			p.bare(p.accent, u)
		}
	}
	if !c.state.Practice {
		p.put(0, p.muted, "ctrl+r opens what Zendesk has saved, for an admin who is signed in. Copy it all and paste it here:")
		p.bare(p.link, flow.RecordURL(c.state))
	}
	c.drawFields(p)
}

func (c *cleanUpPage) wide() bool { return true }
