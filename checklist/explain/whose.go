package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// owner is whose a statement is.
type owner int

const (
	nobodys owner = iota // nobody is named
	ours                 // Zendesk's, or this client's
	theirs               // another server's or program's
)

// party is somebody named in a text.
type party struct {
	at, end int
	owner   owner
	host    bool // by a host that was asked; else by a name
	label   bool // a word in front of a colon, which may be a label of any language
	strong  bool // a name in a place where only who answers stands, as "X returned"
	name    string
}

// statement is a part of a text that says one thing: a line, or a sentence of one.
type statement struct{ from, to int }

// statements parts a text at the ends of its lines and sentences.
func statements(text string) []statement {
	var all []statement
	from := 0
	end := func(to int) {
		if strings.TrimSpace(text[from:to]) != "" {
			all = append(all, statement{from, to})
		}
		from = to
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			end(i + 1)
		case '.', '!', '?':
			if i+2 < len(text) && text[i+1] == ' ' && i > 0 && text[i-1] != '.' {
				if r, _ := utf8.DecodeRuneInString(text[i+2:]); unicode.IsUpper(r) || r == '"' || r == '“' {
					end(i + 2)
				}
			}
		}
	}
	end(len(text))
	return all
}

// signs are what names Zendesk or a client of it, besides its hosts.
var signs = []string{"zendesk", "zdg-", "d3v-", "zenpy", "zcli", "zdesk", "global oauth"}

// ordinary are words that stand where the name of a server or a program can stand, and
// name none: a program is known as somebody's only where something else stands there.
var ordinary = setOf(`a an the this that these those it he she they we you i my our your their his its who what which when where why how and or but so if then else
	not no yes ok only also still just now always often sometimes never again once here there all any some each every both another other same new old first second third last next
	error errors err warn warning info debug fatal trace notice critical exception traceback caused cause failed failure fail fails failing problem issue bug
	request requests response responses answer answers reply call calls result results message messages msg status code codes body header headers data payload content text output
	server servers service services backend frontend host endpoint endpoints url uri link site website page pages web api apis rest http https tls ssl tcp dns proxy gateway network internet
	client clients app apps application program tool library lib sdk module package plugin script function method class object file line log logs console terminal shell browser
	chrome firefox safari edge opera windows linux macos mac ubuntu debian android ios docker kubernetes node nodejs npm python ruby rails java javascript typescript go golang php rust swift kotlin
	curl wget postman insomnia requests httpx aiohttp urllib urllib3 axios fetch undici got superagent faraday restclient httparty oauth2 oauth oauthlib authlib omniauth passport guzzle okhttp retrofit spring laravel
	django flask express next nuxt symfony socialite devise
	oauth1 openid oidc pkce jwt saml sso csrf state token tokens access refresh bearer basic grant scope scopes secret password key keys credential credentials identifier id
	user users person people someone somebody everyone nobody customer customers admin administrator agent agents team support account accounts owner developer developers company
	login log sign signin sign-in signup logout authorize authorization authorized authentication auth authenticate authenticated connect connection connecting connector integration integrations
	exchange flow step steps test tests check job worker process thread task queue cron webhook callback redirect session cookie form field value
	create update revoke generate fetch list show set add remove use issue using make made need want try tried check see got does did do has have had is are was were be been being can could may might will would should must let
	accept host date server connection cookie location vary via age origin referer etag allow expires pragma upgrade range agent
	controller handler route lambda container pod broker adapter driver wrapper component extension wizard operation query title
	get post put patch delete head options read write send sent receive received return returned returns
	json xml html csv yaml utf ascii base64 string number null none nil undefined true false
	admin center marketplace portal organization identifier kind public confidential local global sandbox production staging dev development localhost
	hi hello dear thanks thank please help hey regards note update edit question example summary description expected actual steps environment version
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	english german french spanish antwort réponse respuesta fehler erreur error risposta resposta resultado ergebnis anfrage server meldung mensaje mensagem message nachricht
	de en es fr der die das ein eine le la les un une el los las o os as um uma il lo beim bei mit von und oder nicht ist
	ticket tickets popup dialog window screen screenshot banner toast modal tab external internal remote upstream downstream target destination origin main backend third-party colleague colleagues boss manager employee guy docs documentation manual article guide report reporter partner consultant instance tenant workspace sync provider
	cli ui gui crm erp cms db sql idp spa ide bot mcp llm ai etl ci cd os vm ssh helpdesk
	one ones everything something nothing anything attempt attempts retry retries update upload download export import search reconnect refresh renewal authorisation thing things stderr stdout hint tip reason detail context stage part side way button click conversation conversations chat mail email thread code proxy firewall vpn middleware
	bad unauthorized unauthorised forbidden found internal unavailable timeout many conflict gone invalid unknown unexpected missing wrong expired denied refused`)

