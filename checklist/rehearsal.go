package checklist

import (
	"slices"
	"strings"
	"time"
)

// Rehearsal is what zdg rehearse saw of the developer's own program.
type Rehearsal struct {
	At         time.Time
	AppVersion string // as the developer named it; "" when not
	// The answers it was run with. Where the draft has others now, it no longer counts.
	Identifier, AppName, OrganizationID, AppID string
	Scenarios                                  []Rehearsed
}

// Rehearsed is the result of one scenario.
type Rehearsed struct {
	ID      string
	Title   string `json:",omitempty"`
	Verdict Verdict
	Seen    string // what the program did, with secrets masked
	Fix     string `json:",omitempty"`
}

// of finds the result of a scenario; false when it was not run. The receiver may be nil.
func (r *Rehearsal) of(id string) (Rehearsed, bool) {
	if r == nil {
		return Rehearsed{}, false
	}
	i := slices.IndexFunc(r.Scenarios, func(s Rehearsed) bool { return s.ID == id && s.Verdict != NotRun && s.Verdict != Ask })
	if i < 0 {
		return Rehearsed{}, false
	}
	return r.Scenarios[i], true
}

// Stale says which answer the rehearsal was run with is another now; "" when none is.
func (r *Rehearsal) Stale(d Draft) string {
	for _, p := range []struct {
		name, was string
		field     Field
	}{
		{"the identifier", r.Identifier, FieldIdentifier},
		{"the app name", r.AppName, FieldAppName},
		{"the Organization id", r.OrganizationID, FieldOrganizationID},
		{"the app id", r.AppID, FieldAppID},
	} {
		if is := strings.TrimSpace(d.Get(p.field)); is != p.was {
			return "rehearsed with " + p.name + " " + orNone(p.was) + ", which is " + orNone(is) + " now: run zdg rehearse again"
		}
	}
	return ""
}

// Counts returns how many scenarios have each verdict.
func (r *Rehearsal) Counts() map[Verdict]int {
	counts := map[Verdict]int{}
	for _, s := range r.Scenarios {
		counts[s.Verdict]++
	}
	return counts
}

// rehearsed judges a promise by what zdg rehearse saw in these scenarios. Where they were
// not all run, or with other answers, word judges it by the developer's word.
func rehearsed(word func(Draft, Evidence) Finding, ids ...string) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		r := e.Rehearsal
		if r == nil {
			return word(d, e)
		}
		if why := r.Stale(d); why != "" {
			f := word(d, e)
			f.Facts = append(f.Facts, fact("rehearsal", why))
			return f
		}
		when := r.At.UTC().Format(time.DateOnly)
		if r.AppVersion != "" {
			when += ", app version " + r.AppVersion
		}
		facts := []Fact{fact("rehearsed", when)}
		worst, missing := Pass, []string(nil)
		for _, id := range ids {
			s, ran := r.of(id)
			if !ran {
				missing = append(missing, id)
				continue
			}
			if worst = Worse(worst, s.Verdict); s.Verdict != Pass {
				facts = append(facts, fact(strings.ReplaceAll(id, "-", "_"), s.Seen))
			}
		}
		switch {
		case worst == Fail:
			return fail("zdg rehearse saw that it does not work: run it again and follow its fixes", facts...).at(r.At)
		case len(missing) > 0:
			f := word(d, e)
			f.Facts = append(f.Facts, fact("not_rehearsed", list(missing)))
			return f
		case worst == Warn:
			return warn("zdg rehearse has a remark: run it again and follow its fixes", facts...).at(r.At)
		}
		return pass(facts...).at(r.At)
	}
}
