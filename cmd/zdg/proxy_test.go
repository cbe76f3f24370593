package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zdg/checklist/redact"
	"zdg/flow/practice"
)

const farHost = "d3v-test.zendesk.com"

// authority is a certificate authority of its own.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	file string // what SSL_CERT_FILE names
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{file: filepath.Join(t.TempDir(), "ca.pem")}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "zdg test CA"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	der, key := sign(t, template, template, nil)
	var err error
	if a.cert, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	a.key = key
	if err := os.WriteFile(a.file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return a
}

// sign makes a certificate; without a signer it signs itself.
func sign(t *testing.T, template, parent *x509.Certificate, signer *ecdsa.PrivateKey) ([]byte, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if signer == nil {
		signer = key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	return der, key
}

// issue makes a server's certificate.
func (a *authority) issue(t *testing.T, host string, until time.Time) tls.Certificate {
	t.Helper()
	der, key := sign(t, &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: until, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, a.cert, a.key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// farAccount is the practice account under a name of zendesk.com, with a certificate.
type farAccount struct {
	*practice.Account
	server   *httptest.Server
	callback string
}

func openFarAccount(t *testing.T, cert tls.Certificate) *farAccount {
	t.Helper()
	f := &farAccount{callback: "http://" + freeAddress(t) + "/callback"}
	options := practice.Prepared(f.callback)
	options.Subdomain, options.URL, options.Hosts = "d3v-test", "https://"+farHost, []string{farHost}
	f.Account = practice.New(options)
	f.server = httptest.NewUnstartedServer(f.Account)
	f.server.EnableHTTP2 = true
	f.server.Config.ErrorLog = quiet
	f.server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	f.server.StartTLS()
	t.Cleanup(f.server.Close)
	return f
}

// proxy is an HTTP proxy that leads every CONNECT to one address, whatever name
// was asked for, or refuses.
type proxy struct {
	*httptest.Server
	to     string
	refuse int

	mu    sync.Mutex
	asked []string
}

func openProxy(t *testing.T, to string, refuse int) *proxy {
	t.Helper()
	p := &proxy{to: to, refuse: refuse}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

// withPassword is the proxy's address as HTTPS_PROXY has it.
func (p *proxy) withPassword() string {
	return strings.Replace(p.URL, "http://", "http://somebody:"+proxyPassword+"@", 1)
}

const proxyPassword = "proxy-password-4711"

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, r.Method+" "+r.RequestURI)
	p.mu.Unlock()
	if p.refuse != 0 || r.Method != http.MethodConnect {
		w.WriteHeader(max(p.refuse, http.StatusBadRequest))
		return
	}
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer server.Close()
	client, rest, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer client.Close()
	if _, err := io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	done := make(chan bool, 2)
	pipe := func(to io.Writer, from io.Reader) {
		_, _ = io.Copy(to, from) // until one of them has gone
		done <- true
	}
	go pipe(server, rest)
	go pipe(client, server)
	<-done
}

func (p *proxy) log() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

// start starts `zdg test` as one does against a real account.
func (f *farAccount) start(t *testing.T, env ...string) *testRun {
	t.Helper()
	args := []string{"--subdomain", "d3v-test", "--identifier", f.Client().Identifier, "--kind", "confidential", "--scope", "read"}
	for _, u := range f.Client().RedirectURLs {
		args = append(args, "--redirect-url", u)
	}
	return startTest(t, append([]string{"ZDG_CLIENT_SECRET=" + f.Client().Secret}, env...), args...)
}

// TestThroughAProxy a whole test passes: the account has a name of zendesk.com and a certificate, and
// the proxy is asked for nothing else.
func TestThroughAProxy(t *testing.T) {
	ca := newAuthority(t)
	f := openFarAccount(t, ca.issue(t, farHost, time.Now().Add(time.Hour)))
	p := openProxy(t, f.server.Listener.Addr().String(), 0)
	run := f.start(t, "HTTPS_PROXY="+p.withPassword(), "SSL_CERT_FILE="+ca.file)
	address := run.authorizeURL()
	if !strings.HasPrefix(address, "https://"+farHost+"/oauth/authorizations/new?") {
		t.Fatalf("the address to open is %q", address)
	}
	redirect, err := f.Approve(t.Context(), address, "", true)
	if err != nil {
		t.Fatal(err)
	}
	if page := visit(redirect); !strings.Contains(page, "Authorized") {
		t.Errorf("the browser was shown %q", page)
	}
	result, code := run.end()
	if result.Outcome != "passed" || code != exitOK {
		t.Errorf("outcome %q, exit code %d", result.Outcome, code)
	}
	for _, s := range result.Steps {
		if s.Verdict != "pass" {
			t.Errorf("%s: %s (%s)", s.ID, s.Verdict, s.Summary)
		}
	}
	for _, asked := range p.log() {
		if asked != "CONNECT "+farHost+":443" {
			t.Errorf("the proxy was asked for %q", asked)
		}
	}
	for _, token := range f.Tokens() {
		if token.Access || token.Refresh {
			t.Error("a token lives on")
		}
	}
}

// TestWhyTheAccountIsNotReached: what is wrong with certificate or proxy is told as that.
func TestWhyTheAccountIsNotReached(t *testing.T) {
	ca, other := newAuthority(t), newAuthority(t)
	good := func() tls.Certificate { return ca.issue(t, farHost, time.Now().Add(time.Hour)) }
	for _, row := range []struct {
		name    string
		cert    tls.Certificate
		trusted *authority
		refuse  int
		gone    bool // nobody listens at the proxy's address
		code    string
		says    string // somewhere in the diagnosis
	}{
		{"expired", ca.issue(t, farHost, time.Now().Add(-time.Hour)), ca, 0, false, "tls", "has expired"},
		{"wrong host", ca.issue(t, "help.acme.example", time.Now().Add(time.Hour)), ca, 0, false, "tls", "for another host"},
		{"unknown CA", good(), other, 0, false, "tls", "issuer is unknown"},
		{"proxy refuses", good(), ca, http.StatusForbidden, false, "proxy", "403"},
		{"proxy wants a password", good(), ca, http.StatusProxyAuthRequired, false, "proxy", "407"},
		{"no proxy there", good(), ca, 0, true, "proxy", "not there"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f := openFarAccount(t, row.cert)
			p := openProxy(t, f.server.Listener.Addr().String(), row.refuse)
			if row.gone {
				p.Close()
			}
			run := f.start(t, "HTTPS_PROXY="+p.withPassword(), "SSL_CERT_FILE="+row.trusted.file)
			result, code := run.end()
			wantUnreached(t, result, code, row.code, row.says)
			if all := run.out.String() + run.said.String(); strings.Contains(all, proxyPassword) {
				t.Error("the proxy's password was shown")
			}
		})
	}
}

// wantUnreached wants reach to fail for this reason, and nothing to be tried after it.
func wantUnreached(t *testing.T, result testJSON, code int, diagnosis, says string) {
	t.Helper()
	if result.Outcome != "network" || code != exitNetwork {
		t.Errorf("outcome %q, exit code %d", result.Outcome, code)
	}
	reach := result.Steps[0]
	if reach.Diagnosis == nil || reach.Diagnosis.Code != diagnosis {
		t.Fatalf("%+v has the diagnosis %+v", reach, reach.Diagnosis)
	}
	if text := reach.Diagnosis.What + " " + reach.Diagnosis.Cause + " " + reach.Diagnosis.Check; !strings.Contains(text, says) {
		t.Errorf("nothing about %q in %q", says, text)
	}
}

// TestNoNameServer runs zdg where there is no network at all.
func TestNoNameServer(t *testing.T) {
	alone := []string{"unshare", "--map-root-user", "--net"}
	if err := exec.Command(alone[0], append(alone[1:], "true")...).Run(); err != nil {
		t.Skipf("this machine gives no network namespace: %v", err)
	}
	dir := t.TempDir()
	cmd := exec.Command(alone[0], append(append(alone[1:], os.Args[0], "test", "--format", "json", "--no-browser"), someFlags...)...)
	cmd.Dir = dir
	cmd.Env = append(environment(dir), asZdg+"=1")
	var out bytes.Buffer
	cmd.Stdout = &out
	_ = cmd.Run() // the exit code tells
	wantUnreached(t, decode(t, out.Bytes()), cmd.ProcessState.ExitCode(), "dns", "name server")
}

// TestAProxysWordsAreItsOwn: whatever a proxy answers in place of a tunnel is told
// as the proxy's, and its password in no spelling.
func TestAProxysWordsAreItsOwn(t *testing.T) {
	pair := base64.StdEncoding.EncodeToString([]byte("somebody:" + proxyPassword))
	for name, answer := range map[string]string{
		"407 that echoes":    "HTTP/1.1 407 who is " + proxyPassword + " " + pair + "\r\nProxy-Authenticate: Basic realm=\"" + proxyPassword + "\"\r\nContent-Length: 19\r\n\r\n" + proxyPassword,
		"502 that echoes":    "HTTP/1.1 502 " + url.QueryEscape(pair) + "\r\n\r\n",
		"no HTTP":            "SSH-2.0-" + proxyPassword + "\r\n",
		"hangs up":           "",
		"a page":             "<html>" + proxyPassword + "</html>\r\n\r\n",
		"a malformed header": "HTTP/1.1 200 OK\r\n" + proxyPassword + "\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = l.Close() })
			go func() {
				for {
					c, err := l.Accept()
					if err != nil {
						return
					}
					_, _ = http.ReadRequest(bufio.NewReader(c))
					_, _ = io.WriteString(c, answer)
					_ = c.Close()
				}
			}()
			run := startTest(t, []string{"HTTPS_PROXY=http://somebody:" + proxyPassword + "@" + l.Addr().String()}, append([]string{"--requests"}, someFlags...)...)
			result, code := run.end()
			wantUnreached(t, result, code, "proxy", "proxy")
			noProxyPasswordIn(t, run.out.String()+run.said.String())
			if !strings.Contains(run.said.String(), "the proxy") {
				t.Errorf("told as\n%s", run.said.String())
			}
		})
	}
}

// TestAProxyAddressThatCannotBeRead is quoted whole by Go's error: its password is masked.
func TestAProxyAddressThatCannotBeRead(t *testing.T) {
	for _, address := range []string{
		"http://somebody:" + proxyPassword + "@127.0.0.1:port", "somebody:" + proxyPassword + "@127.0.0.1:9", "http://some body:" + proxyPassword + "@127.0.0.1:9",
		"http://somebody:" + proxyPassword + "%zz@127.0.0.1:9", "ftp://somebody:" + proxyPassword + "@127.0.0.1:9", "socks5://somebody:" + proxyPassword + "@127.0.0.1:9",
	} {
		run := startTest(t, []string{"HTTPS_PROXY=" + address}, someFlags...)
		if result, _ := run.end(); result.Outcome == "passed" {
			t.Errorf("%s: passed", address)
		}
		noProxyPasswordIn(t, run.out.String()+run.said.String())
	}
}

// noProxyPasswordIn wants the proxy's password in none of its spellings.
func noProxyPasswordIn(t *testing.T, text string) {
	t.Helper()
	var veil redact.Veil
	veil.Add(proxyPassword)
	if veil.In(text) {
		t.Errorf("the proxy's password was shown:\n%s", text)
	}
}
