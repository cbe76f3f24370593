package practice

import (
	"net/http"
	"strings"
)

// resource is something that a scope opens for reading.
type resource struct {
	path  string
	key   string   // the key of the list in the answer
	scope string   // the narrow scope; the broad "read" does as well. Empty: only "read" does (T14, T15)
	roles []string // nil: everybody who is signed in
}

// resources has a cheap GET for each scope to read, with the roles from the API reference.
var resources = []resource{
	{"/api/v2/tickets", "tickets", "tickets:read", agents},
	{"/api/v2/users", "users", "users:read", agents},
	{"/api/v2/organizations", "organizations", "organizations:read", agents},
	{"/api/v2/groups", "groups", "groups:read", agents},
	{"/api/v2/macros", "macros", "macros:read", agents},
	{"/api/v2/triggers", "triggers", "triggers:read", agents},
	{"/api/v2/automations", "automations", "automations:read", agents},
	{"/api/v2/targets", "targets", "targets:read", agents},
	{"/api/v2/brands", "brands", "brands:read", agents},
	{"/api/v2/webhooks", "webhooks", "webhooks:read", admins},
	{"/api/v2/requests", "requests", "requests:read", nil},
	{"/api/v2/satisfaction_ratings", "satisfaction_ratings", "satisfaction_ratings:read", admins},
	{"/api/v2/dynamic_content/items", "items", "dynamic_content:read", admins},
	{"/api/v2/help_center/articles", "articles", "hc:read", nil},
	{"/api/v2/apps/installations", "installations", "apps:read", admins},
	{"/api/v2/apps/owned", "apps", "apps:read", admins},
	{"/api/v2/guide/theming/themes", "themes", "themes:read", admins},
	{"/api/v2/account/settings", "settings", "account_settings:read", admins},
	{"/api/v2/custom_objects", "custom_objects", "custom_objects:read", agents},
	{"/api/v2/deletion_schedules", "deletion_schedules", "deletion_schedules:read", admins},
	{"/api/v2/slas/policies", "sla_policies", "sla_policies:read", admins},
	{"/api/v2/views", "views", "ticket_views:read", agents},
	{"/api/v2/audit_logs", "audit_logs", "auditlogs:read", admins},
	{"/api/v2/search", "results", "", agents},
	{"/api/v2/ticket_fields", "ticket_fields", "", agents},
	{"/api/v2/job_statuses", "job_statuses", "", agents},
}

// resource answers with a list of one item, which is enough to show that the scope opens it.
func (a *Account) resource(res resource) func(http.ResponseWriter, *http.Request, caller) {
	need := []string{"read"}
	if res.scope != "" {
		need = []string{res.scope, "read"}
	}
	return func(w http.ResponseWriter, r *http.Request, c caller) {
		if !c.allows(w, res.roles, need...) {
			return
		}
		if res.key == "settings" {
			writeJSON(w, http.StatusOK, object{"settings": object{"branding": object{"header_color": "17494D"}, "api": object{"accepted_api_agreement": true}}})
			return
		}
		name := "Practice " + strings.ReplaceAll(strings.TrimSuffix(res.key, "s"), "_", " ")
		writeJSON(w, http.StatusOK, object{
			res.key: []object{{"id": 1, "name": name, "url": a.base(r) + res.path + "/1.json"}},
			"count": 1, "next_page": nil, "previous_page": nil,
		})
	}
}
