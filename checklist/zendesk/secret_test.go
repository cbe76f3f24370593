package zendesk

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func mustSecret(t *testing.T, typed string) Secret {
	t.Helper()
	s, err := ParseSecret(typed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestParseSecret(t *testing.T) {
	for _, tt := range []struct{ typed, want, err string }{
		{hex64, hex64, ""},
		{" \t" + hex64 + "\r\n", hex64, ""},
		{"with space", "with space", ""},
		{"secretklæfdflæ", "secretklæfdflæ", ""},
		{strings.Repeat("x", secretMax), strings.Repeat("x", secretMax), ""},
		{"Zm9vYmFy+c2VjcmV0/c2VjcmV0c2VjcmV0==", "Zm9vYmFy+c2VjcmV0/c2VjcmV0c2VjcmV0==", ""},
		{"Zm9vYmFyc2VjcmV0c2VjcmV0c2VjcmV0=", "Zm9vYmFyc2VjcmV0c2VjcmV0c2VjcmV0=", ""},
		{"a1=b2:c3-d4", "a1=b2:c3-d4", ""},
		{"k%(x@@y{{z}}", "k%(x@@y{{z}}", ""},
		{"secretive0123456789abcdef", "secretive0123456789abcdef", ""},
		{"s3cret", "s3cret", ""},
		{"my-secret", "my-secret", ""}, // somebody's own account may well have it

		{"ZENDESK_CLIENT_SECRET=" + hex64, "", "line of a settings file"},
		{"export ZENDESK_CLIENT_SECRET=" + hex64, "", "line of a settings file"},
		{"CLIENT_SECRET='" + hex64 + "'", "", "line of a settings file"},
		{"client_secret=" + hex64, "", "line of a settings file"},
		{`"client_secret": "` + hex64 + `"`, "", "line of a settings file"},
		{`{"client_secret":"` + hex64 + `"}`, "", "line of a settings file"},
		{"clientSecret: " + hex64 + ",", "", "line of a settings file"},
		{"Secret: " + hex64, "", "line of a settings file"},
		{`"` + hex64 + `"`, "", "in quotes"},
		{"'" + hex64 + "'", "", "in quotes"},
		{"\u201c" + hex64 + "\u201d", "", "in quotes"},
		{"${ZENDESK_CLIENT_SECRET}", "", "not filled in"},
		{"$ZENDESK_CLIENT_SECRET", "", "not filled in"},
		{"${SECRET}", "", "not filled in"},
		{"{{ secret }}", "", "not filled in"},
		{"%SECRET%", "", "not filled in"},
		{"<your secret>", "", "not filled in"},
		{"process.env.ZENDESK_CLIENT_SECRET", "", "not filled in"},
		{"var.client_secret", "", "not filled in"},
		{"secrets.ZENDESK", "", "not filled in"},
		{"your_client_secret", "", "placeholder of a guide"},
		{"YOUR-CLIENT-SECRET", "", "placeholder of a guide"},
		{"client_secret", "", "placeholder of a guide"},
		{"changeme", "", "placeholder of a guide"},
		{"xxxxxxxx", "", "placeholder of a guide"},
		{"undefined", "", "where a variable was empty"},
		{"null", "", "where a variable was empty"},
		{"", "", "is empty"},
		{"\n", "", "is empty"},
		{"one\ntwo", "", "line break"},
		{"one\u2028two", "", "line break"},
		{"one\x00two", "", "control character"},
		{"one\x1b[31mtwo", "", "control character"},
		{strings.Repeat("x", secretMax+1), "", "longer than"},
	} {
		s, err := ParseSecret(tt.typed)
		checkParsed(t, tt.typed, s.Reveal(), err, tt.want, tt.err)
		if err != nil && (strings.Contains(err.Error(), hex64[:9]) || strings.Contains(err.Error(), "ZENDESK")) {
			t.Errorf("%v repeats what was typed", err)
		}
		if s.IsZero() != (tt.err != "") {
			t.Errorf("%q: IsZero() = %v", tt.typed, s.IsZero())
		}
	}
}

// holder has secrets in fields, also in one whose methods fmt cannot call.
type holder struct {
	Open   Secret
	hidden Secret
	ptr    *Secret
}

func TestSecretPrintsAsDots(t *testing.T) {
	const planted = "plantedplantedplantedplanted"
	s := mustSecret(t, planted)
	h := holder{s, s, &s}
	var out strings.Builder
	for verb := rune('A'); verb <= 'z'; verb++ {
		for _, flag := range []string{"", "+", "#", "-20", "020.3", " "} {
			for _, v := range []any{s, &s, h, &h, []Secret{s}, map[string]Secret{"s": s}, []any{s}, s.Hidden, &s.Hidden, struct{ token struct{ Hidden } }{struct{ Hidden }{s.Hidden}}} {
				fmt.Fprintf(&out, "%"+flag+string(verb)+"\n", v)
			}
		}
	}
	fmt.Fprintln(&out, s, h, s.String(), s.GoString(), fmt.Errorf("wrapped %v", s))
	for _, v := range []any{s, h, map[string]any{"s": s}} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(b)
	}
	b, err := xml.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(b)
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "s", s, "h", h, "any", slog.AnyValue(&s))
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "s", s, "h", h)
	out.Write(log.Bytes())
	text := strings.ToLower(out.String())
	for _, part := range []string{"planted", fmt.Sprintf("%x", "planted"), "0x70, 0x6c"} {
		if strings.Contains(text, part) {
			t.Errorf("the secret got out as %q", part)
		}
	}
	if !strings.Contains(text, Dots) {
		t.Error("nothing was printed as Dots")
	}
}

