package checklist

import (
	"fmt"
	"strings"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// Elsewhere is what was seen of a client on an account that is not its own, after the
// approval: a local client works on one account only, and a global one on every account.
type Elsewhere struct {
	Of    Subject // the account that was asked
	At    time.Time
	Reach *explain.Seen // the first look, where it was not the hoped-for answer; nil: the account is there
	Page  *PageLook     // nil: not looked at
	Probe *ProbeLook    // nil: not made, since it takes the secret
	Full  *Evidence     // of a whole authorization there; nil: not made
}

// PageAnswer is how the authorize page answered somebody who is not signed in.
type PageAnswer struct {
	Seen explain.Seen
	To   string // where it sends on: path and names of parameters; "" when it does not
}

// PageLook is what the authorize page of one account said of the client and of an
// identifier that was made up for this.
type PageLook struct {
	Client, Control PageAnswer
	// Again is a second made-up identifier, asked where the two differ: one that is
	// answered as the client is makes the difference worthless. nil: not asked.
	Again *PageAnswer
}

// Differ reports whether the client and a made-up identifier are answered differently.
func (p PageLook) Differ() bool { return !p.Client.same(p.Control) }

// Tried is one request with a made-up code, see Credentials.
type Tried struct {
	Answer CredentialsAnswer
	Seen   explain.Seen // where it was not AnswerAccepted
	NotRun string       // why it was not made
}

// ProbeLook is the client tried with a made-up code, beside its two controls.
type ProbeLook struct {
	Control Tried // an identifier that was made up for this, on the same account: has to be refused
	Home    Tried // the client on its own account: has to be accepted
	Client  Tried // the client on the account that is asked
}

// Standing is what an account makes of a client.
type Standing string

// The standings. Only GlobalThere says that the client is global.
const (
	GlobalThere  Standing = "global"
	NotThere     Standing = "not-there"
	WrongSecret  Standing = "wrong-secret"
	NoSuchThere  Standing = "no-such-account"
	SuspendedOne Standing = "suspended"
	LimitedThere Standing = "rate-limited"
	UnclearThere Standing = "unclear"
)

// Known is what follows from an Elsewhere.
type Known struct {
	Standing Standing
	Why      string // one sentence or more
	Next     string // what to do; "" when nothing is
	Rule     Rule
	Facts    []Fact
	Until    time.Time // of LimitedThere: when it may be asked again; zero: the account does not say
	// Knows says of what is unclear that the account knows a client with this identifier:
	// the global one, or one of its own.
	Knows bool
	// Silent says that no answer came, or none yet: asking again may help.
	Silent bool
	// Refused says that the person did not authorize.
	Refused bool
	// Compared holds the client as the account shows it against what was submitted; nil: it could not be read.
	Compared []Compared
}

// Compared is one field of a converted client.
type Compared struct {
	Field            Field
	Submitted, Saved string
	Same, Told       bool // not Told: the account does not show it, or nothing was submitted
}

// Differs reports whether what was converted is not what was submitted.
func (k Known) Differs() bool {
	for _, c := range k.Compared {
		if c.Told && !c.Same {
			return true
		}
	}
	return false
}

// Rules of what follows. The page is known from people who met it signed in, and the probe
// was measured on the client's own account.
var (
	pageRule = Rule{
		"the authorize page says \"No such client\" of an identifier that the account does not know; what it answers to somebody who is not signed in is not published, so only a difference between two identifiers counts",
		zendesk.SourceOf("T9"), zendesk.Inferred,
	}
	probeRule = Rule{
		"the token endpoint of another account answers a made-up code with 400 invalid_grant once the client is global, and with 401 invalid_client before; this was measured on a client's own account alone, so two more requests are held beside it",
		zendesk.SourceOf("T13"), zendesk.Inferred,
	}
	listRule = Rule{
		"an account lists the global clients that somebody there has authorized, with name, description, company, logo and kind",
		zendesk.SourceOf("Z8"), zendesk.Documented,
	}
	tokensRule = Rule{
		"a code of a confidential client becomes tokens only with the client's secret", zendesk.SourceOf("Z10"), zendesk.Inferred,
	}
)

// ElsewhereRules are the rules that JudgeElsewhere goes by, beside those of answers.
func ElsewhereRules() []Rule { return []Rule{pageRule, probeRule, listRule, tokensRule} }

// JudgeAll is JudgeElsewhere for several accounts. An account that knows a client with this
// identifier may have one of its own; where another account knows it too and none does
// without, it is the global one.
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

// JudgeElsewhere says what one account makes of the client. A control that fails makes it
// unclear, whatever else was seen; what was submitted is in d.
func JudgeElsewhere(d Draft, e Elsewhere) Known {
	if e.Reach != nil {
		if k, ends := e.noFurther(*e.Reach); ends {
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

// Open reports whether a whole authorization there could still tell something: not where
// the account refuses the client, or takes whatever is asked.
func (e Elsewhere) Open() bool {
	k := JudgeElsewhere(Draft{}, e)
	p := e.Probe
	return (k.Standing == GlobalThere || k.Standing == UnclearThere) && !k.Silent &&
		(p == nil || p.Control.Answer != AnswerAccepted && p.Control.Answer != AnswerIssued && p.Client.Answer != AnswerRefused && p.Client.Answer != AnswerIssued)
}

// noFurther reads an answer after which nothing else is to be asked; whatever came
// instead of one, the requests that follow decide.
func (e Elsewhere) noFurther(s explain.Seen) (Known, bool) {
	all := explain.Answer(s, zendesk.Client{})
	k := Known{Rule: Rule{all[0].What, all[0].Source, all[0].Confidence}, Facts: quotedFact(s)}
	switch code := all[0].Code; {
	case code == "no-help-desk" && s.Status == 404:
		k.Standing = NoSuchThere
		k.Why = "there is no account under this name"
		k.Next = "correct the subdomain: it stands before .zendesk.com in the address of the account's agents; the name of a brand or of a help center need not be it"
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
			k.Next = "ask again after " + k.Until.UTC().Format(time.RFC3339)
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

const (
	eitherOne = "the client looks like this once it is global, and so does one of that account's own with the same identifier"
	orAnother = "ask a second account too: when both know it, it is global; or "
)

// byPage reads the authorize page. It is evidence only where two made-up identifiers are
// refused by name and the client is not.
func (e Elsewhere) byPage() Known {
	k := Known{Standing: UnclearThere, Rule: pageRule}
	if e.Page == nil {
		k.Why = "the authorize page was not looked at"
		return k
	}
	const sure = "name this account first and give the secret, so that both are tried there, or authorize there with --browser"
	p := *e.Page
	for _, a := range []PageAnswer{p.Client, p.Control} {
		if stop, ends := e.noFurther(a.Seen); ends {
			return stop
		}
	}
	switch {
	case !p.Differ():
		k.Why = "the authorize page answers somebody who is not signed in the same way for the client and for a made-up identifier (" + p.Client.words() + "), which says nothing about the client"
		k.Next = sure
	case !p.Control.noSuchClient() || p.Again == nil || !p.Again.noSuchClient() || !p.Client.knows():
		k.Why = "the authorize page answers differently for the client (" + p.Client.words() + ") and for a made-up identifier (" + p.Control.words() + "), but not in a way that tells which one it knows"
		k.Next = sure
	default:
		k.Knows = true
		k.Why = "the authorize page there says \"No such client\" of made-up identifiers and does not say so of the client; " + eitherOne
		k.Next = orAnother + sure
	}
	return k
}

func (a PageAnswer) same(b PageAnswer) bool {
	return a.Seen.Status == b.Seen.Status && a.To == b.To && a.noSuchClient() == b.noSuchClient() && a.refuses() == b.refuses()
}

// refuses reports whether it is the page on which Zendesk refuses a request, by the words
// that were seen on it (T9).
func (a PageAnswer) refuses() bool {
	return a.Seen.Status == 400 && strings.Contains(strings.ToLower(a.Seen.Text), "invalid authorization request")
}

func (a PageAnswer) noSuchClient() bool {
	return a.Seen.Status == 400 && strings.Contains(strings.ToLower(a.Seen.Text), "no such client")
}

// knows reports whether an answer is one that only a client gets that is known there: it
// is asked to sign in, or refused for something else. A check for bots is neither.
func (a PageAnswer) knows() bool {
	if a.refuses() {
		return !a.noSuchClient()
	}
	path, _, _ := strings.Cut(strings.ToLower(a.To), "?")
	return strings.HasPrefix(path, "/") && (strings.HasPrefix(path, "/access/") || strings.HasPrefix(path, "/auth/") ||
		strings.HasSuffix(path, "/sign-in") || strings.HasSuffix(path, "/signin") || strings.HasSuffix(path, "/login"))
}

func (a PageAnswer) words() string {
	switch {
	case a.Seen.Status == 0:
		return "no answer"
	case a.To != "":
		return fmt.Sprintf("%d to %s", a.Seen.Status, a.To)
	case a.noSuchClient():
		return "400, No such client"
	}
	return fmt.Sprintf("%d", a.Seen.Status)
}

// byProbe reads the made-up codes; onPage says that the authorize page knows the client.
func (e Elsewhere) byProbe(onPage, public bool) Known {
	p := *e.Probe
	k := Known{Standing: UnclearThere, Rule: probeRule}
	for _, t := range []Tried{p.Control, p.Client} {
		if stop, ends := e.noFurther(t.Seen); t.NotRun == "" && ends && t.Answer == AnswerUnclear {
			return stop
		}
	}
	const browser = "authorize there with --browser, or ask another account"
	switch {
	case p.Control.Answer == AnswerAccepted || p.Control.Answer == AnswerIssued:
		k.Why = "the account takes a made-up identifier too, so its word about the client is worth nothing"
		k.Next = "ask another account; something else than Zendesk may answer at this address"
	case p.Control.Answer != AnswerRefused:
		k.Why = "the account did not clearly refuse a made-up identifier (" + p.Control.words() + "), so nothing follows from its word about the client"
		k.Next = browser
	case p.Client.Answer == AnswerIssued:
		k.Why = "the account issued tokens for a code that nobody was given, so its word about the client is worth nothing"
		k.Next = "ask another account; something else than Zendesk may answer at this address"
	case p.Home.Answer == AnswerRefused && p.Client.Answer == AnswerRefused && public:
		k.Why = "the client's own account does not know the identifier either, so this is not about being global"
		k.Next = "correct the identifier, or name the client's own account with --home"
	case p.Home.Answer == AnswerRefused && p.Client.Answer == AnswerRefused:
		k.Standing = WrongSecret
		k.Why = "the client's own account refuses identifier and secret too"
		k.Next = "correct the secret or the identifier; zdg check on the client's own account tells more"
	case p.Home.Answer != AnswerAccepted:
		k.Why = "the client's own account did not accept " + tried(public) + " (" + p.Home.words() + "), so nothing follows from the word of another"
		k.Next = "name the client's own account with --home, and make sure that zdg check accepts " + tried(public) + " there"
	case p.Client.Answer == AnswerRefused && onPage:
		k.Why = "the authorize page there knows a client with this identifier, but the token endpoint refuses it, and the client's own account accepts it: that account may have a client of its own with the same identifier"
		k.Next = "ask its owner to look at " + zendesk.ClientsPage + " there, or ask another account"
	case p.Client.Answer == AnswerRefused:
		k.Standing = NotThere
		k.Why = "the account refuses the client as it refuses a made-up one, and the client's own account accepts it: the client is not global yet"
		k.Next = "wait for Zendesk's mail and ask again then; if it has come, answer it, and name the account that does not know the client"
	case p.Client.Answer == AnswerAccepted && public:
		k.Knows = true
		k.Why = "the account knows the identifier and refuses a made-up one; no secret was sent, since nobody has shown that a public client's wrong secret is refused; " + eitherOne
		k.Next = orAnother + "authorize there with --browser"
	case p.Client.Answer == AnswerAccepted:
		k.Standing = GlobalThere
		k.Why = "the account accepts identifier and secret, refuses made-up ones, and is not the client's own"
	default:
		k.Why = "the account neither accepted nor refused the client (" + p.Client.words() + ")"
		k.Next = browser
	}
	return k
}

func tried(public bool) string {
	if public {
		return "the identifier"
	}
	return "identifier and secret"
}

// words are an answer in a word, or what it means.
func (t Tried) words() string {
	switch {
	case t.NotRun != "":
		return t.NotRun
	case t.Answer == AnswerAccepted || t.Answer == AnswerRefused || t.Answer == AnswerIssued:
		return string(t.Answer)
	}
	return strings.TrimSuffix(lowered(explain.Answer(t.Seen, zendesk.Client{})[0].What), ".")
}

// said is an answer in its own words, where it has some.
func (t Tried) said() string {
	if said := explain.Said(t.Seen); said != "" && t.words() != string(t.Answer) {
		return said
	}
	return t.words()
}

// byFull reads a whole authorization, after what was seen before it.
func (e Elsewhere) byFull(d Draft, k Known) Known {
	full := *e.Full
	rule := listRule
	spoilt := e.Probe != nil && (e.Probe.Control.Answer == AnswerAccepted || e.Probe.Control.Answer == AnswerIssued ||
		e.Probe.Client.Answer == AnswerIssued || e.Probe.Home.Answer == AnswerRefused)
	listed := full.Record != nil && full.Record.Global
	read, _ := full.Step(StepRecord)
	exchanged := full.Token != nil
	const unread = "its list of global clients could not be read, so the client was not compared with what was submitted"
	const toCompare = "to compare it, have an admin authorize, and ask for the broad scope read with --scope read if the client may"
	if listed {
		k.Compared = compared(d, *full.Record)
	}
	switch {
	case full.Outcome == OutcomeDenied:
		k.Refused, k.Knows = true, false
		k.Standing, k.Rule = UnclearThere, rule
		k.Why, k.Next = "the person there did not allow the client", "ask again, and have the person allow it"
	case full.Outcome == OutcomeCancelled:
		k.Refused, k.Knows = true, false
		k.Standing, k.Rule = UnclearThere, rule
		k.Why, k.Next = "the authorization was stopped before its end", "run it again"
	case spoilt: // stays unclear
	case exchanged && listed:
		k.Knows = false
		k.Standing, k.Rule = GlobalThere, rule
		k.Why, k.Next = "somebody there authorized the client, and the account lists it among its global clients", ""
	case exchanged && read.Seen != nil && read.Seen.Error == "record-not-found" && !strings.HasPrefix(read.Seen.Text, explain.ListUnread):
		k.Standing, k.Rule, k.Knows = UnclearThere, rule, false
		k.Why = "somebody there authorized the client, but the account does not list it among its global clients: it may have a client of its own with the same identifier"
		k.Next = "ask its owner to look at " + zendesk.ClientsPage + " there"
	case exchanged && !d.IsPublic():
		k.Standing, k.Rule = GlobalThere, tokensRule
		k.Why, k.Next = "somebody there authorized the client, and the account issued tokens for its identifier and secret; "+unread, toCompare
	case exchanged:
		k.Why = "somebody there authorized the client; " + unread + "; before that: " + k.Why
		k.Next = toCompare
	default:
		k.Silent = full.Outcome == OutcomeTimedOut || full.Outcome == OutcomeNoNetwork
		k.Standing, k.Rule, k.Knows = UnclearThere, rule, false
		k.Why = "the authorization there did not come to its end: " + whyNot(full) + "; before that: " + k.Why
		k.Next = "read what the account showed, and run it again; zdg explain says what an answer means"
	}
	if k.Differs() {
		k.Next = strings.TrimSpace(k.Next + " What was converted is not what was submitted, and only Zendesk can change it: contact Zendesk Support, choose Option 2, and tell the bot \"global oauth\" (" + zendesk.SourceOf("Z1").URL + ")")
	}
	return k
}

// whyNot says which step of an authorization went wrong.
func whyNot(e Evidence) string {
	for _, s := range e.Steps {
		if s.Seen != nil && s.ID != StepReach && s.ID != StepRecord && s.ID != StepToken {
			return s.ID.Title() + ": " + strings.TrimSuffix(lowered(explain.Answer(*s.Seen, zendesk.Client{})[0].What), ".")
		}
	}
	return string(e.Outcome)
}

// compared holds a converted client against what was submitted, field by field.
func compared(d Draft, r Record) []Compared {
	one := func(f Field, key, saved string) Compared {
		c := Compared{Field: f, Submitted: strings.TrimSpace(d.Get(f)), Saved: strings.TrimSpace(saved)}
		_, hidden := r.Hides(key, 0)
		c.Told = r.Tells(key) && !hidden && c.Submitted != ""
		c.Same = c.Submitted == c.Saved
		return c
	}
	kind := one(FieldKind, KeyKind, r.Kind)
	kind.Same = d.Chosen(FieldKind) == Draft{}.With(FieldKind, r.Kind).Chosen(FieldKind)
	logo := one(FieldLogoFile, KeyLogoURL, r.LogoURL)
	logo.Same = logo.Saved != "" // Zendesk resizes it: that there is one is all that can be held against the file
	return []Compared{
		one(FieldName, KeyName, r.Name), one(FieldDescription, KeyDescription, r.Description), one(FieldCompany, KeyCompany, r.Company), kind, logo,
	}
}

// facts are what was seen, request by request.
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

func quotedFact(s explain.Seen) []Fact {
	if said := explain.Said(s); said != "" {
		return []Fact{fact("said", said)}
	}
	return nil
}

// lowered is a sentence as it goes on in another.
func lowered(text string) string {
	first, rest, _ := strings.Cut(text, " ")
	if first == strings.ToUpper(first) && len(first) > 1 || strings.HasPrefix(first, "Zendesk") { // HTTP, TLS
		return text
	}
	return strings.ToLower(first) + strings.TrimSuffix(" "+rest, " ")
}

// Overall is what the accounts say together, for a script: that none says anything against
// it and one says that the client is global, or the first that stands in the way. Of two
// accounts the one that could not tell gives way to the one that could.
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
