package account

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"zdg/checklist/zendesk"
)

// TestRealNamesAreReachedThroughTheProxy talks to a server behind an account's real name, as HTTPS_PROXY
// and SSL_CERT_FILE make it.
func TestRealNamesAreReachedThroughTheProxy(t *testing.T) {
	const host = "d3v-acme.zendesk.com"
	cert, text := certificate(t, host, time.Now().Add(time.Hour))
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != host || r.URL.Path != zendesk.LocalesPath {
			t.Errorf("asked for %s%s", r.Host, r.URL)
		}
		_, _ = w.Write([]byte(`{"locales":[]}`))
	}))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	server.StartTLS()
	defer server.Close()
	asked := make(chan string, 1)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Method + " " + r.Host
		to, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			return
		}
		defer to.Close()
		from, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer from.Close()
		_, _ = from.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
		go func() { _, _ = io.Copy(to, from); to.Close() }()
		_, _ = io.Copy(from, to)
	}))
	defer proxy.Close()
	transport, err := newTransport(func(*http.Request) (*url.URL, error) { return url.Parse(proxy.URL) })
	if err != nil {
		t.Fatal(err)
	}
	defer transport.CloseIdleConnections()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AppendCertsFromPEM(text)
	a := accountAt(t, "https://"+host, func(o *Options) { o.Transport = transport })
	if err := a.Reach(t.Context()); err != nil {
		t.Error(err)
	}
	if got := <-asked; got != "CONNECT "+host+":443" {
		t.Errorf("the proxy was asked for %s", got)
	}
}

// TestHostsBelowLocalhostAreReachedOnLoopback: a host below localhost is reached on loopback, without resolver and proxy.
func TestHostsBelowLocalhostAreReachedOnLoopback(t *testing.T) {
	var host string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host = r.Host
		_, _ = w.Write([]byte(`{"locales":[]}`))
	}))
	defer server.Close()
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxied := func(*http.Request) (*url.URL, error) { return url.Parse("http://127.0.0.1:1") }
	transport, err := newTransport(exceptLoopback(proxied))
	if err != nil {
		t.Fatal(err)
	}
	a := accountAt(t, "http://acme-customer.localhost:"+u.Port(), func(o *Options) { o.Transport = transport })
	if err := a.Reach(t.Context()); err != nil || host != "acme-customer.localhost:"+u.Port() || !a.StandIn() {
		t.Errorf("%v, as %q", err, host)
	}
	r, _ := http.NewRequest(http.MethodGet, "https://acme-customer.zendesk.com/", nil)
	if through, _ := exceptLoopback(proxied)(r); through == nil {
		t.Error("a real account is not asked through the proxy")
	}
}
