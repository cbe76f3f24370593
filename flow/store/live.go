package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// liveSchema names the format of the trace of a test token.
const liveSchema = "zdg.live/1"

// A LiveToken is the trace of a test token: enough to find and delete it in
// Zendesk, and no more. The token itself is never kept.
type LiveToken struct {
	AccountURL string    `json:"account_url"`
	Identifier string    `json:"identifier"`
	Until      time.Time `json:"until"`    // when it ends by itself, in UTC
	TokenID    int64     `json:"token_id"` // its id at Zendesk; 0: not known yet
}

type liveFile struct {
	Schema string `json:"schema"`
	LiveToken
}

// MarkLive notes, before a test token is asked for, that one may live until
// then; with tokenID 0. Once its id is known, marking it again with the id
// takes the place of the first note. The note is on disk when MarkLive returns.
func (s EvidenceStore) MarkLive(accountURL, identifier string, until time.Time, tokenID int64) error {
	accountURL = sameURL(accountURL)
	token := LiveToken{accountURL, identifier, until.UTC().Round(0), tokenID}
	always := func() error { return nil }
	err := s.keep(s.liveName(accountURL, identifier, tokenID), liveFile{liveSchema, token}, always)
	if err == nil && tokenID != 0 {
		err = remove(s.liveName(accountURL, identifier, 0))
	}
	if err != nil {
		return fmt.Errorf("the trace of the test token cannot be kept: %w: see to the permissions and the space of %s, or set XDG_STATE_HOME", err, s.Dir)
	}
	return nil
}

// Live is every test token that may live at the time now, the first to end
// first: what an earlier run could not revoke, unless a test is running now.
// Notes of tokens that have ended are taken away. A note that cannot be read is
// an error beside the others.
func (s EvidenceStore) Live(now time.Time) ([]LiveToken, error) {
	folder := filepath.Join(s.Dir, "live")
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
			remove(name)
			continue
		}
		live = append(live, file.LiveToken)
	}
	slices.SortStableFunc(live, func(a, b LiveToken) int { return a.Until.Compare(b.Until) })
	return live, wrong
}

// ClearLive forgets the token with this id, and the note made before the id was
// known; called when the token is proven dead. Notes of other ids stay.
func (s EvidenceStore) ClearLive(accountURL, identifier string, tokenID int64) error {
	accountURL = sameURL(accountURL)
	for _, id := range []int64{tokenID, 0} {
		if err := remove(s.liveName(accountURL, identifier, id)); err != nil {
			return fmt.Errorf("the trace of a test token cannot be taken away: %w: change the permissions of %s", err, s.Dir)
		}
	}
	return nil
}

func (s EvidenceStore) liveName(accountURL, identifier string, id int64) string {
	name := fileName(accountURL, identifier) + "_" + strconv.FormatInt(id, 10) + ".json"
	return filepath.Join(s.Dir, "live", name)
}
