package loopback

import (
	"errors"
	"fmt"
	"runtime"
)

// ErrCannotListen says that no program without special rights could receive a
// callback at this redirect URL (another host, https, a port such as 80): there
// is nothing to repair, the person pastes the address the browser ends on.
var ErrCannotListen = errors.New("no callback can be received at this redirect URL")

// BusyError says that another program holds the registered port.
type BusyError struct {
	Port    int    // the registered port
	Address string // where it is held: "127.0.0.1" or "[::1]"
	Other   bool   // our other address is free: the browser could reach either program
	Err     error  // what the system said
}

// Error names the port, and the command that shows who holds it.
func (e *BusyError) Error() string {
	at := ""
	if e.Other {
		at = " (a browser that looks up localhost may end at that program)"
	}
	return fmt.Sprintf("port %d on %s is held by another program%s: end that program (%s shows it), or register a redirect URL with another port",
		e.Port, e.Address, at, whoHolds(runtime.GOOS, e.Port))
}

// Unwrap gives what the system said.
func (e *BusyError) Unwrap() error { return e.Err }

// ReservedError says that the system does not give the registered port to
// anybody, although no program holds it: Windows reserves ranges, sandboxes
// forbid.
type ReservedError struct {
	Port    int
	Address string
	Err     error
}

// Error names the port and how to find the reserved ranges.
func (e *ReservedError) Error() string {
	return reserved(runtime.GOOS, e.Port, e.Address)
}

// Unwrap gives what the system said.
func (e *ReservedError) Unwrap() error { return e.Err }

// whoHolds is the command that names the holder of a port on one system.
func whoHolds(goos string, port int) string {
	switch goos {
	case "windows":
		return fmt.Sprintf("netstat -ano | findstr :%d", port)
	case "linux":
		return fmt.Sprintf("ss -ltnp 'sport = :%d'", port)
	default:
		return fmt.Sprintf("lsof -nP -iTCP:%d -sTCP:LISTEN", port)
	}
}

// reserved is the text of a ReservedError on one system.
func reserved(goos string, port int, address string) string {
	if goos == "windows" {
		// Hyper-V and WSL take whole ranges at each start of the machine.
		return fmt.Sprintf("Windows reserves port %d, although no program listens on it: register a redirect URL with a port outside the ranges of netsh int ipv4 show excludedportrange tcp, or paste the address the browser ends on", port)
	}
	return fmt.Sprintf("the system forbids listening on port %d of %s: allow it (a sandbox or security policy says no), register a redirect URL with another port, or paste the address the browser ends on", port, address)
}
