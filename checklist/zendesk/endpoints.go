package zendesk

import (
	"strconv"
	"time"
)

// Paths on the host of an account. Each customer's account has its own.
const (
	AuthorizePath     = "/oauth/authorizations/new"                   // Z4, Z11: opened in a browser
	TokenPath         = "/oauth/tokens"                               // Z10: not under /api/v2; documented with a JSON body
	MePath            = "/api/v2/users/me.json"                       // T17: needs users:read or read; without credentials it answers 200 with id null (T15)
	CurrentTokenPath  = "/api/v2/oauth/tokens/current.json"           // Z9: GET and DELETE; GET wants the broad read (Z32c)
	ClientsPath       = "/api/v2/oauth/clients.json"                  // Z7: admins; which fine scope opens it is not known, read does
	GlobalClientsPath = "/api/v2/oauth/global_clients.json"           // Z8: those that somebody in the account has authorized; for admins, and agents who manage API credentials (T29)
	LocalesPath       = "/api/v2/locales/public.json"                 // no sign-in: 200 if the account exists
	LogoutPath        = "/access/logout"                              // Z4-thread: sign out before another person authorizes; takes return_to
	AdminClientsPath  = "/admin/apps-integrations/apis/oauth-clients" // T1: Admin Center > Apps and integrations > APIs > OAuth clients
)

// TokenPathOf returns the path of one token by its id (Z9: GET and DELETE).
func TokenPathOf(id int64) string {
	return "/api/v2/oauth/tokens/" + strconv.FormatInt(id, 10) + ".json"
}

// Addresses that are the same for everybody.
const (
	PortalURL = "https://apps.zendesk.com" // Z1, Z2: the Marketplace portal, where a global client is requested and claimed
	// ClientsPage is the way to the list of OAuth clients in Admin Center (T1).
	ClientsPage    = "Admin Center > Apps and integrations > APIs > OAuth clients"
	SupportAddress = "support@appsubmission.zendesk.com" // T1, August 2026: the reviewers write from it; allow-list it
)

// CodeLifetime is how long an authorization code is valid; it works once (Z10).
const CodeLifetime = 120 * time.Second

// Limits of the lifetimes that can be asked for with expires_in and
// refresh_token_expires_in, in seconds (Z10, Z12). The answer decides: Zendesk was seen to
// give another lifetime (T13) or to state none (T2).
const (
	AccessTokenMin = 300       // 5 minutes
	AccessTokenMax = 172_800   // 48 hours
	RefreshMin     = 604_800   // 7 days
	RefreshMax     = 7_776_000 // 90 days
)

// Headers that every API call of a Marketplace app or integration has to send (Z15).
const (
	HeaderMarketplaceName  = "X-Zendesk-Marketplace-Name"            // the name of the app; may change
	HeaderMarketplaceOrgID = "X-Zendesk-Marketplace-Organization-Id" // static; on top of the portal's Organization page
	HeaderMarketplaceAppID = "X-Zendesk-Marketplace-App-Id"          // known only after submission
)
