//go:build unix

package launch

import (
	"os/exec"
	"syscall"
)

// group is the process group that the program leads.
type group struct{}

// apart gives the program a group of its own: ctrl+c is not for it, and one signal reaches all of it.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func (group) take(*exec.Cmd) {}

func (group) ask(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) } // it may have ended

func (group) end(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // as above
