package page

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// program is the action that opens that.
func program() Action {
	return Action{Key: "i", Word: "rehearse", Does: "rehearse", Change: open(Program), Event: flow.RehearsalAsked{}}
}

// rehearse says how the developer's own program is rehearsed, and what was seen of it last.
func rehearse(p *Page, s flow.State) {
	p.Title, p.Why = "Rehearse your program", "Zendesk wants the app finished before you ask. What breaks customers' connections later is seldom the client: it is the program that uses it."
	command, where := rehearseCommand(s), "In another terminal, in the folder of zdg.toml"
	if s.Practice { // which has no file, and no address of the person's own
		where = "In another terminal, in the folder of your program"
	}
	r := s.Evidence.Rehearsal
	if r != nil {
		rehearsed(p, s.Draft, r)
		p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "To rehearse it again"})
	} else {
		p.Blocks = append(p.Blocks, Text{Text: "zdg starts your program and plays Zendesk, the browser and two customers to it. Nothing real is touched, and no real secret is needed."},
			Text{Tone: Strong, Text: where})
	}
	p.Blocks = append(p.Blocks,
		Copyable{Value: command, Offers: "c copy"},
		Text{},
		Text{Mark: "-", Text: "--connect is the address at which somebody connects an account with your program, {subdomain} what they type there."},
		Text{Mark: "-", Text: "--poke is one at which your program calls Zendesk for that account."},
		Text{Mark: "-", Text: "Behind -- stands how you start it. zdg rehearse --help has the rest."})
	p.Actions = []Action{{Key: "i", Word: "close", Does: "Close", Change: open(Closed), Must: true}}
	if !s.Practice { // which keeps nothing
		p.Actions = append(p.Actions, Action{Key: "r", Word: "look", Does: "look again", Event: flow.RehearsalAsked{Again: true}, Must: true})
	}
	p.Actions = append(p.Actions, Action{Key: "c", Does: "copy the command", Copy: command, What: "the command"})
}

// rehearsed is how a rehearsal came out: what is wrong, and how to put it right.
func rehearsed(p *Page, d checklist.Draft, r *checklist.Rehearsal) {
	said := "Rehearsed on " + r.At.UTC().Format(time.DateOnly)
	if r.AppVersion != "" {
		said += ", app version " + r.AppVersion
	}
	counts, tone, mark := r.Counts(), Good, checklist.Pass.Mark()
	for _, v := range []checklist.Verdict{checklist.Warn, checklist.Fail} {
		if counts[v] > 0 {
			mark, tone = Mark(v)
		}
	}
	var parts []string
	for _, v := range []checklist.Verdict{checklist.Fail, checklist.Warn, checklist.Pass, checklist.Ask, checklist.NotRun} {
		if counts[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[v], v))
		}
	}
	p.Blocks = append(p.Blocks, Text{tone, mark, said + ": " + strings.Join(parts, ", ") + "."})
	if why := r.Stale(d); why != "" {
		p.Blocks = append(p.Blocks, Text{Caution, checklist.Warn.Mark(), checklist.Capital(why) + "."})
	}
	for _, v := range []checklist.Verdict{checklist.Fail, checklist.Warn} {
		for _, x := range r.Scenarios {
			if x.Verdict != v {
				continue
			}
			mark, tone := Mark(v)
			row := Row{ID: x.ID, Mark: mark, Tone: tone, Label: x.ID, Value: x.Seen}
			if x.Title != "" { // an earlier zdg kept none
				row.Details = append(row.Details, Text{Text: "Right would be: " + x.Title + "."})
			}
			if x.Fix != "" {
				row.Details = append(row.Details, Text{Text: checklist.Capital(x.Fix) + "."})
			}
			p.Blocks = append(p.Blocks, row)
		}
	}
}

// rehearseCommand is the command with what is known: the host at which the program is run
// while it is built.
func rehearseCommand(s flow.State) string {
	at := "http://localhost:3000"
	if local, _ := flow.LocalURLs(s.Draft); len(local) > 0 && !s.Practice {
		if u, err := url.Parse(local[0]); err == nil && u.Host != "" && !strings.ContainsAny(u.Host, "'\n") {
			at = "http://" + u.Host
		}
	}
	return "zdg rehearse" + s.Args + " --connect '" + at + "/connect?subdomain={subdomain}' --poke '" + at + "/tickets?subdomain={subdomain}' -- npm start"
}
