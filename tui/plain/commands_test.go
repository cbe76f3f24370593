package plain

import (
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// TestParse: words and answers are told apart, and a backslash makes an answer of a word.
func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text     string
		word     word
		argument string
		answer   string
	}{
		{"", noWord, "", ""},
		{"BACK", backWord, "", ""},
		{"?", helpWord, "", ""},
		{"Help", helpWord, "", ""},
		{"quit", quitWord, "", ""},
		{"go", goWord, "", ""},
		{"go  Clean-Up", goWord, "clean-up", ""},
		{"Go  6:  Clean Up", goWord, "6: clean up", ""},
		{`\go with the flow`, noWord, "", "go with the flow"},
		{"good morning", noWord, "", "good morning"},
		{"back office", noWord, "", "back office"},
		{`\back`, noWord, "", "back"},
		{`\go 3`, noWord, "", "go 3"},
		{`\?`, noWord, "", "?"},
		{`\\back`, noWord, "", `\back`},
		{`\\server\back`, noWord, "", `\\server\back`},
		{`\n`, noWord, "", `\n`},
		{`\clear`, noWord, "", `\clear`},
	} {
		word, argument, answer := parse(tt.text)
		if word != tt.word || argument != tt.argument || answer != tt.answer {
			t.Errorf("%q: %v, %q, %q", tt.text, word, argument, answer)
		}
	}
	for typed, want := range map[string]string{`\clear`: "clear", `\\clear`: `\clear`, `\remove`: "remove", `\x`: `\x`, "clear": "clear"} {
		if got := unescaped(typed); got != want {
			t.Errorf("unescaped(%q) = %q", typed, got)
		}
	}
}

// TestPlace: where go leads, by number or by name.
func TestPlace(t *testing.T) {
	for name, want := range map[string]flow.PageID{
		"1": flow.PageFit, "8": flow.PageRequest, "9": flow.PageSent, "after": flow.PageSent, "claim": flow.PageClaim, "client": flow.PageExists, "urls": flow.PageURLs, "cleanup": flow.PageCleanUp,
		"clean-up": flow.PageCleanUp, "sheet": flow.PageSheet, "clean up": flow.PageCleanUp, "clean": flow.PageCleanUp, "cle": flow.PageCleanUp,
		"6: clean up": flow.PageCleanUp, "3.": flow.PageExists, "rev": flow.PageReview, "sub": flow.PageRequest, "se": flow.PageSecret,
	} {
		if page, ok := pageNamed(name); !ok || page != want {
			t.Errorf("%q is %q", name, page)
		}
	}
	for _, name := range []string{"0", "10", "-1", "nowhere", "99999999999999999999", "", "cl", "clean up now", "s"} {
		if page, ok := pageNamed(name); ok {
			t.Errorf("%q is %q", name, page)
		}
	}
}

