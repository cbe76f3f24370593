package explain

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// role is what an address has to do with the failure.
type role int

const (
	addressee       role = iota // a request went there, or it stands for whoever is there
	ownRedirect                 // the client's redirect URL
	callbackAddress             // the redirect URL with an answer in it, as a browser shows it
	thisMachine                 // this machine, without such an answer
	aside                       // no party: a page to read, a proxy, a file, a name in a certificate
)

// address is a URL, a host or a path in a text.
type address struct {
	at, end              int
	host, port, path     string // the host in lower case; "" where there is only a path
	query                string // what comes after ? or #
	fragment             bool   // the query comes after #
	role                 role
	zendesk, foreign     bool   // whose it is; both false: it does not tell
	method               string // the HTTP method before it
	program              bool   // the name of a Terraform provider
	product              bool   // two names without a scheme, a path or a port, such as make.com: it may be the name of a product
	hostOnly, impossible bool   // a host and nothing else; a host that cannot exist: two names before zendesk.com, or that twice
}

// ends are the characters that end an address.
const ends = " \t\r\n\"'`<>()[]{}|,;“”‘’«»…│┃║⟩\\^"

// addresses finds the addresses of a text, in order.
func addresses(text string) []address {
	var all []address
	line := 0
	for i := 0; i < len(text); {
		n, signs := 0, false // signs is whether it has one of "./t", the t of localhost
		for ; i+n < len(text); n++ {
			c := text[i+n]
			if c < utf8.RuneSelf && endBytes[c] || c >= utf8.RuneSelf && endsAddress(text[i+n:]) {
				break
			}
			signs = signs || c == '.' || c == '/' || c|0x20 == 't'
		}
		if n > 3 && signs {
			if a, ok := addressIn(text, line, i, i+n); ok {
				if len(all) > 0 {
					a.at = max(a.at, all[len(all)-1].end) // a placeholder may end another address
				}
				all = append(all, a)
			}
		}
		if i+n < len(text) && text[i+n] == '\n' {
			line = i + n + 1
		}
		i += n + 1
	}
	return all
}

// endBytes are the ends that are ASCII.
var endBytes = bytesOf(ends)

// endsAddress reports whether an address ends in front of s, which does not begin with an ASCII
// character.
func endsAddress(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return utf8.RuneStart(s[0]) && strings.ContainsRune(ends, r)
}

// addressIn reads the address in text[from:to], which has none of ends in it; line is where its
// line begins.
func addressIn(text string, line, from, to int) (a address, ok bool) {
	token := strings.TrimRight(text[from:to], ".:!?*")
	to = from + len(token)
	if token[:min(1, len(token))] == "$" { // $BASE/oauth/tokens
		if path := strings.TrimLeft(token, "$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"); strings.HasPrefix(path, "/") {
			from, token = to-len(path), path
		}
	}
	var rest string
	if at := strings.Index(token, "://"); at >= 0 {
		a.at = from + at
		for a.at > from && text[a.at-1]|0x20 >= 'a' && text[a.at-1]|0x20 <= 'z' {
			a.at--
		}
		if scheme := strings.ToLower(text[a.at : from+at]); scheme != "http" && scheme != "https" {
			return a, false
		}
		rest = token[at+3:]
		for _, again := range []string{"https://", "http://"} { // a scheme typed twice
			rest = strings.TrimPrefix(rest, again)
		}
	} else {
		for _, cut := range []string{"=", "//"} { // host=…, url=/path, //acme.zendesk.com
			if at := strings.Index(token, cut); at >= 0 && at < 24 && !strings.ContainsAny(token[:at], "/?:") {
				token, from = token[at+len(cut):], from+at+len(cut)
			}
		}
		a.at = from
		switch {
		case startsWith(token, "/", "oauth/", "api/v2/"):
			a.path, a.query = splitQuery(token)
			a.end = to
			a.method = methodBefore(text, a.at)
			a.zendesk = knownPath(token)
			if !a.zendesk && (hasParam(a.query, "code") && hasParam(a.query, "state") || hasParam(a.query, "error") && (hasParam(a.query, "state") || hasParam(a.query, "error_description"))) && !a.isForeignCallback() && strings.HasSuffix(text[:a.at], "GET ") {
				a.role = callbackAddress
				return a, true
			}
			a.foreign = !a.zendesk && (a.method == "POST" && isTokenPath(a.path) || a.isForeignCallback())
			return a, a.zendesk || a.foreign
		case !isBareHost(text, from, token):
			return a, false
		}
		rest = token
		if strings.HasPrefix(token, ".zendesk.com") {
			a.at = beforePlaceholder(text, from)
		}
		a.product = strings.Count(token, ".") == 1 && !strings.ContainsAny(token, "/?#:@") &&
			(from == 0 || !strings.HasPrefix(token, "localhost") && text[from-1] == ' ')
	}
	if len(rest) > 4096 {
		return a, false
	}
	host := rest
	if n := strings.IndexAny(rest, "/?#"); n >= 0 {
		host = rest[:n]
		a.path, a.query = splitQuery(rest[n:])
		a.fragment = strings.HasPrefix(rest[n+len(a.path):], "#") || strings.Contains(a.query, "#code=")
	} else {
		a.hostOnly = true
	}
	host = strings.ToLower(host[strings.LastIndexByte(host, '@')+1:])
	if h, p, ok := strings.Cut(host, ":"); ok {
		host, a.port = h, p
	}
	a.host = strings.Trim(host, ".*")
	a.end = to
	if a.host == "" {
		return a, false
	}
	a.method = methodBefore(text, a.at)
	a.setRole(text, line)
	return a, true
}

