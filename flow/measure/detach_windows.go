package measure

import (
	"os/exec"
	"syscall"
)

// detach keeps ctrl+c from the program, and a console window from showing.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP, HideWindow: true}
}
