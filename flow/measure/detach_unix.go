//go:build unix

package measure

import (
	"os/exec"
	"syscall"
)

// detach gives the program a session of its own: ctrl+c is not for it, and it has no
// terminal to write on.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
