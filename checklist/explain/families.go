package explain

import (
	"slices"
	"strings"
)

// family is one failure in the words of many libraries, runtimes and systems: nouns, verbs,
// and names that suffice alone. A noun and a verb count in any order, at most
// maxNounVerbGap bytes apart. So the message of a library that is listed nowhere is
// understood as well.
type family struct {
	code           Code
	netError       string // the Net… word that it stands for; "" when it is not about the network
	nouns          []string
	verbs          []string
	names          []string // suffice alone: error names of systems, runtimes, browsers, libraries
	needsTrouble   bool     // it counts only where the text tells of trouble, since a manual says the same
	needsAuthorize bool     // the address of the authorize page is in the text
	sameSentence   bool     // the verb may be as far away as a sentence is long: three times maxNounVerbGap
	statusName     bool     // it is the name of a status, and counts only where the text has no number of one
	adjacent       bool     // the verb must be right before or right after the noun
	excludedBy     []string // words that rule it out in the same clause, since they make it about something else
}

// maxNounVerbGap is how many bytes may be between the noun and the verb of a family.
const maxNounVerbGap = 48

// adjacentReach is how many bytes from the noun the verb of an adjacent family may end.
const adjacentReach = 32

// families are in the order of the process. Words are written as plainOf writes them; those
// of a script without spaces are found inside a word too. Covered besides English: German,
// French, Spanish, Portuguese, Japanese, Chinese.
var families = []family{
	{ // Go, curl, libuv, glibc, BSD, musl, Java, .NET, Windows, Chrome, Firefox, Safari, Python, Ruby
		code: "dns", netError: NetDNS,
		nouns: []string{"host", "hostname", "dns", "getaddrinfo", "name", "server with the specified hostname", "remote name", "rechnername", "hôte", "servidor", "nombre"},
		verbs: []string{"could not resolve", "couldnt resolve", "could not be resolved", "cannot resolve", "unable to resolve", "failed to resolve", "not known", "no such", "resolution", "is known", "could not be found", "cant be found", "nicht aufgelöst", "inconnu", "no se pudo resolver", "lookup failed", "not resolved"},
		names: append(exitNumbers([]string{"6"}, "1003"), "getaddrinfo failed", "enotfound", "eai_again", "nxdomain", "non existing domain", "unresolved address", "unknownhostexception", "nodename nor servname"),
	},
	{ // Go, curl, Node, Chrome, Python
		code: "proxy", netError: NetProxy,
		nouns: []string{"proxy", "tunnel", "tunneling socket"},
		verbs: []string{"authentication required", "407", "failed", "could not resolve", "couldnt resolve", "could not be established", "aborted", "refused", "cannot connect", "unable to connect"},
		names: []string{"proxyconnect", "proxyerror", "unable to tunnel through proxy"},
	},
	{ // an expired certificate
		code: "tls", netError: NetTLSExpired, excludedBy: signingWords,
		nouns: certificateNouns,
		verbs: []string{"has expired", "is expired", "expired", "date invalid", "not yet valid", "abgelaufen", "überschritten", "expiré", "caducado", "expirado", "期限切れ", "过期"},
		names: []string{"cert_e_expired"},
	},
	{
		code: "tls", netError: NetTLSHost, excludedBy: signingWords,
		nouns: append([]string{"hostname", "host name", "sni", "subject alternative"}, certificateNouns...),
		verbs: []string{"is valid for", "name matching", "names matching", "doesnt match", "does not match", "not match", "mismatch", "no alternative", "alternative name", "altnames", "another host", "wrong host", "target principal name", "namemismatch", "stimmt nicht überein", "ne correspond pas", "no coincide"},
		names: []string{"err_cert_common_name_invalid", "err_tls_cert_altname_invalid", "sec_e_wrong_principal", "ssl_error_bad_cert_domain", "sslpeerunverifiedexception", "remotecertificatenamemismatch", "notvalidforname"},
	},
	{
		code: "tls", netError: NetTLSUnknown, excludedBy: signingWords,
		nouns: certificateNouns,
		verbs: []string{"unknown authority", "self signed", "selfsigned", "local issuer", "unknown ca", "unknown issuer", "first certificate", "not trusted", "untrusted", "verify failed", "verification failed", "authority invalid", "valid certification path", "failed to load", "no roots", "trust relationship", "nicht vertrauenswürdig", "autorité inconnue"},
		names: []string{"sec_error_unknown_issuer", "unable_to_verify_leaf_signature", "unable_to_get_issuer_cert_locally", "unknownissuer", "pkix", "sec_e_untrusted_root", "cert_e_untrustedroot", "remotecertificatechainerrors", "untrustedroot"},
	},
	{
		code: "tls", netError: NetTLS, excludedBy: append([]string{"reset by peer"}, signingWords...),
		nouns: append([]string{"handshake", "secure connection"}, certificateNouns...),
		verbs: []string{"cannot be made", "could not be established", "error has occurred", "handshake failure", "was not accepted", "is not valid", "is invalid", "problem", "validation failure", "handshake failed", "could not establish", "alert"},
		names: append(exitNumbers([]string{"35", "60", "77"}, "1200", "1201", "1202", "1203", "1204"), "sslerror", "ssl_connect", "err_ssl_protocol_error", "sslhandshakeexception", "your connection is not private", "ssl_error_syscall", "eproto", "generated client alert", "received server alert"),
	},
	{ // Python, Go, Node, Java, .NET, curl, Chrome, Ruby, gateways
		code: "timeout", netError: NetTimeout,
		nouns: []string{"connection", "connect", "read", "request", "operation", "handshake", "response", "net", "client", "socket", "gateway", "i o", "verbindung", "connexion", "conexión", "zendesk com", "import", "export", "sync", "synchronization", "synchronisation", "job"},
		verbs: []string{"timed out", "timing out", "times out", "timeout", "time out", "timed_out", "took too long", "zeitüberschreitung", "délai", "tiempo de espera", "タイムアウト", "超时"},
		names: append(exitNumbers([]string{"28"}, "1001"), "timeout of", "econnaborted", "etimedout", "esockettimedout", "err_timed_out", "context deadline exceeded", "net opentimeout", "execution expired", "net readtimeout", "und_err_connect_timeout", "timeouterror", "timeoutexception", "taskcanceledexception", "request was canceled due to the configured httpclient timeout"),
	},
	{ // in people's words
		code: "timeout", netError: NetTimeout, excludedBy: []string{"hang up", "hangs up", "hung up"},
		nouns: []string{"request", "call", "api", "http", "got", "get", "getting", "seeing", "errors"},
		verbs: []string{"timeouts", "timeout errors", "hang", "hangs", "hanging", "hung", "never returns", "no response", "not respond"},
	},
	{
		code: "network", netError: NetRefused, excludedBy: []string{"directive", "content security policy", "connect src"},
		nouns: []string{"connection", "connect", "verbindung", "connexion", "conexión", "target machine"},
		verbs: []string{"refused", "actively refused", "abgelehnt", "refusée", "rechazada", "verweigert", "odrzucił", "odrzuca", "rifiutato", "recusou", "geweigerd", "reddetti", "拒否されました", "拒绝", "거부"},
		names: append(exitNumbers([]string{"7"}, "1004"), "econnrefused", "winerror 10061"),
	},
	{
		code: "network", netError: NetReset,
		nouns: []string{"connection", "socket", "verbindung", "connexion", "conexión"},
		verbs: []string{"reset by peer", "was reset", "hang up", "closed", "aborted", "empty reply", "broken pipe", "forcibly closed", "was lost", "zurückgesetzt", "réinitialisée"},
		names: append(exitNumbers([]string{"52"}, "1005"), "connection reset", "socket reset", "econnreset", "httpoison error closed", "transporterror reason closed", "end of file reached", "epipe", "err_empty_response", "response ended prematurely", "responseended", "winerror 10054", "und_err_socket", "unexpected eof"),
	},
	{
		code: "network", netError: NetOther,
		nouns: []string{"connect to server", "connect to the server", "connect to host"},
		verbs: []string{"failed", "unable", "not", "could not", "couldnt", "cannot", "cant"},
	},
	{
		code: "network", netError: NetReset,
		nouns: []string{"server", "remote", "api"},
		verbs: []string{"disconnected", "hangs up", "hung up"},
	},
	{
		code: "network", netError: NetOther,
		nouns: []string{"network", "host", "internet"},
		verbs: []string{"is unreachable", "no route to", "disconnected", "err"},
		names: []string{"enetunreach", "ehostunreach", "network request failed"},
	},
	{ // Chrome, Firefox, Safari, Edge: the redirect URL, after Allow
		code:  "callback-unreachable",
		nouns: []string{"localhost", "127 0 0 1"},
		verbs: []string{"refused to connect", "refused", "cant connect", "cannot reach", "cant reach", "failed to connect", "unable to connect", "cant establish a connection", "cant be reached", "nicht erreichbar", "verbindung", "ne répond pas", "nautorise pas la connexion", "no se puede", "no puede establecer una conexión", "kann keine verbindung", "ne peut établir de connexion", "impossibile contattare", "impossibile stabilire", "não consegue estabelecer", "kan geen verbinding", "nie może nawiązać", "rechazó", "odrzucił połączenie", "odrzuca połączenie", "ha rifiutato", "recusou", "geweigerd", "reddetti", "отказ", "拒否", "拒绝", "거부"},
	},
	{ // Linux, macOS, Windows; Go, Python, Node, Java, Ruby, .NET
		code: "port-busy", netError: NetPortBusy,
		nouns: []string{"address", "adresse", "dirección", "port", "puerto", "socket address", "protocol network address port"},
		verbs: []string{"already in use", "in use", "one usage", "normally permitted", "déjà utilisée", "bereits verwendet", "wird bereits", "ya está en uso", "occupied", "既に使用", "已在使用"},
		names: []string{"eaddrinuse", "winerror 10048", "addrinuse", "bindexception", "conflicts with an existing registration on the machine"},
	},
	{
		code: "port-denied", netError: NetPortDenied,
		nouns: []string{"bind", "listen", "socket", "server bind", "port"},
		verbs: []string{"permission denied", "access permissions", "forbidden by its access", "operation not permitted", "zugriff verweigert", "permiso denegado", "permission non accordée", "eacces", "10013"},
		names: []string{"winerror 10013"},
	},
	{ // browsers, at the sign-in page on the way to the authorize page
		code: "sign-in-loop", needsAuthorize: true,
		names: []string{"redirected you too many times", "err_too_many_redirects", "ns_error_redirect_loop", "page isnt redirecting properly", "too many redirects occurred"},
	},
	{ // passport, openid-client, oauthlib, authlib, omniauth, league, Spring, AppAuth, NextAuth, ASP.NET
		code: "state-mismatch", excludedBy: []string{"tls", "handshake"},
		nouns: []string{"state", "csrf", "state_token", "correlation", "oauth_state"},
		verbs: []string{
			"could not be parsed", "could not be decoded", "could not be read", "could not be verified",
			"is not the one", "mismatch", "mismatched", "mismatching", "mis match", "not match", "match", "matching", "not equal", "differ", "differs", "different", "invalid", "unable to verify", "could not verify", "verification failed", "failed to verify",
			"not valid", "unexpected", "missing", "not found", "has expired", "detected", "unknown", "tampered", "incorrect", "stimmt nicht überein", "ungültig", "ne correspond pas", "invalide", "no coincide", "inválido", "一致しません", "不匹配",
		},
		names: []string{"mismatching_state", "mismatchingstateerror", "invalid_state", "state_mismatch", "csrf_detected", "invalid_state_parameter", "invalidstateexception", "invalidstate", "csrferror", "correlation failed", "statemismatch"},
	},
	{ // RFC 6585, Zendesk, clients
		code:  "rate-limited",
		nouns: []string{"requests", "rate", "api", "ratelimit", "per minute", "per hour", "anfragen", "requêtes", "solicitudes", "peticiones"},
		verbs: []string{"too many", "get throttled", "getting throttled", "limit exceeded", "limited", "limit reached", "limit hit", "throttled", "zu viele", "trop de", "demasiadas"},
		names: []string{"throttles us", "throttling us", "apiratelimitexceeded", "ratelimitexceeded", "rate_limit_exceeded", "ratelimiterror", "toomanyrequests"},
	},
	{
		code:       "rate-limited",
		excludedBy: []string{"retries", "memory", "disk", "storage"},
		nouns:      []string{"rate limit", "request limit", "api limit", "quota"},
		verbs:      []string{"due to", "because of", "exceeded", "exceeds", "exceeding", "reached", "reach", "reaching", "hit", "hitting", "überschritten", "dépassée", "superado"},
	},
	{ // JSON parsers: JavaScript, Go, Python, Ruby, Java, .NET, PHP, Rust
		code: "html-instead-of-json", excludedBy: []string{"delimiter", "property name", "control character"},
		nouns: []string{"json", "token", "character", "value"},
		verbs: []string{"unexpected token", "invalid json", "looking for beginning of value", "is not valid json", "expecting value line 1 column 1", "unexpected character at line 1 column 1", "unexpected character", "unexpected token at", "while parsing value"},
		names: []string{"expected begin_object but was string", "invalid start of a value", "jsondecodeerror", "jsonreaderexception", "content type text html", "doctype html", "json parsererror", "unexpectedcharacter"},
	},
	{
		code:  "unreadable-answer",
		nouns: []string{"json", "input", "body", "eof"},
		verbs: []string{"unexpected end", "end of input", "unterminated", "empty body", "while parsing a value", "premature"},
		names: []string{"eofexception", "unexpected end of json input"},
	},
	{ // code that reads a token answer and misses a key
		code:  "no-refresh-token",
		nouns: []string{"refresh_token", "refreshtoken", "refresh token", "aktualisierungstoken", "jeton de rafraîchissement", "token de actualización"},
		verbs: missingVerbs,
		names: []string{"offline_access", "no refresh_token", "no refresh token"},
	},
	{
		code:  "no-expiry",
		nouns: []string{"expires_in", "expiresin", "expires_at", "expiry", "expiration"},
		verbs: missingVerbs,
		names: []string{"no expires_in", "no expiresat", "no expires_at", "no expiry"},
	},
}

