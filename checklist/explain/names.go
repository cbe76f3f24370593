package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ordinaryWords can be in the place of a name of a server or a program, and are none: any other
// word in such a place is taken for a name.
var ordinaryWords = setOf(`a an the this that these those it he she they we you i my our your their his its who what which when where why how and or but so if then else
	not no yes ok only also still just now always often sometimes never again once here there all any some each every both another other same new old first second third last next
	execution eaddrinuse group groups parameters pipelines transport serializer
	error errors err warn warning info debug fatal trace notice critical exception traceback panic panicked goroutine assertion todo fixme caused cause failed failure fail fails failing problem issue bug
	request requests response responses answer answers reply call calls result results message messages msg status code codes body header headers data payload content text output
	server servers service services backend frontend host endpoint endpoints url uri link site website page pages web api apis rest http https tls ssl tcp dns proxy gateway network internet
	client clients app apps application program tool library lib sdk module package plugin script function method class object file line log logs console terminal shell browser
	chrome chromium firefox safari edge opera brave vivaldi windows linux macos mac ubuntu debian android ios docker kubernetes node nodejs npm python ruby rails java javascript typescript go golang php rust swift kotlin
	curl wget postman insomnia requests httpx aiohttp urllib urllib3 axios fetch undici got superagent faraday restclient httparty oauth2 oauth oauthlib authlib omniauth passport guzzle okhttp retrofit req mint finch tesla hackney httpoison spring laravel
	sentry bugsnag rollbar honeybadger airbrake kibana logrocket django flask express next nuxt symfony socialite devise
	oauth1 openid oidc pkce jwt saml sso csrf state token tokens access refresh bearer basic grant scope scopes secret password key keys credential credentials identifier id
	user users person people someone somebody everyone nobody customer customers admin administrator agent agents team support account accounts owner developer developers company
	login log sign signin sign-in signup logout authorize authorization authorized authentication auth authenticate authenticated connect connection connecting connector integration integrations
	exchange flow step steps test tests check job worker process thread task queue cron webhook callback redirect session cookie form field value
	create update revoke generate fetch list show set add remove use issue using make made need want try tried check see got does did do has have had is are was were be been being can could may might will would should must let
	from reply-to sent mailed-by accept host date server connection cookie location vary via age origin referer etag allow expires pragma upgrade range agent
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
	application while after before during until since because without within about
	exec executor thread threads pool
	bind listen dial lookup resolve parse decode encode socket symptom symptoms background impact workaround observed observation input output subject re fw fwd cc bcc von an betreff datum objet asunto para oggetto sender security advanced topic category severity priority area resolution solution
	fix repro reproduction behavior behaviour current previous latest today yesterday setup config configuration setting settings feature enhancement tip faq release version build deploy deployment pipeline run runs runner action actions
	unable getting existing custom broken failing native official generic simple stale fresh valid rotated stored cached saved empty raw dump snippet sample excerpt stack exit uncaught unhandled rejection main daemon subdomain resource username correlation
	bad unprocessable entity unauthorized unauthorised forbidden found internal unavailable timeout many conflict gone invalid unknown unexpected missing wrong expired denied refused`)

// partyFollowers follow the name of a party: what it does, or what belongs to it.
var partyFollowers = setOf(`oauth oauth2 api apis token tokens app apps login signin sso account connector credential credentials server
	answers answered says said returns returned responds responded replies replied rejects rejected refuses refused gives gave throws threw sends sent complains shows throttles blocks denies
	authentication workspace tenant realm webhook provider error errors tutorial docs documentation`)

// answeringVerbs are those partyFollowers that tell what a party did.
var answeringVerbs = setOf(`answers answered says said returns returned responds responded replies replied rejects rejected refuses refused gives gave throws threw sends sent complains shows throttles blocks denies authentication`)

// answeringAdverbs may be between a party and one of answeringVerbs.
var answeringAdverbs = setOf("itself then now also always only suddenly simply just still selbst aussi siempre")

// nameLeads are words before a name.
var nameLeads = setOf(`bei from to with for by via at in on into against of connect connecting our my their using and or use uses`)

