package main

import (
	"zdg/checklist"
	"zdg/flow/measure"
)

// testJSON is the result of `zdg test --format json`.
type testJSON struct {
	resultHead
	Outcome string                `json:"outcome"`
	Account checklist.JSONAccount `json:"account"`
	Client  checklist.JSONClient  `json:"client"`
	Steps   []stepJSON            `json:"steps"`
}

type stepJSON struct {
	ID        string                   `json:"id"`
	Verdict   string                   `json:"verdict"`
	Summary   string                   `json:"summary"`
	Facts     map[string]string        `json:"facts"`
	Fix       string                   `json:"fix"`
	Diagnosis *checklist.JSONDiagnosis `json:"diagnosis"`
	ElapsedMS int64                    `json:"elapsed_ms"`
}

// writeTestJSON writes the result of a test.
func writeTestJSON(c *testCommand, d checklist.Draft, plan measure.Plan, e checklist.Evidence) error {
	result := testJSON{
		resultHead: c.head("zdg.test/1"), Outcome: string(e.Outcome),
		Account: checklist.JSONAccount{Subdomain: plan.Client.Account.String(), URL: plan.AccountURL, Practice: c.practice},
		Client:  checklist.JSONClient{Identifier: plan.Client.Identifier.String(), Kind: string(plan.Client.Kind)},
		Steps:   []stepJSON{},
	}
	for _, s := range checklist.Steps(d, e) {
		step := stepJSON{
			ID: string(s.ID), Verdict: string(s.Verdict), Summary: s.Summary,
			Facts: map[string]string{}, Fix: s.Fix, Diagnosis: checklist.DiagnosisJSON(s.Diagnosis), ElapsedMS: s.Elapsed.Milliseconds(),
		}
		for _, f := range s.Facts {
			step.Facts[f.Key] = f.Value
		}
		result.Steps = append(result.Steps, step)
	}
	return writeJSON(c.out, result)
}
