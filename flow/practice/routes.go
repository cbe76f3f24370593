package practice

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// endpoint names a handler, or several, for the faults around it.
type endpoint string

const (
	atAuthorize endpoint = "authorize"
	atDecide    endpoint = "decide"
	atSignIn    endpoint = "sign in"
	atLogout    endpoint = "logout"
	atGrant     endpoint = "grant"
	atMe        endpoint = "me"
	atCurrent   endpoint = "current token"
	atRevoke    endpoint = "revoke current"
	atToken     endpoint = "token"
	atRevokeID  endpoint = "revoke token"
	atClients   endpoint = "clients"
	atClient    endpoint = "client"
	atResource  endpoint = "resource"
	atLocales   endpoint = "locales"
	atAdmin     endpoint = "admin center"
	atAPI       endpoint = "other api"
	atOther     endpoint = "other"
	atPractice  endpoint = "practice" // stylesheet, logo and portal: never faulty, so that pages stay usable
)

type route struct {
	at      endpoint
	pattern string
	serve   http.HandlerFunc
}

const adminPath = "/admin/apps-integrations/apis/oauth-clients"

// allRoutes lists every address of the account. API paths have lost their ".json" when they get here.
func (a *Account) allRoutes() []route {
	rows := []route{
		{atOther, "GET /{$}", a.home},
		{atPractice, "GET /practice/style.css", a.style},
		{atPractice, "GET /practice/logo/{id}", a.logo},
		{atPractice, "GET " + PortalPath, a.admin(a.portal)},
		{atPractice, "POST " + PortalPath + "/review", a.admin(a.review)},
		{atPractice, "POST " + PortalPath + "/claim", a.admin(a.claimForm)},
		{atPractice, "POST " + PortalPath + "/apps", a.admin(a.associate)},
		{atSignIn, "GET " + signInPath, a.signInPage},
		{atSignIn, "POST " + signInPath, a.signIn},
		{atLogout, "GET /access/logout", a.logout},
		{atAuthorize, "GET /oauth/authorizations/new", a.authorize},
		{atDecide, "POST /oauth/authorizations", a.decide},
		{atGrant, "POST /oauth/tokens", a.grant},

		{atLocales, "GET /api/v2/locales/public", a.locales},
		{atMe, "GET /api/v2/users/me", a.me},
		{atCurrent, "GET /api/v2/oauth/tokens/current", a.authorized(a.currentToken)},
		{atRevoke, "DELETE /api/v2/oauth/tokens/current", a.authorized(a.revokeCurrent)},
		{atToken, "GET /api/v2/oauth/tokens/{id}", a.authorized(a.tokenByID)},
		{atRevokeID, "DELETE /api/v2/oauth/tokens/{id}", a.authorized(a.revokeByID)},
		{atToken, "GET /api/v2/oauth/tokens", a.authorized(a.listTokens)},
		{atToken, "POST /api/v2/oauth/tokens", a.authorized(a.createToken)},
		{atClients, "GET /api/v2/oauth/clients", a.authorized(a.listClients)},
		{atClients, "GET /api/v2/users/me/oauth/clients", a.authorized(a.listOwnClients)},
		{atClient, "GET /api/v2/oauth/clients/{id}", a.authorized(a.oneClient)},
		{atClient, "PUT /api/v2/oauth/clients/{id}/generate_secret", a.authorized(a.generateSecret)},
		{atClients, "GET /api/v2/oauth/global_clients", a.authorized(a.listGlobalClients)},
		{atAPI, "/api/", a.noEndpoint},

		{atAdmin, "GET " + adminPath, a.admin(a.adminList)},
		{atAdmin, "POST " + adminPath, a.admin(a.adminCreate)},
		{atAdmin, "GET " + adminPath + "/new", a.admin(a.adminNew)},
		{atAdmin, "GET " + adminPath + "/{id}", a.admin(a.adminEdit)},
		{atAdmin, "POST " + adminPath + "/{id}", a.admin(a.adminSave)},
		{atAdmin, "POST " + adminPath + "/{id}/regenerate", a.admin(a.adminRegenerate)},
		{atAdmin, "POST " + adminPath + "/{id}/delete", a.admin(a.adminDelete)},
		{atOther, "/", a.noPage},
	}
	for _, res := range resources {
		rows = append(rows, route{atResource, "GET " + res.path, a.authorized(a.resource(res))})
	}
	return rows
}

func (a *Account) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range a.allRoutes() {
		mux.HandleFunc(r.pattern, func(w http.ResponseWriter, req *http.Request) {
			a.faulty(r.at, r.serve).ServeHTTP(w, req)
		})
	}
	return mux
}

// maxBody bounds what a request may send: a logo and the form around it.
const maxBody = 1 << 20

// ServeHTTP answers a request. It refuses one with another Host than a loopback name or Options.Hosts, so that no web
// page can reach the account by DNS rebinding.
func (a *Account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if !a.knownHost(r.Host) {
		http.Error(w, "practice account: only 127.0.0.1, localhost and [::1] are answered", http.StatusMisdirectedRequest)
		return
	}
	if r.Body != nil {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	}
	if strings.HasPrefix(r.URL.Path, "/api/") {
		if a.overLimit(w) {
			return
		}
		if bare, ok := strings.CutSuffix(r.URL.Path, ".json"); ok {
			r2 := *r
			u := *r.URL
			u.Path, u.RawPath = bare, ""
			r2.URL = &u
			r = &r2
		}
	}
	a.mux().ServeHTTP(w, r)
}

// hostname returns a Host without its port and brackets.
func hostname(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.Trim(host, "[]")
}

func (a *Account) knownHost(host string) bool {
	host = strings.ToLower(hostname(host))
	return host == "127.0.0.1" || host == "localhost" || host == "::1" || slices.Contains(a.hosts, host)
}
