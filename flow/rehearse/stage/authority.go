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

// authorityLife is how long the certificates are valid: longer than any rehearsal, too short to be worth stealing.
const authorityLife = 30 * time.Minute

// skew is how far the program's clock may be behind, as in a container.
const skew = 5 * time.Minute

// authority is the certificate authority of a stage.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	from time.Time // when it was made

	mu    sync.Mutex
	names map[string]*tls.Certificate // by server name
}

// newAuthority makes an authority that is valid from now on.
func newAuthority(now time.Time) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	// The name constraints limit what a stolen key could sign (RFC 5280 section 4.2.1.10).
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
	return &authority{cert: cert, key: key, from: now, names: map[string]*tls.Certificate{}}, nil
}

// serial draws a serial number of 120 bits.
func serial() *big.Int {
	b := make([]byte, 15)
	_, _ = rand.Read(b) // it never fails
	return new(big.Int).SetBytes(b)
}

// pem returns the authority's certificate, without its key.
func (a *authority) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.cert.Raw})
}

// certificateFor returns a certificate for the server name that a client asks for; for localhost and 127.0.0.1 when it asks
// for none. Outside of zendesk.com and loopback the authority's name constraints make it invalid.
func (a *authority) certificateFor(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
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
