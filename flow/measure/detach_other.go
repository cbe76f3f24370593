//go:build !unix && !windows

package measure

import "os/exec"

// detach does nothing: this system has no sessions.
func detach(*exec.Cmd) {}