func splitQuery(s string) (path, query string) {
	if n := strings.IndexAny(s, "?#"); n >= 0 {
		return s[:n], s[n+1:]
	}
	return s, ""
}

// knownPath reports whether a path without a host is one of Zendesk's.
func knownPath(path string) bool {
	path = strings.TrimPrefix(strings.TrimPrefix(path, "/hc"), "/")
	return path == "api/v2" || startsWith(path, "oauth/tokens", "oauth/authorizations", "api/v2/", "access/unauthenticated", "access/logout")
}

// callbackName is the name of the provider in the path of a redirect URL, as github in
// /auth/github/callback and /callback/github; "" when there is none.
func callbackName(path string) string {
	parts := strings.Split(strings.ToLower(strings.Trim(path, "/")), "/")
	for i, part := range parts {
		if strings.ContainsAny(strings.TrimRight(part, "0123456789"), "0123456789") {
			continue // an id
		}
		beside := i > 0 && (parts[i-1] == "callback" || i > 1 && parts[i-1] == "code" && parts[i-2] == "oauth2" || // as Spring names it
			i+1 < len(parts) && parts[i+1] == "callback" && slices.Contains([]string{"auth", "oauth", "oauth2", "integrations", "connect"}, parts[i-1]))
		if beside && len(part) > 3 && !ordinaryWords.has(part) && !neutralNames.has(part) && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz_-0123456789") == "" {
			return part
		}
	}
	return ""
}

// isForeignCallback reports whether a redirect URL is named after another provider.
func (a address) isForeignCallback() bool {
	named := callbackName(a.path)
	return named != "" && !strings.Contains(named, "zendesk")
}

// isTokenPath reports whether a path is that of a token endpoint of other servers.
func isTokenPath(path string) bool {
	return slices.Contains([]string{"token", "tokens", "access_token"}, path[strings.LastIndexByte(path, '/')+1:])
}

// topLevelDomains are those that are not also the end of a class or a file name.
var topLevelDomains = strings.Fields("com net org io dev app cloud ai co us eu uk de fr es it nl jp br ca au in example test local internal corp lan invalid localhost")

// isBareHost reports whether a word without a scheme is a host.
func isBareHost(text string, at int, word string) bool {
	host := word
	if n := strings.IndexAny(word, "/?#:"); n >= 0 {
		host = word[:n]
	}
	lower := strings.ToLower(host)
	switch {
	case strings.HasSuffix(lower, "zendesk.com"), lower == "localhost", strings.HasPrefix(lower, "127.0.0."):
		return true
	case strings.HasSuffix(word, "-") && strings.HasPrefix(text[min(len(text), at+len(word)):], ">"):
		return false // "read tcp 10.0.0.1:51822->216.198.54.1:443": the ends of a connection
	case isIP(host) && strings.Count(host, ".") == 3 && host != word:
		return true
	case !strings.Contains(strings.Trim(lower, "."), "."), lower != host, at > 0 && text[at-1] == '@':
		return false
	}
	name, top := lower[:strings.LastIndexByte(lower, '.')], lower[strings.LastIndexByte(lower, '.')+1:]
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" || !slices.Contains(topLevelDomains, top) {
		return false
	}
	// No package of Java, which begins with a top-level domain, and no file, which has two parts.
	first, _, _ := strings.Cut(name, ".")
	return !(slices.Contains(topLevelDomains, first) && !slices.Contains([]string{"app", "dev", "test", "cloud", "local", "internal", "example"}, first)) &&
		(strings.Contains(name, ".") || slices.Contains([]string{"com", "io", "net", "org", "example", "test", "internal", "corp", "lan"}, top))
}

