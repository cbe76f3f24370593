package checklist

import (
	"time"

	"zdg/checklist/explain"
)

// StepID names a step of the test authorization.
type StepID string

const (
	StepReach       StepID = "reach"
	StepCredentials StepID = "credentials"
	StepListen      StepID = "listen"
	StepAuthorize   StepID = "authorize"
	StepExchange    StepID = "exchange"
	StepIdentity    StepID = "identity"
	StepToken       StepID = "token"
	StepRecord      StepID = "record"
	StepScopes      StepID = "scopes"
	StepRefresh     StepID = "refresh"
	StepRevoke      StepID = "revoke"
)

// StepIDs is every step in the order in which the test makes them.
func StepIDs() []StepID {
	return []StepID{
		StepReach, StepCredentials, StepListen, StepAuthorize, StepExchange, StepIdentity,
		StepToken, StepRecord, StepScopes, StepRefresh, StepRevoke,
	}
}

// Title is the step's name on screen.
func (s StepID) Title() string {
	switch s {
	case StepReach:
		return "account reachable"
	case StepCredentials:
		return "identifier and secret accepted"
	case StepListen:
		return "listening for the callback"
	case StepAuthorize:
		return "authorized in the browser"
	case StepExchange:
		return "code exchanged for tokens"
	case StepIdentity:
		return "API call: who authorized"
	case StepToken:
		return "API call: the token"
	case StepRecord:
		return "what Zendesk has saved"
	case StepScopes:
		return "a call for each scope"
	case StepRefresh:
		return "tokens refreshed"
	case StepRevoke:
		return "test token revoked"
	}
	return string(s)
}

// Fact is something seen, for display: a label and its value.
type Fact struct {
	Key   string `json:"key"` // snake_case
	Value string `json:"value"`
}

// Step is one measurement: what was seen, never how good that is.
type Step struct {
	ID     StepID
	Of     Subject // what it was measured on
	At     time.Time
	Took   time.Duration
	Facts  []Fact        // for display; what a check judges is typed in Evidence
	Seen   *explain.Seen // the answer that was not the hoped-for one; nil: it worked
	NotRun string        // why it was not made
}
