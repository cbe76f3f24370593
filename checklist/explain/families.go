package explain

import (
	"slices"
	"strings"
)

// family is what every library, runtime and system words itself: a few nouns, a few
// verbs, and the names that say it alone. A noun and a verb count in any order, at most
// near words apart. So a library that nobody has seen is understood when it words the
// same thing once more.
type family struct {
	code  Code
	net   string // a Net… word that the wording tells
	what  []string
	verb  []string
	by    []string // names that say it alone: of systems, runtimes, browsers, libraries
	soft  bool     // it counts only where the text tells of trouble: a manual says the same
	far   bool     // the verb may stand as far as a sentence goes
	apart bool     // it is the name of a status, and counts only where the text has no status
	tight bool     // the verb must stand right in front of the noun or right behind it
	other []string // words that exclude it in the same clause: they tell of something else
	sign  bool     // it is this machine's own error, and counts beside a loopback address too
}

// near is how many bytes may lie between the noun and the verb of a family.
const near = 48

// nextBehind is how far behind a noun a verb may end in a tight family.
const nextBehind = 32

// families are in the order of the process. A form is written as plainOf writes words;
// one with letters that have no spaces between them is found inside a word.
// Covered beside English: German, French, Spanish, Portuguese, Japanese, Chinese.
var families = []family{
	{ // Go, curl, libuv, glibc, BSD, musl, Java, .NET, Windows, Chrome, Firefox, Safari, Python, Ruby
		code: "dns", net: NetDNS,
		what: []string{"host", "hostname", "dns", "getaddrinfo", "name", "server with the specified hostname", "remote name", "rechnername", "hôte", "servidor", "nombre"},
		verb: []string{"could not resolve", "couldnt resolve", "could not be resolved", "cannot resolve", "unable to resolve", "failed to resolve", "not known", "no such", "resolution", "is known", "could not be found", "cant be found", "nicht aufgelöst", "inconnu", "no se pudo resolver", "lookup failed", "not resolved"},
		by:   append(endedWith([]string{"6"}, "1003"), "getaddrinfo failed", "enotfound", "eai_again", "nxdomain", "unresolved address", "unknownhostexception", "nodename nor servname"),
	},
	{ // Go, curl, Node, Chrome, Python
		code: "proxy", net: NetProxy,
		what: []string{"proxy", "tunnel", "tunneling socket"},
		verb: []string{"authentication required", "407", "failed", "could not resolve", "couldnt resolve", "could not be established", "aborted", "refused", "cannot connect", "unable to connect"},
		by:   []string{"proxyconnect", "proxyerror"},
	},
	{ // what comes of it before a certificate, and names a certificate's end
		code: "tls", net: NetTLSExpired, other: signatures,
		what: certificates,
		verb: []string{"has expired", "is expired", "expired", "date invalid", "not yet valid", "abgelaufen", "expiré", "caducado", "expirado", "期限切れ", "过期"},
		by:   []string{"cert_e_expired"},
	},
	{
		code: "tls", net: NetTLSHost, other: signatures,
		what: append([]string{"hostname", "host name", "sni", "subject alternative"}, certificates...),
		verb: []string{"is valid for", "name matching", "names matching", "doesnt match", "does not match", "not match", "mismatch", "no alternative", "alternative name", "altnames", "another host", "wrong host", "target principal name", "namemismatch", "stimmt nicht überein", "ne correspond pas", "no coincide"},
		by:   []string{"err_cert_common_name_invalid", "err_tls_cert_altname_invalid", "sec_e_wrong_principal", "ssl_error_bad_cert_domain", "sslpeerunverifiedexception", "remotecertificatenamemismatch", "notvalidforname"},
	},
	{
		code: "tls", net: NetTLSUnknown, other: signatures,
		what: certificates,
		verb: []string{"unknown authority", "self signed", "selfsigned", "local issuer", "unknown ca", "unknown issuer", "first certificate", "not trusted", "untrusted", "verify failed", "verification failed", "authority invalid", "valid certification path", "failed to load", "no roots", "trust relationship", "nicht vertrauenswürdig", "autorité inconnue"},
		by:   []string{"sec_error_unknown_issuer", "unable_to_verify_leaf_signature", "unable_to_get_issuer_cert_locally", "unknownissuer", "pkix", "sec_e_untrusted_root", "cert_e_untrustedroot", "remotecertificatechainerrors", "untrustedroot"},
	},
	{
		code: "tls", net: NetTLS, other: signatures,
		what: append([]string{"handshake", "secure connection"}, certificates...),
		verb: []string{"cannot be made", "could not be established", "error has occurred", "handshake failure", "was not accepted", "is not valid", "is invalid", "problem", "handshake failed", "could not establish", "alert"},
		by:   append(endedWith([]string{"35", "60", "77"}, "1200", "1201", "1202", "1203", "1204"), "sslerror", "ssl_connect", "err_ssl_protocol_error", "sslhandshakeexception", "your connection is not private", "ssl_error_syscall", "eproto"),
	},
	{ // Python, Go, Node, Java, .NET, curl, Chrome, Ruby, gateways
		code: "timeout", net: NetTimeout,
		what: []string{"connection", "connect", "read", "request", "operation", "handshake", "response", "net", "client", "socket", "gateway", "i o", "verbindung", "connexion", "conexión", "zendesk com", "import", "export", "sync", "synchronization", "synchronisation", "job"},
		verb: []string{"timed out", "timing out", "times out", "timeout", "time out", "timed_out", "took too long", "zeitüberschreitung", "délai", "tiempo de espera", "タイムアウト", "超时"},
		by:   append(endedWith([]string{"28"}, "1001"), "timeout of", "econnaborted", "etimedout", "esockettimedout", "err_timed_out", "context deadline exceeded", "net opentimeout", "execution expired", "net readtimeout", "und_err_connect_timeout", "timeouterror", "timeoutexception", "taskcanceledexception", "request was canceled due to the configured httpclient timeout"),
	},
	{ // what never ends, in people's words
		code: "timeout", net: NetTimeout,
		what: []string{"request", "call", "api", "http", "got", "get", "getting", "seeing", "errors"},
		verb: []string{"timeouts", "timeout errors", "hang", "hangs", "hanging", "hung", "never returns", "no response", "not respond"},
	},
	{ // the same
		code: "network", net: NetRefused,
		what: []string{"connection", "connect", "verbindung", "connexion", "conexión", "target machine"},
		verb: []string{"refused", "actively refused", "abgelehnt", "refusée", "rechazada", "verweigert"},
		by:   append(endedWith([]string{"7"}, "1004"), "econnrefused", "winerror 10061"),
	},
	{
		code: "network", net: NetReset,
		what: []string{"connection", "socket", "verbindung", "connexion", "conexión"},
		verb: []string{"reset by peer", "was reset", "reset", "hang up", "closed", "aborted", "empty reply", "broken pipe", "forcibly closed", "was lost", "zurückgesetzt", "réinitialisée"},
		by:   append(endedWith([]string{"52"}, "1005"), "econnreset", "end of file reached", "epipe", "err_empty_response", "winerror 10054", "und_err_socket", "unexpected eof"),
	},
	{
		code: "network", net: NetOther,
		what: []string{"connect to server", "connect to the server", "connect to host"},
		verb: []string{"failed", "unable", "not", "could not", "couldnt", "cannot", "cant"},
	},
	{
		code: "network", net: NetReset,
		what: []string{"server", "remote"},
		verb: []string{"disconnected"},
	},
	{
		code: "network", net: NetOther,
		what: []string{"network", "host", "internet"},
		verb: []string{"is unreachable", "no route to", "disconnected", "err"},
		by:   []string{"enetunreach", "ehostunreach", "network request failed"},
	},
	{ // Chrome, Firefox, Safari, Edge: the redirect URL, after Allow
		code: "callback-unreachable",
		what: []string{"localhost", "127 0 0 1"},
		verb: []string{"refused to connect", "refused", "cant connect", "cannot reach", "cant reach", "failed to connect", "unable to connect", "cant establish a connection", "cant be reached", "nicht erreichbar", "verbindung", "ne répond pas", "no se puede", "rechazó"},
	},
	{ // Linux, macOS, Windows; Go, Python, Node, Java, Ruby, .NET
		code: "port-busy", net: NetPortBusy, sign: true,
		what: []string{"address", "adresse", "dirección", "port", "puerto", "socket address", "protocol network address port"},
		verb: []string{"already in use", "in use", "one usage", "normally permitted", "déjà utilisée", "bereits verwendet", "wird bereits", "ya está en uso", "occupied", "既に使用", "已在使用"},
		by:   []string{"eaddrinuse", "winerror 10048", "addrinuse", "bindexception"},
	},
	{
		code: "port-denied", net: NetPortDenied, sign: true,
		what: []string{"bind", "listen", "socket", "server bind", "port"},
		verb: []string{"permission denied", "access permissions", "forbidden by its access", "operation not permitted", "zugriff verweigert", "permiso denegado", "permission non accordée", "eacces", "10013"},
		by:   []string{"winerror 10013"},
	},
	{ // passport, openid-client, oauthlib, authlib, omniauth, league, Spring, AppAuth, NextAuth, ASP.NET
		code: "state-mismatch", sign: true,
		what: []string{"state", "csrf", "state_token", "correlation", "oauth_state"},
		verb: []string{
			"could not be parsed", "could not be decoded", "could not be read", "could not be verified",
			"mismatch", "mismatched", "mismatching", "mis match", "not match", "match", "matching", "not equal", "differ", "differs", "different", "invalid", "unable to verify", "could not verify", "verification failed", "failed to verify",
			"not valid", "unexpected", "missing", "not found", "has expired", "detected", "unknown", "tampered", "incorrect", "stimmt nicht überein", "ungültig", "ne correspond pas", "invalide", "no coincide", "inválido", "一致しません", "不匹配",
		},
		by: []string{"mismatching_state", "mismatchingstateerror", "invalid_state", "state_mismatch", "csrf_detected", "invalid_state_parameter", "invalidstateexception", "invalidstate", "csrferror", "correlation failed", "statemismatch"},
	},
	{ // RFC 6585, Zendesk, clients
		code: "rate-limited",
		what: []string{"requests", "rate", "api", "ratelimit", "per minute", "per hour", "anfragen", "requêtes", "solicitudes", "peticiones"},
		verb: []string{"too many", "get throttled", "getting throttled", "limit exceeded", "limited", "limit reached", "limit hit", "throttled", "zu viele", "trop de", "demasiadas"},
		by:   []string{"throttles us", "throttling us", "apiratelimitexceeded", "ratelimitexceeded", "rate_limit_exceeded", "ratelimiterror", "toomanyrequests"},
	},
	{
		code: "rate-limited",
		what: []string{"rate limit", "request limit", "api limit", "quota"},
		verb: []string{"due to", "because of", "exceeded", "exceeds", "exceeding", "reached", "reach", "reaching", "hit", "hitting", "überschritten", "dépassée", "superado"},
	},
	{ // JSON parsers: JavaScript, Go, Python, Ruby, Java, .NET, PHP, Rust
		code: "html-instead-of-json",
		what: []string{"json", "token", "character", "value"},
		verb: []string{"unexpected token", "invalid json", "looking for beginning of value", "is not valid json", "expecting value line 1 column 1", "unexpected character at line 1 column 1", "unexpected character", "unexpected token at", "while parsing value"},
		by:   []string{"expected begin_object but was string", "invalid start of a value", "jsondecodeerror", "jsonreaderexception", "content type text html", "doctype html", "json parsererror", "unexpectedcharacter"},
	},
	{
		code: "unreadable-answer",
		what: []string{"json", "input", "body", "eof"},
		verb: []string{"unexpected end", "end of input", "unterminated", "empty body", "while parsing a value", "premature"},
		by:   []string{"eofexception", "unexpected end of json input"},
	},
	{ // code that reads a token answer and misses a key
		code: "no-refresh-token",
		what: []string{"refresh_token", "refreshtoken", "refresh token", "aktualisierungstoken", "jeton de rafraîchissement", "token de actualización"},
		verb: absent,
		by:   []string{"offline_access", "no refresh_token", "no refresh token"},
	},
	{
		code: "no-expiry",
		what: []string{"expires_in", "expiresin", "expires_at", "expiry", "expiration"},
		verb: absent,
		by:   []string{"no expires_in", "no expiresat", "no expires_at", "no expiry"},
	},
}

