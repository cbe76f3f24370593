//go:build !windows

package loopback

import "net"

// exclusive is the plain configuration: outside Windows a bound port is ours alone.
func exclusive() *net.ListenConfig { return &net.ListenConfig{} }
