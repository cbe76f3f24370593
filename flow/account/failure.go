package account

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// Failure is the error of a request: an answer that is not the expected one, or none at
// all. Neither its fields nor its text hold a secret.
type Failure struct {
	Op   string       // method and path of the request, such as "POST /oauth/tokens"
	Seen explain.Seen // what came, cleaned and masked
	end  error        // context.Canceled when the caller's context ended
}

// Error says what was asked and what came.
func (f *Failure) Error() string {
	what := f.Seen.Error
	if f.Seen.Status != 0 {
		what = fmt.Sprintf("%d %s", f.Seen.Status, what)
	}
	if f.Seen.Text != "" {
		what += ": " + f.Seen.Text
	}
	return f.Op + ": " + redact.Clean(what, 300)
}

// Unwrap returns context.Canceled when the caller's context ended, and otherwise nil.
func (f *Failure) Unwrap() error { return f.end }

// SeenIn returns the Seen of a *Failure in err. It is the zero Seen for nil, and a network
// error with the text of err for any other error.
func SeenIn(err error) explain.Seen {
	if err == nil {
		return explain.Seen{}
	}
	if f, ok := errors.AsType[*Failure](err); ok {
		return f.Seen
	}
	return explain.Seen{Where: explain.Network, Error: explain.NetOther, Text: redact.Clean(err.Error(), maxText)}
}

// BrokeOff reports whether an answer began to arrive and was cut off.
func BrokeOff(s explain.Seen) bool {
	return s.Error == explain.BodyUnreadable && s.Text == errCut.Error()
}

// maxText is how many runes of a server's text are kept.
const maxText = 500

// Error numbers of Winsock: on Windows the constants of package syscall have other values, which never occur.
const (
	wsaRefused = syscall.Errno(10061)
	wsaReset   = syscall.Errno(10054)
	wsaAborted = syscall.Errno(10053)
)

// network says what went wrong below HTTP.
func network(err error) explain.Seen {
	seen := explain.Seen{Where: explain.Network, Error: netWord(err), Text: redact.Clean(err.Error(), maxText)}
	var op *net.OpError
	if seen.Error == explain.NetOther && !errors.As(err, &op) && !errors.Is(err, errElsewhere) {
		seen.Text = "what came back is not an HTTP answer" // Go's error quotes the server's bytes
	}
	return seen
}

// netWord returns the word of package explain for a network error.
func netWord(err error) string {
	var (
		proxy   *proxyError
		op      *net.OpError
		dns     *net.DNSError
		invalid x509.CertificateInvalidError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
		verify  *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		alert   tls.AlertError
		timeout net.Error
	)
	switch {
	case errors.As(err, &proxy), errors.As(err, &op) && op.Op == "proxyconnect":
		return explain.NetProxy
	case errors.As(err, &dns):
		return explain.NetDNS
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return explain.NetTLSExpired
	case errors.As(err, &host):
		return explain.NetTLSHost
	case errors.As(err, &unknown):
		return explain.NetTLSUnknown
	case errors.As(err, &invalid), errors.As(err, &verify), errors.As(err, &record), errors.As(err, &alert),
		errors.As(err, &op) && op.Op == "remote error":
		return explain.NetTLS
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return explain.NetTimeout
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, wsaRefused):
		return explain.NetRefused
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, wsaReset), errors.Is(err, wsaAborted),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return explain.NetReset
	}
	return explain.NetOther
}

// MayHaveWorked reports whether a request that failed may have been carried out all the
// same: no answer came after it was sent, the answer could not be read, or its status is a
// 5xx, 408, 302 or 303. A 301, 307 or 308 asks to repeat the request elsewhere, and any
// other 4xx refuses it (RFC 9110 sections 15.4 and 15.5). It is false for nil.
func MayHaveWorked(err error) bool {
	if err == nil {
		return false
	}
	seen := SeenIn(err)
	switch {
	case seen.Status >= 200 && seen.Status < 300, seen.Status >= 500,
		seen.Status == http.StatusFound, seen.Status == http.StatusSeeOther, seen.Status == http.StatusRequestTimeout:
		return true
	case seen.Status != 0:
		return false
	}
	switch seen.Error {
	case explain.NetDNS, explain.NetRefused, explain.NetProxy, explain.NetTLS, explain.NetTLSExpired, explain.NetTLSHost, explain.NetTLSUnknown:
		return false // before anything was sent
	}
	return true
}