// TestDialogue: what is typed at questions of all kinds, what is said then, and the answer in the end.
func TestDialogue(t *testing.T) {
	for _, tt := range []struct {
		name  string
		page  flow.PageID
		input []string
		want  []string
		field checklist.Field
		typed string // of field at the end
	}{
		{"wrong numbers and words are asked again", flow.PageFit, []string{"0", "3", "-1", "maybe", "2", "s", "1"}, []string{
			`fail: "0" is not one of the answers: give a number from 1 to 2, or the word`, `fail: "3" is`, `fail: "-1" is`, `fail: "maybe" is`, `fail: "s" is not one`,
		}, checklist.FieldCustomers, "one"},
		{"back from an invalid answer", flow.PageAccount, []string{"a b c!", "back", ""}, []string{"fail: ", "Where is the secret kept [servers]:", "Subdomain [a b c!]:"}, checklist.FieldSubdomain, "a b c!"},
		{"an invalid answer is asked again", flow.PageAccount, []string{"a b c!", "", "d3v-two"}, []string{"Question 2 of 4: Is the account sponsored?"}, checklist.FieldSubdomain, "d3v-two"},
		{"clear takes an answer away", flow.PageDetails, []string{"clear"}, []string{"Question 2 of 4: Description"}, checklist.FieldName, ""},
		{"and can be an answer", flow.PageDetails, []string{`\Clear`}, nil, checklist.FieldName, "Clear"},
		{"clear of a choice", flow.PageFit, []string{"clear", "back"}, []string{"Who will use it?"}, checklist.FieldCustomers, ""},
		{"back to the question before", flow.PageDetails, []string{"", "back", "Other"}, []string{"Name [Acme Sync]:"}, checklist.FieldName, "Other"},
		{"back before the first question", flow.PageFit, []string{"back"}, []string{"This is the first question."}, "", ""},
		{"a list is replaced", flow.PageURLs, []string{"https://one.example/cb", "https://two.example/cb", ""}, []string{"Redirect URLs [keep these 2]:"}, checklist.FieldRedirectURLs, "https://one.example/cb\nhttps://two.example/cb"},
		{"an empty line keeps the list", flow.PageURLs, []string{""}, []string{"https://app.acme.com/callback\nhttp://127.0.0.1:18573/callback\n"}, checklist.FieldRedirectURLs, full().Get(checklist.FieldRedirectURLs)},
		{"a wrong item is not taken", flow.PageURLs, []string{"nonsense", "https://one.example/cb", ""}, []string{"It was not taken: give it again, or go on with the next one."}, checklist.FieldRedirectURLs, "https://one.example/cb"},
		{"wrong items alone keep the list", flow.PageURLs, []string{"nonsense", "", ""}, []string{"Question 2 of 4"}, checklist.FieldRedirectURLs, full().Get(checklist.FieldRedirectURLs)},
		{"clear of a needed list is asked again", flow.PageURLs, []string{"clear", "https://one.example/cb", ""}, []string{"fail: none yet"}, checklist.FieldRedirectURLs, "https://one.example/cb"},
		{"go lists the stages", flow.PageDetails, []string{"go"}, []string{"Stages reached so far:\ngo 1: Fit\ngo 2: Account\ngo 3: Client\nName"}, "", ""},
		{"go to what was not reached", flow.PageDetails, []string{"go 7"}, []string{"Review has not been reached yet. Stages reached so far:"}, "", ""},
		{"go nowhere", flow.PageDetails, []string{"go daddy", `\Go daddy`}, []string{`"daddy" is not a stage. To give this as an answer, put a backslash before it.`}, checklist.FieldName, "Go daddy"},
		{"go by the title of a stage", flow.PageReview, []string{"go clean up", "quit"}, []string{"Remove what should not be frozen"}, "", ""},
		{"go by its beginning, of any case", flow.PageReview, []string{"GO Clean", "quit"}, []string{"Remove what should not be frozen"}, "", ""},
		{"go as it is listed", flow.PageSent, []string{"go 6: Clean up", "quit"}, []string{"Remove what should not be frozen"}, checklist.FieldSubmittedOn, ""},
		{"go and several words are no answer", flow.PageDetails, []string{"go with the flow"}, []string{`"with the flow" is not a stage. To give this as an answer, put a backslash`}, checklist.FieldName, "Acme Sync"},
		{"go and two stages", flow.PageDetails, []string{"go cl"}, []string{`"cl" is not a stage.`}, checklist.FieldName, "Acme Sync"},
		{"go by number", flow.PageDetails, []string{"go 1", "one"}, []string{"Stage 1 of 9: Fit"}, checklist.FieldCustomers, "one"},
		{"go by name", flow.PageURLs, []string{"go identity", "zdg-two"}, []string{"Identifier and kind"}, checklist.FieldIdentifier, "zdg-two"},
		{"go where we are", flow.PageDetails, []string{"", "go details", "Again"}, nil, checklist.FieldName, "Again"},
		{"help", flow.PageAccount, []string{"help", "?"}, []string{
			"Subdomain: The name before", "Such as d3v-acme.", "Every Zendesk account has its own sign-in", "Source, as of 20", "\nhttps://", `put a backslash before it: \back.`,
			"\n\nSubdomain [d3v-acme]:",
		}, "", ""},
		{"a finding is said", flow.PageAccount, []string{"acme"}, []string{"\nfail: "}, checklist.FieldSubdomain, "acme"},
		{"carriage returns, byte order mark and control characters", flow.PageDetails, []string{"\ufeffAc\x1b[2Jme\x00\r"}, nil, checklist.FieldName, "Ac[2Jme"},
		{"bidi characters", flow.PageDetails, []string{"Ac\u202eme"}, nil, checklist.FieldName, "Acme"},
		{"a line that is too long", flow.PageDetails, []string{strings.Repeat("x", maxLine+1), "Short"}, []string{"fail: the line is longer than 65536 bytes"}, checklist.FieldName, "Short"},
		{"clean up: local URLs are removed", flow.PageCleanUp, []string{"remove"}, []string{"warn: These point to this machine.", "Review"}, checklist.FieldRedirectURLs, "https://app.acme.com/callback"},
		{"clean up: they stay with a reason", flow.PageCleanUp, []string{"", "our CLI"}, []string{"Question 2 of 2: Why local URLs stay"}, checklist.FieldKeptURLsWhy, "our CLI"},
		{"clean up: remove at the second question", flow.PageCleanUp, []string{"", "Remove"}, []string{"Question 2 of 2: Why local URLs stay", "Review"}, checklist.FieldRedirectURLs, "https://app.acme.com/callback"},
		{"clean up: it is no reason", flow.PageCleanUp, []string{"", "remove"}, nil, checklist.FieldKeptURLsWhy, ""},
		{"clean up: record at the second question", flow.PageCleanUp, []string{"", "record", `[]`, "", "quit"}, []string{"What the browser shows; an empty line ends it:"}, checklist.FieldKeptURLsWhy, ""},
		{"clean up: either word can be the reason", flow.PageCleanUp, []string{"", `\record`}, nil, checklist.FieldKeptURLsWhy, "record"},
		{"a line that is not UTF-8", flow.PageDetails, []string{"M\xfcller", "Müller"}, []string{"fail: the line is not UTF-8"}, checklist.FieldName, "Müller"},
		{"clean up: the list may be emptied", flow.PageCleanUp, []string{"clear"}, []string{"Review"}, checklist.FieldRedirectURLs, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := script(t, at(tt.page), &fake{}, tt.input...)
			has(t, r.text, tt.want...)
			if tt.field != "" && r.state.Draft.Get(tt.field) != tt.typed {
				t.Errorf("%s is %q, not %q", tt.field, r.state.Draft.Get(tt.field), tt.typed)
			}
		})
	}
}

