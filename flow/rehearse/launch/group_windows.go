package launch

import (
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is a job object: all processes in it end when its handle is closed, and so also when zdg ends.
type group struct{ job windows.Handle }

// ownGroup has a program start in a process group of its own, so that ctrl+c does not reach it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// add puts the program into the job. Processes that it has started by then are not in it: os/exec cannot start a program
// suspended.
func (g *group) add(cmd *exec.Cmd) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return
	}
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE},
	}
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(cmd.Process.Pid))
	if err == nil {
		_, _ = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
		_ = windows.AssignProcessToJobObject(job, process) // if it fails, kill ends the first process alone
		_ = windows.CloseHandle(process)
	}
	g.job = job
}

// terminate kills the program: Windows has no signal that asks it to end.
func (g *group) terminate(cmd *exec.Cmd) { g.kill(cmd) }

// kill ends every process of the job.
func (g *group) kill(cmd *exec.Cmd) {
	if g.job != 0 {
		_ = windows.TerminateJobObject(g.job, 1) // it may have ended
	}
	_ = cmd.Process.Kill() // as above
}
