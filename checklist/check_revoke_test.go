package checklist

import (
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
)

// TestUnseenTokenIsNamedEverywhere: a token that may have been issued unseen is named in the summary
// of the step, its facts and its fix, whatever else is left.
func TestUnseenTokenIsNamedEverywhere(t *testing.T) {
	words := map[UnseenIn]string{
		UnseenAnswer:  "issued that no answer brought here",
		UnseenProbe:   "issued for the made-up code",
		UnseenRefresh: "a refresh token may have been issued",
		UnseenMany:    "an answer named tokens",
		"":            "issued that did not come with an answer", // kept by an earlier version
	}
	for in, want := range words {
		for name, r := range map[string]Revoke{
			"all that came is dead":           {Status: 204, By: "current", Access: Dead, Refresh: Dead, Issued: 4, Left: 1},
			"the refresh token lives":         {Status: 204, By: "current", Access: Dead, Refresh: StillAlive, Issued: 4, Left: 2},
			"the refresh token is not proven": {Status: 204, By: "current", Access: Dead, Issued: 4, Left: 2},
			"all live":                        {Status: 204, By: "current", Access: StillAlive, Refresh: StillAlive, Issued: 4, Left: 5},
			"refused":                         {Status: 403, By: "current", Access: StillAlive, Issued: 2, Left: 3},
			"no answer":                       {By: "current", Issued: 2, Left: 3},
			"nothing came":                    {Left: 1},
		} {
			r.Unseen = 1
			if in != "" {
				r.UnseenIn = []UnseenIn{in}
			}
			d := sampleDraft()
			e := sampleEvidence(d)
			e.Revoke = &r
			if s := stepOf(t, d, e, StepRevoke); s.Verdict != Warn || !strings.Contains(s.Summary, want) || !strings.Contains(s.Fix, want) || !strings.Contains(factLine(s.Facts), want) || !strings.Contains(e.Living(), want) {
				t.Errorf("%s, %s: %s %q\n%s\n%s", in, name, s.Verdict, s.Summary, s.Fix, factLine(s.Facts))
			}
		}
	}
}

// TestLifetimeOfLeftTokens: where the account does not state until when a left token lives, the
// documented limit is given, or none.
func TestLifetimeOfLeftTokens(t *testing.T) {
	for _, c := range []struct {
		until, atMost time.Time
		says, facts   string
	}{
		{noon, time.Time{}, "it may stay valid until 2026-11-22T12:00:00Z", "may live until: 2026-11-22T12:00:00Z"},
		{time.Time{}, noon, "the account does not say for every token how long it is valid; by what it does say, and by the longest lifetimes that Zendesk documents, the last one ends by 2026-11-22T12:00:00Z", "may live until: not told; at most until: 2026-11-22T12:00:00Z"},
		{time.Time{}, time.Time{}, "nothing says how long it may stay valid", "may live until: not told"},
	} {
		d := sampleDraft()
		e := sampleEvidence(d)
		e.Revoke.Left, e.Revoke.LivesUntil, e.Revoke.AtMost = 1, c.until, c.atMost
		f := tokenRevoked(d, e)
		if line := factLine(f.Facts); !strings.Contains(e.Living(), c.says+": delete it") || !strings.Contains(f.Fix, c.says) || !strings.HasSuffix(line, c.facts) {
			t.Errorf("%s\n%s", e.Living(), line)
		}
	}
}

// TestRevokeIgnoredNeedsSuccess: "revoke-ignored" is diagnosed only where the DELETE was answered
// with success, and the token lives.
func TestRevokeIgnoredNeedsSuccess(t *testing.T) {
	for status, want := range map[int]bool{199: false, 200: true, 202: false, 204: true, 299: true, 300: false, 302: false, 403: false} {
		d := sampleDraft()
		e := sampleEvidence(d)
		e.Revoke.Status, e.Revoke.Access, e.Revoke.Left = status, StillAlive, 1
		all := Judge(d, e)
		for _, id := range []string{"token-revoked", "revoke-access-dead"} {
			r, _ := resultOf(all, id)
			if got := r.Finding.Diagnosis != nil && r.Finding.Diagnosis.Code == "revoke-ignored"; got != want || r.Verdict != Warn {
				t.Errorf("%d, %s: %s, ignored %t", status, id, r.Verdict, got)
			}
		}
		for _, body := range []string{explain.BodyHTML, "Forbidden"} { // a page, and a refusal in words
			for _, r := range Judge(d, withAnswer(e, StepRevoke, explain.Seen{Where: explain.API, Status: status, Error: body})) {
				if r.Finding.Diagnosis != nil && r.Finding.Diagnosis.Code == "revoke-ignored" {
					t.Errorf("%d with %s: %s says that the deletion was ignored", status, body, r.ID)
				}
			}
		}
	}
}