// signatures are words of certificates that sign what somebody says, and secure no connection.
var signatures = []string{"saml", "assertion", "fingerprint", "idp", "identity provider", "federation", "signing certificate", "code signing"}

// endedWith are the ways in which people tell the number that curl ended with, and systems
// of Apple the code of an error.
func endedWith(curl []string, apple ...string) []string {
	var all []string
	for _, n := range curl {
		all = append(all, "curl "+n, "curl error "+n)
	}
	for _, n := range apple {
		all = append(all, "nsurlerrordomain code "+n)
	}
	return all
}

// certificates are the nouns of what can be wrong with a certificate.
var certificates = []string{"certificate", "cert", "x509", "ssl", "tls", "zertifikat", "certificat", "certificado", "証明書", "证书"}

// absent are the verbs of a key that is not there.
var absent = []string{
	"without", "missing", "not set", "null", "undefined", "none", "nonetype", "nil", "nan", "not send", "not sent", "not contain", "not provide", "not return", "not returned", "not returning", "doesnt return", "not include", "not included", "keyerror", "undefined index", "undefined array key", "cannot read", "missing field",
	"absent", "lacks", "lacking", "empty", "never get", "dont get", "not get", "not issue", "doesnt support", "does not support", "never expire", "doesnt expire", "retrieve", "get a", "obtain", "fehlt", "ohne", "kein", "keine", "keinen", "manque", "sans", "falta", "sin", "ありません",
}

