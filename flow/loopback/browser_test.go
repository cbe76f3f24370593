package loopback

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// browser starts a headless Chromium and returns a tab of it. Without one the test is skipped,
// or fails when ZDG_REQUIRE_TOOLS is set.
func browser(t *testing.T, listener func(event any)) context.Context {
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
			t.Fatal("no chromium on this machine, and ZDG_REQUIRE_TOOLS is set")
		}
		t.Skip("no chromium on this machine")
	}
	bounded, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.UserDataDir(t.TempDir()))
	allocator, cancel := chromedp.NewExecAllocator(bounded, flags...)
	t.Cleanup(cancel)
	tab, cancel := chromedp.NewContext(allocator, chromedp.WithListener(listener))
	t.Cleanup(cancel)
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return tab
}

// command makes an action of a command of the DevTools protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// look returns what the tab shows.
func look(t *testing.T, tab context.Context) seen {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[seen](lookAtPage))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// seen is what a browser shows.
type seen struct {
	Address, Text, Ground string
	Wide                  bool // it scrolls sideways
	Styled                bool
}

const lookAtPage = `({
	Address: location.href, Text: document.body.innerText, Ground: getComputedStyle(document.body).backgroundColor,
	Wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
	Styled: getComputedStyle(document.querySelector("main")).borderRadius != "0px"})`

func TestTheResultPageInARealBrowser(t *testing.T) {
	var mu sync.Mutex
	var complaints []string
	tab := browser(t, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok {
			mu.Lock()
			defer mu.Unlock()
			complaints = append(complaints, e.Entry.Text)
		}
	})
	failure := Page{
		Title: "Zendesk refused the code", Code: "invalid-grant",
		What:  "The token endpoint answered 400 invalid_grant.",
		Cause: "The code was 131 seconds old when it was sent; Zendesk lets it live for 120.",
		Check: "Compare the time at which you clicked Allow with the time of the exchange in the protocol.",
		Fix:   "Press enter in the terminal to start again, and finish within two minutes.",
	}
	success := Page{OK: true, Lines: []string{"Ada Lovelace (admin) authorized zdg-acme on d3v-acme.", "The terminal goes on with the remaining steps."}}
	for _, row := range []struct {
		name          string
		page          Page
		scheme        string
		width, height int64
		scale         float64
		ground        string
	}{
		{"light", success, "light", 900, 600, 1, "rgb(246, 247, 248)"},
		{"dark", success, "dark", 900, 600, 1, "rgb(16, 18, 20)"},
		{"failed-light", failure, "light", 900, 700, 1, "rgb(246, 247, 248)"},
		{"failed-dark", failure, "dark", 900, 700, 1, "rgb(16, 18, 20)"},
		{"narrow", failure, "light", 320, 780, 1, "rgb(246, 247, 248)"},
		{"double", failure, "dark", 640, 900, 2, "rgb(16, 18, 20)"}, // 200 %: half the width in CSS pixels
	} {
		t.Run(row.name, func(t *testing.T) {
			l := listenOn(t, "localhost", "/callback", Options{Label: "PRACTICE", AuthorizeURL: authorizeURL})
			go func() {
				select {
				case <-l.Callbacks():
					l.Answer(row.page)
				case <-l.closed:
				}
			}()
			width, height := int64(float64(row.width)/row.scale), int64(float64(row.height)/row.scale)
			err := chromedp.Do(tab,
				command(log.Enable, cdp.Empty{}),
				chromedp.EmulateViewport(width, height, chromedp.EmulateScale(row.scale)),
				command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: row.scheme}},
				}),
				chromedp.Navigate(l.callbackURL(goodQuery)))
			if err != nil {
				t.Fatal(err)
			}
			got := look(t, tab)
			shot, err := chromedp.Run(tab, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(tab, chromedp.Reload()); err != nil {
				t.Fatal(err)
			}
			again := look(t, tab)
			if dir := os.Getenv("ZDG_SCREENSHOTS"); dir != "" {
				if err := os.WriteFile(dir+"/loopback-"+row.name+".png", shot, 0o600); err != nil {
					t.Error(err)
				}
			}
			for _, s := range []seen{got, again} {
				if strings.Contains(s.Address, ourCode) || strings.Contains(s.Address, "?") {
					t.Errorf("the code stays in the address")
				}
				for _, want := range []string{"PRACTICE", row.page.Fix, row.page.Code, "go back to the terminal"} {
					if !strings.Contains(s.Text, want) {
						t.Errorf("not shown: %q", want)
					}
				}
				if s.Ground != row.ground || s.Wide || !s.Styled {
					t.Errorf("%+v", s)
				}
			}
			if l.Ignored() != 0 {
				t.Errorf("the browser alone made %d requests that count (%s)", l.Ignored(), l.IgnoredBecause())
			}
		})
	}
	mu.Lock()
	defer mu.Unlock()
	if len(complaints) > 0 {
		t.Errorf("the browser complains: %q", complaints)
	}
}

