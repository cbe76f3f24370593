package stage

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"sync"
	"time"
)

// authorityLife is how long the certificates are valid: longer than any rehearsal, short enough to be worth nothing.
const authorityLife = 30 * time.Minute

// skew is how far a clock of the program, such as in a container, may be behind.
const skew = 5 * time.Minute

// authority signs the certificates of the stage.
type authority struct {
	cert  *x509.Certificate
	der   []byte
	key   *ecdsa.PrivateKey
	from  time.Time
	mu    sync.Mutex
	names map[string]*tls.Certificate
}

func newAuthority(now time.Time) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	// Whoever got hold of it could still sign for these names only.
	_, loopback, err := net.ParseCIDR("127.0.0.0/8")
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "zdg rehearsal, for some minutes"},
		NotBefore: now.Add(-skew), NotAfter: now.Add(authorityLife),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		PermittedDNSDomainsCritical: true, PermittedDNSDomains: []string{"zendesk.com", "localhost"}, PermittedIPRanges: []*net.IPNet{loopback},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &authority{cert: cert, der: der, key: key, from: now, names: map[string]*tls.Certificate{}}, nil
}

func serial() *big.Int {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		panic("stage: the source of randomness has ended")
	}
	return n
}

// pem is the certificate, without its key.
func (a *authority) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.der})
}

// serving is a certificate for whatever name a program asks for within zendesk.com, and for 127.0.0.1 without one.
func (a *authority) serving(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	name := hello.ServerName
	a.mu.Lock()
	defer a.mu.Unlock()
	if c := a.names[name]; c != nil {
		return c, nil
	}
	if len(a.names) > 1000 {
		return nil, fmt.Errorf("too many names are asked for")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "zdg rehearsal"}, NotBefore: a.from.Add(-skew), NotAfter: a.from.Add(authorityLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if name == "" || name == "localhost" {
		template.DNSNames, template.IPAddresses = []string{"localhost"}, []net.IP{net.IPv4(127, 0, 0, 1)}
	} else {
		template.DNSNames = []string{name}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &key.PublicKey, a.key)
	if err != nil {
		return nil, err
	}
	c := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	a.names[name] = c
	return c, nil
}
