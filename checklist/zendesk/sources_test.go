package zendesk

import (
	"net/url"
	"testing"
	"time"
)

func TestSources(t *testing.T) {
	unpublished := map[string]bool{"T5": true, "T6": true, "T17": true, "T38": true, "ours": true}
	seen := map[string]bool{}
	for _, s := range Sources() {
		if seen[s.Key] {
			t.Errorf("%s is listed twice", s.Key)
		}
		seen[s.Key] = true
		u, err := url.Parse(s.URL)
		if err != nil || !unpublished[s.Key] && (u.Scheme != "https" || u.Host == "") {
			t.Errorf("%s has no address: %q", s.Key, s.URL)
		}
		if s.AsOf.Year() < 1989 || s.AsOf.After(time.Now()) || s.AsOf.Location() != time.UTC || !s.AsOf.Truncate(24*time.Hour).Equal(s.AsOf) {
			t.Errorf("%s has an odd day: %v", s.Key, s.AsOf)
		}
		if SourceOf(s.Key) != s {
			t.Errorf("SourceOf(%q) is another", s.Key)
		}
	}
	for _, key := range []string{"Z1", "Z4", "Z4-thread", "Z7", "Z9", "Z10", "Z11", "Z12", "Z13", "Z14a", "Z14c", "Z14d", "Z14g", "Z14h", "Z14i", "Z15", "Z17", "Z23", "Z26", "Z27", "T1", "T4", "T5", "T6", "T9", "T10", "T13", "T14", "T15", "T16", "T18", "T22", "Z28", "Z30", "Z32a", "Z32b", "Z32c", "T17b", "T28", "T29", "T31", "T35", "RFC1123", "RFC2606", "RFC3986", "ours", "RFC6749", "RFC8252"} {
		if !seen[key] {
			t.Errorf("%s is missing", key)
		}
	}
	for _, p := range probes {
		if !seen[p.key] {
			t.Errorf("probe of %s: no source %s", p.scope, p.key)
		}
	}
	Sources()[0].Key = "changed"
	if sources[0].Key != "Z1" {
		t.Error("Sources hands out the table itself")
	}
}

func TestSourceOfUnknownKey(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	SourceOf("Z99")
}
