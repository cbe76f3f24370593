package explain

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// owner is whose a statement, a name or an exchange is.
type owner int

const (
	nobodys owner = iota // not known: nobody is named
	ours                 // Zendesk's, or this client's
	theirs               // another server's or program's
)

// party is somebody named in a text.
type party struct {
	at, end   int
	owner     owner
	host      bool // named by a host; otherwise by a name
	label     bool // uncertain: a word before a colon or the like, which may be no name
	lineLabel bool // it is a label that a line begins with
	route     bool // one end of a route, as in "gong -> zendesk": either end may be meant
	strong    bool // certain: a name in a place where only a party can be, as in "X returned"
	name      string
}

func (p party) isOurs() bool    { return p.owner == ours }
func (p party) isTheirs() bool  { return p.owner == theirs }
func (p party) isOurHost() bool { return p.owner == ours && p.host }

// zendeskNames are words, besides hosts, that name Zendesk, its API clients or a global client.
var zendeskNames = []string{"zendesk", "zdg-", "d3v-", "zenpy", "zcli", "zdesk", "global oauth", "d3v account"}

// findParties finds the parties of the text, in order, and sets what is known of all of them
// together: namesOurs, namesTheirs, mayNameTheirs, firstOurs.
func (r *reader) findParties() {
	for i := range r.addrs {
		a := &r.addrs[i]
		p := party{at: a.at, end: a.end, host: true, strong: true, name: a.host}
		switch {
		case a.role == callbackAddress && a.isForeignCallback(), a.program && indexFold(a.path, "zendesk") < 0:
			p.owner = theirs
		case a.role == callbackAddress:
			r.hasCallback = true
			continue
		case a.role != addressee:
			continue
		case a.host == "" && !a.foreign && !strings.HasSuffix(a.path, "api/v2/users/me.json") && !strings.Contains(a.path, "oauth/authorizations") && !strings.Contains(a.path, "api/v2/oauth"):
			continue // others have such a path too
		case a.zendesk:
			p.owner = ours
		case a.foreign:
			p.owner, p.host = theirs, !a.product
		}
		r.parties = append(r.parties, p)
	}
	names := namer{text: r.text, small: r.small, german: r.nounCapitals}
	next := 0 // the first address that does not end before the name
	for _, s := range r.stmts {
		for _, p := range names.in(s.from, s.to) {
			for next < len(r.addrs) && r.addrs[next].end <= p.at {
				next++
			}
			if next == len(r.addrs) || p.at < r.addrs[next].at {
				r.parties = append(r.parties, p)
			}
		}
	}
	r.otherScript = isOtherScript(r.text)
	r.dropClients()
	r.findLineLabels()
	r.findClasses()
	r.findSiblings()
	r.findLogo()
	r.findHostNames()
	r.findRoutes()
	if tool := r.toolOfTitle(); tool != "" {
		r.parties = slices.DeleteFunc(r.parties, func(p party) bool { return p.owner == theirs && !p.host && strings.EqualFold(p.name, tool) })
	}
	slices.SortStableFunc(r.parties, func(a, b party) int { return cmp.Compare(a.at, b.at) })
	called := make(map[string]bool) // names that are more than an uncertain label somewhere
	for _, p := range r.parties {
		called[p.name] = called[p.name] || p.owner == theirs && !p.label
	}
	for i := range r.parties { // an uncertain label is a name where the text has the same name elsewhere
		p := &r.parties[i]
		p.strong = p.strong || p.label && called[p.name] && isCapitalized(p.name)
	}
	r.firstOurs = -1
	for _, p := range r.parties {
		if p.owner == ours && r.firstOurs < 0 {
			r.firstOurs = p.at
		}
		r.namesOurs = r.namesOurs || p.owner == ours
		r.mayNameTheirs = r.mayNameTheirs || p.owner == theirs
		r.namesTheirsSurely = r.namesTheirsSurely || p.owner == theirs && p.strong
		r.namesTheirs = r.namesTheirs || p.owner == theirs && (p.strong || p.label)
	}
}

