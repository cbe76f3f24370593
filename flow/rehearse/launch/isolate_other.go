//go:build !linux

package launch

import "fmt"

// Isolation starts programs in a mount namespace of their own, which only Linux has.
type Isolation struct{}

// NewIsolation always fails here with [ErrNotIsolated].
func NewIsolation(string, []string, Target) (*Isolation, error) {
	return nil, fmt.Errorf("%w: only Linux has them; name a variable for the account's address with --base-url-env instead", ErrNotIsolated)
}

// Start always fails here with [ErrNotIsolated].
func (*Isolation) Start([]string, string, []string) (*Program, error) { return nil, ErrNotIsolated }

// Isolated does nothing here.
func Isolated() {}
