package plain

import (
	"errors"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
)

// typedRun is a whole run from an empty draft: each line, and the answer that
// the draft has once it was taken; "" where a line answers nothing.
var typedRun = []struct {
	line   string
	field  checklist.Field
	answer string
}{
	{"1", checklist.FieldCustomers, "several"},
	{"support, help center, voice", checklist.FieldProduct, "support"},
	{"n", checklist.FieldBot, "no"},
	{"SERVERS", checklist.FieldSecretLives, "servers"},
	{"https://d3v-acme.zendesk.com/agent", checklist.FieldSubdomain, "https://d3v-acme.zendesk.com/agent"},
	{"requested", checklist.FieldSponsored, "requested"},
	{"2026-11-20", checklist.FieldTrialStartedOn, "2026-11-20"},
	{"2026-11-21", checklist.FieldSponsoredAsked, "2026-11-21"},
	{"1", checklist.FieldOrganization, "yes"},
	{"12345", checklist.FieldOrganizationID, "12345"},
	{"no", checklist.FieldClientExists, "no"},
	{"zdg-acme", checklist.FieldIdentifier, "zdg-acme"},
	{"conf", checklist.FieldKind, "confidential"},
	{"https://app.acme.com/callback", checklist.FieldRedirectURLs, "https://app.acme.com/callback"},
	{"http://127.0.0.1:18573/callback", checklist.FieldRedirectURLs, "https://app.acme.com/callback\nhttp://127.0.0.1:18573/callback"},
	{"", "", ""},
	{"tickets:read users:read", checklist.FieldScopes, "tickets:read\nusers:read"},
	{"", "", ""},
	{"limited to this list", checklist.FieldAllowed, "limited"},
	{`\Back`, checklist.FieldName, "Back"},
	{`\Go to \help`, checklist.FieldDescription, `Go to \help`},
	{`\go team`, checklist.FieldCompany, "go team"},
	{`\\server\share\logo.png`, checklist.FieldLogoFile, `\\server\share\logo.png`},
	{"", "", ""},
	{planted, "", ""},
	{"yes", checklist.FieldStored, "yes"},
	{"yes", checklist.FieldRegenerated, "yes"},
	{"y", checklist.FieldFirstSix, "yes"},
	{"", "", ""},
	{"allow", "", ""},
	{"", "", ""},
	{"https://app.acme.com/callback", checklist.FieldRedirectURLs, ""},
	{"http://127.0.0.1:18573/callback", checklist.FieldRedirectURLs, ""},
	{"", "", ""},
	{"our CLI listens there", checklist.FieldKeptURLsWhy, "our CLI listens there"},
	{"", "", ""},
	{"https://acme.example", checklist.FieldWebsite, "https://acme.example"},
	{"Copies new tickets into Acme CRM", checklist.FieldUseCase, "Copies new tickets into Acme CRM"},
	{"12 now", checklist.FieldCustomerCount, "12 now"},
	{"Ada Exämple", checklist.FieldContactName, "Ada Exämple"},
	{"ada@acme.example", checklist.FieldContactEmail, "ada@acme.example"},
	{"ops@acme.example", checklist.FieldSecondContact, "ops@acme.example"},
	{"https://acme.example/privacy", checklist.FieldPrivacyURL, "https://acme.example/privacy"},
	{"https://acme.example/terms", checklist.FieldTermsURL, "https://acme.example/terms"},
	{"Acme Sync for Zendesk", checklist.FieldAppName, "Acme Sync for Zendesk"},
	{"https://www.zendesk.com/marketplace/apps/support/99999", checklist.FieldListing, "https://www.zendesk.com/marketplace/apps/support/99999"},
	{"y", checklist.FieldHeaders, "yes"},
	{"1", checklist.FieldRefreshBuilt, "yes"},
	{"yes", checklist.FieldMailAllowed, "yes"},
	{"", "", ""},
	{"", "", ""},
	{"2026-11-22", checklist.FieldSubmittedOn, "2026-11-22"},
	{"#1234567", checklist.FieldTicket, "#1234567"},
	{"", "", ""},
	{"app", checklist.FieldAnswer, "approved"},
	{"2026-11-28", checklist.FieldAnsweredOn, "2026-11-28"},
	{"", "", ""},
	{"yes", checklist.FieldClaimed, "yes"},
	{"1", checklist.FieldAssociated, "yes"},
	{"", "", ""},
	{"99999", checklist.FieldAppID, "99999"},
	{"y", checklist.FieldAppIDSent, "yes"},
	{"finish", "", ""},
}

