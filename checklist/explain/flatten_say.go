package explain

import (
	"slices"
	"strconv"
	"strings"
)

// say writes what an object says about a request or its answer.
func (f *flattener) say(out *strings.Builder, n node, depth int) {
	if depth > 12 || !slices.ContainsFunc(n.kids, isRelevant) {
		return
	}
	start := out.Len()
	has := fieldsOf(n)
	if f.isTokens(has) {
		f.tokens = append(f.tokens, tokenAnswer{hasValue(has.get("expiresin")), hasValue(has.get("refreshtoken")) && has.get("refreshtoken").is(quoted), n.cut || hasDuplicateKey(n.kids) || f.broken || hasBlank(has.get("accesstoken")) || hasBlank(has.get("refreshtoken"))})
		out.WriteString(" " + markTokens + strconv.Itoa(len(f.tokens)-1) + markEnd + " ")
		return
	}
	if clients, meta := has.get("clients"), has.get("meta"); clients.is(list) && len(clients.kids) == 0 && meta != nil {
		if more := fieldsOf(*meta).get("hasmore"); more != nil && more.text == "true" {
			out.WriteString(" " + endlessClients + " ")
			return
		}
	}
	if user := has.get("user"); user.is(object) {
		sayUser(out, user)
	}
	if has.get("id") != nil && !hasValue(has.get("id")) && has.get("name") != nil && (has.get("email") != nil || has.get("role") != nil) {
		sayUser(out, &n) // without a key, as some libraries print it
	}
	if isRecord(has) {
		out.WriteString(" " + markData + " ")
		return
	}
	if has.get("responsetime") != nil && has.get("reqid") != nil {
		return // pino-http: what the program answered to its own caller
	}
	if name := has.get("hostname"); name != nil && has.get("pid") != nil && !strings.Contains(name.text, ".") {
		has.drop("hostname") // pino and Bunyan: the machine that writes the log
	}
	for _, keys := range [][]string{keysMethod, keysHost, keysURL} {
		for _, key := range keys {
			if kid := has.get(key); (kid.is(quoted) || kid.is(bare)) && len(kid.text) < 2048 {
				if host := strings.TrimSuffix(kid.text, "/"); slices.Contains(keysHost, key) && !strings.Contains(host, "://") {
					out.WriteString(" https://" + host)
				} else if strings.HasPrefix(kid.text, "/") && out.Len() > 0 && key != "location" && (has.get("host") != nil || has.get("hostname") != nil || has.get("baseurl") != nil) {
					out.WriteString(kid.text)
				} else {
					out.WriteString(" " + kid.text)
				}
				has.drop(key)
			}
		}
	}
	if !strings.Contains(out.String()[start:], "://") {
		f.sayTarget(out, n, has)
	}
	for _, key := range keysStatus {
		if kid := has.get(key); kid != nil && isStatus(kid.text) {
			out.WriteString(" status " + kid.text[:3] + " ")
			has.drop(key)
			break
		}
	}
	for _, key := range keysParty {
		if kid := has.get(key); kid.is(quoted) || kid.is(bare) && strings.HasPrefix(kid.text, ":") { // or an atom of Elixir
			out.WriteString(" " + key + "=" + strings.TrimPrefix(kid.text, ":") + " ")
		}
	}
	for _, kid := range has.quoted(keysManual) {
		if link, ok := strings.CutPrefix(kid.text, "https://"); ok {
			host, _, _ := strings.Cut(link, "/")
			out.WriteString(" provider=" + host + " ")
		}
	}
	ofZendesk := false
	for key, kid := range has.quoted(keysLogger) {
		h := lineLabel{end: len(kid.text), separator: '='}
		if len(kid.text) < 40 && (h.isProgram(kid.text) || f.byLogger && isUncommon(kid.text) && !strings.EqualFold(kid.text, "zendesk")) {
			if f.byLogger {
				key = "provider"
			}
			out.WriteString(" " + key + "=" + kid.text + " ")
		}
		ofZendesk = ofZendesk || slices.Contains(strings.FieldsFunc(strings.ToLower(kid.text), notLetter), "zendesk")
	}
	if ofZendesk { // such as integrations.zendesk
		out.WriteString(" provider=zendesk ")
	}
	if kind, value := has.get("type"), has.get("value"); kind.is(quoted) && value.is(quoted) && isClass(strings.ToLower(kind.text)) {
		out.WriteString(" " + kind.text + ": " + value.text + " ") // an exception, as error trackers write it
	}
	for _, kid := range n.kids { // whose it is, whatever the key
		if kid.kind == quoted && len(kid.text) < 80 && strings.HasSuffix(kid.text, ".zendesk.com") && !strings.ContainsAny(kid.text, " /") && !slices.Contains(keysHost, plainKey(kid.key)) {
			out.WriteString(" provider=zendesk ") // such as "account"
		}
		if kid.kind == quoted && len(kid.text) < 40 && strings.EqualFold(kid.text, "zendesk") && !slices.Contains(keysParty, plainKey(kid.key)) {
			out.WriteString(" provider=" + kid.text + " ")
		}
	}
	if slices.ContainsFunc(n.kids, func(kid node) bool { return strings.HasPrefix(strings.ToLower(kid.key), "x-zendesk-") }) {
		out.WriteString(" provider=zendesk ") // only Zendesk sends these headers
	}
	for _, kid := range has.quoted(keysParams) {
		out.WriteString(" " + kid.key + "=" + kid.text + " ")
	}
	for _, key := range keysHeaders {
		f.sayHeaders(out, has.get(key))
	}
	body := has.get("error").is(quoted) || has.get("error").is(object) || has.get("errors") != nil
	if body {
		out.WriteString(" " + markBody + " ")
	}
	f.sayWords(out, n, has, depth)
	if failed, content := has.get("iserror"), has.get("content"); failed != nil && failed.text == "true" && content != nil { // a tool of the Model Context Protocol
		for _, each := range content.kids {
			if text := fieldsOf(each).get("text"); text != nil {
				f.sayValue(out, text, depth)
			}
		}
	}
	byName := has.get("zendesk").is(object) // then each key is the name of a party
	for _, kid := range n.kids {
		if byName && kid.kind == object {
			out.WriteString("\n provider=" + kid.key + " ")
			f.say(out, kid, depth+1)
			continue
		}
		f.sayInside(out, kid, depth)
	}
	if body {
		out.WriteString(markDone + " ")
	}
}

