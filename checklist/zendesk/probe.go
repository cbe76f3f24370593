package zendesk

import "strings"

// probe is a cheap GET that a scope allows.
type probe struct {
	scope, path string
	who         string // who may call it, "" for any agent
	key         string
	confidence  Confidence // that this scope is the one that opens the path
}

// probes try a scope by reading, where possible, at most one record. The page with this key
// documents the path; that the scope opens it is as certain as the row says.
var probes = []probe{
	{"read", "/api/v2/tickets.json?per_page=1", "", "R-tickets", Documented},
	{"tickets:read", "/api/v2/tickets.json?per_page=1", "", "R-tickets", Documented},
	{"users:read", "/api/v2/users/me.json", "", "R-users", Observed},
	{"organizations:read", "/api/v2/organizations.json?per_page=1", "", "R-organizations", Inferred},
	{"hc:read", "/api/v2/help_center/articles.json?per_page=1", "an account with a help center", "R-articles", Inferred},
	{"apps:read", "/api/v2/apps/installations.json", "probably an admin", "R-apps", Inferred},
	{"automations:read", "/api/v2/automations.json?per_page=1", "", "R-automations", Inferred},
	{"targets:read", "/api/v2/targets.json?per_page=1", "", "R-targets", Inferred},
	{"triggers:read", "/api/v2/triggers.json?per_page=1", "", "R-triggers", Inferred},
	{"macros:read", "/api/v2/macros.json?per_page=1", "", "R-macros", Inferred},
	{"requests:read", "/api/v2/requests.json?per_page=1", "", "R-requests", Inferred},
	{"satisfaction_ratings:read", "/api/v2/satisfaction_ratings.json?per_page=1", "an admin", "R-satisfaction", Inferred},
	{"dynamic_content:read", "/api/v2/dynamic_content/items.json?per_page=1", "an admin, or an agent who may manage dynamic content", "R-dynamic-content", Inferred},
	{"themes:read", "/api/v2/guide/theming/themes", "a Guide manager, and an account with a help center", "R-themes", Documented},
	{"webhooks:read", "/api/v2/webhooks?page%5Bsize%5D=1", "probably an admin", "R-webhooks", Inferred},
	{"account_settings:read", "/api/v2/account/settings.json", "", "R-account-settings", Observed},
	{"brands:read", "/api/v2/brands.json?per_page=1", "", "R-brands", Inferred},
	{"custom_objects:read", "/api/v2/custom_objects", "", "R-custom-objects", Inferred},
	{"deletion_schedules:read", "/api/v2/deletion_schedules", "an admin", "R-deletion-schedules", Inferred},
	{"groups:read", "/api/v2/groups.json?per_page=1", "", "R-groups", Observed}, // a 403 names groups:read for it
	{"sla_policies:read", "/api/v2/slas/policies.json", "an admin, on Support Professional, Suite Growth or above", "R-sla-policies", Inferred},
	{"ticket_views:read", "/api/v2/views.json?per_page=1", "", "R-views", Inferred},
	{"auditlogs:read", "/api/v2/audit_logs.json?per_page=1", "an admin of an account with audit log access", "R-audit-logs", Inferred},
}

// untried are scopes to read that no GET can try, with the reason.
var untried = map[string]string{
	"ticket_attachments:read": "an attachment can only be read by its id, and attachments cannot be listed",
	"unrestricted:read":       "what it opens is not explained",
	"security:read":           "which call needs it is not documented",
	"zis:read":                "its calls are documented for API tokens and browser sessions, not for OAuth access tokens",
}

// Probe returns the path of a cheap GET with which to try a scope. It starts with a slash and
// may have a query. ok is false where there is none: a call that writes or needs a wider
// scope is never made. why says who may make the call ("" for any agent) or, where ok is
// false, why the scope is not tried.
func Probe(scope string) (path string, ok bool, why string) {
	if p, found := probeOf(scope); found {
		if p.who == "" {
			return p.path, true, ""
		}
		return p.path, true, "it takes " + p.who
	}
	switch {
	case untried[scope] != "":
		return "", false, untried[scope]
	case scope == "write" || strings.HasSuffix(scope, ":write"):
		return "", false, "it only writes, and nothing is written to an account to try a scope"
	case scope == "impersonate":
		return "", false, "it acts for another user, which is not done to try a scope"
	}
	return "", false, "it is not a scope we know a call for"
}

// ProbeSource returns the page that documents the call of Probe, and how certain it is that
// the scope opens it; the zero Source where there is no call.
func ProbeSource(scope string) (Source, Confidence) {
	p, found := probeOf(scope)
	if !found {
		return Source{}, ""
	}
	return SourceOf(p.key), p.confidence
}

func probeOf(scope string) (probe, bool) {
	for _, p := range probes {
		if p.scope == scope {
			return p, true
		}
	}
	return probe{}, false
}
