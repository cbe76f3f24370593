package store

import (
	"errors"
	"fmt"
)

// Why a file was left as it is; use errors.Is.
var (
	// ErrDamaged says that zdg.toml cannot be parsed, or holds something that does not belong there.
	ErrDamaged = errors.New("damaged")
	// ErrNewer says that a newer zdg wrote the file.
	ErrNewer = errors.New("made by a newer zdg")
	// ErrChanged says that another program wrote zdg.toml since it was read.
	ErrChanged = errors.New("changed on disk")
	// ErrLocked says that another zdg process uses the same zdg.toml.
	ErrLocked = errors.New("in use")
)

// Damage says where a zdg.toml is wrong, and what to do. It never quotes a value, which may
// be a secret. It wraps ErrDamaged or ErrNewer.
type Damage struct {
	Path         string // as given
	Line, Column int    // from 1, the column in characters; 0 for the whole file
	Problem      string
	Fix          string
	kind         error
}

// Error returns `zdg.toml:7:12: what is wrong: what to do`.
func (d *Damage) Error() string {
	where := d.Path
	if d.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", d.Path, d.Line, d.Column)
	}
	return fmt.Sprintf("%s: %s: %s", where, d.Problem, d.Fix)
}

// Unwrap returns ErrDamaged or ErrNewer.
func (d *Damage) Unwrap() error { return d.kind }

const fixLine = "fix that line, or move the file away to start afresh"
