package launch

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
)

// living are the processes of the program, also those that left its group: each has inherited the mark.
func (p *Program) living() []int {
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
			continue // no process
		}
		environ, err := os.ReadFile("/proc/" + name + "/environ")
		if err == nil && bytes.Contains(environ, []byte(markEnv+"="+p.mark)) { // else another's, or one that has ended
			all = append(all, pid)
		}
	}
	return all
}

// ends reports whether a process of the group is about to end: it shows no mark any more, and has its files open still. One
// that has ended and of whose end nobody took notice is none.
func (p *Program) ends() bool {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is right
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:]) // state, parent, group: the name before may hold anything
		if len(fields) < 3 || string(fields[2]) != strconv.Itoa(p.cmd.Process.Pid) {
			continue
		}
		if threads, _ := os.ReadDir(filepath.Join(filepath.Dir(name), "task")); string(fields[0]) != "Z" || len(threads) > 1 {
			return true
		}
	}
	return false
}

// Executables are the names of the programs that run now, each once.
func (p *Program) Executables() []string {
	var all []string
	for _, pid := range p.living() {
		if path, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/exe"); err == nil {
			all = append(all, filepath.Base(path))
		}
	}
	return all
}
