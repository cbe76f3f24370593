package store

import (
	"errors"
	"fmt"
)

// What is wrong with a file that is left as it is; to be found by errors.Is.
var (
	// ErrDamaged says that zdg.toml cannot be read, or holds what does not belong there.
	ErrDamaged = errors.New("damaged")
	// ErrNewer says that a newer zdg made the file.
	ErrNewer = errors.New("made by a newer zdg")
	// ErrChanged says that somebody else wrote zdg.toml since it was read.
	ErrChanged = errors.New("changed on disk")
	// ErrLocked says that another zdg works on the same zdg.toml.
	ErrLocked = errors.New("in use")
)

// A Damage says where a zdg.toml cannot be read, and what to do. It never
// quotes a value, which might be a secret. It is an ErrDamaged or an ErrNewer.
type Damage struct {
	Path         string // as it was named
	Line, Column int    // from 1, the column in characters; 0 when it is about the whole file
	Problem      string
	Fix          string
	kind         error
}

// Error is `zdg.toml:7:12: what is wrong: what to do`.
func (d *Damage) Error() string {
	where := d.Path
	if d.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", d.Path, d.Line, d.Column)
	}
	return fmt.Sprintf("%s: %s: %s", where, d.Problem, d.Fix)
}

// Unwrap is ErrDamaged or ErrNewer.
func (d *Damage) Unwrap() error { return d.kind }

const fixLine = "fix that line, or move the file away to start afresh"
