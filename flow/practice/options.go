package practice

import (
	_ "embed"
	"io"
	"slices"
	"time"
)

// Kinds of a client, as the record spells them (Z7).
const (
	Public       = "public"
	Confidential = "confidential"
)

// Roles of a person, as users/me spells them.
const (
	Admin   = "admin"
	Agent   = "agent"
	EndUser = "end-user"
)

// Options are the options of New. The zero value of each field has a default.
type Options struct {
	// Subdomain is the account's name, such as "d3v-acme".
	Subdomain string
	// URL is the account's own base URL without a slash at the end, such as "http://127.0.0.1:1234". Empty: taken
	// from the Host of each request. See also [Account.SetURL].
	URL string
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Rand is the source of secrets, codes and tokens; nil is crypto/rand. It must not end. The accounts of [Tenants]
	// share that of home, which has to be safe for concurrent use then.
	Rand io.Reader
	// Client is the client that exists from the start; none when its Identifier is empty. An empty Secret is generated.
	Client ClientRecord
	// People can sign in; the first one is the default. Nil means an admin, an agent and an end user.
	People []Person
	// Hosts are Host names that the account answers besides 127.0.0.1, localhost and [::1].
	Hosts []string
	// RedirectTo is where redirecting faults send a client; empty means an address at which nothing listens.
	RedirectTo string
	// Drip is the pause between two bytes of the dripping answer; 0 means one second.
	Drip time.Duration
}

// ClientRecord is an OAuth client as the account keeps it (fields: Z7). Unlike Zendesk's answers it holds the secret
// in full, so it must not be printed.
type ClientRecord struct {
	ID                         int64
	Name, Description, Company string
	// LogoURL is empty when no logo was uploaded.
	LogoURL string
	// Identifier is what OAuth calls client_id; the number ID never is.
	Identifier string
	// Kind is Public or Confidential; an empty one counts as Public, the default of a new client (T13, 2026-08).
	Kind   string
	Secret string
	// RedirectURLs are compared with a request as whole strings.
	RedirectURLs []string
	// AllowedScopes bound what may be requested (Z14g). Empty: anything.
	AllowedScopes []string
	// Global says that Zendesk has converted the client: its page in Admin Center is gone.
	Global bool
	// UserID is the admin who created it; 0 means the first admin.
	UserID    int64
	CreatedAt time.Time
	UpdatedAt time.Time
	// Logo is the image behind LogoURL: JPG, GIF or PNG.
	Logo []byte

	elsewhere bool // a global client that was made on another account
}

func (c ClientRecord) clone() ClientRecord {
	c.RedirectURLs = slices.Clone(c.RedirectURLs)
	c.AllowedScopes = slices.Clone(c.AllowedScopes)
	return c
}

func (c ClientRecord) public() bool { return c.Kind != Confidential }

// Person is somebody who can sign in to the account. Any password is right.
type Person struct {
	ID          int64
	Name, Email string
	// Role is Admin, Agent or EndUser.
	Role string
}

//go:embed logo.png
var preparedLogo []byte

// Prepared returns the options for a realistic account with a client that is ready to go global, except for the loopback
// redirect URL that its test needs. callback is that URL, such as http://127.0.0.1:1234/callback.
func Prepared(callback string) Options {
	return Options{
		Subdomain: "d3v-acme",
		Client: ClientRecord{
			Name:          "Acme Sync",
			Description:   "Keeps tickets and customers in step between Acme and your help desk.",
			Company:       "Acme Rockets, Inc.",
			Identifier:    "zdg-acme-sync",
			Kind:          Confidential,
			RedirectURLs:  []string{callback, "https://app.acme.com/zendesk/callback"},
			AllowedScopes: []string{"read"},
			Logo:          preparedLogo,
		},
		People: people(),
	}
}

func people() []Person {
	return []Person{
		{ID: 360001000001, Name: "Ada Admin", Email: "ada@acme.example", Role: Admin},
		{ID: 360001000002, Name: "Gus Agent", Email: "gus@acme.example", Role: Agent},
		{ID: 360001000003, Name: "Eve Customer", Email: "eve@customer.example", Role: EndUser},
	}
}
