package zendesk

import "time"

// compiled is the day on which the pages below were read; it stands for every
// page that shows no date of its own.
var compiled = date(2026, time.November, 22)

// updated is the day on which pages were read again, or for the first time.
var updated = date(2026, time.November, 26)

// date is midnight UTC. Where only a month is known, its first day stands for it.
func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// The roots that most pages share.
const (
	dev  = "https://developer.zendesk.com"
	docs = dev + "/documentation"
	ref  = dev + "/api-reference"
	tick = ref + "/ticketing"
	help = "https://support.zendesk.com/hc/en-us/articles/"
	gh   = "https://github.com/"
)

// sources is the only place with page addresses and dates.
var sources = []Source{
	// Zendesk: the global client, the client itself, its authorization.
	{"Z1", docs + "/apps/publish-your-app-or-theme/global_oauth_intro/", updated},
	{"Z2", docs + "/apps/app-developer-guide/managing-global-oauth-clients-and-app-associations/", updated},
	{"Z3", docs + "/api-basics/getting-started/getting-a-trial-or-sponsored-account-for-development/", compiled}, // its address alone: its text was not to be had, Z25 and T24 have what is cited
	{"Z4", help + "4408845965210-Using-OAuth-authentication-with-your-application", compiled},
	{"Z4-thread", help + "203663836-Using-OAuth-authentication-with-your-application", compiled}, // the comments under Z4, at its old address
	{"Z5", help + "8889508417946", compiled},
	{"Z7", tick + "/oauth/oauth_clients/", compiled},
	{"Z8", tick + "/oauth/global_clients/", updated},
	{"Z9", tick + "/oauth/oauth_tokens/", updated},
	{"Z10", tick + "/oauth/grant_type_tokens/", compiled},
	{"Z11", docs + "/api-basics/authentication/oauth-pkce", compiled},
	{"Z12", docs + "/api-basics/authentication/refresh-token", compiled},
	{"Z13", docs + "/api-basics/authentication/oauth-migration/", compiled},

	// Zendesk: announcements, each with the newest date it speaks of as past.
	{"Z14a", help + "7868169712794", date(2025, time.February, 17)},
	{"Z14c", help + "9182123625370", compiled}, // edited several times: the newest wins
	{"Z14d", help + "10212201463962-Announcing-the-required-expiration-of-global-OAuth-access-and-refresh-tokens", date(2026, time.February, 2)},
	{"Z14g", help + "11093380955674-Announcing-more-granular-OAuth-client-scopes", date(2026, time.August, 11)},
	{"Z14h", help + "9561388533018", date(2025, time.August, 12)},
	{"Z14i", help + "9590471542170", date(2025, time.August, 12)},

	// Zendesk: Marketplace, accounts, limits.
	{"Z15", docs + "/marketplace/building-a-marketplace-app/request-header-requirements-for-marketplace-apps", updated},
	{"Z16", ref + "/introduction/security-and-auth/", compiled},
	{"Z17", docs + "/apps/publish-your-app-or-theme/submit_your_app/", compiled},
	{"Z18", ref + "/reseller/api_reference", compiled},
	{"Z20", help + "4408831387930", compiled},
	{"Z21", "https://support.zendesk.com/hc/ja/community/posts/6163707056922", compiled},
	{"Z22", "https://support.zendesk.com/hc/en-us/profiles/5679642544154", date(2023, time.January, 1)},
	{"Z23", docs + "/conversations/building-a-chatbot-integration-with-zendesk", compiled},
	{"Z24", help + "6443378574618", compiled},
	{"Z25", docs + "/api-basics", compiled},
	{"Z26", help + "4408821139738", compiled},
	{"Z27", ref + "/introduction/rate-limits/", compiled},
	{"Z-IP", help + "203663706", compiled},                                                  // IP restrictions
	{"Z28", docs + "/authentication/creating-and-using-oauth-tokens-with-the-api", updated}, // written after 2026-08-10
	{"Z30", docs + "/api-basics/authentication/revoking-oauth-token", updated},
	{"Z32a", "https://support.zendesk.com/hc/en-us/community/posts/4627188332186", date(2022, time.May, 25)},
	{"Z32b", "https://support.zendesk.com/hc/en-us/community/posts/5537132288282", date(2023, time.March, 29)},
	{"Z32c", "https://support.zendesk.com/hc/en-us/profiles/6265760086170", date(2023, time.October, 18)},

	// Zendesk: reference pages of the calls that try a scope.
	{"R-tickets", tick + "/tickets/tickets/", compiled},
	{"R-users", tick + "/users/users/", compiled},
	{"R-organizations", tick + "/organizations/organizations/", compiled},
	{"R-articles", ref + "/help_center/help-center-api/articles/", compiled},
	{"R-apps", dev + "/rest_api/docs/core/apps", compiled},
	{"R-automations", tick + "/business-rules/automations/", compiled},
	{"R-targets", tick + "/targets/targets/", compiled},
	{"R-triggers", tick + "/business-rules/triggers/", compiled},
	{"R-macros", tick + "/business-rules/macros/", compiled},
	{"R-requests", tick + "/tickets/ticket-requests/", compiled},
	{"R-satisfaction", tick + "/ticket-management/satisfaction_ratings/", compiled},
	{"R-dynamic-content", tick + "/ticket-management/dynamic_content/", compiled},
	{"R-themes", ref + "/help_center/help-center-api/theming/", compiled},
	{"R-webhooks", ref + "/webhooks/webhooks-api/webhooks/", compiled},
	{"R-account-settings", tick + "/account-configuration/account_settings/", compiled},
	{"R-brands", tick + "/account-configuration/brands/", compiled},
	{"R-custom-objects", ref + "/custom-data/custom-objects/custom_objects/", compiled},
	{"R-deletion-schedules", tick + "/business-rules/deletion_schedules/", compiled},
	{"R-groups", tick + "/groups/groups/", compiled},
	{"R-sla-policies", tick + "/business-rules/sla_policies/", compiled},
	{"R-views", tick + "/business-rules/views/", compiled},
	{"R-audit-logs", tick + "/account-configuration/audit_logs/", compiled},

	// Third parties: what they measured, reported or wrote down.
	{"T1", "https://nango.dev/docs/api-integrations/zendesk/how-to-register-your-own-zendesk-api-oauth-app", date(2026, time.August, 1)},
	{"T2", gh + "NangoHQ/nango/pull/6763", date(2026, time.July, 14)},
	{"T3", "https://nango.dev/blog/zendesk-oauth-refresh-token-invalid-grant", compiled},
	{"T4", "https://docs.arcade.dev/home/auth-providers/zendesk", compiled},
	{"T5", "", date(2026, time.June, 1)},  // Mindstone's notes on its own request
	{"T6", "", date(2026, time.March, 1)}, // WinBack's notes on its own request
	{"T9", gh + "screenpipe/screenpipe/issues/4668", compiled},
	{"T10", gh + "appsmithorg/appsmith/issues/38747", date(2025, time.February, 3)},
	{"T13", gh + "HankH18/cxforge", date(2026, time.August, 17)},
	{"T14", gh + "tsanetgit/Zendesk_App", date(2026, time.August, 18)},
	{"T15", gh + "CloudSecurityAlliance/csa-zendesk", date(2026, time.September, 19)},
	{"T16", gh + "zendesk/zcli", date(2026, time.September, 4)},
	{"T17", "", compiled}, // the zdk command line tool
	{"T17b", "https://help.salto.io/en/articles/13427913-zendesk-oauth-scopes-for-salto", updated},
	{"T18", gh + "nov/rack-oauth2", date(2025, time.December, 31)},
	{"T19", gh + "oroinc/OroCRMZendeskBundle", compiled},
	{"T21", gh + "singer-io/tap-zendesk", compiled},
	{"T22", gh + "facetoe/zenpy/issues/336", compiled},
	{"T24", gh + "conductorone/baton-zendesk", compiled},
	{"T27", gh + "aws-samples/sample-amazon-q-business-agentic-connectors", date(2025, time.July, 1)},
	{"T28", gh + "masonluo-ab/terraform-provider-zendesk", date(2026, time.September, 1)},
	{"T29", gh + "pikkujs/addons", date(2026, time.August, 22)}, // generated from Zendesk's OpenAPI
	{"T31", gh + "codeforamerica/vita-min/pull/254", date(2020, time.January, 1)},
	{"T32", gh + "zendesk/zendesk_api_client_rb/issues/418", date(2019, time.December, 14)},
	{"T33", gh + "airbytehq/airbyte/pull/82679", date(2026, time.August, 1)},
	{"T34", gh + "getprobo/probo/pull/1301", date(2026, time.June, 4)},
	{"T34-gnt", gh + "gnt-ai/gnt/pull/36", date(2026, time.August, 4)},
	{"T35", gh + "kizen/plugin-zendesk", date(2026, time.September, 1)},
	{"T36", gh + "balcsida/zendesk-rs", date(2026, time.January, 1)},
	{"T38", "", updated}, // public code of shipped connectors
	{"dust-10974", gh + "dust-tt/dust/pull/10974", compiled},
	{"apps-script-oauth2-449", gh + "googleworkspace/apps-script-oauth2/issues/449", compiled},

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
