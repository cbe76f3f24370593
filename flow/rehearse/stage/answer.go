package stage

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxBody is the size of the largest request body that is read, in bytes.
const maxBody = 1 << 20

// Find returns the account that a URL leads to, by host or by path, and the path as the account sees it. ok is false when
// it leads anywhere else.
func (s *Stage) Find(u *url.URL) (a *Account, path string, ok bool) {
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

// serveHost answers a request that names the account in its host.
func (s *Stage) serveHost(w http.ResponseWriter, r *http.Request) {
	way := ByPreload
	s.mu.Lock()
	for c := range s.tunnels { // a request through the proxy comes from one of the proxy's connections
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

// servePath answers a request that names the account in the first part of its path.
func (s *Stage) servePath(w http.ResponseWriter, r *http.Request) {
	name, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	u := *r.URL
	u.Path, u.RawPath = "/"+rest, ""
	r2 := *r
	r2.URL, r2.Host = &u, name+zone
	s.answer(w, &r2, ByPath, name, u.Path)
}

// answer logs a request and has its account answer it. way is how it came, name the account that it names.
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
	s.logRequest(seen)
	out := &statusWriter{ResponseWriter: w}
	if a == nil {
		noHelpDesk(out, name)
	} else {
		if seen.Kind == KindAuthorize {
			s.learn(r.URL.Query())
		}
		work := *seen // the one in the log may be read meanwhile
		a.serve(out, r, &work)
		s.answered(seen, out.status, work)
		return
	}
	s.answered(seen, out.status, Request{})
}

// noHelpDesk answers as Zendesk does under a subdomain that does not exist.
func noHelpDesk(w http.ResponseWriter, name string) {
	writeJSON(w, http.StatusNotFound, map[string]any{"error": map[string]string{
		"title":   "No help desk at " + name + zone,
		"message": "There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup",
	}})
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (c *statusWriter) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *statusWriter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	return c.ResponseWriter.Write(p)
}
