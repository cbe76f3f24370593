package launch

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
)

// living are the processes of the program, also those that left its group: each has inherited the mark.
func (p *Program) living() []int {
	found, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		return nil
	}
	var all []int
	for _, path := range found {
		environ, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(environ, []byte(markEnv+"="+p.mark)) {
			continue // another's, or one that has ended
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path))); err == nil {
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
