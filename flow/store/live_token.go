package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// liveSchema names the format of the note of test tokens.
const liveSchema = "zdg.live/1"

// LiveToken notes that test tokens of one run may still work: enough to find and delete them
// in Zendesk, and no more. The tokens themselves are never kept.
type LiveToken struct {
	AccountURL string    `json:"account_url"`
	Identifier string    `json:"identifier"`
	Until      time.Time `json:"until"`              // when the last of them expires, in UTC
	Assumed    bool      `json:"assumed,omitempty"`  // the account did not state Until: it is the longest documented lifetime
	TokenID    int64     `json:"token_id,omitempty"` // no longer written; older notes have it
}

// liveFile is the content of a file with a note.
type liveFile struct {
	Schema string `json:"schema"`
	LiveToken
}

// MarkLive notes, before a run asks for test tokens, that some may be left. It replaces an
// earlier note of the same run; those of other runs stay. run is a name that no other run
// ever has, of letters, digits and hyphens. The note is on disk when MarkLive returns.
func (s EvidenceStore) MarkLive(run string, t LiveToken) error {
	t.AccountURL, t.Until = sameURL(t.AccountURL), t.Until.UTC().Round(0)
	always := func() error { return nil }
	if err := s.writeJSON(s.liveName(t.AccountURL, t.Identifier, run), liveFile{liveSchema, t}, always); err != nil {
		return fmt.Errorf("the trace of the test token cannot be kept: %w: check the permissions and the free space of %s, or set XDG_STATE_HOME", err, s.Dir)
	}
	return nil
}

// Live returns the notes of test tokens that may work at the time now, the first to expire
// first. They are from earlier runs that could not revoke them, or from tests that are
// running. It removes notes of expired tokens. For notes that cannot be read there is an
// error, beside the other notes.
func (s EvidenceStore) Live(now time.Time) ([]LiveToken, error) {
	folder := s.LiveDir()
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the traces of test tokens cannot be read: %w: change the permissions of %s", cause(err), folder)
	}
	var live []LiveToken
	var wrong error
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if filepath.Ext(name) != ".json" {
			continue
		}
		var file liveFile
		if err := readJSON(name, liveSchema, &file); err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				wrong = errors.Join(wrong, fmt.Errorf("the trace of a test token cannot be read (%w): look for tokens of your client in Admin Center, then delete %s", err, name))
			}
			continue
		}
		if !file.Until.After(now) {
			_ = removeIfExists(name) // if that fails, the note does no harm
			continue
		}
		live = append(live, file.LiveToken)
	}
	slices.SortStableFunc(live, func(a, b LiveToken) int { return a.Until.Compare(b.Until) })
	return live, wrong
}

// ClearLive removes the note of a run. Call it when all tokens of the run are proven dead.
func (s EvidenceStore) ClearLive(run, accountURL, identifier string) error {
	if err := removeIfExists(s.liveName(sameURL(accountURL), identifier, run)); err != nil {
		return fmt.Errorf("the trace of a test token cannot be removed: %w: change the permissions of %s", err, s.Dir)
	}
	return nil
}

// LiveDir returns the folder with the notes. A person who has deleted the tokens in Zendesk
// may empty it.
func (s EvidenceStore) LiveDir() string { return filepath.Join(s.Dir, "live") }

func (s EvidenceStore) liveName(accountURL, identifier, run string) string {
	return filepath.Join(s.LiveDir(), nameFor(accountURL, identifier)+"_"+run+".json")
}
