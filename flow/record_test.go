package flow

import (
	"testing"

	"zdg/checklist"
)

// TestLooksLikeRecord: what is pasted as a redirect URL can be a whole record, or its page.
func TestLooksLikeRecord(t *testing.T) {
	for text, want := range map[string]bool{
		`{"clients":[]}`: true, `[{"identifier":"x"}]`: true, "\ufeff {": true, "HTTP/2 200": true, "<!doctype html>": true, "JSON\nRaw Data\n{}": true,
		"[\n  {\"identifier\":\"x\"}]": true, "": false, "https://app.acme.com/cb": false, `["https://app.acme.com/cb"]`: false, "http://127.0.0.1:8080/": false,
	} {
		if got := LooksLikeRecord(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestBrokenEntriesAreNotImported: an entry that holds white space is to be corrected in Admin Center.
func TestBrokenEntriesAreNotImported(t *testing.T) {
	for saved, want := range map[string]string{
		"https://app.acme.com/cb": "https://app.acme.com/cb", "https://app.acme.com/cb https://b.acme.com/cb": "", " https://app.acme.com/cb": "",
	} {
		s := State{Draft: usableDraft().With(checklist.FieldRedirectURLs, "").With(checklist.FieldClientExists, "yes")}
		s, _ = Update(s, RecordRead{Record: checklist.Record{Identifier: "zdg-acme", RedirectURLs: []string{saved}}})
		if got := s.Draft.Get(checklist.FieldRedirectURLs); got != want {
			t.Errorf("%q became %q", saved, got)
		}
	}
}

// TestHiddenWordsAreNotImported: what was masked in a record is not what Zendesk has saved, so it becomes
// no answer.
func TestHiddenWordsAreNotImported(t *testing.T) {
	read := func(hidden ...checklist.Hidden) State {
		s := State{Draft: usableDraft().With(checklist.FieldRedirectURLs, "").With(checklist.FieldName, "").With(checklist.FieldClientExists, "yes")}
		s, _ = Update(s, RecordRead{Record: checklist.Record{
			Identifier: "zdg-acme", Name: "Acme •••", RedirectURLs: []string{"https://app.acme.com/cb", "https://app.acme.com/cb?s=•••"}, Hidden: hidden,
		}})
		return s
	}
	if s := read(); !s.Draft.Has(checklist.FieldName) || !s.Draft.Has(checklist.FieldRedirectURLs) {
		t.Error("nothing is imported")
	}
	s := read(checklist.Hidden{Key: checklist.KeyName, Secret: true}, checklist.Hidden{Key: checklist.KeyRedirectURI, Entry: 2})
	if s.Draft.Has(checklist.FieldName) || s.Draft.Has(checklist.FieldRedirectURLs) {
		t.Errorf("imported %q and %q", s.Draft.Get(checklist.FieldName), s.Draft.Get(checklist.FieldRedirectURLs))
	}
}

// TestAnotherClientIsNotImported: what was read is of the identifier in the draft, or not taken over.
func TestAnotherClientIsNotImported(t *testing.T) {
	for identifier, want := range map[string]string{"zdg-acme": "Acme", "zdg-other": ""} {
		s := State{Draft: usableDraft().With(checklist.FieldClientExists, "yes")}
		s, _ = Update(s, RecordRead{Record: checklist.Record{Identifier: identifier, Name: "Acme"}})
		if got := s.Draft.Get(checklist.FieldName); got != want {
			t.Errorf("%s: %q", identifier, got)
		}
	}
}
