package practice

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// record runs a handler and keeps its answer.
func record(h http.Handler, r *http.Request) *recordedAnswer {
	answer := &recordedAnswer{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(answer, r)
	return answer
}

// replay sends a kept answer.
func (r *recordedAnswer) replay(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	w.Write(r.buffer.Bytes())
}

// peek reads a token request and leaves it readable.
func peek(r *http.Request) params {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	p, _ := readParams(r)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return p
}

// isGenuine reports whether the code or refresh token of a token request is one that the account issued. In a probe with
// a made-up code it is not.
func (a *Account) isGenuine(p params) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.codes[p.text["code"]] != nil || p.text["refresh_token"] != "" && a.refreshable(p.text["refresh_token"]) != nil
}

// changeParam changes a parameter of a token request that has it; an empty value removes it. With genuine set, requests
// with a made-up code stay as they are.
func changeParam(genuine bool, name, value string) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		p := peek(r)
		_, has := p.text[name]
		if !has || genuine && !a.isGenuine(p) || name == "grant_type" && p.text["code"] == "" {
			honest.ServeHTTP(w, r)
			return
		}
		p.text[name] = value
		if value == "" {
			delete(p.text, name)
		}
		body := p.encode()
		r2 := *r
		r2.Header = r.Header.Clone()
		r2.Header.Set("Content-Type", "application/json")
		r2.Body, r2.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		honest.ServeHTTP(w, &r2)
	}
}

// changeToken changes a token that was just issued, and the answer with it. change is called with a.mu held.
func changeToken(change func(a *Account, t *token, refreshed bool, answer object)) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		refreshed := peek(r).text["refresh_token"] != ""
		record(honest, r).sendChanged(w, func(answer object) {
			access, _ := answer["access_token"].(string)
			a.mu.Lock()
			defer a.mu.Unlock()
			if t := a.live(access); t != nil {
				change(a, t, refreshed, answer)
			}
		})
	}
}

// sendChanged sends a kept answer; change edits the JSON object of a good one.
func (r *recordedAnswer) sendChanged(w http.ResponseWriter, change func(answer object)) {
	answer := object{}
	if r.status == http.StatusOK && json.Unmarshal(r.buffer.Bytes(), &answer) == nil {
		change(answer)
		r.write(answer)
	}
	r.replay(w)
}

// write replaces the body of a kept answer.
func (r *recordedAnswer) write(answer object) {
	body, err := json.Marshal(answer)
	if err != nil {
		return
	}
	r.buffer.Reset()
	r.buffer.Write(body)
	r.header.Set("Content-Length", strconv.Itoa(len(body)))
}

func keepOldAlive(_ *Account, t *token, _ bool, _ object) { t.outlivesRotation = true }

func grantLess(_ *Account, t *token, refreshed bool, answer object) {
	switch {
	case refreshed: // a refresh keeps what was granted
	case len(t.scopes) > 1:
		t.scopes = t.scopes[:len(t.scopes)-1]
	case t.scopes[0] == "read":
		t.scopes = []string{"users:read"}
	default:
		t.scopes = []string{}
	}
	answer["scope"] = strings.Join(t.scopes, " ")
}

func grantNothing(_ *Account, t *token, _ bool, _ object) { t.scopes = []string{"any_channel:write"} }

func shorten(_ *Account, t *token, _ bool, answer object) {
	t.expires = t.created.Add(7 * time.Minute)
	answer["expires_in"] = 420
}

// stillborn ends the access token of a refreshed pair as it is issued.
func stillborn(_ *Account, t *token, refreshed bool, _ object) { t.dead = refreshed }

// grantErrorOf answers every request with an error of the token endpoint.
func grantErrorOf(e *grantError) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		writeGrantError(w, e)
	}
}
