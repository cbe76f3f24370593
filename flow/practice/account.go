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
	mux   func() *http.ServeMux // made on the first request, since it takes 1 ms
	// redirectTo and drip are for faults only.
	redirectTo string
	drip       time.Duration
	// converted is called with a client that has become global; it may be nil, and is set before the account is served.
	converted func(ClientRecord)

	mu         sync.Mutex // guards everything below
	rand       io.Reader
	url        string
	subdomain  string
	people     []Person
	clients    []*ClientRecord
	unshown    map[int64]bool // by client: its secret was not shown in full yet
	sessions   map[string]*session
	codes      map[string]*code
	tokens     []*token
	grants     map[grantKey]bool
	lastID     int64
	portalData portalState
	minute     time.Time // the minute that calls counts
	calls      int       // API calls in that minute
	faults     []faultRow
}

// New makes an account.
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

// SetURL sets the account's base URL once it is known, such as http://127.0.0.1:1234.
func (a *Account) SetURL(base string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.url = strings.TrimSuffix(base, "/")
}

// URL returns the account's base URL; empty when it was not set.
func (a *Account) URL() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.url
}

// Subdomain returns the account's name.
func (a *Account) Subdomain() string { return a.subdomain }

// Client returns a copy of the account's first client, with its secret in full; the zero record when there is none.
func (a *Account) Client() ClientRecord {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.clients) == 0 {
		return ClientRecord{}
	}
	return a.snapshot(a.clients[0])
}

// Clients returns copies of all clients, in the order of creation, with their secrets in full.
func (a *Account) Clients() []ClientRecord {
	a.mu.Lock()
	defer a.mu.Unlock()
	all := make([]ClientRecord, 0, len(a.clients))
	for _, c := range a.clients {
		all = append(all, a.snapshot(c))
	}
	return all
}

// madeHere returns copies of the clients that were made on this account.
func (a *Account) madeHere() []ClientRecord {
	return slices.DeleteFunc(a.Clients(), func(c ClientRecord) bool { return c.elsewhere })
}

// People returns those who can sign in, the default first.
func (a *Account) People() []Person {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.people)
}

// SetRedirectURLs sets the redirect URLs of the client with this identifier, as a person does on its page in Admin
// Center. Nothing happens when there is no such client.
func (a *Account) SetRedirectURLs(identifier string, urls []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if c := a.clientByIdentifier(identifier); c != nil {
		c.RedirectURLs = slices.Clone(urls)
		c.UpdatedAt = a.now().UTC()
	}
}

// add adds a client and fills in what the account itself decides. The caller holds a.mu, or nobody else has the account
// yet.
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

// snapshot returns a copy of c with a full URL for its logo. The caller holds a.mu.
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

// base returns the URL that the account calls itself in an answer to r.
func (a *Account) base(r *http.Request) string {
	if u := a.URL(); u != "" {
		return u
	}
	return "http://" + r.Host
}

func logoPath(id int64) string { return "/practice/logo/" + strconv.FormatInt(id, 10) }
