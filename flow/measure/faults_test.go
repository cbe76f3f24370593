package measure

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// faultRow says how a test comes out with a fault of the practice account: the step that shows
// it, and the word that step has.
type faultRow struct {
	outcome checklist.Outcome
	step    checklist.StepID // with a Seen; "": none
	word    string           // Seen.Error
	lives   bool             // a token may live on, and it is told until when
	also    func(checklist.Evidence) bool
}

const (
	passed    = checklist.OutcomePassed
	fails     = checklist.OutcomeFailed
	noNetwork = checklist.OutcomeNoNetwork
)

var faultRows = map[string]faultRow{
	"no-help-desk":               {outcome: fails, step: "reach", word: "No help desk at d3v-acme.zendesk.com"},
	"account-suspended":          {outcome: fails, step: "reach", word: "html"},
	"maintenance":                {outcome: fails, step: "authorize"},
	"reach-unauthorized":         {outcome: passed, step: "reach", word: "Couldn't authenticate you"},
	"reach-forbidden":            {outcome: passed, step: "reach", word: "Forbidden"},
	"reach-scopes":               {outcome: passed, step: "reach", word: "Forbidden"},
	"ip-restricted":              {outcome: passed, step: "reach", word: "html"},
	"bot-check":                  {outcome: passed, step: "reach", word: "html"},
	"reach-no-endpoint":          {outcome: passed, step: "reach", word: "InvalidEndpoint"},
	"reach-not-found-page":       {outcome: passed},
	"reach-not-acceptable":       {outcome: passed, step: "reach"},
	"reach-gone":                 {outcome: passed, step: "reach", word: "Gone"},
	"reach-no-content":           {outcome: passed, step: "reach", word: "unreadable"},
	"reach-redirect":             {outcome: passed, step: "reach", word: "redirected"},
	"reach-server-error":         {outcome: passed, step: "reach", word: "internal"},
	"reach-unavailable":          {outcome: passed, step: "reach", word: "html"},
	"reach-page":                 {outcome: passed, step: "reach", word: "html"},
	"reach-empty":                {outcome: passed, step: "reach", word: "unreadable"},
	"reach-list":                 {outcome: passed, step: "reach", word: "unreadable"},
	"reach-reset":                {outcome: passed, step: "reach", word: "reset"},
	"callback-no-state":          {outcome: fails, step: "authorize", word: "state-mismatch", also: refusedAs("no state")},
	"callback-empty-state":       {outcome: fails, step: "authorize", word: "state-mismatch", also: refusedAs("an empty state")},
	"callback-cut-state":         {outcome: fails, step: "authorize", word: "state-mismatch", also: refusedAs("our state, cut short")},
	"callback-two-states":        {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("our state, but a parameter twice")},
	"callback-two-codes":         {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("our state, but a parameter twice")},
	"callback-no-code":           {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("our state, but neither a code nor an error")},
	"callback-code-and-error":    {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("our state, but a code and an error")},
	"callback-fragment":          {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("an answer behind a hash sign")},
	"callback-slash":             {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("another path, by a slash at its end")},
	"callback-other-path":        {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("another path")},
	"callback-semicolons":        {outcome: fails, step: "authorize", word: "callback-unusable", also: refusedAs("our state, but semicolons between the parameters")},
	"reach-limited":              {outcome: passed, step: "reach"},
	"record-no-list":             {outcome: passed, step: "record", word: "unreadable"},
	"record-second-page":         {outcome: passed, also: func(e checklist.Evidence) bool { return e.Record != nil }},
	"record-endless-list":        {outcome: passed, step: "record", word: "record-not-found"},
	"me-custom-fields":           {outcome: passed},
	"byte-order-mark":            {outcome: passed},
	"refresh-unknown-client":     {outcome: fails, step: "refresh", word: "invalid_client", also: func(e checklist.Evidence) bool { s, _ := e.Step("refresh"); return s.Seen.Asked.AcceptedBefore }},
	"exchange-unknown-client":    {outcome: fails, step: "exchange", word: "invalid_client", also: func(e checklist.Evidence) bool { s, _ := e.Step("exchange"); return s.Seen.Asked.AcceptedBefore }},
	"exchange-not-authenticated": {outcome: fails, step: "exchange", word: "Couldn't authenticate you"},
	"exchange-invalid-scope":     {outcome: fails, step: "exchange", word: "invalid_scope"},
	"token-headers-too-large":    {outcome: fails, step: "exchange", word: "unreadable", lives: true},
	"bot-check-token":            {outcome: fails, step: "exchange", word: "html"},
	"token-forbidden":            {outcome: fails, step: "exchange", word: "Forbidden"},
	"token-server-error":         {outcome: fails, step: "exchange", word: "html", lives: true},
	"no-access-token":            {outcome: fails, step: "exchange", word: "unreadable"},
	"maintenance-short":          {outcome: passed},
	"trailing-slash":             {outcome: fails, step: "authorize"},
	"secret-regenerated":         {outcome: fails, step: "credentials", word: "invalid_client"},
	"control-characters":         {outcome: passed},
	"no-such-client":             {outcome: fails, step: "authorize"},
	"scope-not-allowed":          {outcome: fails, step: "authorize"},
	"server-error-page":          {outcome: fails, step: "authorize"},
	"access-denied":              {outcome: checklist.OutcomeDenied, step: "authorize", word: "access_denied"},
	"state-mismatch":             {outcome: fails, step: "authorize", word: "state-mismatch", also: refusedAs("another state")},
	"callback-unreachable":       {outcome: fails, step: "authorize", word: "callback-unreachable"},
	"code-expired":               {outcome: fails, step: "exchange", word: "invalid_grant"},
	"role-too-low":               {outcome: passed, also: func(e checklist.Evidence) bool { return e.Record == nil }},
	"invalid-client":             {outcome: fails, step: "credentials", word: "invalid_client"},
	"could-not-authenticate":     {outcome: fails, step: "exchange", word: "Couldn't authenticate you"},
	"invalid-grant":              {outcome: fails, step: "exchange", word: "invalid_grant"},
	"invalid-request":            {outcome: fails, step: "exchange", word: "invalid_request"},
	"unauthorized-client":        {outcome: fails, step: "exchange", word: "unauthorized_client"},
	"unsupported-grant-type":     {outcome: fails, step: "exchange", word: "unsupported_grant_type"},
	"refresh-refused":            {outcome: fails, step: "refresh", word: "invalid_grant"},
	"refresh-keeps-old-alive":    {outcome: passed, also: func(e checklist.Evidence) bool { return e.Refresh.OldAccess == checklist.StillAlive }},
	"granted-less":               {outcome: fails},
	"rate-limited-token":         {outcome: passed},
	"html-instead-of-json":       {outcome: fails, step: "exchange", word: "html", lives: true},
	"empty-token-answer":         {outcome: fails, step: "exchange", word: "unreadable", lives: true},
	"truncated-token-answer":     {outcome: fails, step: "exchange", word: "unreadable", lives: true},
	"no-answer":                  {outcome: noNetwork, step: "exchange", word: "timeout", lives: true},
	"giant-answer":               {outcome: fails, step: "exchange", word: "unreadable", lives: true},
	"gzip-bomb":                  {outcome: fails, step: "exchange", word: "unreadable", lives: true},
	"connection-reset":           {outcome: noNetwork, step: "exchange", word: "reset", lives: true},
	"redirect-token-endpoint":    {outcome: fails, step: "exchange", word: "redirected"},
	"redirect-token-port":        {outcome: fails, step: "exchange", word: "redirected"},
	"redirect-token-scheme":      {outcome: fails, step: "exchange", word: "redirected"},
	"error-in-2xx":               {outcome: fails, step: "exchange", word: "invalid_grant", lives: true},
	"wrong-content-type":         {outcome: passed},
	"duplicate-keys":             {outcome: fails, step: "exchange", word: "unreadable"},
	"invalid-utf8":               {outcome: fails, step: "exchange", word: "unreadable"},
	"status-201":                 {outcome: passed},
	"wrong-token-type":           {outcome: passed, also: func(e checklist.Evidence) bool { return !strings.EqualFold(e.Token.Type, "bearer") }},
	"no-refresh-token":           {outcome: fails, also: func(e checklist.Evidence) bool { return !e.Token.HasRefresh }},
	"no-expiry":                  {outcome: passed, also: func(e checklist.Evidence) bool { return e.Token.ExpiresIn.Form == "missing" }},
	"null-expiry":                {outcome: passed, also: func(e checklist.Evidence) bool { return e.Token.ExpiresIn.Form == "null" }},
	"string-expiry":              {outcome: passed, also: func(e checklist.Evidence) bool { return e.Token.ExpiresIn.Form == "string" }},
	"anonymous-user":             {outcome: fails, step: "identity", word: "anonymous-user"},
	"record-not-found":           {outcome: passed, step: "record", word: "RecordNotFound"},
	"rate-limited":               {outcome: passed},
	"rate-limited-date":          {outcome: passed},
	"rate-limited-long":          {outcome: fails, step: "identity"},
	"redirect-api":               {outcome: fails, step: "identity", word: "redirected"},
	"revoke-ignored":             {outcome: passed, also: func(e checklist.Evidence) bool { return e.Revoke.By == "id" && e.Revoke.Access == checklist.Dead }},
	"revoke-ignored-by-id":       {outcome: passed, lives: true, also: func(e checklist.Evidence) bool { return e.Revoke.Access == checklist.StillAlive }},
	"revoke-forbidden": {outcome: passed, lives: true, also: func(e checklist.Evidence) bool {
		step, _ := e.Step(checklist.StepRevoke)
		return e.Revoke.Status == 403 && slices.Contains(step.Facts, checklist.Fact{Key: "said", Value: `403 Forbidden: "You are missing the following required scopes: write"`})
	}},
	"refresh-outlives-revoke": {outcome: passed, lives: true, also: func(e checklist.Evidence) bool { return e.Revoke.Refresh == checklist.StillAlive }},
	"refresh-empty":           {outcome: fails, step: "refresh", word: "unreadable", lives: true},
	"refresh-truncated":       {outcome: fails, step: "refresh", word: "unreadable", lives: true},
	"refresh-no-answer":       {outcome: noNetwork, step: "refresh", word: "timeout", lives: true},
	"refresh-stillborn":       {outcome: fails, lives: true, also: func(e checklist.Evidence) bool { return e.Refresh.New == checklist.Dead }},
	"true-expiry": {outcome: passed, also: func(e checklist.Evidence) bool {
		return e.Token.ExpiresIn == checklist.Lifetime{Form: "unreadable", Raw: "true"}
	}},
	"huge-expiry":         {outcome: passed, also: func(e checklist.Evidence) bool { return e.Token.ExpiresIn.Form == "unreadable" }},
	"duplicate-keys-last": {outcome: fails, step: "exchange", word: "unreadable", also: func(e checklist.Evidence) bool { return e.Revoke.Left > 0 }},
	"me-suspended":        {outcome: passed, also: func(e checklist.Evidence) bool { return e.Person.Suspended }},
	"me-refuses":          {outcome: fails, step: "identity", word: "invalid_token", also: func(e checklist.Evidence) bool { return e.Revoke.Access == checklist.Dead }},
	"me-refuses-later":    {outcome: passed, also: func(e checklist.Evidence) bool { return e.Revoke.Access == checklist.Dead }},
	"scopes-invalid-token": {outcome: passed, also: func(e checklist.Evidence) bool {
		return e.Revoke.Access == checklist.Dead && len(e.Scopes) > 0 && e.Scopes[0].Seen.Asked.AcceptedBefore
	}},
	"current-expired": {outcome: passed, also: func(e checklist.Evidence) bool { return e.Token.ExpiresAt.Before(time.Now()) }},
	"revoke-refused":  {outcome: passed, also: func(e checklist.Evidence) bool { return e.Revoke.By == "id" && e.Revoke.Left == 0 }},
	"revoke-refused-by-id": {outcome: passed, lives: true, also: func(e checklist.Evidence) bool {
		return e.Revoke.Status == 401 && e.Revoke.Access == checklist.StillAlive
	}},
	"revoke-server-error":       {outcome: passed, lives: true, step: "revoke"},
	"revoke-no-answer":          {outcome: passed, lives: true, step: "revoke", word: "timeout"},
	"authorize-invalid-request": {outcome: fails, step: "authorize"},
	"probe-issues":              {outcome: fails, also: func(e checklist.Evidence) bool { return e.Revoke.Left == 0 && e.Revoke.Issued == 6 }},
	"probe-issues-cut": {outcome: passed, lives: true, step: "credentials", word: "unreadable", also: func(e checklist.Evidence) bool {
		return e.Revoke.Unseen == 1 && slices.Equal(e.Revoke.UnseenIn, []checklist.UnseenIn{checklist.UnseenProbe})
	}},
	"probe-reset":          {outcome: passed, step: "credentials", word: "reset", also: func(e checklist.Evidence) bool { return e.Revoke.Left == 0 }},
	"refresh-loses-scopes": {outcome: fails, also: func(e checklist.Evidence) bool { return len(e.Refresh.Lost) == 3 }},
	"refresh-tells-less":   {outcome: passed, also: func(e checklist.Evidence) bool { return len(e.Refresh.Lost) == 0 }},
	"other-spelling":       {outcome: passed, also: func(e checklist.Evidence) bool { return e.Revoke.Left == 1 && e.Revoke.Unseen == 1 }},
	"me-for-anybody":       {outcome: passed, also: func(e checklist.Evidence) bool { return e.Person == nil && e.Revoke.Access == checklist.Dead }},
	"another-person":       {outcome: fails, also: func(e checklist.Evidence) bool { return e.Refresh.Other }},
	"me-cut-once":          {outcome: passed, step: "identity", word: "unreadable"},
	"me-empty-once":        {outcome: passed, step: "identity", word: "unreadable"},
	"me-problem": {outcome: passed, step: "identity", also: func(e checklist.Evidence) bool {
		s, _ := e.Step("identity")
		return strings.Contains(s.Seen.Text, "quota 77")
	}},
	"scopes-problem": {outcome: passed, also: func(e checklist.Evidence) bool { return strings.Contains(e.Scopes[0].Said, "quota 77") }},
	"scopes-refuse-later": {outcome: fails, also: func(e checklist.Evidence) bool {
		return len(e.Refresh.Odd) == 1 && e.Refresh.New == checklist.StillAlive
	}},
	"scopes-nothing":   {outcome: passed, also: func(e checklist.Evidence) bool { return e.Scopes[0].NoData }},
	"nested-tokens":    {outcome: passed, also: func(e checklist.Evidence) bool { return e.Revoke.Left == 0 && e.Revoke.Issued == 10 }},
	"many-tokens":      {outcome: passed, lives: true, also: func(e checklist.Evidence) bool { return e.Revoke.Left == 8 && e.Revoke.Unseen == 8 }},
	"token-with-space": {outcome: fails, step: "exchange", word: "unreadable"},
	"refresh-limited":  {outcome: fails, step: "refresh"},
	"api-page":         {outcome: fails, step: "identity", word: "html", lives: true, also: func(e checklist.Evidence) bool { return e.Refresh.New == checklist.AliveUnknown }},
	"scope-page":       {outcome: passed, also: func(e checklist.Evidence) bool { return e.Scopes[0].NoData && e.Revoke.Left == 0 }},
	"scope-error":      {outcome: passed, also: func(e checklist.Evidence) bool { return e.Scopes[0].NoData && e.Revoke.Left == 0 }},
}

