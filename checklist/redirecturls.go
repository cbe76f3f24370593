package checklist

import (
	"fmt"
	"slices"

	"zdg/checklist/zendesk"
)

func redirectChecks() []Check {
	return []Check{
		{
			ID: "redirect-urls-syntax", Title: "redirect URLs are valid", Stage: Client, Field: RedirectURLs, How: ByDraft,
			Rule:  documented("Z4", "redirect URLs are absolute, one per line, and https unless the host is localhost or 127.0.0.1"),
			Judge: redirectSyntax,
		},
		{
			ID: "redirect-urls-list", Title: "redirect URLs differ from each other", Stage: Client, Field: RedirectURLs, How: ByDraft,
			Rule: inferred("T16", "redirect URLs are matched as exact strings, also in port, path and last slash"),
			Judge: onURLs(func(_ Draft, urls []zendesk.RedirectURL) Finding {
				return remarked(zendesk.RedirectURLRemarks(urls), fact("count", fmt.Sprint(len(urls))))
			}),
		},
		{
			ID: "redirect-urls-production", Title: "every production redirect URL is there", Stage: Client, Field: RedirectURLs, How: ByDraft,
			Rule:  documented("Z1", "only Zendesk can edit a global client, so its redirect URLs are final when the request is made"),
			Judge: onURLs(production),
		},
		{
			ID: "test-redirect-url", Title: "a redirect URL is there that the test can listen on", Stage: Client, Field: TestRedirect, How: ByDraft,
			Rule:  inferred("T16", "the redirect URL sent must be one of the client's, port and all"),
			Judge: testRedirect,
		},
	}
}

// parsedURLs are the lines that parse, and the error of the first that does not.
func parsedURLs(lines []string) (urls []zendesk.RedirectURL, first error) {
	for _, line := range lines {
		u, err := zendesk.ParseRedirectURL(line)
		if err == nil {
			urls = append(urls, u)
		} else if first == nil {
			first = err
		}
	}
	return urls, first
}

// onURLs judges the redirect URLs that parse.
func onURLs(judge func(Draft, []zendesk.RedirectURL) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, _ Evidence) Finding {
		urls, _ := parsedURLs(d.Lines(RedirectURLs))
		if len(urls) == 0 {
			return notRun("there is no valid redirect URL yet")
		}
		return judge(d, urls)
	}
}

func redirectSyntax(d Draft, _ Evidence) Finding {
	lines := d.Lines(RedirectURLs)
	if len(lines) == 0 {
		return fail("add the redirect URLs of the client, one per line")
	}
	for n, line := range lines {
		if _, err := zendesk.ParseRedirectURL(line); err != nil {
			return fail(fmt.Sprintf("line %d: %v", n+1, err), fact("redirect_url", line))
		}
	}
	return pass(fact("redirect_urls", list(lines)))
}

// production demands one redirect URL that is not on this machine. A public
// client may well have none: its loopback URL is the product (RFC 8252 7.3).
func production(d Draft, urls []zendesk.RedirectURL) Finding {
	var real []string
	for _, u := range urls {
		if !u.IsLoopback() {
			real = append(real, u.String())
		}
	}
	switch {
	case len(real) > 0:
		return pass(fact("production", list(real)))
	case isPublic(d):
		return pass(fact("production", "on the user's machine, as native clients do"))
	}
	return fail("add the production redirect URLs: none of the list is reachable for a customer, and nothing can be added after conversion")
}

func testRedirect(d Draft, e Evidence) Finding {
	typed := TestRedirectURL(d)
	if typed == "" {
		return fail("add a redirect URL on this machine, such as http://127.0.0.1:18573/callback, to the client and to the list")
	}
	shown := fact("test_redirect_url", typed)
	u, err := zendesk.ParseRedirectURL(typed)
	if err != nil {
		return fail(err.Error(), shown)
	}
	if lines := d.Lines(RedirectURLs); len(lines) > 0 && !slices.Contains(lines, u.String()) {
		if worked, ok := e.Step(StepAuthorize); ok && worked.Seen == nil && worked.NotRun == "" && worked.Of.RedirectURL == typed {
			return pass(shown, fact("since", "the test was made with it, and it was taken off the list afterwards"))
		}
		return fail("it is not in the list of redirect URLs: the account would refuse it. Choose one of the list", shown)
	}
	if !u.IsLoopback() {
		return warn("it is not on this machine: the address that the browser ends on has to be pasted. A redirect URL on 127.0.0.1 makes that unnecessary", shown)
	}
	return pass(shown)
}
