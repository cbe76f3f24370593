package checklist

import (
	"strings"
	"testing"
	"time"
)

// TestRehearsal: what the rehearsal saw overrides the developer's word, as long as the values are the
// same.
func TestRehearsal(t *testing.T) {
	d := sampleDraft().With(FieldAppName, "Acme Sync").With(FieldAppID, "")
	at := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	all := map[string]Verdict{"headers-sent": Pass, "refresh-works": Pass, "refresh-next-pair": Pass, "refresh-restart": Pass, "refresh-invalid-grant": Pass}
	for _, tt := range []struct {
		name    string
		change  map[string]Verdict // of scenarios
		draft   func(Draft) Draft
		headers Verdict
		refresh Verdict
		fact    string
	}{
		{"all well", nil, nil, Pass, Pass, "2026-11-26, app version 1.2"},
		{"the word is no, and it works", nil, func(d Draft) Draft { return d.With(FieldHeaders, "no") }, Pass, Pass, ""},
		{"headers missing", map[string]Verdict{"headers-sent": Fail}, nil, Fail, Pass, "as it was seen"},
		{"a remark", map[string]Verdict{"headers-sent": Warn}, nil, Warn, Pass, "as it was seen"},
		{"no restart", map[string]Verdict{"refresh-restart": NotRun}, nil, Pass, Ask, "refresh-restart"},
		{"no restart, and a failure", map[string]Verdict{"refresh-restart": NotRun, "refresh-works": Fail}, nil, Pass, Fail, ""},
		{"another identifier", nil, func(d Draft) Draft { return d.With(FieldIdentifier, "zdg-other") }, Ask, Ask, "zdg-other now: run zdg rehearse again"},
		{"an app id since then", nil, func(d Draft) Draft { return d.With(FieldAppID, "99999") }, Ask, Ask, "the app id (none), which is 99999 now"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &Rehearsal{At: at, AppVersion: "1.2", Identifier: d.Get(FieldIdentifier), AppName: "Acme Sync", OrganizationID: d.Get(FieldOrganizationID)}
			for id, v := range all {
				if other, changed := tt.change[id]; changed {
					v = other
				}
				r.Scenarios = append(r.Scenarios, Rehearsed{ID: id, Verdict: v, Seen: "as it was seen"})
			}
			draft := d
			if tt.draft != nil {
				draft = tt.draft(d)
			}
			seen := ""
			for _, res := range Judge(draft, Evidence{Rehearsal: r}) {
				want := map[string]Verdict{"headers-sent": tt.headers, "refresh-built": tt.refresh}[res.ID]
				if want == "" {
					continue
				}
				if res.Verdict != want {
					t.Errorf("%s: %s, want %s", res.ID, res.Verdict, want)
				}
				if measured := want == Pass || want == Warn || want == Fail; measured != res.Measured.Equal(at) || measured != (res.How == byRehearsal) {
					t.Errorf("%s: measured at %s, by %s", res.ID, res.Measured, res.How)
				}
				for _, f := range res.Facts {
					seen += f.Value + "\n"
				}
			}
			if !strings.Contains(seen, tt.fact) {
				t.Errorf("%q is missing in\n%s", tt.fact, seen)
			}
		})
	}
}
