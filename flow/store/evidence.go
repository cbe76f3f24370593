package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// evidenceSchema names the format of an evidence file and its version.
const evidenceSchema = "zdg.evidence/2"

// evidenceMax is the largest file that is read as evidence, in bytes.
const evidenceMax = 4 << 20

// ErrEvidence says that there is evidence which cannot be used.
var ErrEvidence = errors.New("the kept results cannot be used")

// EvidenceStore keeps what was measured, in one file for each account and client, in a folder
// that only the user can read. Only one goroutine may write at a time; several processes may.
type EvidenceStore struct {
	Dir  string // the state folder, see StateDir; it is created on the first write
	disk disk   // nil for the real one
}

// evidenceFile is the content of a file of evidence. The evidence is stored as its Go types
// are, so that no field can be forgotten here. When a field changes its name or meaning,
// evidenceSchema has to change.
type evidenceFile struct {
	Schema     string             `json:"schema"`
	AccountURL string             `json:"account_url"`
	Identifier string             `json:"identifier"`
	Evidence   checklist.Evidence `json:"evidence"`
}

// LoadEvidence returns what was measured with the client on the account; the zero Evidence
// and no error when nothing was. For evidence that is damaged or of another version the error
// wraps ErrEvidence and gives the reason: go on without it, since it can be measured again.
// All times are in UTC.
func (s EvidenceStore) LoadEvidence(accountURL, identifier string) (checklist.Evidence, error) {
	accountURL = sameURL(accountURL)
	name := s.evidenceName(accountURL, identifier)
	e, err := readEvidence(name, accountURL, identifier)
	if errors.Is(err, fs.ErrNotExist) {
		return checklist.Evidence{}, nil
	}
	if err != nil {
		return checklist.Evidence{}, fmt.Errorf("%w (%w): run the test again; the old ones are then moved to %s", ErrEvidence, err, asideName(name))
	}
	return e, nil
}

// SaveEvidence keeps e, in place of what was kept before, for the client on the account. A
// file that cannot be used is first moved aside, to a name that ends in .bad.
func (s EvidenceStore) SaveEvidence(accountURL, identifier string, e checklist.Evidence) error {
	accountURL = sameURL(accountURL)
	name := s.evidenceName(accountURL, identifier)
	if err := s.writeJSON(name, evidenceFile{evidenceSchema, accountURL, identifier, inUTC(e)}, func() error {
		_, err := readEvidence(name, accountURL, identifier)
		return err
	}); err != nil {
		return fmt.Errorf("the results cannot be kept: %w: check the permissions and the free space of %s, or set XDG_STATE_HOME", err, s.Dir)
	}
	return nil
}

// readEvidence reads one file. Its errors say why it cannot be used, but not what to do.
func readEvidence(name, accountURL, identifier string) (checklist.Evidence, error) {
	var file evidenceFile
	if err := readJSON(name, evidenceSchema, &file); err != nil {
		return checklist.Evidence{}, err
	}
	if file.AccountURL != accountURL || file.Identifier != identifier {
		return checklist.Evidence{}, errors.New("they belong to another client")
	}
	return inUTC(file.Evidence), nil
}

func (s EvidenceStore) evidenceName(accountURL, identifier string) string {
	return filepath.Join(s.Dir, "evidence", nameFor(accountURL, identifier)+".json")
}

// writeJSON writes v as JSON into the file called name. Where usable returns an error other
// than fs.ErrNotExist, the present file is first moved aside.
func (s EvidenceStore) writeJSON(name string, v any, usable func() error) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	for _, folder := range []string{s.Dir, filepath.Dir(name)} {
		if err := makeFolder(folder); err != nil {
			return err
		}
	}
	d := s.disk
	if d == nil {
		d = realDisk{}
	}
	if err := usable(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		if err := d.Rename(name, asideName(name)); err != nil {
			return cause(err)
		}
	}
	if _, err := replace(d, name, append(text, '\n')); err != nil {
		return cause(err)
	}
	return nil
}

// readJSON reads a file with the given schema into v. Unknown members are errors, since
// writing the file again would drop them. Errors quote nothing of the file but its schema.
func readJSON(name, schema string, v any) error {
	text, err := readBounded(name, evidenceMax)
	if err != nil {
		return cause(err)
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return errors.New("damaged JSON")
	}
	if head.Schema != schema {
		return fmt.Errorf("schema %.40q, not %q", head.Schema, schema)
	}
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(v); err != nil {
		return errors.New("unknown or damaged members")
	}
	return nil
}

// sameURL normalises the URL of an account.
func sameURL(accountURL string) string {
	return strings.TrimRight(strings.ToLower(strings.TrimSpace(accountURL)), "/")
}

// asideName is the name to which a file that cannot be used is moved.
func asideName(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) + ".bad" }

// removeIfExists removes a file; one that does not exist is no error.
func removeIfExists(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cause(err)
	}
	return nil
}

// inUTC returns a copy of e with every time in UTC, so that what is read equals what was
// written, on any machine.
func inUTC(e checklist.Evidence) checklist.Evidence {
	e.Steps = slices.Clone(e.Steps)
	for i := range e.Steps {
		toUTC(&e.Steps[i].At)
		e.Steps[i].Seen = seenInUTC(e.Steps[i].Seen)
	}
	e.Scopes = slices.Clone(e.Scopes)
	for i := range e.Scopes {
		e.Scopes[i].Seen = seenInUTC(e.Scopes[i].Seen)
	}
	if e.Token != nil {
		t := *e.Token
		toUTC(&t.IssuedAt, &t.TokenExpiry, &t.ExpiresAt)
		e.Token = &t
	}
	if e.Record != nil {
		r := *e.Record
		toUTC(&r.At)
		e.Record = &r
	}
	if e.Rehearsal != nil {
		r := *e.Rehearsal
		toUTC(&r.At)
		e.Rehearsal = &r
	}
	if e.Revoke != nil {
		r := *e.Revoke
		toUTC(&r.LivesUntil, &r.AtMost)
		e.Revoke = &r
	}
	return e
}

func seenInUTC(s *explain.Seen) *explain.Seen {
	if s == nil {
		return nil
	}
	seen := *s
	toUTC(&seen.Asked.Since, &seen.Asked.PastedAt)
	return &seen
}

func toUTC(times ...*time.Time) {
	for _, t := range times {
		*t = t.UTC().Round(0)
	}
}
