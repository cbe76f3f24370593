package rehearse

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"zdg/flow/rehearse/stage"
)

// chromium opens a browser, or skips the test where there is none.
func chromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil && path == "" {
			path = p
		}
	}
	if path == "" {
		if os.Getenv("ZDG_REQUIRE_TOOLS") != "" {
			t.Fatal("no chromium is installed, and ZDG_REQUIRE_TOOLS is set")
		}
		t.Skip("no chromium is installed: nobody has connected in a browser")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute) // all tests of a page share it
	t.Cleanup(cancel)
	// No name is looked up: an address of Zendesk that is opened ends on a page of the browser's.
	ctx, cancel = chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// click waits for an element of a page, and clicks it.
func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for { // a change to another page interrupts a step
			_, err := chromedp.Click(selector)(ctx, tab)
			if err == nil || ctx.Err() != nil {
				return err
			}
		}
	})
}

// byHand returns a plan in which a browser opens the address and then clicks.
func byHand(plan Plan, browser context.Context, clicks func(address string) []chromedp.Action[chromedp.Void]) Plan {
	plan.Manual = &Manual{Wait: 3 * time.Minute, Open: func(_ context.Context, address string) error {
		forget := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, network.ClearBrowserCookies, cdp.Empty{})
			return err
		})
		return chromedp.Do(browser, append([]chromedp.Action[chromedp.Void]{forget, chromedp.Navigate(address)}, clicks(address)...)...)
	}}
	return plan
}

// TestConnectedInABrowser: a real browser connects. A program behind a sign-in is rehearsed with its session, and what only a real browser
// does is judged.
func TestConnectedInABrowser(t *testing.T) {
	t.Parallel()
	browser := chromium(t)
	const signIn, allow = `main form button.primary`, `button[value=allow]`
	for _, tt := range []struct {
		name, wall, mistake string
		change              func(*Plan)
		clicks              []string
		want                string // what does not pass
		err                 error
	}{
		{name: "a form to sign in", wall: "form", clicks: []string{"#login", signIn, allow}},
		{
			name: "single sign-on, by path", wall: "elsewhere", mistake: "state-of-any-browser", clicks: []string{signIn, allow}, want: "callback-other-browser=not-run",
			change: func(p *Plan) { p.BaseEnv = "ZENDESK_URL" },
		},
		{name: "a button", wall: "button", mistake: "keeps-late", clicks: []string{"#go", signIn, allow}, want: "connect-state=not-run callback-foreign-state=not-run callback-other-browser=not-run callback-denied=not-run callback-empty=not-run"},
		{name: "nobody signs in", clicks: []string{signIn, allow}},
		{name: "another account", wall: "form", mistake: "hard-coded-authorize", clicks: []string{"#login"}, want: "connect-leads=fail"},
		{name: "what the account refuses", wall: "form", mistake: "other-redirect", clicks: []string{"#login", signIn}, want: "connect-redirect=fail"},
		{name: "Deny", wall: "form", clicks: []string{"#login", signIn, "button[value=deny]"}, err: ErrDenied},
		{
			name: "a strict cookie, by path", wall: "form", mistake: "strict-cookie", clicks: []string{"#login", signIn, allow}, want: "ask-browser=fail",
			change: func(p *Plan) { p.BaseEnv = "ZENDESK_URL" },
		},
		{
			name: "started again", wall: "form", mistake: "ignores-environment", clicks: []string{"#login", signIn, allow},
			change: func(p *Plan) { p.Isolate = true },
		},
		{name: "a form, on localhost", clicks: []string{"main form button", signIn, allow}, change: func(p *Plan) {
			p.Connect.URL = strings.Replace(strings.TrimSuffix(p.Connect.URL, "?subdomain={subdomain}"), "127.0.0.1", "localhost", 1)
			p.Connect.Data = "subdomain={subdomain}"
			p.Client.RedirectURLs = []string{strings.Replace(p.Client.RedirectURLs[0], "127.0.0.1", "localhost", 1)}
			p.Environ = append(p.Environ, "REDIRECT_URL="+p.Client.RedirectURLs[0])
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.mistake == "ignores-environment" { // the last step of the ladder leads it
				requireNamespaces(t)
			}
			plan := samplePlan(t, goCommand(t), tt.mistake)
			plan.Environ = append(plan.Environ, "WALL="+tt.wall)
			plan.Only = []string{"connect-state", "connect-leads", "callback-other-browser", "callback-empty", "poke", "ask-browser"}
			if tt.change != nil {
				tt.change(&plan)
			}
			program := strings.TrimSuffix(plan.Client.RedirectURLs[0], "/callback")
			r := rehearse(t, byHand(plan, browser, func(address string) []chromedp.Action[chromedp.Void] {
				all := []chromedp.Action[chromedp.Void]{}
				if tt.wall == "elsewhere" {
					all = append(all, chromedp.WaitVisible(`a[target=_blank]`), chromedp.Navigate(program+"/login"), click("#login"), chromedp.WaitVisible("#in"), chromedp.Navigate(address))
				}
				for _, c := range tt.clicks {
					all = append(all, click(c))
				}
				return all
			}))
			if tt.err != nil && errors.Is(r.err, tt.err) {
				return
			}
			if r.err != nil {
				t.Fatalf("%v %q", r.err, r.notes)
			}
			var got []string
			for _, x := range r.Results {
				if x.Verdict != "pass" && x.BlockedBy == "" {
					got = append(got, x.ID+"="+string(x.Verdict))
				}
			}
			if text := strings.Join(got, " "); text != tt.want {
				t.Errorf("%q, want %q", text, tt.want)
				for _, x := range r.Results {
					t.Log(x.ID, x.Verdict, x.Seen)
				}
			}
		})
	}
}

