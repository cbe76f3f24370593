package practice

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// chrome opens a browser, or skips the test where there is none.
func chrome(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("ZDG_REQUIRE_TOOLS") != "" {
			t.Fatal("no chromium is installed, and ZDG_REQUIRE_TOOLS is set")
		}
		t.Skip("no chromium is installed: the pages were not looked at")
	}
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.NoFirstRun, chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// step is an action of the browser.
type step = chromedp.Action[chromedp.Void]

// into keeps what an action returns.
func into[T any](to *T, a chromedp.Action[T]) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) (err error) {
		*to, err = a(ctx, t)
		return err
	})
}

// patient repeats a step that a page change has interrupted.
func patient(s step) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		for {
			_, err := s(ctx, t)
			if err == nil || ctx.Err() != nil {
				return err
			}
		}
	})
}

func visible(selector string) step { return patient(chromedp.WaitVisible(selector)) }

// picture keeps what the browser shows where ZDG_PICTURES says, else nothing.
func picture(name string) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		dir := os.Getenv("ZDG_PICTURES")
		if dir == "" {
			return nil
		}
		png, err := chromedp.FullScreenshot(100)(ctx, t)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, "practice-"+name+".png"), png, 0o600)
	})
}

// app is a client's callback: it tells on the page what came.
func app(t *testing.T) *httptest.Server {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		switch {
		case q.Get("code") != "":
			w.Write([]byte("<p id=got>code " + q.Get("state")))
		default:
			w.Write([]byte("<p id=got>" + q.Get("error")))
		}
	}))
	t.Cleanup(srv.Close)
	return srv
}