// TestWhatIsMissingIsAskedFor where it is asked, and not at the last question of the page.
func TestWhatIsMissingIsAskedFor(t *testing.T) {
	state := at(flow.PageSecret)
	state.Draft = state.Draft.With(checklist.FieldStored, "")
	r := script(t, state, &fake{}, "", "", "", "yes", "", "quit")
	has(t, r.text, "Secret, identifier saved?\nfail: say whether the identifier and secret are saved\nSecret, identifier saved?")
	if r.state.Page == flow.PageSecret {
		t.Errorf("it is asked for ever:\n%s", r.text)
	}
}

// TestReview: a number leads to the question of that finding, and from there back to the review.
func TestReview(t *testing.T) {
	s := at(flow.PageReview)
	s.Draft = s.Draft.With(checklist.FieldName, "").With(checklist.FieldSubdomain, "acme")
	s.Evidence.Outcome = checklist.OutcomePassed // so that the wizard begins here
	r := script(t, s, &fake{}, "99", "x", "0", "all", "quit")
	has(t, r.text, `fail: "99" is not one of the answers`, `fail: "x" is`, `fail: "0" is`, "not-run: ", "pass: ", "Rule: ", "2 things to fix before you send the request", "To fix")
	before, _, _ := strings.Cut(r.text, "fail: Name is empty")
	number := before[strings.LastIndex(before, "\n")+1:]
	if number == "" || !strings.HasSuffix(number, ". ") {
		t.Fatalf("the check of the name is not numbered:\n%s", r.text)
	}
	r = script(t, s, &fake{}, strings.TrimSuffix(number, ". "), "Corrected", "", "", "", "quit")
	has(t, r.text, "Name:\n")
	if r.state.Draft.Get(checklist.FieldName) != "Corrected" || r.state.Page != flow.PageReview {
		t.Errorf("corrected to %q, now on %s", r.state.Draft.Get(checklist.FieldName), r.state.Page)
	}
}

func TestFreezeWantsTheIdentifier(t *testing.T) {
	s := at(flow.PageFreeze)
	s.Draft = s.Draft.With(checklist.FieldName, "").With(checklist.FieldCompany, "")
	s.Evidence.Outcome = checklist.OutcomePassed
	r := script(t, s, &fake{}, "", "zdg-acm", "zdg-acme", "quit")
	has(t, r.text, "checks fail, and sending the request now would freeze this:", "fail: this is not what is asked for", "Type this into the form")
	r = script(t, s, &fake{}, "", "back", "quit")
	has(t, r.text, "Does review mail arrive?")
}

