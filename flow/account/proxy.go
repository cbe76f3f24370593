package account

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"

	"zdg/checklist/explain"
)

// proxySecrets are what the environment lets somebody in at a proxy with, also
// where the address around it cannot be read: errors of Go quote it then.
func proxySecrets(getenv func(string) string) []string {
	var secrets []string
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"} {
		address := getenv(name)
		if _, rest, ok := strings.Cut(address, "://"); ok {
			address = rest
		}
		at := strings.LastIndexByte(address, '@')
		if at < 0 {
			continue
		}
		user, password, ok := strings.Cut(address[:at], ":")
		if !ok {
			continue
		}
		secrets = append(secrets, password)
		if plain, err := url.PathUnescape(password); err == nil { // as it is sent, with the name: in base64
			name, _ := url.PathUnescape(user)
			secrets = append(secrets, plain, name+":"+plain)
		}
	}
	return secrets
}

// route notes how far a request came on its way through a proxy.
type route struct {
	through bool         // a proxy stands between
	secure  bool         // it is spoken to by TLS itself
	shakes  atomic.Int32 // TLS handshakes that were begun
	has     atomic.Bool  // a connection to the account
	sent    atomic.Bool  // the request went out, or began to
}

// follow has a request noted on its way.
func (a *Account) follow(req *http.Request) (context.Context, *route) {
	r := &route{}
	if t, ok := a.o.Transport.(*http.Transport); ok && t.Proxy != nil {
		if proxy, err := t.Proxy(req); err == nil && proxy != nil {
			r.through, r.secure = true, proxy.Scheme == "https"
		}
	}
	return httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		TLSHandshakeStart: func() { r.shakes.Add(1) },
		GotConn:           func(httptrace.GotConnInfo) { r.has.Store(true) },
		WroteHeaders:      func() { r.sent.Store(true) },
	}), r
}

// stuck reports whether the request came to the proxy and no further.
func (r *route) stuck() bool {
	own := int32(0)
	if r.secure {
		own = 1
	}
	return r.through && !r.has.Load() && r.shakes.Load() <= own
}

// byProxy makes what was seen the proxy's, in its words too.
func byProxy(seen explain.Seen) explain.Seen {
	seen.Error = explain.NetProxy
	if !strings.Contains(seen.Text, "prox") {
		seen.Text = "the proxy: " + seen.Text
	}
	return seen
}
