package account

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"io"
	"reflect"
	"strings"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// pastedJSON is what was found in a paste.
type pastedJSON struct {
	clients, globals     []clientBody
	listed, listedGlobal bool // a list, or a single client, was there
	refusal              string
	twice, cut           bool
	status               int // of curl -i, or of a HAR
}

// find returns our client. One that is among the global ones has been converted.
func (p pastedJSON) find(identifier string) (r checklist.Record, ok bool, err error) {
	for _, c := range p.globals {
		if c.identifier() == identifier {
			r = c.record(explain.Clean)
			r.Global = true
			r.Untold = without(r.Untold, checklist.KeyGlobal)
			return r, true, nil
		}
	}
	for _, c := range p.clients {
		if c.identifier() != identifier {
			continue
		}
		again := c.record(explain.Clean)
		if ok && !reflect.DeepEqual(r, again) {
			return checklist.Record{}, false, errPasteDiffer
		}
		r, ok = again, true
	}
	return r, ok, nil
}

func without(list []string, item string) []string {
	var rest []string
	for _, s := range list {
		if s != item {
			rest = append(rest, s)
		}
	}
	return rest
}

// maxTries bounds how often a bracket that begins no JSON is tried, deepest how
// often JSON may be packed into JSON.
const maxTries, deepest = 64, 3

// read takes all JSON that stands in a text, whatever words are around it.
func (p *pastedJSON) read(data []byte, depth int) {
	if depth > deepest {
		return
	}
	if status := statusLine(data); status != 0 {
		p.status = status
	}
	var packed string
	if data[0] == '"' && json.Unmarshal(data, &packed) == nil && packed != "" { // JSON as a string of JSON
		p.read([]byte(packed), depth+1)
		return
	}
	if inner, ok := preformatted(data); ok {
		data = inner
	}
	for tries := 0; len(data) > 0 && tries < maxTries; {
		i := bytes.IndexAny(data, "{[")
		if i < 0 {
			return
		}
		d := json.NewDecoder(bytes.NewReader(data[i:]))
		var value json.RawMessage
		switch err := d.Decode(&value); {
		case err == nil:
			p.value(value, depth)
			data = data[i+int(d.InputOffset()):]
		case errors.Is(err, io.ErrUnexpectedEOF) && bytes.Contains(data[i:], []byte(`"`)):
			p.cut = true
			return
		default:
			tries++
			data = data[i+1:]
		}
	}
}

// value takes one JSON value.
func (p *pastedJSON) value(value json.RawMessage, depth int) {
	if value[0] == '[' {
		value = append(append([]byte(`{"clients":`), value...), '}')
	}
	if err := wellFormed(value); err != nil {
		p.twice = p.twice || errors.Is(err, errTwice)
		return
	}
	var body struct {
		Clients json.RawMessage `json:"clients"`
		Client  clientBody      `json:"client"`
		Globals json.RawMessage `json:"global_clients"`
		Global  clientBody      `json:"global_client"`
		Log     struct {
			Entries []harEntry `json:"entries"`
		} `json:"log"`
	}
	_ = json.Unmarshal(value, &body) // of another shape: what is left empty tells
	var single clientBody
	_ = json.Unmarshal(value, &single)
	p.listed = take(&p.clients, body.Clients, body.Client) || p.listed
	p.listedGlobal = take(&p.globals, body.Globals, body.Global) || p.listedGlobal
	switch {
	case single.identifier() != "":
		p.clients, p.listed = append(p.clients, single), true
	case len(body.Log.Entries) > 0:
		for _, e := range body.Log.Entries {
			p.har(e, depth)
		}
	default:
		p.refused(value)
	}
}

// take adds the clients of a list and a single one; false when neither is there.
func take(to *[]clientBody, list json.RawMessage, single clientBody) bool {
	var clients []clientBody
	if json.Unmarshal(list, &clients) != nil && len(list) > 0 {
		return false
	}
	if single != nil {
		clients = append(clients, single)
	}
	*to = append(*to, clients...)
	return len(list) > 0 && !isNull(list) || single != nil
}

// harEntry is one request of a HAR, with its answer.
type harEntry struct {
	Request struct {
		URL string `json:"url"`
	} `json:"request"`
	Response struct {
		Status  int `json:"status"`
		Content struct {
			Text     string `json:"text"`
			Encoding string `json:"encoding"`
		} `json:"content"`
	} `json:"response"`
}

// har takes the answers that are about clients; a later one replaces an earlier.
func (p *pastedJSON) har(e harEntry, depth int) {
	if !strings.Contains(e.Request.URL, "/oauth/clients") && !strings.Contains(e.Request.URL, "/oauth/global_clients") || e.Response.Content.Text == "" {
		return
	}
	body := []byte(e.Response.Content.Text)
	if e.Response.Content.Encoding == "base64" {
		body, _ = base64.StdEncoding.DecodeString(e.Response.Content.Text)
	}
	if len(body) == 0 {
		return
	}
	inner := pastedJSON{status: e.Response.Status}
	inner.read(body, depth+1)
	for _, c := range inner.clients {
		for i, old := range p.clients {
			if old.identifier() == c.identifier() {
				p.clients[i] = nil
			}
		}
	}
	p.clients, p.globals = append(p.clients, inner.clients...), append(p.globals, inner.globals...)
	p.listed, p.listedGlobal = p.listed || inner.listed, p.listedGlobal || inner.listedGlobal
	if inner.refusal != "" {
		p.refusal = inner.refusal
	}
}

// preformatted is the text of the first <pre> of a page: a browser shows and saves
// JSON in one.
func preformatted(data []byte) ([]byte, bool) {
	if data[0] != '<' {
		return nil, false
	}
	_, rest, found := bytes.Cut(data, []byte("<pre"))
	_, rest, opened := bytes.Cut(rest, []byte(">"))
	inner, _, closed := bytes.Cut(rest, []byte("</pre>"))
	if !found || !opened || !closed || len(bytes.TrimSpace(inner)) == 0 {
		return nil, false
	}
	return []byte(html.UnescapeString(string(inner))), true
}

// statusLine is the status of the last HTTP status line that curl -i or -v shows; 0 when there is none.
func statusLine(data []byte) int {
	status := 0
	for line := range bytes.Lines(data) {
		line = bytes.TrimLeft(line, "< ")
		if len(line) > 256 || !bytes.HasPrefix(line, []byte("HTTP/")) {
			if bytes.HasPrefix(line, []byte("{")) {
				break
			}
			continue
		}
		if fields := bytes.Fields(line); len(fields) > 1 {
			status = int(number(json.RawMessage(fields[1])))
		}
	}
	return status
}
