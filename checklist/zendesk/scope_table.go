package zendesk

import (
	"slices"
	"strings"
)

// Scope is one scope that Zendesk is known to have.
type Scope struct {
	Name       string // as it is sent, such as "tickets:read"
	What       string // what it allows, in a few words, lower case
	Source     Source
	Confidence Confidence
}

// resourceScopes is a row of the catalogue: a resource, and which fine scopes it has.
type resourceScopes struct {
	name, what    string
	reads, writes bool
	key           string
}

// resources are the resources that have scopes. Those from Z9 have been documented for
// years; those from T15 were added with the granular scopes of August 2026 (Z14g), and are
// known from clients that list them.
var resources = []resourceScopes{
	{"tickets", "tickets and their comments", true, true, "Z9"},
	{"users", "users, and who signed in", true, true, "Z9"},
	{"organizations", "organizations", true, true, "Z9"},
	{"hc", "the help center: articles, sections, categories, community", true, true, "Z9"},
	{"apps", "installed apps", true, true, "Z9"},
	{"automations", "automations", true, true, "Z9"},
	{"targets", "notification targets", true, true, "Z9"},
	{"triggers", "triggers", true, true, "Z9"},
	{"macros", "macros", true, true, "Z9"},
	{"requests", "requests of end users", true, true, "Z9"},
	{"satisfaction_ratings", "satisfaction ratings", true, true, "Z9"},
	{"dynamic_content", "dynamic content", true, true, "Z9"},
	{"webhooks", "webhooks", true, true, "Z9"},
	{"themes", "themes of the help center", true, true, "T15"},
	{"zis", "Zendesk Integration Services", true, true, "T15"},
	{"account_settings", "settings of the account", true, true, "T15"},
	{"brands", "brands", true, true, "T15"},
	{"custom_objects", "custom objects and their records", true, true, "T15"},
	{"deletion_schedules", "deletion schedules", true, true, "T15"},
	{"groups", "groups and who is in them", true, true, "T15"},
	{"sla_policies", "SLA policies", true, true, "T15"},
	{"ticket_attachments", "attachments of tickets", true, true, "T15"},
	{"ticket_views", "views of tickets", true, true, "T15"},
	{"auditlogs", "the audit log of the account", true, false, "Z9"},
	{"security", "security settings", true, false, "Z9"},
	{"unrestricted", "what it opens is not explained", true, true, "Z9"},
	{"any_channel", "messages through the channel framework", false, true, "Z9"},
	{"web_widget", "the Web Widget", false, true, "Z9"},
}

// broadScopes are the scopes that do not belong to a resource (Z10).
func broadScopes() []Scope {
	z10 := SourceOf("Z10")
	return []Scope{
		{"read", "read everything that the person may see", z10, Documented},
		{"write", "create, change and delete everything that the person may", z10, Documented},
		{"impersonate", "let an admin act for end users", z10, Documented},
	}
}

// ScopeTable returns the catalogue of scopes, the broad ones first. It is known to be
// incomplete: a scope that is missing gets a remark and is never refused. The slice is the
// caller's.
func ScopeTable() []Scope {
	all := broadScopes()
	for _, r := range resources {
		c := Documented
		if r.key == "T15" {
			c = Observed
		}
		if r.reads {
			all = append(all, Scope{r.name + ":read", scopeText("read ", r), SourceOf(r.key), c})
		}
		if r.writes {
			all = append(all, Scope{r.name + ":write", scopeText("create, change and delete ", r), SourceOf(r.key), c})
		}
	}
	return all
}

// scopeText says what a scope allows. What unrestricted allows is not documented.
func scopeText(what string, r resourceScopes) string {
	if r.name == "unrestricted" {
		return r.what
	}
	return what + r.what
}

// knownScope reports whether the catalogue has a scope of exactly this name.
func knownScope(name string) bool {
	resource, action, fine := strings.Cut(name, ":")
	if !fine {
		return slices.Contains([]string{"read", "write", "impersonate"}, name)
	}
	i := slices.IndexFunc(resources, func(r resourceScopes) bool { return r.name == resource })
	return i >= 0 && (action == "read" && resources[i].reads || action == "write" && resources[i].writes)
}
