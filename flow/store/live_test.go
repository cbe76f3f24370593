package store

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestLive(t *testing.T) {
	store := EvidenceStore{Dir: filepath.Join(t.TempDir(), "state")}
	start := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	live := func(now time.Time, want ...LiveToken) {
		t.Helper()
		got, err := store.Live(now)
		if err != nil || len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	token := func(minutes int, id int64) LiveToken { return LiveToken{acme, client, at(minutes), id} }

	live(start)
	must(store.ClearLive(acme, client, 1))
	must(store.MarkLive(acme+"/", client, at(5).In(time.FixedZone("far", 3600)), 0))
	live(start, token(5, 0))
	must(store.MarkLive(acme, client, at(4), 7))
	live(start, token(4, 7))
	must(store.MarkLive(acme, client, at(3), 0))
	must(store.MarkLive(acme, "zdg-other", at(9), 0))
	live(start, token(3, 0), token(4, 7), LiveToken{acme, "zdg-other", at(9), 0})
	must(store.ClearLive(acme, client, 8))
	live(start, token(4, 7), LiveToken{acme, "zdg-other", at(9), 0})
	live(at(4), LiveToken{acme, "zdg-other", at(9), 0})
	if got := names(t, filepath.Join(store.Dir, "live")); len(got) != 1 {
		t.Errorf("what has ended is still there: %q", got)
	}
	mode(t, filepath.Join(store.Dir, "live"), 0o700)
	mode(t, store.liveName(acme, "zdg-other", 0), 0o600)
	must(store.ClearLive(acme, "zdg-other", 0))
	live(start)
}

// A damaged trace hides no other and is never taken away by itself.
func TestLiveDamaged(t *testing.T) {
	store := EvidenceStore{Dir: t.TempDir()}
	until := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	if err := store.MarkLive(acme, client, until, 1); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(store.Dir, "live", "a.json")
	put(t, damaged, "{")
	for range 2 {
		got, err := store.Live(until.Add(-time.Minute))
		if len(got) != 1 || err == nil || !strings.Contains(err.Error(), "look for tokens of your client in Admin Center, then delete "+damaged) {
			t.Errorf("got %v, %v", got, err)
		}
	}
	if _, err := os.Stat(damaged); err != nil {
		t.Error(err)
	}
}
