package launch

import (
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is a job: it ends with everything in it, also when zdg ends.
type group struct{ job windows.Handle }

// apart keeps ctrl+c from the program.
func apart(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// take puts the program into the job. What it started before that is not in it; there is no way to start it stopped.
func (g *group) take(cmd *exec.Cmd) {
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
		_ = windows.AssignProcessToJobObject(job, process) // then the first process alone is ended
		_ = windows.CloseHandle(process)
	}
	g.job = job
}

// ask has no gentle way here: the program is ended.
func (g *group) ask(cmd *exec.Cmd) { g.end(cmd) }

func (g *group) end(cmd *exec.Cmd) {
	if g.job != 0 {
		_ = windows.TerminateJobObject(g.job, 1) // it may have ended
	}
	_ = cmd.Process.Kill() // as above
}
