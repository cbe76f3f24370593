package loopback

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
)

// hasIPv6 reports whether this machine has ::1.
func hasIPv6() bool {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		return false
	}
	l.Close()
	return true
}

func TestItIsBoundWhenListenReturns(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "localhost"} {
		t.Run(host, func(t *testing.T) {
			l := listenOn(t, host, "/callback", Options{})
			want := []string{"127.0.0.1:" + l.target.port}
			if host == "localhost" && hasIPv6() {
				want = append(want, "[::1]:"+l.target.port)
			}
			if got := l.Addr(); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("bound %v, want %v", got, want)
			}
			for _, address := range want {
				c := dial(t, address)
				fmt.Fprintf(c, "GET /callback?%s HTTP/1.1\r\nHost: %s:%s\r\n\r\n", goodQuery, host, l.target.port)
				defer c.Close()
			}
			if got := await(t, "the callback", l.Callbacks()); got.Code.Reveal() != ourCode {
				t.Errorf("another code came through")
			}
		})
	}
}

func TestOnlyTheLoopbackInterfaceIsBound(t *testing.T) {
	l := listenOn(t, "localhost", "/callback", Options{})
	for _, address := range l.Addr() {
		host, _, _ := net.SplitHostPort(address)
		if !net.ParseIP(host).IsLoopback() {
			t.Errorf("bound %s", address)
		}
	}
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Skip(err)
	}
	for _, a := range all {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.To4() == nil {
			continue
		}
		if c, err := net.Dial("tcp", net.JoinHostPort(n.IP.String(), l.target.port)); err == nil {
			c.Close()
			t.Errorf("reachable on %s", n.IP)
		}
	}
}

func TestABusyPortIsNamed(t *testing.T) {
	held, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	port := held.Addr().(*net.TCPAddr).Port
	for _, host := range []string{"127.0.0.1", "localhost"} {
		_, err := Listen(context.Background(), Options{State: ourState, Redirect: redirectURL(t, fmt.Sprintf("http://%s:%d/", host, port))})
		var busy *BusyError
		if !errors.As(err, &busy) || busy.Port != port || busy.Address != "127.0.0.1" || busy.Other {
			t.Fatalf("%s: %#v", host, err)
		}
		if !strings.Contains(err.Error(), fmt.Sprint(port)) || errors.Is(err, ErrCannotListen) {
			t.Errorf("%v", err)
		}
	}
}

func TestAForeignListenerOnTheOtherFamilyIsNamed(t *testing.T) {
	if !hasIPv6() {
		t.Skip("this machine has no ::1")
	}
	held, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	port := held.Addr().(*net.TCPAddr).Port
	_, err = Listen(context.Background(), Options{State: ourState, Redirect: redirectURL(t, fmt.Sprintf("http://localhost:%d/", port))})
	var busy *BusyError
	if !errors.As(err, &busy) || busy.Address != "[::1]" || !busy.Other {
		t.Fatalf("%#v", err)
	}
	again, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatalf("127.0.0.1 was left bound: %v", err)
	}
	again.Close()
}

