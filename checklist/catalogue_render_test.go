package checklist

import (
	"bytes"
	"encoding/json"
	"html"
	"strings"
	"testing"
	"time"
	"unicode"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// withoutSpace removes white space, since reports wrap lines.
func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestDiagnosesAreShownAsWritten: every form of a report shows the texts of a diagnosis unchanged,
// though some of them look like a secret, and masks what a diagnosis quotes.
func TestDiagnosesAreShownAsWritten(t *testing.T) {
	const secret = "4f5e6d7c8b9a4f5e6d7c8b9a4f5e6d7c8b9a4f5e6d7c8b9a"
	for _, d := range explain.All() {
		step := Step{ID: StepIdentity, Seen: &explain.Seen{Where: explain.Callback, Error: string(d.Code)}}
		f := failedStep(step, Draft{})
		if f.Diagnosis == nil || *f.Diagnosis != d || f.Fix != d.Fix {
			t.Errorf("%s: %+v", d.Code, f.Diagnosis)
			continue
		}
		quoted := *f.Diagnosis
		quoted.Said = redact.Clean("401: code="+secret, 200)
		f.Diagnosis = &quoted
		r := Report{Context: Context{Now: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)}, Results: []Result{{Checks()[0], f}}}
		var text, markdown, page, machine bytes.Buffer
		for _, err := range []error{r.Text(&text), r.Markdown(&markdown), r.HTML(&page), r.JSON(&machine)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		var decoded jsonReport
		if err := json.Unmarshal(machine.Bytes(), &decoded); err != nil {
			t.Fatal(err)
		}
		row := decoded.Checks[0].Evidence.Diagnosis
		for form, got := range map[string]string{
			"text": text.String(), "Markdown": strings.ReplaceAll(html.UnescapeString(markdown.String()), `\`, ""), "HTML": html.UnescapeString(page.String()),
			"JSON": row.What + row.Cause + row.Check + row.Fix + row.Said,
		} {
			for _, want := range []string{d.What, d.Cause, d.Check, d.Fix, quoted.Said} {
				if !strings.Contains(withoutSpace(got), withoutSpace(want)) {
					t.Errorf("%s: the %s lacks %q", d.Code, form, want)
				}
			}
			if strings.Contains(got, secret) {
				t.Errorf("%s: the %s shows what is quoted unmasked", d.Code, form)
			}
		}
		s, _ := Evidence{}.WithStep(step).Step(StepIdentity)
		if got := summary(StepIdentity, Fail, &r.Results[0], Draft{}, Evidence{}.WithStep(s)); !strings.HasPrefix(got, strings.TrimSuffix(d.What, ".")) {
			t.Errorf("%s: the summary is %q", d.Code, got)
		}
	}
}

// TestReachFailsOnlyWithoutAccount: the step fails only when no later step can work; any other answer
// warns.
func TestReachFailsOnlyWithoutAccount(t *testing.T) {
	looked := explain.Asked{Op: "GET /api/v2/locales/public.json", As: explain.Nobody}
	api := func(status int, word, text string) explain.Seen {
		return explain.Seen{Where: explain.API, Status: status, Error: word, Text: text, Asked: looked}
	}
	network := func(word string) explain.Seen {
		return explain.Seen{Where: explain.Network, Error: word, Asked: looked}
	}
	for _, c := range []struct {
		seen explain.Seen
		want Verdict
		code explain.Code
	}{
		{api(404, "No help desk at x.zendesk.com", "There is no help desk configured at this address."), Fail, "no-help-desk"},
		{api(404, explain.BodyHTML, "No help desk at x.zendesk.com"), Fail, "no-help-desk"},
		{network(explain.NetDNS), Fail, "dns"},
		{network(explain.NetTLS), Fail, "tls"},
		{network(explain.NetTLSExpired), Fail, "tls"},
		{network(explain.NetTLSHost), Fail, "tls"},
		{network(explain.NetTLSUnknown), Fail, "tls"},
		{network(explain.NetTimeout), Warn, "timeout"},
		{network(explain.NetRefused), Warn, "network"},
		{network(explain.NetReset), Warn, "network"},
		{network(explain.NetProxy), Warn, "proxy"},
		{api(200, "No help desk at x.zendesk.com", ""), Warn, "no-help-desk"},
		{api(401, "Couldn't authenticate you", ""), Warn, "machine-refused"},
		{api(403, explain.BodyHTML, "Just a moment..."), Warn, "bot-check"},
		{api(404, "InvalidEndpoint", "Not found"), Warn, "reach-unclear"},
		{api(429, "", ""), Warn, "rate-limited"},
		{api(500, "internal", ""), Warn, "maintenance"},
		// An answer came, so its words are not about the network.
		{api(200, "getaddrinfo ENOTFOUND acme", ""), Warn, "reach-unclear"},
		{api(403, "error", "name or service not known"), Warn, "machine-refused"},
		{api(400, "x509", "certificate verify failed"), Warn, "reach-unclear"},
		{api(407, "Proxy Authentication Required", ""), Warn, "reach-unclear"},
		{api(400, "tls", ""), Warn, "reach-unclear"},
		{api(400, "dns", ""), Warn, "reach-unclear"},
	} {
		e := Evidence{}.WithStep(Step{ID: StepReach, Seen: &c.seen})
		f := reached(Draft{}, e)
		if f.Verdict != c.want || f.Diagnosis == nil || f.Diagnosis.Code != c.code {
			t.Errorf("%+v: %s %+v", c.seen, f.Verdict, f.Diagnosis)
		}
		received := c.seen
		received.Asked = explain.Asked{} // as for pasted text
		if _, none := NoAccount(received); none && received.Where != explain.Network && received.Status != 404 {
			t.Errorf("%+v came, and ends the test", received)
		}
		if _, none := NoAccount(c.seen); none != (c.want == Fail) {
			t.Errorf("%+v: no account: %v", c.seen, none)
		}
	}
}
