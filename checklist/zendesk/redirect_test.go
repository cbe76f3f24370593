package zendesk

import (
	"slices"
	"strings"
	"testing"
)

func TestParseRedirectURL(t *testing.T) {
	for _, tt := range []struct{ typed, err string }{
		{"https://app.acme.com/callback", ""},
		{"http://localhost", ""},
		{"http://localhost:8080", ""},
		{"https://localhost:9000/x", ""},
		{"http://127.0.0.1", ""},
		{"http://127.0.0.1:18573/callback", ""},
		{"http://LOCALHOST:3000/cb", ""},
		{"HTTPS://App.Acme.com/CallBack?tenant=1", ""},
		{"https://app.acme.com/a,b", ""},
		{"https://app.acme.com/caf%C3%A9", ""},
		{"https://app.acme.com/café", ""},
		{"https://xn--caf-dma.com/cb", ""},
		{"https://[2001:db8::1]/cb", ""},
		{"https://app.acme.com:65535/", ""},
		{"https://app.acme.com/r?to=https%3A%2F%2Fx", ""},

		{"", "is empty"},
		{"/callback", "not absolute"},
		{"callback", "not absolute"},
		{"//app.acme.com/callback", "not absolute"},
		{"app.acme.com/callback", "not absolute"},
		{"app.acme.com/callback?next=https://x.com", "not absolute"},
		{"https:app.acme.com", "not absolute"},
		{"https:/app.acme.com", "not absolute"},
		{"myapp://callback", "is not a scheme that Zendesk documents"},
		{"ftp://app.acme.com", "is not a scheme"},
		{"javascript:alert(1)", "is not a scheme"},
		{"http://app.acme.com/callback", "use https"},
		{"http://127.0.0.2/", "only localhost and 127.0.0.1"},
		{"http://0.0.0.0:8080/", "only localhost and 127.0.0.1"},
		{"http://localhost.evil.com/", "only localhost and 127.0.0.1"},
		{"http://localhost./", "only localhost and 127.0.0.1"},
		{"http://[::1]/", "only localhost and 127.0.0.1 are documented"},
		{"http://[::1]:8080/callback", "only localhost and 127.0.0.1 are documented"},
		{"https://app.acme.com/callback#", "fragment"},
		{"https://app.acme.com/#/callback", "fragment"},
		{"https://*.acme.com/callback", "no wildcards"},
		{"https://app.acme.com/*", "no wildcards"},
		{"urn:ietf:wg:oauth:2.0:oob", "is refused by Zendesk"},
		{"URN:IETF:wg:oauth:2.0:oob", "is refused by Zendesk"},
		{"https://a.acme.com/cb,https://b.acme.com/cb", "one per line"},
		{"https://a.acme.com/cb https://b.acme.com/cb", "one per line"},
		{"https://a.acme.com/cb\nhttp://localhost/cb", "one per line"},
		{`["https://a.acme.com/cb"]`, "quotes or brackets"},
		{`"https://a.acme.com/cb"`, "quotes or brackets"},
		{"https://app.acme.com/call back", "white space"},
		{"- https://app.acme.com/cb", "list marker"},
		{"1. https://app.acme.com/cb", "list marker"},
		{"2) https://app.acme.com/cb", "list marker"},
		{"\u2022 https://app.acme.com/cb", "list marker"},
		{"- [x] https://app.acme.com/cb", "list marker"},
		{"https://app.acme.com/cb # prod", "a comment"},
		{"https://app.acme.com/cb #prod", "a comment"},
		{"https://app.acme.com/cb // prod", "a comment"},
		{"// https://app.acme.com/cb", "a comment"},
		{"# https://app.acme.com/cb", "a comment"},
		{"https://app.acme.com/1 2", "white space"},
		{"https://app.acme.com/call\nback", "white space"},
		{"https://app.acme.com/call\x00back", "cannot be seen"},
		{"https://app.acme.com/call\u200bback", "cannot be seen"},
		{"https://user:hunter2@app.acme.com/cb", "user name or password"},
		{"http://localhost@evil.com/cb", "user name or password"},
		{"http://localhost:8080@evil.com/cb", "user name or password"},
		{"https://аpp.acme.com/cb", "is not ASCII"},
		{"https://app.acme.com\\@evil.com/cb", "backslash"},
		{"https:\\\\app.acme.com\\cb", "backslash"},
		{"https://app%2eacme.com/cb", "percent-encoded"},
		{"https://app.acme.com:/cb", "the port in"},
		{"https://app.acme.com:0/cb", "the port in"},
		{"https://app.acme.com:65536/cb", "the port in"},
		{"https://app.acme.com:080/cb", "the port in"},
		{"https://app.acme.com:http/cb", "cannot be read"},
		{"https://app.acme.com:80:90/cb", "cannot be read"},
		{"https://[::1/cb", "cannot be read"},
		{"https://", "has no host"},
		{"https:///callback", "has no host"},
		{"https://:8080/callback", "has no host"},
		{"https://app..acme.com/", "empty part"},
		{"https://.acme.com/", "empty part"},
		{"https://app!acme.com/", "holds a character"},
		{"https://" + strings.Repeat("a.", 127) + "com/", "longer than 253"},
		{"https://app.acme.com/%zz", "without two hex digits"},
		{"https://app.acme.com/a%2", "without two hex digits"},
		{"https://app.acme.com/?a=%41%", "without two hex digits"},
		{"https://app.acme.com/" + strings.Repeat("a", redirectMax), "longer than"},
	} {
		u, err := ParseRedirectURL(" " + tt.typed + "\r\n")
		want := tt.typed
		if tt.err != "" {
			want = ""
		}
		checkParsed(t, tt.typed, u.String(), err, want, tt.err)
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("error repeats the password: %v", err)
		}
	}
}