func TestWhatCannotBeListenedOnGoesToPaste(t *testing.T) {
	for _, s := range []string{"https://localhost:9000/x", "https://127.0.0.1/", "https://app.example.com/callback"} {
		_, err := Listen(context.Background(), Options{State: ourState, Redirect: redirectURL(t, s)})
		if !errors.Is(err, ErrCannotListen) || !strings.Contains(err.Error(), "paste") {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestWhatABindErrorMeans(t *testing.T) {
	refusal := func(n syscall.Errno) error {
		return &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", n)}
	}
	for _, row := range []struct {
		name   string
		number syscall.Errno
		port   int
		want   string // "busy", "reserved", "paste", "busy and paste", "other"
	}{
		{"held", syscall.EADDRINUSE, 8484, "busy"},
		{"held on Windows", wsaEADDRINUSE, 8484, "busy"},
		{"a reserved range of Windows", wsaEACCES, 53682, "reserved"},
		{"a sandbox", syscall.EPERM, 8484, "reserved"},
		{"a low port", syscall.EACCES, 443, "paste"},
		{"a low port of Windows", wsaEACCES, 443, "reserved"},
		{"port 80", syscall.EACCES, 80, "paste"},
		{"port 80 with a web server", syscall.EADDRINUSE, 80, "busy and paste"},
		{"anything else", syscall.ENOBUFS, 8484, "other"},
	} {
		t.Run(row.name, func(t *testing.T) {
			err := bindError(refusal(row.number), loopback4, row.port, false)
			var found []string
			if e := (*BusyError)(nil); errors.As(err, &e) {
				found = append(found, "busy")
			}
			if e := (*ReservedError)(nil); errors.As(err, &e) {
				found = append(found, "reserved")
			}
			if errors.Is(err, ErrCannotListen) {
				found = append(found, "paste")
			}
			got := strings.Join(found, " and ")
			if got == "" {
				got = "other"
			}
			if got != row.want {
				t.Errorf("got %s, want %s: %v", got, row.want, err)
			}
			if !errors.Is(err, row.number) || !strings.Contains(err.Error(), fmt.Sprint(row.port)) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestErrorTextsNameWhatToDo(t *testing.T) {
	for goos, want := range map[string]string{"windows": "netstat", "linux": "ss -ltnp", "darwin": "lsof"} {
		if got := portCommand(goos, 8484); !strings.Contains(got, want) || !strings.Contains(got, "8484") {
			t.Errorf("%s: %s", goos, got)
		}
	}
	for goos, want := range map[string]string{"windows": "excludedportrange", "linux": "sandbox"} {
		if got := reservedText(goos, 8484, loopback4); !strings.Contains(got, want) || !strings.Contains(got, "8484") {
			t.Errorf("%s: %s", goos, got)
		}
	}
}

func TestOptionsThatCannotWorkAreRefused(t *testing.T) {
	u := redirectURL(t, "http://127.0.0.1:8484/callback")
	for name, o := range map[string]Options{
		"no state":               {Redirect: u},
		"no redirect URL":        {State: ourState},
		"authorize URL relative": {Redirect: u, State: ourState, AuthorizeURL: "/oauth"},
		"authorize URL a script": {Redirect: u, State: ourState, AuthorizeURL: "javascript:alert(1)"},
		"no random numbers":      {Redirect: u, State: ourState, Rand: strings.NewReader("short")},
	} {
		if l, err := Listen(context.Background(), o); err == nil {
			l.Close()
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestTheEndOfTheContextCloses(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	l := listenOn(t, "127.0.0.1", "/callback", Options{})
	l.Close()
	again, err := Listen(ctx, l.options)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	await(t, "the end", again.closed)
	again.Close()
	nothingLeft(t, again)
}

const authorizeURL = "https://d3v-acme.zendesk.com/oauth/authorizations/new?response_type=code&state=" + ourState

func TestTheStartAddressWorksOnce(t *testing.T) {
	l := listenOn(t, "localhost", "/callback", Options{AuthorizeURL: authorizeURL})
	start := l.StartURL()
	if !strings.HasPrefix(start, "http://127.0.0.1:") || start != l.StartURL() || len(start) > 40 {
		t.Fatalf("start address %s", start)
	}
	look, _ := http.NewRequest(http.MethodHead, start, nil)
	if got := do(client(), look); got.status != http.StatusOK || got.header.Get("Location") != "" {
		t.Fatalf("HEAD: %d %v", got.status, got.header)
	}
	ahead, _ := http.NewRequest(http.MethodGet, start, nil)
	ahead.Header.Set("Sec-Purpose", "prefetch;prerender")
	if got := do(client(), ahead); got.status != http.StatusServiceUnavailable {
		t.Fatalf("prefetch: %d", got.status)
	}
	got := get(t, client(), start)
	if got.status != http.StatusFound || got.header.Get("Location") != authorizeURL || got.body != "" ||
		got.header.Get("Cache-Control") != "no-store" || got.header.Get("Referrer-Policy") != "no-referrer" {
		t.Fatalf("%d %v", got.status, got.header)
	}
	if got := get(t, client(), start); got.status != http.StatusGone || got.header.Get("Location") != "" {
		t.Errorf("second time: %d", got.status)
	}
	fresh := l.StartURL()
	if fresh == start {
		t.Fatal("no new address after use")
	}
	if got := get(t, client(), fresh); got.status != http.StatusFound {
		t.Errorf("the new address: %d", got.status)
	}
	if l.Ignored() != 0 {
		t.Errorf("%d counted", l.Ignored())
	}
}

func TestWithoutAuthorizeURLThereIsNoStartAddress(t *testing.T) {
	l := listen(t)
	if got := l.StartURL(); got != "" {
		t.Errorf("%s", got)
	}
	if got := get(t, client(), "http://"+l.Addr()[0]+l.start); got.status != http.StatusNotFound {
		t.Errorf("%d", got.status)
	}
}

// TestRandomPathsUseEveryBit: every random byte becomes a letter of the path, and 32 bytes become 32 different letters.
func TestRandomPathsUseEveryBit(t *testing.T) {
	letters := map[byte]bool{}
	for n := range byte(32) {
		p, err := randomPath(bytes.NewReader(bytes.Repeat([]byte{'a' + n}, pathLength)))
		if err != nil {
			t.Fatal(err)
		}
		if !isRandomPath(p) || p[1:] != strings.Repeat(p[1:2], pathLength) {
			t.Errorf("%q is not %d times the letter of the same byte", p, pathLength)
		}
		letters[p[1]] = true
	}
	if len(letters) != 32 {
		t.Errorf("only %d different letters", len(letters))
	}
}
