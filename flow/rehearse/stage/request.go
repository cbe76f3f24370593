package stage

import (
	"net/http"
	"strings"
	"time"
)

// authorizePath is the path of the authorize page.
const authorizePath = "/oauth/authorizations/new"

// How a request came.
const (
	ByProxy   = "proxy"   // through the proxy
	ByPreload = "preload" // directly to the TLS listener, as a preload or a namespace has it
	ByPath    = "path"    // with the account's name as the first part of the path
	ByBrowser = "browser" // from zdg's own browser, or a person's: not from the program
)

// Kinds of a request.
const (
	KindAuthorize = "authorize" // the authorize page
	KindToken     = "token"     // the token endpoint
	KindAPI       = "api"       // everything below /api/
	KindOther     = "other"
)

// Request is one request as it came, and how it was answered. It holds secrets: mask what is printed of it.
type Request struct {
	N       int // counted from 1, in the order of arrival
	At      time.Time
	Way     string // ByProxy, ByPreload, ByPath, ByBrowser
	Account string // the name that it was sent to
	Known   bool   // the stage has an account of that name
	Kind    string // KindAuthorize, KindToken, KindAPI, KindOther
	Method  string
	Path    string // as the account sees it
	Query   string
	Header  http.Header
	Body    []byte

	Grant  *Grant // what is asked of the token endpoint; nil for other requests
	Bearer string // the access token in the Authorization header; "" when there is none

	Status  int       // of the answer; 0: none was given
	Done    time.Time // when it was answered, or given up; zero until then
	Issued  *Pair     // the tokens in the answer; nil when there are none
	Expired bool      // it came with an access token of this account that had ended
	MadeUp  bool      // package practice does not have the endpoint, so the answer was made up
}

// Grant holds the parameters of a request to the token endpoint; "" for one that is missing.
type Grant struct {
	Type, Code, RedirectURI, Verifier, Refresh, Scope string
	ExpiresIn, RefreshExpiresIn                       string
	ClientID, Secret                                  string
	SecretIn                                          []string // where secrets were found: "body", "header", "address", in this order
	Format                                            string   // "json", "form", or another Content-Type
}

// Pair is an access token with its refresh token, as they were sent to the program.
type Pair struct{ Access, Refresh string }

// IsRevoke reports whether the request asks to delete a token.
func (r *Request) IsRevoke() bool {
	return r.Method == http.MethodDelete && strings.HasPrefix(r.Path, "/api/v2/oauth/tokens/")
}

// OK reports whether the answer had a status from 200 to 299.
func (r *Request) OK() bool { return r.Status >= 200 && r.Status < 300 }

// kindOf returns the kind of a request by its path.
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

// Connection is a connection that the program asked the proxy for, to a host that is no account of the stage.
type Connection struct {
	Host    string
	Refused bool // the host is below zendesk.com or .invalid
}
