package checklist

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"

	"zdg/checklist/zendesk"
)

// cleanUpChecks find redirect URLs that should not be frozen.
func cleanUpChecks() []Check {
	check := Check{Stage: StageCleanUp, How: byDraft}.row
	return []Check{
		check("loopback-left", "no local redirect URL is frozen by accident", FieldKeptURLsWhy,
			inferred("RFC8252", "any program that listens on the machine can receive the codes of a loopback redirect URL (8.1), though they are worthless without a confidential client's secret; and nobody can remove it from the frozen list. For a native client it is the product (7.3)"),
			loopbackLeft),
		check("redirect-urls-dangers", "no redirect URL that somebody else could own is frozen", FieldRedirectURLs,
			inferred("Z1", "the redirect URLs cannot be edited after conversion: placeholders, tunnels, previews, single deployments and private addresses would stay"),
			judgeDangers),
	}
}

// errHidden is the error for a saved redirect URL of which a part was hidden.
var errHidden = errors.New("a part of a saved redirect URL is hidden, as it may be a secret")

// frozenURLs returns every redirect URL that would be frozen: those of the draft and those
// that Zendesk has saved. unread is the error of the first that does not parse.
func frozenURLs(d Draft, e Evidence) (urls []zendesk.RedirectURL, unread error) {
	urls, unread = d.urls()
	r, ok := savedRecord(d, e)
	if !ok {
		return urls, unread
	}
	var saved []string
	for n, u := range r.RedirectURLs {
		if _, is := r.hiddenPart(KeyRedirectURI, n+1); is {
			unread = cmp.Or(unread, errHidden) // this is not the URL that is saved
		} else if !slices.Contains(d.Lines(FieldRedirectURLs), u) {
			saved = append(saved, u)
		}
	}
	more, wrong := parsedURLs(saved)
	return append(urls, more...), cmp.Or(unread, wrong)
}

// loopbackLeft warns about local redirect URLs and never fails: the developer may keep one
// on purpose, by giving a reason.
func loopbackLeft(d Draft, e Evidence) Finding {
	urls, unread := frozenURLs(d, e)
	return judgeURLs(urls, unread, func() Finding {
		var local []string
		for _, u := range urls {
			if u.IsLoopback() {
				local = append(local, u.String())
			}
		}
		_, err := zendesk.ParseKind(d.Get(FieldKind))
		shown := fact("local", list(local))
		switch {
		case len(local) == 0:
			return pass(shown)
		case err != nil:
			return notRun("the client kind is not chosen yet", shown)
		case d.IsPublic():
			return pass(shown, fact("kept", "a public client needs it"))
		case KeptOnPurpose(d):
			return pass(shown, fact("kept", d.Get(FieldKeptURLsWhy)))
		}
		return warn("when the test is done, remove it in Admin Center and here, because nobody can remove it once it is frozen, and any program on the machine could receive codes there (worthless without the secret). To keep it on purpose, give a reason under \"Why local URLs stay\"; one word is enough", shown)
	})
}

// KeptOnPurpose reports whether the developer gave a reason, of one word at least, why
// local or staging redirect URLs stay. A question or a refusal is no reason.
func KeptOnPurpose(d Draft) bool {
	why := strings.ToLower(strings.TrimSpace(d.Get(FieldKeptURLsWhy)))
	words := strings.FieldsFunc(why, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if what, sure := zendesk.NoValue(d.Get(FieldKeptURLsWhy)); what != "" && sure || len(words) == 0 || strings.HasSuffix(why, "?") || slices.Contains(refusals, words[0]) {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(negations, w) }) ||
		!slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "remov") || strings.HasPrefix(w, "delet") })
}

// An answer that begins with one of the refusals is no reason to keep a URL. One that speaks
// of removing is a reason only with a negation, as in "the product cannot remove it".
var (
	refusals  = strings.Fields("no nope nah n not none never don dont neither nothing remove delete drop later maybe perhaps unsure unknown idk dunno nein non")
	negations = strings.Fields("not never cannot t cant no without until unless if")
)

func judgeDangers(d Draft, e Evidence) Finding {
	urls, unread := frozenURLs(d, e)
	return judgeURLs(urls, unread, func() Finding {
		var remarks []zendesk.Remark
		var odd []string
		for _, u := range urls {
			if r := u.Remarks(); len(r) > 0 {
				remarks = append(remarks, r...)
				odd = append(odd, u.String())
			}
		}
		if len(remarks) == 0 {
			return pass()
		}
		shown := fact("redirect_urls", list(odd))
		if others := without(remarks, "staging-host", "staging-path"); KeptOnPurpose(d) && len(others) < len(remarks) { // the reason covers one's own hosts
			return remarked(others, shown, fact("kept", d.Get(FieldKeptURLsWhy)))
		}
		return remarked(remarks, shown)
	})
}
