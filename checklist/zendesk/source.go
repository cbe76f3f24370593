package zendesk

import (
	"slices"
	"time"
)

// Source is a page that a rule rests on.
type Source struct {
	Key  string    // the key of the page, such as "Z4"; stable
	URL  string    // the page; empty for a document without a public address
	AsOf time.Time // the day it was read, or the newest dated evidence on it; UTC, midnight
}

// Confidence says how certain a rule or a diagnosis is.
type Confidence string

// The three confidences, best first.
const (
	Documented Confidence = "documented" // Zendesk's own documentation says so
	Observed   Confidence = "observed"   // somebody measured it on a real account, or reported it
	Inferred   Confidence = "inferred"   // concluded, and not confirmed by anybody
)

// SourceOf returns the source with this key. It panics on an unknown key, because a rule
// without a source is a mistake in the program.
func SourceOf(key string) Source {
	i := slices.IndexFunc(sources, func(s Source) bool { return s.Key == key })
	if i < 0 {
		panic("zendesk: no source has the key " + key)
	}
	return sources[i]
}

// Sources returns all sources: Zendesk's own pages, then third parties, then standards. The
// slice is the caller's.
func Sources() []Source { return slices.Clone(sources) }
