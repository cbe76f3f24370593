package loopback

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"zdg/checklist/zendesk"
)

const (
	ourState = "st-4f1d6c2b9a-q7w8e9r0t1y2u3i4o5p6a7s8d9f0g"
	ourCode  = "code-planted-7c1e"
)

// soon bounds every wait of these tests: far longer than anything takes.
const soon = time.Minute

func redirectURL(t testing.TB, s string) zendesk.RedirectURL {
	t.Helper()
	u, err := zendesk.ParseRedirectURL(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// listenOn listens on a free port of host; another program may take the port
// between the search and the bind, so it tries again.
func listenOn(t testing.TB, host, path string, o Options) *Listener {
	t.Helper()
	if o.State == "" {
		o.State = ourState
	}
	for range 20 {
		probe, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := probe.Addr().(*net.TCPAddr).Port
		probe.Close()
		o.Redirect = redirectURL(t, fmt.Sprintf("http://%s:%d%s", host, port, path))
		l, err := Listen(context.Background(), o)
		if busy := (*BusyError)(nil); errors.As(err, &busy) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	t.Fatal("no free port")
	return nil
}

// listen listens for the callback on 127.0.0.1.
func listen(t testing.TB) *Listener { return listenOn(t, "127.0.0.1", "/callback", Options{}) }

// callbackURL is the address the browser comes back to.
func (l *Listener) callbackURL(query string) string { return l.options.Redirect.String() + "?" + query }

const goodQuery = "code=" + ourCode + "&state=" + ourState

// client returns an HTTP client that makes one connection for each request and follows no redirect.
func client() *http.Client {
	return &http.Client{
		Timeout:       soon,
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// follower returns a client that follows redirects.
func follower() *http.Client {
	c := client()
	c.CheckRedirect = nil
	return c
}

type reply struct {
	status int
	header http.Header
	body   string
	at     string // the address it came from
	err    error
}

func do(c *http.Client, r *http.Request) reply {
	res, err := c.Do(r)
	if err != nil {
		return reply{err: err}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, string(body), res.Request.URL.String(), err}
}

func get(t testing.TB, c *http.Client, url string) reply {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := do(c, r)
	if got.err != nil {
		t.Fatal(got.err)
	}
	return got
}

// getLater makes a request in the background.
func getLater(c *http.Client, url string) <-chan reply {
	got := make(chan reply, 1)
	go func() {
		r, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			got <- reply{err: err}
			return
		}
		got <- do(c, r)
	}()
	return got
}

// await returns what comes from a channel, and fails the test when nothing does.
func await[T any](t testing.TB, what string, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(soon):
		t.Fatalf("waited in vain for %s", what)
		panic("unreachable")
	}
}

// nothingYet fails the test when an answer was handed over.
func nothingYet(t testing.TB, l *Listener) {
	t.Helper()
	select {
	case c := <-l.Callbacks():
		t.Fatalf("the wait ended with %+v", c)
	default:
	}
}

// until polls for a condition.
func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	late := time.After(soon)
	for !ok() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// send writes raw bytes and reads the first line of the answer; "" when the
// connection was closed without one.
func send(t testing.TB, l *Listener, raw string) string {
	t.Helper()
	c := dial(t, l.Addr()[0])
	defer c.Close()
	go io.WriteString(c, raw)
	line, _ := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(line)
}

func dial(t testing.TB, address string) net.Conn {
	t.Helper()
	c, err := net.DialTimeout("tcp", address, soon)
	if err != nil {
		t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(soon))
	return c
}

// nothingLeft checks after Close: no goroutine of the listener or its server
// runs, and each port can be bound again.
func nothingLeft(t testing.TB, l *Listener) {
	t.Helper()
	until(t, "the goroutines to end", func() bool { return servingStack() == "" })
	for _, address := range l.Addr() {
		again, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatalf("the port is still held: %v", err)
		}
		again.Close()
	}
}

// servingStack returns the stack of a goroutine that serves a listener; "" when there is none.
func servingStack() string {
	buf := make([]byte, 4<<20)
	for stack := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(stack, "net/http.(*Server).Serve(") || strings.Contains(stack, "net/http.(*conn).serve(") ||
			strings.Contains(stack, "loopback.(*Listener)") {
			return stack
		}
	}
	return ""
}
