//go:build unix

package launch

import (
	"os/exec"
	"syscall"
)

// group is the process group that the program leads.
type group struct{}

// ownGroup has a program start in a process group of its own, so that ctrl+c does not reach it and one signal reaches all
// of its processes.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// add has nothing to do here: the program has led its group since it started.
func (group) add(*exec.Cmd) {}

// terminate asks every process of the group to end.
func (group) terminate(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) } // it may have ended

// kill ends every process of the group.
func (group) kill(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // as above