// answering are words behind the name of who answers, or of whose thing it is.
var answering = setOf(`oauth oauth2 api apis token tokens app apps login signin sso account connector credential credentials server
	answers answered says said returns returned responds responded replies replied rejects rejected refuses refused gives gave throws threw sends sent complains shows
	authentication workspace tenant realm webhook error errors tutorial docs documentation`)

// did are the words of answering that tell what somebody did.
var did = setOf(`answers answered says said returns returned responds responded replies replied rejects rejected refuses refused gives gave throws threw sends sent complains shows authentication`)

// leading are words in front of a name.
var leading = setOf(`from to with for by via at in on into against of connect connecting our my their using and or use uses`)

// joining are words between to connect and a name.
var joining = setOf(`to with con a avec à com ao`)

// named finds the parties of a text by their names. Names are not in any list: it is the
// place in the sentence that tells a name.
func named(text string, from, to int) []party {
	var all []party
	if onlyMentions(text[from:to]) {
		return nil
	}
	lower := strings.ToLower(text[from:to])
	if len(lower) != to-from { // a letter whose small form is longer
		lower = asciiLower(text[from:to])
	}
	for _, sign := range signs {
		for at := 0; ; {
			i := strings.Index(lower[at:], sign)
			if i < 0 {
				break
			}
			i += at
			at = i + len(sign)
			if strings.HasSuffix(sign, "-") && i > 0 && nameByte(lower[i-1]) {
				continue
			}
			if strings.HasPrefix(lower[at:], ".com/agent/") || strings.HasPrefix(lower[at:], ".com/hc/") {
				continue // where tickets and articles are read
			}
			all = append(all, party{at: from + i, end: from + at, owner: ours, strong: true, host: strings.HasSuffix(sign, "-"), name: sign})
		}
	}
	w := wordsIn(text, from, to)
	shouted := strings.ToUpper(text[from:to]) == text[from:to] // then capitals tell no name
	for k, x := range w {
		p := party{at: x.at, end: x.end, owner: theirs, name: text[x.at:x.end]}
		l := x.lower
		if strings.Contains(l, "zendesk") || strings.Contains(l, "zdg") || capital(p.name) && k > 0 && w[k-1].lower == "zendesk" && text[w[k-1].end:x.at] == " " {
			continue // it, or a product of it
		}
		if r, _ := utf8.DecodeRuneInString(p.name); !unicode.IsLetter(r) {
			continue
		}
		switch {
		case k > 0 && text[w[k-1].end] == '=' && strings.Trim(text[w[k-1].end:x.at], "=\"'") == "" && slices.Contains(keysParty, plainKey(text[w[k-1].at:w[k-1].end])):
			p.strong = true
		case x.path:
			if owner, ok := ofPath(p.name); ok {
				p.owner, p.strong = owner, true
				all = append(all, p)
			} else if isRefusal(p.name) {
				p.strong = true
				all = append(all, p)
			} else if isCall(p.name) || isDomain(l) {
				p.label = true
				all = append(all, p)
			}
			continue
		case isPackage(l):
			p.label = true
		case isRefusal(p.name):
			p.strong = true
		case strings.HasSuffix(l, "error"), strings.HasSuffix(l, "exception"), x.end < to && text[x.end] == '(':
			continue // a class, or a call
		case ordinary[l] || ordinary[l[:max(0, strings.IndexByte(l, '-'))]] || len(l) < 3 || strings.Contains(l, "_") && !behind(w, k, "authentication"):
			continue
		case followed(text, w, k) && !strings.HasSuffix(l, "ing") && !strings.HasSuffix(l, "ed") && !strings.HasSuffix(l, "ly"):
			begins := strings.TrimSpace(text[from:x.at]) == ""
			p.strong = !begins || answers(w, k) // "Initialize error" and "Later login" name nobody for certain
			p.label = !p.strong
			if r, _ := utf8.DecodeRuneInString(p.name); shouted || !unicode.IsUpper(r) {
				if !answers(w, k) {
					if !connects(text, w, k) {
						continue
					}
					p.strong, p.label = false, true
				}
			}
		case labels(text, x, from, shouted):
			before := strings.ToLower(strings.TrimRight(text[from:x.at], " "))
			p.strong = strings.HasSuffix(before, " with") || strings.HasSuffix(before, " from")
			p.label = !p.strong
		case labelsSmall(text, x, from), connects(text, w, k):
			p.label = true
		case labelsTwo(text, w, k, from) && capital(p.name) && !strings.HasSuffix(l, "ed"):
			p.label = true
		case capital(p.name) && strings.Trim(l, "abcdefghijklmnopqrstuvwxyz") == "" && x.end < to && text[x.end] >= 0xe3: // "Xに接続する"
			p.label = true
		case k > 1 && capital(p.name) && joining[w[k-1].lower] && strings.HasPrefix(w[k-2].lower, "con"):
			p.strong = true
		case k > 0 && leading[w[k-1].lower] && capital(p.name), k > 0 && capital(p.name) && possessive(text[x.end:]):
		case unicode.IsUpper(rune(p.name[0])) && x.at > from && text[x.at-1] == '(' && strings.ContainsAny(l, "aeiouy") && !strings.ContainsAny(l, "0123456789") && strings.HasPrefix(text[x.end:], ")"):
			p.label = true
		default:
			continue
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b party) int { return a.at - b.at })
	return all
}