func TestTheStartAddressInARealBrowser(t *testing.T) {
	tab := browser(t, func(any) {})
	l := listenOn(t, "127.0.0.1", "/callback", Options{AuthorizeURL: authorizeURL})
	// In place of the account, which would ask the person first: the browser is sent straight back.
	l.options.AuthorizeURL = l.callbackURL(goodQuery)
	go func() {
		select {
		case <-l.Callbacks():
			l.Answer(Page{OK: true})
		case <-l.closed:
		}
	}()
	if err := chromedp.Do(tab, chromedp.Navigate(l.StartURL())); err != nil {
		t.Fatal(err)
	}
	if got := look(t, tab); !strings.Contains(got.Text, "Authorized") || strings.Contains(got.Address, ourCode) {
		t.Errorf("%+v", got)
	}
	if err := chromedp.Do(tab, chromedp.Navigate(l.StartURL())); err != nil {
		t.Fatal(err)
	}
	if got := look(t, tab); !strings.Contains(got.Text, "Authorized") { // opened a second time
		t.Errorf("%+v", got)
	}
}

// TestCookiesOfOthersInARealBrowser: programs on other ports of this host have set
// cookies, and the browser sends them here too. With 45 KiB of them it comes through;
// with 90 KiB it is shown what to do, and having done it, comes through.
func TestCookiesOfOthersInARealBrowser(t *testing.T) {
	tab := browser(t, func(any) {})
	cookies := 0
	dev := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/cookie") {
			return
		}
		for i := range 30 {
			age := 0
			if i >= cookies {
				age = -1
			}
			http.SetCookie(w, &http.Cookie{Name: fmt.Sprintf("dev%d", i), Value: strings.Repeat("x", 3000), Path: "/", MaxAge: age})
		}
	}))
	t.Cleanup(dev.Close)
	visit := func(address string) seen {
		t.Helper()
		if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(tab, chromedp.Evaluate[seen](`({Address: location.href, Text: document.body ? document.body.innerText : ""})`))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, n := range []int{15, 30} {
		cookies = n
		visit(dev.URL + "/cookie")
		l := listenOn(t, "127.0.0.1", "/callback", Options{})
		go func() {
			select {
			case <-l.Callbacks():
				l.Answer(Page{OK: true})
			case <-l.closed:
			}
		}()
		got := visit(l.callbackURL(goodQuery))
		if n == 30 {
			if !strings.Contains(got.Text, "Delete the cookies of 127.0.0.1") || !strings.Contains(got.Address, "state=") {
				t.Errorf("with %d cookies: %+v", n, got)
			}
			if refused := l.Refused(); len(refused) == 0 || refused[0].Why != TooLarge {
				t.Errorf("refused: %v", refused)
			}
			cookies = 0
			visit(dev.URL + "/cookie")
			got = visit(l.callbackURL(goodQuery))
		}
		if !strings.Contains(got.Text, "Authorized") {
			t.Errorf("with %d cookies: %+v", n, got)
		}
	}
}
