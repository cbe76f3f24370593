package checklist

import (
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// cleanUpChecks name what should not be frozen.
func cleanUpChecks() []Check {
	return []Check{
		{
			ID: "loopback-left", Title: "no local redirect URL is frozen by accident", Stage: CleanUp, Field: RedirectURLs, How: ByDraft,
			Rule:  inferred("RFC8252", "with a loopback redirect URL on the record, a process on a user's machine could pose as a confidential client (8.6); for a native client it is the product (7.3)"),
			Judge: loopbackLeft,
		},
		{
			ID: "redirect-urls-dangers", Title: "no redirect URL is frozen that somebody else could own", Stage: CleanUp, Field: RedirectURLs, How: ByDraft,
			Rule:  inferred("Z1", "the redirect URLs cannot be edited after conversion: tunnels, preview hosts and private addresses would stay"),
			Judge: dangers,
		},
	}
}

// frozen is every redirect URL that would be frozen: those of the draft and
// those that Zendesk has saved.
func frozen(d Draft, e Evidence) []zendesk.RedirectURL {
	lines := d.Lines(RedirectURLs)
	if r, ok := savedRecord(d, e); ok {
		for _, u := range r.RedirectURLs {
			if !slices.Contains(lines, u) {
				lines = append(lines, u)
			}
		}
	}
	urls, _ := parsedURLs(lines)
	return urls
}

func loopbackLeft(d Draft, e Evidence) Finding {
	urls := frozen(d, e)
	if len(urls) == 0 {
		return notRun("there is no valid redirect URL yet")
	}
	var local []string
	for _, u := range urls {
		if u.IsLoopback() {
			local = append(local, u.String())
		}
	}
	k, err := zendesk.ParseKind(d.Get(Kind))
	switch {
	case len(local) == 0:
		return pass(fact("local", "none"))
	case err != nil:
		return notRun("the client kind is not chosen yet", fact("local", list(local)))
	case k == zendesk.Public:
		return pass(fact("local", list(local)), fact("kept", "a public client needs it"))
	case d.Has(KeptURLsWhy):
		return pass(fact("local", list(local)), fact("kept", d.Get(KeptURLsWhy)))
	}
	return fail("when the test is done, remove it in Admin Center and here; or keep it on purpose and note why", fact("local", list(local)))
}

func dangers(d Draft, e Evidence) Finding {
	urls := frozen(d, e)
	if len(urls) == 0 {
		return notRun("there is no valid redirect URL yet")
	}
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
	f := remarked(remarks, fact("redirect_urls", list(odd)))
	if f.Verdict == Warn && strings.TrimSpace(d.Get(KeptURLsWhy)) != "" {
		return pass(append(f.Facts, fact("kept", d.Get(KeptURLsWhy)))...)
	}
	return f
}
