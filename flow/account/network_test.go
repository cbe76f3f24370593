package account

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// certificate makes a self-signed certificate for a host, valid until a time.
func certificate(t *testing.T, host string, until time.Time) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, NotBefore: until.Add(-48 * time.Hour), NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	if ip := net.ParseIP(host); ip != nil {
		c.IPAddresses = []net.IP{ip}
	} else {
		c.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

func TestTLSFailuresAreNamed(t *testing.T) {
	tomorrow, yesterday := time.Now().Add(24*time.Hour), time.Now().Add(-24*time.Hour)
	for _, tt := range []struct {
		name, host string
		until      time.Time
		trusted    bool
		want       string
	}{
		{"good", "127.0.0.1", tomorrow, true, ""},
		{"expired", "127.0.0.1", yesterday, true, explain.NetTLSExpired},
		{"other host", "d3v-acme.zendesk.com", tomorrow, true, explain.NetTLSHost},
		{"unknown authority", "127.0.0.1", tomorrow, false, explain.NetTLSUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cert, text := certificate(t, tt.host, tt.until)
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("{}")) }))
			server.Config.ErrorLog = nil
			server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
			server.StartTLS()
			defer server.Close()
			transport, err := newTransport(nil)
			if err != nil {
				t.Fatal(err)
			}
			defer transport.CloseIdleConnections()
			transport.TLSClientConfig.RootCAs = x509.NewCertPool()
			if tt.trusted {
				transport.TLSClientConfig.RootCAs.AppendCertsFromPEM(text)
			}
			a := accountAt(t, server.URL, func(o *Options) { o.Transport = transport })
			if got := SeenIn(a.Reach(t.Context())); got.Error != tt.want || got.Where != explain.Network {
				t.Errorf("got %+v, want %q", got, tt.want)
			}
		})
	}
}

func TestNetworkFailuresAreNamed(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	defer refuses.Close()
	through := func(address string) func(*http.Request) (*url.URL, error) {
		return func(*http.Request) (*url.URL, error) { return url.Parse(address) }
	}
	for _, tt := range []struct {
		name, url string
		proxy     func(*http.Request) (*url.URL, error)
		want      string
	}{
		{"refused", "http://" + closed.Addr().String(), nil, explain.NetRefused},
		{"no TLS there", "https://" + plain.Listener.Addr().String(), nil, explain.NetTLS},
		{"proxy is gone", "https://d3v-acme.zendesk.com", through("http://" + closed.Addr().String()), explain.NetProxy},
		{"proxy refuses", "https://d3v-acme.zendesk.com", through(refuses.URL), explain.NetProxy},
		{"proxy has no name", "https://d3v-acme.zendesk.com", through("http://proxy.invalid:3128"), explain.NetProxy},
	} {
		t.Run(tt.name, func(t *testing.T) {
			transport, err := newTransport(tt.proxy)
			if err != nil {
				t.Fatal(err)
			}
			a := accountAt(t, tt.url, func(o *Options) { o.Transport = transport })
			if got := SeenIn(a.Reach(t.Context())); got.Error != tt.want {
				t.Errorf("got %+v, want %q", got, tt.want)
			}
		})
	}
}

func TestNetWords(t *testing.T) {
	for want, err := range map[string]error{
		explain.NetDNS:     &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}},
		explain.NetTimeout: context.DeadlineExceeded,
		explain.NetTLS:     &net.OpError{Op: "remote error", Err: tls.AlertError(40)},
		explain.NetOther:   errors.New("malformed HTTP response \"\x1b[2J\""),
	} {
		if got := network(err); got.Error != want || got.Text != redact.Clean(got.Text, maxText) {
			t.Errorf("%v: got %+v", err, got)
		}
	}
}

func TestExtraRoots(t *testing.T) {
	_, text := certificate(t, "ca.example", time.Now().Add(time.Hour))
	good := filepath.Join(t.TempDir(), "good.pem")
	bad := filepath.Join(t.TempDir(), "bad.pem")
	if os.WriteFile(good, text, 0o600) != nil || os.WriteFile(bad, []byte("x"), 0o600) != nil {
		t.Fatal("no files")
	}
	for _, tt := range []struct {
		goos, file  string
		pool, works bool
	}{
		{"linux", good, false, true},
		{"windows", "", false, true},
		{"windows", good, true, true},
		{"darwin", good, true, true},
		{"windows", bad, false, false},
		{"darwin", good + ".gone", false, false},
	} {
		pool, err := extraRoots(tt.goos, tt.file)
		if (pool != nil) != tt.pool || (err == nil) != tt.works {
			t.Errorf("%+v: %v %v", tt, pool != nil, err)
		}
	}
}

