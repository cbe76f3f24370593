package checklist

import (
	"cmp"
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
func (s StepID) Title() string { return cmp.Or(stepTitles[s], string(s)) }

var stepTitles = map[StepID]string{
	StepReach:       "Account answers",
	StepCredentials: "Identifier and secret",
	StepListen:      "Callback",
	StepAuthorize:   "Your Allow",
	StepExchange:    "Code for tokens",
	StepIdentity:    "Who authorized",
	StepToken:       "The token",
	StepRecord:      "What Zendesk has saved",
	StepScopes:      "One call per scope",
	StepRefresh:     "Refresh",
	StepRevoke:      "Token revoked",
}

// Fact is something that was seen, for display.
type Fact struct {
	Key   string `json:"key"` // snake_case
	Value string `json:"value"`
}

// Step is one measurement: what was seen, without a verdict.
type Step struct {
	ID     StepID
	Of     Subject // what it was measured on
	At     time.Time
	Took   time.Duration
	Facts  []Fact        // for display; what checks judge is in the typed parts of Evidence
	Seen   *explain.Seen // the answer, where it was not the expected one; nil: the step worked
	NotRun string        // why it was not made
}

// StepResult is a step of the test with the worst verdict of its checks.
type StepResult struct {
	ID        StepID
	Verdict   Verdict
	Summary   string // one line: what was seen
	Facts     []Fact // those of the step, then those of its checks; each key once
	Fix       string // of the worst check
	Diagnosis *explain.Diagnosis
	Elapsed   time.Duration
}

// Settled returns the steps that were made and whose result no later step can change, in
// order, up to the first that is still open. What is printed about them stays true.
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

// waitsFor returns the later step that may change how a step is judged; "" for none.
func waitsFor(id StepID, e Evidence) StepID {
	s, _ := e.Step(id)
	t := e.Token
	switch {
	case id == StepCredentials && s.Seen != nil && aboutClient(*s.Seen) && e.Credentials != nil && e.Credentials.Answer != AnswerRefused && e.Credentials.Answer != AnswerAccepted && e.Credentials.Answer != AnswerIssued:
		return StepExchange // may accept the same identifier and secret
	case id == StepAuthorize && s.NotRun == "" && s.Seen == nil:
		return StepExchange // with the tokens comes whether a consent page was shown
	case id == StepExchange && t != nil && !t.HasRefresh:
		return StepRecord // may say whether Token expiration is on
	case id == StepExchange && t != nil && (len(t.Granted) == 0 || !t.ExpiresIn.stated()):
		return StepToken // may state what the answer did not
	case (id == StepIdentity || id == StepToken || id == StepRecord) && s.Seen != nil && !s.Seen.Asked.AcceptedBefore && e.Person == nil:
		return StepRefresh // shows whether any call accepts the token or the next one
	case id == StepIdentity && s.Seen != nil && t != nil && LaterTells(*s.Seen, t.Asked):
		return StepRefresh // after it the same call is made again
	}
	return ""
}

// KeySaid is the key of the fact that quotes the account. It is shown beside the explanation
// of an answer.
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

// Steps judges all steps of the test, in the order of StepIDs. What only the request demands
// warns here, though Judge fails it.
func Steps(d Draft, e Evidence) []StepResult { return StepsOf(Judge(d, e), d, e) }

// StepsOf is Steps for whoever has the results of Judge for the same draft and evidence.
func StepsOf(results []Result, d Draft, e Evidence) []StepResult {
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

func raises(r Result) bool { return r.Verdict == Fail || r.Verdict == Warn }
