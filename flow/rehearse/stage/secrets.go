package stage

import (
	"slices"
)

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
