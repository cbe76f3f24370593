package checklist

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// sentDraft is the sample, sent four days before noon, with further answers: field, value, …
func sentDraft(pairs ...string) Draft {
	d := sampleDraft().AsSent().With(FieldSubmittedOn, "2026-11-18").With(FieldTicket, "#1234567")
	for i := 0; i < len(pairs); i += 2 {
		d = d.With(Field(pairs[i]), pairs[i+1])
	}
	return d
}

// afterSamples has a draft for each state.
func afterSamples() map[AfterState]Draft {
	return map[AfterState]Draft{
		NotSent:    sampleDraft(),
		Sent:       sentDraft(),
		Rejected:   sentDraft("answer", "rejected", "answered_on", "2026-11-20"),
		Approved:   sentDraft("answer", "approved", "answered_on", "2026-11-20"),
		Claimed:    sentDraft("answer", "approved", "claimed", "yes"),
		Associated: sentDraft("answer", "approved", "claimed", "yes", "associated", "yes"),
		Live:       sentDraft("answer", "Approved", "claimed", "yes", "associated", "yes", "app_id_sent", "yes"),
	}
}

// TestFixSectionTitleOfEachState: the title of the fixes says until when they can be made.
func TestFixSectionTitleOfEachState(t *testing.T) {
	for state, d := range afterSamples() {
		want := map[AfterState]string{NotSent: "Before the request is sent", Sent: "Before Zendesk converts the client", Rejected: "Before the request is sent again"}[state]
		if want == "" {
			want = "What fails"
		}
		d = d.With(FieldName, "")
		r := NewReport(d, Evidence{}, Context{Now: noon})
		if got := r.fixSection(); len(got.Blocks) == 0 || got.Blocks[0].Title != want {
			t.Errorf("%s: %+v", state, got.Blocks)
		}
	}
}

