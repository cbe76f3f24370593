package loopback

import (
	"net"
	"syscall"
)

// exclusiveAddrUse is SO_EXCLUSIVEADDRUSE, the complement of SO_REUSEADDR (winsock2.h), which
// package syscall does not have.
const exclusiveAddrUse = ^4

// exclusive returns a configuration that keeps other programs from binding the same port:
// on Windows they can do so with SO_REUSEADDR unless the first one forbids it.
func exclusive() *net.ListenConfig {
	return &net.ListenConfig{Control: func(_, _ string, c syscall.RawConn) error {
		var failed error
		err := c.Control(func(fd uintptr) {
			failed = syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, exclusiveAddrUse, 1)
		})
		if err != nil {
			return err
		}
		return failed
	}}
}
