package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zdg/checklist"
)

// evidenceSchema names the format of an evidence file and its version.
const evidenceSchema = "zdg.evidence/2"

// maxEvidence bounds what is read as evidence, in bytes.
const maxEvidence = 4 << 20

// ErrEvidence says that there is evidence but that it cannot be used.
var ErrEvidence = errors.New("the kept results cannot be used")

// An EvidenceStore keeps what was measured, one file for each account and
// client, in a folder that nobody else can look into. The caller sees to it
// that one goroutine writes at a time; several processes may.
type EvidenceStore struct {
	Dir  string // the state folder, see StateDir; made when first written to
	disk disk   // nil: the real one
}

// evidenceFile is what a file of evidence holds. The evidence is stored as its
// types say, so that no field can be forgotten here; when one of them changes
// its name or meaning, evidenceSchema changes.
type evidenceFile struct {
	Schema     string             `json:"schema"`
	AccountURL string             `json:"account_url"`
	Identifier string             `json:"identifier"`
	Evidence   checklist.Evidence `json:"evidence"`
}

// LoadEvidence is what was measured with the client on the account; the zero
// Evidence, and no error, when nothing was. Evidence that is damaged or of
// another version is an ErrEvidence that gives the reason: go on without it,
// since it can be measured again. All times are in UTC.
func (s EvidenceStore) LoadEvidence(accountURL, identifier string) (checklist.Evidence, error) {
	accountURL = sameURL(accountURL)
	name := s.evidenceName(accountURL, identifier)
	e, err := readEvidence(name, accountURL, identifier)
	if errors.Is(err, fs.ErrNotExist) {
		return checklist.Evidence{}, nil
	}
	if err != nil {
		return checklist.Evidence{}, fmt.Errorf("%w (%w): run the test again; the old ones are then moved to %s", ErrEvidence, err, bad(name))
	}
	return e, nil
}

// SaveEvidence keeps e in the place of what was kept before for the client on
// the account. What was there and could not be used is moved aside first, to a
// name that ends in .bad.
func (s EvidenceStore) SaveEvidence(accountURL, identifier string, e checklist.Evidence) error {
	accountURL = sameURL(accountURL)
	name := s.evidenceName(accountURL, identifier)
	if err := s.keep(name, evidenceFile{evidenceSchema, accountURL, identifier, inUTC(e)}, func() error {
		_, err := readEvidence(name, accountURL, identifier)
		return err
	}); err != nil {
		return fmt.Errorf("the results cannot be kept: %w: check the permissions and the free space of %s, or set XDG_STATE_HOME", err, s.Dir)
	}
	return nil
}

// readEvidence reads one file; its errors are reasons, without a way out.
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
	return filepath.Join(s.Dir, "evidence", fileName(accountURL, identifier)+".json")
}

// keep writes v as JSON into the file called name. When usable tells that what
// is there is of no use, that is moved aside first.
func (s EvidenceStore) keep(name string, v any, usable func() error) error {
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
		if err := d.Rename(name, bad(name)); err != nil {
			return reason(err)
		}
	}
	if _, err := replace(d, name, append(text, '\n')); err != nil {
		return reason(err)
	}
	return nil
}

// readJSON reads a file of the given schema into v. Unknown members are errors:
// what is not understood must not be dropped by writing it back. Its errors
// never quote the file, but for the schema.
func readJSON(name, schema string, v any) error {
	text, err := readBounded(name, maxEvidence)
	if err != nil {
		return reason(err)
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

// sameURL is one spelling for all spellings of an account's URL.
func sameURL(accountURL string) string {
	return strings.TrimRight(strings.ToLower(strings.TrimSpace(accountURL)), "/")
}

func bad(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) + ".bad" }

// remove takes a file away; one that is not there is no error.
func remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return reason(err)
	}
	return nil
}
