package account

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"time"
)

// Bounds of one request and its answer.
const (
	connectBound = 10 * time.Second
	headerBound  = 15 * time.Second
	requestBound = 20 * time.Second // all of it, so that a dripping answer ends
	bodyBound    = 1 << 20          // bytes of a body
	headerBytes  = 64 << 10         // bytes of the headers
)

// newTransport makes a transport with every guard that net/http has.
func newTransport(proxy func(*http.Request) (*url.URL, error)) (*http.Transport, error) {
	roots, err := extraRoots(runtime.GOOS, os.Getenv("SSL_CERT_FILE"))
	if err != nil {
		return nil, err
	}
	return &http.Transport{
		Proxy:                  proxy,
		OnProxyConnectResponse: refusedByProxy,
		DialContext:            dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    connectBound,
		ResponseHeaderTimeout:  headerBound,
		MaxResponseHeaderBytes: headerBytes,
		DisableCompression:     true, // a bomb stays as small as it came
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           2,
		IdleConnTimeout:        10 * time.Second,
	}, nil
}

// dial connects. A name under localhost is not asked of any resolver: not every one knows that it is loopback.
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	if host, port, err := net.SplitHostPort(address); err == nil && underLocalhost(host) {
		address = net.JoinHostPort("127.0.0.1", port)
	}
	return (&net.Dialer{Timeout: connectBound, KeepAlive: -1}).DialContext(ctx, network, address)
}

// exceptLoopback lets no proxy see what goes to a name under localhost, as net/http does for localhost itself.
func exceptLoopback(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		if underLocalhost(r.URL.Hostname()) {
			return nil, nil
		}
		return proxy(r)
	}
}

// extraRoots reads SSL_CERT_FILE where Go does not do so by itself; nil means
// the system's certificates.
func extraRoots(goos, file string) (*x509.CertPool, error) {
	if file == "" || goos != "windows" && goos != "darwin" && goos != "ios" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("SSL_CERT_FILE cannot be read: correct the variable or unset it: %w", err)
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("SSL_CERT_FILE %q holds no certificate in PEM form: correct the variable or unset it", file)
	}
	return roots, nil
}

// proxyError is a proxy that does not let through.
type proxyError struct{ status string }

func (e *proxyError) Error() string { return "the proxy answered " + e.status }

func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
	if r.StatusCode != http.StatusOK {
		return &proxyError{r.Status}
	}
	return nil
}
