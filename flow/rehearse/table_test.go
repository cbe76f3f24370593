package rehearse

import (
	"net/url"
	"regexp"
	"slices"
	"testing"
)

// TestTable: every scenario says what it rests on, and depends only on scenarios before it.
func TestTable(t *testing.T) {
	var before []string
	id := regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)+$`)
	for _, s := range Scenarios() {
		if !id.MatchString(s.ID) || slices.Contains(before, s.ID) {
			t.Errorf("the id %q", s.ID)
		}
		if s.Title == "" || s.Rule.Text == "" || s.Rule.Source.Key == "" || s.Rule.Confidence == "" || s.Rule.Source.AsOf.IsZero() || s.run == nil {
			t.Errorf("%s is not complete", s.ID)
		}
		if s.Fix == "" && !isQuestion(s) {
			t.Errorf("%s has no fix", s.ID)
		}
		for _, need := range s.Needs {
			if !slices.Contains(before, need) {
				t.Errorf("%s hangs on %s, which does not come before it", s.ID, need)
			}
		}
		before = append(before, s.ID)
	}
}

// TestWithCallback: the parameters of a callback are filled in as a script does, without those that it lacks.
func TestWithCallback(t *testing.T) {
	callback := url.Values{"code": {`a"b&c`}, "state": {"s/1"}}
	for _, tt := range []struct{ at, data, wantAt, wantData string }{
		{"http://localhost:1/f", `{"code":"{code}","state":"{state}","error":"{error}","n":1}`, "http://localhost:1/f", `{"code":"a\"b\u0026c","n":1,"state":"s/1"}`},
		{"http://localhost:1/f", "code={code}&error={error}&k=v", "http://localhost:1/f", "code=a%22b%26c&k=v"},
		{"http://localhost:1/{state}?code={code}&error={error}", "", "http://localhost:1/s%2F1?code=a%22b%26c", ""},
	} {
		a, err := ParseFinish(tt.at)
		if err != nil {
			t.Fatal(err)
		}
		a.Data = tt.data
		if a = a.withCallback(callback); a.URL != tt.wantAt || a.Data != tt.wantData {
			t.Errorf("%s %s", a.URL, a.Data)
		}
	}
	if _, err := ParseFinish("http://localhost:1/{subdomain}"); err == nil {
		t.Error("a finish for an account is taken")
	}
}

// TestVarying: the part of a state that is new each time.
func TestVarying(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"abc1xyz", "abc2xyz", "1"}, {"same", "same", ""}, {"ab", "cd", "ab"}, {"p", "pq", ""},
	} {
		if got := varying(tt.a, []string{tt.a, tt.b}); got != tt.want {
			t.Errorf("of %q beside %q %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestReplaceInState: an account's name is found in a state, also in base64 and before a signature.
func TestReplaceInState(t *testing.T) {
	for state, want := range map[string]string{
		"acme.nonce.sig":     "other.nonce.sig",
		"YWNtZSBub25jZQ":     "b3RoZXIgbm9uY2U",
		"YWNtZSBub25jZQ.sig": "b3RoZXIgbm9uY2U.sig",
		"0123456789abcdef":   "",
		// Rails signs behind two hyphens, Django behind a colon; padding stays as it was.
		"eyJuIjoiYWNtZSJ9--5f0b": "eyJuIjoib3RoZXIifQ--5f0b",
		"YWNtZSE=--5f0b":         "b3RoZXIh--5f0b",
		"eyJuIjoiYWNtZSJ9:1a:b_": "eyJuIjoib3RoZXIifQ:1a:b_",
		"61636d65-1":             "6f74686572-1",
	} {
		if got := replaceInState(state, "acme", "other"); got != want {
			t.Errorf("%s becomes %q, want %q", state, got, want)
		}
	}
}

// TestAddresses: names arrive unchanged, and only this machine is called.
func TestAddresses(t *testing.T) {
	const odd = `a/b?c="d"&e`
	a := Address{URL: "http://localhost:1/{subdomain}/x?s={subdomain}", Data: "s={subdomain}"}.forAccount(odd)
	u, err := url.Parse(a.URL)
	if err != nil || u.Path != "/"+odd+"/x" || u.Query().Get("s") != odd {
		t.Errorf("%s: %v", a.URL, err)
	}
	if form, err := url.ParseQuery(a.Data); err != nil || form.Get("s") != odd {
		t.Errorf("%s: %v", a.Data, err)
	}
	if j := (Address{Data: `{"s":"{subdomain}"}`}).forAccount(`"x`); j.Data != `{"s":"\"x"}` {
		t.Errorf("%s", j.Data)
	}
	for text, good := range map[string]bool{
		"http://localhost:3000/c?s={subdomain}": true, "POST http://127.0.0.1/d": true, "https://[::1]:8443/": true,
		"http://example.com/": false, "http://localhost.example.com/": false, "ftp://localhost/": false, "localhost:3000": false, "http://localhost:3000/{account}": false, "http://localhost:3000/{subdomain": false, "http://10.0.0.1/": false,
	} {
		if _, err := ParseAddress(text, ""); (err == nil) != good {
			t.Errorf("%s: %v", text, err)
		}
	}
}
