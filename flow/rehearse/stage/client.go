package stage

import (
	"net/url"

	"zdg/flow/practice"
)

// Client is the OAuth client as every account of a stage has it. What is empty is learned from the program's first
// authorization request.
type Client struct {
	Identifier   string
	Kind         string // practice.Public or practice.Confidential
	RedirectURLs []string
	Scopes       []string // its Allowed scopes
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
