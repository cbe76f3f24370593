package stage

import (
	"slices"
)

// ClientSecret is the What of the [Secret] that is the client secret.
const ClientSecret = "the client secret"

// Secret is a value that must not be printed. What says in words what it is, such as "an access token".
type Secret struct{ What, Value string }

// Secrets returns the client secret, tokens and code verifiers that the stage has seen or issued.
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

// Codes returns the authorization codes that the program sent, each once.
func (s *Stage) Codes() []string {
	var all []string
	for _, r := range s.Log(0) {
		if r.Grant != nil && r.Grant.Code != "" && !slices.Contains(all, r.Grant.Code) {
			all = append(all, r.Grant.Code)
		}
	}
	return all
}

// Owner returns the account that issued an access or refresh token; nil when none did.
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
