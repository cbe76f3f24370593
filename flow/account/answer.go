package account

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/explain"
)

// isSuccess reports whether the status is a 2xx: Zendesk's documents say 201 where
// clients see 200 (T16, T21).
func (ans answer) isSuccess() bool { return ans.status >= 200 && ans.status < 300 }

// readObject reads the answer's JSON object into v, which may be nil. It returns nil
// when that worked, and otherwise a failure that says what came instead.
func (a *Account) readObject(ans answer, v any) *Failure {
	if !ans.isSuccess() {
		return a.failure(ans)
	}
	if word, why := ans.unusable(); word != "" {
		return a.bodyFailure(ans, word, why)
	}
	if err := wellFormed(ans.body); err != nil {
		return a.bodyFailure(ans, explain.BodyUnreadable, err.Error())
	}
	if f := a.failure(ans); f.Seen.Error != "" {
		return f // a success whose body names an error
	}
	// Masked first, so that a secret which the answer repeats goes no further.
	if v != nil && json.Unmarshal([]byte(a.mask(string(ans.body))), v) != nil {
		return a.bodyFailure(ans, explain.BodyUnreadable, "JSON of another shape than documented")
	}
	return nil
}

// unusable says why a body cannot be read as JSON at all: by a word of package explain,
// and in a few words, which for a web page are its own text. word is "" when it can.
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

// challenge returns a remark when the answer is a bot check in front of the account,
// which has a header for that, whatever the language of its page (CF-challenge).
func (ans answer) challenge() string {
	if strings.EqualFold(ans.header.Get("Cf-Mitigated"), "challenge") {
		return " (cf-mitigated: challenge)"
	}
	return ""
}

// isHTML reports whether the body is a web page.
func (ans answer) isHTML() bool {
	kind, _, _ := mime.ParseMediaType(ans.header.Get("Content-Type"))
	text := bytes.TrimLeft(ans.body, " \t\r\n")
	return kind == "application/xhtml+xml" || bytes.HasPrefix(text, []byte("<")) || kind == "text/html" && !bytes.HasPrefix(text, []byte("{"))
}

// bodyFailure makes a failure of an answer whose body cannot be used; word and why are
// as in unusable.
func (a *Account) bodyFailure(ans answer, word, why string) *Failure {
	return &Failure{Op: ans.op, Seen: explain.Seen{
		Where: ans.where, Status: ans.status, Error: word, Text: a.clean(why), Asked: ans.asked,
	}}
}

// failure makes a failure of an answer from its status and its own words, which are
// cleaned and masked.
func (a *Account) failure(ans answer) *Failure {
	f := &Failure{Op: ans.op, Seen: ans.seen()}
	f.Seen.Text, f.Seen.Error = a.clean(f.Seen.Text), a.clean(f.Seen.Error)
	f.Seen.RetryIn = ans.retryIn(a.options.Now())
	return f
}

// seen reads an answer's status and its own words, not yet cleaned.
func (ans answer) seen() explain.Seen {
	seen := explain.Seen{Where: ans.where, Status: ans.status, Asked: ans.asked}
	// A 304, and any other 3xx without an address, does not redirect (RFC 9110 section 15.4).
	if ans.status >= 300 && ans.status < 400 && ans.status != http.StatusNotModified && ans.header.Get("Location") != "" {
		seen.Error = explain.Redirected
		if to, err := url.Parse(ans.header.Get("Location")); err == nil && to.Host != "" && !strings.EqualFold(to.Host, ans.host) {
			seen.Text = "to " + to.Scheme + "://" + to.Host
		}
		return seen
	}
	if ans.status >= 300 && ans.status < 400 {
		seen.Error, seen.Text = explain.BodyUnreadable, "its status, "+strconv.Itoa(ans.status)+", comes with neither data nor an address to go on to"
		return seen
	}
	// What WWW-Authenticate says counts more than the body, which may be anything (RFC 6750 section 3).
	refused, scope := ans.bearerError()
	if word, why := ans.unusable(); word != "" && refused == "" {
		seen.Error, seen.Text = word, why
		return seen
	}
	if seen.Error, seen.Text = errorWords(ans.body, ans.isSuccess()); refused != "" {
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

// bearerError returns the error in a Bearer challenge that refuses an access token, which
// is invalid_token or insufficient_scope, and the scope that the challenge names (RFC 6750
// section 3.1); "" when there is none.
func (ans answer) bearerError() (word, scope string) {
	for _, line := range ans.header.Values("WWW-Authenticate") {
		bearer := false
		for _, part := range challengePart().FindAllStringSubmatch(line, -1) {
			scheme, key, value := part[1], strings.ToLower(part[2]), strings.Trim(part[3], `"`)
			if scheme != "" { // the parameters that follow belong to this scheme
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

// challengePart matches a parameter of a challenge, with the name of the scheme in front
// when it is the first one (RFC 9110 section 11.6.1).
var challengePart = pattern(`(?:^|,)\s*(?:([\w-]+)\s+)?([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]*)`)

// errorWords returns the code and the text of the error that a body names. It knows the
// format of OAuth (RFC 6749 section 5.2), two of Zendesk's API, RFC 9457, and those of
// gateways. When an unsuccessful answer has none of them, the text is the body itself. When
// a successful answer names no error, both are empty.
func errorWords(body []byte, ok bool) (word, text string) {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		if !ok {
			text = string(body)
		}
		return "", text
	}
	b, rest := map[string]json.RawMessage{}, 0
	for _, key := range slices.Sorted(maps.Keys(members)) { // lower case comes last, and wins
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
	case isEmpty(e):
		word, text = listedErrors(b["errors"])
	case json.Unmarshal(e, &word) == nil:
	case json.Unmarshal(e, &titled) == nil:
		word = cmp.Or(titled.Title, jsonText(titled.Code), titled.Type, "error")
		text = strings.TrimSpace(titled.Message + " " + titled.Description + " " + titled.Detail)
	default:
		word, text = listedErrors(e)
	}
	for _, key := range []string{"error_description", "description", "message", "msg", "title", "detail", "reason"} {
		if more := strings.TrimSpace(jsonText(b[key])); more != "" {
			text = strings.TrimSpace(text + " " + more)
		}
	}
	if details := b["details"]; (word != "" || !ok) && len(details) > 0 && len(details) < 2000 {
		text = strings.TrimSpace(text + " " + string(details))
	}
	for _, key := range []string{"code", "request_id", "requestid"} {
		if value := jsonText(b[key]); value != "" && (word != "" || !ok) {
			text = strings.TrimSpace(text + " (" + key + " " + value + ")")
		}
	}
	switch status, _, _ := parseSeconds(string(b["status"])); {
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

// listedErrors returns the code and the text of a member named errors: a list of objects or
// sentences, or an object with the errors of each field.
func listedErrors(raw json.RawMessage) (word, text string) {
	var list []struct{ Code, Title, Detail, Message string }
	switch {
	case isEmpty(raw):
		return "", ""
	case json.Unmarshal(raw, &list) == nil && len(list) > 0 && list[0].Code+list[0].Title+list[0].Detail+list[0].Message != "":
		word, text = list[0].Code, strings.TrimSpace(list[0].Title+" "+list[0].Detail+" "+list[0].Message)
	default:
		text = string(raw)
	}
	return cmp.Or(word, "error"), text
}

// pageText returns the text of a web page without tags, scripts and styles.
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
	}, page) // as strings.ToLower, but without changing the length
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
