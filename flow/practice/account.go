package practice

import (
	"crypto/rand"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Account is a Zendesk account to practise on. It is an http.Handler, safe for concurrent use, and keeps everything in
// memory. Make one with [New].
type Account struct {
	now   func() time.Time
	hosts []string
	mux   func() *http.ServeMux // made at the first request: it takes 1 ms
	// redirectTo and drip serve the faults only.
	redirectTo string
	drip       time.Duration
	// converted is told of a client that has become global; nil: nobody asks. It is set before the account is served.
	converted func(ClientRecord)

	mu         sync.Mutex // guards everything below
	rand       io.Reader
	url        string
	subdomain  string
	people     []Person
	clients    []*ClientRecord
	unshown    map[int64]bool // clients whose secret was not shown in full yet
	sessions   map[string]*session
	codes      map[string]*code
	tokens     []*token
	grants     map[grantKey]bool
	lastID     int64
	portalData portalState
	minute     time.Time // the minute that calls are counted in
	calls      int
	faults     []faultRow
}

// New opens an account.
func New(o Options) *Account {
	a := &Account{
		now:        o.Now,
		hosts:      slices.Clone(o.Hosts),
		redirectTo: o.RedirectTo,
		drip:       o.Drip,
		rand:       o.Rand,
		url:        strings.TrimSuffix(o.URL, "/"),
		subdomain:  o.Subdomain,
		people:     slices.Clone(o.People),
		unshown:    map[int64]bool{},
		sessions:   map[string]*session{},
		codes:      map[string]*code{},
		grants:     map[grantKey]bool{},
		lastID:     360002000000,
		portalData: newPortalState(),
	}
	if a.now == nil {
		a.now = time.Now
	}
	if a.rand == nil {
		a.rand = rand.Reader
	}
	if a.subdomain == "" {
		a.subdomain = "d3v-acme"
	}
	if len(a.people) == 0 {
		a.people = people()
	}
	if a.drip == 0 {
		a.drip = time.Second
	}
	if o.Client.Identifier != "" {
		a.add(o.Client.clone())
	}
	a.mux = sync.OnceValue(a.routes)
	return a
}

// SetURL tells the account its own base URL once it is known, such as http://127.0.0.1:1234.
func (a *Account) SetURL(base string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.url = strings.TrimSuffix(base, "/")
}

// URL is the account's base URL as it was told; empty when it was not.
func (a *Account) URL() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.url
}

// Subdomain is the account's name.
func (a *Account) Subdomain() string { return a.subdomain }

// Client is a copy of the account's first client, with its secret in full; zero when there is none.
func (a *Account) Client() ClientRecord {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.clients) == 0 {
		return ClientRecord{}
	}
	return a.snapshot(a.clients[0])
}

// Clients are copies of all clients, in the order of creation, with their secrets in full.
func (a *Account) Clients() []ClientRecord {
	a.mu.Lock()
	defer a.mu.Unlock()
	all := make([]ClientRecord, 0, len(a.clients))
	for _, c := range a.clients {
		all = append(all, a.snapshot(c))
	}
	return all
}

// madeHere are copies of the clients that were made here.
func (a *Account) madeHere() []ClientRecord {
	return slices.DeleteFunc(a.Clients(), func(c ClientRecord) bool { return c.elsewhere })
}

// People are those who can sign in, the default first.
func (a *Account) People() []Person {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.people)
}

// add keeps a new client and fills what the account itself decides. The caller holds a.mu, or is New.
func (a *Account) add(c ClientRecord) *ClientRecord {
	c.ID = a.nextID()
	c.CreatedAt = a.now().UTC()
	c.UpdatedAt = c.CreatedAt
	if c.Secret == "" {
		c.Secret = a.newSecret()
	}
	a.portalData.firstSecret[c.ID] = c.Secret
	if c.Kind == "" {
		c.Kind = Public
	}
	if c.UserID == 0 {
		c.UserID = a.firstAdmin().ID
	}
	if len(c.Logo) > 0 && c.LogoURL == "" {
		c.LogoURL = logoPath(c.ID)
	}
	a.clients = append(a.clients, &c)
	return &c
}

// snapshot is a copy of c with a whole address for its logo.
func (a *Account) snapshot(c *ClientRecord) ClientRecord {
	s := c.clone()
	if strings.HasPrefix(s.LogoURL, "/") {
		s.LogoURL = a.url + s.LogoURL
	}
	return s
}

func (a *Account) firstAdmin() Person {
	for _, p := range a.people {
		if p.Role == Admin {
			return p
		}
	}
	return a.people[0]
}

func (a *Account) person(id int64) (Person, bool) {
	for _, p := range a.people {
		if p.ID == id {
			return p, true
		}
	}
	return Person{}, false
}

func (a *Account) clientByIdentifier(identifier string) *ClientRecord {
	for _, c := range a.clients {
		if c.Identifier == identifier {
			return c
		}
	}
	return nil
}

func (a *Account) clientByID(id int64) *ClientRecord {
	for _, c := range a.clients {
		if c.ID == id {
			return c
		}
	}
	return nil
}

func (a *Account) nextID() int64 {
	a.lastID++
	return a.lastID
}

// base is the address that the account calls itself in an answer to r.
func (a *Account) base(r *http.Request) string {
	if u := a.URL(); u != "" {
		return u
	}
	return "http://" + r.Host
}

func logoPath(id int64) string { return "/practice/logo/" + strconv.FormatInt(id, 10) }
