package checklist

import (
	"slices"
	"strings"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Elsewhere is what was measured about a client, after its approval, on an account that is
// not its own. A local client works on its own account only, a global one on every account.
type Elsewhere struct {
	Of    Subject // the account that was asked
	At    time.Time
	Reach *explain.Seen // the first answer, where it was not the expected one; nil: the account is there
	Page  *PageLook     // nil: not looked at
	Probe *ProbeLook    // nil: not made, since it needs the secret
	Full  *Evidence     // of a whole authorization there; nil: not made
}

// PageAnswer is how the authorize page answered a browser that is not signed in.
type PageAnswer struct {
	Seen explain.Seen
	To   string // where it redirects: path and names of parameters; "" when it does not
}

// PageLook is how an account's authorize page answered for the client and, as a control, for
// a made-up identifier.
type PageLook struct {
	Client, Control PageAnswer
	// Again is the answer for a second made-up identifier, which is asked for where the first
	// two differ: if it is like that for the client, the difference means nothing. nil: not asked.
	Again *PageAnswer
}

// Differ reports whether the client and a made-up identifier are answered differently.
func (p PageLook) Differ() bool { return !p.Client.same(p.Control) }

// Tried is one token request with a made-up code, see Credentials.
type Tried struct {
	Answer CredentialsAnswer
	Seen   explain.Seen // the answer, where it is not AnswerAccepted
	NotRun string       // why it was not made
}

// ProbeLook is the client tried with a made-up code, with two controls.
type ProbeLook struct {
	Control Tried // a made-up identifier on the same account: has to be refused
	Home    Tried // the client on its own account: has to be accepted
	Client  Tried // the client on the account that is asked
}

// Standing is what is known about a client on another account.
type Standing string

// The standings. Only GlobalThere means that the client is global.
const (
	GlobalThere  Standing = "global"
	NotThere     Standing = "not-there"
	WrongSecret  Standing = "wrong-secret"
	NoSuchThere  Standing = "no-such-account"
	SuspendedOne Standing = "suspended"
	LimitedThere Standing = "rate-limited"
	UnclearThere Standing = "unclear"
)

// Known is the verdict on an Elsewhere.
type Known struct {
	Standing Standing
	Why      string // in lower case, one sentence or more
	Next     string // what to do; "" when there is nothing
	Rule     Rule
	Facts    []Fact
	Until    time.Time // for LimitedThere: when the account may be asked again; zero: it does not say
	// Knows says, for UnclearThere, that the account knows a client with this identifier: the
	// global one, or one of its own.
	Knows bool
	// Silent says that no usable answer came: asking again may help.
	Silent bool
	// Refused says that the person did not authorize.
	Refused bool
	// Compared compares the converted client with what was submitted, field by field; nil when
	// it could not be read.
	Compared []Compared
}

// Compared is one field of a converted client.
type Compared struct {
	Field            Field
	Submitted, Saved string
	Same             bool
	Told             bool // false: the account does not show it, or nothing was submitted
}

// Differs reports whether what was converted differs from what was submitted.
func (k Known) Differs() bool {
	return slices.ContainsFunc(k.Compared, func(c Compared) bool { return c.Told && !c.Same })
}

// The rules for these verdicts. The page was seen by people who were signed in, and the
// probe was measured on the client's own account.
var (
	pageRule   = inferred("T9", "the authorize page says \"No such client\" of an identifier that the account does not know; what it answers to somebody who is not signed in is not published, so only a difference between two identifiers counts")
	probeRule  = inferred("T13", "the token endpoint of another account answers a made-up code with 400 invalid_grant once the client is global, and with 401 invalid_client before; this was measured on a client's own account alone, so two more requests are held beside it")
	listRule   = documented("Z8", "an account lists the global clients that somebody there has authorized, with name, description, company, logo and kind")
	tokensRule = inferred("Z10", "a code of a confidential client becomes tokens only with the client's secret")
)

// ElsewhereRules returns the rules of JudgeElsewhere, without those that explain answers.
func ElsewhereRules() []Rule { return []Rule{pageRule, probeRule, listRule, tokensRule} }

// JudgeAll judges several accounts, each with JudgeElsewhere. An account that knows a client
// with this identifier may have one of its own; but where another account knows it too, and
// none refuses it, it is the global one.
func JudgeAll(d Draft, all []Elsewhere) []Known {
	known := make([]Known, len(all))
	count, against := 0, false
	for i, e := range all {
		known[i] = JudgeElsewhere(d, e)
		if known[i].Knows || known[i].Standing == GlobalThere {
			count++
		}
		against = against || known[i].Standing == NotThere || known[i].Standing == WrongSecret
	}
	for i := range known {
		if k := &known[i]; k.Knows && count > 1 && !against {
			k.Standing, k.Next = GlobalThere, ""
			k.Why += "; another account knows it too, so it is the global one"
		}
	}
	return known
}

// JudgeElsewhere judges what was measured on one account. d holds what was submitted. Where
// a control failed the standing is unclear, whatever else was seen.
func JudgeElsewhere(d Draft, e Elsewhere) Known {
	if e.Reach != nil {
		if k, ends := e.finalAnswer(*e.Reach); ends {
			return k
		}
	}
	k := e.byPage()
	if e.Probe != nil {
		k = e.byProbe(k.Knows, d.IsPublic())
	}
	k.Facts = e.facts()
	if e.Full != nil {
		k = e.byFull(d, k)
	}
	return k
}

// Open reports whether a whole authorization on the account could tell more. It could not
// where the account refuses the client, or accepts anything.
func (e Elsewhere) Open() bool {
	k := JudgeElsewhere(Draft{}, e)
	p := e.Probe
	return (k.Standing == GlobalThere || k.Standing == UnclearThere) && !k.Silent &&
		(p == nil || p.Control.Answer != AnswerAccepted && p.Control.Answer != AnswerIssued && p.Client.Answer != AnswerRefused && p.Client.Answer != AnswerIssued)
}

// finalAnswer judges an answer after which it makes no sense to ask anything else; false for
// any other answer, where the requests that follow decide.
func (e Elsewhere) finalAnswer(s explain.Seen) (Known, bool) {
	all := explain.Answer(s, zendesk.Client{})
	k := Known{Rule: Rule{all[0].What, all[0].Source, all[0].Confidence}}
	if said := explain.Said(s); said != "" {
		k.Facts = []Fact{fact("said", said)}
	}
	switch code := all[0].Code; {
	case code == "no-help-desk" && s.Status == 404:
		k.Standing = NoSuchThere
		k.Why = "there is no account under this name"
		k.Next = "correct the subdomain: it is the name before .zendesk.com in the URL that the account's agents use; the name of a brand or a help center may be a different one"
	case code == "account-suspended":
		k.Standing = SuspendedOne
		k.Why = "the account is suspended, so it tells nothing of the client"
		k.Next = "ask another account"
	case code == "rate-limited":
		k.Standing, k.Silent = LimitedThere, true
		k.Why = "the account has been asked too often and answers nothing for now"
		k.Next = "ask again later; the account does not say when"
		if s.RetryIn > 0 {
			k.Until = e.At.Add(s.RetryIn)
			k.Next = "ask again after " + k.Until.UTC().Format("2006-01-02 15:04:05 UTC")
		}
	case s.Where == explain.Network:
		k.Standing, k.Silent = UnclearThere, true
		k.Why = "no answer came from the account: " + strings.TrimSuffix(lowered(all[0].What), ".")
		k.Next = lowered(all[0].Fix)
		if code == "tls" {
			k.Next += " An account that was suspended or has expired loses its certificate too."
		}
	default:
		return k, false
	}
	return k, true
}

// facts returns what was seen, request by request.
func (e Elsewhere) facts() []Fact {
	var all []Fact
	if e.Reach != nil {
		all = append(all, fact("first_look", Tried{Seen: *e.Reach}.said()))
	}
	if p := e.Page; p != nil {
		all = append(all, fact("page_client", p.Client.words()), fact("page_made_up", p.Control.words()))
		if p.Again != nil {
			all = append(all, fact("page_made_up_again", p.Again.words()))
		}
	}
	if p := e.Probe; p != nil {
		all = append(all, fact("code_made_up_client", p.Control.said()), fact("code_at_home", p.Home.said()), fact("code_client", p.Client.said()))
	}
	if e.Full != nil {
		all = append(all, fact("authorization", string(e.Full.Outcome)))
	}
	return all
}

// lowered returns a sentence with a small first letter, to go on after a colon, unless it
// begins with a name such as HTTP or Zendesk.
func lowered(text string) string {
	first, rest, _ := strings.Cut(text, " ")
	if first == strings.ToUpper(first) && len(first) > 1 || strings.HasPrefix(first, "Zendesk") { // HTTP, TLS
		return text
	}
	return strings.ToLower(first) + strings.TrimSuffix(" "+rest, " ")
}

// Overall returns the verdict that stands for all accounts together, for an exit code. The
// first of these that there is: a person refused, the converted client differs, an account
// does not know the client, does not exist or is suspended, an account gave no answer, the
// client is global, nothing could be told. Of several such, the first account's.
func Overall(all []Known) Known {
	var best Known
	rank := func(k Known) int {
		switch {
		case k.Refused:
			return 5
		case k.Standing == GlobalThere && k.Differs():
			return 4
		case k.Standing == NotThere, k.Standing == WrongSecret, k.Standing == NoSuchThere, k.Standing == SuspendedOne:
			return 3
		case k.Silent:
			return 2
		case k.Standing == GlobalThere:
			return 1
		}
		return 0
	}
	for i, k := range all {
		if i == 0 || rank(k) > rank(best) {
			best = k
		}
	}
	return best
}
