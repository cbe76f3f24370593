package rehearse

import (
	"net/url"
	"testing"
)

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

// TestAddressesNameTheAccount: names arrive unchanged, and only this machine is called.
func TestAddressesNameTheAccount(t *testing.T) {
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