// TestHeadersAreBounded: endless headers end the request, as an answer that cannot be read.
func TestHeadersAreBounded(t *testing.T) {
	a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, buf, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = buf.WriteString("HTTP/1.1 200 OK\r\n")
		for range 1 << 14 {
			if _, err := buf.WriteString("X-Endless: " + planted + planted + "\r\n"); err != nil {
				return
			}
		}
	}, nil)
	if seen := SeenIn(a.Reach(t.Context())); seen.Where != explain.API || seen.Error != explain.BodyUnreadable || seen.Text != "its headers are larger than 64 KiB" {
		t.Errorf("%+v", seen)
	}
}

// TestBodiesAreBounded: an endless body is read only as far as it is kept.
func TestBodiesAreBounded(t *testing.T) {
	wrote := make(chan int, 1)
	a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		chunk, n := []byte(strings.Repeat(" ", 1<<20)), 0
		for ; n < 64; n++ {
			if _, err := w.Write(chunk); err != nil {
				break
			}
		}
		wrote <- n
	}, nil)
	if seen := SeenIn(a.Reach(t.Context())); seen.Text != "the answer is larger than 1 MiB" {
		t.Errorf("%+v", seen)
	}
	if n := <-wrote; n == 64 {
		t.Errorf("%d MiB were read", n)
	}
}

// TestTheLeastTLS: a version older than TLS 1.2 is refused.
func TestTheLeastTLS(t *testing.T) {
	for version, want := range map[uint16]string{tls.VersionTLS11: explain.NetTLS, tls.VersionTLS12: ""} {
		cert, text := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("{}")) }))
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: version}
		server.StartTLS()
		transport, err := newTransport(nil)
		if err != nil {
			t.Fatal(err)
		}
		transport.TLSClientConfig.RootCAs = x509.NewCertPool()
		transport.TLSClientConfig.RootCAs.AppendCertsFromPEM(text)
		a := accountAt(t, server.URL, func(o *Options) { o.Transport = transport })
		if got := SeenIn(a.Reach(t.Context())); got.Error != want {
			t.Errorf("%s: %+v", tls.VersionName(version), got)
		}
		transport.CloseIdleConnections()
		server.Close()
	}
}

// TestLargeHeadersInEachHTTP: headers that are too large are named as the cause, in each version of HTTP. With far larger ones
// a connection of HTTP/2 ends in a bare error of the protocol, which does not say why.
func TestLargeHeadersInEachHTTP(t *testing.T) {
	for _, two := range []bool{false, true} {
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for i := range 66 {
				w.Header().Set(fmt.Sprintf("X-Large-%d", i), strings.Repeat("x", 1010))
			}
			_, _ = w.Write([]byte(`{"error":"invalid_grant"}`))
		}))
		server.EnableHTTP2 = two
		server.StartTLS()
		t.Cleanup(server.Close)
		transport, err := newTransport(nil)
		if err != nil {
			t.Fatal(err)
		}
		transport.TLSClientConfig.RootCAs = server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
		t.Cleanup(transport.CloseIdleConnections)
		a := accountAt(t, server.URL, func(o *Options) { o.Transport = transport })
		tokens, err := exchange(t, a)
		d := explain.Answer(SeenIn(err), a.options.Client)[0]
		if !tokens.IsZero() || d.Code != "unreadable-answer" || !strings.Contains(d.Cause, "because its headers are larger than 64 KiB") || !MayHaveWorked(err) {
			t.Errorf("HTTP/2 %v: %v\n%+v", two, err, d)
		}
		if probe, err := a.ProbeCredentials(t.Context(), NewToken("verifier-2")); err != nil || probe.Answer != checklist.AnswerUnclear {
			t.Errorf("HTTP/2 %v: %v %+v", two, err, probe)
		}
	}
}

// TestATLSErrorAfterTheRequestIsABreak: a TLS error after the request was sent is not one of the
// certificate, and the request may have been carried out.
func TestATLSErrorAfterTheRequestIsABreak(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		// Beneath TLS: bytes that are no record of it.
		_, _ = conn.(*tls.Conn).NetConn().Write([]byte("HTTP/1.1 502 Bad Gateway\r\n\r\n"))
		_ = conn.(*tls.Conn).NetConn().Close()
	}))
	server.StartTLS()
	defer server.Close()
	client := server.Client().Transport.(*http.Transport)
	a := serve(t, func(http.ResponseWriter, *http.Request) {}, func(o *Options) { o.URL, o.Transport = server.URL, client })
	_, err := exchange(t, a)
	if seen := SeenIn(err); seen.Error != explain.NetReset || !MayHaveWorked(err) {
		t.Errorf("%+v", seen)
	}
}

// TestARedirectOnTheSameHost: a redirect to the same host names no other host, in any spelling.
func TestARedirectOnTheSameHost(t *testing.T) {
	for _, to := range []string{"/access", "http://HOST/access"} {
		a := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", strings.Replace(to, "HOST", r.Host, 1))
			w.WriteHeader(http.StatusFound)
		}, nil)
		_, err := a.Me(t.Context(), NewToken("access-1"))
		if seen := SeenIn(err); seen.Error != explain.Redirected || seen.Text != "" {
			t.Errorf("%s: %+v", to, seen)
		}
	}
}
