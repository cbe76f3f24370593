package zendesk

import (
	"fmt"
	"io"
	"log/slog"
)

// Dots is what every Hidden prints as, whatever its length.
const Dots = "••••••••"

// Hidden is a credential: a client secret, a token or an authorization code. It prints and
// marshals as dots; only Reveal returns the value. The zero Hidden is none.
type Hidden struct {
	// A pointer, because fmt calls no methods for %p or for a Hidden in an unexported field:
	// all it can print then is an address.
	s *string
}

// NewHidden hides a value; "" gives the zero Hidden.
func NewHidden(value string) Hidden {
	if value == "" {
		return Hidden{}
	}
	return Hidden{&value}
}

// Reveal returns the value, "" for the zero Hidden. It belongs in a request and nowhere else.
func (h Hidden) Reveal() string {
	if h.s == nil {
		return ""
	}
	return *h.s
}

// IsZero reports whether there is no value.
func (h Hidden) IsZero() bool { return h.s == nil }

// String returns dots.
func (h Hidden) String() string { return Dots }

// GoString returns dots.
func (h Hidden) GoString() string { return Dots }

// Format writes dots for every verb.
func (h Hidden) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Dots) }

// MarshalText returns dots.
func (h Hidden) MarshalText() ([]byte, error) { return []byte(Dots), nil }

// MarshalJSON returns dots as a JSON string.
func (h Hidden) MarshalJSON() ([]byte, error) { return []byte(`"` + Dots + `"`), nil }

// LogValue returns dots.
func (h Hidden) LogValue() slog.Value { return slog.StringValue(Dots) }
