package measure

import (
	"context"
	"strconv"
	"time"

	"zdg/checklist"
)

// token asks what the account knows of the token. That needs the broad scope read (Z32c),
// which few products ask for, so a refusal does not fail the test.
func (r *run) token(ctx context.Context) result {
	c, err := r.current(ctx, r.newest())
	if err != nil {
		return r.optional(r.apiFailed(ctx, err, ""))
	}
	t := *r.evidence.Token // a copy: evidence in earlier notes must not change
	t.ID, t.UserID, t.CurrentScopes = c.ID, c.UserID, c.Scopes
	res := result{facts: []checklist.Fact{fact("token_id", strconv.FormatInt(c.ID, 10)), fact("scopes", join(c.Scopes))}}
	if !c.ExpiresAt.IsZero() {
		t.ExpiresAt = c.ExpiresAt
		res.facts = append(res.facts, fact("expires_at", c.ExpiresAt.UTC().Format(time.RFC3339)))
	}
	r.evidence.Token = &t
	return res
}
