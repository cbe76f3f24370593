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

// proxySecrets returns the passwords in the proxy variables of the environment, also from
// addresses that cannot be parsed, since Go's errors quote those.
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
		if plain, err := url.PathUnescape(password); err == nil { // name:password is what is sent, in base64
			name, _ := url.PathUnescape(user)
			secrets = append(secrets, plain, name+":"+plain)
		}
	}
	return secrets
}

// route notes how far a request came on its way through a proxy.
type route struct {
	through    bool         // a proxy is used
	secure     bool         // the connection to the proxy itself uses TLS
	handshakes atomic.Int32 // TLS handshakes that were begun
	connected  atomic.Bool  // there is a connection to the account
	sent       atomic.Bool  // the request was sent, or began to be
}

// traceRoute returns a context for a request that notes how far it comes.
func (a *Account) traceRoute(req *http.Request) (context.Context, *route) {
	r := &route{}
	if t, ok := a.options.Transport.(*http.Transport); ok && t.Proxy != nil {
		if proxy, err := t.Proxy(req); err == nil && proxy != nil {
			r.through, r.secure = true, proxy.Scheme == "https"
		}
	}
	return httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		TLSHandshakeStart: func() { r.handshakes.Add(1) },
		GotConn:           func(httptrace.GotConnInfo) { r.connected.Store(true) },
		WroteHeaders:      func() { r.sent.Store(true) },
	}), r
}

// stuckAtProxy reports whether the request came to the proxy and no further.
func (r *route) stuckAtProxy() bool {
	own := int32(0)
	if r.secure {
		own = 1
	}
	return r.through && !r.connected.Load() && r.handshakes.Load() <= own
}

// byProxy returns a network error as one of the proxy.
func byProxy(seen explain.Seen) explain.Seen {
	seen.Error = explain.NetProxy
	if !strings.Contains(seen.Text, "prox") {
		seen.Text = "the proxy: " + seen.Text
	}
	return seen
}
