package explain

import (
	"slices"
	"strings"
	"unicode"
)

// neutralNames are the first parts of the names of classes and modules that belong to no server:
// runtimes, HTTP clients, OAuth libraries.
var neutralNames = setOf(`android conscrypt active sidekiq resque celery hangfire quartz bullmq requests urllib urllib3 http https httpx httpcore aiohttp oauthlib requests_oauthlib authlib werkzeug flask django rest_framework social_core allauth fastapi starlette uvicorn
	socket ssl os asyncio json builtins concurrent anyio tornado twisted pycurl tenacity celery builtin logging traceback site-packages
	oauth2 omniauth faraday net openuri open-uri restclient rest-client httparty excon typhoeus actioncontroller activerecord actionview errno openssl timeout socketerror rack rails devise http json sidekiq ruby eoferror
	java javax sun jdk kotlin kotlinx android okhttp okhttp3 retrofit retrofit2 netty reactor feign jakarta scala akka play grizzly jersey quarkus micronaut apache springframework eclipse jackson fasterxml gson jetbrains squareup square nimbus nimbusds scribejava scribe codehaus
	system microsoft newtonsoft restsharp refit polly identitymodel flurl
	guzzlehttp guzzle symfony league laravel illuminate curl psr php
	node undici axios fetch got express passport openid-client next nuxt webpack main module process anonymous promise object async internal events stream
	golang net/http x509 tls oauth2 context url dial
	reqwest hyper rustls tokio std serde serde_json assent ueberauth elixir erlang httpoison tesla finch mint poison jason
	alamofire nsurlerrordomain foundation cfnetwork dart dio flutter
	self this cls super commons cxf camel tomcat catalina
	pdb ipdb irb pry rdb byebug ghci iex
	modules
	locator paragraph heading selector snapshot expected received
	example`)

// classOwner is whose a class or a module is, by its name; false where the name does not tell, as
// with e.g or index.html.
func classOwner(name string) (owner, bool) {
	l := strings.ToLower(name)
	if contains(l, "zendesk", "zenpy", "zdesk") {
		return ours, true
	}
	parts := strings.FieldsFunc(l, func(r rune) bool { return r == '.' || r == ':' || r == '\\' })
	if len(parts) < 2 {
		return nobodys, false
	}
	last := parts[len(parts)-1]
	if as := name[len(name)-len(last):]; as[0] == '_' || as[0] >= 'a' && as[0] <= 'z' && as != last || // of a function
		!endsIn(last, "error", "exception", "unauthorized", "failed", "events") || len(last) < 5 {
		return nobodys, false
	}
	if domain := slices.Contains([]string{"com", "org", "io", "net", "dev"}, parts[0]); domain && len(parts) > 2 {
		if parts = parts[1:]; parts[0] == "apache" && len(parts) > 2 {
			parts = parts[1:] // whose project it is
		}
		if len(parts) > 2 && neutralNames.has(parts[1]) {
			return nobodys, false
		}
	}
	if first := parts[0]; len(first) < 2 || neutralNames.has(first) || first == last || len(parts) == 2 && ordinaryWords.has(first) {
		return nobodys, false
	}
	return theirs, true
}

// refusalClassEnds are the ends of names of error classes that begin with the name of the server:
// QuickbaseUnauthorizedError, AmqpConnectException.
var refusalClassEnds = strings.Fields("UnauthorizedError ForbiddenError BadRequestError NotFoundError RateLimitError ConflictError UnprocessableEntityError AuthenticationError PermissionError ConnectionError ConnectException ConnectionException")

