package launch

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// maxOutput is how many bytes a program may print before it is ended.
const maxOutput = 16 << 20

// stopGrace is how long a program has to end by itself once it was asked to. Together with the times below it stays under
// the five seconds after which zdg itself leaves by force.
const stopGrace = 2 * time.Second

// outputGrace is how long to wait for the output that a program which has ended left in the pipe.
const outputGrace = time.Second

// exitGrace is how long to wait for processes to be gone after they were killed.
const exitGrace = time.Second

// markEnv is a variable that every process of the program inherits, also one that leaves its group and its parent.
const markEnv = "ZDG_REHEARSAL"

// Program is a running program with all the processes that it starts. Its methods may be called from several goroutines.
type Program struct {
	cmd   *exec.Cmd
	group group
	mark  string
	done  chan struct{} // closed when the first process has ended and its output was read

	mu      sync.Mutex
	printed []byte
	flooded bool
	state   error
	asked   bool          // Stop or Kill was called
	read    chan struct{} // closed when all output was read
}

// ErrNotIsolated says that no namespace can be made on this system.
var ErrNotIsolated = errors.New("no private namespace can be made")

// Start starts a program in a process group of its own, with an empty standard input. argv is the command and its
// arguments, dir its working directory ("" is the current one), environ its whole environment. What it prints is kept.
func Start(argv []string, dir string, environ []string) (*Program, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	ownGroup(cmd)
	return startCommand(cmd, dir, environ)
}

// startCommand starts cmd, whose group and arguments are set, as a Program.
func startCommand(cmd *exec.Cmd, dir string, environ []string) (*Program, error) {
	p := &Program{cmd: cmd, mark: rand.Text(), done: make(chan struct{}), read: make(chan struct{})}
	p.cmd.Dir = dir
	p.cmd.Env = withVariables(environ, markEnv, p.mark)
	from, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p.cmd.Stdout, p.cmd.Stderr = to, to
	err = p.cmd.Start()
	_ = to.Close() // the program has its own copy
	if err != nil {
		_ = from.Close() // there is nothing to read
		return nil, err
	}
	p.group.add(p.cmd)
	go p.readOutput(from)
	go func() {
		state := p.cmd.Wait()
		p.mu.Lock()
		p.state = state
		p.mu.Unlock()
		select {
		case <-p.read:
		case <-time.After(outputGrace): // a process that it started still holds its output open
		}
		close(p.done)
	}()
	return p, nil
}

// readOutput keeps what the program prints, up to maxOutput, and then kills it. It reads on until the end, so that the
// program never blocks on a full pipe.
func (p *Program) readOutput(from *os.File) {
	defer close(p.read)
	defer from.Close() // read only
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		p.mu.Lock()
		if room := maxOutput - len(p.printed); n > room {
			n = room
			if !p.flooded {
				p.flooded = true
				go p.kill()
			}
		}
		p.printed = append(p.printed, buffer[:n]...)
		p.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Done returns a channel that is closed when the program's first process has ended and Output is complete. Processes that
// it started may still run.
func (p *Program) Done() <-chan struct{} { return p.done }

// Ended says how the program ended, such as "exit status 3"; "" while it runs, and after Stop or Kill. A program that
// printed too much has ended in that way, whatever came later.
func (p *Program) Ended() string {
	p.mu.Lock()
	flooded, asked, state := p.flooded, p.asked, p.state
	p.mu.Unlock()
	if flooded {
		return fmt.Sprintf("it printed more than %d MB and was ended", maxOutput>>20)
	}
	if asked {
		return ""
	}
	select {
	case <-p.done:
	default:
		return ""
	}
	switch {
	case state != nil:
		return state.Error()
	case len(p.processes()) > 0:
		return "it went on in the background: start it in the foreground"
	}
	return "exit status 0"
}

// Output returns a copy of what was printed so far, on standard output and standard error.
func (p *Program) Output() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Clone(p.printed)
}

// Stop ends the program and every process that it started: it asks them to end, and kills those that have not ended after
// a grace period. It returns when no process is left that this system can show.
func (p *Program) Stop() {
	p.mu.Lock()
	p.asked = true
	p.mu.Unlock()
	p.group.terminate(p.cmd)
	until := time.After(stopGrace)
	select {
	case <-p.done:
	case <-until:
		until = time.After(0)
	}
	// Processes that left the group were not asked yet. To look for them is slow, so it is done when the others are gone.
	left := p.processes()
	for _, pid := range left {
		if process, err := os.FindProcess(pid); err == nil {
			_ = process.Signal(syscall.SIGTERM) // it may have ended
		}
	}
	for waiting := true; waiting && len(left) > 0; left = p.processes() {
		select {
		case <-until:
			waiting = false
		case <-time.After(30 * time.Millisecond):
		}
	}
	p.group.kill(p.cmd) // also processes without the mark, and on systems that list none
	if len(left) > 0 {
		p.kill()
	}
	<-p.done
	p.awaitEnd()
	select { // the rest of what it printed
	case <-p.read:
	case <-time.After(stopGrace):
	}
}

// Kill ends the program and every process that it started at once. It returns when no process is left that this system can
// show, so that its port is free.
func (p *Program) Kill() {
	p.mu.Lock()
	p.asked = true
	p.mu.Unlock()
	p.kill()
	p.awaitEnd()
}

// awaitEnd waits until the processes that were killed are gone: until then they hold their ports.
func (p *Program) awaitEnd() {
	until := time.Now().Add(exitGrace)
	select {
	case <-p.done:
	case <-time.After(exitGrace):
	}
	for p.exiting() && time.Now().Before(until) {
		time.Sleep(5 * time.Millisecond)
	}
}

// kill kills all processes, also those that start meanwhile.
func (p *Program) kill() {
	p.group.kill(p.cmd)
	for range 50 {
		left := p.processes()
		if len(left) == 0 {
			return
		}
		for _, pid := range left {
			if process, err := os.FindProcess(pid); err == nil {
				_ = process.Kill() // it may have ended
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
}