// familyNeedles are the forms of the families, ready to be sought.
func familyNeedles(table []row) []needle {
	var all []needle
	for _, f := range append(slices.Clone(families), complaints...) {
		at := rowOf(table, f.code)
		for _, form := range f.by {
			n := newNeedle(at, weakest, form)
			n.family = &f
			all = append(all, n)
		}
		verbs := verbsOf(f.verb)
		for _, noun := range f.what {
			for _, form := range numbers(noun) {
				all = append(all, needle{row: at, strength: weakest, parts: []string{words(form)}, family: &f, verbs: verbs})
			}
		}
	}
	return all
}

// numbers are a noun in English, and several of it.
func numbers(noun string) []string {
	if last := noun[len(noun)-1]; last < 'a' || last > 'z' || last == 's' || last == 'y' {
		return []string{noun}
	}
	return []string{noun, noun + "s"}
}

// negations are the ways in which English says that something is not so.
var negations = strings.Fields("not isnt wasnt arent werent doesnt didnt dont cant cannot couldnt wont hasnt never")

// verbs are the verbs of a family as they stand in words, by their first word.
type verbs struct {
	byWord map[string][]string
	begins [256]bool // the hashes of how their first words begin: most words of a text are none of them
	dense  []string  // of scripts without spaces, which stand inside a word
}