func run(t *testing.T, ctx context.Context, actions ...step) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func window(width int64, scheme string) step {
	return chromedp.Steps(chromedp.EmulateViewport(width, 800), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

const sendForm = `main form button.primary`

func TestBrowser(t *testing.T) {
	ctx := chrome(t)
	t.Run("consent", func(t *testing.T) { consentInABrowser(t, ctx) })
	t.Run("narrow", func(t *testing.T) { pagesFitANarrowWindow(t, ctx) })
	t.Run("admin center", func(t *testing.T) { adminCenterInABrowser(t, ctx) })
}

func consentInABrowser(t *testing.T, ctx context.Context) {
	client := app(t)
	d := open(t, func(o *Options) { o.Client.RedirectURLs[0] = client.URL + "/callback" })
	authorize := d.authorizeURL("redirect_uri", client.URL+"/callback")
	var got, name, ground string
	run(t, ctx, window(1000, "light"),
		chromedp.Navigate(authorize), visible(`input[name=password]`), picture("signin"),
		chromedp.Click(sendForm), visible(`button[value=allow]`), patient(into(&name, chromedp.Text(`h1 .name`))), picture("consent"),
		chromedp.Click(`button[value=deny]`), patient(into(&got, chromedp.Text(`#got`))))
	if got != "access_denied" || name != "Acme Sync" {
		t.Errorf("denied %q: the client got %q", name, got)
	}
	run(t, ctx, chromedp.Navigate(authorize), chromedp.Click(`button[value=allow]`), patient(into(&got, chromedp.Text(`#got`))))
	if got != "code s1" {
		t.Errorf("allowed: the client got %q", got)
	}
	// Consent is remembered: sign-in alone leads back to the client, which the pages' policy must permit.
	run(t, ctx, chromedp.Navigate(d.srv.URL+"/access/logout"), chromedp.Navigate(authorize), chromedp.Click(sendForm), patient(into(&got, chromedp.Text(`#got`))))
	if got != "code s1" {
		t.Errorf("allowed before: the client got %q", got)
	}
	run(t, ctx, window(1000, "dark"), chromedp.Navigate(d.srv.URL+"/oauth/authorizations/new?client_id=x"), visible(`h1`), picture("refused"),
		into(&ground, chromedp.Evaluate[string](`getComputedStyle(document.body).backgroundColor`)))
	if ground != "rgb(21, 24, 27)" {
		t.Errorf("dark mode has the ground %s", ground)
	}
}

func pagesFitANarrowWindow(t *testing.T, ctx context.Context) {
	d := open(t, func(o *Options) {
		o.Client.AllowedScopes = nil
		o.Client.RedirectURLs = append(o.Client.RedirectURLs, "https://app.acme.example/"+strings.Repeat("long", 40))
	})
	run(t, ctx, window(320, "dark"), chromedp.Navigate(d.srv.URL+signInPath), visible(sendForm), picture("signin-narrow"))
	fits := func(page string) {
		t.Helper()
		var width int
		run(t, ctx, into(&width, chromedp.Evaluate[int](`document.documentElement.scrollWidth`)))
		if width > 320 {
			t.Errorf("%s is %d wide in a window of 320", page, width)
		}
	}
	fits("sign-in")
	run(t, ctx, chromedp.Click(sendForm), visible(`main ul`))
	fits("home")
	run(t, ctx, chromedp.Navigate(d.authorizeURL("scope", "tickets:read satisfaction_ratings:write users:read")), visible(`button[value=allow]`), picture("consent-narrow"))
	fits("consent")
	run(t, ctx, chromedp.Navigate(d.srv.URL+adminPath), visible(`.clients`), picture("admin-narrow"))
	fits("list")
	run(t, ctx, chromedp.Navigate(d.srv.URL+adminPath+"/"+itoa(d.Client().ID)), visible(sendForm), picture("edit-narrow"))
	fits("form")
	d.SetFault("control-characters")
	run(t, ctx, chromedp.Navigate(d.authorizeURL()), visible(`button[value=allow]`), picture("nasty-narrow"))
	fits("consent with giant names")
}

func adminCenterInABrowser(t *testing.T, ctx context.Context) {
	d := open(t, func(o *Options) { o.Client = ClientRecord{} })
	logo := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(logo, preparedLogo, 0o600); err != nil {
		t.Fatal(err)
	}
	var secret, masked, problem string
	var short bool
	run(t, ctx, window(1000, "light"), chromedp.Navigate(d.srv.URL+adminPath+"/new"), chromedp.Click(sendForm),
		visible(`input[name=identifier]`), picture("new"),
		chromedp.SendKeys(`input[name=name]`, "Acme Sync"), chromedp.SendKeys(`textarea[name=description]`, "Keeps tickets in step."),
		chromedp.SendKeys(`input[name=company]`, "Acme"), chromedp.SetUploadFiles(`input[name=logo]`, []string{logo}),
		chromedp.SendKeys(`input[name=identifier]`, "zdg-acme"), chromedp.Click(`input[value=confidential]`),
		chromedp.SendKeys(`textarea[name=redirect_uri]`, callback+"\nhttps://app.acme.example/cb"),
		chromedp.SendKeys(`textarea[name=scopes]`, "read tickets:read"), chromedp.Click(sendForm),
		patient(into(&problem, chromedp.Text(`.field .problem`))), picture("problem"),
		chromedp.SetValue(`textarea[name=scopes]`, "read"), chromedp.SetUploadFiles(`input[name=logo]`, []string{logo}), chromedp.Click(sendForm),
		patient(into(&secret, chromedp.Text(`#secret`))), picture("created"),
		chromedp.SetValue(`textarea[name=redirect_uri]`, "https://app.acme.example/cb"), chromedp.Click(sendForm),
		patient(into(&short, chromedp.Poll[bool](`document.querySelector('#secret') && document.querySelector('#secret').textContent.endsWith('…')`))),
		into(&masked, chromedp.Text(`#secret`)), picture("edited"))
	c := d.Client()
	if secret != c.Secret || masked != c.Secret[:secretShown]+"…" || !strings.Contains(problem, "already holds") {
		t.Errorf("secret in full %t, masked %t, problem %q", secret == c.Secret, masked == c.Secret[:secretShown]+"…", problem)
	}
	if c.Name != "Acme Sync" || c.Identifier != "zdg-acme" || c.Kind != Confidential || c.Company != "Acme" || c.LogoURL == "" ||
		len(c.RedirectURLs) != 1 || c.RedirectURLs[0] != "https://app.acme.example/cb" {
		t.Errorf("record: %q %q %q %q %q", c.Name, c.Identifier, c.Kind, c.Company, c.RedirectURLs)
	}
}
