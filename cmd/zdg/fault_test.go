package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"zdg/checklist"
	"zdg/flow/practice"
)

// faultRow says what zdg makes of one fault of the practice account: how the test
// ends, which step tells of it first, and by which code. A fault that spoils nothing
// has no step; a difference from what the request demands has a step without a code.
type faultRow struct {
	fault   string
	outcome checklist.Outcome
	step    checklist.StepID
	code    string
}

var faultRows = []faultRow{
	{"no-help-desk", checklist.OutcomeFailed, checklist.StepReach, "no-help-desk"},
	{"account-suspended", checklist.OutcomeFailed, checklist.StepAuthorize, "account-suspended"},
	{"maintenance", checklist.OutcomeFailed, checklist.StepAuthorize, "maintenance"}, // the first look and the probe only warn
	{"maintenance-short", checklist.OutcomePassed, "", ""},                           // waited out

	{"reach-unauthorized", checklist.OutcomePassed, checklist.StepReach, "machine-refused"},
	{"reach-forbidden", checklist.OutcomePassed, checklist.StepReach, "machine-refused"},
	{"reach-scopes", checklist.OutcomePassed, checklist.StepReach, "machine-refused"},
	{"ip-restricted", checklist.OutcomePassed, checklist.StepReach, "ip-restricted"},
	{"bot-check", checklist.OutcomePassed, checklist.StepReach, "bot-check"},
	{"reach-no-endpoint", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"reach-not-found-page", checklist.OutcomePassed, "", ""}, // a stand-in need not have this path
	{"reach-not-acceptable", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"reach-gone", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"reach-no-content", checklist.OutcomePassed, checklist.StepReach, "unreadable-answer"},
	{"reach-redirect", checklist.OutcomePassed, checklist.StepReach, "redirected"},
	{"reach-server-error", checklist.OutcomePassed, checklist.StepReach, "maintenance"},
	{"reach-unavailable", checklist.OutcomePassed, checklist.StepReach, "maintenance"},
	{"reach-page", checklist.OutcomePassed, checklist.StepReach, "html-instead-of-json"},
	{"reach-empty", checklist.OutcomePassed, checklist.StepReach, "unreadable-answer"},
	{"reach-list", checklist.OutcomePassed, checklist.StepReach, "unreadable-answer"},
	{"reach-limited", checklist.OutcomePassed, checklist.StepReach, "rate-limited"},
	{"reach-reset", checklist.OutcomePassed, checklist.StepReach, "network"},

	{"callback-no-state", checklist.OutcomeFailed, checklist.StepAuthorize, "state-mismatch"},
	{"callback-empty-state", checklist.OutcomeFailed, checklist.StepAuthorize, "state-mismatch"},
	{"callback-cut-state", checklist.OutcomeFailed, checklist.StepAuthorize, "state-mismatch"},
	{"callback-two-states", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-two-codes", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-no-code", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-code-and-error", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-slash", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-other-path", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-semicolons", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},
	{"callback-fragment", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unusable"},

	{"bot-check-token", checklist.OutcomeFailed, checklist.StepExchange, "bot-check"},
	{"exchange-unknown-client", checklist.OutcomeFailed, checklist.StepExchange, "invalid-client"},
	{"exchange-not-authenticated", checklist.OutcomeFailed, checklist.StepExchange, "could-not-authenticate"},
	{"exchange-invalid-scope", checklist.OutcomeFailed, checklist.StepExchange, "scope-not-allowed"},
	{"token-headers-too-large", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"byte-order-mark", checklist.OutcomePassed, "", ""}, // a reader may ignore it
	{"token-forbidden", checklist.OutcomeFailed, checklist.StepExchange, "machine-refused"},
	{"token-server-error", checklist.OutcomeFailed, checklist.StepExchange, "maintenance"},
	{"no-access-token", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},

	{"kind-left-public", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"empty-description", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"empty-company", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"no-logo", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"trailing-slash", checklist.OutcomeFailed, checklist.StepAuthorize, "authorize-invalid-request"},
	{"secret-regenerated", checklist.OutcomeFailed, checklist.StepCredentials, "invalid-client"},
	{"already-global", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"two-urls-in-one-entry", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"record-null-url", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"record-lacks-keys", checklist.OutcomePassed, "", ""}, // what it does not tell is not judged
	{"record-with-scopes", checklist.OutcomePassed, "", ""},
	{"record-scopes-narrow", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"record-expires", checklist.OutcomePassed, "", ""},
	{"record-expiration-off", checklist.OutcomePassed, checklist.StepRecord, ""},
	{"record-no-list", checklist.OutcomePassed, checklist.StepRecord, "unreadable-answer"},
	{"record-second-page", checklist.OutcomePassed, "", ""},
	{"record-endless-list", checklist.OutcomePassed, checklist.StepRecord, "record-not-found"},
	{"control-characters", checklist.OutcomePassed, checklist.StepRecord, ""},

	{"no-such-client", checklist.OutcomeFailed, checklist.StepAuthorize, "no-such-client"},
	{"authorize-invalid-request", checklist.OutcomeFailed, checklist.StepAuthorize, "authorize-invalid-request"},
	{"redirect-mismatch", checklist.OutcomeFailed, checklist.StepAuthorize, "redirect-mismatch"},
	{"scope-not-allowed", checklist.OutcomeFailed, checklist.StepAuthorize, "scope-not-allowed"},
	{"response-type-refused", checklist.OutcomeFailed, checklist.StepAuthorize, "response-type-refused"},
	{"implicit-retired", checklist.OutcomeFailed, checklist.StepAuthorize, "response-type-refused"}, // code was asked for: its refusal is what is seen
	{"server-error-page", checklist.OutcomeFailed, checklist.StepAuthorize, "server-error-page"},
	{"sign-in-loop", checklist.OutcomeFailed, checklist.StepAuthorize, "sign-in-loop"},
	{"cached-session", checklist.OutcomePassed, checklist.StepIdentity, ""}, // no page was shown: an agent has authorized
	{"earlier-grant", checklist.OutcomePassed, "", ""},                      // the account itself does not tell

	{"access-denied", checklist.OutcomeDenied, checklist.StepAuthorize, "access-denied"},
	{"state-mismatch", checklist.OutcomeFailed, checklist.StepAuthorize, "state-mismatch"},
	{"callback-unreachable", checklist.OutcomeFailed, checklist.StepAuthorize, "callback-unreachable"},
	{"code-expired", checklist.OutcomeFailed, checklist.StepExchange, "invalid-grant"},
	{"role-too-low", checklist.OutcomePassed, checklist.StepIdentity, ""},

	{"invalid-client", checklist.OutcomeFailed, checklist.StepCredentials, "invalid-client"},
	{"could-not-authenticate", checklist.OutcomeFailed, checklist.StepExchange, "could-not-authenticate"},
	{"invalid-grant", checklist.OutcomeFailed, checklist.StepExchange, "invalid-grant"},
	{"invalid-request", checklist.OutcomeFailed, checklist.StepExchange, "invalid-request"},
	{"unauthorized-client", checklist.OutcomeFailed, checklist.StepExchange, "unauthorized-client"},
	{"password-grant-retired", checklist.OutcomeFailed, checklist.StepExchange, "unauthorized-client"}, // Zendesk answers both alike
	{"unsupported-grant-type", checklist.OutcomeFailed, checklist.StepExchange, "unsupported-grant-type"},
	{"refresh-refused", checklist.OutcomeFailed, checklist.StepRefresh, "invalid-grant"},
	{"refresh-unknown-client", checklist.OutcomeFailed, checklist.StepRefresh, "invalid-client"},
	{"refresh-keeps-old-alive", checklist.OutcomePassed, checklist.StepRefresh, ""},
	{"granted-less", checklist.OutcomeFailed, checklist.StepExchange, ""},
	{"missing-scope", checklist.OutcomeFailed, checklist.StepIdentity, "missing-scope"},
	{"shortened-lifetime", checklist.OutcomePassed, "", ""}, // longer than was asked for: as answered
	{"rate-limited-token", checklist.OutcomePassed, "", ""}, // waited out: the code is still good

	{"refresh-empty", checklist.OutcomeFailed, checklist.StepRefresh, "unreadable-answer"},
	{"refresh-truncated", checklist.OutcomeFailed, checklist.StepRefresh, "unreadable-answer"},
	{"refresh-no-answer", checklist.OutcomeNoNetwork, checklist.StepRefresh, "timeout"},
	{"refresh-server-error", checklist.OutcomeFailed, checklist.StepRefresh, "maintenance"},
	{"refresh-without-refresh-token", checklist.OutcomeFailed, checklist.StepRefresh, ""},
	{"refresh-no-expiry", checklist.OutcomePassed, checklist.StepRefresh, "no-expiry"},
	{"refresh-stillborn", checklist.OutcomeFailed, checklist.StepRefresh, ""},

	{"html-instead-of-json", checklist.OutcomeFailed, checklist.StepExchange, "html-instead-of-json"},
	{"empty-token-answer", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"truncated-token-answer", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"dripping-answer", checklist.OutcomeNoNetwork, checklist.StepExchange, "timeout"},
	{"no-answer", checklist.OutcomeNoNetwork, checklist.StepExchange, "timeout"},
	{"giant-answer", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"gzip-bomb", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"connection-reset", checklist.OutcomeNoNetwork, checklist.StepExchange, "network"},
	{"redirect-token-endpoint", checklist.OutcomeFailed, checklist.StepExchange, "redirected"},
	{"redirect-token-port", checklist.OutcomeFailed, checklist.StepExchange, "redirected"},
	{"redirect-token-scheme", checklist.OutcomeFailed, checklist.StepExchange, "redirected"},
	{"error-in-2xx", checklist.OutcomeFailed, checklist.StepExchange, "invalid-grant"},
	{"wrong-content-type", checklist.OutcomePassed, "", ""}, // it is JSON all the same
	{"duplicate-keys", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"duplicate-keys-last", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"invalid-utf8", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"status-201", checklist.OutcomePassed, "", ""}, // documented so
	{"wrong-token-type", checklist.OutcomePassed, checklist.StepExchange, ""},
	{"no-refresh-token", checklist.OutcomeFailed, checklist.StepExchange, "no-refresh-token"},
	{"no-expiry", checklist.OutcomePassed, checklist.StepExchange, "no-expiry"},
	{"null-expiry", checklist.OutcomePassed, checklist.StepExchange, "no-expiry"},
	{"string-expiry", checklist.OutcomePassed, checklist.StepExchange, ""},
	{"true-expiry", checklist.OutcomePassed, checklist.StepExchange, ""},
	{"huge-expiry", checklist.OutcomePassed, checklist.StepExchange, ""},
	{"zero-expiry", checklist.OutcomePassed, checklist.StepExchange, ""},

	{"invalid-token", checklist.OutcomeFailed, checklist.StepIdentity, "invalid-token"},
	{"anonymous-user", checklist.OutcomeFailed, checklist.StepIdentity, "anonymous-user"},
	{"me-suspended", checklist.OutcomePassed, checklist.StepIdentity, "authorizer-suspended"},
	{"me-refuses", checklist.OutcomeFailed, checklist.StepIdentity, "invalid-token"},
	{"me-refuses-later", checklist.OutcomePassed, checklist.StepRefresh, ""}, // another address takes the new token
	{"me-server-error", checklist.OutcomePassed, checklist.StepIdentity, "maintenance"},
	{"current-expired", checklist.OutcomePassed, checklist.StepToken, ""},
	{"oauth-disabled", checklist.OutcomeFailed, checklist.StepIdentity, "oauth-disabled"},
	{"invalid-endpoint", checklist.OutcomePassed, checklist.StepIdentity, "invalid-endpoint"},
	{"record-not-found", checklist.OutcomePassed, "", ""}, // what the token may not see is asked for, not judged
	{"record-invalid", checklist.OutcomePassed, checklist.StepRecord, "record-invalid"},
	{"current-forbidden", checklist.OutcomePassed, checklist.StepToken, ""}, // never a reason to widen
	{"create-token-gone", checklist.OutcomePassed, checklist.StepToken, "create-token-gone"},
	{"csrf-token", checklist.OutcomePassed, checklist.StepRevoke, ""}, // a 403 that does not say what it lacks
	{"rate-limited", checklist.OutcomePassed, "", ""},                 // waited out
	{"rate-limited-date", checklist.OutcomePassed, "", ""},            // waited out
	{"rate-limited-long", checklist.OutcomeFailed, checklist.StepIdentity, "rate-limited"},
	{"redirect-api", checklist.OutcomeFailed, checklist.StepIdentity, "redirected"},
	{"revoke-ignored", checklist.OutcomePassed, "", ""}, // deleted by id
	{"revoke-ignored-by-id", checklist.OutcomePassed, checklist.StepRevoke, "revoke-ignored"},
	{"revoke-forbidden", checklist.OutcomePassed, checklist.StepRevoke, ""}, // deleted in Admin Center
	{"me-custom-fields", checklist.OutcomePassed, "", ""},                   // two names that people gave
	{"revoke-refused", checklist.OutcomePassed, "", ""},                     // deleted by id
	{"revoke-refused-by-id", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"revoke-not-found", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"revoke-server-error", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"revoke-no-answer", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"refresh-outlives-revoke", checklist.OutcomePassed, checklist.StepRevoke, ""},

	{"probe-issues", checklist.OutcomeFailed, checklist.StepCredentials, ""},
	{"probe-issues-cut", checklist.OutcomePassed, checklist.StepCredentials, "unreadable-answer"}, // and the pair is named at the revoke
	{"probe-reset", checklist.OutcomePassed, checklist.StepCredentials, "network"},                // one reset is an accident
	{"probe-empty", checklist.OutcomePassed, checklist.StepCredentials, "unreadable-answer"},
	{"nested-tokens", checklist.OutcomePassed, "", ""}, // all found and deleted
	{"many-tokens", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"token-with-space", checklist.OutcomeFailed, checklist.StepExchange, "unreadable-answer"},
	{"refresh-limited", checklist.OutcomeFailed, checklist.StepRefresh, "rate-limited"}, // nothing proves that it can refresh
	{"refresh-limited-once", checklist.OutcomePassed, "", ""},                           // waited out
	{"api-page", checklist.OutcomeFailed, checklist.StepIdentity, "bot-check"},
	{"scope-page", checklist.OutcomePassed, checklist.StepScopes, ""},
	{"scope-error", checklist.OutcomePassed, checklist.StepScopes, ""},
	{"refresh-loses-scopes", checklist.OutcomeFailed, checklist.StepRefresh, ""},
	{"refresh-tells-less", checklist.OutcomePassed, checklist.StepRefresh, ""},
	{"other-spelling", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"me-cut-once", checklist.OutcomePassed, checklist.StepIdentity, "unreadable-answer"},
	{"me-empty-once", checklist.OutcomePassed, checklist.StepIdentity, "unreadable-answer"},
	{"me-problem", checklist.OutcomePassed, checklist.StepIdentity, "unknown-answer"},
	{"scopes-problem", checklist.OutcomePassed, checklist.StepScopes, "unknown-answer"},
	{"scopes-refuse-later", checklist.OutcomeFailed, checklist.StepRefresh, ""},
	{"scopes-nothing", checklist.OutcomePassed, checklist.StepScopes, ""},
	{"me-for-anybody", checklist.OutcomePassed, "", ""},
	{"another-person", checklist.OutcomeFailed, checklist.StepRefresh, ""},
	{"me-suspended-word", checklist.OutcomePassed, checklist.StepIdentity, "authorizer-suspended"},
	// Words of an answer that came, which are not about the way it came.
	{"reach-name-words", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"reach-certificate-words", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"reach-proxy-words", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"reach-dns-code", checklist.OutcomePassed, checklist.StepReach, "reach-unclear"},
	{"exchange-name-words", checklist.OutcomeFailed, checklist.StepExchange, "unknown-answer"},
	{"me-certificate-words", checklist.OutcomePassed, checklist.StepIdentity, "unknown-answer"},
	// Before anybody has authorized, and on the way back.
	{"probe-refuses-code", checklist.OutcomePassed, checklist.StepCredentials, "invalid-grant"},
	{"probe-no-endpoint", checklist.OutcomePassed, checklist.StepCredentials, "invalid-endpoint"},
	{"callback-unavailable", checklist.OutcomeFailed, checklist.StepAuthorize, "maintenance"},
	{"callback-server-error", checklist.OutcomeFailed, checklist.StepAuthorize, "server-error-page"},
	// A token endpoint that is not there any more.
	{"exchange-no-endpoint", checklist.OutcomeFailed, checklist.StepExchange, "invalid-endpoint"},
	{"refresh-no-endpoint", checklist.OutcomeFailed, checklist.StepRefresh, "invalid-endpoint"},
	{"refresh-token-number", checklist.OutcomeFailed, checklist.StepExchange, "no-refresh-token"},
	{"scope-untold", checklist.OutcomePassed, "", ""}, // tokens/current names them
	// Refusals that are about neither scope nor role.
	{"me-bot-check", checklist.OutcomePassed, checklist.StepIdentity, "bot-check"}, // another call takes the new token
	{"me-bot-check-once", checklist.OutcomePassed, checklist.StepIdentity, "bot-check"},
	{"me-quota", checklist.OutcomePassed, checklist.StepIdentity, "unknown-answer"},
	{"current-bot-check", checklist.OutcomePassed, checklist.StepToken, "bot-check"},
	{"current-quota", checklist.OutcomePassed, checklist.StepToken, "unknown-answer"},
	{"record-bot-check", checklist.OutcomePassed, checklist.StepRecord, "bot-check"},
	{"record-forbidden", checklist.OutcomePassed, "", ""}, // it is pasted then
	{"scopes-unavailable", checklist.OutcomePassed, checklist.StepScopes, "maintenance"},
	{"scopes-invalid-token", checklist.OutcomePassed, checklist.StepScopes, "invalid-token"},
	{"scopes-limited", checklist.OutcomePassed, checklist.StepScopes, "rate-limited"},
	{"scopes-redirect", checklist.OutcomePassed, checklist.StepScopes, "redirected"},
	{"scopes-bot-check", checklist.OutcomePassed, checklist.StepScopes, "bot-check"},
	{"scopes-ip-restricted", checklist.OutcomePassed, checklist.StepScopes, "ip-restricted"},
	{"scopes-quota", checklist.OutcomePassed, checklist.StepScopes, "unknown-answer"},
	{"scopes-role", checklist.OutcomePassed, checklist.StepScopes, ""},
	{"scopes-not-found", checklist.OutcomePassed, checklist.StepScopes, "record-not-found"},
	{"revoke-bot-check", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"revoke-csrf", checklist.OutcomePassed, checklist.StepRevoke, ""},
	{"revoke-quota", checklist.OutcomePassed, checklist.StepRevoke, ""},
}

// TestEveryFaultIsToldApart makes a test under each fault, and holds all that comes out of it against
// the row and the golden file.
func TestEveryFaultIsToldApart(t *testing.T) {
	t.Parallel()
	updating := flag.Lookup("update").Value.String() == "true"
	golden, err := os.ReadFile(filepath.Join("testdata", t.Name()+".golden"))
	if err != nil && !updating {
		t.Fatal(err)
	}
	rows, lines, told := map[string]faultRow{}, make([]string, len(practice.Faults())), atomic.Int32{}
	for _, row := range faultRows {
		rows[row.fault] = row
	}
	for i, f := range practice.Faults() {
		row, ok := rows[f.Name]
		if !ok {
			t.Errorf("the fault %s has no row in faultRows: say what zdg makes of it", f.Name)
			continue
		}
		delete(rows, f.Name)
		if !updating && !bytes.Contains(golden, []byte("\n"+f.Name+": ")) && !bytes.HasPrefix(golden, []byte(f.Name+": ")) {
			t.Errorf("the golden file has nothing about %s: run with -update", f.Name)
		}
		t.Run(f.Name, func(t *testing.T) {
			if os.Getenv("ZDG_REQUIRE_TOOLS") == "" && !updating && i%3 != 0 {
				t.Skip("each takes a part of a second: .ci/run tries all")
			}
			if f.Name == "dripping-answer" || strings.HasSuffix(f.Name, "no-answer") {
				t.Parallel() // they wait
			}
			lines[i] = row.check(t)
			told.Add(1)
			if !updating && !bytes.Contains(golden, []byte(lines[i])) {
				t.Errorf("not as in the golden file:\n%s", lines[i])
			}
		})
	}
	for name := range rows {
		t.Errorf("there is no fault %s any more: take its row away", name)
	}
	t.Cleanup(func() { // when all have ended
		if int(told.Load()) == len(lines) { // none was left out by -run
			sameAsGolden(t, strings.Join(lines, ""))
		}
	})
}

// line is what zdg makes of a fault, whole: outcome, exit code, each step with its
// verdict and diagnosis, and which tokens live at the account afterwards.
func (row faultRow) line(r *faultRun, machine testJSON) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, exit %d\n", row.fault, machine.Outcome, outcomeExits[checklist.Outcome(machine.Outcome)])
	for _, s := range machine.Steps {
		if s.Verdict == string(checklist.Pass) {
			continue
		}
		code := ""
		if s.Diagnosis != nil {
			code = " " + s.Diagnosis.Code
		}
		fmt.Fprintf(&b, "\t%-11s %s%s\n", s.ID, s.Verdict, code)
	}
	access, refresh := 0, 0
	for _, token := range r.account.Tokens() {
		if token.Access {
			access++
		}
		if token.Refresh {
			refresh++
		}
	}
	if access+refresh > 0 {
		fmt.Fprintf(&b, "\talive: %d access, %d refresh\n", access, refresh)
	}
	return b.String()
}