// sayTarget writes the address that was asked where none of keysURL has it: the first value that
// is the address of an API or a token endpoint.
func (f *flattener) sayTarget(out *strings.Builder, n node, has fields) {
	for _, kid := range n.kids {
		key := plainKey(kid.key)
		if kid.kind != quoted || len(kid.text) > 2048 || has.get(key) == nil || strings.Contains(key, "redirect") || strings.Contains(key, "callback") || slices.Contains(keysWords, key) {
			continue
		}
		if strings.HasPrefix(kid.text, "https://") && (strings.Contains(kid.text, "/oauth") || strings.Contains(kid.text, "/api/")) && !strings.Contains(kid.text, " ") {
			out.WriteString(" " + kid.text)
			return
		}
	}
}

// sayWords writes the values of keysWords and of keys with errorKeyEnds where they are about the
// answer.
func (f *flattener) sayWords(out *strings.Builder, n node, has fields, depth int) {
	for _, key := range keysWords {
		kid := has.get(key)
		if kid == nil || kid.kind == object || kid.kind == list && key != "errors" && key != "details" && !traceKeys.has(key) || key == "details" && kid.kind != quoted {
			continue
		}
		switch key {
		case "code":
			if has.any("granttype") {
				continue // an authorization code
			}
		case "description", "title", "name", "event", "text", "type":
			if !has.any(besideWord[key]...) && !(key == "type" && isProblemType(kid.text)) {
				continue
			}
		}
		if kid.kind == quoted || kid.kind == bare && key != "log" {
			f.sayValue(out, kid, depth)
		}
		for _, each := range kid.kids {
			if each.kind == quoted {
				f.sayValue(out, &each, depth)
			}
		}
	}
	for i := range n.kids {
		kid := &n.kids[i]
		key := plainKey(kid.key)
		if slices.Contains(keysWords, key) || kid.kind != quoted && kid.kind != bare {
			continue
		}
		for _, end := range errorKeyEnds {
			if strings.HasSuffix(key, end) && (end != "message" || has.get("level") != nil || has.get("message") != nil) {
				f.sayValue(out, kid, depth)
				break
			}
		}
	}
}

// besideWord has keys of an answer; one must be beside a key of keysWords that data has too.
var besideWord = map[string][]string{
	"description": {"error"}, "title": {"detail", "message", "error", "code", "status"},
	"name": besideName, "event": besideName, "text": besideName, "type": besideName,
}

var besideName = []string{"message", "stack", "level", "error", "mimetype"}

// isProblemType reports whether the type of a problem (RFC 9457) is an address of the one who answers, and
// not of the standards that frameworks name by themselves.
func isProblemType(kind string) bool {
	return strings.HasPrefix(kind, "https://") && !contains(kind, "ietf.org/", "rfc-editor.org/", "w3.org/", "httpstatuses.")
}

