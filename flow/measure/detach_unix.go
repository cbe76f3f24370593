//go:build unix

package measure

import (
	"os/exec"
	"syscall"
)

// detach has a command start in a session of its own, so that ctrl+c does not reach it and
// it has no terminal to write on.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