// onlyMentions reports whether a statement calls people and teams, and says nothing.
func onlyMentions(statement string) bool {
	n := 0
	for word := range strings.FieldsSeq(statement) {
		switch {
		case strings.HasPrefix(word, "@"):
			n++
		case !strings.EqualFold(strings.Trim(word, "/:"), "cc"):
			return false
		}
	}
	return n > 0
}

func asciiLower(s string) string {
	out := []byte(s)
	for i, c := range out {
		out[i] = lower(c)
	}
	return string(out)
}

// wordAt is a word of a statement.
type wordAt struct {
	at, end int
	lower   string
	path    bool // parts joined by dots, colons or backslashes, as of a class
}

// wordsIn are the words of text[from:to].
func wordsIn(text string, from, to int) []wordAt {
	var all []wordAt
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !nameRune(r) {
			i += n
			continue
		}
		w := wordAt{at: i}
		for wide := r >= '\u2e80'; i < to; {
			r, n = utf8.DecodeRuneInString(text[i:to])
			if nameRune(r) && wide == (r >= '\u2e80') {
				i += n
				continue
			}
			if next, _ := utf8.DecodeRuneInString(text[min(to, i+n):to]); (r == '.' || r == '\\') && unicode.IsLetter(next) {
				w.path = true
				i += n
				continue
			}
			if r == ':' && strings.HasPrefix(text[i:to], "::") && i+2 < to && nameByte(text[i+2]) {
				w.path = true
				i += 2
				continue
			}
			break
		}
		w.end = i
		w.lower = strings.ToLower(text[w.at:w.end])
		all = append(all, w)
	}
	return all
}