func (f *flattener) sayValue(out *strings.Builder, kid *node, depth int) {
	switch kid.text {
	case "", "null", "None", "nil", "undefined", "false", "true":
		return
	}
	text := kid.text
	if kid.kind == quoted {
		text = f.text(text, depth+1)
	}
	out.WriteString(" " + kid.key + " " + text + " ")
}

// sayInside writes what is inside a value that wraps an answer: a body, a request, an entry of a
// log.
func (f *flattener) sayInside(out *strings.Builder, kid node, depth int) {
	key := plainKey(kid.key)
	wraps := slices.Contains(keysWrap, key)
	switch {
	case kid.kind == object && (wraps || looksLikeAnswer(kid)):
		f.say(out, kid, depth+1)
	case kid.kind == list && (wraps || slices.ContainsFunc(kid.kids, looksLikeAnswer)):
		who := keyOfZendesk(kid.kids)
		for _, each := range kid.kids {
			if each.kind == object {
				if name := each.shortText(who); name != nil && !strings.EqualFold(name.text, "zendesk") {
					out.WriteString(" provider=" + name.text + " ")
				}
				f.say(out, each, depth+1)
				out.WriteByte('\n')
			}
		}
	case kid.kind == quoted && wraps && !slices.Contains(keysWords, key):
		out.WriteString(" " + f.text(kid.text, depth+1) + " ")
	case kid.kind == bare && key == "source" && strings.Contains(kid.text, "("): // the cause of an error, as Rust prints it
		out.WriteString(" " + kid.text + " ")
	case kid.kind == bare && wraps && len(kid.text) > 16:
		if said := decodeBodies(kid.text); said != kid.text {
			out.WriteString(" " + f.text(said, depth+1) + " ")
		}
	case kid.kind == list && (wraps || key == "data" || key == "bytes"):
		out.WriteByte(' ')
	}
	if kid.kind == list && wraps && len(kid.kids) > 8 && kid.kids[0].kind == bare { // the bytes of a body
		var numbers strings.Builder
		for _, each := range kid.kids {
			numbers.WriteString(each.text + " ")
		}
		out.WriteString(" " + f.text(decodeBodies(numbers.String()), depth+1) + " ")
	}
}

// isTokens reports whether an object is a successful answer of a token endpoint (RFC 6749, 5.1).
func (f *flattener) isTokens(has fields) bool {
	return hasValue(has.get("accesstoken")) && !has.any("granttype", "error") &&
		(len(has) == 1 || has.any("tokentype", "expiresin", "scope", "refreshtoken", "refreshtokenexpiresin"))
}

// hasBlank reports whether a token has a blank in it, which none may have (RFC 6750, 2.1); not what
// people write in the place of one.
func hasBlank(token *node) bool {
	const shortest = 8 // of each part
	if token == nil {
		return false
	}
	first, second, ok := strings.Cut(token.text, " ")
	ok = ok && strings.ContainsAny(token.text, "0123456789")
	for _, part := range []string{first, second} {
		ok = ok && len(part) >= shortest && strings.Trim(part, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~+/=") == ""
	}
	return ok
}

// sayUser writes what a user record says about the request: that it had no token (the anonymous
// user), or that whoever authorized is suspended or not active.
func sayUser(out *strings.Builder, user *node) {
	null, name, ended := false, "", ""
	for _, kid := range user.kids {
		switch key := plainKey(kid.key); key {
		case "id":
			null = !hasValue(&kid)
		case "name":
			name = kid.text
		case "suspended", "active":
			if strings.EqualFold(kid.text, map[string]string{"suspended": "true", "active": "false"}[key]) {
				ended += " user " + key + " " + kid.text
			}
		}
	}
	switch {
	case null && name != "" && len(name) < 40:
		out.WriteString(" user id null name " + name + " ")
	case !null && ended != "":
		out.WriteString(ended + " ")
	}
}

// sayHeaders writes headersSaid, from an object or from a list of names and values.
func (f *flattener) sayHeaders(out *strings.Builder, n *node) {
	if n == nil {
		return
	}
	for _, kid := range n.kids {
		key, value := kid.key, kid.text
		if kid.kind == object {
			for _, part := range kid.kids {
				switch part.key {
				case "name":
					key = part.text
				case "value":
					value = part.text
				}
			}
		}
		if kid.kind == list && len(kid.kids) > 0 {
			value = kid.kids[0].text
		}
		if strings.HasPrefix(strings.ToLower(key), "x-zendesk-") {
			out.WriteString(" provider=zendesk ") // only Zendesk sends these headers
		}
		if slices.Contains(headersSaid, plainKey(key)) && value != "" {
			out.WriteString("\n" + key + ": " + value + "\n")
		}
	}
}
