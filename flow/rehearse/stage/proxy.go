package stage

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"time"
)

// errRefused says that a connection was refused by the stage or by an upstream proxy.
var errRefused = errors.New("refused")

// serveProxy answers CONNECT. A host of an account of the stage is connected to the stage, any other host of zendesk.com or
// .invalid is refused, and every other host is connected to, unread.
func (s *Stage) serveProxy(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		http.Error(w, "zdg rehearse: this proxy takes CONNECT only", http.StatusBadRequest)
		return
	}
	to, err := s.dial(r.Host)
	if err != nil {
		http.Error(w, "zdg rehearse: this host cannot be reached", http.StatusBadGateway)
		return
	}
	defer to.Close() // the other end may have closed it
	s.trackTunnel(to, true)
	defer s.trackTunnel(to, false)
	client, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer client.Close() // as above
	s.trackTunnel(client, true)
	defer s.trackTunnel(client, false)
	if _, err := io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	copyBothWays(client, buffered, to)
}

// copyBothWays copies in both directions until both have ended.
func copyBothWays(client net.Conn, buffered *bufio.ReadWriter, to net.Conn) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(to, buffered) // the end of a connection is no error of ours
		closeWrite(to)
	}()
	_, _ = io.Copy(client, to) // as above
	closeWrite(client)
	<-done
}

// closeWrite tells the other end that nothing more will be sent.
func closeWrite(c net.Conn) {
	if half, ok := c.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite() // it may be closed already
	}
}

// trackTunnel keeps track of the proxy's open connections, which Close cuts.
func (s *Stage) trackTunnel(c net.Conn, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if open {
		s.tunnels[c] = true
	} else {
		delete(s.tunnels, c)
	}
}

// dial connects to the host that a program asked the proxy for.
func (s *Stage) dial(hostPort string) (net.Conn, error) {
	name, ours := nameOf(hostPort)
	s.mu.Lock()
	known := ours && s.accounts[name] != nil
	s.mu.Unlock()
	d := net.Dialer{Timeout: 20 * time.Second}
	switch {
	case known:
		return d.Dial("tcp", s.Direct())
	case isZone(hostPort):
		s.noteConnection(hostPort, true)
		return nil, errRefused
	}
	s.noteConnection(hostPort, false)
	if s.upstream == "" {
		return d.Dial("tcp", hostPort)
	}
	to, err := d.Dial("tcp", s.upstream)
	if err != nil {
		return nil, err
	}
	if err := throughProxy(to, hostPort); err != nil {
		_ = to.Close() // the error is what counts
		return nil, err
	}
	return to, nil
}

// throughProxy asks an upstream proxy to connect. It reads the answer byte by byte, so that nothing behind it is lost.
func throughProxy(c net.Conn, hostPort string) error {
	if _, err := fmt.Fprintf(c, "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n", hostPort, hostPort); err != nil {
		return err
	}
	var head []byte
	for one := make([]byte, 1); len(head) < 16<<10; {
		if _, err := c.Read(one); err != nil {
			return err
		}
		head = append(head, one[0])
		if len(head) > 4 && string(head[len(head)-4:]) == "\r\n\r\n" {
			var major, minor, status int
			if _, err := fmt.Sscanf(string(head), "HTTP/%d.%d %d", &major, &minor, &status); err != nil || status != http.StatusOK {
				return errRefused
			}
			return nil
		}
	}
	return errRefused
}

// noteConnection notes a host, once.
func (s *Stage) noteConnection(hostPort string, refused bool) {
	c := Connection{Host: bareHost(hostPort), Refused: refused}
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.Contains(s.connections, c) {
		return
	}
	if len(s.connections) < 100 {
		s.connections = append(s.connections, c)
		s.notify()
	}
}