// hashOf is a hash of the first two bytes of the word behind the space at words[i].
func hashOf(words string, i int) byte { return words[i+1] + words[i+2]<<3 }

// verbsOf makes the verbs of a family ready, each "not" of them in every form.
func verbsOf(forms []string) *verbs {
	v := &verbs{byWord: make(map[string][]string)}
	add := func(form string) {
		form = " " + form + " "
		first := firstWord(form)
		v.byWord[first] = append(v.byWord[first], form)
		v.begins[hashOf(form, 0)] = true
	}
	for _, form := range forms {
		rest, ok := strings.CutPrefix(form, "not ")
		switch {
		case form[0] >= 0x80:
			v.dense = append(v.dense, form)
		case !ok:
			add(form)
		default:
			for _, not := range negations {
				add(not + " " + rest)
			}
		}
	}
	return v
}

// in finds the first verb in words, which begin with a space or inside a word.
func (v *verbs) in(words string) (end int, ok bool) {
	for _, form := range v.dense {
		if i := strings.Index(words, form); i >= 0 {
			return i + len(form), true
		}
	}
	for i := strings.IndexByte(words, ' '); i >= 0 && i < len(words)-2; {
		if v.begins[hashOf(words, i)] {
			for _, form := range v.byWord[firstWord(words[i:])] {
				if strings.HasPrefix(words[i:], form) {
					return i + len(form) - 1, true
				}
			}
		}
		next := strings.IndexByte(words[i+1:], ' ')
		if next < 0 {
			break
		}
		i += 1 + next
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

// beside reports whether one of the verbs stands near words[i:j], and where it ends.
func beside(words string, v *verbs, i, j int, f *family) (end int, ok bool) {
	if f.tight {
		for at := max(0, i-nextBehind); at < i; at++ {
			if end, ok := v.in(words[at : i+1]); ok && at+end == i {
				return j, true
			}
		}
		end, ok = v.in(words[j:min(len(words), j+nextBehind)])
		return j + end, ok
	}
	reach := near
	if f.far {
		reach = 3 * near
	}
	from := max(0, i-reach)
	end, ok = v.in(words[from:min(len(words), j+reach)])
	return max(j, from+end), ok
}
