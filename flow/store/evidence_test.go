package store

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

const (
	acme   = "https://d3v-acme.zendesk.com"
	client = "zdg-acme"
)

// fill puts something other than zero into everything that v leads to.
func fill(v reflect.Value, n *int64) {
	*n++
	if v.Type() == reflect.TypeFor[time.Time]() {
		zone := time.FixedZone("far", 7*3600)
		v.Set(reflect.ValueOf(time.Date(2026, 11, 22, 10, 0, 0, int(*n), zone)))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, n)
		}
	case reflect.String:
		v.SetString(strings.Repeat("<é>", int(*n%3)+1))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(*n)
	case reflect.Float64:
		v.SetFloat(float64(*n))
	default:
		panic("the evidence holds a " + v.Kind().String() + ": teach fill")
	}
}

// full returns evidence in which every field is set that is kept.
func full() checklist.Evidence {
	var e checklist.Evidence
	var n int64
	fill(reflect.ValueOf(&e).Elem(), &n)
	e.SecretIn = nil    // never kept: it is about a secret
	e.Now = time.Time{} // never kept: it is of a report
	return e
}

// TestEvidenceRoundTrip: every field survives, times in UTC; the evidence that was given is not changed.
func TestEvidenceRoundTrip(t *testing.T) {
	store := EvidenceStore{Dir: filepath.Join(t.TempDir(), "new", "state")}
	if e, err := store.LoadEvidence(acme, client); err != nil || !reflect.DeepEqual(e, checklist.Evidence{}) {
		t.Fatalf("of nothing: %v, %v", e, err)
	}
	for _, e := range []checklist.Evidence{full(), {}, {Token: &checklist.Token{Granted: []string{}}}} {
		if err := store.SaveEvidence(acme, client, e); err != nil {
			t.Fatal(err)
		}
		got, err := store.LoadEvidence(acme, client)
		if err != nil || !reflect.DeepEqual(got, inUTC(e)) {
			t.Errorf("got %+v, %v", got, err)
		}
	}
	e := full()
	store.SaveEvidence(acme, client, e)
	if !reflect.DeepEqual(e, full()) {
		t.Error("SaveEvidence changed what it was given")
	}
	text := get(t, store.evidenceName(acme, client))
	if zones := regexp.MustCompile(`\d{2}:\d{2}:\d{2}[.\d]*[+-]\d{2}:\d{2}`).FindString(text); zones != "" {
		t.Errorf("a time is not in UTC: %s", zones)
	}
	if !strings.Contains(text, `"schema": "zdg.evidence/2"`) {
		t.Error("no schema")
	}
	checkMode(t, store.Dir, 0o700)
	checkMode(t, filepath.Join(store.Dir, "evidence"), 0o700)
	checkMode(t, store.evidenceName(acme, client), 0o600)
}

// TestEvidenceHasNoRoomForSecrets: the evidence's types have no room for a token or a secret.
func TestEvidenceHasNoRoomForSecrets(t *testing.T) {
	var walk func(reflect.Type, string)
	walk = func(typ reflect.Type, path string) {
		switch {
		case typ == reflect.TypeFor[time.Time]():
		case typ.Kind() == reflect.Pointer, typ.Kind() == reflect.Slice:
			walk(typ.Elem(), path)
		case typ.Kind() == reflect.Struct:
			for field := range typ.Fields() {
				walk(field.Type, path+"."+field.Name)
			}
		case typ.Kind() == reflect.String && regexp.MustCompile(`(?i)(secret|accesstoken|refreshtoken|verifier|cookie)$`).MatchString(path):
			t.Errorf("%s is a text", path)
		}
	}
	walk(reflect.TypeFor[checklist.Evidence](), "Evidence")
}

// TestEvidenceKeepsItsNumbers: places are kept as numbers. Another order would give old evidence another
// meaning, and needs another evidenceSchema.
func TestEvidenceKeepsItsNumbers(t *testing.T) {
	for want, where := range []explain.Where{explain.Network, explain.AuthorizePage, explain.Callback, explain.TokenEndpoint, explain.API} {
		if int(where) != want {
			t.Errorf("place %d is %d now", want, where)
		}
	}
}

