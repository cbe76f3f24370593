package zendesk

import (
	"regexp"
	"strings"
	"testing"
)

func TestParseSubdomain(t *testing.T) {
	for _, tt := range []struct{ typed, want, err string }{
		{"d3v-acme", "d3v-acme", ""},
		{"D3V-Acme ", "d3v-acme", ""},
		{"\n\td3v-acme\r\n", "d3v-acme", ""},
		{"d3v-acme.zendesk.com", "d3v-acme", ""},
		{"d3v-acme.zendesk.com.", "d3v-acme", ""},
		{"D3V-ACME.ZENDESK.COM", "d3v-acme", ""},
		{"https://d3v-acme.zendesk.com", "d3v-acme", ""},
		{"HTTPS://d3v-acme.zendesk.com/agent/dashboard?x=1#y", "d3v-acme", ""},
		{"http://d3v-acme.zendesk.com/admin/apps-integrations/apis/oauth-clients", "d3v-acme", ""},
		{"d3v-acme.zendesk.com/agent", "d3v-acme", ""},
		{"d3v-acme.zendesk.com?next=https://evil.com/", "d3v-acme", ""},
		{"d3v-acme.zendesk.com/login?return_to=https://evil.com/", "d3v-acme", ""},
		{"acme", "acme", ""},
		{"a1b", "a1b", ""},
		{strings.Repeat("a", 63), strings.Repeat("a", 63), ""},

		{"", "", "is empty"},
		{" \n ", "", "is empty"},
		{"https://", "", "is not a subdomain"},
		{"ab", "", "too short"},
		{strings.Repeat("a", 64), "", "this subdomain has 64 characters"},
		{"-acme", "", "starts or ends with a hyphen"},
		{"acme-", "", "starts or ends with a hyphen"},
		{"d3v_acme", "", `did you mean "d3v-acme"?`},
		{"d3v acme", "", "white space"},
		{"d3v-acme\nother", "", "white space"},
		{"d3v!acme", "", "digits and hyphens only"},
		{`"d3v-acme"`, "", "in quotes"},
		{"“d3v-acme”", "", "in quotes"},
		{"d3v-acme\u200b", "", "cannot be seen"},
		{"d3v-\x00acme", "", "cannot be seen"},
		{"\xff\xfeacme", "", "cannot be seen"},
		{"d3v-аcme", "", "look-alikes"}, // a Cyrillic a
		{"d3v-acme。zendesk。com", "", "look-alikes"},
		{"zendesk.com", "", "itself is not an account"},
		{".zendesk.com", "", "itself is not an account"},
		{"https://zendesk.com/", "", "itself is not an account"},
		{"help.acme.com", "", "not a zendesk.com host"},
		{"https://help.acme.com/hc", "", "not a zendesk.com host"},
		{"acme.zendesk.co", "", "not a zendesk.com host"},
		{"acme.notzendesk.com", "", "not a zendesk.com host"},
		{"x.zendesk.com.zendesk.com", "", "twice"},
		{"brand.acme.zendesk.com", "", "more than one name"},
		{"acme.zendesk.com.evil.com", "", "only looks like one"},
		{"https://d3v-acme.zendesk.com@evil.com", "", "has no @"},
		{"https://evil.com\\@d3v-acme.zendesk.com", "", "has no @"},
		{"https://user:password@d3v-acme.zendesk.com", "", "has no @"},
		{"me@acme.com", "", "e-mail"},
		{"d3v-acme.zendesk.com:8443", "", "no port"},
		{"d3v-acme%2ezendesk.com", "", "not a zendesk.com host"},
		{"d3v-acme\\.zendesk.com", "", "digits and hyphens only"},
		{"javascript://d3v-acme.zendesk.com", "", "not a web address"},
		{"//d3v-acme.zendesk.com", "d3v-acme", ""},
		{"//d3v-acme.zendesk.com/agent", "d3v-acme", ""},
		{"//", "", "is not a subdomain"},
		{"var.zendesk_subdomain", "", "not filled in"},
		{"local.subdomain", "", "not filled in"},
		{"votre-sous-domaine", "", "placeholder of a guide"},
		{"tusubdominio", "", "placeholder of a guide"},
		{"seu-subdominio", "", "placeholder of a guide"},
		{"ihre-subdomain", "", "placeholder of a guide"},
		{"d3v-ihrefirma", "", "placeholder of a guide"},
		{"support-votre", "support-votre", ""},
		{"suomi-domains", "suomi-domains", ""},
		{"dinner", "dinner", ""},
		{"tucows", "tucows", ""},
		{"seuat", "seuat", ""},
		{"tonic-app", "tonic-app", ""},
		{"127.0.0.1", "", "not a zendesk.com host"},
		{"[::1]", "", "no port"},
	} {
		s, err := ParseSubdomain(tt.typed)
		checkParsed(t, tt.typed, s.String(), err, tt.want, tt.err)
		if s.IsZero() != (tt.want == "") {
			t.Errorf("ParseSubdomain(%q).IsZero() = %v", tt.typed, s.IsZero())
		}
	}
}

