package page

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// Options are the answers to choose from; nil for a question that is answered with text.
func Options(info checklist.FieldInfo) []string {
	if info.Shape == checklist.ShapeYesNo {
		return []string{"yes", "no"}
	}
	return info.Choices
}

// NeedNote says of a question that is not required how likely its answer is needed; "" for
// a required one. d are the answers so far.
func NeedNote(info checklist.FieldInfo, d checklist.Draft) string {
	switch info.Need {
	case checklist.NeedLikely:
		return "probably asked"
	case checklist.NeedOptional:
		if info.Field == checklist.FieldTestRedirect && len(d.Lines(checklist.FieldRedirectURLs)) == 0 {
			return "" // there is no list that it could be taken from
		}
		return "optional"
	}
	return ""
}

// Verdict says what is wrong with an answer, and what to do about it.
func Verdict(r checklist.Result) string {
	if r.Diagnosis != nil { // its fix alone does not say what was seen
		return r.Diagnosis.What + " " + Sentence(r.Fix)
	}
	return Sentence(r.Fix)
}

// Sentence is text with a capital first letter and an end.
func Sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "/") {
		return checklist.Capital(text)
	}
	return checklist.Capital(text) + "."
}

// Note is a short remark beside a line of a list. Without a Mark there is none.
type Note struct {
	Mark string
	Tone Tone
	Text string
}

// Normalized is the answer as zdg will use it, such as the address of the account for its
// name. It is "" when that is just what was typed, and when the answer cannot be used.
func Normalized(f checklist.Field, typed string) string {
	used := ""
	switch f {
	case checklist.FieldSubdomain:
		if sub, err := zendesk.ParseSubdomain(typed); err == nil {
			return sub.URL()
		}
	case checklist.FieldIdentifier:
		if id, err := zendesk.ParseIdentifier(typed); err == nil {
			used = id.String()
		}
	}
	if used == typed {
		return ""
	}
	return used
}

// Folded is an answer in one line, as it will be used; shown is how it was given.
func Folded(f checklist.Field, shown string) string {
	if sub, err := zendesk.ParseSubdomain(shown); f == checklist.FieldSubdomain && err == nil {
		return sub.String()
	}
	return cmp.Or(Normalized(f, shown), shown)
}

// LineNote is the note beside one line of a list, on the page that s is on. testURL is the
// redirect URL that the test uses.
func LineNote(s flow.State, f checklist.Field, line, testURL string) Note {
	switch line = strings.TrimSpace(line); {
	case line == "":
	case f == checklist.FieldRedirectURLs:
		note := noteURL(line, testURL)
		if u, err := zendesk.ParseRedirectURL(line); err == nil && u.IsLoopback() && s.Page == flow.PageCleanUp && !s.Draft.IsPublic() && !checklist.KeptOnPurpose(s.Draft) {
			note.Mark, note.Tone = "!", Caution // the page says to remove it
		}
		return note
	case f == checklist.FieldScopes:
		return noteScope(line)
	}
	return Note{}
}

func noteURL(line, testURL string) Note {
	u, err := zendesk.ParseRedirectURL(line)
	switch {
	case err != nil && strings.HasPrefix(strings.ToLower(line), "http://"):
		return Note{"✗", Bad, "must be https"}
	case err != nil:
		return Note{"✗", Bad, "not a redirect URL"}
	case u.String() == testURL && u.IsLoopback():
		return Note{"✓", Good, "the test uses this"}
	}
	if remarks := u.Remarks(); len(remarks) > 0 {
		r := remarks[max(slices.IndexFunc(remarks, func(r zendesk.Remark) bool { return r.Grave }), 0)]
		note := Note{"!", Caution, strings.ReplaceAll(r.Code, "-", " ")}
		if r.Grave {
			note.Mark, note.Tone = "✗", Bad
		}
		return note
	}
	if u.IsLoopback() {
		return Note{"✓", Good, "on this machine"}
	}
	return Note{"✓", Good, "production"}
}

func noteScope(line string) Note {
	for _, s := range zendesk.ScopeTable() {
		if s.Name == line {
			if line == "read" || line == "write" {
				return Note{"!", Caution, "broad: all that a person can see or do"}
			}
			return Note{"✓", Good, ""}
		}
	}
	return Note{"!", Caution, "unknown"}
}

// consequences says what choosing an option leads to.
var consequences = map[checklist.Field]map[string]string{
	checklist.FieldCustomers: {"one": "a local client is enough"},
	checklist.FieldProduct: {
		"sell":          "has an OAuth server of its own",
		"chat":          "has an OAuth server of its own",
		"conversations": "has an OAuth server of its own",
	},
	checklist.FieldBot:          {"yes": "gets a credential of its own"},
	checklist.FieldSecretLives:  {"servers": "a confidential client", "shipped": "a public client, with PKCE"},
	checklist.FieldKind:         {"confidential": "the secret is safe on your servers", "public": "it ships: no secret, PKCE"},
	checklist.FieldSponsored:    {"no": "a bare trial is not accepted"},
	checklist.FieldOrganization: {"no": "register it at apps.zendesk.com first"},
	checklist.FieldAllowed: {
		"limited": "a ceiling that freezes: a later scope needs Zendesk",
		"open":    "nothing limits it: a leaked secret opens more",
	},
	checklist.FieldRegenerated:  {"yes": "keep the first six characters of each"},
	checklist.FieldAnswer:       {"approved": "zdg leads through the claim", "rejected": "zdg helps to fix it and to send it again"},
	checklist.FieldClaimed:      {"no": "not yet"},
	checklist.FieldAssociated:   {"no": "not yet"},
	checklist.FieldAppIDSent:    {"no": "not yet"},
	checklist.FieldClientExists: {"yes": "zdg reads what Zendesk has saved", "no": "zdg leads through creating it"},
}

// Consequence says what choosing an option leads to; "" where there is nothing to say.
func Consequence(f checklist.Field, option string) string { return consequences[f][option] }

// didYouMean matches the fix of a finding that suggests something: what the finding is
// about, where it quotes that first, and the suggestion.
var didYouMean = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:"([^"]*)")?.*?did you mean "?([^"?\s]+)"?\?`)
})

// ApplySuggestion is the answer with the suggestion of a finding put in: instead of the
// whole answer, or of the line of a list that the finding is about. fix is the finding's
// Fix. The result is "" when it suggests nothing.
func ApplySuggestion(f checklist.Field, typed, fix string) string {
	found := didYouMean().FindStringSubmatch(fix)
	if found == nil {
		return ""
	}
	about, suggestion := found[1], found[2]
	info, _ := checklist.Info(f)
	if info.Shape != checklist.ShapeLines {
		return suggestion
	}
	lines := strings.Split(typed, "\n")
	i := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) == about })
	if i < 0 {
		return ""
	}
	lines[i] = suggestion
	return strings.Join(lines, "\n")
}
