package explain

import (
	"slices"
	"strings"
	"sync"
)

// story is a failure that a person tells in words of their own, quoting no answer: several ideas that
// come together, wherever in the text each is. It is read where nothing else was found.
type story struct {
	code  Code
	ideas []string // the text must have each; see ideaOf
	near  int      // how many of ideas, from the first on, one statement must have; 0: none
	not   string   // what makes it about something else

	// anybodys says that other servers fail so too: it is not read where the authorize page of one
	// of them, or a ticket, is named.
	anybodys bool
}

// idea is ways to say one thing, of which one is enough.
type idea struct {
	begun []wordBegin // in scripts with blanks between words
	dense []string    // in others, without blanks
}

// wordBegin is a form with a blank before it.
type wordBegin struct {
	text string
	key  uint16 // keyOf the form
}

// stories are in the order in which they are tried: what is told in more detail comes first.
var stories = slices.Concat(storiesOfGlobal, storiesOfTokens, storiesOfCalls, storiesOfAuthorizing)

// ideas are those of all stories, by their forms. They are made at the first text that needs them.
var ideas = sync.OnceValue(func() map[string]idea {
	all := map[string]idea{ideaOver: ideaOf(ideaOver), ideaNotOver: ideaOf(ideaNotOver), ideaNothingFailed: ideaOf(ideaNothingFailed)}
	for _, s := range stories {
		for _, forms := range append(s.ideas, s.not) {
			if _, ok := all[forms]; !ok && forms != "" {
				all[forms] = ideaOf(forms)
			}
		}
	}
	return all
})

// ideaOf is an idea by its forms, between commas, each as plainOf writes it. A form is matched from
// the beginning of a word on, so that a stem stands for all its endings; one with letters of a
// script that writes no blanks, or sticks endings to words, is matched anywhere, whatever blanks
// are in it or in the text. Covered: English, German, French, Spanish, Portuguese, Italian, Dutch,
// Polish, Russian, Turkish, Japanese, Chinese of both kinds, Korean.
func ideaOf(forms string) (i idea) {
	for form := range strings.SplitSeq(forms, ",") {
		if strings.ContainsFunc(form, isDense) {
			i.dense = append(i.dense, strings.ReplaceAll(form, " ", ""))
		} else {
			i.begun = append(i.begun, wordBegin{" " + form, keyOf(form)})
		}
	}
	return i
}

// isDense reports whether a rune is a letter of a script without blanks, or of Korean.
func isDense(r rune) bool { return r >= '\u2e80' }

// keys is how many different values keyOf has.
const keys = 1 << 12

// keyOf is a hash of the first bytes of a word or of a form, which have three or more.
func keyOf(word string) uint16 {
	return (uint16(word[0])*31 + uint16(word[1])*57 + uint16(word[2])*173) % keys
}

// listener looks for ideas in a text.
type listener struct {
	plain
	apart  string     // the words without the articles before apostrophes: "adresse" in "l'adresse"; "" where none is
	begins [keys]bool // of each keyOf, whether a word of the text has it
	dense  bool       // it has letters of a script without blanks
}

// elided are ends of articles before apostrophes, as French and Italian have them.
var elided = []string{"l'", "l’", "L'", "L’", "d'", "d’", "D'", "D’"}

func newListener(p plain, text string) *listener {
	l := &listener{plain: p, dense: strings.ContainsFunc(p.words, isDense)}
	l.note(p)
	if slices.ContainsFunc(elided, func(end string) bool { return strings.Contains(text, end) }) {
		apart := plainOf(strings.NewReplacer("'", " ", "’", " ").Replace(text))
		l.apart = apart.words
		l.note(apart)
	}
	return l
}

func listenTo(text string) *listener { return newListener(plainOf(text), text) }

// note notes how the words of a text begin.
func (l *listener) note(p plain) {
	for _, o := range p.at {
		if word := p.words[o.word:]; len(word) > 2 {
			l.begins[keyOf(word)] = true
		}
	}
}

// hears reports whether the text has one of the forms of an idea.
func (l *listener) hears(forms string) bool {
	i := ideas()[forms]
	return slices.ContainsFunc(i.begun, func(form wordBegin) bool {
		return l.begins[form.key] && (strings.Contains(l.words, form.text) || strings.Contains(l.apart, form.text))
	}) || l.dense && slices.ContainsFunc(i.dense, func(form string) bool { return strings.Contains(l.squashed, form) })
}

// hearsAll reports whether the text has a form of each of some ideas.
func (l *listener) hearsAll(ideas []string) bool {
	return !slices.ContainsFunc(ideas, func(forms string) bool { return !l.hears(forms) })
}

// told finds the first of the stories that a person tells of Zendesk.
func (r *reader) told() []finding {
	const longest = 3000 // bytes; what is longer is a log, or about several things
	if len(r.words) > longest || r.noFailure || !r.namesOurs && !r.namesGlobalClient() || r.resolvedUpTo(nil) >= len(r.text) || !r.isTalk() {
		return nil
	}
	ofOthers := r.tickets > 0 || slices.ContainsFunc(r.addrs, func(a address) bool { return a.foreign && strings.Contains(a.path, "authorize") })
	if hasAny(r.words, []string{"saml"}) || // people sign in so, programs do not
		r.zendeskWorks && r.mayNameTheirs || slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.owner == theirs && e.answered() }) ||
		slices.ContainsFunc(r.hitAt, func(at int) bool {
			return r.signedBelow(r.statementOf(at)) == theirs
		}) {
		return nil // somebody else fails
	}
	l := newListener(r.plain, r.text)
	if r.tellsNone(l) {
		return nil
	}
	for _, s := range stories {
		if !(s.anybodys && ofOthers) && l.hearsAll(s.ideas) && !l.hears(s.not) && (s.near == 0 || slices.ContainsFunc(r.stmts, func(st statement) bool {
			return listenTo(r.text[st.from:st.to]).hearsAll(s.ideas[:s.near])
		})) {
			return []finding{{code: s.code, rank: rankWords}}
		}
	}
	return nil
}

// namesGlobalClient reports whether the text names what only Zendesk has: a global OAuth client.
func (r *reader) namesGlobalClient() bool {
	return !r.mayNameTheirs && hasAny(r.words, []string{"global"}) && hasAny(r.words, []string{"oauth client", "client oauth", "cliente oauth", "clients oauth", "clientes oauth", "oauth klant", "oauthクライアント", "oauth 客户端"})
}

// tellsNone reports whether the text tells of no failure of Zendesk: it says so, only asks what would
// be, or it asks nothing and ends with that the failure is over, in the languages that resolvedUpTo
// hardly knows, or with that Zendesk works.
func (r *reader) tellsNone(l *listener) bool {
	if l.hears(ideaNothingFailed) {
		return true
	}
	if strings.ContainsAny(r.text, "?？") {
		return false
	}
	if last := words(r.text[r.stmts[len(r.stmts)-1].from:]); strings.Contains(last, " zendesk") && saysItWorks(last) && !strings.HasPrefix(last, " if ") {
		return true
	}
	end := listenTo(r.text[r.stmts[max(0, len(r.stmts)-2)].from:])
	return l.hears(ideaOver) && end.hears(ideaOver) && !end.hears(ideaNotOver)
}

// isTalk reports whether most statements of the text consist of words.
func (r *reader) isTalk() bool {
	prose := 0
	for _, s := range r.stmts {
		if isProse(r.text[s.from:s.to]) {
			prose++
		}
	}
	return 2*prose >= len(r.stmts)
}
