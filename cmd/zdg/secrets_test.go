package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// Two made-up secrets: one as Zendesk makes them, and one that only a comparison finds.
const (
	hexSecret  = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	wordSecret = "S3cret-of.our+client/2026"
)

var bothSecrets = sync.OnceValue(func() (veil redact.Veil) {
	veil.Add(hexSecret)
	veil.Add(wordSecret)
	return veil
})

// noSecretIn fails the test when one of the two secrets is in a text, in any spelling.
func noSecretIn(t *testing.T, where, text string) {
	t.Helper()
	if veil := bothSecrets(); veil.InPieces(text) {
		t.Errorf("%s holds a secret:\n%s", where, text)
	}
}

// secrets collects what must not be shown: everything that let somebody in.
type secrets struct {
	mu   sync.Mutex
	all  []string
	sent string // the last answer with a token, as it was sent
}

func (s *secrets) add(values ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range values {
		if len(v) >= 8 && !strings.HasPrefix(v, "made-up") && !slices.Contains(s.all, v) { // the probe's code is nobody's
			s.all = append(s.all, v)
		}
	}
}

// known is all that was secret so far.
func (s *secrets) known() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.all)
}

// in returns how many of the secrets a text holds.
func (s *secrets) in(text string) (n int) {
	for _, v := range s.known() {
		if strings.Contains(text, v) {
			n++
		}
	}
	return n
}

// watch notes the secrets of requests to a handler, and of its answers.
func (s *secrets) watch(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, bearer, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		s.add(bearer)
		if r.Method == http.MethodPost && r.URL.Path == "/oauth/tokens" {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			s.note(body)
			r.Body = io.NopCloser(bytes.NewReader(body))
			w = &secretNoter{ResponseWriter: w, s: s}
		}
		h.ServeHTTP(w, r)
	})
}

// note adds the members of a token request, or of its answer, that let somebody in.
func (s *secrets) note(body []byte) {
	var members map[string]any
	if json.Unmarshal(body, &members) != nil {
		return
	}
	for _, name := range []string{"client_secret", "code", "code_verifier", "refresh_token", "access_token"} {
		value, _ := members[name].(string)
		s.add(value)
	}
}

// secretNoter notes the secrets of an answer that is written in one piece.
type secretNoter struct {
	http.ResponseWriter
	s *secrets
}

func (n *secretNoter) Write(p []byte) (int, error) {
	n.s.note(p)
	if bytes.Contains(p, []byte("access_token")) {
		n.s.mu.Lock()
		n.s.sent = string(p)
		n.s.mu.Unlock()
	}
	return n.ResponseWriter.Write(p)
}

func (n *secretNoter) Unwrap() http.ResponseWriter { return n.ResponseWriter }

// noneLeaked fails the test when a text, or a file below dir, holds one of the secrets in some
// spelling. Files whose names begin with "planted" are the test's own.
func noneLeaked(t *testing.T, dir string, texts map[string]string, secrets ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || strings.HasPrefix(entry.Name(), "planted") {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = path + "\n" + string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var veil redact.Veil
	for _, secret := range secrets {
		veil.Add(secret)
	}
	for place, text := range texts {
		if veil.In(text) {
			t.Errorf("%s holds a secret, in some spelling:\n%s", place, text)
		}
	}
	for _, secret := range secrets { // without the code that masks: both could be wrong together
		for _, spelt := range []string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)), fmt.Sprintf("%x", secret)} {
			for place, text := range texts {
				if at := strings.Index(text, spelt); at >= 0 {
					t.Errorf("%s holds a secret: …%q", place, text[max(0, at-60):min(len(text), at+20)])
				}
			}
		}
	}
}

// TestTheRunnerForgetsASecret that is taken back, and says so.
func TestTheRunnerForgetsASecret(t *testing.T) {
	typed, err := zendesk.ParseSecret("typed-secret-0123456789")
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{app: &app{}}
	var told []flow.Event
	tell := func(e flow.Event) { told = append(told, e) }
	r.keepSecret(typed, tell)
	if r.keepSecret(zendesk.Secret{}, tell); !r.secret.IsZero() || !slices.Equal(told, []flow.Event{flow.SecretKept{}, flow.SecretDropped{}}) {
		t.Errorf("told %v", told)
	}
}