func TestAfterOf(t *testing.T) {
	for want, d := range afterSamples() {
		if got := AfterOf(d); got != want {
			t.Errorf("%s: got %s", want, got)
		}
	}
	for name, c := range map[string]struct {
		d    Draft
		want AfterState
	}{
		"a day that is none":              {sampleDraft().With(FieldSubmittedOn, "soon"), NotSent},
		"approved before there was a zdg": {sampleDraft().With(FieldAnswer, "approved"), Approved},
		"a step left out":                 {sentDraft("answer", "approved", "associated", "yes", "app_id_sent", "yes"), Approved},
		"claimed, and never approved":     {sentDraft("claimed", "yes"), Sent},
		"an answer that is none":          {sentDraft("answer", "perhaps"), Sent},
	} {
		if got := AfterOf(c.d); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestEachStateSaysWhatToDoNow: each note has a source with a date, and promises no time where
// Zendesk publishes none.
func TestEachStateSaysWhatToDoNow(t *testing.T) {
	for state, d := range afterSamples() {
		has := map[string]bool{}
		for _, n := range AfterNotes(d, noon) {
			has[n.Title] = true
			if n.Text == "" || n.Source.Key == "" || n.Source.AsOf.IsZero() || n.Confidence == "" {
				t.Errorf("%s: %+v lacks text, source, date or confidence", state, n)
			}
		}
		if !has[NoteExpect] || !has[NoteNow] && state != Rejected || (state == Sent || state == Rejected) && !has[NoteAsk] || state == Approved && !has[NoteBy] {
			t.Errorf("%s says %v", state, has)
		}
	}
	text := func(d Draft, now time.Time) string {
		var b strings.Builder
		for _, n := range AfterNotes(d, now) {
			b.WriteString(n.Text + " (" + n.Source.Key + ")\n")
		}
		return b.String()
	}
	for _, c := range []struct {
		name  string
		got   string
		wants []string
	}{
		{"early", text(sentDraft(), noon), []string{"from 2026-11-25 (in 3 days), ask in the ticket. (T4)", "no promise. (T4)", "(T10)", "never approved. (T5)", "publishes no time"}},
		{"late", text(sentDraft(), noon.AddDate(0, 0, 10)), []string{"was over on 2026-11-25 (7 days ago): ask in the ticket. (T4)"}},
		{"no ticket", text(sentDraft("ticket", ""), noon), []string{"ask Zendesk Support, since no ticket came"}},
		{"several", text(afterSamples()[Rejected], noon), []string{"no public list of reasons", Forbidden + "\". (Z14h)"}},
		{"approved", text(afterSamples()[Approved], noon), []string{"No day to claim it by is published", "also of a public client. (Z2)"}},
	} {
		for _, want := range c.wants {
			if !strings.Contains(c.got, want) {
				t.Errorf("%s: lacks %q:\n%s", c.name, want, c.got)
			}
		}
	}
	for _, d := range []Draft{afterSamples()[Rejected], sentDraft("answer", "rejected", "customers", "")} {
		if got := text(d, noon); strings.Contains(got, "creates a local one") {
			t.Errorf("customers of a distributed integration are told to make clients of their own:\n%s", got)
		}
	}
	if got := text(sentDraft("answer", "rejected", "customers", "one"), noon); !strings.Contains(got, "creates a local one") || strings.Contains(got, Forbidden) {
		t.Errorf("for one account a local client is enough:\n%s", got)
	}
}

// TestNothingIsAskedBeforeTheRequest: before the request is sent, the checks of the last stage are
// not made, and the conclusion does not depend on them.
func TestNothingIsAskedBeforeTheRequest(t *testing.T) {
	for _, d := range []Draft{{}, sampleDraft()} {
		for _, r := range Judge(d, sampleEvidence(sampleDraft())) {
			if r.Stage == StageAfter && r.Verdict != NotRun {
				t.Errorf("%s: %s before anything was sent", r.ID, r.Verdict)
			}
		}
	}
	r := goodReport()
	if v, says := r.Conclusion(); v != Pass {
		t.Errorf("%s: %s", v, says)
	}
	if strings.Contains(rendered(r, "md"), "Since the request") {
		t.Error("the report tells of a request that was not sent")
	}
	for state, d := range afterSamples() {
		for _, r := range Judge(d, sampleEvidence(d)) {
			if r.Stage == StageAfter && r.Verdict == Fail {
				t.Errorf("%s: %s fails: what Zendesk does is no fault of the client", state, r.ID)
			}
		}
	}
}

func TestChangedSince(t *testing.T) {
	if _, known := ChangedSince(sampleDraft()); known {
		t.Error("nobody noted what was sent")
	}
	d := sentDraft()
	if changed, known := ChangedSince(d); !known || len(changed) != 0 {
		t.Errorf("nothing changed: %v", changed)
	}
	d = d.With(FieldDescription, "Syncs tickets, both ways").With(FieldScopes, "tickets:read").With(FieldKind, "Confidential").With(FieldContactName, "Bo")
	changed, _ := ChangedSince(d)
	want := []Changed{{FieldDescription, "Syncs tickets with Acme CRM", "Syncs tickets, both ways"}, {FieldScopes, "tickets:read, users:read", "tickets:read"}}
	if !slices.Equal(changed, want) {
		t.Errorf("got %v", changed)
	}
	parted := hexSecret[:32] + " " + hexSecret[32:]
	if note := sampleDraft().With(FieldUseCase, parted).AsSent().Get(FieldAsSent); strings.Contains(note, hexSecret[:6]) {
		t.Errorf("what looks like a secret is noted: %s", note)
	}
	if changed, _ := ChangedSince(sentDraft("use_case", parted)); len(changed) > 0 {
		t.Errorf("what looks like a secret is told: %v", changed)
	}
}

// TestTopicsNameChecks: the checks of each topic exist, and tickets are read as the right topic.
func TestTopicsNameChecks(t *testing.T) {
	known := map[string]bool{}
	for _, c := range Checks() {
		known[c.ID] = true
	}
	for _, topic := range topics() {
		for _, id := range topic.Checks {
			if !known[id] {
				t.Errorf("%s: there is no check %q", topic.Name, id)
			}
		}
	}
	for said, want := range map[string]string{
		"Your sub-domain does not begin with d3v-":                 "the subdomain",
		"we could not find a sponsored account":                    "the sponsored account",
		"Please complete the Organisation section":                 "the Organization",
		"the Unique Identifier must be prefixed":                   "the identifier",
		"App name uses our trademarks":                             "the name",
		"The description is empty.":                                "the description",
		"add your company":                                         "the company",
		"the icon is blurred":                                      "the logo",
		"is this a public client?":                                 "the client kind",
		"callback URL on localhost":                                "redirect URLs",
		"it asks for more permissions than it needs":               "scopes",
		"calls without X-Zendesk-Marketplace-Name":                 "the Marketplace headers",
		"tokens are not refreshed; they expire":                    "refreshing tokens",
		"describe your use-case":                                   "the use case",
		"your web site is down":                                    "the website",
		"there is no privacy policy":                               "the privacy policy",
		"Terms and conditions are missing":                         "the terms of use",
		"we see no listing of yours":                               "the listing",
		"please send the client secret again":                      "the secret",
		"Hello, we are looking into this and will be back shortly": "",
	} {
		got := ReadTicket(said)
		if want == "" && len(got.Topics) > 0 || want != "" && !slices.ContainsFunc(got.Topics, func(o Topic) bool { return o.Name == want }) {
			t.Errorf("%q names %v, want %q", said, got.Topics, want)
		}
	}
}

// TestTicketLeadsToItsChecks: a ticket leads to the checks of its topics, failures first, and to the
// diagnosis of an answer that it quotes.
func TestTicketLeadsToItsChecks(t *testing.T) {
	d := sentDraft("answer", "rejected", "company", "-")
	e := sampleEvidence(d)
	ticket := ReadTicket("Your company and your logo are missing. When we tried it, the page was:\n\nInvalid Authorization Request\nNo such client\n")
	about := ticket.About(Judge(d, e))
	if len(about) == 0 || about[0].ID != "company-filled" && about[0].ID != "record-company" || about[0].Verdict != Fail {
		t.Errorf("first is %+v", about)
	}
	seen := map[string]int{}
	for _, r := range about {
		seen[r.ID]++
	}
	if seen["logo-square"] != 1 || seen["name-filled"] != 0 {
		t.Errorf("%v", seen)
	}
	if len(ticket.Found) == 0 || ticket.Found[0].Code != "no-such-client" {
		t.Errorf("found %v", ticket.Found)
	}
	quoted := ReadTicket(`When we tried your app the exchange was answered {"error":"invalid_client","error_description":"Client authentication failed."}.`)
	if len(quoted.Found) == 0 || quoted.Found[0].Code != "invalid-client" {
		t.Errorf("of what Zendesk's ticket quotes, found %v", quoted.Found)
	}
	if none := ReadTicket("The logo is not square, and the description could say more."); len(none.Found) != 0 {
		t.Errorf("found %v where nothing is quoted", none.Found)
	}
	if empty := ReadTicket("Hello"); len(empty.About(Judge(d, e))) != 0 || !empty.Read {
		t.Errorf("%+v", empty)
	}
}

// TestReplyClaimsOnlyWhatIsTrue: a reply names what changed, and a test only where one passed with
// the present answers.
func TestReplyClaimsOnlyWhatIsTrue(t *testing.T) {
	d := sentDraft("answer", "rejected", "description", "Syncs tickets, both ways")
	ticket := ReadTicket("the description says nothing")
	got := Reply(d, sampleEvidence(d), ticket)
	for _, want := range []string{"zdg-acme-sync on d3v-acme.zendesk.com, sent on 2026-11-18.", "You wrote about the description.", "- Description: Syncs tickets, both ways", "passed on 2026-11-22", "Could you look at it again?", "Ada Example"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
	if untested := Reply(d, Evidence{}, Ticket{}); strings.Contains(untested, "passed") {
		t.Errorf("no test was made:\n%s", untested)
	}
	failed := sampleEvidence(d)
	failed.Outcome = OutcomeFailed
	for _, e := range []Evidence{failed, {Outcome: OutcomePassed}} {
		if got := Reply(d, e, Ticket{}); strings.Contains(got, "passed") {
			t.Errorf("no whole test passed:\n%s", got)
		}
	}
	stale := sampleEvidence(d)
	if got := Reply(d.With(FieldScopes, "read"), stale, Ticket{}); strings.Contains(got, "passed") {
		t.Errorf("the test was of other scopes:\n%s", got)
	}
	if got := Reply(sentDraft("answer", "rejected"), Evidence{}, Ticket{}); !strings.Contains(got, "has not changed") || !strings.Contains(got, "tell us what is missing") {
		t.Errorf("nothing changed:\n%s", got)
	}
	if got := Reply(sampleDraft(), Evidence{}, Ticket{}); !strings.Contains(got, "(say what)") {
		t.Errorf("nobody knows what was sent:\n%s", got)
	}
}

// TestFenceIsLongerThanItsContent: no answer with backticks closes the fence of a text to copy.
func TestFenceIsLongerThanItsContent(t *testing.T) {
	d := sampleDraft().With(FieldName, "Acme ``` Sync").With(FieldRedirectURLs, "https://app.acme.com/cb").With(FieldTicket, "```` #1")
	out := rendered(NewReport(d, sampleEvidence(d), Context{Now: noon}), "md")
	_, rest, found := strings.Cut(out, "### To change the secret\n")
	if !found {
		t.Fatal("there is no such text")
	}
	if !strings.Contains(rest, "`````text\nTopic: global oauth") || !strings.Contains(rest, "not in this ticket.\n`````\n") {
		t.Errorf("the fence is too short:\n%s", rest[:600])
	}
}

// TestGoLiveTexts: the texts have the values of this client, and advise nothing that Zendesk forbids.
func TestGoLiveTexts(t *testing.T) {
	body := map[string]string{}
	for _, r := range GoLive(sentDraft(), noon) {
		if r.Title == "" || r.For == "" || r.Body == "" || r.Source.Key == "" || r.Confidence == "" || body[r.ID] != "" {
			t.Errorf("%+v", r)
		}
		body[r.ID] = r.Body
	}
	for id, wants := range map[string][]string{
		"plan":          {"authorizes again", "canary", "both clients side by side", "room for two secrets", "since 2025-08-12 Zendesk does not permit", "2027-04-30 (in 159 days)", "2027-04-01 (in 130 days)", "not published"},
		"letter":        {"reconnect Acme Sync", "names Acme Sync (Acme Inc.)", "- tickets:read: ", "External OAuth clients", "ada@acme.com"},
		"leaked":        {"You cannot make a new one yourself", "holds two secrets", "Plan for no overlap", "was seen to stop at once"},
		"redirect-urls": {"global oauth", "zdg-acme-sync", "d3v-acme.zendesk.com", "#1234567", "- https://app.acme.com/oauth/callback"},
		"scopes":        {"global oauth", "Allowed scopes", "- tickets:read\n- users:read"},
		"secret":        {"global oauth", "make a new secret", "The secret is not in this ticket"},
		"staging":       {"global oauth", "second global OAuth client", "zdg-acme-sync-staging"},
	} {
		for _, want := range wants {
			if !strings.Contains(body[id], want) {
				t.Errorf("%s lacks %q:\n%s", id, want, body[id])
			}
		}
	}
	for _, r := range GoLive(sentDraft("allowed_scopes", "open", "kind", "public", "customers", "one"), noon) {
		for _, never := range map[string][]string{"plan": {"2025-08-12"}, "scopes": {"- tickets:read"}, "exchange": {"client_secret"}, "refresh": {"client_secret"}, "leaked": {"acts as the person"}}[r.ID] {
			if strings.Contains(r.Body, never) {
				t.Errorf("%s of an open public client for one account has %q:\n%s", r.ID, never, r.Body)
			}
		}
	}
}