func (row faultRow) check(t *testing.T) string {
	r := runFault(t, row.fault)
	if r.evidence.Outcome != row.outcome {
		t.Errorf("outcome %q, want %q", r.evidence.Outcome, row.outcome)
	}
	step, code := firstTold(r.steps())
	if step != row.step || code != row.code {
		t.Errorf("told first: step %q, code %q; want %q, %q", step, code, row.step, row.code)
	}
	if want := "\noutcome: " + string(row.outcome) + "\n"; !strings.Contains(r.text, want) || !strings.Contains(r.text, row.code) {
		t.Error("the text lacks the outcome or the code")
	}
	oneLineEach(t, r.text)
	var machine testJSON
	if err := json.Unmarshal([]byte(r.json), &machine); err != nil {
		t.Fatal(err)
	}
	if machine.Outcome != string(row.outcome) || len(machine.Steps) != len(checklist.StepIDs()) {
		t.Errorf("the JSON says %q with %d steps", machine.Outcome, len(machine.Steps))
	}
	row.revoked(t, r, machine)
	oneVerdict(t, r.text, machine)
	for _, s := range machine.Steps {
		if s.ID == string(row.step) && row.code != "" && (s.Diagnosis == nil || s.Diagnosis.Code != row.code) {
			t.Errorf("the JSON has %+v in step %s", s.Diagnosis, s.ID)
		}
	}
	if s, ok := r.evidence.Step(checklist.StepExchange); ok && s.NotRun == "" {
		want := "Authorized"
		if s.Seen != nil {
			want = row.code
		}
		if !strings.Contains(r.page, want) {
			t.Errorf("the browser was not told of %q: %q", want, r.page)
		}
	}
	r.noSecretInOutputs(t)
	row.pasted(t, r)
	if t.Failed() {
		t.Log(r.text)
	}
	return row.line(r, machine)
}

// firstTold is the step that tells what is wrong: one that fails with a diagnosis goes
// before one that only warns, and a diagnosis before none.
func firstTold(steps []checklist.StepResult) (checklist.StepID, string) {
	for _, diagnosed := range []bool{true, false} {
		for _, v := range []checklist.Verdict{checklist.Fail, checklist.Warn} {
			for _, s := range steps {
				switch {
				case s.Verdict != v || diagnosed != (s.Diagnosis != nil):
				case diagnosed:
					return s.ID, string(s.Diagnosis.Code)
				default:
					return s.ID, ""
				}
			}
		}
	}
	return "", ""
}