// signingWords are words of certificates that sign what somebody says, and secure no connection.
var signingWords = []string{"saml", "assertion", "fingerprint", "idp", "identity provider", "federation", "signing certificate", "code signing"}

// exitNumbers are the ways in which people tell the number that curl ended with, and systems
// of Apple the code of an error.
func exitNumbers(curl []string, apple ...string) []string {
	var all []string
	for _, n := range curl {
		all = append(all, "curl "+n, "curl error "+n)
	}
	for _, n := range apple {
		all = append(all, "nsurlerrordomain code "+n)
	}
	return all
}

// certificateNouns are the nouns of what can be wrong with a certificate.
var certificateNouns = []string{"certificate", "cert", "x509", "ssl", "tls", "zertifikat", "certificat", "certificado", "証明書", "证书"}

// missingVerbs are the verbs of a key that is not there.
var missingVerbs = []string{
	"without", "missing", "not set", "null", "undefined", "none", "nonetype", "nil", "nan", "not send", "not sent", "not contain", "not provide", "not return", "not returned", "not returning", "doesnt return", "not include", "not included", "keyerror", "undefined index", "undefined array key", "cannot read", "missing field",
	"absent", "lacks", "lacking", "empty", "never get", "dont get", "not get", "not issue", "doesnt support", "does not support", "never expire", "doesnt expire", "retrieve", "get a", "obtain", "fehlt", "ohne", "kein", "keine", "keinen", "manque", "sans", "falta", "sin", "ありません",
}

