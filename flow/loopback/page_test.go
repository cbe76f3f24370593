package loopback

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"zdg/checklist/explain"
)

func TestAPageShowsHostileTextAsText(t *testing.T) {
	const hostile = "<script>alert(1)</script>\"'&\x1b[31m\u202etxt\x00\nnext"
	p := Page{
		Title: hostile, Lines: []string{hostile, strings.Repeat("long ", 10000)}, Code: hostile,
		What: hostile, Cause: hostile, Check: hostile, Fix: hostile,
	}
	for range 100 {
		p.Lines = append(p.Lines, hostile)
	}
	got := string(p.render(hostile))
	for _, bad := range []string{"<script", "alert(1)<", "\x1b", "\x00", "\u202e", "\"'&"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q came through", bad)
		}
	}
	if !strings.Contains(got, "&lt;script&gt;") || len(got) > 64<<10 {
		t.Errorf("%d bytes", len(got))
	}
}

// TestAPageShowsTheCatalogueAsWritten: the texts of diagnoses are never masked.
func TestAPageShowsTheCatalogueAsWritten(t *testing.T) {
	for _, d := range explain.All() {
		p := Page{Code: string(d.Code), What: d.What, Said: `401 some_error: "code=•••"`, Cause: d.Cause, Check: d.Check, Fix: d.Fix}
		got := html.UnescapeString(string(p.render("")))
		for _, want := range []string{p.Code, p.What, p.Said, p.Cause, p.Check, p.Fix} {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q", d.Code, want)
			}
		}
	}
}

func TestPagesAreStatic(t *testing.T) {
	pages := []Page{{}, {OK: true}, tooLargePage("localhost"), workingPage, stoppedPage, startUsedPage, prefetchedPage}
	for _, why := range []Reason{NoAnswer, NoState, EmptyState, OtherState, CutState, TwoStates, OtherPath, OtherHost, OtherMethod} {
		pages = append(pages, refusalPage(why))
	}
	forbidden := regexp.MustCompile(`(?i)<script|<img|<iframe|<form|\son[a-z]+=|\sstyle=|src=|https?://|@import|url\(|javascript:`)
	for _, p := range pages {
		for _, label := range []string{"", "PRACTICE"} {
			got := string(p.render(label))
			if bad := forbidden.FindString(got); bad != "" {
				t.Errorf("%q: holds %q", p.Title, bad)
			}
			if strings.Count(got, "<h1>") != 1 || !strings.Contains(got, `lang="en"`) || !strings.Contains(got, "</html>") {
				t.Errorf("%q: not a whole page", p.Title)
			}
			if strings.Contains(got, "PRACTICE") != (label != "") {
				t.Errorf("%q: the label", p.Title)
			}
		}
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	l := listenOn(t, "127.0.0.1", "/callback", Options{AuthorizeURL: authorizeURL})
	l.Answer(Page{OK: true})
	base := "http://" + l.Addr()[0]
	for name, address := range map[string]string{
		"callback": l.callbackURL(goodQuery), "result": base + l.result, "start": l.StartURL(),
		"stranger": base + "/x", "other state": l.callbackURL("code=x&state=y"),
	} {
		got := get(t, client(), address)
		for key, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
			"X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got.header.Get(key) != want {
				t.Errorf("%s: %s is %q", name, key, got.header.Get(key))
			}
		}
		policy := got.header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "style-src 'sha256-"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy lacks %s", name, want)
			}
		}
		if strings.Contains(policy, "unsafe") || len(got.header["Set-Cookie"]) > 0 || got.header.Get("Server") != "" {
			t.Errorf("%s: %v", name, got.header)
		}
		if got.body != "" && got.header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %s", name, got.header.Get("Content-Type"))
		}
		if strings.Contains(got.body, ourCode) || strings.Contains(got.body, ourState) {
			t.Errorf("%s: repeats what came in", name)
		}
	}
	if got := get(t, client(), base+"/x"); got.status != http.StatusNotFound {
		t.Errorf("%d", got.status)
	}
}
