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
	token := func(minutes int) LiveToken {
		return LiveToken{AccountURL: acme, Identifier: client, Until: at(minutes)}
	}
	other := LiveToken{AccountURL: acme, Identifier: "zdg-other", Until: at(9), Assumed: true}

	live(start)
	must(store.ClearLive("one", acme, client))
	must(store.MarkLive("one", LiveToken{AccountURL: acme + "/", Identifier: client, Until: at(5).In(time.FixedZone("far", 3600))}))
	live(start, token(5))
	must(store.MarkLive("one", token(4))) // more is known of the same run
	live(start, token(4))
	must(store.MarkLive("two", token(3)))
	must(store.MarkLive("two", other))
	live(start, token(3), token(4), other)
	must(store.ClearLive("two", acme, client)) // a clean run is no word about an earlier one
	live(start, token(4), other)
	live(at(4), other)
	if got := filesIn(t, filepath.Join(store.Dir, "live")); len(got) != 1 {
		t.Errorf("what has ended is still there: %q", got)
	}
	checkMode(t, filepath.Join(store.Dir, "live"), 0o700)
	checkMode(t, store.liveName(acme, "zdg-other", "two"), 0o600)
	must(store.ClearLive("two", acme, "zdg-other"))
	live(start)
}

// TestLiveOfEarlierVersions: what an earlier version noted is told of, and no run of this
// one forgets it.
func TestLiveOfEarlierVersions(t *testing.T) {
	store := EvidenceStore{Dir: t.TempDir()}
	until := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	if err := os.MkdirAll(store.LiveDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, store.liveName(acme, client, "0"), `{"schema":"zdg.live/1","account_url":"`+acme+`","identifier":"`+client+`","until":"2026-11-22T10:00:00Z","token_id":0}`)
	for _, do := range []func() error{
		func() error { return nil },
		func() error {
			return store.MarkLive("one", LiveToken{AccountURL: acme, Identifier: client, Until: until.Add(time.Hour)})
		},
		func() error { return store.ClearLive("one", acme, client) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
		if got, err := store.Live(until.Add(-time.Minute)); err != nil || len(got) == 0 || !got[0].Until.Equal(until) {
			t.Errorf("got %v, %v", got, err)
		}
	}
}

// TestLiveDamaged: a damaged note of a living token hides no other, and zdg never removes it.
func TestLiveDamaged(t *testing.T) {
	store := EvidenceStore{Dir: t.TempDir()}
	until := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	if err := store.MarkLive("one", LiveToken{AccountURL: acme, Identifier: client, Until: until}); err != nil {
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