// familyNeedles are the nouns and names of all families, prepared for the search.
func familyNeedles(table []row) []needle {
	var all []needle
	for i, f := range slices.Concat(families, complaints, traps) {
		at := rowOf(table, f.code)
		for _, form := range f.names {
			n := newNeedle(at, strengthWords, form)
			n.family = &f
			all = append(all, n)
		}
		verbs := newVerbIndex(f.verbs, i >= len(families) && !f.adjacent)
		for _, noun := range f.nouns {
			for _, form := range singularAndPlural(noun) {
				all = append(all, needle{row: at, strength: strengthWords, parts: []string{words(form)}, family: &f, verbs: verbs})
			}
		}
	}
	return all
}

// singularAndPlural returns an English noun and its plural, or the noun alone where an s
// does not make one.
func singularAndPlural(noun string) []string {
	if last := noun[len(noun)-1]; last < 'a' || last > 'z' || last == 's' || last == 'y' {
		return []string{noun}
	}
	return []string{noun, noun + "s"}
}

// negations replace the "not" that the verb of a family begins with.
var negations = strings.Fields("not isnt wasnt arent werent doesnt didnt dont cant cannot couldnt wont hasnt never")

// verbIndex holds the verbs of a family by their first word.
type verbIndex struct {
	byWord          map[string][]string
	firstWordHashes [256]bool // prefixHash of their first words, which rules most words of a text out
	unspaced        []string  // verbs of scripts without spaces, found inside a word too
}

