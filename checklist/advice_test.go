package checklist

import (
	"strings"
	"testing"
	"time"
)

// TestAdviceFitsWhatWasFound: no advice relies on a value that the same test found missing or
// past, and what cannot be undone is advised only where the record supports it.
func TestAdviceFitsWhatWasFound(t *testing.T) {
	missing, hour := Lifetime{Form: "missing"}, time.Hour
	for _, c := range []struct {
		name         string
		step         StepID
		change       func(*Draft, *Evidence)
		holds, never string
	}{
		{"nobody tells the end", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn, e.Token.ExpiresAt = missing, time.Time{} }), "refresh when the API answers 401", "expires_at"},
		{"the end is past", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn, e.Token.ExpiresAt = missing, noon.Add(-hour) }), "refresh when the API answers 401", "expires_at"},
		{"tokens/current tells it", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = missing }), "Take the end from expires_at", "exp in the token"},
		{"the token tells it", StepExchange, changeEvidence(func(e *Evidence) {
			e.Token.ExpiresIn, e.Token.ExpiresAt, e.Token.TokenExpiry = missing, noon.Add(-hour), noon.Add(hour)
		}), "Take the end from exp in the token", "expires_at"},
		{"null", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn, e.Token.ExpiresAt = Lifetime{Form: "null"}, time.Time{} }), "401", "expires_at"},
		{"true", StepExchange, changeEvidence(func(e *Evidence) {
			e.Token.ExpiresIn, e.Token.ExpiresAt = Lifetime{Form: "unreadable", Raw: "true"}, time.Time{}
		}), "401", "expires_at"},
		{"past and missing", StepToken, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn, e.Token.ExpiresAt = missing, noon.Add(-hour) }), "refresh when the API answers 401", "plan with"},
		{"past and zero", StepToken, changeEvidence(func(e *Evidence) {
			e.Token.ExpiresIn, e.Token.ExpiresAt = Lifetime{Form: "number"}, noon.Add(-hour)
		}), "refresh when the API answers 401", "plan with"},
		{"past, and the token tells", StepToken, changeEvidence(func(e *Evidence) {
			e.Token.ExpiresIn, e.Token.ExpiresAt, e.Token.TokenExpiry = missing, noon.Add(-hour), noon.Add(hour)
		}), "plan with exp in the token", "expires_in"},
		{"past, and expires_in tells", StepToken, changeEvidence(func(e *Evidence) { e.Token.ExpiresAt = noon.Add(-hour) }), "plan with expires_in", "exp in the token"},
		{"zero against an end", StepToken, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "number"} }), "plan with expires_at", "earlier of the two"},

		{"no refresh token", StepExchange, changeEvidence(func(e *Evidence) { e.Token.HasRefresh, e.Record = false, nil }), "before you switch it on", "or switch it on"},
		{"no refresh token, not told", StepExchange, changeEvidence(func(e *Evidence) { e.Token.HasRefresh, e.Record.TokenExpiration = false, Toggle("") }), "before you switch it on", "or switch it on"},
		{"no refresh token, on", StepExchange, changeEvidence(func(e *Evidence) { e.Token.HasRefresh, e.Record.TokenExpiration = false, ToggleOn }), "Zendesk shows that Token expiration is on", "switch it on"},
		{"no refresh token, off", StepExchange, changeEvidence(func(e *Evidence) { e.Token.HasRefresh, e.Record.TokenExpiration = false, ToggleOff }), "or switch it on in Admin Center (it cannot be switched off again)", "is on,"},
		{"a number", StepExchange, changeEvidence(func(e *Evidence) {
			e.Token.HasRefresh, e.Token.RefreshAs, e.Record.TokenExpiration = false, "a number", ToggleOff
		}), "leave the client as it is", "switch it on"},
	} {
		d := sampleDraft()
		e := sampleEvidence(d)
		c.change(&d, &e)
		s := stepOf(t, d, e, c.step)
		text := s.Fix
		if s.Diagnosis != nil {
			text += " " + s.Diagnosis.What + " " + s.Diagnosis.Cause + " " + s.Diagnosis.Fix
		}
		if s.Verdict == Pass || !strings.Contains(text, c.holds) || strings.Contains(s.Fix, c.never) || s.Diagnosis != nil && strings.Contains(s.Diagnosis.Fix, c.never) {
			t.Errorf("%s: %s: %s", c.name, s.Verdict, text)
		}
	}
}
