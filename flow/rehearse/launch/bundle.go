package launch

import (
	"bytes"
	"io"
	"os"
)

// rootFiles is where systems keep the root certificates that they trust; the list is that of Go's crypto/x509.
var rootFiles = []string{
	"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem", "/usr/local/etc/ssl/cert.pem",
}

// maxRoots is the size of the largest bundle that is read, in bytes.
const maxRoots = 8 << 20

// bundle returns the roots that the program would trust without zdg, followed by the stage's certificate. The system's
// roots have to be included because a variable such as SSL_CERT_FILE replaces them, and the program's other TLS
// connections must still work. found is false when the system's roots were not found.
func bundle(environ []string, certificate []byte) (text []byte, found bool) {
	var parts [][]byte
	add := func(path string) bool {
		part := certificates(path)
		if part == nil {
			return false
		}
		for _, have := range parts {
			if bytes.Equal(have, part) {
				return true
			}
		}
		parts = append(parts, part)
		return true
	}
	if found = add(variable(environ, "SSL_CERT_FILE")); !found {
		for _, path := range rootFiles {
			if found = add(path); found {
				break
			}
		}
	}
	for _, name := range []string{"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"} {
		add(variable(environ, name))
	}
	parts = append(parts, certificate)
	return bytes.Join(parts, []byte("\n")), found
}

// certificates returns what a file of certificates holds; nil when it is none, or is too large.
func certificates(path string) []byte {
	if text := readRoots(path); bytes.Contains(text, []byte("BEGIN CERTIFICATE")) {
		return text
	}
	return nil
}

// readRoots reads a file of at most maxRoots bytes, also when it grows meanwhile; nil when it is none, or cannot be read.
func readRoots(path string) []byte {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxRoots+1))
	if err != nil || len(text) > maxRoots {
		return nil
	}
	return text
}
