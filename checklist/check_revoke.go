package checklist

import (
	"cmp"
	"fmt"
	"strings"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// deleteByHand says where to delete a test token that still lives.
const deleteByHand = "delete it in " + zendesk.ClientsPage + ", at the client's tokens"

func revokeChecks() []Check {
	rule := documented("Z9", "DELETE on a token answers 204 and ends it; 401 says that it had already ended")
	check := Check{Stage: StageTest, Step: StepRevoke, How: byBrowser}.row
	return []Check{
		check("token-revoked", "the test token is deleted", "", rule, tokenRevoked),
		check("revoke-access-dead", "the deleted access token is refused", "",
			observed("Z32a", "a deletion has been reported to answer 204 without ending the token, so the token has to be refused where it was accepted before"),
			onRevoke(func(r Revoke, seen *explain.Seen) Finding {
				f := judgeDead(r.Access, "the newest access token", "nothing proves it: see the step for the reason", "it still works: "+deleteByHand)
				if r.saysDeleted(seen) && r.Access == StillAlive {
					return f.diagnosed("revoke-ignored", explain.Asked{As: explain.WithToken})
				}
				return f
			})),
		check("revoke-refresh-dead", "its refresh token is refused too", "",
			inferred("Z30", "whether deleting an access token ends its refresh token is not documented, so it is tried"),
			onRevoke(func(r Revoke, _ *explain.Seen) Finding {
				return judgeDead(r.Refresh, "the newest refresh token", "nothing proves it: a refusal counts only if the account has accepted a refresh before", "it still works, so revoke it on its own when a customer disconnects: "+deleteByHand)
			})),
	}
}

func onRevoke(judge func(Revoke, *explain.Seen) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		s, missing := measurement(StepRevoke, d, e)
		switch {
		case missing != nil:
			return *missing
		case e.Revoke == nil:
			return notRun("nothing was revoked")
		}
		return judge(*e.Revoke, s.Seen).at(s.At)
	}
}

// tokenRevoked never fails: that a token could not be deleted is no fault of the client, and
// the token is short-lived. It passes only where every token that the test got is proven
// dead; otherwise it says where to delete them.
func tokenRevoked(d Draft, e Evidence) Finding {
	s, missing := measurement(StepRevoke, d, e)
	switch {
	case missing != nil:
		return *missing
	case e.Revoke == nil && s.Seen == nil:
		return notRun("nothing was revoked")
	case e.Revoke == nil:
		f := failedStep(s, d)
		f.Verdict, f.Fix = Warn, "the test token stays valid until it expires: "+deleteByHand
		return f
	}
	r := *e.Revoke
	var facts []Fact
	if r.By != "" {
		facts = append(facts, fact("status", cmp.Or(statusText(r.Status), "no answer")), fact("deleted_by", r.By))
	}
	if r.Left == 0 {
		return pass(append(facts, fact("proven_dead", Count(r.Issued, "token")))...).at(s.At)
	}
	facts = append(facts, fact("not_proven_dead", fmt.Sprintf("%d of %d", r.Left, r.Issued+r.Unseen)), fact("may_live_until", cmp.Or(livesUntilText(r), "not told")))
	if r.LivesUntil.IsZero() && !r.AtMost.IsZero() {
		facts = append(facts, fact("at_most_until", stamp(r.AtMost)))
	}
	if r.Unseen > 0 {
		facts = append(facts, fact("unseen", unseenText(r)))
	}
	wrong := whyNotRevoked(r, s.Seen)
	f := warn(wrong+"; "+howLong(r)+": "+deleteByHand, facts...).saying(wrong).at(s.At)
	if r.saysDeleted(s.Seen) && r.Access == StillAlive && r.Unseen == 0 { // the diagnosis is about this token alone
		return f.diagnosed("revoke-ignored", explain.Asked{As: explain.WithToken})
	}
	return f
}

// saysDeleted reports whether the account answered that the token is deleted: with a success
// (Z9: 204) other than 202, which promises it for later, and not with a page or an error.
func (r Revoke) saysDeleted(seen *explain.Seen) bool {
	return r.Status >= 200 && r.Status < 300 && r.Status != 202 && seen == nil
}

// refusalOf says what a 403 answer to the deletion is about, as far as its words tell. seen
// is nil where they were not kept.
func refusalOf(seen *explain.Seen) string {
	switch {
	case seen == nil || seen.Status != 403:
		return "403"
	case explain.Lacks(*seen) == "scope":
		return "403, which is about the token's scopes, not about the person"
	case explain.Lacks(*seen) == "role":
		return "403, in words about the role of the person"
	}
	return cmp.Or(deletionRefusals[meaning(*seen).Code], "403")
}

