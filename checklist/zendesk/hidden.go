package zendesk

import (
	"fmt"
	"io"
	"log/slog"
)

// Dots is what everything hidden prints as, whatever its length.
const Dots = "••••••••"

// Hidden is a value that lets its holder in: a client secret, a token, an authorization
// code. It prints as dots in every way; Reveal is the only way out. The zero Hidden is none.
type Hidden struct {
	// A pointer, because fmt does not call methods for %p or for a Hidden in an
	// unexported field: an address is all it can print then.
	s *string
}

// NewHidden takes a value as it is; "" gives the zero Hidden.
func NewHidden(value string) Hidden {
	if value == "" {
		return Hidden{}
	}
	return Hidden{&value}
}

// Reveal returns the value, "" for the zero Hidden. What it returns belongs into a
// request and nowhere else.
func (h Hidden) Reveal() string {
	if h.s == nil {
		return ""
	}
	return *h.s
}

// IsZero reports whether there is none.
func (h Hidden) IsZero() bool { return h.s == nil }

// String returns dots.
func (h Hidden) String() string { return Dots }

// GoString returns dots.
func (h Hidden) GoString() string { return Dots }

// Format writes dots for every verb.
func (h Hidden) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Dots) }

// MarshalText returns dots: nothing hidden is ever written by accident.
func (h Hidden) MarshalText() ([]byte, error) { return []byte(Dots), nil }

// MarshalJSON returns dots as a JSON string.
func (h Hidden) MarshalJSON() ([]byte, error) { return []byte(`"` + Dots + `"`), nil }

// LogValue returns dots.
func (h Hidden) LogValue() slog.Value { return slog.StringValue(Dots) }
