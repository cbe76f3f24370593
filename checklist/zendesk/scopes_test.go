package zendesk

import (
	"slices"
	"strings"
	"testing"
)

func TestParseScopes(t *testing.T) {
	for _, tt := range []struct {
		typed     []string
		want, err string
	}{
		{[]string{"read"}, "read", ""},
		{[]string{"tickets:read users:read"}, "tickets:read users:read", ""},
		{[]string{" tickets:read\n\nusers:read ", "write"}, "tickets:read users:read write", ""},
		{[]string{"ticket:read"}, "ticket:read", ""},
		{[]string{"read", "read"}, "read read", ""},
		{nil, "", "no scope is given"},
		{[]string{"", " \n"}, "", "no scope is given"},
		{[]string{"tickets:read,users:read"}, "", "separate them by spaces"},
		{[]string{"tickets:read, users:read"}, "", "separate them by spaces"},
		{[]string{"tickets:read;users:read"}, "", "separate them by spaces"},
		{[]string{`["tickets:read","users:read"]`}, "", "brackets and quotes"},
		{[]string{`"tickets:read"`}, "", "brackets and quotes"},
		{[]string{"{read}"}, "", "brackets and quotes"},
		{[]string{"read+write"}, "", "already encoded"},
		{[]string{"read%20write"}, "", "already encoded"},
		{[]string{"tickets.read"}, "", `write "tickets:read"`},
		{[]string{"Tickets.READ"}, "", `write "tickets:read"`},
		{[]string{"tickets:"}, "", "lacks a part"},
		{[]string{":read"}, "", "lacks a part"},
		{[]string{"https://www.example.com/auth/mail"}, "", "not an address"},
		{[]string{"tïckets:read"}, "", "scopes do not have"},
		{[]string{"tickets\u200b:read"}, "", "scopes do not have"},
		{[]string{"tickets:read\u2010"}, "", "in place of a hyphen: type it instead"},
		{[]string{"\u2013tickets:read"}, "", "in place of a hyphen: type it instead"},
		{[]string{"tickets\uff1aread"}, "", `did you mean "tickets:read"?`},
		{[]string{`tickets\read`}, "", "scopes do not have"},
		{[]string{strings.Repeat("a", scopeLength+1)}, "", "longer than"},
		{[]string{strings.Repeat("read ", scopeCount+1)}, "", "more than"},
	} {
		s, err := ParseScopes(tt.typed)
		checkParsed(t, strings.Join(tt.typed, "|"), s.String(), err, tt.want, tt.err)
		if s.IsZero() != (tt.err != "") {
			t.Errorf("%q: IsZero() = %v", tt.typed, s.IsZero())
		}
	}
}