// refusedAs reports whether the step says why the callback was refused.
func refusedAs(why string) func(checklist.Evidence) bool {
	return func(e checklist.Evidence) bool {
		s, _ := e.Step(checklist.StepAuthorize)
		return slices.Contains(s.Facts, checklist.Fact{Key: "callback_refused", Value: why}) && s.Seen.Text == why
	}
}

// memoryBound is how much memory an answer may make a test use.
const memoryBound = 64 << 20

func TestFaults(t *testing.T) {
	for _, f := range practice.Faults() {
		want, known := faultRows[f.Name]
		t.Run(f.Name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			switch {
			case f.Name == "dripping-answer":
				t.Skip("see TestDrip")
			case strings.HasSuffix(f.Name, "no-answer"):
				s.plan.Bound = 300 * time.Millisecond
			}
			s.setFault(t, f.Name)
			e := s.run(t)
			if n := s.lives(); n > 0 && !told(e) || n > 0 && e.Revoke != nil && e.Revoke.Left == 0 {
				t.Errorf("%d tokens live on and nobody says so:\n%s", n, story(e))
			}
			clean(t, fmt.Sprintf("%+v %+v", e, s.notes.all))
			var now runtime.MemStats
			if runtime.ReadMemStats(&now); now.HeapAlloc > memoryBound {
				t.Errorf("%d bytes of heap are in use", now.HeapAlloc)
			}
			if !known {
				return
			}
			if e.Outcome != want.outcome || want.lives != (s.lives() > 0) || want.also != nil && !want.also(e) {
				t.Errorf("want %+v, %d live on:\n%s", want, s.lives(), story(e))
			}
			if want.step == "" {
				return
			}
			if step, _ := e.Step(want.step); step.Seen == nil || want.word != "" && step.Seen.Error != want.word {
				t.Errorf("want %q in %s:\n%s", want.word, want.step, story(e))
			}
		})
	}
}

