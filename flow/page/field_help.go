package page

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// Note is what is to be said beside a line of a list.
type Note struct {
	Mark string
	Tone Tone
	Text string
}

// Used is the answer as it will be used, where that is not what was typed: an address of
// the account for its name, say. "" when it is, or when it cannot be used.
func Used(f checklist.Field, typed string) string {
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

// LineNote is the note beside a line of a list; test is the URL that the test uses.
func LineNote(f checklist.Field, line, test string) Note {
	switch line = strings.TrimSpace(line); {
	case line == "":
	case f == checklist.FieldRedirectURLs:
		return noteURL(line, test)
	case f == checklist.FieldScopes:
		return noteScope(line)
	}
	return Note{}
}

func noteURL(line, test string) Note {
	u, err := zendesk.ParseRedirectURL(line)
	switch {
	case err != nil:
		return Note{"✗", Bad, "not a redirect URL"}
	case u.String() == test && u.IsLoopback():
		return Note{"✓", Good, "the test uses this"}
	}
	switch remarks := u.Remarks(); {
	case slices.ContainsFunc(remarks, func(r zendesk.Remark) bool { return r.Grave }):
		return Note{"✗", Bad, "see below"}
	case len(remarks) > 0:
		return Note{"!", Caution, "see below"}
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

// Consequence is what an answer to a question with choices leads to; "" for none.
func Consequence(f checklist.Field, option string) string {
	switch {
	case f == checklist.FieldCustomers && option == "one":
		return "a local client is enough"
	case f == checklist.FieldProduct && (option == "sell" || option == "chat" || option == "conversations"):
		return "has an OAuth server of its own"
	case f == checklist.FieldBot && option == "yes":
		return "gets a credential of its own"
	case f == checklist.FieldSecretLives && option == "servers":
		return "a confidential client"
	case f == checklist.FieldSecretLives && option == "shipped":
		return "a public client, with PKCE"
	case f == checklist.FieldKind && option == "confidential":
		return "the secret is safe on your servers"
	case f == checklist.FieldKind && option == "public":
		return "it ships: no secret, PKCE"
	case f == checklist.FieldSponsored && option == "no":
		return "a bare trial is not accepted"
	case f == checklist.FieldOrganization && option == "no":
		return "register it at apps.zendesk.com first"
	case f == checklist.FieldAllowed && option == "limited":
		return "a ceiling that freezes: a later scope needs Zendesk"
	case f == checklist.FieldAllowed && option == "open":
		return "nothing limits it: a leaked secret opens more"
	case f == checklist.FieldRegenerated && option == "yes":
		return "keep the first six characters of each"
	case f == checklist.FieldAnswer && option == "approved":
		return "zdg leads through the claim"
	case f == checklist.FieldAnswer && option == "rejected":
		return "zdg helps to fix it and to send it again"
	case (f == checklist.FieldClaimed || f == checklist.FieldAssociated || f == checklist.FieldAppIDSent) && option == "no":
		return "not yet"
	case f == checklist.FieldClientExists && option == "yes":
		return "zdg reads what Zendesk has saved"
	case f == checklist.FieldClientExists && option == "no":
		return "zdg leads through creating it"
	}
	return ""
}

var didYouMean = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:"([^"]*)")?.*?did you mean "?([^"?\s]+)"?\?`)
})

// Suggested is the answer with what a finding suggests in the place of what it is about:
// the whole answer, or a line of a list; "" when it suggests nothing.
func Suggested(f checklist.Field, typed, fix string) string {
	found := didYouMean().FindStringSubmatch(fix)
	if found == nil {
		return ""
	}
	info, _ := checklist.Info(f)
	if info.Shape != checklist.ShapeLines {
		return found[2]
	}
	lines := strings.Split(typed, "\n")
	i := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) == found[1] })
	if i < 0 {
		return ""
	}
	lines[i] = found[2]
	return strings.Join(lines, "\n")
}
