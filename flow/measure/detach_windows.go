package measure

import (
	"os/exec"
	"syscall"
)

// detach has a command start in a process group of its own, so that ctrl+c does not reach
// it, and without a console window.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP, HideWindow: true}
}
