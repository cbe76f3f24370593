package loopback

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHostileRequestsHaveNoEffect: each row is a request after which the wait goes on.
func TestHostileRequestsHaveNoEffect(t *testing.T) {
	l := listen(t)
	host := "Host: " + l.Addr()[0] + "\r\n"
	other := "Host: localhost:" + l.target.port + "\r\n"
	first := func(line string) string { return line + " HTTP/1.1\r\n" + host + "\r\n" }
	const strays = "code=x&state=other" // with our state it would be the account's own answer, which ends the wait
	rows := []struct {
		name, raw string
		status    int    // 0: closed without an answer
		why       Reason // "": not counted
	}{
		{"no parameters", first("GET /callback"), 400, NoAnswer},
		{"a code without state", first("GET /callback?code=x"), 400, NoState},
		{"an empty state", first("GET /callback?code=x&state="), 400, EmptyState},
		{"another state", first("GET /callback?code=x&state=other"), 400, OtherState},
		{"a little of our state", first("GET /callback?code=x&state=" + ourState[:minCutState-1]), 400, OtherState},
		{"our state cut", first("GET /callback?code=x&state=" + ourState[:minCutState]), 400, CutState},
		{"our state without its end", first("GET /callback?code=x&state=" + ourState[:len(ourState)-1]), 400, CutState},
		{"our state and more", first("GET /callback?code=x&state=" + ourState + "x"), 400, OtherState},
		{"our state as another parameter", first("GET /callback?code=x&State=" + ourState), 400, NoState},
		{"two states of others", first("GET /callback?code=x&state=a&state=b"), 400, TwoStates},
		{"another path", first("GET /?" + strays), 404, OtherPath},
		{"a longer path", first("GET /callback/?" + strays), 404, SlashPath},
		{"a doubled slash", first("GET //callback?" + strays), 404, OtherPath},
		{"a path with dots", first("GET /x/../callback?" + strays), 404, OtherPath},
		{"capitals in the path", first("GET /Callback?" + strays), 404, OtherPath},
		{"an escaped path", first("GET /%63allback?" + strays), 404, OtherPath},
		{"a scanner", first("GET /.env"), 404, OtherPath},
		{"another scanner", first("GET /cgi-bin/luci/;stok=/locale"), 404, OtherPath},
		{"POST", "POST /callback?" + strays + " HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", 405, OtherMethod},
		{"OPTIONS", first("OPTIONS *"), 405, OtherMethod},
		{"CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", 400, OtherHost},
		{"an unknown method", first("BREW /callback?" + strays), 405, OtherMethod},
		{"a foreign host", "GET /callback?" + strays + " HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400, OtherHost},
		{"a foreign host with our port", "GET /callback?" + strays + " HTTP/1.1\r\nHost: evil.example:" + l.target.port + "\r\n\r\n", 400, OtherHost},
		{"localhost, not registered", "GET /callback?" + strays + " HTTP/1.1\r\n" + other + "\r\n", 400, OtherHost},
		{"our host without port", "GET /callback?" + strays + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400, OtherHost},
		{"no host, HTTP/1.0", "GET /callback?" + strays + " HTTP/1.0\r\n\r\n", 400, NoHost},
		{"a proxy's request", "GET http://evil.example/callback?" + strays + " HTTP/1.1\r\n" + host + "\r\n", 400, OtherHost},
		{"two hosts", "GET /callback?" + goodQuery + " HTTP/1.1\r\n" + host + host + "\r\n", 400, Malformed},
		{"no HTTP at all", "hello\r\n\r\n", 400, Malformed},
		{"a later HTTP", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, NoHost},
		{"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 0, Secure},
		{"a giant header", "GET /callback?" + goodQuery + " HTTP/1.1\r\n" + host + "X: " + strings.Repeat("x", 80<<10) + "\r\n\r\n", 431, TooLarge},
		{"a giant query", first("GET /callback?x=" + strings.Repeat("x", 80<<10) + "&" + goodQuery), 431, TooLarge},
		{"many headers", "GET /callback?" + goodQuery + " HTTP/1.1\r\n" + host + strings.Repeat("X: y\r\n", 20000) + "\r\n", 431, TooLarge},
		{"a giant body, announced", "POST /callback?" + strays + " HTTP/1.1\r\n" + host + "Content-Length: 99999999999\r\n\r\nxxxx", 405, OtherMethod},
		{"an endless body", "POST /callback?" + strays + " HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n4\r\nxxxx\r\n", 405, OtherMethod},
		{"smuggling", "POST /callback HTTP/1.1\r\n" + host + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 405, OtherMethod},
		{"an upgrade", "GET /callback HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 400, NoAnswer},
		{"the browser's icon", first("GET /favicon.ico"), 204, ""},
		{"Safari's icon", first("GET /apple-touch-icon-precomposed.png"), 204, ""},
		{"HEAD with our state", first("HEAD /callback?" + goodQuery), 200, Ahead},
		{"HEAD without", first("HEAD /callback"), 400, NoAnswer},
		{"HEAD with our state and no use", first("HEAD /callback?state=" + ourState), 200, Ahead},
		{"fetched ahead", "GET /callback?" + goodQuery + " HTTP/1.1\r\n" + host + "Sec-Purpose: prefetch\r\n\r\n", 503, Ahead},
		{"fetched ahead, older", "GET /callback?" + goodQuery + " HTTP/1.1\r\n" + host + "Purpose: prefetch\r\n\r\n", 503, Ahead},
		{"fetched ahead, Firefox", "GET /callback?" + goodQuery + " HTTP/1.1\r\n" + host + "X-Moz: prefetch\r\n\r\n", 503, Ahead},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			before := l.Ignored()
			got := send(t, l, row.raw)
			want := ""
			if row.status > 0 {
				want = fmt.Sprintf(" %d ", row.status)
			}
			if want == "" && got != "" || !strings.Contains(got+" ", want) {
				t.Errorf("answered %q, want %d", got, row.status)
			}
			if row.why != "" {
				until(t, "the request to be counted", func() bool { return l.Ignored() == before+1 && l.IgnoredBecause() == row.why })
			} else if l.Ignored() != before {
				t.Errorf("counted as %q", l.IgnoredBecause())
			}
			nothingYet(t, l)
		})
	}
	await(t, "news of the count", l.IgnoredChanged())
	login(t, l)
}

// login has a browser come back with the code, answers it, and returns what it shows at the end.
func login(t *testing.T, l *Listener) reply {
	t.Helper()
	browser := getLater(follower(), l.callbackURL(goodQuery))
	got := await(t, "the callback", l.Callbacks())
	if got.Code.Reveal() != ourCode || got.State != ourState || got.At.IsZero() {
		t.Errorf("%+v", got)
	}
	l.Answer(Page{OK: true})
	page := await(t, "the page", browser)
	if page.err != nil || page.status != http.StatusOK || !strings.Contains(page.body, "Authorized") {
		t.Errorf("%d %v", page.status, page.err)
	}
	return page
}

func TestWhatIsAcceptedAsAnAnswer(t *testing.T) {
	for name, row := range map[string]struct {
		host, path, query string
		want              Callback
	}{
		"extra parameters": {
			"127.0.0.1", "/callback", goodQuery + "&iss=https%3A%2F%2Facme.zendesk.com&scope=read+write&x=1&x=2&session_state=y",
			Callback{},
		},
		"the root":              {"127.0.0.1", "/", goodQuery, Callback{}},
		"an empty path":         {"localhost", "", goodQuery, Callback{}},
		"an escaped path":       {"localhost", "/a%20b/c", goodQuery, Callback{}},
		"a semicolon elsewhere": {"127.0.0.1", "/callback", goodQuery + "&tenant=a;b", Callback{}},
		"a redirect's own":      {"localhost", "/callback", "tenant=1&" + goodQuery, Callback{}},
		"denied":                {"127.0.0.1", "/callback", "error=access_denied&error_description=The+end-user+denied&state=" + ourState, Callback{Error: "access_denied", ErrorDescription: "The end-user denied"}},
		"an error, hostile":     {"127.0.0.1", "/callback", "error=%1b%5d0%3bowned%07x&error_description=a%0ab%e2%80%aec%00d&state=" + ourState, Callback{Error: "x", ErrorDescription: "a bcd"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := listenOn(t, row.host, row.path, Options{})
			browser := getLater(follower(), l.callbackURL(row.query))
			got := await(t, "the callback", l.Callbacks())
			l.Answer(Page{})
			await(t, "the page", browser)
			if got.Error != row.want.Error || got.ErrorDescription != row.want.ErrorDescription {
				t.Errorf("%+v", got)
			}
			if (row.want.Error == "") != (got.Code.Reveal() == ourCode) || got.Code.IsZero() != (row.want.Error != "") {
				t.Error("code and error are mixed up")
			}
		})
	}
}

// TestAnAnswerOfNoUseEndsTheWait: an answer with our state is the account's own, so no other one
// will come.
func TestAnAnswerOfNoUseEndsTheWait(t *testing.T) {
	for query, want := range map[string]Reason{
		goodQuery + "&state=other":                 Twice,
		goodQuery + "&state=" + ourState:           Twice,
		goodQuery + "&code=other":                  Twice,
		goodQuery + "&iss=a&iss=b":                 Twice,
		goodQuery + "&error=access_denied":         Both,
		"state=" + ourState:                        Neither,
		"code=&state=" + ourState:                  Neither,
		"code=%zz&state=" + ourState:               Neither,
		"code=&error=&state=" + ourState:           Neither,
		"Code=" + ourCode + "&state=" + ourState:   Neither,
		"code=" + ourCode + ";state=" + ourState:   Semicolons,
		"code=" + ourCode + ";x&state=" + ourState: Semicolons,
		"error=access_denied;state=" + ourState:    Semicolons,
	} {
		t.Run(query, func(t *testing.T) {
			l := listen(t)
			browser := getLater(follower(), l.callbackURL(query))
			got := await(t, "the callback", l.Callbacks())
			if got.Refused != want || !got.Code.IsZero() || got.Error != "" || got.State != ourState || got.At.IsZero() {
				t.Errorf("%+v, want %q", got, want)
			}
			l.Answer(Page{Code: "callback-unusable", Cause: "told here"})
			if page := await(t, "the page", browser); !strings.Contains(page.body, "told here") || l.Ignored() != 0 {
				t.Errorf("%d %v", page.status, page.err)
			}
		})
	}
}

// flushed is a ResponseWriter that notes whether the page was written, and no answer handed over yet, when it was flushed.
type flushed struct {
	*httptest.ResponseRecorder
	l      *Listener
	before bool
}

func (f *flushed) Flush() { f.before = f.Body.Len() > 0 && len(f.l.callbacks) == 0 }

// TestARefusedAnswerIsShownFirst: the page is sent before the answer is delivered, because the
// receiver may close the listener at once.
func TestARefusedAnswerIsShownFirst(t *testing.T) {
	l := listen(t)
	w := &flushed{ResponseRecorder: httptest.NewRecorder(), l: l}
	r := httptest.NewRequest(http.MethodGet, l.callbackURL(goodQuery), nil)
	r.URL.Path += "/x"
	l.ServeHTTP(w, r)
	if len(l.callbacks) != 1 || !w.before {
		t.Errorf("%d answers handed over, after the page: %t", len(l.callbacks), w.before)
	}
}

// TestAnAnswerElsewhereEndsTheWait: an answer with our state counts at any host, path and method.
func TestAnAnswerElsewhereEndsTheWait(t *testing.T) {
	for name, row := range map[string]struct {
		raw    string // after it comes the Host header of the listener, unless it has one
		status int
		want   Reason
	}{
		"another path":     {"GET /?" + goodQuery + " HTTP/1.1\r\n", 404, OtherPath},
		"a slash more":     {"GET /callback/?state=" + ourState + " HTTP/1.1\r\n", 404, SlashPath},
		"semicolons":       {"GET /x?code=x;state=" + ourState + " HTTP/1.1\r\n", 404, OtherPath},
		"by POST":          {"POST /callback?" + goodQuery + " HTTP/1.1\r\nContent-Length: 0\r\n", 405, OtherMethod},
		"another host":     {"GET /callback?" + goodQuery + " HTTP/1.1\r\nHost: evil.example\r\n", 400, OtherHost},
		"by another name":  {"GET /callback?" + goodQuery + " HTTP/1.1\r\nHost: localhost:PORT\r\n", 400, OtherHost},
		"no host":          {"GET /callback?" + goodQuery + " HTTP/1.0\r\nX: \r\n", 400, NoHost},
		"through a tunnel": {"GET http://evil.example/callback?" + goodQuery + " HTTP/1.1\r\n", 400, OtherHost},
	} {
		t.Run(name, func(t *testing.T) {
			l := listen(t)
			raw := strings.ReplaceAll(row.raw, "PORT", l.target.port)
			if !strings.Contains(raw, "Host:") && row.want != NoHost {
				raw += "Host: " + l.Addr()[0] + "\r\n"
			}
			if got := send(t, l, raw+"\r\n"); !strings.Contains(got, fmt.Sprintf(" %d ", row.status)) {
				t.Errorf("answered %q", got)
			}
			got := await(t, "the callback", l.Callbacks())
			if got.Refused != row.want || !got.Code.IsZero() || got.State != ourState || got.At.IsZero() || l.Ignored() != 0 {
				t.Errorf("%+v, want %q", got, row.want)
			}
		})
	}
}

func TestRefusalsAreCountedByReason(t *testing.T) {
	l := listen(t)
	for _, query := range []string{"", "code=x", "code=x&state=", "code=x&state=a", "code=x&state=b", "code=x&state=" + ourState[:30]} {
		get(t, client(), l.callbackURL(query))
	}
	host := "Host: " + l.Addr()[0] + "\r\n\r\n"
	const answer = "?code=x&state=any"
	for _, raw := range []string{
		// What nobody takes for an answer.
		"GET /elsewhere HTTP/1.1\r\n" + host, "GET /elsewhere?code=x HTTP/1.1\r\n" + host, "GET /elsewhere?state=any HTTP/1.1\r\n" + host, "GET /favicon.ico" + answer + " HTTP/1.1\r\n" + host,
		"GET /callback HTTP/1.1\r\nHost: evil.example\r\n\r\n", "GET / HTTP/1.0\r\n\r\n", "POST /elsewhere HTTP/1.1\r\n" + host, "OPTIONS /callback HTTP/1.1\r\n" + host, "GET /callback/ HTTP/1.1\r\n" + host,
		// What may be one.
		"GET /elsewhere" + answer + " HTTP/1.1\r\n" + host, "GET /elsewhere?error=x&state=any HTTP/1.1\r\n" + host, "GET /elsewhere?code=x;state=any HTTP/1.1\r\n" + host,
		"OPTIONS /elsewhere?state=" + ourState + " HTTP/1.1\r\n" + host, "HEAD /elsewhere?state=" + ourState + " HTTP/1.1\r\n" + host,
		"GET /callback/" + answer + " HTTP/1.1\r\n" + host,
		"GET /callback" + answer + " HTTP/1.1\r\nHost: evil.example\r\n\r\n", "GET /callback" + answer + " HTTP/1.0\r\n\r\n",
		"POST /callback HTTP/1.1\r\nContent-Length: 1\r\n" + host + "c", "POST /callback" + answer + " HTTP/1.1\r\n" + host, "POST /elsewhere" + answer + " HTTP/1.1\r\n" + host, "PUT /callback" + answer + " HTTP/1.1\r\n" + host,
		"GET /elsewhere?error=x&state=" + ourState + " HTTP/1.1\r\nSec-Purpose: prefetch\r\n" + host,
		"HEAD /callback?" + goodQuery + " HTTP/1.1\r\n" + host,
	} {
		send(t, l, raw)
	}
	want := []Refusal{{OtherState, 2}, {CutState, 1}, {EmptyState, 1}, {NoState, 1}, {SlashPath, 1}, {OtherPath, 5}, {OtherHost, 1}, {NoHost, 1}, {OtherMethod, 5}, {Ahead, 1}, {NoAnswer, 1}}
	if got := l.Refused(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestGuessersLearnNothing: the page does not show how much of a state was right.
func TestGuessersLearnNothing(t *testing.T) {
	l := listen(t)
	first := get(t, client(), l.callbackURL("code=x&state=other")).body
	for _, state := range []string{ourState[:5], ourState[:minCutState], ourState[:len(ourState)-1], ourState + "x"} {
		if got := get(t, client(), l.callbackURL("code=x&state="+state)).body; got != first {
			t.Errorf("%d characters of our state get another page", len(state))
		}
	}
}

// TestHeadersOfACallback: browsers send the cookies of other programs on this host. Up to 64 KiB
// of headers are read; for more, a page says what to do, and the wait goes on.
func TestHeadersOfACallback(t *testing.T) {
	request := func(l *Listener, cookies int) string {
		head := "GET /callback?" + goodQuery + " HTTP/1.1\r\nHost: " + l.Addr()[0] + "\r\n"
		for left := cookies - len(head); left > 0; left -= 4000 {
			head += "Cookie: a=" + strings.Repeat("x", max(1, min(left, 4000)-14)) + "\r\n"
		}
		return head + "\r\n"
	}
	read := func(t *testing.T, l *Listener, raw string) *http.Response {
		c := dial(t, l.Addr()[0])
		t.Cleanup(func() { c.Close() })
		// Some browsers read nothing before all is written, and little fits on the way.
		if err := c.(*net.TCPConn).SetWriteBuffer(8 << 10); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(c, raw); err != nil {
			t.Fatal("the request was cut off: ", err)
		}
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	for _, size := range []int{1 << 10, 17 << 10, 40 << 10, 64 << 10} {
		t.Run(fmt.Sprint(size>>10, " KiB"), func(t *testing.T) {
			l := listen(t)
			l.Answer(Page{OK: true})
			answer := read(t, l, request(l, size))
			if got := await(t, "the callback", l.Callbacks()); got.Code.Reveal() != ourCode || answer.StatusCode != http.StatusSeeOther {
				t.Errorf("%d, %+v", answer.StatusCode, got)
			}
		})
	}
	for _, size := range []int{72 << 10, 200 << 10, 900 << 10} {
		t.Run(fmt.Sprint(size>>10, " KiB"), func(t *testing.T) {
			l := listenOn(t, "localhost", "/callback", Options{Label: "PRACTICE"})
			answer := read(t, l, request(l, size))
			body, err := io.ReadAll(answer.Body)
			if err != nil || answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge || answer.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("%d %v", answer.StatusCode, err)
			}
			for _, want := range []string{"Delete the cookies of localhost", "load this page again", "paste it", "goes on waiting", "PRACTICE"} {
				if !strings.Contains(string(body), want) {
					t.Errorf("the page lacks %q", want)
				}
			}
			until(t, "the request to be counted", func() bool { return slices.Equal(l.Refused(), []Refusal{{TooLarge, 1}}) })
			nothingYet(t, l)
			login(t, l)
		})
	}
}

// TestARepeatedCallbackGetsTheSamePage: browsers may load the callback more than once.
func TestARepeatedCallbackGetsTheSamePage(t *testing.T) {
	l := listen(t)
	var browsers []<-chan reply
	for range 3 {
		browsers = append(browsers, getLater(follower(), l.callbackURL(goodQuery)))
	}
	await(t, "the callback", l.Callbacks())
	l.Answer(Page{OK: true, Lines: []string{"marked page"}})
	browsers = append(browsers, getLater(follower(), l.callbackURL(goodQuery+"2")))
	for _, b := range browsers[:3] {
		if got := await(t, "a page", b); !strings.Contains(got.body, "marked page") {
			t.Errorf("%d %v", got.status, got.err)
		}
	}
	if got := await(t, "a page", browsers[3]); got.status != http.StatusBadRequest {
		t.Errorf("another state got %d", got.status)
	}
	late := get(t, follower(), l.callbackURL(goodQuery))
	if !strings.Contains(late.body, "marked page") {
		t.Errorf("the late one got %d", late.status)
	}
	nothingYet(t, l)
}

// TestManyConnectionsDoNotBlockTheLogin: a browser gets in past more connections than there is room for.
func TestManyConnectionsDoNotBlockTheLogin(t *testing.T) {
	for name, feed := range map[string]func(net.Conn){
		"silent": func(net.Conn) {},
		"slow":   func(c net.Conn) { io.WriteString(c, "GET /callback?state=x HTTP/1.1\r\nHost: x\r\nX-Slow: ") },
		"slow in the body": func(c net.Conn) {
			io.WriteString(c, "POST /callback HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx")
		},
		"stray": func(c net.Conn) { io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n") },
	} {
		t.Run(name, func(t *testing.T) {
			l := listenOn(t, "localhost", "/callback", Options{})
			for i := range 3 * maxConns / 2 { // more than there is room for
				c := dial(t, l.Addr()[i%len(l.Addr())])
				defer c.Close()
				feed(c)
			}
			// None of them has timed out by now: the login goes past them.
			login(t, l)
			l.conns.mu.Lock()
			open := len(l.conns.open)
			l.conns.mu.Unlock()
			if open > maxConns {
				t.Errorf("%d connections are open", open)
			}
			l.Close()
			nothingLeft(t, l)
		})
	}
}

// TestAWaitingBrowserIsNotPutOut: new connections do not close that of a browser that waits for its page.
func TestAWaitingBrowserIsNotPutOut(t *testing.T) {
	l := listen(t)
	browser := getLater(follower(), l.callbackURL(goodQuery))
	await(t, "the callback", l.Callbacks())
	for range 2 * maxConns {
		c := dial(t, l.Addr()[0])
		defer c.Close()
	}
	l.Answer(Page{OK: true})
	if got := await(t, "the page", browser); got.status != http.StatusOK {
		t.Errorf("%d %v", got.status, got.err)
	}
}

func TestAConnectionThatSendsNothingIsClosed(t *testing.T) {
	l := listenOn(t, "127.0.0.1", "/callback", Options{headerTimeout: time.Millisecond})
	c := dial(t, l.Addr()[0])
	defer c.Close()
	if _, err := io.ReadAll(c); err != nil {
		t.Errorf("kept open: %v", err)
	}
	if l.Ignored() != 0 {
		t.Error("a connection opened in advance was counted")
	}
}

func FuzzCallbackQuery(f *testing.F) {
	f.Add(goodQuery)
	f.Add("code=%zz&state=" + ourState)
	f.Add("error=access_denied&state=" + ourState + "&error_description=%1b[31m")
	f.Add("state=" + ourState + "&state=" + ourState + "&code=a;code=b")
	f.Fuzz(func(t *testing.T, query string) {
		got, why := readAnswer(queryOf(query), ourState)
		if why != "" {
			if !got.Code.IsZero() || got.Error != "" || got.Refused != why && got.State != "" {
				t.Errorf("a refusal and an answer: %v", why)
			}
			return
		}
		if got.State != ourState || got.Code.IsZero() == (got.Error == "") {
			t.Errorf("neither or both for %q", query)
		}
		for _, s := range []string{got.Error, got.ErrorDescription} {
			if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) || len([]rune(s)) > 500 {
				t.Errorf("%q came through", s)
			}
		}
		if p := string((Page{What: got.ErrorDescription}).render("")); strings.Contains(p, "<script") {
			t.Errorf("%q in a page", got.ErrorDescription)
		}
	})
}