func TestEvidenceOfManyClients(t *testing.T) {
	store := EvidenceStore{Dir: t.TempDir()}
	clients := [][2]string{
		{acme, client},
		{acme, "ZDG-acme"},
		{acme, "zdg_acme"},
		{acme, ""},
		{acme, "../../etc/passwd"},
		{acme, "a\x00b"},
		{acme, "Ацме"},
		{acme, strings.Repeat("x", 300)},
		{acme, strings.Repeat("x", 301)},
		{"https://d3v-acme.zendesk.com:8443", client},
		{"http://127.0.0.1:18573", client},
		{"", client},
		{acme, "CON"},
	}
	for i, c := range clients {
		if err := store.SaveEvidence(c[0], c[1], checklist.Evidence{Person: &checklist.Person{ID: int64(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	for i, c := range clients {
		if e, err := store.LoadEvidence(c[0], c[1]); err != nil || e.Person.ID != int64(i) {
			t.Errorf("%q: %v, %v", c, e.Person, err)
		}
	}
	files := filesIn(t, filepath.Join(store.Dir, "evidence"))
	for _, name := range files {
		if len(name) > 100 || !regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*_?[0-9a-f]{12}\.json$`).MatchString(name) {
			t.Errorf("%q", name)
		}
	}
	if len(files) != len(clients) || !slices.ContainsFunc(files, func(n string) bool { return strings.HasPrefix(n, "d3v-acme.zendesk.com_zdg-acme_") }) {
		t.Errorf("%q", files)
	}
	if e, err := store.LoadEvidence(" HTTPS://D3V-Acme.zendesk.com/", client); err != nil || e.Person == nil {
		t.Errorf("another spelling of the account: %v", err)
	}
}

// TestEvidenceDamaged: evidence that cannot be used is told, left alone by reading, and moved aside by writing.
func TestEvidenceDamaged(t *testing.T) {
	for name, row := range map[string]struct{ text, says string }{
		"empty":   {"", "damaged JSON"},
		"cut":     {`{"schema": "zdg.evidence/2", "acc`, "damaged JSON"},
		"newer":   {`{"schema": "zdg.evidence/3", "other": 1}`, `schema "zdg.evidence/3", not "zdg.evidence/2"`},
		"unknown": {`{"schema": "zdg.evidence/2", "evidence": {"Surprise": 1}}`, "unknown or damaged members"},
		"another": {`{"schema": "zdg.evidence/2", "account_url": "https://other.zendesk.com", "identifier": "zdg-acme", "evidence": {}}`, "they belong to another client"},
		"huge":    {strings.Repeat(" ", evidenceMax+1), "a file of more than 4 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			store := EvidenceStore{Dir: t.TempDir()}
			file := store.evidenceName(acme, client)
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			put(t, file, row.text)
			e, err := store.LoadEvidence(acme, client)
			if !errors.Is(err, ErrEvidence) || !reflect.DeepEqual(e, checklist.Evidence{}) || !strings.Contains(err.Error(), row.says) || !strings.Contains(err.Error(), ".bad") {
				t.Errorf("got %v, %v", e, err)
			}
			if get(t, file) != row.text {
				t.Error("reading changed the file")
			}
			if err := store.SaveEvidence(acme, client, full()); err != nil {
				t.Fatal(err)
			}
			if get(t, asideName(file)) != row.text {
				t.Error("what was there is lost")
			}
			if got, err := store.LoadEvidence(acme, client); err != nil || got.Person == nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestEvidenceFailsCleanly(t *testing.T) {
	store := EvidenceStore{Dir: t.TempDir()}
	if err := store.SaveEvidence(acme, client, full()); err != nil {
		t.Fatal(err)
	}
	store.disk = &faultyDisk{failAt: "short"}
	if err := store.SaveEvidence(acme, client, checklist.Evidence{}); !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "set XDG_STATE_HOME") {
		t.Errorf("got %v", err)
	}
	if e, err := store.LoadEvidence(acme, client); err != nil || e.Person == nil {
		t.Errorf("the old ones are lost: %v", err)
	}
	if got := filesIn(t, filepath.Join(store.Dir, "evidence")); len(got) != 1 {
		t.Errorf("left behind: %q", got)
	}
}

// TestFoldersThatAreOpenAreClosed: a state folder of others' making is made ours alone.
func TestFoldersThatAreOpenAreClosed(t *testing.T) {
	store := EvidenceStore{Dir: filepath.Join(t.TempDir(), "state")}
	if err := os.MkdirAll(filepath.Join(store.Dir, "evidence"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := store.SaveEvidence(acme, client, full()); err != nil {
		t.Fatal(err)
	}
	checkMode(t, store.Dir, 0o700)
	checkMode(t, filepath.Join(store.Dir, "evidence"), 0o700)
}
