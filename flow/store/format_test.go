package store

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"zdg/checklist"
)

// awkward are answers that a careless format would lose.
var awkward = []string{
	"yes", "no", "Yes", "true", "false", "maybe", "1", "0x1f", "2026-11-22", "2026-02-30", "0000-01-01", "2026-11-22 ", "inf",
	" ", "  padded\t", "\n", "\n\n", "a\nb", "a\n\nb\n", "\n a", "a\r\nb", "a\rb", `"`, `\`, `"""`, `'''`, `\n`, `C:\logo\u0041.png`,
	"#", "# x", "[x]", "key = 1", "\x00", "\x1b[31m", "\x7f", "\u0085", "\u00a0", "\u2028", "\u202e", "\ufeff", "\ufffd", "\U0010ffff",
	"日本語", "e\u0301", "👩‍💻", strings.Repeat("x", 5000),
}

func TestRoundTripOfEveryField(t *testing.T) {
	for first := range awkward {
		var d checklist.Draft
		for i, info := range checklist.Fields() {
			d = d.With(info.Field, awkward[(first+i)%len(awkward)])
		}
		roundTrip(t, d)
	}
}

func TestRoundTripOfRandomDrafts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var d checklist.Draft
		for _, info := range checklist.Fields() {
			if random.IntN(3) > 0 {
				d = d.With(info.Field, awkward[random.IntN(len(awkward))]+awkward[random.IntN(len(awkward))])
			}
		}
		roundTrip(t, d)
	}
}

// roundTrip fails the test unless a draft is the same after it was written and read.
func roundTrip(t *testing.T, d checklist.Draft) {
	t.Helper()
	got, err := Parse(FileName, Write(d))
	if err != nil {
		t.Errorf("%v\n%s", err, Write(d))
		return
	}
	if !got.Equal(d) {
		for _, info := range checklist.Fields() {
			if g, w := got.Get(info.Field), d.Get(info.Field); g != w {
				t.Errorf("%s: got %q, want %q", info.Field, g, w)
			}
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	for i, typed := range awkward {
		f.Add(byte(i), typed, "other")
	}
	f.Fuzz(func(t *testing.T, which byte, one, two string) {
		if !utf8.ValidString(one) || !utf8.ValidString(two) {
			return
		}
		all := checklist.Fields()
		roundTrip(t, draft(string(all[int(which)%len(all)].Field), one, string(all[(int(which)+1)%len(all)].Field), two))
	})
}

func TestWriteKeepsWhatIsNotUTF8Readable(t *testing.T) {
	d, err := Parse(FileName, Write(draft("name", "a\xffb")))
	if err != nil || d.Get(checklist.FieldName) != "a\ufffdb" {
		t.Errorf("got %q, %v", d.Get(checklist.FieldName), err)
	}
}

func TestWriteOfSomeAnswers(t *testing.T) {
	d := draft("customers", "several", "bot", "no", "secret_lives", "somewhere", "subdomain", "D3V-Acme ",
		"trial_started_on", "2026-11-01", "organization_requested_on", "last week", "client_exists", "yes",
		"description", "Says \"hello\"\nand \\o/", "redirect_urls", "http://127.0.0.1:18573/callback\n\n https://acme.example/cb",
		"scopes", "tickets:read", "company", "Ацме\u202e")
	want := `version = 1 # of this file's format
customers = "several"
bot = false
secret_lives = "somewhere"
subdomain = "D3V-Acme "
trial_started_on = 2026-11-01
organization_requested_on = "last week"
client_exists = true
description = "Says \"hello\"\nand \\o/"
company = "Ацме\u202E"
redirect_urls = [
  "http://127.0.0.1:18573/callback",
  "",
  " https://acme.example/cb",
]
scopes = [
  "tickets:read",
]
`
	if got := regexp.MustCompile(`(?m)^(#.*)?\n`).ReplaceAllString(string(Write(d)), ""); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	roundTrip(t, d)
}

// TestTemplate: with every example taken out of its comment, the template is a file in which
// every question is answered as the table's example says.
func TestTemplate(t *testing.T) {
	d, err := Parse(FileName, template())
	if err != nil || !d.Equal(checklist.Draft{}) {
		t.Fatalf("the template has answers, or %v", err)
	}
	d, err = Parse(FileName, regexp.MustCompile(`(?m)^#(\S|  ")`).ReplaceAll(template(), []byte("$1")))
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range checklist.Fields() {
		if got := d.Get(info.Field); got != info.Example {
			t.Errorf("%s: got %q, want %q", info.Field, got, info.Example)
		}
	}
	for line := range strings.SplitSeq(string(template()), "\n") {
		if strings.TrimRight(line, " \t") != line || utf8.RuneCountInString(line) > 160 {
			t.Errorf("not pleasant: %q", line)
		}
	}
}

// TestKeysAreBare: keys are written without quotes.
func TestKeysAreBare(t *testing.T) {
	for _, info := range checklist.Fields() {
		if !regexp.MustCompile(`^[a-z_]+$`).MatchString(string(info.Field)) || info.Field == "version" {
			t.Errorf("%q makes no key", info.Field)
		}
		if strings.ContainsAny(info.Title+info.Comment, "\n\r\t") {
			t.Errorf("the comment of %q has more than one line", info.Field)
		}
	}
}
