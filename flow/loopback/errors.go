package loopback

import (
	"errors"
	"fmt"
	"runtime"
)

// ErrCannotListen says that no ordinary program can receive a callback at this redirect
// URL (another host, https, or a port such as 80). There is nothing to repair: the person
// pastes the address that the browser ends on.
var ErrCannotListen = errors.New("no callback can be received at this redirect URL")

// BusyError says that another program holds the registered port.
type BusyError struct {
	Port    int    // the registered port
	Address string // where it is held: "127.0.0.1" or "[::1]"
	Other   bool   // our other loopback address is free: a browser could reach either program
	Err     error  // what the system said
}

// Error names the port, and the command that shows which program holds it.
func (e *BusyError) Error() string {
	at := ""
	if e.Other {
		at = " (a browser that looks up localhost may end at that program)"
	}
	return fmt.Sprintf("port %d on %s is held by another program%s: end that program (%s shows it), or register a redirect URL with another port",
		e.Port, e.Address, at, portCommand(runtime.GOOS, e.Port))
}

// Unwrap returns the system's error.
func (e *BusyError) Unwrap() error { return e.Err }

// ReservedError says that the system lets no program listen on the registered port,
// although none holds it: Windows reserves ranges of ports, and sandboxes forbid them.
type ReservedError struct {
	Port    int    // the registered port
	Address string // "127.0.0.1" or "[::1]"
	Err     error  // what the system said
}

// Error names the port, and how to find the reserved ranges.
func (e *ReservedError) Error() string {
	return reservedText(runtime.GOOS, e.Port, e.Address)
}

// Unwrap returns the system's error.
func (e *ReservedError) Unwrap() error { return e.Err }

// portCommand returns the command that shows which program holds a port.
func portCommand(goos string, port int) string {
	switch goos {
	case "windows":
		return fmt.Sprintf("netstat -ano | findstr :%d", port)
	case "linux":
		return fmt.Sprintf("ss -ltnp 'sport = :%d'", port)
	default:
		return fmt.Sprintf("lsof -nP -iTCP:%d -sTCP:LISTEN", port)
	}
}

// reservedText returns the text of a ReservedError.
func reservedText(goos string, port int, address string) string {
	if goos == "windows" {
		// Hyper-V and WSL reserve whole ranges at each start of the machine.
		return fmt.Sprintf("Windows reserves port %d, although no program listens on it: register a redirect URL with a port outside the ranges of netsh int ipv4 show excludedportrange tcp, or paste the address the browser ends on", port)
	}
	return fmt.Sprintf("the system forbids listening on port %d of %s: allow it (a sandbox or security policy says no), register a redirect URL with another port, or paste the address the browser ends on", port, address)
}
