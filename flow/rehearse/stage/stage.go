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

// Options describe a stage. The zero Options are valid.
type Options struct {
	Client Client // of every account
	// Upstream is the proxy for connections to other hosts, as HOST:PORT; with "" they are made directly.
	Upstream string
	// MaxLog is how many requests the log keeps; 0 means 20,000.
	MaxLog int
}

// Stage plays several accounts, and has the listeners that a program is redirected to. Open one with [Open], and close it
// with [Stage.Close]. Its methods may be called from several goroutines.
type Stage struct {
	authority *authority
	upstream  string
	maxLog    int
	proxy     net.Listener
	direct    net.Listener // TLS by the name that is asked for
	plain     net.Listener // by path
	servers   []*http.Server

	mu          sync.Mutex // guards what follows; an account's own lock is taken inside it, never the other way round
	client      Client
	learned     bool   // client was completed from an authorization request
	secret      string // the first client secret that came
	accounts    map[string]*Account
	reserved    []string // names for the accounts that Add opens next
	log         []*Request
	connections []Connection
	tunnels     map[net.Conn]bool // open connections of the proxy
	changed     chan struct{}     // closed and replaced with every change of the log
	dropped     int               // requests that the log did not keep
}

// Open opens a stage without accounts. It listens when Open returns.
func Open(o Options) (*Stage, error) {
	s := &Stage{
		upstream: o.Upstream, maxLog: o.MaxLog, client: o.Client, accounts: map[string]*Account{}, tunnels: map[net.Conn]bool{}, changed: make(chan struct{}),
	}
	if s.maxLog == 0 {
		s.maxLog = maxLog
	}
	var err error
	if s.authority, err = newAuthority(time.Now()); err != nil {
		return nil, fmt.Errorf("no certificate can be made: %w", err)
	}
	for _, l := range []*net.Listener{&s.proxy, &s.direct, &s.plain} {
		if *l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			s.Close()
			return nil, fmt.Errorf("the stage cannot listen on 127.0.0.1: %w", err)
		}
	}
	secure := tls.NewListener(s.direct, &tls.Config{GetCertificate: s.authority.certificateFor, NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12})
	s.serve(s.proxy, http.HandlerFunc(s.serveProxy))
	s.serve(secure, http.HandlerFunc(s.serveHost))
	s.serve(s.plain, http.HandlerFunc(s.servePath))
	return s, nil
}

// serve starts an HTTP server on a listener; Close stops it.
func (s *Stage) serve(l net.Listener, h http.Handler) {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 20 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	s.mu.Lock()
	s.servers = append(s.servers, server)
	s.mu.Unlock()
	go func() { _ = server.Serve(l) }() // it returns when the stage closes
}

// Close closes the listeners and cuts all open connections.
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

// Proxy returns the address of the HTTPS proxy, as HOST:PORT.
func (s *Stage) Proxy() string { return s.proxy.Addr().String() }

// Direct returns the address that answers TLS for every account by its host name, as HOST:PORT.
func (s *Stage) Direct() string { return s.direct.Addr().String() }

// Base returns the URL below which the first part of the path names the account, without a slash at its end.
func (s *Stage) Base() string { return "http://" + s.plain.Addr().String() }

// Certificate returns the authority's certificate as PEM, without its key.
func (s *Stage) Certificate() []byte { return s.authority.pem() }

// TLS returns a configuration for a server on 127.0.0.1 that a program which trusts the stage trusts too.
func (s *Stage) TLS() *tls.Config {
	return &tls.Config{GetCertificate: s.authority.certificateFor, MinVersion: tls.VersionTLS12}
}

// Reserve draws the names of n accounts that Add will open next, and returns all reserved names: /etc/hosts in a namespace
// has to list them before the program starts.
func (s *Stage) Reserve(n int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.reserved = append(s.reserved, newName())
	}
	return slices.Clone(s.reserved)
}

// Add opens an account with a name that cannot be guessed.
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