// dropClients removes the parties that are classes of an HTTP client: one of its exceptions names the URL
// of Zendesk's that it asked.
func (r *reader) dropClients() {
	slices.SortStableFunc(r.parties, func(a, b party) int { return cmp.Compare(a.at, b.at) })
	clients := make(map[string]bool)
	for i, p := range r.parties[:max(0, len(r.parties)-1)] {
		if root, _, ok := strings.Cut(p.name, "."); ok && p.owner == theirs && !p.host && isClass(strings.ToLower(p.name)) && !isDomain(strings.ToLower(p.name)) {
			if next := r.parties[i+1]; next.owner == ours && next.host && !strings.Contains(r.text[p.end:next.at], "\n") {
				clients[root] = true
			}
		}
	}
	if len(clients) > 0 {
		r.parties = slices.DeleteFunc(r.parties, func(p party) bool {
			root, _, _ := strings.Cut(p.name, ".")
			return p.owner == theirs && !p.host && clients[root]
		})
	}
}

// toolOfTitle is the program in which somebody connects Zendesk, by the title of the text: n8n in
// "Can't connect my Zendesk account in n8n". What it shows is Zendesk's answer. It is "" where
// there is none.
func (r *reader) toolOfTitle() string {
	if len(r.stmts) == 0 {
		return ""
	}
	title := r.text[r.stmts[0].from:min(r.stmts[0].to, r.stmts[0].from+reach/16)]
	at := indexFold(title, "zendesk")
	if at < 0 || !hasAny(words(title), []string{"connect", "connecting", "connection", "authorize", "authorizing", "authenticate", "credential", "credentials", "log in", "sign in"}) {
		return ""
	}
	for _, lead := range []string{" in ", " inside ", " within "} {
		if i := strings.Index(title[at:], lead); i >= 0 {
			name := title[at+i+len(lead):]
			return name[:endOfToken(name, 0, len(name))]
		}
	}
	return ""
}

// namer finds the parties that statements name. There is no list of names: a word is one by its
// place in the sentence and by its capital.
type namer struct {
	text, small string // small is the text in lower case
	german      bool   // where 's is "es": "Kann's sein"
	words       []wordAt
	found       []party
}

