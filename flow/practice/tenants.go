package practice

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Tenants are several accounts behind one address, chosen by Host name as on zendesk.com: NAME.localhost is the account
// NAME, and a bare loopback name is home, the account that the client was made on. An unknown NAME is a free subdomain.
// A client that is converted at home is known to all accounts from then on. Tenants is an http.Handler, safe for
// concurrent use. Make one with [NewTenants].
type Tenants struct {
	home   *Account
	others map[string]*Account
}

// Tenant describes an account besides home.
type Tenant struct {
	// Name is its subdomain.
	Name string
	// Summary says in one line what is special about it.
	Summary string
}

// tenant is a Tenant with what makes it: a wrapper around some of its handlers, and the clients it has at first.
type tenant struct {
	Tenant
	at   []endpoint
	wrap wrapper
	has  func(home ClientRecord) []ClientRecord
}

// tenants returns all accounts besides home. What the pages of the last five say is made up.
func tenants() []tenant {
	plain := func(name, summary string) tenant { return tenant{Tenant{name, summary}, nil, nil, nil} }
	at := func(name, summary string, at []endpoint, wrap wrapper) tenant {
		return tenant{Tenant{name, summary}, at, wrap, nil}
	}
	return []tenant{
		plain("acme-customer", "an account of a customer"),
		plain("other-customer", "an account of another customer"),
		at("telling-customer", "its authorize page tells who is not signed in which clients it knows", onAuthorize, judgeBeforeSignIn),
		{Tenant{"own-client-customer", "it has a client of its own with the same identifier"}, onAuthorize, judgeBeforeSignIn, sameIdentifier},
		at("suspended-customer", "it is suspended", everything, suspended),
		at("busy-customer", "it answers 429 for an hour", everything, rateLimited(3600, false)),
		at("busy-once-customer", "it answers 429 once, Retry-After 2 seconds", everything, firstCall(rateLimited(2, false))),
		at("walled-customer", "a check for bots stands in front of it", everything, botCheck),
		at("careless-customer", "its token endpoint takes every identifier", onGrant, grantErrorOf(errInvalidGrant)),
	}
}

// ListTenants returns all accounts besides home.
func ListTenants() []Tenant {
	var all []Tenant
	for _, t := range tenants() {
		all = append(all, t.Tenant)
	}
	return all
}

// NewTenants makes the other accounts beside home. Call it before home is served.
func NewTenants(home *Account) *Tenants {
	t := &Tenants{home: home, others: map[string]*Account{}}
	home.hosts = append(home.hosts, hostOf(home.subdomain))
	for i, one := range tenants() {
		if one.Name == home.subdomain {
			continue
		}
		other := New(Options{
			Subdomain: one.Name, Now: home.now, Rand: home.rand, Hosts: []string{hostOf(one.Name)}, RedirectTo: home.redirectTo, Drip: home.drip,
		})
		other.lastID += int64(i+1) * 10_000 // so that no two clients have the same number
		if one.has != nil {
			for _, c := range one.has(home.Client()) {
				other.add(c)
			}
		}
		if one.wrap != nil {
			other.faults = []faultRow{{at: one.at, wrap: one.wrap}}
		}
		t.others[one.Name] = other
	}
	home.converted = t.addConverted
	for _, c := range home.Clients() {
		if c.Global {
			t.addConverted(c)
		}
	}
	return t
}

// addConverted adds a converted client to all accounts but home.
func (t *Tenants) addConverted(c ClientRecord) {
	for _, other := range t.others {
		other.mu.Lock()
		known := c.clone()
		known.elsewhere = true
		other.clients = append(other.clients, &known)
		other.mu.Unlock()
	}
}

// Home returns the account that the client was made on.
func (t *Tenants) Home() *Account { return t.home }

// Account returns the account with this name, which may be home; nil where there is none.
func (t *Tenants) Account(name string) *Account {
	if name == t.home.subdomain {
		return t.home
	}
	return t.others[name]
}

// SetURL sets the base URL of home, such as http://127.0.0.1:1234, and those of the others on the same port.
func (t *Tenants) SetURL(base string) error {
	u, err := url.Parse(base)
	if err != nil || u.Port() == "" {
		return fmt.Errorf("%q is no address with a port: give one such as http://127.0.0.1:1234", base)
	}
	t.home.SetURL(base)
	for name, other := range t.others {
		other.SetURL(u.Scheme + "://" + net.JoinHostPort(hostOf(name), u.Port()))
	}
	return nil
}

// ServeHTTP lets the account that the Host names answer.
func (t *Tenants) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, named := strings.CutSuffix(strings.ToLower(hostname(r.Host)), ".localhost")
	switch account := t.Account(name); {
	case !named:
		t.home.ServeHTTP(w, r)
	case account != nil:
		account.ServeHTTP(w, r)
	default:
		free := New(Options{Subdomain: name, Now: t.home.now})
		noHelpDesk(free, w, r, nil)
	}
}

// hostOf returns the Host name of an account. Names under localhost are loopback (RFC 6761 section 6.3).
func hostOf(name string) string { return name + ".localhost" }

// judgeBeforeSignIn lets the authorize page check a request before it asks anybody to sign in.
func judgeBeforeSignIn(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
	a.mu.Lock()
	_, bad := a.readAuthorize(r.URL.Query())
	a.mu.Unlock()
	if bad != nil {
		a.writeRefusal(w, *bad)
		return
	}
	honest.ServeHTTP(w, r)
}

// sameIdentifier is a local client that somebody made there with the same identifier. It is not the global one.
func sameIdentifier(home ClientRecord) []ClientRecord {
	return []ClientRecord{{
		Name: "Our own Acme", Identifier: home.Identifier, Kind: home.Kind, RedirectURLs: home.RedirectURLs, AllowedScopes: []string{"read"},
	}}
}
