package flow

import (
	"cmp"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// LocalURLs splits the draft's redirect URLs into loopback URLs and others, each as typed.
func LocalURLs(d checklist.Draft) (local, others []string) {
	for _, line := range d.Lines(checklist.FieldRedirectURLs) {
		if u, err := zendesk.ParseRedirectURL(line); err == nil && u.IsLoopback() {
			local = append(local, line)
		} else {
			others = append(others, line)
		}
	}
	return local, others
}

// LooksLikeRecord reports whether pasted text is meant as what Zendesk has saved, and not as
// redirect URLs: JSON, a web page, output of curl, or the words of a browser's JSON viewer.
func LooksLikeRecord(text string) bool {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "\ufeff"))
	for _, begin := range []string{"{", "[{", "<", "HTTP/", "JSON\n", "JSON\r\n", "Raw Data", "Pretty-print", "Pretty Print", "* ", "> GET", "$ curl"} {
		if strings.HasPrefix(text, begin) {
			return true
		}
	}
	return text == "[" || text == "JSON" || strings.HasPrefix(text, "[") && strings.Contains(text, `"identifier"`) || strings.Contains(text, `"redirect_uri"`)
}

// RecordURL is the page that shows the account's OAuth clients to a signed-in admin; "" as
// long as there is no account.
func RecordURL(s State) string { return onAccount(s, zendesk.ClientsPath) }

func onAccount(s State, path string) string {
	if s.AccountURL == "" {
		return ""
	}
	return s.AccountURL + path
}

// LogoutURL signs the browser out of the account, so that somebody else can sign in: the
// authorize page has no way to ask for that (Z4-thread). "" as long as there is no account.
// Whether it may redirect to the authorize page is unknown, so that page has to be opened
// afterwards.
func LogoutURL(s State) string { return onAccount(s, zendesk.LogoutPath) }

// PortalURL is where the request is made and the client is claimed (Z1, Z2). The form's own
// address is not public.
func PortalURL(s State) string { return cmp.Or(s.Portal, zendesk.PortalURL) }

// removeLocalURLs removes the local redirect URLs from the draft, and on the practice account
// from the client too, as the person would in its Admin Center.
func removeLocalURLs(s State) (State, []Effect) {
	local, others := LocalURLs(s.Draft)
	if len(local) == 0 {
		return s, nil
	}
	s.Draft = s.Draft.With(checklist.FieldRedirectURLs, strings.Join(others, "\n"))
	s, effects := save(s)
	if s.Practice {
		s.removed = "removed: " + strings.Join(local, ", ") + ". zdg "
		return s, append(effects, Unregister{Draft: s.Draft, RedirectURLs: others})
	}
	s.Notice = Notice{Text: "removed here: remove them in Admin Center too, then read what Zendesk has saved again"}
	return s, effects
}

// askRecord opens the page with the saved client; on the practice account it reads it at once.
func askRecord(s State) (State, []Effect) {
	switch url := RecordURL(s); {
	case s.Practice:
		return s, []Effect{ReadRecord{Draft: s.Draft}}
	case url == "":
		return refuse(s, "there is no account to ask yet: enter the subdomain")
	default:
		s.Notice = Notice{Text: "copy everything the browser shows, and paste it here"}
		return s, []Effect{Open{URL: url}}
	}
}

func recordRead(s State, e RecordRead) (State, []Effect) {
	s.Evidence.Record = &e.Record
	s.Evidence = s.Evidence.WithStep(e.Step)
	s.Notice, s.removed = Notice{Text: s.removed + "read what Zendesk has saved"}, ""
	s, effects := importRecord(s)
	return s, append(effects, keep(s))
}

// importRecord fills the unanswered fields of a client that exists from what Zendesk has
// saved. Answers stay as they are; a check says where they differ.
func importRecord(s State) (State, []Effect) {
	r := s.Evidence.Record
	if r == nil || !clientExists(s.Draft) || r.Identifier != strings.TrimSpace(s.Draft.Get(checklist.FieldIdentifier)) {
		return s, nil
	}
	draft := s.Draft
	for _, f := range []checklist.Field{checklist.FieldName, checklist.FieldDescription, checklist.FieldCompany, checklist.FieldRedirectURLs} {
		key, saved := r.SavedAs(f)
		hidden := slices.ContainsFunc(r.Hidden, func(h checklist.Hidden) bool { return h.Key == key })
		if f == checklist.FieldRedirectURLs && !importable(saved) {
			saved = nil
		}
		if !s.Draft.Has(f) && !hidden { // a text with dots in it is not what is saved
			draft = draft.With(f, strings.Join(saved, "\n"))
		}
	}
	if draft.Equal(s.Draft) {
		return s, nil
	}
	s.Draft = draft
	return save(s)
}

// importable reports whether every saved redirect URL is valid. Of one that is not a check says so.
func importable(saved []string) bool {
	return !slices.ContainsFunc(saved, func(entry string) bool {
		u, err := zendesk.ParseRedirectURL(entry)
		return err != nil || u.String() != entry
	})
}

func keep(s State) Effect {
	return Keep{AccountURL: s.AccountURL, Identifier: s.Draft.Get(checklist.FieldIdentifier), Evidence: s.Evidence}
}
