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

// Failure is an answer that is not the hoped-for one, or none at all.
type Failure struct {
	Op   string       // what was asked, such as "POST /oauth/tokens"
	Seen explain.Seen // what came, cleaned
	end  error        // context.Canceled when the caller stopped it
}

// Error says what was asked and what came; it holds no secret.
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

// Unwrap is context.Canceled when the caller stopped the request, else nil.
func (f *Failure) Unwrap() error { return f.end }

// SeenIn is what an error of this package saw; a Seen of the network for any other,
// and the zero Seen for none.
func SeenIn(err error) explain.Seen {
	if err == nil {
		return explain.Seen{}
	}
	if f, ok := errors.AsType[*Failure](err); ok {
		return f.Seen
	}
	return explain.Seen{Where: explain.Network, Error: explain.NetOther, Text: redact.Clean(err.Error(), textBound)}
}

// BrokeOff reports whether an answer began to come and was cut off.
func BrokeOff(s explain.Seen) bool {
	return s.Error == explain.BodyUnreadable && s.Text == errCut.Error()
}

// textBound is how many runes of a server's words are kept.
const textBound = 500

// The numbers of Winsock: package syscall's own names are invented there and never match.
const (
	wsaRefused = syscall.Errno(10061)
	wsaReset   = syscall.Errno(10054)
	wsaAborted = syscall.Errno(10053)
)

// network names what went wrong below HTTP.
func network(err error) explain.Seen {
	seen := explain.Seen{Where: explain.Network, Error: netWord(err), Text: redact.Clean(err.Error(), textBound)}
	var op *net.OpError
	if seen.Error == explain.NetOther && !errors.As(err, &op) && !errors.Is(err, errElsewhere) {
		seen.Text = "what came back is not an HTTP answer" // Go would quote the server's bytes
	}
	return seen
}

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

// MayHaveWorked reports whether a request that failed may have been carried out all
// the same: its answer could not be read, none came after it was sent, the server got
// into trouble on the way (5xx) or lost patience (408), or sends on to another address as
// is done after the work (302, 303). 301, 307 and 308 say where it is to be repeated, and
// any other 4xx is a refusal (RFC 9110 sections 15.4 and 15.5).
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
