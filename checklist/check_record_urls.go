package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// brokenEntries finds the first saved entry that is wrong whatever the draft says: one that
// is no redirect URL will never match.
func brokenEntries(r Record) (fix string, entry Fact, broken bool) {
	const where = ": correct it in Admin Center, one URL per line, and save"
	for n, saved := range r.RedirectURLs {
		u, err := zendesk.ParseRedirectURL(saved)
		shown := fact("saved", saved)
		if h, is := r.hiddenPart(KeyRedirectURI, n+1); is {
			if h.Secret {
				return fmt.Sprintf("entry %d looks like it holds a secret, which would be frozen with it%s", n+1, where), shown, true
			}
			continue // not the entry that is saved, so it is not judged
		}
		switch {
		case zendesk.SeveralURLs(saved):
			return fmt.Sprintf("entry %d holds several URLs, so none of them would match%s", n+1, where), shown, true
		case err != nil:
			return fmt.Sprintf("entry %d: %v%s", n+1, err, where), shown, true
		case u.String() != saved:
			return fmt.Sprintf("entry %d has white space around it%s", n+1, where), shown, true
		}
	}
	if r.NullURLs > 0 {
		return fmt.Sprintf("%s saved without a URL%s", plural(r.NullURLs, "entry", "entries"), where), fact("saved", cmp.Or(strings.Join(r.RedirectURLs, ", "), "none")), true
	}
	return "", Fact{}, false
}

// namedMax is how many differences between two lists are named one by one. Lists of tens of
// thousands of lines are judged while somebody types, and nobody reads so many.
const namedMax = 50

// sameURLs compares the redirect URLs as sets of exact strings.
func sameURLs(d Draft, r Record) Finding {
	declared := d.Lines(FieldRedirectURLs)
	if len(r.RedirectURLs) == 0 && r.NullURLs == 0 && !r.Tells(KeyRedirectURI) {
		return notShown("redirect URLs")
	}
	if fix, entry, broken := brokenEntries(r); broken {
		return fail(fix, entry)
	}
	for n := range r.RedirectURLs {
		if _, is := r.hiddenPart(KeyRedirectURI, n+1); is {
			return notRun(fmt.Sprintf("a part of entry %d is hidden, as it may be a secret: compare the redirect URLs in Admin Center", n+1))
		}
	}
	if len(declared) == 0 && len(r.RedirectURLs) > 0 {
		return pass(fact("saved", list(r.RedirectURLs)))
	}
	if len(declared) == 0 {
		return fail("there are none: add the redirect URLs in Admin Center and here")
	}
	var facts []Fact
	onlySaved := difference(r.RedirectURLs, declared)
	for n, u := range difference(declared, r.RedirectURLs) {
		if n == namedMax {
			facts = append(facts, fact("not_saved", "and others"))
			break
		}
		if i, kind := nearURL(u, onlySaved); i >= 0 {
			facts = append(facts, fact("differs", u+" here, "+onlySaved[i]+" saved: "+kind))
			onlySaved = slices.Delete(slices.Clone(onlySaved), i, i+1)
		} else {
			facts = append(facts, fact("not_saved", u))
		}
	}
	for n, u := range onlySaved {
		if n == namedMax {
			facts = append(facts, fact("only_saved", "and others"))
			break
		}
		facts = append(facts, fact("only_saved", u))
	}
	if len(facts) == 0 {
		return pass(fact("saved", list(r.RedirectURLs)))
	}
	wrong := facts[0].Value // "differs" says it all
	switch facts[0].Key {
	case "not_saved":
		wrong = "Zendesk has not saved " + wrong
	case "only_saved":
		wrong = "Zendesk has also saved " + wrong
	}
	return fail(wrong+". Make the lists the same, character for character: in Admin Center, and save there, or here", facts...).saying(wrong)
}

// nearURL finds the saved redirect URL that declared was probably meant to be, and says in
// what the two differ; -1 when none is near. Two are near when they differ in one place
// other than the host.
func nearURL(declared string, saved []string) (int, string) {
	for i, s := range saved {
		where := zendesk.Diff(declared, s)
		other := strings.HasPrefix(where, "the host") || strings.HasPrefix(where, "the text")
		if where != "" && !other && !strings.Contains(where, " and the ") {
			return i, where
		}
	}
	return -1, ""
}
