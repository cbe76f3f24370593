package measure

import (
	"io"
	"net/http"
	"net/http/httptest"
)

// hook is the transport of [before].
type hook struct{ look func(method, path string) }

func (h hook) RoundTrip(r *http.Request) (*http.Response, error) {
	h.look(r.Method, r.URL.Path)
	t := &http.Transport{DisableKeepAlives: true}
	return t.RoundTrip(r)
}

// before returns a transport that calls look before each request.
func before(look func(method, path string)) http.RoundTripper { return hook{look} }

// direct hands requests to a handler without a network.
type direct struct{ handler http.Handler }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	in := httptest.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), r.Body)
	in.Header = r.Header.Clone()
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, in)
	return w.Result(), nil
}

// hanging is a transport whose requests time out when hangs says so.
type hanging struct {
	next  http.RoundTripper
	hangs func(*http.Request) bool
}

func (h hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	if h.hangs(r) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return h.next.RoundTrip(r)
}

// respond writes an answer.
func respond(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}
