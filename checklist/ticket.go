package checklist

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Ticket is what zdg found in the text of Zendesk's ticket. The text itself is not kept.
type Ticket struct {
	Read   bool                // false for the zero Ticket: no text was read
	Facts  []explain.Fact      // the requests and answers that it quotes
	Found  []explain.Diagnosis // of the answers of Zendesk that it quotes
	Topics []Topic             // that it mentions
}

// Topic is something that a ticket mentions, with the checks about it.
type Topic struct {
	Name   string
	Checks []string // ids

	words *regexp.Regexp
}

// topics finds topics by words in a ticket. That a word occurs does not make it the reason
// for a rejection: no list of reasons is public.
var topics = sync.OnceValue(func() []Topic {
	return []Topic{
		{"the subdomain", strings.Fields("subdomain-syntax subdomain-prefix"), regexp.MustCompile(`(?i)\b(sub-?domain|d3v)\b`)},
		{"the sponsored account", strings.Fields("sponsored trial-date"), regexp.MustCompile(`(?i)\b(sponsor\w*|trial|expired account)\b`)},
		{"the Organization", strings.Fields("organization organization-id"), regexp.MustCompile(`(?i)\borgani[sz]ation\b`)},
		{"the identifier", strings.Fields("identifier-syntax identifier-not-a-number identifier-prefix record-identifier"), regexp.MustCompile(`(?i)\b(identifier|client[ _-]?id|zdg)\b`)},
		{"the secret", strings.Fields("secret-stored credentials-accepted"), regexp.MustCompile(`(?i)\bsecret\b`)},
		{"the name", strings.Fields("name-filled record-name"), regexp.MustCompile(`(?i)\b(client|app|application|integration)('s)? name\b|\btrademark`)},
		{"the description", strings.Fields("description-filled record-description"), regexp.MustCompile(`(?i)\bdescription\b`)},
		{"the company", strings.Fields("company-filled record-company"), regexp.MustCompile(`(?i)\bcompany\b`)},
		{"the logo", strings.Fields("logo-filled logo-format logo-square record-logo"), regexp.MustCompile(`(?i)\b(logo|icon)\b`)},
		{"the client kind", strings.Fields("kind-chosen kind-advice record-kind"), regexp.MustCompile(`(?i)\b(client kind|public client|confidential|pkce)\b`)},
		{"redirect URLs", strings.Fields("redirect-urls-syntax redirect-urls-production redirect-urls-dangers loopback-left record-redirect-urls"), regexp.MustCompile(`(?i)\b(redirect|callback|localhost|127\.0\.0\.1)`)},
		{"scopes", strings.Fields("scopes-given scopes-known scopes-needed allowed-scopes-decided record-scopes scope-calls"), regexp.MustCompile(`(?i)\b(scopes?|permissions?)\b`)},
		{"the Marketplace headers", strings.Fields("headers-sent app-name organization-id app-id"), regexp.MustCompile(`(?i)\bheaders?\b|x-zendesk-marketplace`)},
		{"refreshing tokens", strings.Fields("refresh-built refresh-works"), regexp.MustCompile(`(?i)\b(refresh|expir\w*)\b`)},
		{"the use case", strings.Fields("use-case"), regexp.MustCompile(`(?i)\buse[ -]?case\b`)},
		{"the website", strings.Fields("website"), regexp.MustCompile(`(?i)\bweb ?site\b`)},
		{"the privacy policy", strings.Fields("privacy-url"), regexp.MustCompile(`(?i)\bprivacy\b`)},
		{"the terms of use", strings.Fields("terms-url"), regexp.MustCompile(`(?i)\bterms (of|and)\b`)},
		{"the listing", strings.Fields("listing-url"), regexp.MustCompile(`(?i)\blisting\b`)},
	}
})

// ReadTicket finds the answers of Zendesk that a ticket's text quotes, and the topics that
// it mentions.
func ReadTicket(text string) Ticket {
	read := explain.Read("Zendesk wrote:\n"+text, zendesk.Client{}) // the text need not say whose answer it quotes
	t := Ticket{Read: true, Facts: read.Facts, Found: read.Diagnoses}
	for _, topic := range topics() {
		if topic.words.MatchString(text) {
			t.Topics = append(t.Topics, topic)
		}
	}
	return t
}

// About returns the results of the checks about the ticket's topics, each once, with what to
// fix first.
func (t Ticket) About(judged []Result) []Result {
	var found []Result
	for _, v := range []Verdict{Fail, Warn, Ask, NotRun, Pass} {
		for _, r := range judged {
			if r.Verdict == v && slices.ContainsFunc(t.Topics, func(o Topic) bool { return slices.Contains(o.Checks, r.ID) }) {
				found = append(found, r)
			}
		}
	}
	return found
}

// Reply returns an answer to the ticket, to be edited and sent: which request it is about,
// what changed since, and that a test passed if one did. It has one line for each paragraph
// and list item.
func Reply(d Draft, e Evidence, t Ticket) string {
	lines := []string{"Hello,", ""}
	say := func(more ...string) { lines = append(lines, more...) }
	about := "this is about our global OAuth request for the client " + cmp.Or(tidy([]string{identifierOf(d)}), "(identifier)") + " on " + cmp.Or(subdomainOf(d), "(subdomain)") + ".zendesk.com"
	if on, ok := date(d, FieldSubmittedOn); ok {
		about += ", sent on " + on.Format(time.DateOnly)
	}
	say(about + ".")
	changed, known := ChangedSince(d)
	names := texts(t.Topics, func(o Topic) string { return o.Name })
	if len(names) > 0 {
		say("You wrote about " + strings.Join(names, ", ") + ".")
	}
	say("")
	switch {
	case len(changed) > 0:
		say("Since the request we changed:")
		for _, c := range changed {
			say("- " + c.Field.Title() + ": " + cmp.Or(c.Now, "empty now"))
		}
	case known:
		say("What we sent has not changed since.")
	default:
		say("Since the request we changed: (say what)")
	}
	if s, made := e.Step(StepExchange); made && OutcomeOf(d, e) == OutcomePassed {
		say("", "A whole authorization with this client passed on "+s.At.UTC().Format(time.DateOnly)+".")
	}
	please := "Could you look at it again? If something is still missing, please name it, and we will fix it."
	if len(names) == 0 && len(changed) == 0 {
		please = "Could you tell us what is missing, so that we can fix it?"
	}
	say("", please, "", "Kind regards")
	if d.Has(FieldContactName) {
		say(tidy([]string{d.Get(FieldContactName)}))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