func mustRedirect(t *testing.T, typed string) RedirectURL {
	t.Helper()
	u, err := ParseRedirectURL(typed)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestRedirectURLParts(t *testing.T) {
	for _, tt := range []struct {
		typed, scheme, host, port, path string
		loopback                        bool
	}{
		{"http://localhost", "http", "localhost", "", "/", true},
		{"http://LocalHost:8080/CB", "http", "localhost", "8080", "/CB", true},
		{"https://localhost:9000/x?y=1", "https", "localhost", "9000", "/x", true},
		{"http://127.0.0.1:18573/callback", "http", "127.0.0.1", "18573", "/callback", true},
		{"HTTPS://App.Acme.com/caf%C3%A9/", "https", "app.acme.com", "", "/caf%C3%A9/", false},
		{"https://localhost.acme.com/", "https", "localhost.acme.com", "", "/", false},
		{"https://[2001:DB8::1]:8443?x", "https", "2001:db8::1", "8443", "/", false},
	} {
		u := mustRedirect(t, tt.typed)
		got := []any{u.Scheme(), u.Hostname(), u.Port(), u.Path(), u.IsLoopback()}
		want := []any{tt.scheme, tt.host, tt.port, tt.path, tt.loopback}
		if !slices.Equal(got, want) {
			t.Errorf("%q: parts %v, want %v", tt.typed, got, want)
		}
	}
}

func TestRedirectURLRemarks(t *testing.T) {
	for _, tt := range []struct{ typed, want string }{
		{"https://app.acme.com/callback", ""},
		{"https://developer.acme.com/contest/dev", ""},
		{"http://localhost:8080", ""},
		{"http://127.0.0.1:18573/callback", ""},
		{"https://8.8.8.8/cb", "bare-address"},
		{"https://abcd.ngrok-free.app/cb", "tunnel-host"},
		{"https://abcd.eu.ngrok.io/cb", "tunnel-host"},
		{"https://x.trycloudflare.com/cb", "tunnel-host"},
		{"https://x.loca.lt/cb", "tunnel-host"},
		{"https://x.serveo.net/cb", "tunnel-host"},
		{"https://my-app.vercel.app/cb", "preview-host"},
		{"https://my-app.netlify.app/cb", "preview-host"},
		{"https://my-app.herokuapp.com/cb", "preview-host"},
		{"https://my-app.pages.dev/cb", "preview-host"},
		{"https://my-app.onrender.com/cb", "preview-host"},
		{"https://my-app.fly.dev/cb", "preview-host"},
		{"https://3000-x.ws-eu.gitpod.io/cb", "preview-host"},
		{"https://x-3000.app.github.dev/cb", "preview-host"},
		{"https://webhook.site/1234", "sink-host"},
		{"https://x.requestbin.com/", "sink-host"},
		{"https://notvercel.app.acme.com/", ""},
		{"https://evilvercel.app/", ""},
		{"https://10.0.0.1/cb", "private-address"},
		{"https://192.168.1.4:8443/cb", "private-address"},
		{"https://127.0.0.2/cb", "private-address"},
		{"https://[::1]/cb", "private-address"},
		{"https://[::ffff:10.0.0.1]/cb", "private-address"},
		{"https://[fd00::1]/cb", "private-address"},
		{"https://0.0.0.0/cb", "private-address"},
		{"https://nas.local/cb", "local-name"},
		{"https://x.localhost/cb", "local-name"},
		{"https://app.acme.invalid/cb", "!unreachable-host"},
		{"https://app.acme.com/cb?x=a%20b", "encoded-space"},
		{"https://www.getpostman.com/oauth2/callback", "sink-host"},
		{"https://developers.google.com/oauthplayground", "sink-host"},
		{"https://jwt.io", "sink-host"},
		{"https://jwt.ms", "sink-host"},
		{"https://oidcdebugger.com/debug", "sink-host"},
		{"https://app.insomnia.rest/oauth/redirect", "sink-host"},
		{"https://auth.expo.io/@me/app", "preview-host"},
		{"https://x.expose.dev/cb", "tunnel-host"},
		{"https://x.localtonet.com/cb", "tunnel-host"},
		{"https://x.tunnelto.dev/cb", "tunnel-host"},
		{"https://x-acme.exp.direct/cb", "tunnel-host"},
		{"https://acme-undefined.acme.com/cb", "placeholder-host"},
		{"https://app.acme.com/staging/cb", "staging-path"},
		{"https://app.acme.com/UAT/cb", "staging-path"},
		{"https://app.acme.com/test/sandbox/cb", ""},
		{"https://app.acme.com/cb?access_token=1", "query-clash"},
		{"https://app.acme.com/cb?token=1", ""},
		{"https://100.64.0.1/cb", "private-address"},
		{"https://100.127.255.254/cb", "private-address"},
		{"https://100.128.0.1/cb", "bare-address"},
		{"https://198.18.0.1/cb", "private-address"},
		{"https://240.0.0.1/cb", "private-address"},
		{"https://app.acme.com/%E2%9D%A4%EF%B8%8F/cb", ""},
		{"https://app.internal/cb", "local-name"},
		{"https://acme.test/cb", "local-name"},
		{"https://intranet/cb", "local-name"},
		{"https://10.0.0.1.nip.io/cb", "local-name"},
		{"https://staging.acme.com/cb", "staging-host"},
		{"https://app-staging.acme.com/cb", "staging-host"},
		{"https://dev.acme.com./cb", "staging-host host-dot"},
		{"https://acme-staging.com/cb", "staging-host"},
		{"https://app.pre-prod.acme.com/cb", "staging-host"},
		{"https://acme.dev/cb", ""},
		{"https://app.acme.dev/cb", ""},
		{"https://demo.com/cb", ""},
		{"https://zendesk-integration.acme.com/cb", ""},
		{"https://127.1/cb", "private-address"},
		{"https://0x7f000001/cb", "private-address"},
		{"https://2130706433/cb", "private-address"},
		{"https://0177.1/cb", "private-address"},
		{"https://10.0.0.0x1/cb", "private-address"},
		{"https://8.8.2056/cb", "bare-address"},
		{"https://[::ffff:8.8.8.8]/cb", "bare-address"},
		{"https://[2606:4700::1111]/cb", "bare-address"},
		{"https://app.acme.com:443/cb", "default-port"},
		{"http://localhost:80/cb", "default-port"},
		{"https://app.acme.com/a/../cb", "dot-segments"},
		{"https://app.acme.com/cb?state=1", "query-clash"},
		{"https://app.acme.com/cb?%63ode=1", "query-clash"},
		{"https://x.ngrok.app:443/../cb?code=1", "tunnel-host default-port dot-segments query-clash"},
	} {
		checkRemarks(t, tt.typed, mustRedirect(t, tt.typed).Remarks(), tt.want)
	}
	if (RedirectURL{}).Remarks() != nil {
		t.Error("no redirect URL is remarked")
	}
}

func TestRedirectURLsRemarks(t *testing.T) {
	for _, tt := range []struct{ typed, want, text string }{
		{"https://a.com/cb https://b.com/cb", "", ""},
		{"https://a.com/cb https://b.com/cb https://a.com/cb", "duplicate", "redirect URLs 1 and 3 are the same"},
		{"https://a.com/cb https://a.com/cb/", "slash-twins", "1 and 2 differ only in the trailing slash"},
		{"https://a.com https://a.com/", "slash-twins", "1 and 2"},
		{"https://a.com/cb?x=1 https://a.com/cb/?x=1", "slash-twins", "1 and 2"},
		{"https://a.com/cb https://A.com/CB", "case-twins", "capital letters"},
		{"http://localhost:8080/cb http://127.0.0.1:8080/cb", "loopback-twins", "localhost and 127.0.0.1"},
		{"http://localhost:8080/cb http://127.0.0.1:8081/cb", "", ""},
		{"http://localhost/cb http://LOCALHOST/cb", "case-twins loopback-twins", "1 and 2"},
		{"https://a.com/cb https://a.com/cb https://a.com/cb", "duplicate duplicate", "1 and 2"},
	} {
		var urls []RedirectURL
		for s := range strings.FieldsSeq(tt.typed) {
			urls = append(urls, mustRedirect(t, s))
		}
		rs := RedirectURLRemarks(urls)
		checkRemarks(t, tt.typed, rs, tt.want)
		if len(rs) > 0 && !strings.Contains(rs[0].Text, tt.text) {
			t.Errorf("%q: %q lacks %q", tt.typed, rs[0].Text, tt.text)
		}
	}
}

func TestDiff(t *testing.T) {
	const u = "http://localhost:8080/callback"
	for _, tt := range []struct{ a, b, want string }{
		{u, u, ""},
		{u, u + "/", `the trailing slash of the path: "/callback" and "/callback/"`},
		{"http://localhost", "http://localhost/", `the trailing slash of the path: none and "/"`},
		{u, "http://localhost:8081/callback", `the port: "8080" and "8081"`},
		{u, "http://localhost/callback", `the port: "8080" and none`},
		{u, "https://localhost:8080/callback", `the scheme: "http" and "https"`},
		{u, "http://127.0.0.1:8080/callback", `the name of this machine: "localhost" and "127.0.0.1"`},
		{u, "http://example.com:8080/callback", `the host: "localhost" and "example.com"`},
		{u, "http://LOCALHOST:8080/callback", "the spelling: capital letters, or an empty part"},
		{u, "http://localhost:8080/Callback", `capital letters in the path: "/callback" and "/Callback"`},
		{u, "http://localhost:8080/cb", `the path: "/callback" and "/cb"`},
		{u, "http://localhost:8080/call%62ack", `the percent-encoding of the path: "/callback" and "/call%62ack"`},
		{u, u + "?token=hunter2", "the query"},
		{u, "http://me:hunter2@localhost:8080/callback", "the user name"},
		{u, u + "#x", "the fragment"},
		{u, u + "\n", "the white space around it"},
		{u, "https://127.0.0.1:8081/callback", "the scheme, the name of this machine and the port"},
		{u, "http://localhost:%", "the text: one of them is not a URL"},
		{u, u + "?", "the spelling: capital letters, or an empty part"},
	} {
		if got := Diff(tt.a, tt.b); got != tt.want {
			t.Errorf("Diff(%q, %q) = %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestSuggestedRedirectURLs(t *testing.T) {
	ports := SuggestedPorts()
	if len(ports) != 3 {
		t.Errorf("%d ports", len(ports))
	}
	for _, p := range ports {
		if p < 1024 || p > 32767 {
			t.Errorf("port %d is out of range", p)
		}
		u := mustRedirect(t, SuggestedRedirectURL(p))
		if !u.IsLoopback() || u.Remarks() != nil {
			t.Errorf("%v is a bad suggestion", u)
		}
	}
}

func FuzzParseRedirectURL(f *testing.F) {
	for _, s := range []string{"http://localhost:8080", "https://a.com/%zz", "https://a:b@c/", "http://[::1]/", "https://a.com/?code=1", "urn:x", "https://a.com:/", "https://[fe80::1%25en0]/"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		ua, err := ParseRedirectURL(a)
		if err != nil {
			checkSentence(t, err.Error())
			if ua != (RedirectURL{}) {
				t.Errorf("error with a value %q", ua)
			}
		} else {
			if again, err := ParseRedirectURL(ua.String()); err != nil || again != ua {
				t.Errorf("%q is not stable: %v, %v", ua, again, err)
			}
			if ua.Hostname() == "" || ua.Path() == "" || ua.Path()[0] != '/' || ua.Scheme() == "http" && !ua.IsLoopback() || !isASCII(ua.Hostname()) {
				t.Errorf("%q has odd parts: %#v", a, ua)
			}
			for _, r := range append(ua.Remarks(), RedirectURLRemarks([]RedirectURL{ua, ua})...) {
				checkSentence(t, r.Text)
			}
		}
		if d := Diff(a, b); (d == "") != (a == b) {
			t.Errorf("Diff(%q, %q) = %q", a, b, d)
		} else if d != "" {
			checkSentence(t, d)
		}
	})
}

// TestNumericHostsAreNotAddresses: a host that browsers read as a number is told from an IP address.
func TestNumericHostsAreNotAddresses(t *testing.T) {
	for host, want := range map[string]string{"8.8.2056": "read as a number", "8.8.8.8": "without a name", "[2606:4700::1111]": "without a name", "[::ffff:8.8.8.8]": "without a name"} {
		rs := mustRedirect(t, "https://"+host+"/cb").Remarks()
		if len(rs) != 1 || !strings.Contains(rs[0].Text, want) {
			t.Errorf("%s: %v, want %q", host, rs, want)
		}
	}
}
