//go:build !linux

package launch

import "path/filepath"

// living are the processes beyond the group, which this system does not tell of.
func (p *Program) living() []int { return nil }

// Executables are the names of the programs that run now; here only the first one is known.
func (p *Program) Executables() []string { return []string{filepath.Base(p.cmd.Path)} }

// ends is not known here.
func (*Program) ends() bool { return false }
