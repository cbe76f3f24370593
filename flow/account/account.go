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

// Options says which account is talked to, and as which client.
type Options struct {
	// URL is https://SUBDOMAIN.zendesk.com, or http(s) on loopback with any port for a stand-in. One of several
	// stand-ins is named SUBDOMAIN.localhost, which is loopback too (RFC 6761 section 6.3).
	URL    string
	Client zendesk.Client   // on zendesk.com its account has to be the one of URL
	Secret zendesk.Secret   // zero: none is sent
	Masked []zendesk.Secret // are never sent, and masked like Secret wherever they come back

	// Transport carries the requests; nil: one with the guards of this package
	// (proxy from the environment, TLS 1.2 or newer, bounded in time and headers).
	Transport http.RoundTripper
	Bound     time.Duration                              // of one request with its whole answer; 0: 20 s
	Now       func() time.Time                           // nil: time.Now
	Sleep     func(context.Context, time.Duration) error // waits out a Retry-After; nil: with a timer
	UserAgent string
	Headers   Marketplace

	Record  func(Exchange)        // told after each request, in the caller's goroutine; may be nil
	Waiting func(until time.Time) // told before a wait that the account asked for; may be nil
}

// Marketplace are the headers that every API call of a Marketplace app has to
// carry (Z15); an empty one is not sent.
type Marketplace struct{ Name, OrganizationID, AppID string }

// Account is one Zendesk account. Its methods may be called from several
// goroutines. Close lets go of idle connections.
type Account struct {
	base    *url.URL
	standIn bool
	o       Options
	own     *http.Transport // made here, to be closed here

	mu       sync.Mutex
	hidden   redact.Veil // over the secrets that went out or came in
	accepted bool        // the token endpoint has taken identifier and secret
}

// New prepares to talk to an account; nothing is sent yet. The error names what
// is wrong with the address.
func New(o Options) (*Account, error) {
	base, standIn, err := parseURL(o.URL)
	if err != nil {
		return nil, err
	}
	if !standIn && o.Client.Account.String() != "" && base.Host != o.Client.Account.Host() {
		return nil, fmt.Errorf("the address %s is not the account of the client: use %s", base, o.Client.Account.URL())
	}
	a := &Account{base: base, standIn: standIn, o: o}
	if a.o.Transport == nil {
		if a.own, err = newTransport(exceptLoopback(http.ProxyFromEnvironment)); err != nil {
			return nil, err
		}
		a.o.Transport = a.own
		a.hide(proxySecrets(os.Getenv)...)
	}
	if a.o.Bound == 0 {
		a.o.Bound = requestBound
	}
	if a.o.Now == nil {
		a.o.Now = time.Now
	}
	if a.o.Sleep == nil {
		a.o.Sleep = sleep
	}
	a.hide(o.Secret.Reveal())
	for _, secret := range o.Masked {
		a.hide(secret.Reveal())
	}
	return a, nil
}

// URL is the account's address, without a slash at the end.
func (a *Account) URL() string { return a.base.String() }

// StandIn reports whether the account is a stand-in on loopback, which need not
// have every path that Zendesk has.
func (a *Account) StandIn() bool { return a.standIn }

// Close closes idle connections of the account's own transport.
func (a *Account) Close() {
	if a.own != nil {
		a.own.CloseIdleConnections()
	}
}

// dropIdle closes the connections that are kept for later, of any transport that can.
func (a *Account) dropIdle() {
	if t, can := a.o.Transport.(interface{ CloseIdleConnections() }); can {
		t.CloseIdleConnections()
	}
}

// parseURL takes the address of an account. Nothing else is ever given a secret.
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
		return nil, false, errors.New("a client is only shown to its own account: use https://SUBDOMAIN.zendesk.com, or a stand-in on loopback")
	case base.Scheme != "https":
		return nil, false, fmt.Errorf("an account is reached over https only: use %s", sub.URL())
	}
	return base, false, nil
}

// underLocalhost reports whether a host is an account's name under localhost.
func underLocalhost(host string) bool {
	label, under := strings.CutSuffix(host, ".localhost")
	sub, err := zendesk.ParseSubdomain(label)
	return under && err == nil && sub.String() == label
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func validPort(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 1 && n <= 65535
}
