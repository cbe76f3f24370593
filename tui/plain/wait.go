package plain

import (
	"fmt"
	"time"

	"zdg/flow"
)

// wait says what to do in the browser, and what may be typed here.
func (w *wizard) wait(s flow.State) {
	wait := s.Test.Wait
	w.gap()
	w.say("Sign in and click Allow in the browser.")
	w.say("If no browser appears, open this address:")
	w.gap()
	w.say(wait.AuthorizeURL)
	w.gap()
	if wait.StartURL != "" {
		w.say("The same, short, on this machine, once:")
		w.say(wait.StartURL)
		w.gap()
	}
	if wait.File != "" {
		w.say("It is also in this file, which only you can read:")
		w.say(wait.File)
		w.gap()
	}
	w.clock(s)
	for _, h := range wait.Hints {
		w.say(h)
	}
	w.say("If the browser cannot come back here, paste the whole address it ends on.")
	words := "Words: open, menu (it shows an error), other (other account), stop, back."
	if s.Practice {
		w.say(words)
		w.say("No browser here? Answer the consent page: allow or deny [allow]:")
	} else {
		w.say(words + " An empty line tells the time.")
	}
}

func (w *wizard) waitHelp(s flow.State) []string {
	help := []string{
		"stop ends the test; what was issued is revoked. open opens the address in the browser again. other signs out there first.",
		"menu asks what the browser shows, to tell what an error means.",
	}
	if s.Practice {
		return append(help, "allow and deny answer the consent page of the practice account. An empty line is allow.")
	}
	return append(help, "An error that the browser shows ends the test when you type its text. Anything else is taken as the address that the browser ended on.")
}

// clock says how long is waited for, where, and how much longer.
func (w *wizard) clock(s flow.State) {
	wait, now := s.Test.Wait, w.Now()
	text := "Waiting for " + minutes(now.Sub(wait.Since))
	if wait.Listening != "" {
		text += " on " + wait.Listening
	}
	if !wait.Deadline.IsZero() {
		text += ", " + minutes(wait.Deadline.Sub(now)) + " left"
	}
	if n := s.Test.Ignored; n > 0 {
		text += fmt.Sprintf("; %d other requests ignored", n)
		if why := s.Test.Because; why != "" {
			text += " (the last one: " + why + ")"
		}
	}
	w.say(text + ".")
}

func minutes(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}