var deletionRefusals = map[explain.Code]string{
	"bot-check":            "403, from a check for bots",
	"ip-restricted":        "403, which is about this machine's IP address",
	"csrf-token":           "403, in words about a browser's session",
	"html-instead-of-json": "403 with a web page",
}

// whyNotRevoked says why the test tokens are not proven dead. Tokens that may have been
// issued without reaching the test are named first.
func whyNotRevoked(r Revoke, seen *explain.Seen) string {
	switch {
	case r.Unseen == 0:
		return whyNotDead(r, seen)
	case r.Issued == 0:
		return unseenText(r) + ", and cannot be deleted from here"
	case r.Left == r.Unseen:
		return "every token that came no longer works, but " + unseenText(r)
	}
	return unseenText(r) + ", and " + whyNotDead(r, seen)
}

// unseenText says how tokens may have been issued that did not reach the test.
func unseenText(r Revoke) string {
	words := texts(r.UnseenIn, func(in UnseenIn) string { return unseenTexts[in] })
	return cmp.Or(strings.Join(words, "; "), "tokens may have been issued that did not come with an answer")
}

var unseenTexts = map[UnseenIn]string{
	UnseenAnswer:  "tokens may have been issued that no answer brought here",
	UnseenProbe:   "tokens may have been issued for the made-up code, in an answer that could not be read",
	UnseenRefresh: "a refresh token may have been issued that did not come with the answer",
	UnseenMany:    "an answer named tokens that zdg cannot ask about",
}

// whyNotDead says why the tokens that the test got are not proven dead.
func whyNotDead(r Revoke, seen *explain.Seen) string {
	status := statusText(r.Status)
	switch {
	case r.By == "" && r.Access != Dead:
		return "there was no access token to delete"
	case r.Access == StillAlive && r.Status == 403:
		return "the account refused the deletion (" + refusalOf(seen) + ") and the test token still works"
	case r.Access == StillAlive && status == "":
		return "the account did not answer the deletion, and the test token still works"
	case r.Access == StillAlive:
		return "the account answered " + status + " to the deletion, and the test token still works"
	case status == "":
		return "the account did not answer the deletion of the test token"
	case r.Access == Dead && r.Refresh == StillAlive:
		return "the access token no longer works, but its refresh token still worked"
	case r.Access == Dead && r.Refresh != Dead:
		return "the access token no longer works, but nothing proves the same of the refresh token"
	case r.Access == Dead:
		return "the newest tokens no longer work, but that is not proven for all the tokens this test got"
	case r.Status == 403:
		return "the account refused the deletion (" + refusalOf(seen) + ")"
	case r.Accepted:
		return "the account answered " + status + " to the deletion, but none of its later answers shows whether the test token still works"
	case r.Status >= 200 && r.Status < 300:
		return "the account answered " + status + " to the deletion, but nothing had accepted the test token before, so nothing proves that it no longer works"
	}
	return "the account answered " + status + " to the deletion, which proves nothing"
}

// NotAsked is the warning for a person who left before a test could end.
const NotAsked = "you left before zdg saw the account delete the test token, so it may still be valid: " + deleteByHand

// Living says that test tokens may still work, until when, and where to delete them; ""
// when all of them are proven dead, or none was issued.
func (e Evidence) Living() string {
	if e.Revoke == nil || e.Revoke.Left == 0 {
		return ""
	}
	s, _ := e.Step(StepRevoke)
	return whyNotRevoked(*e.Revoke, s.Seen) + "; " + howLong(*e.Revoke) + ": " + deleteByHand
}

// howLong says until when the tokens that are left may work.
func howLong(r Revoke) string {
	if until := livesUntilText(r); until != "" {
		return "it may stay valid until " + until
	}
	if !r.AtMost.IsZero() {
		return "the account does not say for every token how long it is valid; by what it does say, and by the longest lifetimes that Zendesk documents, the last one ends by " + stamp(r.AtMost)
	}
	return "nothing says how long it may stay valid"
}

func livesUntilText(r Revoke) string {
	if r.LivesUntil.IsZero() {
		return ""
	}
	return stamp(r.LivesUntil)
}

func statusText(status int) string {
	if status == 0 {
		return ""
	}
	return fmt.Sprint(status)
}
