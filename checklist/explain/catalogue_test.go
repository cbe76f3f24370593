package explain

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"zdg/checklist/zendesk"
)

// promised are the codes that people and programs rely on: none may be removed.
var promised = strings.Fields(`no-such-client authorize-invalid-request redirect-mismatch scope-not-allowed
	response-type-refused access-denied server-error-page no-help-desk account-suspended tls cached-session state-mismatch
	browser-blocks-localhost callback-unreachable port-busy invalid-client invalid-grant invalid-request unauthorized-client
	unsupported-grant-type could-not-authenticate html-instead-of-json no-refresh-token no-expiry invalid-token oauth-disabled
	missing-scope role-too-low record-not-found invalid-endpoint record-invalid rate-limited anonymous-user create-token-gone
	maintenance api-token-retired implicit-retired password-grant-retired oauth1-unsupported revoke-ignored csrf-token dns timeout
	proxy network port-denied no-callback sign-in-loop unreadable-answer redirected customer-subdomain account-not-accepted
	client-page-gone request-rejected bot-not-covered
	ip-restricted bot-check machine-refused reach-unclear callback-unusable callback-too-large
	authorizer-suspended pair-lost token-of-before not-global-yet claim-refused`)

func TestPromisedCodesAreAll(t *testing.T) {
	have := make(map[Code]bool)
	for _, d := range All() {
		if have[d.Code] {
			t.Errorf("%s is there twice", d.Code)
		}
		have[d.Code] = true
	}
	for _, c := range promised {
		if !have[Code(c)] {
			t.Errorf("no row for %s", c)
		}
		delete(have, Code(c))
	}
	for c := range have {
		t.Errorf("%s is not promised: name it in promised, in this file", c)
	}
}

func TestEveryRowIsComplete(t *testing.T) {
	for _, d := range All() {
		checkDiagnosis(t, d)
		if got, ok := Lookup(d.Code); !ok || got != d {
			t.Errorf("Lookup(%s) = %v, %v", d.Code, got, ok)
		}
		if got := Text(" " + strings.ToUpper(string(d.Code)) + "\n"); len(got) != 1 || got[0].Code != d.Code {
			t.Errorf("Text of the code %s: %v", d.Code, codesOf(got))
		}
	}
	if _, ok := Lookup("nonsense"); ok {
		t.Error("Lookup found nonsense")
	}
}

var (
	codeForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	markdown   = regexp.MustCompile("[*`#]|\\]\\(")
	sentenceAt = regexp.MustCompile(`[.:;?!] +[A-Z]`)
)

// checkDiagnosis checks the form of a diagnosis, narrowed or not: lengths, sentences, source.
func checkDiagnosis(t *testing.T, d Diagnosis) {
	t.Helper()
	if !codeForm.MatchString(string(d.Code)) {
		t.Errorf("code %q", d.Code)
	}
	if n := utf8.RuneCountInString(d.What); n == 0 || n > 90 {
		t.Errorf("%s: what has %d characters", d.Code, n)
	}
	for name, text := range map[string]string{"what": d.What, "cause": d.Cause, "check": d.Check, "fix": d.Fix} {
		switch {
		case text == "":
			t.Errorf("%s: no %s", d.Code, name)
		case markdown.MatchString(text):
			t.Errorf("%s: markdown in %s: %s", d.Code, name, text)
		case len(sentenceAt.FindAllString(text, -1)) > 3:
			t.Errorf("%s: %s is more than three sentences: %s", d.Code, name, text)
		case utf8.RuneCountInString(text) > 280:
			t.Errorf("%s: %s has %d characters", d.Code, name, utf8.RuneCountInString(text))
		case !strings.ContainsAny(text[len(text)-1:], ".?"):
			t.Errorf("%s: %s ends without a stop: %s", d.Code, name, text)
		}
		for word := range strings.FieldsSeq(text) {
			if utf8.RuneCountInString(word) > 60 {
				t.Errorf("%s: %s has a word too long to wrap: %s", d.Code, name, word)
			}
		}
	}
	switch d.Confidence {
	case zendesk.Documented, zendesk.Observed, zendesk.Inferred:
	default:
		t.Errorf("%s: confidence %q", d.Code, d.Confidence)
	}
	if d.Source.Key == "" || d.Source.URL == "" && d.Source.Key != "ours" || d.Source.AsOf.IsZero() {
		t.Errorf("%s: source %v", d.Code, d.Source)
	}
}

