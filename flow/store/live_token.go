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

// liveSchema names the format of the trace of a test token.
const liveSchema = "zdg.live/1"

// A LiveToken is the trace of the test tokens of one run: enough to find and delete them
// in Zendesk, and no more. The tokens themselves are never kept.
type LiveToken struct {
	AccountURL string    `json:"account_url"`
	Identifier string    `json:"identifier"`
	Until      time.Time `json:"until"`              // when the last one ends by itself, in UTC
	Assumed    bool      `json:"assumed,omitempty"`  // the account does not tell that: it is the longest that is documented
	TokenID    int64     `json:"token_id,omitempty"` // 0; read for the sake of older notes
}

type liveFile struct {
	Schema string `json:"schema"`
	LiveToken
}

// MarkLive notes, before a run asks for a test token, that one may live; what it noted
// before for the same run makes place. run names the run among all that were ever made: of
// letters, digits and hyphens. What other runs have noted stays, since their tokens live on
// whatever this one does. The note is on disk when MarkLive returns.
func (s EvidenceStore) MarkLive(run string, t LiveToken) error {
	t.AccountURL, t.Until = sameURL(t.AccountURL), t.Until.UTC().Round(0)
	always := func() error { return nil }
	if err := s.keep(s.liveName(t.AccountURL, t.Identifier, run), liveFile{liveSchema, t}, always); err != nil {
		return fmt.Errorf("the trace of the test token cannot be kept: %w: check the permissions and the free space of %s, or set XDG_STATE_HOME", err, s.Dir)
	}
	return nil
}

// Live is every test token that may live at the time now, the first to end
// first: what an earlier run could not revoke, unless a test is running now.
// Notes of tokens that have ended are taken away. A note that cannot be read is
// an error beside the others.
func (s EvidenceStore) Live(now time.Time) ([]LiveToken, error) {
	folder := s.LiveDir()
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the traces of test tokens cannot be read: %w: change the permissions of %s", reason(err), folder)
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
			_ = remove(name) // what is over harms nobody
			continue
		}
		live = append(live, file.LiveToken)
	}
	slices.SortStableFunc(live, func(a, b LiveToken) int { return a.Until.Compare(b.Until) })
	return live, wrong
}

// ClearLive forgets what a run has noted; called when all its tokens are proven dead.
// Notes of other runs stay.
func (s EvidenceStore) ClearLive(run, accountURL, identifier string) error {
	if err := remove(s.liveName(sameURL(accountURL), identifier, run)); err != nil {
		return fmt.Errorf("the trace of a test token cannot be removed: %w: change the permissions of %s", err, s.Dir)
	}
	return nil
}

// LiveDir is the folder of the notes. A person who has deleted the tokens in Zendesk can
// empty it.
func (s EvidenceStore) LiveDir() string { return filepath.Join(s.Dir, "live") }

func (s EvidenceStore) liveName(accountURL, identifier, run string) string {
	return filepath.Join(s.LiveDir(), fileName(accountURL, identifier)+"_"+run+".json")
}