// in returns the parties that the statement text[from:to] names, until it is called again.
func (n *namer) in(from, to int) []party {
	text, lower, all := n.text, n.small[from:to], n.found[:0]
	if onlyMentions(text[from:to]) {
		return nil
	}
	for _, sign := range zendeskNames {
		before := -1 // where the last one ends
		host := strings.HasSuffix(sign, "-")
		for i := range indexes(lower, sign, len(lower)) {
			end := i + len(sign)
			again := before >= 0 && strings.IndexFunc(lower[before:i], func(r rune) bool { return r != '/' && r != '-' && r != '.' && !nameRune(r) }) < 0
			before = end
			if !again && !endsIn(lower[:i], fetchWords...) && !(host && i > 0 && nameByte(lower[i-1])) &&
				!startsWith(lower[end:], ".com/agent/", ".com/hc/") && // where tickets and articles are read
				!(sign == "zendesk" && onlyNames(text, lower, from, i, end)) {
				all = append(all, party{at: from + i, end: from + end, owner: ours, strong: true, host: host, name: sign})
			}
		}
	}
	if i := strings.Index(lower, "://"); i > 0 {
		begin := i
		for begin > 0 && lower[begin-1] >= 'a' && lower[begin-1] <= 'z' {
			begin--
		}
		if serverSchemes.has(lower[begin:i]) {
			all = append(all, party{at: from + begin, end: from + i, owner: theirs, strong: true, host: true, name: lower[begin:i]})
		}
	}
	if i := strings.Index(lower, "arn:aws"); i >= 0 {
		all = append(all, party{at: from + i, end: from + i + len("arn:aws"), owner: theirs, strong: true, host: true, name: "aws"})
	}
	n.words = wordsIn(n.words[:0], text, n.small, from, to)
	w := n.words
	shouted := strings.IndexFunc(text[from:to], unicode.IsLower) < 0 // then capitals are no sign of a name
	for k, x := range w {
		p := party{at: x.at, end: x.end, owner: theirs, name: text[x.at:x.end]}
		l := x.lower
		if kind, _, ok := strings.Cut(l, "."); ok && k == 0 && x.path && strings.HasPrefix(text[x.end:], ":") && isResource(l) && !strings.Contains(kind, "zendesk") {
			p.strong = true
			all = append(all, p)
			continue
		}
		initial, _ := utf8.DecodeRuneInString(p.name)
		if contains(l, "zendesk", "zdg") || isCapitalized(p.name) && k > 0 && w[k-1].lower == "zendesk" && text[w[k-1].end:x.at] == " " ||
			!unicode.IsLetter(initial) {
			continue // Zendesk or a product of Zendesk
		}
		switch {
		case k > 0 && text[w[k-1].end] == '=' && strings.Trim(text[w[k-1].end:x.at], "=\"'") == "" && slices.Contains(keysParty, plainKey(text[w[k-1].at:w[k-1].end])):
			p.strong = true
		case x.path:
			if owner, ok := classOwner(p.name); ok || isRubyInspect(text, x.at, l) {
				if !ok {
					owner = theirs
				}
				p.owner, p.strong = owner, true
				all = append(all, p)
			} else if isRefusal(p.name) || (k == 0 || w[k-1].lower == "with") && isResource(l) && strings.HasPrefix(text[x.end:], ",") {
				p.strong = true
				all = append(all, p)
			} else if isCall(p.name) || isDomain(l) {
				p.label = true
				all = append(all, p)
			}
			continue
		case strings.HasSuffix(text[:x.at], "#<"):
			continue // an object, as Ruby prints it
		case len(l) < 4 && k == 0 && strings.HasPrefix(text[x.end:], ": ") && smallLetters(p.name) && strings.Contains(n.small, l+" auth login"):
			p.strong = true // a program that is signed in with that command
		case (k == 0 && isCmdlet(p.name) || isServerCode(p.name)) && strings.HasPrefix(text[x.end:], ":"):
			p.strong = true
		case isPackage(l):
			p.label = true
		case isRefusal(p.name):
			p.strong = true
		case endsIn(l, "error", "exception"), x.end < to && text[x.end] == '(',
			strings.HasSuffix(p.name, "Response") && len(l) > len("response"), x.at > from && text[x.at-1] == '/':
			continue // a class, a call, or a part of a path
		case isServer(text, w, k, to):
			p.strong, p.host = true, true
		case nameLeads.has(l) || ordinaryWords.has(l) || ordinaryWords.has(l[:max(0, strings.IndexByte(l, '-'))]) || len(l) < 3 || strings.Contains(l, "_") && !nextIs(w, k, "authentication"):
			continue
		case actsOrOwns(text, w, k) && !hasVerbEnding(l):
			begins := strings.TrimSpace(text[from:x.at]) == ""
			p.strong = !begins || smallNameAnswers(w, k) // "Initialize error" and "Later login" name nobody for certain
			p.label, p.lineLabel = !p.strong, !p.strong && ownsCredential(text, w, k)
			if shouted || !unicode.IsUpper(initial) {
				if begins && isUncommon(p.name) && ownsCredential(text, w, k) {
					p.lineLabel = true // and a label
				} else if !smallNameAnswers(w, k) {
					if !isConnectionPartner(text, w, k) {
						continue
					}
					p.strong, p.label = false, true
				}
			}
		case isLabel(text, x, from, shouted):
			before := strings.ToLower(strings.TrimRight(text[from:x.at], " "))
			p.strong = endsIn(before, " with", " from")
			p.label = !p.strong
		case isSmallLabel(text, x, from), isConnectionPartner(text, w, k),
			isTwoWordLabel(text, w, k, from) && isCapitalized(p.name) && !strings.HasSuffix(l, "ed"),
			isCapitalized(p.name) && smallLetters(l) && x.end < to && text[x.end] >= 0xe3: // "Xに接続する"
			p.label = true
		case k > 1 && isCapitalized(p.name) && connectWords.has(w[k-1].lower) && strings.HasPrefix(w[k-2].lower, "con"),
			k > 1 && isCapitalized(p.name) && ofWords.has(w[k-1].lower) && partyFollowers.has(w[k-2].lower):
			p.strong = true
		case !n.german && isCapitalized(p.name) && isPossessive(text[x.end:]) && isUncommon(p.name):
			if k+1 < len(w) && personNouns.has(afterPossessive(w, k)) {
				continue
			}
			p.strong = !(k+1 < len(w) && reportNouns.has(afterPossessive(w, k)))
		case k > 0 && strings.HasSuffix(text[w[k-1].end:x.at], `"`) && x.end < to && text[x.end] == ' ':
			continue // the first word of a quoted label
		case k > 0 && nameLeads.has(w[k-1].lower) && isCapitalized(p.name), k > 0 && isCapitalized(p.name) && isPossessive(text[x.end:]):
		case unicode.IsUpper(rune(p.name[0])) && x.at > from && text[x.at-1] == '(' && strings.ContainsAny(l, "aeiouy") && !strings.ContainsAny(l, "0123456789") && strings.HasPrefix(text[x.end:], ")"):
			p.label = true
		default:
			continue
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b party) int { return a.at - b.at })
	n.found = all
	return all
}
