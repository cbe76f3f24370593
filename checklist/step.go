package checklist

import (
	"slices"
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

// Title is what the step is called, on every face and in reports.
func (s StepID) Title() string {
	switch s {
	case StepReach:
		return "Account answers"
	case StepCredentials:
		return "Identifier and secret"
	case StepListen:
		return "Callback"
	case StepAuthorize:
		return "Your Allow"
	case StepExchange:
		return "Code for tokens"
	case StepIdentity:
		return "Who authorized"
	case StepToken:
		return "The token"
	case StepRecord:
		return "What Zendesk has saved"
	case StepScopes:
		return "One call per scope"
	case StepRefresh:
		return "Refresh"
	case StepRevoke:
		return "Token revoked"
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

// StepResult is a step of the test as it came out: the worst of its checks.
type StepResult struct {
	ID        StepID
	Verdict   Verdict
	Summary   string // one line: what was seen
	Facts     []Fact // what the step noted, then what its checks noted; each key once
	Fix       string // of the worst check
	Diagnosis *explain.Diagnosis
	Elapsed   time.Duration
}

// Settled are the steps that were made and whose result no later step can change, in order,
// up to the first that is still open: what is said of them once holds to the end.
func Settled(d Draft, e Evidence) []StepResult {
	var settled []StepResult
	for _, s := range Steps(d, e) {
		if _, made := e.Step(s.ID); !made {
			continue
		}
		if waits := waitsFor(s.ID, e); waits != "" {
			if _, made := e.Step(waits); !made {
				break
			}
		}
		settled = append(settled, s)
	}
	return settled
}

// waitsFor is the later step by which a step is judged too; "" where there is none.
func waitsFor(id StepID, e Evidence) StepID {
	s, _ := e.Step(id)
	t := e.Token
	switch {
	case id == StepCredentials && s.Seen != nil && aboutClient(*s.Seen) && e.Credentials != nil && e.Credentials.Answer != AnswerRefused && e.Credentials.Answer != AnswerAccepted && e.Credentials.Answer != AnswerIssued:
		return StepExchange // which may take the same identifier and secret
	case id == StepAuthorize && s.NotRun == "" && s.Seen == nil:
		return StepExchange // whether a consent page was shown is known by its tokens
	case id == StepExchange && t != nil && !t.HasRefresh:
		return StepRecord // which tells of Token expiration
	case id == StepExchange && t != nil && (len(t.Granted) == 0 || !t.ExpiresIn.stated()):
		return StepToken // which tells what the answer did not
	case (id == StepIdentity || id == StepToken || id == StepRecord) && s.Seen != nil && !s.Seen.Asked.AcceptedBefore && e.Person == nil:
		return StepRefresh // whether anything lets the token in, or the next one
	case id == StepIdentity && s.Seen != nil && t != nil && LaterTells(*s.Seen, t.Asked):
		return StepRefresh // after which the same call is made again
	}
	return ""
}

// KeySaid is the key of the fact that quotes the account: whatever is made of an answer,
// its own words stand beside that.
const KeySaid = "said"

// Said quotes what the account said at a step; "" when it said nothing.
func (s StepResult) Said() string {
	for _, f := range s.Facts {
		if f.Key == KeySaid {
			return f.Value
		}
	}
	return ""
}

// Remedy is the step's own fix where it says something other than its diagnosis does,
// such as until when a token lives and where to delete it; "" otherwise.
func (s StepResult) Remedy() string {
	if s.Diagnosis == nil || s.Fix == s.Diagnosis.Fix {
		return ""
	}
	return s.Fix
}

// Steps judges the steps of the test, all of StepIDs in order. A difference from
// what the request demands warns here: only Judge fails it.
func Steps(d Draft, e Evidence) []StepResult {
	results := Judge(d, e)
	steps := make([]StepResult, 0, len(StepIDs()))
	for _, id := range StepIDs() {
		steps = append(steps, stepResult(id, results, d, e))
	}
	return steps
}

func stepResult(id StepID, results []Result, d Draft, e Evidence) StepResult {
	s, measured := e.Step(id)
	out := StepResult{ID: id, Verdict: NotRun, Elapsed: s.Took}
	if measured {
		out.Facts = cleaned(s.Facts)
		if s.Seen != nil && !slices.ContainsFunc(out.Facts, func(f Fact) bool { return f.Key == KeySaid }) {
			if said := explain.Said(*s.Seen); said != "" { // cleaned and masked there
				out.Facts = append(out.Facts, Fact{KeySaid, said})
			}
		}
	}
	var worst *Result
	own := func(r Result) bool { return r.Of == id && (r.Step == id || r.Stage != StageReview && raises(r)) }
	for i, r := range results {
		if !own(r) {
			continue
		}
		v := r.Verdict
		if r.Step != id && v == Fail {
			v = Warn
		}
		if worst == nil || Worse(out.Verdict, v) != out.Verdict {
			out.Verdict, worst = v, &results[i]
		}
		for _, f := range r.Facts {
			if r.Step == id && !slices.ContainsFunc(out.Facts, func(o Fact) bool { return o.Key == f.Key }) {
				out.Facts = append(out.Facts, f)
			}
		}
	}
	if worst != nil {
		out.Fix, out.Diagnosis = worst.Fix, worst.Diagnosis
	}
	out.Summary = summary(id, out.Verdict, worst, d, e)
	return out
}

// raises reports whether a check that fails no test still shows in its step.
func raises(r Result) bool { return r.Verdict == Fail || r.Verdict == Warn }
