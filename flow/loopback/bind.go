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
// registered host is localhost. It binds all of them or none, but leaves out an
// address family that the machine does not have.
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
		if bindTroubleOf(err) == noFamily {
			missing = err
			continue
		}
		for _, other := range bound {
			other.Close()
		}
		return nil, bindError(err, address, port, len(bound) > 0)
	}
	if len(bound) == 0 {
		return nil, fmt.Errorf("%w: this machine has no loopback interface: paste the address the browser ends on: %w", ErrCannotListen, missing)
	}
	return bound, nil
}

// bindError turns the error of a failed bind into one that says what to do. other says
// that another address was bound.
func bindError(err error, address string, port int, other bool) error {
	if address == loopback6 {
		address = "[::1]"
	}
	var reason error
	switch bindTroubleOf(err) {
	case busy:
		reason = &BusyError{Port: port, Address: address, Other: other, Err: err}
	case denied:
		if port < 1024 && !errors.Is(err, wsaEACCES) {
			return fmt.Errorf("%w: port %d is reserved for administrators: paste the address the browser ends on: %w", ErrCannotListen, port, err)
		}
		reason = &ReservedError{Port: port, Address: address, Err: err}
	default:
		reason = fmt.Errorf("port %d on %s cannot be listened on: paste the address the browser ends on: %w", port, address, err)
	}
	if port == 80 {
		// It usually belongs to a web server, which nobody stops for a test.
		return fmt.Errorf("%w: paste the address the browser ends on: %w", ErrCannotListen, reason)
	}
	return reason
}

// bindTrouble is why a bind failed.
type bindTrouble int

const (
	otherTrouble bindTrouble = iota
	busy                     // somebody holds the port
	denied                   // the system gives it to nobody
	noFamily                 // the machine has no such address
)

// Error numbers of Winsock: on Windows the constants of package syscall have other
// values, which never occur.
const (
	wsaEACCES        = syscall.Errno(10013)
	wsaEAFNOSUPPORT  = syscall.Errno(10047)
	wsaEADDRINUSE    = syscall.Errno(10048)
	wsaEADDRNOTAVAIL = syscall.Errno(10049)
)

// bindTroubleOf returns why a bind failed, by the number of the system's error.
func bindTroubleOf(err error) bindTrouble {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return otherTrouble
	}
	switch number {
	case syscall.EADDRINUSE, wsaEADDRINUSE:
		return busy
	case syscall.EACCES, syscall.EPERM, wsaEACCES:
		return denied
	case syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT, wsaEADDRNOTAVAIL, wsaEAFNOSUPPORT:
		return noFamily
	}
	return otherTrouble
}
