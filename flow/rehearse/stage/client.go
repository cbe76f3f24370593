package stage

import (
	"net/url"

	"zdg/flow/practice"
)

// Client is the OAuth client that every account of a stage has. What is empty is learned from the program's first
// authorization request.
type Client struct {
	Identifier   string
	Kind         string // practice.Public or practice.Confidential
	RedirectURLs []string
	Scopes       []string // its Allowed scopes
}

// Client returns the client as it was declared or has been learned by now.
func (s *Stage) Client() Client {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.client
}

// learn fills in what was not declared from the first authorization request.
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
	if s.client.Kind == "" { // only a public client has to send a challenge
		s.client.Kind = practice.Confidential
		if q.Get("code_challenge") != "" {
			s.client.Kind = practice.Public
		}
	}
}

// isClientSecret reports whether a client secret is the one that came first: as on a real account, only one is right.
func (s *Stage) isClientSecret(secret string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.secret == "" {
		s.secret = secret
	}
	return s.secret == secret
}
