package zendesk

import (
	"errors"
	"fmt"
	"strings"
)

// Lengths of an identifier, in bytes. Zendesk publishes none, and the longest that was seen,
// a UUID, has 36 characters. The bounds are ours.
const (
	identifierUsual   = 64   // a longer one gets a remark
	identifierMax     = 1024 // a longer one is an error, to keep a pasted file out
	identifierScanMax = 4096 // what is longer is not even looked at, to keep typing fast
)

// guideIdentifier is the example of Zendesk's page on global clients (Z1).
const guideIdentifier = "zdg-global-unique-identifier"

// Identifier is the client's Identifier ("Unique identifier" in older screens):
// the client_id of every OAuth request (Z4).
type Identifier struct{ s string }

// ParseIdentifier parses an identifier and ignores the white space around it. Which
// characters Zendesk allows is not published, so it refuses only what no identifier can be
// and, by our own rule, characters that URLs, JSON, code and e-mail addresses have between
// words; the rest is left to Remarks. Errors do not repeat what looks like a secret, which
// may have been typed into the wrong field.
func ParseIdentifier(typed string) (Identifier, error) {
	s := strings.TrimSpace(typed)
	if len(s) > identifierScanMax {
		return Identifier{}, fmt.Errorf("this has %d bytes, too long for an identifier: paste the Identifier alone", len(s))
	}
	near := nearIdentifier(s)
	if what, sure := whyNoValue(s); (sure && what != noValueGuide || isReference(s)) && near == "" {
		if isReference(s) {
			what = noValueTemplate
		}
		return Identifier{}, fmt.Errorf("the identifier %s: copy it from the client's page in Admin Center", what)
	}
	if said, plain, found := findConfusable(s); found && !hasLineBreak(s) {
		meant := "type it instead of pasting it"
		if suggestibleIdentifier(plain) { // which a secret in the wrong field is not
			meant = "did you mean " + quoted(plain) + "?"
		}
		return Identifier{}, fmt.Errorf("the identifier holds look-alikes, %s: %s", said, meant)
	}
	switch rest, line := settingsLine(s); {
	case s == "":
		return Identifier{}, errors.New("the identifier is empty: copy the Identifier (\"Unique identifier\") from the client's page in Admin Center")
	case hasLineBreak(s):
		return Identifier{}, errors.New("the identifier holds a line break: paste the Identifier alone, in one line")
	case line && !strings.HasPrefix(rest, "//") && !isDigits(rest):
		return Identifier{}, errors.New("this is a whole line of a settings file: " + meantOr(near, "type only what follows the = or the colon"))
	case severalNames(s):
		return Identifier{}, errors.New("there is more than one identifier here: type that of the one client that the request is for")
	case inQuotes(s), strings.TrimRight(s, ",;") != s:
		return Identifier{}, errors.New("the identifier is in quotes or has a comma at its end: remove them")
	case strings.Contains(s, "://"):
		return Identifier{}, errors.New("this is an address: type the client's Identifier, the client_id")
	case strings.ContainsAny(s, foreignMarks) && !hasInvisible(s) && !hasSpace(s):
		return Identifier{}, fmt.Errorf("the identifier holds %q, which addresses, JSON, code and e-mail have between words: %s", s[strings.IndexAny(s, foreignMarks)],
			meantOr(near, "copy the Identifier alone from the client's page in Admin Center"))
	case hasSpace(s):
		return Identifier{}, errors.New("the identifier holds white space: use the client's Identifier, not its Name")
	case hasInvisible(s):
		return Identifier{}, errors.New("the identifier holds a character that cannot be seen: type it instead of pasting it")
	case len(s) > identifierMax:
		return Identifier{}, fmt.Errorf("the identifier is longer than %d bytes: paste the Identifier alone", identifierMax)
	}
	return Identifier{s}, nil
}

// foreignMarks are characters that other texts have between words. That no identifier has
// them is our own rule: Zendesk does not publish which characters are allowed.
const foreignMarks = "{}()[]<>\":@/&?#|=,;$!^`*"

// suggestibleIdentifier reports whether an error may suggest an identifier: it has the prefix
// that a request demands with a name after it, and there is no remark on it.
func suggestibleIdentifier(s string) bool {
	i, err := ParseIdentifier(s)
	return err == nil && ownName(s) != s && strings.HasPrefix(s, "zdg-") && strings.Trim(s, "-_.") == s && len(i.Remarks()) == 0
}