func TestSecretRemarks(t *testing.T) {
	id, err := ParseIdentifier("zdg-acme-and-its-products")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ typed, want string }{
		{hex64, ""},
		{strings.ToUpper(hex64), "secret-not-hex"},
		{"abcdefghij-klmnopqrst-uvwxyz", "secret-not-hex"},
		{"0123456789", "secret-short"},
		{"012345", "secret-short"},
		{"01234", "!secret-no-secret"},
		{"yes", "!secret-no-secret"},
		{"af3t24tfj", "!secret-truncated"},
		{"af3t24tfj34h43s...", "!secret-truncated"},
		{"af3t24tfj…", "!secret-truncated"},
		{hex64 + "...", "!secret-truncated"},
		{"•••••••••", "!secret-masked"},
		{"*********", "!secret-masked"},
		{"0123 4567 89ab cdef 0123", "!secret-white-space"},
		{"secretklæfdflæsecretklæf", "!secret-non-ascii"},
		{"0123456789abcdef0123\u200b", "!secret-non-ascii"},
		{"0123456789abcdef0123\xff", "!secret-non-ascii"},
		{`"` + hex64, "!secret-quoted"},
		{"zdg-acme-and-its-products", "!secret-is-identifier"},
		{"secretive0123456789abcdef", "secret-not-hex"},
	} {
		rs := mustSecret(t, tt.typed).Remarks(id)
		checkRemarks(t, tt.typed, rs, tt.want)
		for _, r := range rs {
			if len(tt.typed) > 9 && strings.Contains(r.Text, tt.typed[:9]) {
				t.Errorf("%q: remark %q repeats the secret", tt.typed, r.Text)
			}
		}
	}
	if (Secret{}).Remarks(id) != nil {
		t.Error("no secret is remarked")
	}
	if rs := mustSecret(t, hex64).Remarks(Identifier{}); rs != nil {
		t.Errorf("without an identifier: %v", rs)
	}
}

func FuzzParseSecret(f *testing.F) {
	for _, s := range []string{hex64, "af3t24tfj…", "client_secret=x", "a\nb", "secretklæfdflæ", "\xff\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		// No text of zdg has this marker, so that it shows whether the secret is in one.
		const marker = "QZXJ7"
		s, err := ParseSecret(typed + marker)
		if err != nil {
			checkSentence(t, err.Error())
			if strings.Contains(err.Error(), marker) {
				t.Errorf("error repeats the secret: %v", err)
			}
			return
		}
		if strings.Contains(fmt.Sprintf("%v %+v %#v %q %x %d", s, s, s, s, s, s), marker) {
			t.Error("the secret was printed")
		}
		if again, err := ParseSecret(s.Reveal()); err != nil || again.Reveal() != s.Reveal() {
			t.Errorf("not stable: %v", err)
		}
		for _, r := range s.Remarks(Identifier{}) {
			checkSentence(t, r.Text)
			if strings.Contains(r.Text, marker) {
				t.Errorf("remark repeats the secret: %v", r.Text)
			}
		}
	})
}

// TestSecretWithByteOrderMark: a byte order mark is not part of a secret, and UTF-16 is refused.
func TestSecretWithByteOrderMark(t *testing.T) {
	for typed, want := range map[string]string{
		"\ufeffplanted-secret": "planted-secret", "\ufeff planted-secret\r\n": "planted-secret", " \ufeffplanted-secret": "planted-secret",
		"\ufeff": "", "\xff\xfep\x00l\x00": "UTF-16", "\xfe\xff\x00p\x00l": "UTF-16",
	} {
		s, err := ParseSecret(typed)
		switch {
		case strings.HasPrefix(want, "UTF"):
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v", typed, err)
			}
		case s.Reveal() != want || (err == nil) != (want != ""):
			t.Errorf("%q: taken as %d characters, %v", typed, len(s.Reveal()), err)
		}
	}
}
