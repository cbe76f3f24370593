package stage

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Options describe a stage.
type Options struct {
	Client Client
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Upstream is the proxy that connections to other hosts go on through, as HOST:PORT; "" goes there directly.
	Upstream string
	// MaxLog is how many requests are kept; 0 means 20,000.
	MaxLog int
}

// Stage is several accounts, with what leads a program to them. Open one with [Open], and [Stage.Close] it.
type Stage struct {
	now       func() time.Time
	authority *authority
	upstream  string
	maxLog    int
	proxy     net.Listener
	direct    net.Listener // TLS by the name that is asked for
	plain     net.Listener // by path
	servers   []*http.Server

	mu          sync.Mutex // guards what follows; an account's own lock is taken inside it, never the other way round
	client      Client
	learned     bool
	secret      string // the first client secret that came
	accounts    map[string]*Account
	reserved    []string // names of accounts to come
	log         []*Request
	connections []Connection
	tunnels     map[net.Conn]bool
	changed     chan struct{} // closed, and made anew, with every change of the log
	dropped     int
}

// Open makes a stage without accounts. Its ports are open when it returns.
func Open(o Options) (*Stage, error) {
	s := &Stage{
		now: o.Now, upstream: o.Upstream, maxLog: o.MaxLog, client: o.Client, accounts: map[string]*Account{}, tunnels: map[net.Conn]bool{}, changed: make(chan struct{}),
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.maxLog == 0 {
		s.maxLog = maxLog
	}
	var err error
	if s.authority, err = newAuthority(s.now()); err != nil {
		return nil, fmt.Errorf("no certificate can be made: %w", err)
	}
	for _, l := range []*net.Listener{&s.proxy, &s.direct, &s.plain} {
		if *l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			s.Close()
			return nil, fmt.Errorf("the stage cannot listen on 127.0.0.1: %w", err)
		}
	}
	secure := tls.NewListener(s.direct, &tls.Config{GetCertificate: s.authority.serving, NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12})
	s.serve(s.proxy, http.HandlerFunc(s.serveProxy))
	s.serve(secure, http.HandlerFunc(s.serveHost))
	s.serve(s.plain, http.HandlerFunc(s.servePath))
	return s, nil
}

func (s *Stage) serve(l net.Listener, h http.Handler) {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 20 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	s.mu.Lock()
	s.servers = append(s.servers, server)
	s.mu.Unlock()
	go func() { _ = server.Serve(l) }() // it returns when the stage closes
}

// Close ends the stage; connections that are open are cut.
func (s *Stage) Close() {
	s.mu.Lock()
	servers := s.servers
	s.mu.Unlock()
	for _, server := range servers {
		_ = server.Close() // there is nothing to lose
	}
	for _, l := range []net.Listener{s.proxy, s.direct, s.plain} {
		if l != nil {
			_ = l.Close() // it may be closed already
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.tunnels {
		_ = c.Close() // the other end may have closed it
	}
}

// Proxy is the proxy's address, HOST:PORT.
func (s *Stage) Proxy() string { return s.proxy.Addr().String() }

// Direct is the address, HOST:PORT, that answers TLS for every account by its name.
func (s *Stage) Direct() string { return s.direct.Addr().String() }

// Base is the address below which every account is a part of the path.
func (s *Stage) Base() string { return "http://" + s.plain.Addr().String() }

// Certificate is the authority's certificate as PEM, without its key.
func (s *Stage) Certificate() []byte { return s.authority.pem() }

// TLS is what a listener on 127.0.0.1 needs to be trusted by a program that trusts the stage.
func (s *Stage) TLS() *tls.Config {
	return &tls.Config{GetCertificate: s.authority.serving, MinVersion: tls.VersionTLS12}
}

// Reserve draws the names of the next n accounts, for a program that has to be told of them before.
func (s *Stage) Reserve(n int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.reserved = append(s.reserved, newName())
	}
	return slices.Clone(s.reserved)
}

// Add opens an account with a name that nobody can know.
func (s *Stage) Add() *Account {
	a := &Account{stage: s, tokens: map[string]*token{}, dead: map[string]bool{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.reserved) > 0 {
		a.Name, s.reserved = s.reserved[0], s.reserved[1:]
	} else {
		a.Name = newName()
	}
	s.accounts[a.Name] = a
	return a
}