// beforePlaceholder is where an address begins whose subdomain is a placeholder, as in
// https://{subdomain}.zendesk.com and ${SUBDOMAIN}.zendesk.com; at, behind it, where there is none.
func beforePlaceholder(text string, at int) int {
	const longest = 40
	from := max(0, at-longest)
	closing := strings.IndexByte("}>])", text[max(0, at-1)])
	open := from
	if closing >= 0 {
		open += strings.LastIndexByte(text[from:at], "{<[("[closing])
	}
	if closing < 0 || open < from || strings.ContainsAny(text[open:at], " \n/:") {
		return at
	}
	begin := len(strings.TrimRight(text[:open], "$#%{"))
	for _, scheme := range []string{"https://", "http://"} {
		begin -= len(scheme) * strings.Count(text[max(0, begin-len(scheme)):begin], scheme)
	}
	return begin
}

// methodConnect asks a proxy for a tunnel to a host (RFC 9110, 9.3.6): the proxy answers.
const methodConnect = "CONNECT"

// methodBefore is the HTTP method before an address; "" when there is none.
func methodBefore(text string, at int) string {
	if isPlainCurl(text, at) {
		return "GET"
	}
	before := strings.TrimRight(text[max(0, at-12):at], " \t\"'`:([{<")
	if n := strings.LastIndexAny(before, " \t\n\"'`:([{<=>|"); n >= 0 {
		before = before[n+1:]
	}
	switch word := strings.ToUpper(before); word {
	case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", methodConnect:
		return word
	}
	return ""
}

// isPlainCurl reports whether an address is the argument of a command of curl in one line that sends
// nothing and names no method: then it is GET (curl's manual, -X).
func isPlainCurl(text string, at int) bool {
	const longest = 400 // of what is looked at before the address, and behind it
	begin := max(0, at-longest)
	begin += strings.LastIndexByte(text[begin:at], '\n') + 1
	before := text[begin:at]
	i := strings.Index(before, "curl ")
	if i < 0 || strings.Trim(before[:i], "$>#% \t") != "" {
		return false
	}
	behind, _, _ := strings.Cut(text[at:min(len(text), at+longest)], "\n")
	command := before[i:] + behind
	return !strings.HasSuffix(strings.TrimRight(command, " "), "\\") && !contains(command, " -X", " --request", " -d",
		" --data", " -F", " --form", " --json", " -I", " --head", " -T", " --upload", " -iX", " -sX", " -siX", " -sSX")
}

// maxDescription is how many bytes an error_description in a URL may have.
const maxDescription = 400

