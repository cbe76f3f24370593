package page

import (
	"fmt"
	"slices"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// NudgeAfter is how long the browser is waited for before the page asks what it shows.
const NudgeAfter = 20 * time.Second

// NudgeText is what it then asks.
const NudgeText = "Nothing yet. Does the browser show an error? Zendesk never sends it back here."

// waiting is the page of the test while it waits for the browser: what to do there, and
// what to do if nothing comes of it.
func waiting(p *Page, s flow.State, ui UI, now time.Time) {
	wait := s.Test.Wait
	p.Title, p.Why = "Click Allow in your browser", "Sign in to "+accountHost(s)+" as an admin, then click Allow."
	if s.NoBrowser {
		p.Title = "Click Allow in a browser"
	}
	if !ui.LineByLine {
		p.add(progress(wait, now), Text{})
	}
	switch ui.Open {
	case Menu:
		menu(p)
		return
	case Address:
		p.add(Entry{
			Label: "The address the browser ended on", Hint: "all of it, with code= and state=",
			Submit: func(text string) flow.Event { return flow.Pasted{Text: text} },
		})
	case PageText:
		p.add(Entry{
			Label: "The text of the page", Hint: "all of it", Multiline: true,
			Submit: func(text string) flow.Event { return flow.Showed{Text: text} },
		})
	}
	if ui.LineByLine {
		waitLineByLine(p, s, ui, now)
	} else {
		waitOnScreen(p, s, ui, now)
	}
	if ui.Open == Closed {
		p.offer(waitActions(s)...)
	}
}

// waitActions are the actions of the wait. An address that can only be had by printing it
// comes early.
func waitActions(s flow.State) []Action {
	wait := s.Test.Wait
	var all []Action
	if s.Practice {
		all = append(all,
			Action{Key: "a", Word: "allow", Label: "Allow here", Event: flow.Consented{Allow: true}, Pinned: true},
			Action{Key: "d", Word: "deny", Label: "deny", Event: flow.Consented{Allow: false}, Pinned: true})
	}
	onlyPrinted := wait.StartURL == ""
	printURL := Action{Key: "p", Label: "print", Print: wait.AuthorizeURL, Pinned: onlyPrinted}
	if onlyPrinted {
		all = append(all, printURL)
	}
	all = append(all,
		Action{Key: "m", Word: "menu", Label: "It shows an error", Change: openPanel(Menu), Pinned: true},
		Action{Key: "o", Word: "open", Label: "open", Event: flow.OpenAsked{URL: wait.AuthorizeURL}},
		Action{Key: "c", Label: "copy", Copy: wait.AuthorizeURL, CopyName: "address"},
		Action{Key: "v", Label: "paste", Change: openPanel(Address)},
		Action{Key: "l", Word: "other", Label: "other account", Event: flow.OpenAsked{URL: flow.LogoutURL(s)}},
	)
	if !onlyPrinted {
		all = append(all, printURL)
	}
	all[0].Enter = true
	return append(all, stopAction())
}

// waitOnScreen names, for each thing that may go wrong, the key that helps. While an entry
// is open, that has the room.
func waitOnScreen(p *Page, s flow.State, ui UI, now time.Time) {
	wait := s.Test.Wait
	if s.Test.Problem != "" { // with what was just given, so it stands where the eye is
		p.add(problem(s), Text{})
	}
	if ui.Open != Closed {
		p.add(news(s, ui, now)...)
		return
	}
	if s.Practice {
		p.add(Copyable{Lead: "No browser?", Value: "Answer the consent page here", Keys: []string{"a", "d"}})
	}
	noPage := "No page?"
	if s.NoBrowser {
		noPage = "Open this"
	}
	if wait.StartURL != "" {
		p.add(Copyable{Lead: noPage, Value: wait.StartURL, Link: true, Keys: []string{"o", "c"}})
	} else {
		p.add(Copyable{Lead: noPage, Value: "Open the address yourself", Keys: []string{"p", "c"}})
	}
	failed := Copyable{Lead: "An error page?", Value: "Zendesk never sends it back here", Keys: []string{"m"}}
	if nudged(wait, now) {
		failed.Value, failed.Tone = "Nothing yet. Do you see one?", Caution
	}
	p.add(
		failed,
		Copyable{Lead: "Other machine?", Value: "Paste the address the browser ends on", Keys: []string{"v"}},
		Copyable{Lead: "Another account?", Value: "Sign out in the browser first", Keys: []string{"l"}},
	)
	if wait.File != "" {
		p.add(Copyable{Lead: "Also in a file", Value: wait.File})
	}
	p.add(Text{})
	p.add(news(s, ui, now)...)
	if i := slices.IndexFunc(s.Test.Log, func(l flow.LogLine) bool { return l.Bad }); i >= 0 { // line by line, the whole log is written
		p.add(Text{Caution, "!", checklist.Capital(s.Test.Log[i].Text) + "."})
	}
	for _, h := range wait.Hints {
		p.add(Text{Quiet, "·", Sentence(h)})
	}
	p.add(Text{})
}

// waitLineByLine writes the addresses out, to be copied from there.
func waitLineByLine(p *Page, s flow.State, ui UI, now time.Time) {
	wait := s.Test.Wait
	lead := "If no browser appears, open this address:"
	if s.NoBrowser {
		lead = "Open this address:"
	}
	p.add(Copyable{Lead: lead, Value: wait.AuthorizeURL, Link: true})
	if wait.StartURL != "" {
		p.add(Copyable{Lead: "Short link (works once, on this machine):", Value: wait.StartURL, Link: true})
	}
	if wait.File != "" {
		p.add(Copyable{Lead: "The address is also in this file, which only you can read:", Value: wait.File, Link: true})
	}
	for _, h := range wait.Hints {
		p.add(Text{Text: Sentence(h)})
	}
	switch {
	case ui.NoInput:
	case wait.Listening == "":
		p.add(Text{Text: "zdg cannot listen on this redirect URL: paste the address the browser ends on here."})
	default:
		p.add(Text{Text: "If the browser cannot come back here, paste the address it ends on."})
	}
	p.add(progress(wait, now))
	if s.Test.Problem != "" {
		p.add(problem(s))
	}
	p.add(news(s, ui, now)...)
}

// nudged reports whether the browser was waited for so long that something may be wrong.
func nudged(wait *flow.Wait, now time.Time) bool { return now.Sub(wait.Since) > NudgeAfter }

// problem says what is wrong with what was pasted.
func problem(s flow.State) Block { return Text{Bad, "✗", s.Test.Problem} }

// news says what has come so far, and after a while what to do when nothing has.
func news(s flow.State, ui UI, now time.Time) []Block {
	var blocks []Block
	if n := s.Test.Ignored; n > 0 {
		text := checklist.Count(n, "request") + " to the callback had no effect"
		if s.Test.Because != "" {
			text += "; the last one: " + s.Test.Because
		}
		blocks = append(blocks, Text{Tone: Quiet, Text: text + "."})
	}
	if nudged(s.Test.Wait, now) && ui.LineByLine {
		blocks = append(blocks, Text{Caution, "!", NudgeText + " " + ui.press("m", "menu") + "."})
	}
	return blocks
}

func progress(wait *flow.Wait, now time.Time) Progress {
	p := Progress{Label: "Waiting " + Clock(now.Sub(wait.Since)), Done: -1}
	if !wait.Deadline.IsZero() {
		left := wait.Deadline.Sub(now)
		p.Right = Clock(left) + " left"
		p.Done = 1 - left.Seconds()/wait.Deadline.Sub(wait.Since).Seconds()
		p.Urgent = left < time.Minute
	}
	return p
}

// Clock writes a duration as minutes and seconds, such as 9:16; a negative one as 0:00.
func Clock(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

// menu asks what the browser shows.
func menu(p *Page) {
	p.Title, p.Why = "What does your browser show?", "Zendesk never sends its error pages back here."
	var c Choices
	for _, choice := range explain.Menu() {
		action := Action{Event: flow.Showed{Code: choice.Code}, Change: openPanel(Closed)}
		if choice.Code == "" { // something else: its text is pasted
			action = Action{Change: openPanel(PageText)}
		}
		c.Options = append(c.Options, Option{choice.Key, choice.Label, action})
	}
	p.add(c)
}
