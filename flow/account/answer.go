package account

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/explain"
)

// ok reports whether the status is a success; Zendesk's documents say 201 where
// clients see 200 (T16, T21).
func (ans answer) ok() bool { return ans.status >= 200 && ans.status < 300 }

// object reads the answer's JSON object into v. The failure says what came
// instead; nil when v was filled.
func (a *Account) object(ans answer, v any) *Failure {
	if !ans.ok() {
		return a.failure(ans)
	}
	if word, why := ans.unusable(); word != "" {
		return a.refuse(ans, word, why)
	}
	if err := wellFormed(ans.body); err != nil {
		return a.refuse(ans, explain.BodyUnreadable, err.Error())
	}
	if f := a.failure(ans); f.Seen.Error != "" {
		return f // a success whose body names an error
	}
	// Masked first: what an answer repeats of a secret goes no further.
	if v != nil && json.Unmarshal([]byte(a.mask(string(ans.body))), v) != nil {
		return a.refuse(ans, explain.BodyUnreadable, "JSON of another shape than documented")
	}
	return nil
}

// unusable tells why a body cannot be read at all, as a word of package explain and
// in a few words; "" when it can. Of a page the words are its own.
func (ans answer) unusable() (word, why string) {
	coding := strings.ToLower(strings.TrimSpace(ans.header.Get("Content-Encoding")))
	switch {
	case ans.tooLong:
		return explain.BodyUnreadable, "the answer is larger than 1 MiB"
	case coding != "" && coding != "identity" && !json.Valid(ans.body):
		return explain.BodyUnreadable, "the answer has Content-Encoding: " + coding + ", which was not asked for"
	case ans.isHTML():
		return explain.BodyHTML, pageText(string(ans.body)) + ans.challenge()
	}
	return "", ""
}

// challenge names a check for bots that stands in front of the account by its header,
// whatever the language of its page (CF-challenge).
func (ans answer) challenge() string {
	if strings.EqualFold(ans.header.Get("Cf-Mitigated"), "challenge") {
		return " (cf-mitigated: challenge)"
	}
	return ""
}

func (ans answer) isHTML() bool {
	kind, _, _ := mime.ParseMediaType(ans.header.Get("Content-Type"))
	text := bytes.TrimLeft(ans.body, " \t\r\n")
	return kind == "application/xhtml+xml" || bytes.HasPrefix(text, []byte("<")) || kind == "text/html" && !bytes.HasPrefix(text, []byte("{"))
}

// refuse makes a failure of an answer whose body cannot be used.
func (a *Account) refuse(ans answer, word, why string) *Failure {
	return &Failure{Op: ans.op, Seen: explain.Seen{
		Where: ans.where, Status: ans.status, Error: word, Text: a.clean(why), Asked: ans.asked,
	}}
}

// failure makes a failure of an answer by its status and its own words.
func (a *Account) failure(ans answer) *Failure {
	f := &Failure{Op: ans.op, Seen: ans.seen()}
	f.Seen.Text, f.Seen.Error = a.clean(f.Seen.Text), a.clean(f.Seen.Error)
	f.Seen.RetryIn = ans.retryIn(a.o.Now())
	return f
}

// seen reads an answer's own words, not yet cleaned.
func (ans answer) seen() explain.Seen {
	seen := explain.Seen{Where: ans.where, Status: ans.status, Asked: ans.asked}
	// 304 and 300 point nowhere, nor does any of them without an address (RFC 9110 section 15.4).
	if ans.status >= 300 && ans.status < 400 && ans.status != http.StatusNotModified && ans.header.Get("Location") != "" {
		seen.Error = explain.Redirected
		if to, err := url.Parse(ans.header.Get("Location")); err == nil && to.Host != "" && !strings.EqualFold(to.Host, ans.host) {
			seen.Text = "to " + to.Scheme + "://" + to.Host
		}
		return seen
	}
	if ans.status >= 300 && ans.status < 400 {
		seen.Error, seen.Text = explain.BodyUnreadable, "its status, "+strconv.Itoa(ans.status)+", brings neither data nor an address to go on to"
		return seen
	}
	// RFC 6750 section 3: the body may be empty, a page, the name of the status, or words.
	refused, scope := ans.refused()
	if word, why := ans.unusable(); word != "" && refused == "" {
		seen.Error, seen.Text = word, why
		return seen
	}
	if seen.Error, seen.Text = errorWords(ans.body, ans.ok()); refused != "" {
		if seen.Error != refused {
			seen.Text = strings.TrimSpace(seen.Error + " " + seen.Text)
		}
		seen.Error = refused
		if scope != "" {
			seen.Text = strings.TrimSpace(seen.Text + " required scope: " + scope)
		}
	}
	return seen
}

// refused is how a challenge refuses an access token (RFC 6750 section 3.1), and the scope
// that it names; "" where it does not.
func (ans answer) refused() (word, scope string) {
	for _, line := range ans.header.Values("WWW-Authenticate") {
		bearer := false
		for _, part := range challengePart.FindAllStringSubmatch(line, -1) {
			scheme, key, value := part[1], strings.ToLower(part[2]), strings.Trim(part[3], `"`)
			if scheme != "" { // its parameters follow, until the next one
				bearer = strings.EqualFold(scheme, "Bearer")
			}
			switch {
			case bearer && key == "error":
				word = strings.ToLower(value)
			case bearer && key == "scope":
				scope = value
			}
		}
	}
	switch {
	case word == "invalid_token" && ans.status == http.StatusUnauthorized:
		return word, ""
	case word == "insufficient_scope" && (ans.status == http.StatusForbidden || ans.status == http.StatusUnauthorized):
		return word, scope
	}
	return "", ""
}