// standsAlone reports whether what surrounds word in s is only what settings files, JSON and
// URLs have around a value, and not a part of the name, as prod is in zdg-acme:prod.
func standsAlone(s, word string) bool {
	before, after, _ := strings.Cut(s, word)
	const open, shut, marks = "([{<" + quotes, ")]}>" + quotes, foreignMarks + quotes + " \t\r\n"
	before, after = strings.TrimRight(before, open), strings.TrimLeft(after, shut)
	bare := func(s string) bool {
		return !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(marks, r) })
	}
	return !isTemplate(before) && !isTemplate(after) &&
		(bare(before) || strings.ContainsAny(before[len(before)-1:], "=, \t\r\n") || strings.HasSuffix(before, `":`)) &&
		(bare(after) || strings.ContainsAny(after[:1], "&?#,; \t\r\n"))
}

// nearIdentifier finds the one identifier with the prefix of a request in a longer text; ""
// when there is none or more than one, or when it may be only a part of what was meant.
func nearIdentifier(s string) string {
	found := ""
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.", r)
	}) {
		name := ownName(word)
		if _, sure := whyNoValue(word); sure || name == word || !strings.HasPrefix(strings.ToLower(word), "zdg-") || looksSecret(word) || word == s || word == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = word
	}
	if found == "" || !standsAlone(s, found) || !suggestibleIdentifier(found) {
		return ""
	}
	return found
}

// meantOr asks whether near was meant, or says otherwise where near is "".
func meantOr(near, otherwise string) string {
	if near != "" {
		return "did you mean " + quoted(near) + "?"
	}
	return otherwise
}

// String returns the identifier as it is sent.
func (i Identifier) String() string { return i.s }

// IsZero reports whether there is no identifier.
func (i Identifier) IsZero() bool { return i.s == "" }

// Remarks returns what looks wrong about the identifier. A remark does not repeat an
// identifier that may be a secret.
func (i Identifier) Remarks() []Remark {
	switch {
	case i.IsZero():
		return nil
	case isDigits(i.s):
		return []Remark{graveRemark("numeric-id", fmt.Sprintf("%s is a number, so it looks like the client's id: use its Identifier (\"Unique identifier\"), which is the client_id", quoted(i.s)), "Z4-thread", Observed)}
	case looksSecret(i.s):
		return []Remark{graveRemark("secret-as-identifier", "this looks like a secret: type the client's Identifier here, and if this is the secret, make sure that nobody else saw it", "ours", Inferred)}
	}
	var rs []Remark
	if strings.EqualFold(i.s, guideIdentifier) {
		rs = append(rs, graveRemark("identifier-placeholder", "this is the example of Zendesk's own guide: give the client an identifier of its own, such as zdg-acme", "Z1", Documented))
	} else if what, sure := whyNoValue(i.s); what != "" {
		if !sure {
			what = "perhaps " + what
		}
		rs = append(rs, Remark{"identifier-placeholder", quoted(i.s) + " " + what + ": give the client an identifier of its own, such as zdg-acme", sure, SourceOf("ours"), Inferred})
	}
	if part, found := emptyPart(i.s, "-_."); found {
		rs = append(rs, mildRemark("identifier-placeholder", "the identifier holds "+part+": compare it with the client's page in Admin Center", "ours", Inferred))
	}
	if strings.Contains(i.s, `\`) || strings.Contains(i.s, "%") {
		rs = append(rs, graveRemark("identifier-encoded", "the identifier holds a \\ or a %, as encoded text does: type it as the client's page in Admin Center shows it", "ours", Inferred))
	}
	if i.s == "zdg-zcli-oauth" {
		rs = append(rs, graveRemark("identifier-of-another", "this is the client of Zendesk's own zcli: type the Identifier of yours", "T16", Observed))
	}
	if strings.ToLower(i.s) != i.s {
		rs = append(rs, mildRemark("identifier-capitals", "the identifier has capital letters: whether Zendesk tells them apart is not documented, so use the exact spelling everywhere", "Z7", Inferred))
	}
	if strings.Trim(strings.ToLower(i.s), "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		rs = append(rs, mildRemark("identifier-characters", "the identifier has characters other than letters, digits, hyphens and underscores: which are allowed is not documented, so check that it was copied right", "Z7", Inferred))
	}
	if len(i.s) > identifierUsual {
		rs = append(rs, mildRemark("identifier-long", fmt.Sprintf("the identifier is longer than %d characters: how long it may be is not documented, so check that it was copied right", identifierUsual), "Z7", Inferred))
	}
	return rs
}