// prefixHash hashes the first two bytes of the word after the space at words[i].
func prefixHash(words string, i int) byte { return words[i+1] + words[i+2]<<3 }

// newVerbIndex indexes the verbs of a family; one that begins with "not" stands for all negations,
// and where people speak, one in the past tense for the other tenses.
func newVerbIndex(forms []string, ofPeople bool) *verbIndex {
	v := &verbIndex{byWord: make(map[string][]string)}
	add := func(form string) {
		form = " " + form + " "
		first := firstWord(form)
		v.byWord[first] = append(v.byWord[first], form)
		v.firstWordHashes[prefixHash(form, 0)] = true
	}
	for _, form := range forms {
		rest, ok := strings.CutPrefix(form, "not ")
		switch {
		case form[0] >= 0x80:
			v.unspaced = append(v.unspaced, form)
		case !ok:
			add(form)
			if ofPeople {
				for _, tense := range tenses(form) {
					add(tense)
				}
			}
		default:
			for _, not := range negations {
				add(not + " " + rest)
			}
		}
	}
	return v
}

// tenses are the other forms of an English verb in the past tense: of "refused" refuse, refuses
// and refusing. Some of them are no words, which finds nothing.
func tenses(form string) []string {
	stem, ok := strings.CutSuffix(form, "ed")
	if !ok || len(stem) < 4 || !smallLetters(stem) || strings.HasSuffix(stem, "e") {
		return nil
	}
	return []string{stem, stem + "s", stem + "e", stem + "es", stem + "ing"}
}

