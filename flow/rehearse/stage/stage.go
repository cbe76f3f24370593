package stage

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"zdg/flow/practice"
)

// maxBody bounds what is read of a request.
const maxBody = 1 << 20

// maxLog is how many requests are kept: more is a program that goes round in circles.
const maxLog = 20_000

// Client is the OAuth client as every account of a stage has it. What is empty is learned from the program's first
// authorization request.
type Client struct {
	Identifier   string
	Kind         string // practice.Public or practice.Confidential
	RedirectURLs []string
	Scopes       []string // its Allowed scopes
}

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
	s.servers = append(s.servers, server)
	go func() { _ = server.Serve(l) }() // it returns when the stage closes
}

// Close ends the stage; connections that are open are cut.
func (s *Stage) Close() {
	for _, server := range s.servers {
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

// Add opens an account with a name that nobody can know.
func (s *Stage) Add() *Account {
	a := &Account{Name: newName(), stage: s, tokens: map[string]*token{}, dead: map[string]bool{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts[a.Name] = a
	return a
}

// Client is the client as it was declared or learned.
func (s *Stage) Client() Client {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.client
}

// learn fills what was not declared from the first authorization request.
func (s *Stage) learn(q url.Values) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.learned {
		return
	}
	s.learned = true
	if s.client.Identifier == "" {
		s.client.Identifier = q.Get("client_id")
	}
	if len(s.client.RedirectURLs) == 0 {
		s.client.RedirectURLs = []string{q.Get("redirect_uri")}
	}
	if s.client.Kind == "" { // the kind that the request is right for
		s.client.Kind = practice.Confidential
		if q.Get("code_challenge") != "" {
			s.client.Kind = practice.Public
		}
	}
}

// isSecret reports whether a client secret is the one that came first. One alone is right, as on a real account.
func (s *Stage) isSecret(secret string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.secret == "" {
		s.secret = secret
	}
	return s.secret == secret
}

// locate finds the account and the path that an address of the stage means.
func (s *Stage) locate(u *url.URL) (a *Account, path string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.User != nil || u.Opaque != "" {
		return nil, "", false
	}
	if u.Scheme == "http" && u.Host == s.plain.Addr().String() {
		name, rest, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
		a = s.accounts[name]
		return a, "/" + rest, a != nil
	}
	name, zone := nameOf(u.Host)
	if u.Scheme != "https" || !zone || u.Port() != "" && u.Port() != "443" || strings.HasSuffix(u.Hostname(), ".") {
		return nil, "", false
	}
	a = s.accounts[name]
	return a, u.Path, a != nil
}

// Find is the account that an address means; false when it leads anywhere else.
func (s *Stage) Find(u *url.URL) (a *Account, path string, ok bool) { return s.locate(u) }

func (s *Stage) serveHost(w http.ResponseWriter, r *http.Request) {
	way := ByPreload
	s.mu.Lock()
	for c := range s.tunnels { // what the proxy passed on comes from one of its own connections
		if c.LocalAddr().String() == r.RemoteAddr {
			way = ByProxy
		}
	}
	s.mu.Unlock()
	name, ok := nameOf(r.Host)
	if !ok {
		name = bareHost(r.Host)
	}
	s.answer(w, r, way, name, r.URL.Path)
}

func (s *Stage) servePath(w http.ResponseWriter, r *http.Request) {
	name, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	u := *r.URL
	u.Path, u.RawPath = "/"+rest, ""
	r2 := *r
	r2.URL, r2.Host = &u, name+zone
	s.answer(w, &r2, ByPath, name, u.Path)
}

// answer notes a request and has its account answer it.
func (s *Stage) answer(w http.ResponseWriter, r *http.Request, way, name, path string) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the request is too large", http.StatusRequestEntityTooLarge)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.mu.Lock()
	a := s.accounts[strings.ToLower(name)]
	s.mu.Unlock()
	seen := &Request{
		Way: way, Account: name, Known: a != nil, Kind: kindOf(path), Method: r.Method, Path: path, Query: r.URL.RawQuery,
		Header: r.Header.Clone(), Body: body, Bearer: bearerOf(r),
	}
	if seen.Kind == KindToken {
		seen.Grant = readGrant(r, body)
	}
	s.note(seen)
	out := &counted{ResponseWriter: w}
	if a == nil {
		noHelpDesk(out, name)
	} else {
		if seen.Kind == KindAuthorize {
			s.learn(r.URL.Query())
		}
		work := *seen // the one in the log is read by others meanwhile
		a.serve(out, r, &work)
		s.answered(seen, out.status, work.Issued, work.Expired)
		return
	}
	s.answered(seen, out.status, nil, false)
}

// noHelpDesk is Zendesk's answer under a name that nobody has.
func noHelpDesk(w http.ResponseWriter, name string) {
	writeJSON(w, http.StatusNotFound, map[string]any{"error": map[string]string{
		"title":   "No help desk at " + name + zone,
		"message": "There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup",
	}})
}

// counted remembers the status of an answer.
type counted struct {
	http.ResponseWriter
	status int
}

func (c *counted) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	return c.ResponseWriter.Write(p)
}

// note adds a request to the log.
func (s *Stage) note(r *Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.At = s.now()
	if len(s.log) >= s.maxLog {
		s.dropped++
		return
	}
	r.N = len(s.log) + 1
	s.log = append(s.log, r)
	s.tell()
}

// answered completes a request of the log.
func (s *Stage) answered(r *Request, status int, issued *Pair, expired bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Status, r.Issued, r.Expired, r.Done = status, issued, expired, s.now()
	s.tell()
}

// tell wakes those who wait for the log. The caller holds s.mu.
func (s *Stage) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Log is a copy of what came after the first n requests, in the order of arrival. With 0 it is everything.
func (s *Stage) Log(n int) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Request
	for _, r := range s.log[min(n, len(s.log)):] {
		all = append(all, *r)
	}
	return all
}

// Count is how many requests came so far.
func (s *Stage) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.log)
}

// Flooded reports whether more requests came than are kept.
func (s *Stage) Flooded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped > 0
}

// Wait waits until the log fulfils done, or ctx ends; it reports which.
func (s *Stage) Wait(ctx context.Context, done func([]Request) bool) bool {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if done(s.Log(0)) {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return done(s.Log(0))
		}
	}
}

// Connections are those to hosts that the stage does not play, each host once.
func (s *Stage) Connections() []Connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.connections)
}

// ClientSecret is what the client secret is called among secrets.
const ClientSecret = "the client secret"

// Secret is something that must not be printed, and what it is, in words.
type Secret struct{ What, Value string }

// Secrets are the tokens, verifiers and the client secret that went over the stage.
func (s *Stage) Secrets() []Secret {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Secret
	if s.secret != "" {
		all = append(all, Secret{ClientSecret, s.secret})
	}
	for _, a := range s.accounts {
		all = append(all, a.secrets()...)
	}
	return slices.DeleteFunc(all, func(secret Secret) bool { return secret.Value == "" })
}

// Codes are the authorization codes that the program sent.
func (s *Stage) Codes() []string {
	var all []string
	for _, r := range s.Log(0) {
		if r.Grant != nil && r.Grant.Code != "" && !slices.Contains(all, r.Grant.Code) {
			all = append(all, r.Grant.Code)
		}
	}
	return all
}

// Owner is the account that issued an access or refresh token; nil when none did.
func (s *Stage) Owner(secret string) *Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.accounts {
		if a.Issued(secret) {
			return a
		}
	}
	return nil
}

var errRefused = errors.New("refused")