func mustScopes(t *testing.T, typed string) Scopes {
	t.Helper()
	s, err := ParseScopes([]string{typed})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestScopesRemarks(t *testing.T) {
	for _, tt := range []struct{ typed, want, text string }{
		{"read", "", ""},
		{"read write", "", ""},
		{"read tickets:write", "", ""},
		{"organizations:write read", "", ""},
		{"tickets:read users:read hc:write auditlogs:read any_channel:write", "", ""},
		{"read tickets:read", "scope-overlap", "read already holds tickets:read"},
		{"tickets:write write", "scope-overlap", "write already holds tickets:write"},
		{"read read", "scope-duplicate", "read is listed twice"},
		{"read read read", "scope-duplicate", ""},
		{"read impersonate", "scope-impersonate", ""},
		{"read offline_access", "scope-openid", "refresh tokens without it"},
		{"openid read", "scope-openid", ""},
		{"auditlogs:write", "scope-direction", "only auditlogs:read is"},
		{"security:write", "scope-direction", ""},
		{"any_channel:read", "scope-direction", "only any_channel:write is"},
		{"ticket:read", "scope-unknown", "did you mean tickets:read?"},
		{"read:tickets", "scope-unknown", "did you mean tickets:read?"},
		{"Tickets:Read", "scope-unknown", "did you mean tickets:read?"},
		{"views:read", "scope-unknown", "did you mean ticket_views:read?"},
		{"search:read", "scope-unknown", "needs the broad read"},
		{"ticket_fields:read", "scope-unknown", "needs the broad read"},
		{"chat", "scope-unknown", "Allowed scopes"},
		{"tickets:delete", "scope-unknown", "did you mean tickets:write?"},
		{"tickets:rw", "scope-unknown", "did you mean tickets:read tickets:write?"},
		{"ticket:view", "scope-unknown", "did you mean tickets:read?"},
		{"auditlogs:all", "scope-unknown", "did you mean auditlogs:read?"},
		{"views", "scope-unknown", "did you mean ticket_views:read or ticket_views:write?"},
		{"read-write", "scope-unknown", "did you mean read write?"},
		{"all", "scope-unknown", "Allowed scopes"},
		{"openid", "scope-openid", "OpenID Connect"},
		{"profile", "scope-openid", "users/me"},
		{"chat read tickets:read", "scope-unknown scope-overlap", ""},
	} {
		rs := mustScopes(t, tt.typed).Remarks()
		checkRemarks(t, tt.typed, rs, tt.want)
		if len(rs) > 0 && !strings.Contains(rs[0].Text, tt.text) {
			t.Errorf("%q: %q lacks %q", tt.typed, rs[0].Text, tt.text)
		}
	}
}

func TestNearestScope(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"ticket:read", "tickets:read"},
		{"tickests:read", "tickets:read"},
		{"usres:write", "users:write"},
		{"reed", "read"},
		{"READ", "read"},
		{"audit_logs:read", "auditlogs:read"},
		{"guide:read", "hc:read"},
		{"write:users", "users:write"},
		{"customobjects:read", "custom_objects:read"},
		{"nothing-like-it", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := nearestScope(tt.name); got != tt.want {
			t.Errorf("nearest(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestScopesHasAndCovers(t *testing.T) {
	s := mustScopes(t, "read tickets:write")
	for _, tt := range []struct {
		scope       string
		has, covers bool
	}{
		{"read", true, true},
		{"users:read", false, true},
		{"tickets:write", true, true},
		{"users:write", false, false},
		{"write", false, false},
		{"", false, false},
	} {
		if s.has(tt.scope) != tt.has || s.Covers(tt.scope) != tt.covers {
			t.Errorf("%q: Has %v, Covers %v", tt.scope, s.has(tt.scope), s.Covers(tt.scope))
		}
	}
	s.List()[0] = "changed"
	if s.String() != "read tickets:write" {
		t.Error("List hands out the list itself")
	}
}

func TestScopeTable(t *testing.T) {
	names := map[string]bool{}
	for _, s := range ScopeTable() {
		if names[s.Name] {
			t.Errorf("%s is listed twice", s.Name)
		}
		names[s.Name] = true
		if s.What == "" || s.Source.Key == "" || s.Confidence == "" {
			t.Errorf("incomplete row %+v", s)
		}
		if rs := mustScopes(t, s.Name).Remarks(); len(rs) > 0 && s.Name != "impersonate" {
			t.Errorf("%s is remarked: %v", s.Name, rs)
		}
	}
	// 52 are listed by a client of September 2026 (T15); impersonate is the one it leaves out.
	if len(names) != 55 {
		t.Errorf("%d scopes, want 55", len(names))
	}
}

func TestProbe(t *testing.T) {
	tried := 0
	for _, s := range ScopeTable() {
		path, ok, why := Probe(s.Name)
		src, c := ProbeSource(s.Name)
		switch {
		case ok && (!strings.HasSuffix(s.Name, "read") || !strings.HasPrefix(path, "/api/v2/") || src.URL == "" || c == ""):
			t.Errorf("%s: bad probe %q, %v, %v", s.Name, path, src, c)
		case !ok && (path != "" || why == "" || src.Key != ""):
			t.Errorf("%s: no probe, but %q, %q, %v", s.Name, path, why, src)
		case ok:
			tried++
		}
	}
	if tried != len(probes) {
		t.Errorf("%d of %d probes belong to a scope of the catalogue", tried, len(probes))
	}
	for _, unknown := range []string{"", "ticket:read", "search:read", "x:write"} {
		if path, ok, why := Probe(unknown); ok || path != "" || why == "" {
			t.Errorf("Probe(%q) = %q, %v, %q", unknown, path, ok, why)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abd", 1}, {"kitten", "sitting", 3}} {
		if got := Slips(tt.a, tt.b); got != tt.want || Slips(tt.b, tt.a) != tt.want {
			t.Errorf("Slips(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzParseScopes(f *testing.F) {
	for _, s := range []string{"read write", "tickets.read", "[read]", "a,b", "read\n tickets:read", "::", "É:read", "search:read"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s, err := ParseScopes([]string{typed})
		if err != nil {
			checkSentence(t, err.Error())
			return
		}
		again, err := ParseScopes([]string{s.String()})
		if err != nil || !slices.Equal(again.List(), s.List()) {
			t.Errorf("%q is not stable: %v, %v", s, again, err)
		}
		for _, r := range s.Remarks() {
			checkSentence(t, r.Text)
		}
	})
}