// find returns where the first verb in words ends. words may begin inside a word.
func (v *verbIndex) find(words string) (end int, ok bool) {
	for _, form := range v.unspaced {
		if i := strings.Index(words, form); i >= 0 {
			return i + len(form), true
		}
	}
	for i := strings.IndexByte(words, ' '); i >= 0 && i < len(words)-2; {
		if v.firstWordHashes[prefixHash(words, i)] {
			for _, form := range v.byWord[firstWord(words[i:])] {
				if strings.HasPrefix(words[i:], form) {
					return i + len(form) - 1, true
				}
			}
		}
		for i++; i < len(words) && words[i] != ' '; { // most words are too short for IndexByte
			i++
		}
	}
	return 0, false
}

func rowOf(table []row, code Code) int {
	for i, r := range table {
		if r.code == code {
			return i
		}
	}
	return -1
}

// verbNear reports whether a verb of the family is near the noun words[i:j], and where the
// later of the two ends.
func verbNear(words string, v *verbIndex, i, j int, f *family) (end int, ok bool) {
	if f.adjacent {
		for at := max(0, i-adjacentReach); at < i; at++ {
			if end, ok := v.find(words[at : i+1]); ok && at+end == i {
				return j, true
			}
		}
		end, ok = v.find(words[j:min(len(words), j+adjacentReach)])
		return j + end, ok
	}
	reach := maxNounVerbGap
	if f.sameSentence {
		reach = 3 * maxNounVerbGap
	}
	from := max(0, i-reach)
	end, ok = v.find(words[from:min(len(words), j+reach)])
	return max(j, from+end), ok
}
