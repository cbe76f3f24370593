package zendesk

import (
	"slices"
	"time"
)

// Source is a page that a rule was read on.
type Source struct {
	Key  string    // the key of the page, such as "Z4"; stable
	URL  string    // the page; empty for a document without a public address
	AsOf time.Time // the day it was read, or the newest dated evidence on it; UTC, midnight
}

// Confidence says how well a rule or a diagnosis is known.
type Confidence string

// The three confidences, best first.
const (
	Documented Confidence = "documented" // Zendesk's own documentation says so
	Observed   Confidence = "observed"   // somebody measured it on a real account, or reported it
	Inferred   Confidence = "inferred"   // concluded, confirmed by nobody
)

// SourceOf returns the source with this key. It panics on a key that is not in
// the table, because a rule without a source is a mistake in the program.
func SourceOf(key string) Source {
	i := slices.IndexFunc(sources, func(s Source) bool { return s.Key == key })
	if i < 0 {
		panic("zendesk: no source has the key " + key)
	}
	return sources[i]
}

// Sources returns all sources in the order of the table: Zendesk's own pages,
// third parties, standards. The slice is the caller's.
func Sources() []Source { return slices.Clone(sources) }