// isRefusal reports whether a class is such an error, with a name that is no ordinary word.
func isRefusal(class string) bool {
	if !strings.HasSuffix(class, "Error") && !strings.HasSuffix(class, "Exception") { // as refusalClassEnds do
		return false
	}
	class = class[strings.LastIndexAny(class, `.:\`)+1:]
	for _, end := range refusalClassEnds {
		if name, ok := strings.CutSuffix(class, end); ok && len(name) > 2 {
			l := strings.ToLower(name)
			return unicode.IsUpper(rune(name[0])) && !isOrdinary(name) && !hasVerbEnding(l) && strings.IndexFunc(name[1:], unicode.IsUpper) < 0
		}
	}
	return false
}

// serverSchemes are schemes of addresses of databases, queues and mail, which Zendesk has none of.
var serverSchemes = setOf("redis rediss postgres postgresql mysql amqp amqps mongodb ldap ldaps smtp smtps imap imaps ftp sftp nats kafka jdbc")

// findHostNames adds the names of servers whose API the text asks, wherever they stand: Freshdesk
// where acme.freshdesk.com/api/v2 is asked.
func (r *reader) findHostNames() {
	const most = 8 // hosts: the whole text is searched for each
	looked := make(map[string]bool)
	for _, a := range r.addrs {
		parts := strings.Split(a.host, ".")
		if !a.foreign || len(parts) < 2 || !strings.HasPrefix(a.path, "/api/") && parts[0] != "api" {
			continue
		}
		name := parts[len(parts)-2]
		if len(looked) == most || looked[name] || len(name) < 4 || !isUncommon(name) {
			continue
		}
		looked[name] = true
		name = strings.ToUpper(name[:1]) + name[1:]
		for i := range places(r.text, name) {
			if !r.insideAddress(i) {
				r.parties = append(r.parties, party{at: i, end: i + len(name), owner: theirs, strong: true, name: name})
			}
		}
	}
}

// findLogo adds the name that stands alone in one of the first lines, in lower case as logos are
// written, where the text has it with a capital as well.
func (r *reader) findLogo() {
	const most = 4 // lines
	for _, s := range r.stmts[:min(len(r.stmts), most)] {
		name := strings.TrimSpace(r.text[s.from:s.to])
		if !smallLetters(name) || !isUncommon(name) || name == "zendesk" {
			continue
		}
		for range places(r.text, strings.ToUpper(name[:1])+name[1:]) {
			at := s.from + strings.Index(r.text[s.from:s.to], name)
			r.parties = append(r.parties, party{at: at, end: at + len(name), owner: theirs, strong: true, name: name})
			break
		}
	}
}

// findSiblings adds the names of what a program has beside its class for Zendesk: Volkera where VolkeraOut
// stands beside ZendeskOut.
func (r *reader) findSiblings() {
	const most, shortest, longest = 4, 3, 32 // classes: the whole text is searched for each; letters of what they share and of a name
	looked := make(map[string]bool)
	for _, p := range r.parties {
		if p.owner != ours || p.name != "zendesk" || r.text[p.at] != 'Z' {
			continue
		}
		shared := r.text[p.end:wordEnd(r.text, p.end)]
		if len(shared) < shortest || len(shared) > longest || !unicode.IsUpper(rune(shared[0])) || looked[shared] || len(looked) == most {
			continue
		}
		looked[shared] = true
		for i := range indexes(r.text, shared, len(r.text)) {
			from := max(0, i-longest)
			at := from + strings.LastIndexFunc(r.text[from:i], func(c rune) bool { return !unicode.IsLetter(c) }) + 1
			name := r.text[at:i]
			if len(name) > shortest && len(name) < longest && isCapitalized(name) && isUncommon(name) && !neutralNames.has(strings.ToLower(name)) && name != "Zendesk" {
				r.parties = append(r.parties, party{at: at, end: i, owner: theirs, strong: true, name: name})
			}
		}
	}
}

// findClasses adds the errors that are named after a library of the text, as IntercomError is where
// intercom-client stands in a stack trace.
func (r *reader) findClasses() {
	const most = 16 // libraries: the whole text is searched for each
	looked := make(map[string]bool)
	for _, p := range r.parties {
		if len(looked) == most {
			return
		}
		library, rest, ok := strings.Cut(p.name, "-")
		if !ok || rest == "" || p.owner != theirs || !isUncommon(library) || neutralNames.has(library) || !smallLetters(library) || looked[library] {
			continue
		}
		looked[library] = true
		class := strings.ToUpper(library[:1]) + library[1:] + "Error"
		if at := strings.Index(r.text, class); at >= 0 && (at == 0 || !nameByte(r.text[at-1])) {
			r.parties = append(r.parties, party{at: at, end: at + len(class), owner: theirs, strong: true, name: class})
			return
		}
	}
}

// isServerCode reports whether a word is an error code as some servers begin their descriptions with:
// AADSTS7000222. No sentence of Zendesk's that is known does.
func isServerCode(word string) bool {
	const fewest, digits = 8, 5 // characters
	if len(word) < fewest || word[len(word)-1] < '0' || word[len(word)-1] > '9' {
		return false
	}
	letters := strings.TrimRight(word, "0123456789")
	return len(letters) > 1 && len(word)-len(letters) >= digits && strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// cmdletVerbs begin names of commands of PowerShell that ask a server for something of their own.
var cmdletVerbs = setOf("Get Set New Remove Update Connect Add Send Sync Find")

// isCmdlet reports whether a word is the name of such a command: Get-MgUser.
func isCmdlet(word string) bool {
	verb, noun, ok := strings.Cut(word, "-")
	return ok && cmdletVerbs.has(verb) && noun != "" && unicode.IsUpper(rune(noun[0]))
}

// tokenCalls are methods of libraries that are named after their server.
var tokenCalls = setOf("refreshtoken refreshtokens refreshaccesstoken getaccesstoken gettoken readtokenset settokenset refreshtokenset refresh_token get_token")

// isCall reports whether a path is a method of a library that is named after its server, as in
// workos.users.getById.
func isCall(name string) bool {
	parts := strings.Split(name, ".")
	last := parts[len(parts)-1]
	if len(parts) == 2 { // xero.refreshToken
		return len(parts[0]) > 3 && smallLetters(parts[0]) && isUncommon(parts[0]) && !neutralNames.has(parts[0]) && tokenCalls.has(strings.ToLower(last))
	}
	if len(parts) < 3 || strings.ToLower(last) == last || !unicode.IsLower(rune(last[0])) {
		return false
	}
	for _, part := range parts[:len(parts)-1] {
		if l := strings.ToLower(part); neutralNames.has(l) || ordinaryWords.has(l) && part == parts[0] || len(l) < 4 && part == parts[0] {
			return false
		}
	}
	return true
}

// isDomain reports whether a path in lower case is a package name of Java or Apple that begins with
// the reversed domain of a server.
func isDomain(l string) bool {
	parts := strings.Split(l, ".")
	if len(parts) > 3 && slices.Contains([]string{"github", "gitlab", "sourceforge"}, parts[1]) {
		parts = append(parts[:1], parts[2:]...) // the host of the source code, not the owner
	}
	return len(parts) > 2 && slices.Contains([]string{"com", "org", "net", "io", "de"}, parts[0]) && !neutralNames.has(parts[1]) && !ordinaryWords.has(parts[1])
}

// packageWords are parts of package names that say what a package is, not whose.
var packageWords = setOf(`client sdk api node js rb py php python ruby java go rs net oauth oauth2 omniauth passport source tap connector plugin provider strategy nodes laravel django rails wrapper`)

// isPackage reports whether a word in lower case is the name of a package for one server, such as
// laravel-quickbooks-client: one part is of packageWords, another is a name.
func isPackage(l string) bool {
	if strings.IndexByte(l, '-') < 0 && strings.IndexByte(l, '_') < 0 {
		return false
	}
	is, whose := false, false
	from := 0
	for i := range len(l) + 1 {
		if i < len(l) && l[i] != '-' && l[i] != '_' {
			continue
		}
		part := l[from:i]
		from = i + 1
		switch {
		case packageWords.has(part):
			is = true
		case len(part) > 3 && !ordinaryWords.has(part) && !neutralNames.has(part) && smallLetters(part):
			whose = true
		}
	}
	return is && whose
}

// isRubyInspect reports whether a class at a place is in the output of Ruby's inspect, as in
// #<FreshdeskAPI::User …>, and is that of a library for one server.
func isRubyInspect(text string, at int, class string) bool {
	first, _, ok := strings.Cut(class, "::")
	return ok && strings.HasSuffix(text[:at], "#<") && !neutralNames.has(first) && !ordinaryWords.has(first)
}

// isResource reports whether a path in lower case is the address of a Terraform resource, whose type
// begins with the name of its provider: freshdesk_trigger.auto.
func isResource(l string) bool {
	kind, label, ok := strings.Cut(l, ".")
	provider, _, typed := strings.Cut(kind, "_")
	return ok && typed && label != "" && len(provider) > 3 && !ordinaryWords.has(provider)
}
