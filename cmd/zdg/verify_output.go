package main

import (
	"fmt"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow/measure"
)

// markOf is the mark for an account: ✓ when the client is global there, ? when that is unclear.
func markOf(k checklist.Known) string {
	switch {
	case k.Standing == checklist.GlobalThere && (k.Differs() || k.Refused):
		return checklist.Warn.Mark()
	case k.Standing == checklist.GlobalThere:
		return checklist.Pass.Mark()
	case k.Standing == checklist.UnclearThere, k.Standing == checklist.LimitedThere:
		return checklist.Ask.Mark()
	}
	return checklist.Fail.Mark()
}

// writeText writes the result, one account after the other.
func (c *verifyCommand) writeText(all []*target) error {
	w := &errWriter{w: c.out}
	for i, one := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if c.practice {
			fmt.Fprint(w, "PRACTICE  ")
		}
		k := one.known
		fmt.Fprintf(w, "%s %s: %s at %s\n", markOf(k), strings.ReplaceAll(string(k.Standing), "-", " "), one.plan.Client.Identifier, one.plan.AccountURL)
		hang(w, "  why     ", k.Why)
		if k.Next != "" {
			hang(w, "  next    ", k.Next)
		}
		for _, f := range k.Facts {
			hang(w, "  seen    "+strings.ReplaceAll(f.Key, "_", " ")+": ", f.Value)
		}
		for _, f := range k.Compared {
			hang(w, "  saved   "+string(f.Field)+": ", comparedWords(f))
		}
		if full := one.seen.Full; full != nil {
			hang(w, "  tokens  ", tokensText(*full))
		}
		hang(w, "  source  ", citeRule(k.Rule))
	}
	return w.failed()
}

// comparedWords says how one field compares with what was submitted.
func comparedWords(f checklist.Compared) string {
	switch {
	case f.Field == checklist.FieldLogoFile && f.Told && f.Same:
		return "there is one; look at the consent page to see it"
	case f.Told && f.Same:
		return "as submitted"
	case f.Told:
		return fmt.Sprintf("%q, and %q was submitted", f.Saved, f.Submitted)
	case f.Submitted == "":
		return fmt.Sprintf("%q; what was submitted is not known here", f.Saved)
	}
	return "not shown"
}

// tokensText says what became of the test tokens, and how that is known.
func tokensText(e checklist.Evidence) string {
	switch {
	case e.Living() != "":
		return e.Living()
	case e.Revoke == nil || e.Revoke.Issued == 0:
		return "none were issued"
	}
	return fmt.Sprintf("%d were issued, and all are proven dead: none of them works any more", e.Revoke.Issued)
}

// verifyJSON is the result of `zdg verify --format json`.
type verifyJSON struct {
	resultHead
	Practice bool                  `json:"practice"`
	Client   checklist.JSONClient  `json:"client"`
	Home     checklist.JSONAccount `json:"home"`
	Verdict  string                `json:"verdict"`
	Exit     int                   `json:"exit"`
	Accounts []verifyAccountJSON   `json:"accounts"`
}

type verifyAccountJSON struct {
	Account  checklist.JSONAccount `json:"account"`
	Verdict  string                `json:"verdict"`
	Why      string                `json:"why"`
	Fix      string                `json:"fix"`
	Until    string                `json:"until,omitempty"`
	Facts    map[string]string     `json:"facts"`
	Compared []comparedJSON        `json:"compared,omitempty"`
	Tokens   *verifyTokensJSON     `json:"tokens,omitempty"`
	Rule     string                `json:"rule"`
	Source   string                `json:"source"`
	AsOf     string                `json:"as_of"`
	How      string                `json:"confidence"`
}

type comparedJSON struct {
	Field     string `json:"field"`
	Submitted string `json:"submitted"`
	Saved     string `json:"saved"`
	Result    string `json:"result"`
}

type verifyTokensJSON struct {
	Issued int    `json:"issued"`
	Left   int    `json:"left"`
	Proof  string `json:"proof"`
}

// writeJSON writes the result for scripts: one word and one number for all accounts, and the
// details of each.
func (c *verifyCommand) writeJSON(home measure.Plan, all []*target) error {
	out := verifyJSON{
		resultHead: c.head("zdg.verify/1"), Practice: c.practice,
		Client:  checklist.JSONClient{Identifier: home.Client.Identifier.String(), Kind: string(home.Client.Kind)},
		Home:    checklist.JSONAccount{Subdomain: home.Client.Account.String(), URL: home.AccountURL, Practice: c.practice},
		Verdict: string(c.whole.Standing), Exit: exitOf(c.whole), Accounts: []verifyAccountJSON{},
	}
	for _, one := range all {
		k, rule := one.known, checklist.RuleJSON(one.known.Rule)
		row := verifyAccountJSON{
			Account: checklist.JSONAccount{Subdomain: one.plan.Client.Account.String(), URL: one.plan.AccountURL, Practice: c.practice},
			Verdict: string(k.Standing), Why: k.Why, Fix: k.Next, Facts: map[string]string{},
			Rule: rule.Text, Source: rule.Source, AsOf: rule.AsOf, How: rule.Confidence,
		}
		if !k.Until.IsZero() {
			row.Until = k.Until.UTC().Format(time.RFC3339)
		}
		for _, f := range k.Facts {
			row.Facts[f.Key] = f.Value
		}
		for _, f := range k.Compared {
			result := "not-told"
			if f.Told {
				result = map[bool]string{true: "same", false: "differs"}[f.Same]
			}
			row.Compared = append(row.Compared, comparedJSON{string(f.Field), f.Submitted, f.Saved, result})
		}
		if full := one.seen.Full; full != nil {
			row.Tokens = &verifyTokensJSON{Proof: tokensText(*full)}
			if full.Revoke != nil {
				row.Tokens.Issued, row.Tokens.Left = full.Revoke.Issued, full.Revoke.Left
			}
		}
		out.Accounts = append(out.Accounts, row)
	}
	return writeJSON(c.out, out)
}