func firstLines(n int) []string {
	var input []string
	for _, l := range typedRun[:n] {
		input = append(input, l.line)
	}
	return input
}

// TestEveryQuestionIsAnswerable: each question that a run from an empty draft asks has a line in
// typedRun, and its answer is taken.
func TestEveryQuestionIsAnswerable(t *testing.T) {
	r := script(t, flow.State{Practice: true, File: "zdg.toml"}, &fake{}, firstLines(len(typedRun))...)
	if r.err != nil || r.exit != flow.Finished {
		t.Fatalf("left as %v with %v:\n%s", r.exit, r.err, r.text)
	}
	asked := map[checklist.Field]bool{}
	for _, l := range typedRun {
		if asked[l.field] = true; l.answer != "" && r.state.Draft.Get(l.field) != l.answer && l.field != checklist.FieldRedirectURLs {
			t.Errorf("%s is %q, not %q", l.field, r.state.Draft.Get(l.field), l.answer)
		}
	}
	for _, page := range flow.Pages() {
		for _, f := range page.Fields {
			if flow.Shown(f, r.state.Draft) && !asked[f] && f != checklist.FieldTestRedirect { // there was one on this machine when its page came
				t.Errorf("%s has no line in this test", f)
			}
			if info, _ := checklist.Info(f); asked[f] && !strings.Contains(r.text, ": "+info.Title) {
				t.Errorf("%s was not asked", f)
			}
		}
	}
}

// TestEOFLosesNothing ends the input before each prompt: what was answered is
// in the draft and on disk.
func TestEOFLosesNothing(t *testing.T) {
	for n := range typedRun {
		r := script(t, flow.State{Practice: true, File: "zdg.toml"}, &fake{}, firstLines(n)...)
		if !errors.Is(r.err, ErrEOF) || !strings.HasPrefix(r.err.Error(), `the input ended at "`) {
			t.Fatalf("%d lines: %v", n, r.err)
		}
		if r.exit != flow.Unfinished || !r.state.Leaving {
			t.Errorf("%d lines: not left", n)
		}
		want := map[checklist.Field]string{}
		for _, l := range typedRun[:n] {
			if l.answer != "" {
				want[l.field] = l.answer
			}
		}
		for f, answer := range want {
			if got := r.state.Draft.Get(f); got != answer {
				t.Errorf("%d lines: %s is %q, not %q", n, f, got, answer)
			}
		}
		if n == 0 {
			has(t, r.err.Error(), `at "Who will use it?": nothing was answered in this run; start zdg practice again to go on`)
			continue
		}
		has(t, r.err.Error(), ": the answers so far are saved in zdg.toml; start zdg practice again to go on")
		if last := r.saved[len(r.saved)-1]; !last.Equal(r.state.Draft) {
			t.Errorf("%d lines: the disk holds another draft", n)
		}
	}
}

func TestEOFTellsWhatIsNotSaved(t *testing.T) {
	r := script(t, flow.State{}, &fake{}, "1")
	has(t, r.err.Error(), `at "Which Zendesk product?": nothing is saved here`)
	r = script(t, flow.State{File: "zdg.toml"}, &fake{unsaved: true}, "1")
	has(t, r.err.Error(), "the answers so far may be missing in zdg.toml")
	has(t, r.text, "fail: zdg.toml could not be written: the disk is full")
}

// TestQuitKeepsAnUnfinishedList, as do the other words that leave it, and the end of the input.
func TestQuitKeepsAnUnfinishedList(t *testing.T) {
	for _, word := range []string{"quit", "back", "go fit", "nothing more"} {
		input := []string{"http://localhost:18573/callback", "https://two.example/callback", word, "quit"}
		if word == "nothing more" {
			input = input[:2]
		}
		r := script(t, at(flow.PageURLs), &fake{}, input...)
		want := "https://app.acme.com/callback\nhttp://127.0.0.1:18573/callback\nhttp://localhost:18573/callback\nhttps://two.example/callback"
		if got := r.state.Draft.Get(checklist.FieldRedirectURLs); got != want {
			t.Errorf("%s: %q", word, got)
		}
		has(t, r.text, "Added to the list, which was not ended: 2.")
	}
}