// checkParsed compares what a parser returned. wantErr is part of the error, "" for none.
func checkParsed(t *testing.T, typed, got string, err error, want, wantErr string) {
	t.Helper()
	switch {
	case wantErr == "" && err != nil:
		t.Errorf("%q: unexpected error: %v", typed, err)
	case wantErr != "" && err == nil:
		t.Errorf("%q: parsed as %q, want an error with %q", typed, got, wantErr)
	case wantErr != "" && !strings.Contains(err.Error(), wantErr):
		t.Errorf("%q: error %q lacks %q", typed, err, wantErr)
	case got != want:
		t.Errorf("%q: got %q, want %q", typed, got, want)
	}
}

func TestSubdomainAddresses(t *testing.T) {
	s, err := ParseSubdomain("D3V-acme")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.URL(); got != "https://d3v-acme.zendesk.com" {
		t.Errorf("URL() = %q", got)
	}
	if got := s.Host(); got != "d3v-acme.zendesk.com" {
		t.Errorf("Host() = %q", got)
	}
	var zero Subdomain
	if zero.URL() != "" || zero.Host() != "" || !zero.IsZero() || zero.Remarks() != nil {
		t.Error("the zero Subdomain has an address or a remark")
	}
}

func TestSubdomainRemarks(t *testing.T) {
	for _, tt := range []struct{ typed, want string }{
		{"d3v-acme", ""},
		{"apps", "!reserved-host"},
		{"https://apps.zendesk.com/", "!reserved-host"},
		{"support", "!reserved-host"},
		{"www", "!reserved-host"},
		{"developer", "!reserved-host"},
		{"marketplace", "!reserved-host"},
		{"xn--d3v-acme-x9a", "idn"},
	} {
		s, err := ParseSubdomain(tt.typed)
		if err != nil {
			t.Fatal(err)
		}
		checkRemarks(t, tt.typed, s.Remarks(), tt.want)
	}
}

// checkRemarks compares the codes of remarks with want: joined by spaces, grave ones after "!". It
// checks the form of every remark.
func checkRemarks(t *testing.T, typed string, rs []Remark, want string) {
	t.Helper()
	var codes []string
	for _, r := range rs {
		code := r.Code
		if r.Grave {
			code = "!" + code
		}
		codes = append(codes, code)
		if r.Text == "" || r.Source.Key == "" || r.Confidence == "" || strings.HasSuffix(r.Text, ".") || strings.Contains(r.Text, "\n") {
			t.Errorf("%q: incomplete remark %+v", typed, r)
		}
		if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(r.Code) {
			t.Errorf("%q: odd code %q", typed, r.Code)
		}
	}
	if got := strings.Join(codes, " "); got != want {
		t.Errorf("%q: remarks %q, want %q", typed, got, want)
	}
}

var hostLabel = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

func FuzzParseSubdomain(f *testing.F) {
	for _, s := range []string{"d3v-acme", " D3V-ACME.zendesk.com. ", "https://d3v-acme.zendesk.com@evil.com", "a.zendesk.com.zendesk.com", "K\u0130a", "x.zendesk.com.evil.com"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s, err := ParseSubdomain(typed)
		if err != nil {
			if !s.IsZero() {
				t.Errorf("error with a value %q", s)
			}
			checkSentence(t, err.Error())
			return
		}
		if !hostLabel.MatchString(s.String()) || len(s.String()) > subdomainMax {
			t.Errorf("%q parsed as %q", typed, s)
		}
		if again, err := ParseSubdomain(s.URL()); err != nil || again != s {
			t.Errorf("%q is not stable: %v, %v", s, again, err)
		}
	})
}

// checkSentence checks that a sentence is printable text on one line.
func checkSentence(t *testing.T, text string) {
	t.Helper()
	if text == "" || hasInvisible(text) || hasLineBreak(text) || len(text) > 600 {
		t.Errorf("not a plain sentence: %q", text)
	}
}