func TestEveryNeedleFindsItsRow(t *testing.T) {
	for _, r := range indexed().table {
		for _, text := range append(append([]string{}, r.own...), r.said...) {
			if norm := strings.TrimSpace(words(strings.ReplaceAll(text, "…", " "))); norm != strings.Join(strings.Fields(strings.ReplaceAll(text, "…", " ")), " ") {
				t.Errorf("%s: the text %q is not normal, write %q", r.code, text, norm)
			}
			if got := codesOf(Text("Zendesk: " + strings.ReplaceAll(text, "…", " and "))); !slices.Contains(got, r.code) && len(r.unless) == 0 {
				t.Errorf("%s: its text %q finds %v", r.code, text, got)
			}
		}
		for _, other := range r.unless {
			if _, ok := Lookup(other); !ok {
				t.Errorf("%s: unless %s, which is no row", r.code, other)
			}
		}
	}
}

// forms are texts that a family finds: its names, and each noun and each verb with one of the other.
func (f family) forms() []string {
	all := slices.Clone(f.names)
	for _, noun := range f.nouns {
		between := " x "
		if f.adjacent {
			between = " "
		}
		all = append(all, noun+" "+f.verbs[0], f.verbs[0]+between+noun)
	}
	for _, verb := range f.verbs {
		all = append(all, f.nouns[0]+" "+verb)
	}
	return all
}

func TestEveryFormFindsItsRow(t *testing.T) {
	for _, f := range slices.Concat(families, complaints, traps) {
		if len(f.nouns) > 0 != (len(f.verbs) > 0) {
			t.Errorf("%s: nouns without verbs", f.code)
		}
		for _, form := range f.forms() {
			if norm := strings.TrimSpace(words(form)); norm != form {
				t.Errorf("%s: the form %q is not normal, write %q", f.code, form, norm)
			}
			found := false
			for _, h := range indexed().find(plainOf("Zendesk: " + form)) {
				found = found || h.code == f.code
			}
			if !found {
				t.Errorf("%s: its form %q is not found", f.code, form)
			}
		}
	}
}

// Only error codes that two endpoints use identify two rows.
func TestNoTextIsInTwoRows(t *testing.T) {
	owner := make(map[string]Code)
	for _, n := range indexed().needles {
		key, c := strings.Join(n.parts, "…"), indexed().table[n.row].code
		if n.verbs != nil {
			continue // a noun of a family alone is no text
		}
		if other, ok := owner[key]; ok && other != c && (n.strength != strengthCode || len(indexed().table[n.row].where) == 0) {
			t.Errorf("%q is in %s and in %s", key, other, c)
		}
		owner[key] = c
	}
}

func TestMenu(t *testing.T) {
	menu := Menu()
	keys := make(map[string]bool)
	for i, c := range menu {
		if keys[c.Key] || c.Key == "" || c.Label == "" {
			t.Errorf("choice %d: %+v", i, c)
		}
		keys[c.Key] = true
		if _, ok := Lookup(c.Code); ok == (i == len(menu)-1) {
			t.Errorf("choice %q leads to %q", c.Label, c.Code)
		}
	}
}

func codesOf(all []Diagnosis) []Code {
	var codes []Code
	for _, d := range all {
		codes = append(codes, d.Code)
	}
	return codes
}

// TestPhrases bounds the number of phrases: new wordings belong into the nouns and verbs of a
// family. There were 367 phrases before there were families.
func TestPhrases(t *testing.T) {
	phrases, words := make(map[string]bool), make(map[string]bool)
	for _, r := range indexed().table {
		for _, text := range slices.Concat(r.own, r.said, r.alone) {
			phrases[text] = true
		}
	}
	for _, f := range slices.Concat(families, complaints, traps) {
		for _, text := range f.names {
			phrases[text] = true
		}
		for _, text := range slices.Concat(f.nouns, f.verbs) {
			words[text] = true
		}
	}
	t.Logf("%d phrases and names, %d nouns and verbs in %d families", len(phrases), len(words), len(families)+len(complaints)+len(traps))
	if len(phrases) >= 367 {
		t.Error("these are more phrases than before")
	}
}
