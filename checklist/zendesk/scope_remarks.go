package zendesk

import (
	"fmt"
	"slices"
	"strings"
)

// Remarks returns what looks wrong about the scopes, grave remarks first.
func (s Scopes) Remarks() []Remark {
	var rs []Remark
	for i, name := range s.list {
		if slices.Contains(s.list[:i], name) {
			if !slices.ContainsFunc(rs, func(r Remark) bool { return r.Code == "scope-duplicate" && strings.HasPrefix(r.Text, name+" ") }) {
				rs = append(rs, mildRemark("scope-duplicate", name+" is listed twice: remove one", "RFC6749", Inferred))
			}
			continue
		}
		rs = append(rs, s.remarksOn(name)...)
	}
	slices.SortStableFunc(rs, func(a, b Remark) int {
		switch {
		case a.Grave == b.Grave:
			return 0
		case a.Grave:
			return -1
		}
		return 1
	})
	return rs
}

func (s Scopes) remarksOn(name string) []Remark {
	resource, action, fine := strings.Cut(name, ":")
	switch {
	case fine && (action == "read" || action == "write") && s.has(action):
		return []Remark{mildRemark("scope-overlap", fmt.Sprintf("%s already holds %s: Admin Center was seen to refuse Allowed scopes with both, while another product asks for both. Leave out the one that is not needed", action, name), "T15", Observed)}
	case name == "impersonate":
		return []Remark{mildRemark("scope-impersonate", "impersonate lets an admin act for any end user, which few products need: ask for it only if the product does that", "Z10", Documented)}
	case slices.Contains([]string{"openid", "profile", "email", "phone", "address"}, name):
		return []Remark{mildRemark("scope-openid", name+" is a scope of OpenID Connect, which Zendesk has not documented: remove it. users/me says who signed in; users:read or read opens it", "T17", Observed)}
	case name == "offline_access":
		return []Remark{mildRemark("scope-openid", name+" is a scope of other providers: remove it, because Zendesk issues refresh tokens without it and may answer it with invalid_scope", "T13", Observed)}
	case knownScope(name):
		return nil
	case fine && (action == "read" || action == "write") && (knownScope(resource+":read") || knownScope(resource+":write")):
		other := map[string]string{"read": "write", "write": "read"}[action]
		return []Remark{mildRemark("scope-direction", fmt.Sprintf("%s is not known, only %s:%s is: a token with an unknown scope is answered with 403", name, resource, other), "Z9", Documented)}
	}
	return []Remark{mildRemark("scope-unknown", unknownText(name), "Z9", Documented)}
}

func unknownText(name string) string {
	head := quoted(name) + " is unknown"
	const tail = ". A token with an unknown scope is answered with 403, or refused with invalid_scope"
	resource, _, _ := strings.Cut(strings.ToLower(name), ":")
	if slices.Contains(readOnly, resource) {
		return head + ": what it names needs the broad read" + tail
	}
	if near := meantScopes(name); near != "" {
		return head + ": did you mean " + near + "?" + tail[1:]
	}
	if near := nearestScope(name); near != "" {
		return head + ": did you mean " + near + "?" + tail[1:]
	}
	return head + ": check its name in the client's Allowed scopes" + tail
}

// readOnly are resources without a scope of their own: search (T14) and the others (T15, T17).
var readOnly = []string{"search", "audits", "ticket_audits", "job_statuses", "ticket_fields"}

// otherNames are names that people use for a resource whose scope has another name.
var otherNames = map[string]string{
	"audit_logs": "auditlogs", "audit_log": "auditlogs", "views": "ticket_views", "attachments": "ticket_attachments",
	"help_center": "hc", "helpcenter": "hc", "guide": "hc", "articles": "hc", "settings": "account_settings",
	"orgs": "organizations", "slas": "sla_policies", "sla": "sla_policies", "ratings": "satisfaction_ratings",
}

// nearestScope returns the scope of the catalogue that is closest to a misspelt one; "" when
// none is close. It is a hint for a person, never a correction.
func nearestScope(name string) string {
	if len(name) > scopeLength {
		return ""
	}
	want := strings.ToLower(name)
	resource, action, fine := strings.Cut(want, ":")
	if resource == "read" || resource == "write" { // read:tickets
		resource, action = action, resource
	}
	if other, ok := otherNames[resource]; ok {
		resource = other
	}
	if fine {
		want = resource + ":" + action
	}
	best, least := "", 3 // at most two typing errors
	for _, s := range ScopeTable() {
		if d := Slips(want, s.Name); d < least && d*3 <= len(s.Name) {
			best, least = s.Name, d
		}
	}
	return best
}

// Names of other vendors for what Zendesk's two actions allow: GET, and POST, PUT and DELETE
// (Z10).
var (
	readActions  = set("get", "view", "list", "show", "readonly", "read-only", "read_only", "ro", "r", "all:read", "read:all")
	writeActions = set("create", "update", "edit", "modify", "delete", "post", "put", "add", "w", "write:all")
	bothActions  = set("all", "full", "manage", "admin", "rw", "readwrite", "read-write", "read_write", "read/write", "write/read", "read:write", "write:read", "full_access", "crud", "edit:all")
)

// meantScopes returns the scope, or the pair of scopes, that a name in the style of another
// vendor means; "" when it means none of the catalogue. It is a hint, never a correction.
func meantScopes(name string) string {
	if len(name) > scopeLength {
		return ""
	}
	low := strings.ToLower(name)
	if low != "all" && low != "full" && low != "admin" && low != "manage" && bothActions()[low] {
		return "read write"
	}
	resource, action, fine := strings.Cut(low, ":")
	if other, ok := otherNames[resource]; ok {
		resource = other
	}
	i := slices.IndexFunc(resources, func(r resourceScopes) bool { return r.name == resource || r.name == resource+"s" })
	if i < 0 {
		return ""
	}
	var meant []string
	r := resources[i]
	if (!fine || readActions()[action] || bothActions()[action]) && r.reads {
		meant = append(meant, r.name+":read")
	}
	if (!fine || writeActions()[action] || bothActions()[action]) && r.writes {
		meant = append(meant, r.name+":write")
	}
	if !fine { // nothing says which
		return strings.Join(meant, " or ")
	}
	return strings.Join(meant, " ")
}
