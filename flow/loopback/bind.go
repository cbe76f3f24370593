package loopback

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// The two addresses of the loopback interface.
const (
	loopback4 = "127.0.0.1"
	loopback6 = "::1"
)

// bind listens on the registered port: on 127.0.0.1, and on ::1 too when the
// registered host is localhost. Either all of them are bound or none is. A
// machine without one of the two families is served on the other.
func bind(ctx context.Context, t target, port int) ([]net.Listener, error) {
	addresses := []string{loopback4}
	if t.name == "localhost" {
		addresses = append(addresses, loopback6)
	}
	var bound []net.Listener
	var missing error
	for _, address := range addresses {
		l, err := exclusive().Listen(ctx, "tcp", net.JoinHostPort(address, strconv.Itoa(port)))
		if err == nil {
			bound = append(bound, l)
			continue
		}
		if troubleOf(err) == noFamily {
			missing = err
			continue
		}
		closeAll(bound)
		return nil, bindError(err, address, port, len(bound) > 0)
	}
	if len(bound) == 0 {
		return nil, fmt.Errorf("%w: this machine has no loopback interface: paste the address the browser ends on: %w", ErrCannotListen, missing)
	}
	return bound, nil
}

// bindError tells what a failed bind means for the person.
func bindError(err error, address string, port int, other bool) error {
	if address == loopback6 {
		address = "[::1]"
	}
	var told error
	switch troubleOf(err) {
	case busy:
		told = &BusyError{Port: port, Address: address, Other: other, Err: err}
	case denied:
		if port < 1024 && !isWindows(err) {
			return fmt.Errorf("%w: port %d is kept for the administrator: paste the address the browser ends on: %w", ErrCannotListen, port, err)
		}
		told = &ReservedError{Port: port, Address: address, Err: err}
	default:
		told = fmt.Errorf("port %d on %s cannot be listened on: paste the address the browser ends on: %w", port, address, err)
	}
	if port == 80 {
		// A web server has it, as a rule: nobody ends that for a test.
		return fmt.Errorf("%w: paste the address the browser ends on: %w", ErrCannotListen, told)
	}
	return told
}

// trouble is why a bind failed.
type trouble int

const (
	other    trouble = iota
	busy             // somebody holds the port
	denied           // the system gives it to nobody
	noFamily         // the machine has no such address
)

// The numbers of Winsock: package syscall's own names are invented there and
// never match.
const (
	wsaEACCES        = syscall.Errno(10013)
	wsaEAFNOSUPPORT  = syscall.Errno(10047)
	wsaEADDRINUSE    = syscall.Errno(10048)
	wsaEADDRNOTAVAIL = syscall.Errno(10049)
)

func troubleOf(err error) trouble {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return other
	}
	switch number {
	case syscall.EADDRINUSE, wsaEADDRINUSE:
		return busy
	case syscall.EACCES, syscall.EPERM, wsaEACCES:
		return denied
	case syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT, wsaEADDRNOTAVAIL, wsaEAFNOSUPPORT:
		return noFamily
	}
	return other
}

func isWindows(err error) bool { return errors.Is(err, wsaEACCES) }

func closeAll(ls []net.Listener) {
	for _, l := range ls {
		l.Close()
	}
}
