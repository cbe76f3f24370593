package loopback

import (
	"errors"
	"strings"
	"testing"

	"zdg/checklist/explain"
)

func TestParseCallback(t *testing.T) {
	const address = "http://localhost:8484/callback"
	const whole = address + "?" + goodQuery
	broken := whole[:len(address)+9] + "\r\n   " + whole[len(address)+9:len(address)+30] + "\n" + whole[len(address)+30:]
	for name, row := range map[string]struct {
		pasted string
		want   error // nil: our code comes out
	}{
		"the address":               {whole, nil},
		"with white space":          {"  \t" + whole + " \r\n", nil},
		"in quotes":                 {`"` + whole + `"`, nil},
		"in single quotes":          {"'" + whole + "',", nil},
		"in curly quotes":           {"“" + whole + "”", nil},
		"in angle brackets":         {"<" + whole + ">", nil},
		"in Markdown":               {"`" + whole + "`", nil},
		"broken by a terminal":      {broken, nil},
		"broken with no-break":      {strings.ReplaceAll(broken, "   ", "\u00a0\u200b"), nil},
		"a bracketed paste":         {"\x1b[200~" + whole + "\x1b[201~", nil},
		"escaped by a shell":        {strings.NewReplacer("?", `\?`, "&", `\&`, "=", `\=`).Replace(whole), nil},
		"escaped in JSON":           {`"` + strings.ReplaceAll(whole, "&", `\u0026`) + `"`, nil},
		"escaped in HTML":           {strings.ReplaceAll(whole, "&", "&amp;"), nil},
		"with a fragment":           {whole + "#_=_", nil},
		"https by the browser":      {strings.Replace(whole, "http:", "https:", 1), nil},
		"without scheme":            {strings.TrimPrefix(whole, "http://"), nil},
		"without scheme, slashes":   {strings.TrimPrefix(whole, "http:"), nil},
		"capitals in the host":      {strings.Replace(whole, "localhost", "LocalHost", 1), nil},
		"path and query":            {"/callback?" + goodQuery, nil},
		"the query":                 {"?" + goodQuery, nil},
		"the query without mark":    {goodQuery, nil},
		"the query, turned round":   {"state=" + ourState + "&code=" + ourCode, nil},
		"a log line":                {"GET /callback?" + goodQuery + ` HTTP/1.1" 200 12`, nil},
		"a command":                 {"curl '" + whole + "'", nil},
		"a command with more":       {`curl "` + whole + `" -v`, nil},
		"a header":                  {"Location: " + whole, nil},
		"more parameters":           {whole + "&iss=x&scope=read%20write", nil},
		"nothing":                   {" \n\t", ErrPasteEmpty},
		"quotes only":               {`""`, ErrPasteEmpty},
		"a novel":                   {strings.Repeat("x", maxPaste+1), ErrPasteHuge},
		"words":                     {"it failed", ErrPasteUnclear},
		"the code":                  {"4f1d6c2b9a7788990011223344556677", ErrPasteCode},
		"the code, named":           {"code=" + ourCode, ErrPasteNoState},
		"the start address":         {"http://127.0.0.1:8484/abcdefghijkmnpqr", ErrPasteStart},
		"the authorize URL":         {authorizeURL + "&redirect_uri=http%3A%2F%2Flocalhost", ErrPasteAuthorize},
		"the authorize URL, cut":    {"https://d3v-acme.zendesk.com/oauth/authorizations/new", ErrPasteAuthorize},
		"of a stand-in":             {"http://127.0.0.1:5000/oauth/authorizations/new?client_id=x", ErrPasteAuthorize},
		"the sign-in page":          {"https://d3v-acme.zendesk.com/auth/v3/signin?return_to=x", ErrPasteZendesk},
		"another state":             {address + "?code=x&state=other", ErrPasteState},
		"no state":                  {address + "?code=x", ErrPasteNoState},
		"no state in an error":      {address + "?error=access_denied", ErrPasteNoState},
		"no query":                  {address, ErrPasteNoAnswer},
		"no code":                   {address + "?state=" + ourState, ErrPasteNoAnswer},
		"a token in the fragment":   {address + "#access_token=x&state=" + ourState, ErrPasteHash},
		"an answer in the fragment": {address + "#" + goodQuery, ErrPasteHash},
		"a state cut short":         {address + "?code=x&state=" + ourState[:30], ErrPasteCut},
		"an empty state":            {address + "?code=x&state=", ErrPasteNoState},
		"two codes":                 {whole + "&code=y", ErrPasteTwice},
		"two addresses":             {whole + "\n" + whole, ErrPasteTwice},
		"code and error":            {whole + "&error=x", ErrPasteBoth},
		"another host":              {strings.Replace(whole, "localhost", "127.0.0.1", 1), ErrPasteElsewhere},
		"a host in front":           {strings.Replace(whole, "localhost:8484", "localhost:8484@evil.example", 1), ErrPasteElsewhere},
		"another port":              {strings.Replace(whole, "8484", "8485", 1), ErrPasteElsewhere},
		"another port, https":       {strings.Replace(whole, "http://localhost:8484", "https://localhost", 1), ErrPasteElsewhere},
		"another path":              {strings.Replace(whole, "/callback", "/callback/", 1), ErrPasteElsewhere},
		"an unreadable port":        {strings.Replace(whole, "8484", "84x4", 1), ErrPasteUnclear},
		"an address without host":   {"http:///callback?" + goodQuery, ErrPasteUnclear},
		"a file":                    {"file:///etc/passwd", ErrPasteUnclear},
		"a broken escape in a code": {address + "?code=%z&state=" + ourState, ErrPasteNoAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseCallback(row.pasted, redirectURL(t, address), ourState)
			if !errors.Is(err, row.want) {
				t.Fatalf("got %v, want %v", err, row.want)
			}
			if err != nil {
				if s := err.Error(); strings.Contains(s, ourCode) || strings.Contains(s, ourState) || !strings.Contains(s, ":") {
					t.Errorf("the text: %s", s)
				}
				return
			}
			if got.Code.Reveal() != ourCode || got.State != ourState || !got.At.IsZero() {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestWhyAPasteWasRefused: an answer of the account itself ends the wait; an address that may
// have been copied wrongly does not.
func TestWhyAPasteWasRefused(t *testing.T) {
	const address = "http://localhost:8484/callback"
	for query, want := range map[string]struct {
		why        Reason
		conclusive bool
	}{
		"?code=x&state=other":           {OtherState, false},
		"?state=" + ourState:            {Neither, false},
		"?" + goodQuery + "&error=x":    {Both, true},
		"?" + goodQuery + "&code=y":     {Twice, false},
		"#" + goodQuery:                 {explain.AnswerHash, true},
		"/elsewhere?" + goodQuery:       {OtherPath, true},
		"/elsewhere?state=" + ourState:  {OtherPath, true},
		"/elsewhere?code=x&state=other": {OtherPath, false},
		"/?" + goodQuery:                {SlashPath, true},
		"/elsewhere":                    {"", false},
		"?code=x;state=" + ourState:     {Semicolons, true},
		"?code=x;state=other":           {NoState, false},
	} {
		_, err := ParseCallback(address+query, redirectURL(t, address), ourState)
		if why, conclusive := WhyRefused(err); why != want.why || conclusive != want.conclusive {
			t.Errorf("%s: %q, %v", query, why, conclusive)
		}
	}
	for address, want := range map[string]Reason{"http://127.0.0.1:8484/callback?": OtherHost, "https://app.example.com/callback?": OtherHost, "http://localhost:8485/callback?": OtherPort} {
		for state, conclusive := range map[string]bool{ourState: true, "other": false} {
			_, err := ParseCallback(address+"code=x&state="+state, redirectURL(t, "http://localhost:8484/callback"), ourState)
			if why, ends := WhyRefused(err); why != want || ends != conclusive || !errors.Is(err, ErrPasteElsewhere) {
				t.Errorf("%s: %q, %v, %v", address, why, ends, err)
			}
		}
	}
	if why, conclusive := WhyRefused(nil); why != "" || conclusive {
		t.Error("nothing was refused")
	}
}

func TestAPastedErrorIsAnAnswer(t *testing.T) {
	got, err := ParseCallback("http://127.0.0.1:8484/?error=access_denied&error_description=The end-user\n denied the+request.&state="+ourState,
		redirectURL(t, "http://127.0.0.1:8484"), ourState)
	if err != nil || got.Error != "access_denied" || got.ErrorDescription != "The end-user denied the request." || !got.Code.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAPastedProductionAddress(t *testing.T) {
	u := redirectURL(t, "https://app.example.com/zendesk/callback")
	if _, err := ParseCallback("https://app.example.com:443/zendesk/callback?"+goodQuery, u, ourState); err != nil {
		t.Error(err)
	}
	if _, err := ParseCallback("https://app.example.com:8443/zendesk/callback?"+goodQuery, u, ourState); !errors.Is(err, ErrPasteElsewhere) {
		t.Error(err)
	}
}

func FuzzParseCallback(f *testing.F) {
	f.Add("http://localhost:8484/callback?" + goodQuery)
	f.Add("\"GET /callback?" + goodQuery + " HTTP/1.1\" 200")
	f.Add("\x1b[200~?code=a\n b&state=" + ourState + "\x1b[201~")
	f.Add("localhost:8484/callback?error=x&error_description=%0a%1b&state=" + ourState)
	f.Add("https://acme.zendesk.com/oauth/authorizations/new?state=" + ourState)
	f.Add("http://[::1%25lo]:8484/callback?" + goodQuery)
	u := redirectURL(f, "http://localhost:8484/callback")
	f.Fuzz(func(t *testing.T, pasted string) {
		got, err := ParseCallback(pasted, u, ourState)
		if err != nil {
			if !got.Code.IsZero() || got.Error != "" {
				t.Error("an error and an answer")
			}
			return
		}
		if !strings.Contains(withoutSpaces(unwrap(pasted)), ourState) && !strings.Contains(pasted, "%") && !strings.Contains(pasted, "+") {
			t.Errorf("%q has no state of ours", pasted)
		}
		if got.State != ourState || got.Code.IsZero() == (got.Error == "") {
			t.Errorf("neither or both for %q", pasted)
		}
		if strings.ContainsFunc(got.Error+got.ErrorDescription, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%q", got.ErrorDescription)
		}
	})
}