// setRole finds the role of an address and whose it is; line is where its line begins.
func (a *address) setRole(text string, line int) {
	before := strings.ToLower(text[max(0, a.at-32):a.at])
	if n := strings.LastIndexByte(before, '\n'); n >= 0 {
		before = before[n+1:]
	}
	zendesk := strings.HasSuffix(a.host, "zendesk.com")
	here := a.host == "localhost" || strings.HasPrefix(a.host, "127.")
	answered := hasParam(a.query, "code") || hasParam(a.query, "error")
	state := hasParam(a.query, "state")
	if !state && hasParam(a.query, "error_description") {
		// the description has been decoded and now has blanks, so that the address ended in it
		line, _, _ := strings.Cut(text[a.end:min(len(text), a.end+maxDescription)], "\n")
		if i := strings.Index(line, "&state="); i >= 0 {
			value := line[i+len("&state="):]
			if n := strings.IndexAny(value, ends); n >= 0 {
				value = value[:n]
			}
			state = true
			a.end += i + len("&state=") + len(value)
		}
	}
	state = state || strings.HasPrefix(text[a.end:], "…&state=") // the code was cut out
	switch {
	case !zendesk && answered && (state || here) && !hasParam(a.query, "client_id"):
		a.role = callbackAddress
	case !(a.hostOnly && !here && !strings.Contains(text[a.at:a.end], "://")) && contains(before, redirectLabels...):
		a.role = ownRedirect
	case here:
		a.role = thisMachine
	case strings.HasSuffix(before, `provider["`):
		a.role, a.program = aside, true
	case slices.Contains([]string{"25", "465", "587"}, a.port), // mail
		strings.HasSuffix(a.host, ".zdassets.com"), // where Zendesk's pages load their parts from
		isSource(a.path),
		// a cookie says who answered, other headers may name anybody:
		a.method == "" && inHeader(text, line, a.at) && !(zendesk && indexFold(text[line:a.at], "set-cookie") >= 0):
		a.role = aside
	case isIP(a.host): // a server, where it has an unusual port and not one of those that clients get
		if a.role = aside; a.port != "" && !(len(a.port) == 5 && a.port >= "32768") && !slices.Contains([]string{"53", "80", "443", "3128", "8080", "8443"}, a.port) && !strings.Contains(before, "proxy") {
			a.role, a.foreign = addressee, true
		}
	case zendesk && a.isZendeskAside(text, before), !zendesk && (isAside(before) || inCertificate(text[line:a.at]) ||
		a.method == "" && a.query == "" && isRedirectPath(a.path) ||
		a.method == "" && (a.query == "" || a.fragment) && isManualPage(a.path) ||
		strings.HasPrefix(a.path, "/hc/") && !knownPath(a.path)): // a help center on its own domain
		a.role = aside
	case zendesk:
		a.zendesk = true
		prefix := strings.TrimSuffix(strings.TrimSuffix(a.host, "zendesk.com"), ".")
		a.impossible = strings.Contains(prefix, "zendesk.com") || strings.Contains(prefix, ".")
	default:
		a.foreign = true
	}
	a.product = a.product && a.foreign && a.method == "" && !slices.Contains([]string{"internal", "local", "corp", "lan"}, a.host[strings.LastIndexByte(a.host, '.')+1:])
}

// isZendeskAside reports whether an address of Zendesk's has no part in a failure; before is what stands
// before it, in lower case.
func (a *address) isZendeskAside(text, before string) bool {
	return a.method == "" && strings.HasPrefix(text[a.end:], `" "`) || // the referrer in an access log
		strings.HasSuffix(strings.TrimRight(before, " '\""), "from origin") || // the page from which somebody else was asked
		// where tickets, articles and manuals are read, and where people sign in by another server:
		strings.HasPrefix(a.path, "/agent/") && !strings.HasPrefix(a.path, "/agent/api/") || a.path == "/access/saml" ||
		a.path == "/access/jwt" || strings.HasPrefix(a.path, "/hc/") || slices.Contains(manualHosts, a.host) ||
		// mail:
		strings.Contains(a.host, "-mx.") ||
		a.method == "" && a.path == "" && !strings.Contains(text[a.at:a.end], "://") && strings.Contains(text[a.at:a.end], "@")
}

// redirectLabels come before a redirect URL, in settings and in talk.
var redirectLabels = []string{"redirect_ur", "redirect ur", "redirectur", "redirect-url", "callback ur", "callback_ur", "callbackur", "dirección de vuelta", "adresse de retour", "return address", "return url", "weiterleitung", "reindirizzamento"}

func isIP(host string) bool {
	return host != "" && strings.Trim(host, "0123456789.:") == ""
}

// hasParam reports whether a query has a parameter.
func hasParam(query, name string) bool {
	for part := range strings.FieldsFuncSeq(query, func(r rune) bool { return r == '&' || r == '?' || r == '#' }) {
		if key, _, ok := strings.Cut(part, "="); ok && strings.EqualFold(key, name) {
			return true
		}
	}
	return false
}

// place is which endpoint of Zendesk an address is; false when it is none.
func (a address) place() (w Where, ok bool) {
	path := strings.ToLower(strings.TrimPrefix(a.path, "/"))
	switch {
	case a.role == callbackAddress:
		return Callback, true
	case strings.HasPrefix(path, "oauth/tokens"):
		return TokenEndpoint, true
	case startsWith(path, "oauth/authorizations", "access/"):
		return AuthorizePage, true
	case strings.HasPrefix(path, "api/"):
		return API, true
	}
	return Network, false
}
