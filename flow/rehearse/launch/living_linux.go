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
