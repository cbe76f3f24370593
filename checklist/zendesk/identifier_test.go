package zendesk

import (
	"strings"
	"testing"
)

var hex64 = strings.Repeat("0123456789abcdef", 4)

func TestParseIdentifier(t *testing.T) {
	for _, tt := range []struct{ typed, want, err string }{
		{"zdg-acme", "zdg-acme", ""},
		{" zdg-acme\r\n", "zdg-acme", ""},
		{"zdg_acme", "zdg_acme", ""},
		{"ZDG-Acme", "ZDG-Acme", ""},
		{"50789", "50789", ""},
		{"zdg-zdg-acme", "zdg-zdg-acme", ""},
		{"zdg-ächme", "zdg-ächme", ""},
		{"", "", "is empty"},
		{"\u00a0\n", "", "is empty"},
		{"zdg acme", "", "white space"},
		{"zdg\u00a0acme", "", "white space"},
		{"zdg-acme\nzdg-other", "", "line break"},
		{"zdg-acme\r\nsecret", "", "line break"},
		{`"zdg-acme"`, "", "in quotes"},
		{"'zdg-acme'", "", "in quotes"},
		{"“zdg-acme”", "", "in quotes"},
		{`zdg-acme",`, "", "in quotes or has a comma"},
		{"https://d3v-acme.zendesk.com", "", "this is an address"},
		{`{"client_id":"zdg-acme"}`, "", `did you mean "zdg-acme"?`},
		{"(zdg-acme)", "", `did you mean "zdg-acme"?`},
		{"[zdg-acme]", "", `did you mean "zdg-acme"?`},
		{"<zdg-acme>", "", `did you mean "zdg-acme"?`},
		{"zdg-acme&scope=read", "", `did you mean "zdg-acme"?`},
		{"client_id=zdg-acme&scope=read", "", `did you mean "zdg-acme"?`},
		{"zdg-acme?x", "", `did you mean "zdg-acme"?`},
		{"zdg-acme|prod", "", "copy the Identifier alone"}, // what is dropped may be what tells it from another client
		{"zdg-acme/", "", `did you mean "zdg-acme"?`},
		{"zdg-acme@eu", "", "copy the Identifier alone"},
		{"eu/zdg-acme", "", "copy the Identifier alone"},
		{"zdg-acme:prod", "", "copy the Identifier alone"},
		{"(zdg-acme)-prod", "", "copy the Identifier alone"},
		{"(zdg-acme-)", "", "copy the Identifier alone"},
		{"(zdg-acme-undefined)", "", "copy the Identifier alone"},
		{"(zdg-Acme)", "", "copy the Identifier alone"},
		{"zdg-acme-${ENV}", "", "copy it from the client's page"},
		{"zdg-acme-{{env}}", "", "copy it from the client's page"},
		{"zdg-acme-<env>", "", "copy it from the client's page"},
		{"zdg\u2013acme-", "", "type it instead of pasting it"},
		{"zdg\u2013undefined-acme", "", "type it instead of pasting it"},
		{`"client_id":"zdg-acme","scope":"read"`, "", `did you mean "zdg-acme"?`},
		{"zdg-acme#x", "", `did you mean "zdg-acme"?`},
		{"zdg-acme/zdg-other", "", "copy the Identifier alone"},
		{"me@acme.com/token", "", "copy the Identifier alone"},
		{":client_id", "", "copy the Identifier alone"},
		{"@client_id", "", "copy the Identifier alone"},
		{"var.client_id", "", "not filled in"},
		{"local.zdg_client", "", "not filled in"},
		{"(" + hex64 + ")", "", "copy the Identifier alone"},
		{"(zdg-" + hex64 + ")", "", "copy the Identifier alone"},
		{"zdg-acme\ufeff", "", "cannot be seen"},
		{"zdg-acme\ufe0f", "", "cannot be seen"},
		{"zdg-acme\u115f", "", "cannot be seen"},
		{"zdg-acme\u2060", "", "cannot be seen"},
		{"zdg-acme\u034f", "", "cannot be seen"},
		{"zdg-acme\u2800", "", "cannot be seen"},
		{"zdg-acme\U000e0041", "", "cannot be seen"},
		{"zdg-\U0001d400cme", "", "a letter of formulas (U+1D400) in place of A"},
		{"zdg\u200b-acme", "", "cannot be seen"},
		{"zdg-\x1b[31m", "", "cannot be seen"},
		{strings.Repeat("a", identifierMax+1), "", "longer than"},
	} {
		i, err := ParseIdentifier(tt.typed)
		checkParsed(t, tt.typed, i.String(), err, tt.want, tt.err)
	}
}

func TestIdentifierRemarks(t *testing.T) {
	for _, tt := range []struct{ typed, want string }{
		{"zdg-acme", ""},
		{"zdg_acme", ""},
		{"6f9619ff-8b86-d011-b42d-00cf4fc964ff", ""},
		{"amazon-q-business-1723000000", ""},
		{"50789", "!numeric-id"},
		{strings.Repeat("1", 64), "!numeric-id"},
		{hex64, "!secret-as-identifier"},
		{strings.ToUpper(hex64), "!secret-as-identifier"},
		{"ZDG-acme", "identifier-capitals"},
		{"zdg.acme", "identifier-characters"},
		{"zdg-acme-undefined", "identifier-placeholder"},
		{"zdg-undefined-prod", "identifier-placeholder"},
		{"zdg-acme-null", "identifier-placeholder"},
		{"zdg-null_acme", "identifier-placeholder"},
		{"zdg-none-acme", "identifier-placeholder"},
		{"zdg-true-fit", ""},
		{"zdg-nullable-acme", ""},
		{"zdg-äcme", "identifier-characters"},
		{"ZDG.acme", "identifier-capitals identifier-characters"},
		{"zdg-" + strings.Repeat("xy", 40), "identifier-long"},
	} {
		i, err := ParseIdentifier(tt.typed)
		if err != nil {
			t.Fatal(err)
		}
		checkRemarks(t, tt.typed, i.Remarks(), tt.want)
	}
	if (Identifier{}).Remarks() != nil {
		t.Error("the zero Identifier is remarked")
	}
}

func TestIdentifierKeepsSecrets(t *testing.T) {
	for _, typed := range []string{hex64, hex64 + " ", `"` + hex64 + `"`, hex64 + "\n" + hex64, "client_secret=" + hex64, "50789 " + hex64} {
		i, err := ParseIdentifier(typed)
		if err != nil && strings.Contains(err.Error(), hex64[:9]) {
			t.Errorf("error repeats the secret: %v", err)
		}
		for _, r := range i.Remarks() {
			if strings.Contains(r.Text, hex64[:9]) {
				t.Errorf("remark repeats the secret: %v", r.Text)
			}
		}
	}
}

func FuzzParseIdentifier(f *testing.F) {
	for _, s := range []string{"zdg-acme", "50789", hex64, `"zdg"`, "a\nb", "\ufeffzdg", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		i, err := ParseIdentifier(typed)
		if err != nil {
			checkSentence(t, err.Error())
			return
		}
		if again, err := ParseIdentifier(i.String()); err != nil || again != i {
			t.Errorf("%q is not stable: %v, %v", i, again, err)
		}
		for _, r := range i.Remarks() {
			checkSentence(t, r.Text)
		}
	})
}