// TestNobodyConnects: when nobody connects, that is an error and no result of the program.
func TestNobodyConnects(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "")
	plan.Environ, plan.Only = append(plan.Environ, "WALL=form"), []string{"connect"}
	plan.Manual = &Manual{Wait: time.Millisecond}
	r := rehearse(t, plan)
	if !errors.Is(r.err, ErrNobody) || len(r.notes) != 1 || !regexp.MustCompile(`^open http://127\.0\.0\.1:\d+/zdg-rehearse-\w+ in your browser`).MatchString(r.notes[0]) {
		t.Errorf("%v %q", r.err, r.notes)
	}
}

// TestTheFrontStandsBetween: in the program's answers the account's door replaces Zendesk, and the program sees requests as if the browser
// had sent them directly.
func TestTheFrontStandsBetween(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(stage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	a := s.Add()
	var answer func(http.ResponseWriter, *http.Request)
	program := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(w, r) }))
	t.Cleanup(program.Close)
	f, err := newFront(s, a, Address{URL: program.URL + "/connect?to={subdomain}"}, http.Header{"X-User": {"ada"}, "Cookie": {"known=1"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.close)
	client := &http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	get := func(path, host string) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, f.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		r.Header.Set("Origin", f.base)
		r.Header.Set("Cookie", "person=ada-55aa77cc")
		got, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer got.Body.Close()
		text, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		return got, string(text)
	}
	account, other := "https://"+a.Name+".zendesk.com", "https://"+s.Add().Name+".zendesk.com"
	for _, tt := range []struct {
		name, location, kind, body string
		to, shows                  string
	}{
		{name: "the account", location: account + "/oauth/authorizations/new?state=1", to: f.door.Base + "/oauth/authorizations/new?state=1"},
		{name: "the account, by path", location: s.Base() + "/" + a.Name + "/oauth/authorizations/new?state=1", to: f.door.Base + "/oauth/authorizations/new?state=1"},
		{name: "itself", location: program.URL + "/login?a=b", to: f.base + "/login?a=b"},
		{name: "another path", location: "/login", to: f.base + "/login"},
		{name: "another port", location: "http://localhost:1/x", to: "http://localhost:1/x"},
		{name: "another account", location: other + "/x", shows: "Not your account"},
		{name: "an account that is none", location: "https://D3V-acme.Zendesk.com/x", shows: "Not your account"},
		{name: "single sign-on", location: "https://sso.example.com/x?s=1", shows: f.start},
		{
			name: "JSON", kind: "application/json", body: `{"a":"https:\/\/` + a.Name + `.zendesk.com\/oauth","b":"` + account + `/x"}`,
			shows: `{"a":"` + f.door.Base + `\/oauth","b":"` + f.door.Base + `/x"}`,
		},
		{
			name: "links", kind: "text/html; charset=utf-8", body: `<a href="` + program.URL + `/a">` + program.URL + `</a><a href="` + program.URL + `1/b">`,
			shows: `<a href="` + f.base + `/a">` + program.URL + `</a><a href="` + program.URL + `1/b">`,
		},
		{name: "a picture", kind: "image/png", body: account, shows: account},
	} {
		answer = func(w http.ResponseWriter, r *http.Request) {
			if "http://"+r.Host != program.URL || r.Header.Get("Origin") != program.URL || r.Header.Get("X-User") != "ada" || r.Header.Get("Cookie") != "person=ada-55aa77cc; known=1" {
				t.Errorf("the program sees %s %v", r.Host, r.Header)
			}
			w.Header().Set("Content-Security-Policy", "form-action 'self' https://*.zendesk.com")
			if tt.location != "" {
				w.Header().Set("Location", tt.location)
				w.WriteHeader(http.StatusFound)
				return
			}
			w.Header().Set("Content-Type", tt.kind)
			_, _ = io.WriteString(w, tt.body)
		}
		got, text := get("/x", "")
		if to := got.Header.Get("Location"); to != tt.to {
			t.Errorf("%s: it leads to %q, want %q", tt.name, to, tt.to)
		}
		if !strings.Contains(text, tt.shows) {
			t.Errorf("%s: %q, want %q", tt.name, text, tt.shows)
		}
		if strings.Contains(got.Header.Get("Content-Security-Policy"), "zendesk") {
			t.Errorf("%s: %q", tt.name, got.Header.Get("Content-Security-Policy"))
		}
	}
	if got, _ := get(f.start, ""); got.Header.Get("Location") != "/connect?to="+a.Name {
		t.Errorf("it begins at %q", got.Header.Get("Location"))
	}
	if got, _ := get("/x", "evil.example:1"); got.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("another name is answered %d", got.StatusCode)
	}
	if c := f.programCookies(); len(c) != 1 || c[0].Name != "person" || c[0].Value != "ada-55aa77cc" {
		t.Errorf("the session %v", c)
	}
	for _, path := range []string{"/oauth/tokens", "/api/v2/users/me.json", "/", "/admin/apps-integrations/apis/oauth-clients"} {
		if got, err := client.Get(f.door.Base + path); err != nil || got.Body.Close() != nil || got.StatusCode != http.StatusNotFound {
			t.Errorf("behind the door is %s: %v", path, err)
		}
	}
}
