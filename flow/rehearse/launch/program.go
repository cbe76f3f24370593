package launch

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// MaxOutput is how much a program may print, in bytes: more is a flood.
const MaxOutput = 16 << 20

// grace is how long a program has to end by itself once it is asked to. Together with what follows it stays below the
// five seconds after which zdg leaves by force.
const grace = 2 * time.Second

// lastWords is how long the output of a program that has ended is waited for: it may lie in the pipe still.
const lastWords = time.Second

// ending is how long the end of what was made to end may take.
const ending = time.Second

// markEnv is the variable that every process of the program inherits, whatever it does to leave its parent.
const markEnv = "ZDG_REHEARSAL"

// Program is a program that was started, with everything that it starts itself. Its methods may be called from several
// goroutines.
type Program struct {
	cmd   *exec.Cmd
	group group
	mark  string
	done  chan struct{} // closed when the first process has ended, and what it printed is read

	mu      sync.Mutex
	printed []byte
	flooded bool
	state   error
	asked   bool // Stop was called
	read    chan struct{}
}

// ErrNotIsolated says that this system makes no namespace for us.
var ErrNotIsolated = errors.New("a private namespace is not to be had")

// Start starts a program in a process group of its own, with nothing to read. What it prints is kept.
func Start(argv []string, dir string, environ []string) (*Program, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	apart(cmd)
	return begin(cmd, dir, environ)
}

func begin(cmd *exec.Cmd, dir string, environ []string) (*Program, error) {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return nil, err
	}
	p := &Program{cmd: cmd, mark: hex.EncodeToString(id), done: make(chan struct{}), read: make(chan struct{})}
	p.cmd.Dir = dir
	p.cmd.Env = with(environ, markEnv, p.mark)
	from, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p.cmd.Stdout, p.cmd.Stderr = to, to
	err = p.cmd.Start()
	_ = to.Close() // the program has it now
	if err != nil {
		_ = from.Close() // nobody writes to it
		return nil, err
	}
	p.group.take(p.cmd)
	go p.gather(from)
	go func() {
		state := p.cmd.Wait()
		p.mu.Lock()
		p.state = state
		p.mu.Unlock()
		select { // its last words, which are told with its end
		case <-p.read:
		case <-time.After(lastWords): // what it started holds its output open
		}
		close(p.done)
	}()
	return p, nil
}

// gather keeps what the program prints. One that floods is ended; what it prints until then is read, so that it never
// waits for us.
func (p *Program) gather(from *os.File) {
	defer close(p.read)
	defer from.Close() // read only
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		p.mu.Lock()
		if room := MaxOutput - len(p.printed); n > room {
			n = room
			if !p.flooded {
				p.flooded = true
				go p.kill()
			}
		}
		p.printed = append(p.printed, piece[:n]...)
		p.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Done is closed when the program itself has ended, and Output has its last words; what it started may live on.
func (p *Program) Done() <-chan struct{} { return p.done }

// Ended says how the program ended; "" while it runs, and when it was ended by Stop.
func (p *Program) Ended() string {
	p.mu.Lock()
	flooded, asked, state := p.flooded, p.asked, p.state
	p.mu.Unlock()
	if flooded {
		return fmt.Sprintf("it printed more than %d MB and was ended", MaxOutput>>20)
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
	case len(p.living()) > 0:
		return "it went on in the background: start it in the foreground"
	}
	return "exit status 0"
}

// Output is what was printed so far, on standard output and standard error.
func (p *Program) Output() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]byte(nil), p.printed...)
}

// Stop ends the program and everything that it started: it asks first, and then makes it. It returns when nothing is
// left that this system lets us see.
func (p *Program) Stop() {
	p.mu.Lock()
	p.asked = true
	p.mu.Unlock()
	p.group.ask(p.cmd)
	until := time.After(grace)
	select {
	case <-p.done:
	case <-until:
		until = time.After(0)
	}
	// What has left the group was not asked yet. To look for it is dear, so it is done once the rest has gone.
	left := p.living()
	for _, pid := range left {
		if process, err := os.FindProcess(pid); err == nil {
			_ = process.Signal(syscall.SIGTERM) // it may have ended
		}
	}
	for waiting := true; waiting && len(left) > 0; left = p.living() {
		select {
		case <-until:
			waiting = false
		case <-time.After(30 * time.Millisecond):
		}
	}
	p.group.end(p.cmd) // those without the mark, on systems that tell of none
	if len(left) > 0 {
		p.kill()
	}
	<-p.done
	p.awaitEnd()
	select { // the rest of what it printed
	case <-p.read:
	case <-time.After(grace):
	}
}

// Kill ends the program at once, without asking. It returns when nothing is left that this system lets us see, so that
// its port is free.
func (p *Program) Kill() {
	p.mu.Lock()
	p.asked = true
	p.mu.Unlock()
	p.kill()
	p.awaitEnd()
}

// awaitEnd waits for the end of what was made to end: until then it holds its port.
func (p *Program) awaitEnd() {
	until := time.Now().Add(ending)
	select {
	case <-p.done:
	case <-time.After(ending):
	}
	for p.ends() && time.Now().Before(until) {
		time.Sleep(5 * time.Millisecond)
	}
}

// kill ends all processes, also those that begin meanwhile.
func (p *Program) kill() {
	p.group.end(p.cmd)
	for range 50 {
		left := p.living()
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
