package rehearse

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"zdg/flow/rehearse/stage"
)

// canary is a server on this machine where nothing should arrive: hostile account names lead there. It listens for TLS and
// for plain HTTP.
type canary struct {
	secure, plain net.Listener
	servers       []*http.Server

	mu   sync.Mutex
	hits []hit
}

// hit is a request that arrived. Its content is not kept.
type hit struct {
	method      string
	credentials bool // it held a code, a secret or a token
}

// newCanary opens a canary, whose TLS certificate a program that trusts the stage trusts too.
func newCanary(s *stage.Stage) (*canary, error) {
	c := &canary{}
	var err error
	if c.secure, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	if c.plain, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		_ = c.secure.Close() // it served nothing yet
		return nil, err
	}
	for _, l := range []net.Listener{tls.NewListener(c.secure, s.TLS()), c.plain} {
		server := &http.Server{Handler: c, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
		c.servers = append(c.servers, server)
		go func() { _ = server.Serve(l) }() // it returns when the canary closes
	}
	return c, nil
}

func (c *canary) close() {
	for _, s := range c.servers {
		_ = s.Close() // there is nothing to lose
	}
}

// host returns the HOST:PORT of the TLS listener, or of the plain one.
func (c *canary) host(secure bool) string {
	if secure {
		return c.secure.Addr().String()
	}
	return c.plain.Addr().String()
}

func (c *canary) isHost(host string) bool { return host == c.host(true) || host == c.host(false) }

// ServeHTTP notes a request, and answers as a token endpoint that refuses the grant.
func (c *canary) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 64<<10)) // a part of it will do
	text := r.URL.RawQuery + " " + string(body)
	h := hit{method: r.Method, credentials: r.Header.Get("Authorization") != ""}
	for _, k := range []string{"client_secret", "code=", `"code"`, "refresh_token", "code_verifier"} {
		h.credentials = h.credentials || strings.Contains(text, k)
	}
	c.mu.Lock()
	c.hits = append(c.hits, h)
	c.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `{"error":"invalid_grant"}`) // the client may be gone
}

// since returns the hits after the first n.
func (c *canary) since(n int) []hit {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.hits[n:])
}

func (c *canary) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.hits)
}
