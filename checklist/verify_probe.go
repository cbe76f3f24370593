package checklist

import (
	"strings"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// byProbe judges the requests with a made-up code. onPage says that the authorize page knows
// the client, public that it is a public client.
func (e Elsewhere) byProbe(onPage, public bool) Known {
	p := *e.Probe
	k := Known{Standing: UnclearThere, Rule: probeRule}
	for _, t := range []Tried{p.Control, p.Client} {
		if stop, ends := e.finalAnswer(t.Seen); t.NotRun == "" && ends && t.Answer == AnswerUnclear {
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
		k.Why = "the client's own account did not accept " + whatWasTried(public) + " (" + p.Home.words() + "), so nothing follows from the word of another"
		k.Next = "name the client's own account with --home, and make sure that zdg check accepts " + whatWasTried(public) + " there"
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

func whatWasTried(public bool) string {
	if public {
		return "the identifier"
	}
	return "identifier and secret"
}

// words is an answer in a word, or what it means.
func (t Tried) words() string {
	switch {
	case t.NotRun != "":
		return t.NotRun
	case t.Answer == AnswerAccepted || t.Answer == AnswerRefused || t.Answer == AnswerIssued:
		return string(t.Answer)
	}
	return strings.TrimSuffix(lowered(explain.Answer(t.Seen, zendesk.Client{})[0].What), ".")
}

// said is an answer in its own words, or else as words says it.
func (t Tried) said() string {
	if said := explain.Said(t.Seen); said != "" && t.words() != string(t.Answer) {
		return said
	}
	return t.words()
}
