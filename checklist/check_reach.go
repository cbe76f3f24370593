package checklist

import (
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

func reachChecks() []Check {
	check := Check{Stage: StageAccount, Step: StepReach, How: byNetwork}.row
	return []Check{check("account-reachable", "account answers", FieldSubdomain,
		observed("Z26", "the account's own host answers; an expired or suspended account loses its certificate"), reached)}
}

// reached fails only where nothing else can be tried (NoAccount). Any other answer warns:
// the probe and the authorize page, which come next, decide.
func reached(d Draft, e Evidence) Finding {
	s, missing := measurement(StepReach, d, e)
	switch {
	case missing != nil:
		return *missing
	case s.Seen == nil:
		return pass(cleaned(s.Facts)...).at(s.At)
	}
	f := failedStep(s, d)
	if _, none := NoAccount(*s.Seen); !none {
		f.Verdict = Warn
	}
	return f
}

// NoAccount reports whether the first request shows that there is no account to go on with,
// and why, in words that follow a colon: the answer is Zendesk's 404 for a free subdomain,
// or this machine cannot resolve the host or gets no secure connection to it. An answer that
// merely speaks of names or certificates does not count.
func NoAccount(s explain.Seen) (why string, none bool) {
	switch all := explain.Answer(s, zendesk.Client{}); all[0].Code {
	case "no-help-desk":
		return "there is no such account", s.Status == 404
	case "dns":
		return "the host name of the account could not be resolved", s.Where == explain.Network
	case "tls":
		return "there is no secure connection to the account", s.Where == explain.Network
	}
	return "", false
}
