package page

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// rehearseAction opens the panel Program, and asks what was rehearsed last.
func rehearseAction() Action {
	return Action{Key: "i", Word: "rehearse", Label: "rehearse", Change: openPanel(Program), Event: flow.RehearsalAsked{}}
}

// rehearse says how to rehearse the developer's own program, and what the last rehearsal
// showed.
func rehearse(p *Page, s flow.State) {
	p.Title, p.Why = "Rehearse your program", "Zendesk wants the app finished before you ask. What breaks customers' connections later is seldom the client: it is the program that uses it."
	command := rehearseCommand(s)
	where := "In another terminal, in the folder of zdg.toml:"
	if s.Practice { // it has no file
		where = "In another terminal, in your program's folder:"
	}
	if r := s.Evidence.Rehearsal; r != nil {
		rehearsed(p, s.Draft, r)
		where = "To rehearse it again:"
	} else {
		p.add(Text{Text: "zdg starts your program and plays Zendesk, the browser and two customers to it. Nothing real is touched, and no real secret is needed."})
	}
	p.add(
		Text{},
		Copyable{Lead: where, Value: command, Keys: []string{"c"}},
		Text{},
		Text{Mark: "--connect", Text: "where somebody connects an account with your program; {subdomain} is what they type there."},
		Text{Mark: "--poke   ", Text: "where your program calls Zendesk for that account."},
		Text{Mark: "--       ", Text: "after it comes the command that starts your program. zdg rehearse --help has the rest."})
	p.offer(Action{Key: "i", Word: "close", Label: "Close", Change: openPanel(Closed), Pinned: true, Enter: true})
	if !s.Practice { // practice keeps no rehearsal
		p.offer(Action{Key: "r", Word: "look", Label: "look again", Event: flow.RehearsalAsked{Again: true}, Pinned: true})
	}
	p.offer(
		Action{Key: "c", Label: "copy", Copy: command, CopyName: "the command"},
		Action{Key: "p", Label: "print", Print: command})
}

// rehearsed says how a rehearsal came out: what is wrong, and how to put it right.
func rehearsed(p *Page, d checklist.Draft, r *checklist.Rehearsal) {
	said := "Rehearsed on " + r.At.UTC().Format(time.DateOnly)
	if r.AppVersion != "" {
		said += ", app version " + r.AppVersion
	}
	counts := r.Counts()
	worst := checklist.Pass
	for _, v := range []checklist.Verdict{checklist.Warn, checklist.Fail} {
		if counts[v] > 0 {
			worst = v
		}
	}
	mark, tone := Mark(worst)
	var parts []string
	for _, v := range []checklist.Verdict{checklist.Fail, checklist.Warn, checklist.Pass, checklist.Ask, checklist.NotRun} {
		if counts[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[v], v))
		}
	}
	p.add(Text{tone, mark, said + ": " + strings.Join(parts, ", ") + "."})
	if why := r.Stale(d); why != "" {
		p.add(Text{Caution, checklist.Warn.Mark(), checklist.Capital(why) + "."})
	}
	for _, v := range []checklist.Verdict{checklist.Fail, checklist.Warn} {
		for _, x := range r.Scenarios {
			if x.Verdict != v {
				continue
			}
			mark, tone := Mark(v)
			row := Row{ID: x.ID, Mark: mark, Tone: tone, Label: x.ID, Value: x.Seen}
			if x.Title != "" { // earlier versions of zdg kept none
				row.Details = append(row.Details, Text{Text: "Right would be: " + x.Title + "."})
			}
			if x.Fix != "" {
				row.Details = append(row.Details, Text{Text: checklist.Capital(x.Fix) + "."})
			}
			p.add(row)
		}
	}
}

// rehearseCommand is the command to run. It names the host of a local redirect URL, where
// the developer's program presumably runs while it is being built.
func rehearseCommand(s flow.State) string {
	at := "http://localhost:3000"
	if local, _ := flow.LocalURLs(s.Draft); len(local) > 0 && !s.Practice {
		if u, err := url.Parse(local[0]); err == nil && u.Host != "" && !strings.ContainsAny(u.Host, "'\n") {
			at = "http://" + u.Host
		}
	}
	return "zdg rehearse" + s.Args + " --connect '" + at + "/connect?subdomain={subdomain}' --poke '" + at + "/tickets?subdomain={subdomain}' -- npm start"
}
