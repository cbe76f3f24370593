//go:build !linux

package launch

import "path/filepath"

// processes returns nothing: on this system the processes of a program cannot be listed.
func (p *Program) processes() []int { return nil }

// Executables returns the file name of the program that was started; on this system no other process is known.
func (p *Program) Executables() []string { return []string{filepath.Base(p.cmd.Path)} }

// exiting reports false: on this system it is not known.
func (*Program) exiting() bool { return false }
