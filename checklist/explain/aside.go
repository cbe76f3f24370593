package explain

import (
	"slices"
	"strings"
)

// asideWords come before an address that had no part in the failure.
var asideWords = strings.Fields(`see docs documentation information details visit check read help refer more learn guide reference referer referrer origin issuer
	altnames for: dns: cn= dns proxy useragent-agent user-agent http_referer sourcemap homepage license support: proxied via`)

// inCertificate reports whether what follows before, the beginning of a line, is one of the names
// in a certificate.
func inCertificate(before string) bool {
	const longest = 400 // of a list of names
	before = before[max(0, len(before)-longest):]
	for _, lead := range []string{"is valid for ", "altnames: ", "alternative names: "} {
		if i := indexFold(before, lead); i >= 0 {
			list := before[i+len(lead):]
			return strings.IndexByte(list, ' ') < 0 || strings.Trim(list, "abcdefghijklmnopqrstuvwxyz0123456789-.*, DNS:") == "" && !strings.Contains(list, " not ")
		}
	}
	return false
}

// isRedirectPath reports whether a path is that of a redirect URL and names no provider but Zendesk. Its host
// did not answer.
func isRedirectPath(path string) bool {
	path = strings.TrimRight(path, "/")
	switch last := strings.ToLower(path[strings.LastIndexByte(path, '/')+1:]); last {
	case "callback", "cb", "oauth_callback", "oauth-callback", "oauth2callback", "redirect":
		name := callbackName(path)
		return name == "" || name == "zendesk"
	}
	return false
}

// isManualPage reports whether a path is that of a page of documentation.
func isManualPage(path string) bool {
	return contains(path+"/", "/errors", "/docs/", "/documentation/", "/troubleshoot")
}

// manualHosts are hosts of Zendesk that are no account's.
var manualHosts = strings.Fields("developer.zendesk.com developers.zendesk.com develop.zendesk.com www.zendesk.com")

func isAside(before string) bool {
	words := strings.FieldsFunc(before, func(r rune) bool { return strings.ContainsRune(" \t\"'`([{<,", r) })
	for n := len(words) - 1; n >= 0 && n >= len(words)-3; n-- {
		word := strings.TrimRight(words[n], "=") // a variable
		if slices.Contains(asideWords, word) || slices.Contains(asideWords, strings.TrimRight(word, ":.")) ||
			startsWith(word, "dns:", "cn=", "proxyconnect") || strings.HasSuffix(word, "_proxy") {
			return true
		}
		if strings.HasSuffix(word, ".") && n < len(words)-1 {
			break
		}
	}
	return false
}

// inHeader reports whether a place is in a header such as Content-Security-Policy or Location,
// which may name any host; line is where its line begins.
func inHeader(text string, line, at int) bool {
	const longest = 60 // of a name and what comes before it
	name, _, ok := strings.Cut(text[line:min(at, line+longest)], ": ")
	name = strings.ToLower(strings.TrimSpace(name))
	if !ok || len(name) > 40 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") != "" {
		return false
	}
	return strings.Contains(name, "-") && !strings.HasPrefix(name, "-") || slices.Contains([]string{"link", "location", "nel", "origin", "referer", "via", "server"}, name)
}

// isSource reports whether a path is a source file with a line number, as in stack traces.
func isSource(path string) bool {
	file := path[strings.LastIndexByte(path, '/')+1:]
	name, line, _ := strings.Cut(file, ":")
	dot := strings.LastIndexByte(name, '.')
	return dot > 0 && line != "" && slices.Contains([]string{".js", ".mjs", ".ts", ".tsx", ".jsx", ".py", ".rb", ".go", ".java", ".php", ".cs"}, name[dot:])
}
