package account

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Options says which account is talked to, and as which client. URL is required.
type Options struct {
	// URL is https://SUBDOMAIN.zendesk.com. For a stand-in it is http or https on loopback with any port; the host
	// SUBDOMAIN.localhost, which is loopback too (RFC 6761 section 6.3), tells several stand-ins apart.
	URL    string
	Client zendesk.Client   // for token requests and the list of clients; its account, if it has one, is that of URL, except for a stand-in
	Secret zendesk.Secret   // zero: none is sent
	Masked []zendesk.Secret // further secrets, which are not sent, but masked like Secret wherever they come back

	// Transport carries the requests; nil: one with a proxy from the environment, TLS 1.2 or newer, and bounds on time
	// and headers.
	Transport http.RoundTripper
	Bound     time.Duration                              // on one request with its whole answer; 0: 20 s
	Now       func() time.Time                           // nil: time.Now
	Sleep     func(context.Context, time.Duration) error // waits out a Retry-After; nil: Sleep
	UserAgent string

	Record  func(Exchange)        // called after each request, in the goroutine of the call; may be nil
	Waiting func(until time.Time) // called before a Retry-After is waited out; may be nil
}

// Account talks to one Zendesk account; New makes one. Its methods may be called from
// several goroutines.
type Account struct {
	base         *url.URL
	standIn      bool
	options      Options
	ownTransport *http.Transport // made by New; nil when Options had one

	mu       sync.Mutex
	hidden   redact.Veil // masks all secrets that were sent or received
	accepted bool        // the token endpoint has accepted identifier and secret
}

// New prepares to talk to an account; nothing is sent yet. The error says what is
// wrong with the address, or with SSL_CERT_FILE.
func New(o Options) (*Account, error) {
	base, standIn, err := parseURL(o.URL)
	if err != nil {
		return nil, err
	}
	if !standIn && o.Client.Account.String() != "" && base.Host != o.Client.Account.Host() {
		return nil, fmt.Errorf("the address %s is not the account of the client: use %s", base, o.Client.Account.URL())
	}
	a := &Account{base: base, standIn: standIn, options: o}
	if a.options.Transport == nil {
		if a.ownTransport, err = newTransport(exceptLoopback(http.ProxyFromEnvironment)); err != nil {
			return nil, err
		}
		a.options.Transport = a.ownTransport
		a.hide(proxySecrets(os.Getenv)...)
	}
	if a.options.Bound == 0 {
		a.options.Bound = requestTimeout
	}
	if a.options.Now == nil {
		a.options.Now = time.Now
	}
	if a.options.Sleep == nil {
		a.options.Sleep = Sleep
	}
	a.hide(o.Secret.Reveal())
	for _, secret := range o.Masked {
		a.hide(secret.Reveal())
	}
	return a, nil
}

// URL returns the account's address, without a slash at the end.
func (a *Account) URL() string { return a.base.String() }

// StandIn reports whether the account is a stand-in on loopback, which need not have every
// path that Zendesk has.
func (a *Account) StandIn() bool { return a.standIn }

// Close closes idle connections of the transport that New made.
func (a *Account) Close() {
	if a.ownTransport != nil {
		a.ownTransport.CloseIdleConnections()
	}
}

// dropIdle closes the idle connections of any transport that can do so.
func (a *Account) dropIdle() {
	if t, can := a.options.Transport.(interface{ CloseIdleConnections() }); can {
		t.CloseIdleConnections()
	}
}

// parseURL parses the address of an account. Secrets are never sent anywhere else.
func parseURL(s string) (base *url.URL, standIn bool, err error) {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil || u.Host == "" || u.Opaque != "":
		return nil, false, errors.New("this is not the address of an account: use https://SUBDOMAIN.zendesk.com, or http://127.0.0.1:PORT for a stand-in")
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Trim(u.Path, "/") != "":
		return nil, false, errors.New("the address of an account ends after the host: remove what follows it")
	}
	if port := u.Port(); strings.HasSuffix(u.Host, ":") || port != "" && !validPort(port) {
		return nil, false, errors.New("the port is not valid: give a number from 1 to 65535, or leave it out")
	}
	base = &url.URL{Scheme: strings.ToLower(u.Scheme), Host: strings.ToLower(u.Host)}
	if ip := net.ParseIP(u.Hostname()); strings.EqualFold(u.Hostname(), "localhost") || ip != nil && ip.IsLoopback() || underLocalhost(base.Hostname()) {
		if base.Scheme != "http" && base.Scheme != "https" {
			return nil, false, errors.New("a stand-in is reached over http or https")
		}
		return base, true, nil
	}
	label, isZendesk := strings.CutSuffix(base.Host, "."+zendesk.Domain)
	sub, err := zendesk.ParseSubdomain(label)
	switch {
	case !isZendesk || err != nil || sub.Host() != base.Host:
		return nil, false, errors.New("this is not an account of zendesk.com, and the secret is sent to no other host: use https://SUBDOMAIN.zendesk.com, or a stand-in on loopback")
	case base.Scheme != "https":
		return nil, false, fmt.Errorf("an account is reached over https only: use %s", sub.URL())
	}
	return base, false, nil
}

// underLocalhost reports whether a host is SUBDOMAIN.localhost.
func underLocalhost(host string) bool {
	label, under := strings.CutSuffix(host, ".localhost")
	sub, err := zendesk.ParseSubdomain(label)
	return under && err == nil && sub.String() == label
}

// Sleep waits for d, or until ctx ends; the error is that of ctx.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// validPort reports whether a text is a number from 1 to 65535.
func validPort(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 1 && n <= 65535
}
