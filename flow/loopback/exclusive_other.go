//go:build !windows

package loopback

import "net"

// exclusive returns the default configuration: outside Windows a bound port is exclusive.
func exclusive() *net.ListenConfig { return &net.ListenConfig{} }
