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
	connectTimeout = 10 * time.Second
	headerTimeout  = 15 * time.Second
	requestTimeout = 20 * time.Second // the whole exchange, so that an answer that comes byte by byte ends
	maxBody        = 1 << 20          // bytes of a body
	maxHeader      = 64 << 10         // bytes of all headers
)

// newTransport makes a transport that uses every bound of net/http.
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
		TLSHandshakeTimeout:    connectTimeout,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: maxHeader,
		DisableCompression:     true, // no decompression bombs
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           2,
		IdleConnTimeout:        10 * time.Second,
	}, nil
}

// dial connects. A host below localhost is connected to 127.0.0.1 without a lookup: not every resolver knows that it is
// loopback (RFC 6761 section 6.3).
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	if host, port, err := net.SplitHostPort(address); err == nil && underLocalhost(host) {
		address = net.JoinHostPort("127.0.0.1", port)
	}
	return (&net.Dialer{Timeout: connectTimeout, KeepAlive: -1}).DialContext(ctx, network, address)
}

// exceptLoopback uses no proxy for a host below localhost, as net/http does for localhost itself.
func exceptLoopback(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		if underLocalhost(r.URL.Hostname()) {
			return nil, nil
		}
		return proxy(r)
	}
}

// extraRoots returns the system's certificates with those of SSL_CERT_FILE on the systems
// where Go does not read that variable itself; nil stands for the system's certificates.
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

// proxyError says that a proxy refused to connect.
type proxyError struct{ status string }

// Error names the status of the proxy's answer.
func (e *proxyError) Error() string { return "the proxy answered " + e.status }

// refusedByProxy returns an error when a proxy does not answer CONNECT with 200.
func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
	if r.StatusCode != http.StatusOK {
		return &proxyError{r.Status}
	}
	return nil
}
