package zendesk

import "time"

// compiled is the day on which most pages were read. It is used for pages that show no date
// of their own.
var compiled = date(2026, time.November, 22)

// updated is the later day on which some pages were read again, or for the first time.
var updated = date(2026, time.November, 26)

// date is midnight UTC. Where only a month is known, its first day is used.
func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// The roots that most pages share.
const (
	devSite            = "https://developer.zendesk.com"
	devDocs            = devSite + "/documentation"
	apiReference       = devSite + "/api-reference"
	ticketingReference = apiReference + "/ticketing"
	helpArticles       = "https://support.zendesk.com/hc/en-us/articles/"
	gitHub             = "https://github.com/"
)

// sources is the only table with the addresses and dates of pages.
var sources = []Source{
	// Zendesk: the global client, the client itself, its authorization.
	{"Z1", devDocs + "/apps/publish-your-app-or-theme/global_oauth_intro/", updated},
	{"Z2", devDocs + "/apps/app-developer-guide/managing-global-oauth-clients-and-app-associations/", updated},
	{"Z3", devDocs + "/api-basics/getting-started/getting-a-trial-or-sponsored-account-for-development/", compiled}, // its text could not be read: what is cited is in Z25 and T24
	{"Z4", helpArticles + "4408845965210-Using-OAuth-authentication-with-your-application", compiled},
	{"Z4-thread", helpArticles + "203663836-Using-OAuth-authentication-with-your-application", compiled}, // the comments under Z4, at its old address
	{"Z5", helpArticles + "8889508417946", compiled},
	{"Z7", ticketingReference + "/oauth/oauth_clients/", compiled},
	{"Z8", ticketingReference + "/oauth/global_clients/", updated},
	{"Z9", ticketingReference + "/oauth/oauth_tokens/", updated},
	{"Z10", ticketingReference + "/oauth/grant_type_tokens/", compiled},
	{"Z11", devDocs + "/api-basics/authentication/oauth-pkce", compiled},
	{"Z12", devDocs + "/api-basics/authentication/refresh-token", compiled},
	{"Z13", devDocs + "/api-basics/authentication/oauth-migration/", compiled},

	// Zendesk: announcements, each with the newest date it speaks of as past.
	{"Z14a", helpArticles + "7868169712794", date(2025, time.February, 17)},
	{"Z14c", helpArticles + "9182123625370", compiled}, // edited several times: the newest wins
	{"Z14d", helpArticles + "10212201463962-Announcing-the-required-expiration-of-global-OAuth-access-and-refresh-tokens", date(2026, time.February, 2)},
	{"Z14g", helpArticles + "11093380955674-Announcing-more-granular-OAuth-client-scopes", date(2026, time.August, 11)},
	{"Z14h", helpArticles + "9561388533018", date(2025, time.August, 12)},
	{"Z14i", helpArticles + "9590471542170", date(2025, time.August, 12)},

	// Zendesk: Marketplace, accounts, limits.
	{"Z15", devDocs + "/marketplace/building-a-marketplace-app/request-header-requirements-for-marketplace-apps", updated},
	{"Z16", apiReference + "/introduction/security-and-auth/", compiled},
	{"Z17", devDocs + "/apps/publish-your-app-or-theme/submit_your_app/", compiled},
	{"Z18", apiReference + "/reseller/api_reference", compiled},
	{"Z20", helpArticles + "4408831387930", compiled},
	{"Z21", "https://support.zendesk.com/hc/ja/community/posts/6163707056922", compiled},
	{"Z22", "https://support.zendesk.com/hc/en-us/profiles/5679642544154", date(2023, time.January, 1)},
	{"Z23", devDocs + "/conversations/building-a-chatbot-integration-with-zendesk", compiled},
	{"Z24", helpArticles + "6443378574618", compiled},
	{"Z25", devDocs + "/api-basics", compiled},
	{"Z26", helpArticles + "4408821139738", compiled},
	{"Z27", apiReference + "/introduction/rate-limits/", compiled},
	{"Z-IP", helpArticles + "203663706", compiled},                                             // IP restrictions
	{"Z28", devDocs + "/authentication/creating-and-using-oauth-tokens-with-the-api", updated}, // written after 2026-08-10
	{"Z30", devDocs + "/api-basics/authentication/revoking-oauth-token", updated},
	{"Z32a", "https://support.zendesk.com/hc/en-us/community/posts/4627188332186", date(2022, time.May, 25)},
	{"Z32b", "https://support.zendesk.com/hc/en-us/community/posts/5537132288282", date(2023, time.March, 29)},
	{"Z32c", "https://support.zendesk.com/hc/en-us/profiles/6265760086170", date(2023, time.October, 18)},

	// Zendesk: reference pages of the calls that try a scope.
	{"R-tickets", ticketingReference + "/tickets/tickets/", compiled},
	{"R-users", ticketingReference + "/users/users/", compiled},
	{"R-organizations", ticketingReference + "/organizations/organizations/", compiled},
	{"R-articles", apiReference + "/help_center/help-center-api/articles/", compiled},
	{"R-apps", devSite + "/rest_api/docs/core/apps", compiled},
	{"R-automations", ticketingReference + "/business-rules/automations/", compiled},
	{"R-targets", ticketingReference + "/targets/targets/", compiled},
	{"R-triggers", ticketingReference + "/business-rules/triggers/", compiled},
	{"R-macros", ticketingReference + "/business-rules/macros/", compiled},
	{"R-requests", ticketingReference + "/tickets/ticket-requests/", compiled},
	{"R-satisfaction", ticketingReference + "/ticket-management/satisfaction_ratings/", compiled},
	{"R-dynamic-content", ticketingReference + "/ticket-management/dynamic_content/", compiled},
	{"R-themes", apiReference + "/help_center/help-center-api/theming/", compiled},
	{"R-webhooks", apiReference + "/webhooks/webhooks-api/webhooks/", compiled},
	{"R-account-settings", ticketingReference + "/account-configuration/account_settings/", compiled},
	{"R-brands", ticketingReference + "/account-configuration/brands/", compiled},
	{"R-custom-objects", apiReference + "/custom-data/custom-objects/custom_objects/", compiled},
	{"R-deletion-schedules", ticketingReference + "/business-rules/deletion_schedules/", compiled},
	{"R-groups", ticketingReference + "/groups/groups/", compiled},
	{"R-sla-policies", ticketingReference + "/business-rules/sla_policies/", compiled},
	{"R-views", ticketingReference + "/business-rules/views/", compiled},
	{"R-audit-logs", ticketingReference + "/account-configuration/audit_logs/", compiled},

	// Third parties: what they measured, reported or wrote down.
	{"T1", "https://nango.dev/docs/api-integrations/zendesk/how-to-register-your-own-zendesk-api-oauth-app", date(2026, time.August, 1)},
	{"T2", gitHub + "NangoHQ/nango/pull/6763", date(2026, time.July, 14)},
	{"T3", "https://nango.dev/blog/zendesk-oauth-refresh-token-invalid-grant", compiled},
	{"T4", "https://docs.arcade.dev/home/auth-providers/zendesk", compiled},
	{"T5", "", date(2026, time.June, 1)},  // Mindstone's notes on its own request
	{"T6", "", date(2026, time.March, 1)}, // WinBack's notes on its own request
	{"T9", gitHub + "screenpipe/screenpipe/issues/4668", compiled},
	{"T10", gitHub + "appsmithorg/appsmith/issues/38747", date(2025, time.February, 3)},
	{"T13", gitHub + "HankH18/cxforge", date(2026, time.August, 17)},
	{"T14", gitHub + "tsanetgit/Zendesk_App", date(2026, time.August, 18)},
	{"T15", gitHub + "CloudSecurityAlliance/csa-zendesk", date(2026, time.September, 19)},
	{"T16", gitHub + "zendesk/zcli", date(2026, time.September, 4)},
	{"T17", "", compiled}, // the zdk command line tool
	{"T17b", "https://help.salto.io/en/articles/13427913-zendesk-oauth-scopes-for-salto", updated},
	{"T18", gitHub + "nov/rack-oauth2", date(2025, time.December, 31)},
	{"T19", gitHub + "oroinc/OroCRMZendeskBundle", compiled},
	{"T21", gitHub + "singer-io/tap-zendesk", compiled},
	{"T22", gitHub + "facetoe/zenpy/issues/336", compiled},
	{"T24", gitHub + "conductorone/baton-zendesk", compiled},
	{"T27", gitHub + "aws-samples/sample-amazon-q-business-agentic-connectors", date(2025, time.July, 1)},
	{"T28", gitHub + "masonluo-ab/terraform-provider-zendesk", date(2026, time.September, 1)},
	{"T29", gitHub + "pikkujs/addons", date(2026, time.August, 22)}, // generated from Zendesk's OpenAPI
	{"T31", gitHub + "codeforamerica/vita-min/pull/254", date(2020, time.January, 1)},
	{"T32", gitHub + "zendesk/zendesk_api_client_rb/issues/418", date(2019, time.December, 14)},
	{"T33", gitHub + "airbytehq/airbyte/pull/82679", date(2026, time.August, 1)},
	{"T34", gitHub + "getprobo/probo/pull/1301", date(2026, time.June, 4)},
	{"T34-gnt", gitHub + "gnt-ai/gnt/pull/36", date(2026, time.August, 4)},
	{"T35", gitHub + "kizen/plugin-zendesk", date(2026, time.September, 1)},
	{"T36", gitHub + "balcsida/zendesk-rs", date(2026, time.January, 1)},
	{"T38", "", updated}, // public code of shipped connectors
	{"dust-10974", gitHub + "dust-tt/dust/pull/10974", compiled},
	{"apps-script-oauth2-449", gitHub + "googleworkspace/apps-script-oauth2/issues/449", compiled},

	{"CF-challenge", "https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/", date(2025, time.June, 24)},

	// Standards, as of their publication.
	{"RFC1123", "https://www.rfc-editor.org/rfc/rfc1123", date(1989, time.October, 1)},
	{"RFC2606", "https://www.rfc-editor.org/rfc/rfc2606", date(1999, time.June, 1)},
	{"RFC3986", "https://www.rfc-editor.org/rfc/rfc3986", date(2005, time.January, 1)},
	{"RFC6749", "https://www.rfc-editor.org/rfc/rfc6749", date(2012, time.October, 1)},
	{"RFC6265", "https://www.rfc-editor.org/rfc/rfc6265", date(2011, time.April, 1)}, // 8.5: a cookie is sent to every port of its host
	{"RFC8252", "https://www.rfc-editor.org/rfc/rfc8252", date(2017, time.October, 1)},

	// What no page says: how browsers, networks, operating systems and settings
	// files behave, as those who wrote this program know it.
	{"ours", "", updated},
}
