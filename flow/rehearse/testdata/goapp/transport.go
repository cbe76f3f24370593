package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// transport asks for lifetimes with a refresh too: x/oauth2 has no option for that. Everything else in it is for mistakes.
type transport struct{ http.RoundTripper }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/oauth/tokens") {
		return t.RoundTripper.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	refresh := form.Get("grant_type") == "refresh_token"
	if refresh && !wrong("refresh-without-lifetimes") {
		form.Set("expires_in", "1800")
		form.Set("refresh_token_expires_in", "2592000")
	}
	r = r.Clone(r.Context())
	switch {
	case wrong("exchange-as-text"):
		r.Header.Set("Content-Type", "text/plain")
	case wrong("secret-twice") && !refresh, wrong("refresh-secret-twice") && refresh:
		r.SetBasicAuth(form.Get("client_id"), form.Get("client_secret"))
	case wrong("secret-in-token-address") && !refresh:
		r.URL.RawQuery = "client_secret=" + form.Get("client_secret")
		form.Del("client_secret")
	case wrong("no-redirect-uri"):
		form.Del("redirect_uri")
	case wrong("no-verifier"):
		form.Del("code_verifier")
	case wrong("refresh-with-scope") && refresh:
		form.Set("scope", "read")
	}
	send := func() (*http.Response, error) {
		text := form.Encode()
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		return t.RoundTripper.RoundTrip(r)
	}
	answer, err := send()
	retries := 0
	for err == nil && answer.StatusCode >= 500 && retries < 2 && (wrong("retries-exchange") && !refresh || wrong("retries-refresh") && refresh) {
		retries++
		answer, err = send()
	}
	if err != nil {
		if wrong("hasty") && !refresh {
			return send()
		}
		return nil, err
	}
	if wrong("sends-code-twice") && !refresh {
		first := answer
		if again, err := send(); err == nil {
			_ = again.Body.Close()
		}
		answer = first
	}
	if answer.StatusCode == http.StatusBadRequest && wrong("refreshes-in-a-loop") && refresh {
		for range 4 {
			if again, err := send(); err == nil {
				_ = again.Body.Close()
			}
		}
	}
	return t.refuseOdd(answer)
}

// refuseOdd refuses answers that a correct program accepts, for mistakes.
func (t transport) refuseOdd(answer *http.Response) (*http.Response, error) {
	if answer.StatusCode > 299 {
		return answer, nil
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, err
	}
	life, there := m["expires_in"]
	number, isNumber := life.(float64)
	_, isText := life.(string)
	refused := ""
	switch {
	case wrong("only-200") && answer.StatusCode != 200:
		refused = "status"
	case wrong("strict-keys") && m["rehearsal"] != nil:
		refused = "an unknown key"
	case wrong("refuses-shorter") && isNumber && number >= 300 && number < 1800:
		refused = "a shorter lifetime"
	case wrong("refuses-missing") && !there, wrong("refuses-null") && there && life == nil, wrong("refuses-text") && isText:
		refused = "expires_in"
	}
	if refused != "" {
		return nil, errors.New("unexpected " + refused)
	}
	return answer, nil
}

// client returns the HTTP client for Zendesk. It follows no redirects, which could carry code and secret elsewhere.
func client() *http.Client {
	if wrong("own-transport") { // it uses no proxy and reaches nothing
		return &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route") }}}
	}
	if wrong("ignores-environment") { // only the system's hosts file and certificates count
		os.Unsetenv("SSL_CERT_FILE")
		files := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no name server") }}
		return &http.Client{Transport: transport{&http.Transport{DialContext: (&net.Dialer{Resolver: files}).DialContext, DisableKeepAlives: true}},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	c := &http.Client{Timeout: 20 * time.Second, Transport: transport{http.DefaultTransport}}
	if !wrong("follows-redirects") {
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	if wrong("hasty") {
		c.Transport = transport{&http.Transport{Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: 1500 * time.Millisecond}}
	}
	return c
}

// withClient has x/oauth2 use that client.
func withClient(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, client())
}
