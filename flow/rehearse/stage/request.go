package stage

import (
	"net/http"
	"strings"
	"time"
)

// authorizePath is the page where an authorization begins.
const authorizePath = "/oauth/authorizations/new"

// Ways that a request can come.
const (
	ByProxy   = "proxy"   // through the proxy
	ByPreload = "preload" // to the listener that a preload leads to
	ByPath    = "path"    // with the account's name as the first part of the path
	ByBrowser = "browser" // zdg's own browser, or a person's
)

// Kinds of a request.
const (
	KindAuthorize = "authorize" // the authorize page
	KindToken     = "token"     // the token endpoint
	KindAPI       = "api"       // everything below /api/
	KindOther     = "other"
)

// Request is one request as it came, and how it was answered. It holds secrets in full: mask what is printed of it.
type Request struct {
	N       int // counted from 1, in the order of arrival
	At      time.Time
	Way     string // ByProxy, ByPreload, ByPath, ByBrowser
	Account string // the name it was sent to; of no account of the stage when Known is false
	Known   bool
	Kind    string
	Method  string
	Path    string // as the account sees it
	Query   string
	Header  http.Header
	Body    []byte

	Grant  *Grant // of a request to the token endpoint
	Bearer string // the access token of an API call

	Status  int       // of the answer; 0: none was given
	Done    time.Time // when it was answered
	Issued  *Pair     // the tokens that the answer held
	Expired bool      // it came with a token of this account whose time was over
	MadeUp  bool      // the answer: the account does not know the endpoint
}

// Grant is what a request to the token endpoint asks.
type Grant struct {
	Type, Code, RedirectURI, Verifier, Refresh, Scope string
	ExpiresIn, RefreshExpiresIn                       string // as asked; "" when not
	ClientID, Secret                                  string
	SecretIn                                          []string // "body", "header", "address", in this order
	Format                                            string   // "json", "form", or the Content-Type of something else
}

// Pair is an access token with its refresh token, as the program was given it.
type Pair struct{ Access, Refresh string }

// IsRevoke reports whether the request deletes a token.
func (r *Request) IsRevoke() bool {
	return r.Method == http.MethodDelete && strings.HasPrefix(r.Path, "/api/v2/oauth/tokens/")
}

// OK reports whether the answer was one of success.
func (r *Request) OK() bool { return r.Status >= 200 && r.Status < 300 }

func kindOf(path string) string {
	switch {
	case path == authorizePath:
		return KindAuthorize
	case path == "/oauth/tokens":
		return KindToken
	case strings.HasPrefix(path, "/api/"):
		return KindAPI
	}
	return KindOther
}

// Connection is one that the program made through the proxy to a host that the stage does not play.
type Connection struct {
	Host    string
	Refused bool // a name of zendesk.com or .invalid that is no account of the stage
}