// ofWords connect a token or an account with the name of its owner.
var ofWords = setOf(`of de del di von do da du`)

// connectWords connect a form of "connect" with a name.
var connectWords = setOf(`to with con a avec à com ao`)

// wordAt is a word of a statement.
type wordAt struct {
	at, end int
	lower   string
	path    bool // parts joined by dots, colons or backslashes, as in the name of a class
}

// wordsIn adds the words of text[from:to]; small is the text in lower case, as lowerSame writes it.
func wordsIn(all []wordAt, text, small string, from, to int) []wordAt {
	const usual = 4 // bytes of a word and the blank after it, at least
	all = slices.Grow(all, (to-from)/usual+1)
	for i := from; i < to; {
		if c := text[i]; c < utf8.RuneSelf && c != '-' && !wordBytes[c] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !nameRune(r) {
			i += n
			continue
		}
		w := wordAt{at: i}
		for wide := r >= '\u2e80'; i < to; {
			if c := text[i]; !wide && c < utf8.RuneSelf && (c == '-' || wordBytes[c]) {
				i++
				continue
			}
			r, n = utf8.DecodeRuneInString(text[i:to])
			if nameRune(r) && wide == (r >= '\u2e80') {
				i += n
				continue
			}
			if next, _ := utf8.DecodeRuneInString(text[min(to, i+n):to]); (r == '.' || r == '\\') && (unicode.IsLetter(next) || next == '_') {
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
		w.lower = small[w.at:w.end]
		all = append(all, w)
	}
	return all
}

func nameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '-' || wordBytes[r]
	}
	return r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isCapitalized reports whether a word begins with a capital and has a small letter too.
func isCapitalized(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && strings.IndexFunc(s[n:], unicode.IsLower) >= 0
}

// isPossessive reports whether what follows a name begins with 's.
func isPossessive(rest string) bool {
	return strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ")
}

// reportNouns are things, after a name and 's, that may tell of somebody else's failure.
var reportNouns = setOf("log logs dashboard support docs documentation guide screen ui editor error errors message console popup page connector client library sdk agent answer")

// personNouns are what, after a name and 's, only people have.
var personNouns = setOf("last seat licence license role laptop login profile manager boss desk vacation holiday mail email browser machine")

// afterPossessive is the word after the k-th and its 's.
func afterPossessive(w []wordAt, k int) string {
	if k+2 < len(w) && w[k+1].lower == "s" {
		k++
	}
	return w[min(k+1, len(w)-1)].lower
}

// tracedThings are what tools show of the traffic of others.
var tracedThings = setOf("answer response request traffic packet packets headers exchange trace")

// actsOrOwns reports whether the k-th word is followed by what a party does or has.
func actsOrOwns(text string, w []wordAt, k int) bool {
	if ownsCredential(text, w, k) || k+2 < len(w) && answeringAdverbs.has(w[k+1].lower) && // "Keycloak itself answers"
		answeringVerbs.has(w[k+2].lower) {
		return true
	}
	if k+2 < len(w) && w[k+1].lower == "error" && slices.Contains([]string{"log", "page", "message", "handler", "code"}, w[k+2].lower) ||
		(nextIs(w, k, "shows") || nextIs(w, k, "show")) &&
			slices.ContainsFunc(w[k+2:min(len(w), k+7)], func(x wordAt) bool { return tracedThings.has(x.lower) }) {
		return false // a tool that shows what was sent, such as Fiddler
	}
	return k+1 < len(w) && partyFollowers.has(w[k+1].lower) && strings.Trim(text[w[k].end:w[k+1].at], " )]\"'”’") == ""
}

// ownsCredential reports whether the k-th word is followed by a credential, as in "hubspot
// access token".
func ownsCredential(text string, w []wordAt, k int) bool {
	return k+2 < len(w) && slices.Contains([]string{"access", "refresh", "api", "client"}, w[k+1].lower) && slices.Contains([]string{"token", "tokens", "secret", "id"}, w[k+2].lower) && text[w[k].end:w[k+1].at] == " "
}

// nextIs reports whether word follows the k-th.
func nextIs(w []wordAt, k int, word string) bool { return k+1 < len(w) && w[k+1].lower == word }

// smallNameAnswers reports whether the k-th word, in lower case, is a name by what it does, as
// in "keycloak returns" and "hubspot api returned".
func smallNameAnswers(w []wordAt, k int) bool {
	if k > 0 && slices.Contains([]string{"a", "an", "this", "that", "another", "one", "some", "every", "each", "to"}, w[k-1].lower) {
		return false // a common noun, or a verb
	}
	if k+1 < len(w) && slices.Contains([]string{"api", "app", "server", "connector", "oauth"}, w[k+1].lower) {
		k++
	} else if !(k > 0 && (w[k-1].lower == "our" || w[k-1].lower == "my")) && hasDeterminer(w, k) { // or a server of their own
		return false // a common noun too, as in "the activity dashboard says"
	}
	return k+1 < len(w) && answeringVerbs.has(w[k+1].lower)
}

// hasDeterminer reports whether "the", "my" or the like is among the three words before the
// k-th: names have none.
func hasDeterminer(w []wordAt, k int) bool {
	return slices.ContainsFunc(w[max(0, k-3):k], func(x wordAt) bool {
		return slices.Contains([]string{"the", "my", "our", "your", "its", "their"}, x.lower)
	})
}

// isLabel reports whether a word names the server that says what follows, as in
// "Okta: invalid_grant". The name of an error class does not. from is where its statement
// begins; shouted says that the statement has no small letters.
func isLabel(text string, x wordAt, from int, shouted bool) bool {
	if r, _ := utf8.DecodeRuneInString(text[x.at:]); !unicode.IsUpper(r) || x.end+1 >= len(text) || text[x.end] != ':' || strings.IndexByte(" \n\u00a0", text[x.end+1]) < 0 {
		return false
	}
	if isClass(x.lower) || strings.Contains(x.lower, "-") { // or a header
		return false
	}
	const near = 40 // of what is before it: a statement may have many words with a colon
	before := strings.ToLower(strings.TrimRight(text[max(from, x.at-near):x.at], " \t"))
	if before == "" {
		return x.at-from <= near
	}
	return !shouted && !nameByte(before[len(before)-1]) && !strings.HasSuffix(before, ",") || strings.HasSuffix(before, " with") || strings.HasSuffix(before, " from")
}

// isSmallLabel reports whether a word in lower case is a label at the beginning of a statement.
func isSmallLabel(text string, x wordAt, from int) bool {
	word := text[x.at:x.end]
	return strings.TrimSpace(text[from:x.at]) == "" && len(word) > 3 && (strings.HasPrefix(text[x.end:], ": ") || strings.HasPrefix(text[x.end:], ` "`)) && smallLetters(word) && !neutralNames.has(word)
}

// isConnectionPartner reports whether the k-th word, in lower case, names what is connected, as
// in "the hubspot integration".
func isConnectionPartner(text string, w []wordAt, k int) bool {
	return k > 0 && k+1 < len(w) && len(w[k].lower) > 3 && !neutralNames.has(w[k].lower) && text[w[k].at:w[k].end] == w[k].lower && text[w[k].end:w[k+1].at] == " " && slices.Contains([]string{"for", "to", "with", "the", "our", "my"}, w[k-1].lower) && slices.Contains([]string{"connection", "connector", "integration", "app", "account", "api"}, w[k+1].lower)
}

// isTwoWordLabel reports whether the k-th word and the next are a label, as in
// "Stripe Connect: invalid_grant".
func isTwoWordLabel(text string, w []wordAt, k, from int) bool {
	if k+1 >= len(w) || strings.TrimSpace(text[from:w[k].at]) != "" || text[w[k].end:w[k+1].at] != " " {
		return false
	}
	next := w[k+1]
	r, _ := utf8.DecodeRuneInString(text[next.at:])
	return unicode.IsUpper(r) && // otherwise no name, as in "Address bar: "
		strings.HasPrefix(text[next.end:], ": ") && !endsIn(next.lower, "error", "exception") && next.lower != "failed"
}
