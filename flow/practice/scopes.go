package practice

import (
	"slices"
	"strings"
)

// The catalogue of scopes after August 2026 (T15, 2026-09; Z10). Resources of readWrite exist as name:read and
// name:write.
var (
	broadScopes = []string{"read", "write", "impersonate"}
	readWrite   = []string{
		"tickets", "users", "organizations", "hc", "apps", "automations", "targets", "triggers", "macros", "requests",
		"satisfaction_ratings", "dynamic_content", "themes", "zis", "webhooks", "account_settings", "brands",
		"custom_objects", "deletion_schedules", "groups", "sla_policies", "ticket_attachments", "ticket_views", "unrestricted",
	}
	readOnly  = []string{"auditlogs", "security"}
	writeOnly = []string{"any_channel", "web_widget"}
)

func knownScope(s string) bool {
	if slices.Contains(broadScopes, s) {
		return true
	}
	resource, verb, ok := strings.Cut(s, ":")
	if !ok {
		return false
	}
	return slices.Contains(readWrite, resource) && (verb == "read" || verb == "write") ||
		slices.Contains(readOnly, resource) && verb == "read" ||
		slices.Contains(writeOnly, resource) && verb == "write"
}

// covers reports whether have includes want, itself or by its broad scope. That a broad scope covers the narrower ones is
// inferred from the form, which refuses both together (T15, 2026-09-18).
func covers(have []string, want string) bool {
	if slices.Contains(have, want) {
		return true
	}
	_, verb, ok := strings.Cut(want, ":")
	return ok && knownScope(want) && slices.Contains(have, verb)
}

// allowed reports whether c may request all of want (Z14g). A record without Allowed scopes does not limit the client;
// how Zendesk treats that is unknown.
func allowed(c *ClientRecord, want []string) bool {
	if len(c.AllowedScopes) == 0 {
		return !slices.ContainsFunc(want, func(s string) bool { return strings.ContainsAny(s, ",;") })
	}
	for _, s := range want {
		if !covers(c.AllowedScopes, s) {
			return false
		}
	}
	return true
}

// defaultScopes returns the scopes of a request that names none: the Allowed scopes (T16, 2026-09-02 for
// client_credentials; inferred for the code flow), or else read and write.
func defaultScopes(c *ClientRecord) []string {
	if len(c.AllowedScopes) > 0 {
		return slices.Clone(c.AllowedScopes)
	}
	return []string{"read", "write"}
}

var scopeWords = map[string]string{
	"tickets": "tickets", "users": "people", "organizations": "organizations", "hc": "help center articles", "apps": "apps",
	"automations": "automations", "targets": "targets", "triggers": "triggers", "macros": "macros", "requests": "requests",
	"satisfaction_ratings": "satisfaction ratings", "dynamic_content": "dynamic content", "themes": "themes",
	"zis": "integration services", "webhooks": "webhooks", "account_settings": "account settings", "brands": "brands",
	"custom_objects": "custom objects", "deletion_schedules": "deletion schedules", "groups": "groups",
	"sla_policies": "SLA policies", "ticket_attachments": "ticket attachments", "ticket_views": "views", "unrestricted": "whatever unrestricted stands for",
	"auditlogs": "the audit log", "security": "security settings", "any_channel": "messages of any channel", "web_widget": "the web widget",
}

// explainScope says what a scope permits, for the consent page.
func explainScope(s string) string {
	switch s {
	case "read":
		return "See everything that you can see"
	case "write":
		return "Create, change and delete whatever you can"
	case "impersonate":
		return "Act on behalf of end users"
	}
	resource, verb, _ := strings.Cut(s, ":")
	words, ok := scopeWords[resource]
	switch {
	case !ok || !knownScope(s):
		return "Unknown to this account: permits nothing"
	case verb == "read":
		return "See " + words
	default:
		return "Create, change and delete " + words
	}
}
