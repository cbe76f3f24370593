package main

import (
	"context"
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

// TestAuthorizingInChromium, as a person does, on the practice account that zdg itself serves: what the
// browser says in the end is what the terminal says.
func TestAuthorizingInChromium(t *testing.T) {
	t.Parallel()
	tab := chromium(t)
	for _, row := range []struct {
		name, scheme, background string
		width                    int64
		press, fault             string
		exit                     int
		says                     []string // on the last page
	}{
		{"allow", "light", "rgb(246, 247, 248)", 1000, "allow", "", exitOK, []string{"Authorized", "exchanged for tokens"}},
		{"deny", "light", "rgb(246, 247, 248)", 1000, "deny", "", exitDenied, []string{"This did not work", "access-denied"}},
		{"allow, narrow and dark", "dark", "rgb(16, 18, 20)", 320, "allow", "", exitOK, []string{"Authorized"}},
		{"deny, narrow and dark", "dark", "rgb(16, 18, 20)", 320, "deny", "", exitDenied, []string{"access-denied"}},
		{"code refused", "light", "rgb(246, 247, 248)", 640, "allow", "invalid-grant", exitFailed, []string{"This did not work", "invalid-grant"}},
		{"hostile names", "dark", "rgb(16, 18, 20)", 320, "allow", "control-characters", exitOK, []string{"Authorized"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			run, address := startPractice(t, row.fault)
			look(t, tab, window(row.width, row.scheme), chromedp.Navigate(address))
			press(t, tab, `input[name=password]`, `main form button.primary`)
			press(t, tab, `button[value=allow]`, `button[value=`+row.press+`]`)
			got := landed(t, tab)
			picture(t, tab, row.name)
			result, code := run.end()
			if code != row.exit {
				t.Errorf("exit code %d, want %d: %s", code, row.exit, result.Outcome)
			}
			for _, want := range append(row.says, "PRACTICE", "terminal") {
				if !strings.Contains(got.Text, want) {
					t.Errorf("the page lacks %q:\n%s", want, got.Text)
				}
			}
			for _, s := range result.Steps { // the terminal's own words
				if (s.ID == "authorize" || s.ID == "exchange") && s.Diagnosis != nil && !strings.Contains(got.Text, s.Diagnosis.Fix) {
					t.Errorf("the page lacks the fix %q:\n%s", s.Diagnosis.Fix, got.Text)
				}
			}
			if strings.ContainsAny(got.Address, "?#") {
				t.Error("the address of the last page has a query")
			}
			if got.Background != row.background || got.Width > row.width {
				t.Errorf("background %s, %d wide in a window of %d", got.Background, got.Width, row.width)
			}
			if at := strings.IndexFunc(got.Text, actsOnTerminal); at >= 0 {
				t.Errorf("the page shows %q", []rune(got.Text[at:])[0])
			}
		})
	}
}

// startPractice starts a test on the practice account, and gives the address to
// open. Two of them at a time can choose the same port: the second one is started anew.
func startPractice(t *testing.T, fault string) (*testRun, string) {
	t.Helper()
	for range 10 {
		run := startTest(t, nil, "--practice", "--timeout", "60s", "--fault", fault)
		if address := run.authorizeURL(); address != "" {
			return run, address
		}
		if result, _ := run.end(); !portBusy(result) {
			t.Fatalf("the test ended before there was an address: %+v", result)
		}
	}
	t.Fatal("no port is free for the callback")
	return nil, ""
}

// portBusy reports whether another test holds the port of the callback.
func portBusy(result testJSON) bool {
	for _, s := range result.Steps {
		if s.Diagnosis != nil && s.Diagnosis.Code == "port-busy" {
			return true
		}
	}
	return false
}

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
		t.Skip("no chromium is installed: nobody has authorized in a browser")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// look makes steps in the browser.
func look(t *testing.T, tab context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(tab, steps...); err != nil {
		t.Fatal(err)
	}
}

// window makes the window so wide, and light or dark.
func window(width int64, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(chromedp.EmulateViewport(width, 800), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// press waits for what marks a page, and clicks.
func press(t *testing.T, tab context.Context, mark, button string) {
	t.Helper()
	steady(t, tab, mark, chromedp.WaitVisible(mark))
	look(t, tab, chromedp.Click(button))
}

// steady repeats a step that the change to another page has interrupted.
func steady[T any](t *testing.T, tab context.Context, what string, step chromedp.Action[T]) (got T) {
	t.Helper()
	waitFor(t, func() bool {
		var err error
		got, err = chromedp.Run(tab, step)
		return err == nil
	}, what)
	return got
}

// shown is what the browser shows.
type shown struct {
	Address, Text, Background string
	Width                     int64
	Ended                     bool // it is the page of zdg that tells how it ended
}

// landed waits for the last page.
func landed(t *testing.T, tab context.Context) (got shown) {
	t.Helper()
	waitFor(t, func() bool {
		got = steady(t, tab, "a page", chromedp.Evaluate[shown](`({
			Address: location.href, Text: document.body.innerText, Background: getComputedStyle(document.body).backgroundColor,
			Width: document.documentElement.scrollWidth, Ended: document.readyState == "complete" && document.title.endsWith("· zdg") && !document.body.classList.contains("quiet")})`))
		return got.Ended
	}, "the page that tells how it ended")
	return got
}

// picture keeps what the browser shows where ZDG_PICTURES says, else nothing.
func picture(t *testing.T, tab context.Context, name string) {
	t.Helper()
	dir := os.Getenv("ZDG_PICTURES")
	if dir == "" {
		return
	}
	png := steady(t, tab, "a picture", chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(dir, "test-"+strings.ReplaceAll(name, " ", "-")+".png"), png, 0o600); err != nil {
		t.Error(err)
	}
}