// challengePart is a parameter of a challenge, perhaps with the name of the scheme in front
// (RFC 9110 section 11.6.1). The name may be written as one likes, and so many write the value.
var challengePart = regexp.MustCompile(`(?:^|,)\s*(?:([\w-]+)\s+)?([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]*)`)

// errorWords are the code and the words of an answer, from every envelope in which an
// error was seen to be named: OAuth's (RFC 6749 section 5.2), the API's and the newer one of
// the API, RFC 9457, and what gateways write. Of a refusal that has none of them the words
// are the JSON itself; an answer with a 2xx that names no error has no code.
func errorWords(body []byte, ok bool) (word, text string) {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		if !ok {
			text = string(body)
		}
		return "", text
	}
	b, rest := map[string]json.RawMessage{}, 0
	for _, key := range slices.Sorted(maps.Keys(members)) { // small letters come last, and count
		b[strings.ToLower(key)] = members[key]
		if !slices.Contains([]string{"status", "type", "instance", "success"}, strings.ToLower(key)) {
			rest++
		}
	}
	var titled struct {
		Title, Type, Message, Description, Detail string
		Code                                      json.RawMessage
	}
	switch e := b["error"]; {
	case nothing(e):
		word, text = listedErrors(b["errors"])
	case json.Unmarshal(e, &word) == nil:
	case json.Unmarshal(e, &titled) == nil:
		word = cmp.Or(titled.Title, textOf(titled.Code), titled.Type, "error")
		text = strings.TrimSpace(titled.Message + " " + titled.Description + " " + titled.Detail)
	default:
		word, text = listedErrors(e)
	}
	for _, key := range []string{"error_description", "description", "message", "msg", "title", "detail", "reason"} {
		if more := strings.TrimSpace(textOf(b[key])); more != "" {
			text = strings.TrimSpace(text + " " + more)
		}
	}
	if details := b["details"]; (word != "" || !ok) && len(details) > 0 && len(details) < 2000 {
		text = strings.TrimSpace(text + " " + string(details))
	}
	for _, key := range []string{"code", "request_id", "requestid"} {
		if value := textOf(b[key]); value != "" && (word != "" || !ok) {
			text = strings.TrimSpace(text + " (" + key + " " + value + ")")
		}
	}
	switch status, _, _ := seconds(string(b["status"])); {
	case word != "":
	case ok && string(b["success"]) == "false":
		word = "success: false"
	case ok && string(b["ok"]) == "false":
		word = "ok: false"
	case ok && status >= 400 && status < 600:
		word = "status: " + strconv.FormatInt(status, 10)
	case !ok && text == "" && rest > 0:
		text = string(body)
	}
	return word, text
}

// listedErrors are the code and the words of a member called errors: a list of objects or
// of sentences, or an object that names them by field.
func listedErrors(raw json.RawMessage) (word, text string) {
	var list []struct{ Code, Title, Detail, Message string }
	switch {
	case nothing(raw):
		return "", ""
	case json.Unmarshal(raw, &list) == nil && len(list) > 0 && list[0].Code+list[0].Title+list[0].Detail+list[0].Message != "":
		word, text = list[0].Code, strings.TrimSpace(list[0].Title+" "+list[0].Detail+" "+list[0].Message)
	default:
		text = string(raw)
	}
	if word == "" {
		word = "error"
	}
	return word, text
}

// nothing reports whether the value of an error's member says that there is none.
func nothing(raw json.RawMessage) bool {
	return unset(raw) || slices.Contains([]string{"[]", "{}", "false", "0", `""`}, string(raw))
}

// textOf is a JSON string's value, or any other value but an object or a list as written.
func textOf(raw json.RawMessage) string {
	if unset(raw) || raw[0] == '{' || raw[0] == '[' {
		return ""
	}
	if raw[0] == '"' {
		return text(raw)
	}
	return string(raw)
}

// pageText is the text of a page without its tags, scripts and styles.
func pageText(page string) string {
	if len(page) > 64<<10 {
		page = page[:64<<10]
	}
	page = strings.ToValidUTF8(page, "?")
	lower := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, page) // names of tags are ASCII
	var out strings.Builder
	for at := 0; at < len(page); {
		open := strings.IndexByte(page[at:], '<')
		if open < 0 {
			out.WriteString(page[at:])
			break
		}
		out.WriteString(page[at:at+open] + " ")
		at += open
		for _, name := range []string{"script", "style"} {
			if strings.HasPrefix(lower[at:], "<"+name) {
				end := strings.Index(lower[at:], "</"+name)
				if end < 0 {
					return out.String()
				}
				at += end
			}
		}
		end := strings.IndexByte(page[at:], '>')
		if end < 0 {
			break
		}
		at += end + 1
	}
	return out.String()
}
