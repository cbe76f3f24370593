package account

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// Exchange is one request with its answer, to be shown: every secret is replaced by dots,
// and every text is cleaned for a terminal.
type Exchange struct {
	At              time.Time
	Took            time.Duration
	Method, URL     string
	RequestHeaders  []string // "Name: value", sorted
	RequestBody     string
	Status          int // 0: nothing came back
	ResponseHeaders []string
	ResponseBody    string
	Problem         string // why nothing came back, or why the answer could not be read; "" otherwise
}

// Bounds of what is recorded.
const (
	recordedLines = 400
	recordedLine  = 1000 // runes
)

// record tells Options.Record of a request; keep reports whether the body of a success may be
// shown.
func (a *Account) record(req *http.Request, sent []byte, ans answer, f *Failure, keep bool, took time.Duration) {
	if a.options.Record == nil {
		return
	}
	e := Exchange{
		At: a.options.Now(), Took: took, Method: req.Method, URL: a.fit(req.URL.String(), recordedLine),
		RequestHeaders: a.headers(req.Header), RequestBody: a.body(sent),
		Status: ans.status, ResponseHeaders: a.headers(ans.header),
	}
	switch {
	case f != nil:
		e.Problem = f.Error()
	case keep || !ans.isSuccess():
		e.ResponseBody = a.body(ans.body)
	default:
		e.ResponseBody = fmt.Sprintf("(%d bytes, not kept)", len(ans.body))
	}
	a.options.Record(e)
}

// headers lists headers, with credentials and cookies masked.
func (a *Account) headers(h http.Header) []string {
	var list []string
	for name, values := range h {
		for _, v := range values {
			switch http.CanonicalHeaderKey(name) {
			case "Authorization":
				v = "Bearer " + zendesk.Dots
			case "Cookie", "Set-Cookie", "Proxy-Authorization":
				v = zendesk.Dots
			}
			list = append(list, a.fit(name+": "+v, recordedLine))
		}
	}
	slices.Sort(list)
	if len(list) > 100 {
		list = list[:100]
	}
	return list
}

// secretKeys are the JSON keys whose values are never shown.
var secretKeys = []string{
	"client_secret", "code", "code_verifier", "refresh_token", "access_token", "id_token", "secret", "full_token", "token",
}

// body makes a body fit to show. JSON is indented and its secrets are masked by their keys;
// in anything else they are masked by what they look like.
func (a *Account) body(raw []byte) string {
	if len(raw) == 0 {
		return ""
	}
	if len(raw) > 64<<10 {
		raw = raw[:64<<10]
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	text := string(raw)
	if d.Decode(&v) == nil && !d.More() {
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if enc.Encode(a.masked(v)) == nil {
			text = out.String()
		}
	}
	var lines []string
	for line := range strings.Lines(a.mask(text)) {
		if len(lines) == recordedLines {
			lines = append(lines, "…")
			break
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		lines = append(lines, strings.Repeat(" ", min(indent, 40))+a.fit(line, recordedLine))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// masked replaces the values of secret keys by dots, and masks secrets in every string. That
// has to be done before the strings are written as JSON, which escapes line breaks in them.
func (a *Account) masked(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, value := range v {
			if _, text := value.(string); text && (slices.Contains(secretKeys, strings.ToLower(key)) || tokenName(key) != "" || namesToken(key) && len(value.(string)) >= minTokenLength && looksLikeToken(key, value.(string))) {
				value = zendesk.Dots
			}
			out[a.mask(key)] = a.masked(value)
		}
		return out
	case []any:
		for i := range v {
			v[i] = a.masked(v[i])
		}
	case string:
		return a.mask(v)
	}
	return v
}
