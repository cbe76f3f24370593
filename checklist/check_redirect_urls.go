package checklist

import (
	"fmt"
	"slices"

	"zdg/checklist/zendesk"
)

// exactMatch is how redirect URLs are compared: T31 tried variations, T16 registers one URL
// for each port, and the library of T18 compares with ==.
const exactMatch = "Zendesk allows no variation of a redirect URL: two that differ in a single character, whether in the port, the path or the last slash, are different"

func redirectChecks() []Check {
	check := Check{Stage: StageClient, How: byDraft}.row
	return []Check{
		check("redirect-urls-syntax", "redirect URLs are valid", FieldRedirectURLs,
			documented("Z4", "redirect URLs are absolute, one per line, and https unless the host is localhost or 127.0.0.1"),
			redirectSyntax),
		check("redirect-urls-list", "redirect URLs differ from each other", FieldRedirectURLs,
			observed("T31", exactMatch),
			onURLs(func(_ Draft, urls []zendesk.RedirectURL) Finding {
				return remarked(zendesk.RedirectURLRemarks(urls), fact("count", fmt.Sprint(len(urls))))
			})),
		check("redirect-urls-production", "every production redirect URL is there", FieldRedirectURLs,
			documented("Z1", "only Zendesk can edit a global client, so its redirect URLs are final when the request is made"),
			onURLs(production)),
		check("test-redirect-url", "there is a redirect URL the test can listen on", FieldTestRedirect,
			inferred("T16", "the redirect URL sent must be one of the client's, port and all"), testRedirect),
	}
}

// parsedURLs are the lines that parse, and the error of the first that does not.
func parsedURLs(lines []string) (urls []zendesk.RedirectURL, first error) {
	broken := map[string]bool{} // each once, since finding the reason is what takes time
	for _, line := range lines {
		if broken[line] {
			continue
		}
		u, err := zendesk.ParseRedirectURL(line)
		if err == nil {
			urls = append(urls, u)
			continue
		}
		if broken[line] = true; first == nil {
			first = err
		}
	}
	return urls, first
}

func (d Draft) urls() (urls []zendesk.RedirectURL, first error) {
	type parsed struct {
		urls  []zendesk.RedirectURL
		first error
	}
	p := memoized(d, "redirect URLs", func() parsed {
		urls, first := parsedURLs(d.Lines(FieldRedirectURLs))
		return parsed{slices.Clip(urls), first}
	})
	return p.urls, p.first
}

// onURLs judges the redirect URLs that parse.
func onURLs(judge func(Draft, []zendesk.RedirectURL) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		urls, unread := d.urls()
		return judgeURLs(urls, unread, func() Finding { return judge(d, urls) })
	}
}

// judgeURLs judges a list of redirect URLs. While one of them cannot be read, there is no
// verdict on the list as a whole, but warnings about single URLs stand.
func judgeURLs(urls []zendesk.RedirectURL, unread error, judge func() Finding) Finding {
	if len(urls) == 0 {
		return notRun("there is no valid redirect URL yet")
	}
	f := judge()
	if unread != nil && (f.Verdict == Pass || f.Verdict == Fail && f.OfAll) {
		return notRun("one of the redirect URLs cannot be read yet", f.Facts...)
	}
	return f
}

func redirectSyntax(d Draft, _ Evidence) Finding {
	lines := d.Lines(FieldRedirectURLs)
	if len(lines) == 0 {
		return fail("Redirect URLs are empty: add those of the client, one per line")
	}
	for n, line := range lines {
		if _, err := zendesk.ParseRedirectURL(line); err != nil {
			return fail(fmt.Sprintf("line %d: %v", n+1, err), fact("redirect_url", line))
		}
	}
	return pass(fact("redirect_urls", list(lines)))
}

// temporaryHosts are the codes of remarks on hosts that customers do not reach, or that
// others own or may get.
var temporaryHosts = []string{"private-address", "local-name", "tunnel-host", "sink-host", "deployment-url", "zendesk-host"}

// production demands one redirect URL that customers can reach for as long as the client
// lasts. A public client may have loopback URLs alone, as native apps do (RFC 8252 7.3).
func production(d Draft, urls []zendesk.RedirectURL) Finding {
	var lasting, temporary []string
	placeholders := false
	for _, u := range urls {
		switch {
		case slices.ContainsFunc(u.Remarks(), func(r zendesk.Remark) bool { return r.Grave || r.Code == "unreachable-host" }):
			placeholders = true
		case len(only(u.Remarks(), temporaryHosts...)) > 0:
			temporary = append(temporary, u.String())
		case !u.IsLoopback():
			lasting = append(lasting, u.String())
		}
	}
	switch {
	case placeholders && len(lasting) == 0:
		return notRun("the only other URLs are placeholders")
	case len(lasting) > 0:
		return pass(fact("production", list(lasting)))
	case d.IsPublic() && len(temporary) < len(urls):
		return pass(fact("production", "on the user's machine, as native clients do"))
	}
	if _, err := zendesk.ParseKind(d.Get(FieldKind)); err != nil {
		return notRun("the client kind is not chosen yet, and it decides whether the list is enough")
	}
	f := fail("none of these is both reachable for customers and made to last: add the production redirect URLs, because nothing can be added after conversion")
	if f.OfAll = true; len(temporary) > 0 {
		f.Facts = append(f.Facts, fact("not_counted", list(temporary)))
	}
	return f
}

func testRedirect(d Draft, e Evidence) Finding {
	typed := TestRedirectURL(d)
	if typed == "" {
		return fail("there is no redirect URL the test can listen on: add one on this machine, such as http://127.0.0.1:18573/callback, to the client and here")
	}
	shown := fact("test_redirect_url", typed)
	u, err := zendesk.ParseRedirectURL(typed)
	switch {
	case err != nil && !d.Has(FieldTestRedirect):
		return notRun("the redirect URLs cannot be read yet", shown)
	case err != nil:
		return fail(err.Error(), shown)
	}
	if lines := d.Lines(FieldRedirectURLs); len(lines) > 0 && !slices.Contains(lines, u.String()) {
		if worked, ok := e.Step(StepAuthorize); ok && worked.Seen == nil && worked.NotRun == "" && worked.Of.RedirectURL == typed {
			return pass(shown, fact("since", "the test used it, and it was removed from the list afterwards"))
		}
		return fail("it is not in the list of redirect URLs: the account would refuse it. Choose one of the list", shown)
	}
	if !u.IsLoopback() {
		return warn("it is not on this machine: you will have to paste the address the browser ends on. With a redirect URL on 127.0.0.1 you need not", shown)
	}
	return pass(shown)
}