// TestEveryWordOfEveryPage: a word that a page offers is taken where it is offered, and so are
// the number of a row and the words in brackets, which stand for an empty line.
func TestEveryWordOfEveryPage(t *testing.T) {
	for _, info := range flow.Pages() {
		for name, outcome := range map[string]checklist.Outcome{"untested": "", "failed": checklist.OutcomeFailed} {
			s := at(info.ID)
			s.Draft = s.Draft.With(checklist.FieldName, "")
			s.Evidence.Outcome = outcome
			begun := flow.Begin(s)
			begun.Page = info.ID
			p := page.View(begun, func() page.Judged { return checklist.Judge(begun.Draft, begun.Evidence) }, page.UI{LineByLine: true}, noon)
			var ways []string
			for _, a := range p.Actions {
				if a.Word != "" {
					ways = append(ways, a.Word)
				}
			}
			if len(numberedRows(p)) > 0 {
				ways = append(ways, "1")
			}
			if a, some := defaultAction(p); some && len(info.Fields) == 0 {
				ways = append(ways, lower(a.Label))
			}
			for _, way := range ways {
				t.Run(string(info.ID)+", "+name+", "+way, func(t *testing.T) {
					r := script(t, s, &fake{}, way, "quit")
					if r.state.Page == "" || strings.Contains(r.text, "is not one of the answers") || strings.Contains(r.text, "this is not what is asked for") {
						t.Errorf("%q is not taken:\n%s", way, r.text)
					}
				})
			}
		}
	}
}

func TestCreateOpensAdminCenter(t *testing.T) {
	s := at(flow.PageCreate)
	s.SecretGiven = true
	r := script(t, s, &fake{}, "open", "", "quit")
	has(t, r.text, "Create it [client created], or open:", "Save identifier and secret first")
	if want := flow.AdminURL(flow.Begin(s)); len(r.opened) != 1 || r.opened[0] != want {
		t.Errorf("opened %q, want %q", r.opened, want)
	}
}

func TestDatesAndLeftoverTokenAreTold(t *testing.T) {
	s := at(flow.PageAccount)
	s.Draft = s.Draft.With(checklist.FieldSponsored, "requested").With(checklist.FieldTrialStartedOn, "2026-11-20").With(checklist.FieldSponsoredAsked, "2026-11-21")
	r := script(t, s, &fake{}, append(empties(6), "quit")...)
	has(t, r.text, "Days to keep in mind\n- 20")
	s = at(flow.PageTest)
	s.Live = "a test token may live until noon"
	r = script(t, s, &fake{}, "quit")
	has(t, r.text, "warn: A test token may live until noon.\nzdg talks only to")
}

// TestBackClosesAPanel, as esc does on screen, and stays on its page.
func TestBackClosesAPanel(t *testing.T) {
	rejected := at(flow.PageAnswer)
	rejected.Draft = rejected.Draft.With(checklist.FieldSubmittedOn, "2026-11-15").With(checklist.FieldAnswer, "rejected").With(checklist.FieldAnsweredOn, "2026-11-20")
	for _, tt := range []struct {
		name  string
		state flow.State
		input []string
		page  flow.PageID
		want  string
	}{
		{"the requests of the test", at(flow.PageTest), []string{"", "stop", "requests", "back"}, flow.PageTest, "Requests and answers"},
		{"the rehearsal", at(flow.PageTest), []string{"", "http://127.0.0.1:18573/callback?code=c&state=s1", "rehearse", "back"}, flow.PageTest, "Rehearse your program"},
		{"the text of a ticket", rejected, []string{"", "", "ticket", "back"}, flow.PageAnswer, "an empty line ends it"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := script(t, tt.state, &fake{}, append(tt.input, "quit")...)
			if has(t, r.text, tt.want); r.state.Page != tt.page || r.err != nil {
				t.Errorf("on %q, %v:\n%s", r.state.Page, r.err, r.text)
			}
		})
	}
	r := script(t, rejected, &fake{}, "", "", "ticket", "Go over the form again,", "please add a logo.", "", "quit")
	if len(r.state.Ticket.Topics) == 0 {
		t.Errorf("a ticket that begins with go was not read:\n%s", r.text)
	}
}