// TestPairsOfFaults: with any two faults, a test never reports all tokens dead while one lives at
// the account.
func TestPairsOfFaults(t *testing.T) {
	t.Parallel()
	// Beside those that are named after a refresh, users/me, tokens/current, a call or a deletion.
	other := []string{
		"", "no-refresh-token", "no-expiry", "duplicate-keys", "duplicate-keys-last", "anonymous-user", "invalid-endpoint", "create-token-gone", "missing-scope",
		"granted-less", "oauth-disabled", "invalid-token", "rate-limited-long", "role-too-low", "html-instead-of-json", "error-in-2xx",
		"me-refuses-later+current-forbidden", "scope-untold+refresh-tells-less", "refresh-loses-scopes+scopes-unavailable+me-cut-once",
	}
	revoke := []string{"csrf-token", "refresh-outlives-revoke"}
	for _, f := range practice.Faults() {
		switch group, _, _ := strings.Cut(f.Name, "-"); {
		case strings.HasSuffix(f.Name, "-no-answer"): // each waits
		case slices.Contains(revoke, f.Name):
		case group == "revoke":
			revoke = append(revoke, f.Name)
		case slices.Contains([]string{"refresh", "me", "current", "scopes"}, group):
			other = append(other, f.Name)
		}
	}
	part := 3 // each meets every third of the others, and fewer where the tools of .ci/run are not asked for
	if os.Getenv("ZDG_REQUIRE_TOOLS") == "" {
		part = 10
	}
	for i, one := range other {
		t.Run("of "+one, func(t *testing.T) {
			t.Parallel()
			for j, two := range revoke {
				if (i+j)%part != 0 {
					continue
				}
				for _, fine := range []bool{false, true} {
					s := newStage(t, zendesk.Confidential, func(o *practice.Options) {
						if fine {
							o.Client.AllowedScopes = []string{"tickets:read"}
						}
					})
					s.setFault(t, append(strings.Split(one, "+"), two)...)
					e := s.run(t)
					s.server.Close()
					if n := s.lives(); n > 0 && (e.Revoke == nil || e.Revoke.Left == 0) {
						t.Errorf("%s and %s: %d tokens live on, and all are said to be dead:\n%s", one, two, n, story(e))
					} else if e.Revoke != nil && e.Revoke.Left > 0 != (e.Living() != "") {
						t.Errorf("%s and %s: %q", one, two, e.Living())
					}
				}
			}
		})
	}
}

// TestDrip: an answer that comes byte by byte is ended by the bound on a request.
func TestDrip(t *testing.T) {
	s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Drip = time.Hour })
	s.plan.Bound = 200 * time.Millisecond
	s.setFault(t, "dripping-answer")
	e := s.run(t)
	if step, _ := e.Step(checklist.StepExchange); e.Outcome != checklist.OutcomeNoNetwork || step.Seen == nil || step.Seen.Error != "timeout" {
		t.Error(story(e))
	}
	s.server.CloseClientConnections()
}

// told reports whether the evidence says until when something lives.
func told(e checklist.Evidence) bool {
	step, _ := e.Step(checklist.StepRevoke)
	for _, f := range step.Facts {
		if f.Key == "may_live_until" {
			return true
		}
	}
	return e.Revoke != nil && !e.Revoke.LivesUntil.IsZero()
}

// clean fails the test when a text holds control characters.
func clean(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Errorf("a raw %U is in it", r)
			return
		}
	}
}
