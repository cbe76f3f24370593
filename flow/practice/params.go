package practice

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// params are the parameters of a token request, read from JSON (documented, Z10) or a form (works too: T15, T16).
type params struct {
	text map[string]string
	// number has the parameters that came as a JSON number, and all those of a form.
	number map[string]json.Number
	// list is set when scope was a JSON array: Zendesk issues a token that permits nothing (Z10).
	list bool
}

// readParams reads the body of a token request; false when it cannot: its Content-Type is missing or another one, it is
// malformed, or a form has a parameter twice.
func readParams(r *http.Request) (params, bool) {
	p := params{text: map[string]string{}, number: map[string]json.Number{}}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return p, false
	}
	switch kind {
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return p, false
		}
		for k, v := range form {
			if len(v) != 1 {
				return p, false
			}
			p.text[k], p.number[k] = v[0], json.Number(v[0])
		}
		return p, true
	case "application/json":
		return p, p.readJSON(body)
	}
	return p, false
}

func (p *params) readJSON(body []byte) bool {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var fields map[string]any
	if d.Decode(&fields) != nil || fields == nil {
		return false
	}
	for k, v := range fields {
		switch v := v.(type) {
		case string:
			p.text[k] = v
		case json.Number:
			p.text[k], p.number[k] = v.String(), v
		case nil:
		case []any:
			if k != "scope" {
				return false
			}
			p.list = true
		default:
			return false
		}
	}
	return true
}

// scopes returns the requested scopes; none when the parameter is missing.
func (p params) scopes() []string {
	if p.list {
		return []string{"[]"}
	}
	return strings.Fields(p.text["scope"])
}

// lifetime returns a requested lifetime in seconds, or usual when none was requested. It is false outside [low, high] and
// for anything but an integer: the answer is 400 invalid_request then (inferred).
func (p params) lifetime(name string, low, high, usual int) (int, bool) {
	if _, asked := p.text[name]; !asked {
		return usual, true
	}
	n, err := p.number[name].Int64()
	if err != nil || n < int64(low) || n > int64(high) {
		return 0, false
	}
	return int(n), true
}

// encode writes the parameters as a JSON body again, for the faults that change a request.
func (p params) encode() []byte {
	fields := object{}
	for k, v := range p.text {
		fields[k] = v
		if slices.Contains([]string{"expires_in", "refresh_token_expires_in"}, k) {
			fields[k] = p.number[k]
		}
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return nil
	}
	return body
}
