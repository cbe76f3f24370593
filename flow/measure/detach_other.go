//go:build !unix && !windows

package measure

import "os/exec"

// detach has nothing to do where there are no sessions.
func detach(*exec.Cmd) {}
