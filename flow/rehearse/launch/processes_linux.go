package launch

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
)

// processes returns the ids of the program's running processes, also of those that left its process group: each has
// inherited the mark in its environment.
func (p *Program) processes() []int {
	proc, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer proc.Close() // read only
	names, err := proc.Readdirnames(-1)
	if err != nil {
		return nil
	}
	var all []int
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue // not a process
		}
		environ, err := os.ReadFile("/proc/" + name + "/environ")
		if err == nil && bytes.Contains(environ, []byte(markEnv+"="+p.mark)) { // an error: another user's, or it has ended
			all = append(all, pid)
		}
	}
	return all
}

// exiting reports whether a process of the group is still on its way out. Such a process no longer shows its mark, but may
// still hold its files and ports open. Zombies, which wait only for their parent, do not count.
func (p *Program) exiting() bool {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is valid
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:]) // state, parent, group; the name before them may hold anything
		if len(fields) < 3 || string(fields[2]) != strconv.Itoa(p.cmd.Process.Pid) {
			continue
		}
		if threads, _ := os.ReadDir(filepath.Join(filepath.Dir(name), "task")); string(fields[0]) != "Z" || len(threads) > 1 {
			return true
		}
	}
	return false
}

// Executables returns the file name of what each running process of the program executes, such as node.
func (p *Program) Executables() []string {
	var all []string
	for _, pid := range p.processes() {
		if path, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/exe"); err == nil {
			all = append(all, filepath.Base(path))
		}
	}
	return all
}