func nameRune(r rune) bool {
	return r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// capital reports whether a word is written as names are.
func capital(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && strings.IndexFunc(s[n:], unicode.IsLower) >= 0
}

// possessive reports whether what follows a name tells whose a thing is.
func possessive(rest string) bool {
	return strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ")
}

// followed reports whether a word is followed by what a party does or has.
func followed(text string, w []wordAt, k int) bool {
	if k+2 < len(w) && slices.Contains([]string{"access", "refresh", "api", "client"}, w[k+1].lower) && slices.Contains([]string{"token", "tokens", "secret", "id"}, w[k+2].lower) && text[w[k].end:w[k+1].at] == " " {
		return true // whose token it is
	}
	if k+2 < len(w) && w[k+1].lower == "error" && slices.Contains([]string{"log", "page", "message", "handler", "code"}, w[k+2].lower) {
		return false
	}
	return k+1 < len(w) && answering[w[k+1].lower] && strings.Trim(text[w[k].end:w[k+1].at], " )]\"'”’") == ""
}

// behind reports whether the word behind the k-th is word.
func behind(w []wordAt, k int, word string) bool { return k+1 < len(w) && w[k+1].lower == word }

// answers reports whether what stands behind a word in small letters tells what it did: in
// "keycloak returns", and in "hubspot api returned".
func answers(w []wordAt, k int) bool {
	if k > 0 && slices.Contains([]string{"a", "an", "this", "that", "another", "one", "some", "every", "each", "to"}, w[k-1].lower) {
		return false // a common noun, or a verb
	}
	if k+1 < len(w) && slices.Contains([]string{"api", "app", "server", "connector", "oauth"}, w[k+1].lower) {
		k++
	} else if determined(w, k) {
		return false // another one, as in "the activity dashboard says"
	}
	return k+1 < len(w) && did[w[k+1].lower]
}

// determined reports whether the, my or our stands a few words in front of a word: names
// have none.
func determined(w []wordAt, k int) bool {
	for j := max(0, k-3); j < k; j++ {
		if slices.Contains([]string{"the", "my", "our", "your", "its", "their"}, w[j].lower) {
			return true
		}
	}
	return false
}

// labels reports whether a word is a label in front of what its server says, as in
// "Okta: invalid_grant". A class of an error is none.
func labels(text string, x wordAt, from int, shouted bool) bool {
	if r, _ := utf8.DecodeRuneInString(text[x.at:]); !unicode.IsUpper(r) || x.end+1 >= len(text) || text[x.end] != ':' || strings.IndexByte(" \n\u00a0", text[x.end+1]) < 0 {
		return false
	}
	for _, end := range []string{"error", "exception", "failure", "warning", "fault"} {
		if strings.HasSuffix(x.lower, end) || strings.Contains(x.lower, "-") { // or a header
			return false
		}
	}
	before := strings.ToLower(strings.TrimRight(text[from:x.at], " \t"))
	return before == "" || !shouted && !nameByte(before[len(before)-1]) && !strings.HasSuffix(before, ",") || strings.HasSuffix(before, " with") || strings.HasSuffix(before, " from")
}

// labelsSmall reports whether a word in small letters is a label at the beginning of a line.
func labelsSmall(text string, x wordAt, from int) bool {
	word := text[x.at:x.end]
	return strings.TrimSpace(text[from:x.at]) == "" && len(word) > 3 && (strings.HasPrefix(text[x.end:], ": ") || strings.HasPrefix(text[x.end:], ` "`)) && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" && !neutral[word]
}

// connects reports whether a word in small letters says with whom a connection is.
func connects(text string, w []wordAt, k int) bool {
	return k > 0 && k+1 < len(w) && len(w[k].lower) > 3 && !neutral[w[k].lower] && text[w[k].at:w[k].end] == w[k].lower && text[w[k].end:w[k+1].at] == " " && slices.Contains([]string{"for", "to", "with", "the", "our", "my"}, w[k-1].lower) && slices.Contains([]string{"connection", "connector", "integration", "app", "account"}, w[k+1].lower)
}

// labelsTwo reports whether a word is the first of two in front of what their server says,
// as in "Stripe Connect: invalid_grant".
func labelsTwo(text string, w []wordAt, k, from int) bool {
	if k+1 >= len(w) || strings.TrimSpace(text[from:w[k].at]) != "" || text[w[k].end:w[k+1].at] != " " {
		return false
	}
	next := w[k+1]
	return strings.HasPrefix(text[next.end:], ": ") && !strings.HasSuffix(next.lower, "error") && !strings.HasSuffix(next.lower, "exception") && next.lower != "failed"
}

// neutral are the first parts of classes and modules that talk to any server: runtimes,
// HTTP clients, libraries for OAuth.
var neutral = setOf(`requests urllib urllib3 http https httpx httpcore aiohttp oauthlib requests_oauthlib authlib werkzeug flask django rest_framework social_core allauth fastapi starlette uvicorn
	socket ssl os asyncio json builtins concurrent anyio tornado twisted pycurl tenacity celery builtin logging traceback site-packages
	oauth2 omniauth faraday net openuri open-uri restclient rest-client httparty excon typhoeus actioncontroller activerecord actionview errno openssl timeout socketerror rack rails devise http json sidekiq ruby eoferror
	java javax sun jdk kotlin kotlinx android okhttp okhttp3 retrofit retrofit2 netty reactor feign jakarta scala akka play grizzly jersey quarkus micronaut apache springframework eclipse jackson fasterxml gson jetbrains squareup square nimbus nimbusds scribejava scribe codehaus
	system microsoft newtonsoft restsharp refit polly identitymodel flurl
	guzzlehttp guzzle symfony league laravel illuminate curl psr php
	node undici axios fetch got express passport openid-client next nuxt webpack main module process anonymous promise object async internal events stream
	golang net/http x509 tls oauth2 context url dial
	reqwest hyper rustls tokio std serde serde_json elixir erlang httpoison tesla finch mint poison jason
	alamofire nsurlerrordomain foundation cfnetwork dart dio flutter
	example`)

// ofPath tells whose a class or a module is. A path of two parts that names no error,
// as e.g or index.html, is nobody's.
func ofPath(name string) (owner, bool) {
	l := strings.ToLower(name)
	if strings.Contains(l, "zendesk") || strings.Contains(l, "zenpy") || strings.Contains(l, "zdesk") {
		return ours, true
	}
	parts := strings.FieldsFunc(l, func(r rune) bool { return r == '.' || r == ':' || r == '\\' })
	if len(parts) < 2 {
		return nobodys, false
	}
	last := parts[len(parts)-1]
	isError := strings.HasSuffix(last, "error") || strings.HasSuffix(last, "exception") || strings.HasSuffix(last, "unauthorized") || strings.HasSuffix(last, "events")
	if !isError || len(last) < 5 {
		return nobodys, false
	}
	for i, part := range parts[:len(parts)-1] {
		if neutral[part] || i == 0 && (part == last || len(parts) == 2 && ordinary[part]) {
			return nobodys, false
		}
	}
	return theirs, true
}

// refusing are the ends of classes of errors that are named after a status, in front of
// which the name of the server stands: QuickbaseUnauthorizedError.
var refusing = strings.Fields("UnauthorizedError ForbiddenError BadRequestError NotFoundError RateLimitError ConflictError UnprocessableEntityError AuthenticationError PermissionError")

// isRefusal reports whether the name of a class begins with that of a server.
func isRefusal(class string) bool {
	class = class[strings.LastIndexAny(class, `.:\`)+1:]
	for _, end := range refusing {
		if name, ok := strings.CutSuffix(class, end); ok && len(name) > 2 {
			l := strings.ToLower(name)
			return unicode.IsUpper(rune(name[0])) && !ordinary[l] && !neutral[l] && strings.IndexFunc(name[1:], unicode.IsUpper) < 0
		}
	}
	return false
}

// isCall reports whether a path is a method of somebody's program, as workos.users.getById:
// a library is called by its name.
func isCall(name string) bool {
	parts := strings.Split(name, ".")
	last := parts[len(parts)-1]
	if len(parts) < 3 || strings.ToLower(last) == last || !unicode.IsLower(rune(last[0])) {
		return false
	}
	for _, part := range parts[:len(parts)-1] {
		if l := strings.ToLower(part); neutral[l] || ordinary[l] && part == parts[0] || len(l) < 4 && part == parts[0] {
			return false
		}
	}
	return true
}

// isDomain reports whether a path in small letters is a package as Java and Apple name them,
// by the domain of whose it is.
func isDomain(l string) bool {
	parts := strings.Split(l, ".")
	return len(parts) > 2 && slices.Contains([]string{"com", "org", "net", "io", "de"}, parts[0]) && !neutral[parts[1]] && !ordinary[parts[1]]
}

// packaging are the parts of names of packages that say what a package is.
var packaging = setOf(`client sdk api node js rb py php python ruby java go rs net oauth oauth2 omniauth passport source tap connector plugin provider strategy nodes laravel django rails wrapper`)

// isPackage reports whether a word in small letters is the name of a package that talks to
// one server, as laravel-quickbooks-client: beside what it is, it says whose.
func isPackage(l string) bool {
	if !strings.ContainsAny(l, "-_") {
		return false
	}
	parts := strings.FieldsFunc(l, func(r rune) bool { return r == '-' || r == '_' })
	is, whose := false, false
	for _, part := range parts {
		switch {
		case packaging[part]:
			is = true
		case len(part) > 3 && !ordinary[part] && !neutral[part] && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz") == "":
			whose = true
		}
	}
	return is && whose
}

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
