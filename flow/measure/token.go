package measure

import (
	"context"
	"strconv"
	"time"

	"zdg/checklist"
)

// token asks what the account knows of the token. That takes the broad scope read
// (Z32c), which few products need, so a refusal spoils nothing.
func (r *run) token(ctx context.Context) result {
	c, err := r.current(ctx, r.newest())
	if err != nil {
		return r.optional(r.apiFailed(ctx, err, ""))
	}
	t := *r.e.Token // Evidence that was told is not changed
	t.ID, t.UserID, t.CurrentScopes = c.ID, c.UserID, c.Scopes
	res := result{facts: []checklist.Fact{fact("token_id", strconv.FormatInt(c.ID, 10)), fact("scopes", join(c.Scopes))}}
	if !c.ExpiresAt.IsZero() {
		t.ExpiresAt = c.ExpiresAt
		res.facts = append(res.facts, fact("expires_at", c.ExpiresAt.UTC().Format(time.RFC3339)))
	}
	r.e.Token = &t
	return res
}
