package measure

import (
	"net/http"
	"net/http/httptest"
)

// hook is a transport that looks at each request before it goes out.
type hook struct{ look func(method, path string) }

func (h hook) RoundTrip(r *http.Request) (*http.Response, error) {
	h.look(r.Method, r.URL.Path)
	t := &http.Transport{DisableKeepAlives: true}
	return t.RoundTrip(r)
}

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

// silent never answers while it hangs.
type silent struct {
	direct
	hangs *bool
}

func (s silent) RoundTrip(r *http.Request) (*http.Response, error) {
	if *s.hangs {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return s.direct.RoundTrip(r)
}
