//go:build !linux

package launch

import "fmt"

// Isolation starts programs in a namespace of their own, which only Linux has.
type Isolation struct{}

// NewIsolation says that there is none on this system.
func NewIsolation(string, []string, Stage) (*Isolation, error) {
	return nil, fmt.Errorf("%w: only Linux has them; name a variable for the account's address with --base-url-env instead", ErrNotIsolated)
}

// Start starts nothing: no Isolation can be made here.
func (*Isolation) Start([]string, string, []string) (*Program, error) { return nil, ErrNotIsolated }

// Isolated does nothing here.
func Isolated() {}
