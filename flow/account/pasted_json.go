package account

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"zdg/checklist"
)

// pastedJSON collects what is found in a paste.
type pastedJSON struct {
	clients, globals     []pastedClient
	listed, listedGlobal bool   // a list, or a single client, was there
	refusal              string // what the account's error is; "" when there is none
	twice                bool   // a key stands twice in an object
	cut                  bool   // JSON is cut off
	more                 bool   // the list has more pages
	failed               int    // the status of an error that shows a client; 0: none
	elsewhere            string // another account whose client has our identifier; "": none
	sent                 bool   // there was JSON that was sent, not received
	late                 bool   // an error stands behind a client
	unread               bool   // the rest was not read, because too many brackets begin no JSON

	// What the text before the JSON that comes next says of it.
	status  int    // of the answer, in the output of curl or in a HAR; 0: not known
	host    string // of the account; "": not known
	sending bool   // the JSON is the body of a request
	asking  bool   // the last request has no body
}

// pastedClient is a client and the host that it comes from; "" when that is not known.
type pastedClient struct {
	clientBody
	from string
}

// ours reports whether this is the client that is wanted. It notes one of another account.
func (p *pastedJSON) ours(c pastedClient, whose RecordOwner) bool {
	if c.identifier() != whose.Identifier {
		return false
	}
	if len(whose.Hosts) > 0 && c.from != "" && !slices.Contains(whose.Hosts, c.from) {
		p.elsewhere = c.from
		return false
	}
	return true
}

// find returns the client that is wanted. One among the global clients has been converted.
func (p *pastedJSON) find(whose RecordOwner) (r checklist.Record, ok bool, err error) {
	see := whose.sanitizer()
	for _, c := range p.globals {
		if p.ours(c, whose) {
			r = c.record(see)
			r.Global = true
			r.Untold = slices.DeleteFunc(r.Untold, func(key string) bool { return key == checklist.KeyGlobal })
			return r, true, nil
		}
	}
	for _, c := range p.clients {
		if !p.ours(c, whose) {
			continue
		}
		again := c.record(see)
		if ok && !reflect.DeepEqual(r, again) {
			return checklist.Record{}, false, errPasteDiffer
		}
		r, ok = again, true
	}
	return r, ok, nil
}

// maxTries is how many brackets that begin no JSON are tried, deepest how often JSON may be
// a string in JSON.
const maxTries, deepest = 64, 3

// read reads all JSON in a text, whatever stands around it.
func (p *pastedJSON) read(data []byte, depth int) {
	if depth > deepest {
		return
	}
	var packed string
	if data[0] == '"' && json.Unmarshal(data, &packed) == nil && packed != "" { // JSON as a string of JSON
		p.read([]byte(packed), depth+1)
		return
	}
	if inner, ok := preformatted(data); ok {
		data = inner
	}
	for tries := 0; len(data) > 0; {
		if tries == maxTries {
			p.unread = true
			return
		}
		i := bytes.IndexAny(data, "{[")
		p.around(data, i)
		if i < 0 {
			return
		}
		d := json.NewDecoder(bytes.NewReader(data[i:]))
		var value json.RawMessage
		switch err := d.Decode(&value); {
		case err == nil:
			if p.sending || inCommand(data[:i]) {
				p.sent = true
			} else {
				p.value(value, depth)
			}
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

// value reads one JSON value.
func (p *pastedJSON) value(value json.RawMessage, depth int) {
	if value[0] == '[' {
		value = append(append([]byte(`{"clients":`), value...), '}')
	}
	if err := wellFormed(value); err != nil {
		twice := errors.Is(err, errTwice) || errors.Is(err, errCase)
		p.twice = p.twice || twice
		p.unread = p.unread || !twice
		return
	}
	var body struct {
		Error   json.RawMessage `json:"error"`
		Errors  json.RawMessage `json:"errors"`
		Clients json.RawMessage `json:"clients"`
		Client  clientBody      `json:"client"`
		Globals json.RawMessage `json:"global_clients"`
		Global  clientBody      `json:"global_client"`
		Log     struct {
			Entries []harEntry `json:"entries"`
		} `json:"log"`
		Next json.RawMessage `json:"next_page"`
		Meta struct {
			More json.RawMessage `json:"has_more"`
		} `json:"meta"`
		Links struct {
			Next json.RawMessage `json:"next"`
		} `json:"links"`
		Previous json.RawMessage `json:"previous_page"`
	}
	_ = json.Unmarshal(value, &body) // what has another shape stays empty
	var single clientBody
	_ = json.Unmarshal(value, &single)
	from := p.host
	for _, address := range []json.RawMessage{body.Previous, body.Links.Next, body.Next} {
		from = cmp.Or(hostOf(jsonString(address)), from)
	}
	here := pastedJSON{status: p.status}
	here.listed = here.take(&here.clients, body.Clients, body.Client, from)
	here.listedGlobal = here.take(&here.globals, body.Globals, body.Global, from)
	if single.identifier() != "" {
		here.clients, here.listed = append(here.clients, pastedClient{single, cmp.Or(hostOf(jsonString(single["url"])), from)}), true
	}
	p.more = p.more || jsonString(body.Next) != "" || string(body.Meta.More) == "true"
	switch {
	case !isEmpty(body.Error) || !isEmpty(body.Errors): // what stands beside an error is not saved
		p.refused(value)
	case here.listed || here.listedGlobal:
		p.add(here)
	case len(body.Log.Entries) > 0:
		for _, e := range body.Log.Entries {
			p.har(e, depth)
		}
	default:
		p.refused(value)
	}
}

// failing reports whether an answer with this status does not show what is saved. A 304
// shows what the browser got before.
func failing(status int) bool { return status != 0 && status != 304 && (status < 200 || status > 299) }

// fail notes an answer that is an error. An error behind a client may be the answer to it.
func (p *pastedJSON) fail() { p.late = p.late || len(p.clients)+len(p.globals) > 0 }

// add adds what one answer shows, unless its status is that of an error.
func (p *pastedJSON) add(found pastedJSON) {
	if failing(found.status) {
		p.failed = found.status
		return
	}
	p.clients, p.globals = append(p.clients, found.clients...), append(p.globals, found.globals...)
	p.listed, p.listedGlobal = p.listed || found.listed, p.listedGlobal || found.listedGlobal
}

// take adds the clients of a list, and a single one; it reports false when neither is there.
func (p *pastedJSON) take(to *[]pastedClient, list json.RawMessage, single clientBody, from string) bool {
	var clients []clientBody
	if json.Unmarshal(list, &clients) != nil && len(list) > 0 {
		return false
	}
	if single != nil {
		clients = append(clients, single)
	}
	for _, c := range clients {
		*to = append(*to, pastedClient{c, cmp.Or(hostOf(jsonString(c["url"])), from)})
	}
	return !isUnset(list) || single != nil
}

// harEntry is one request of a HAR (HTTP Archive 1.2), with its answer.
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

// har reads an entry of a HAR if it is about clients; a later one replaces an earlier one.
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
	inner := pastedJSON{status: e.Response.Status, host: hostOf(e.Request.URL)}
	inner.read(body, depth+1)
	for _, c := range inner.clients {
		for i, old := range p.clients {
			if old.identifier() == c.identifier() && old.from == c.from {
				p.clients[i] = pastedClient{}
			}
		}
	}
	inner.status = 0 // its clients were kept, so it is no error
	p.add(inner)
	p.more, p.late, p.twice = p.more || inner.more, p.late || inner.late, p.twice || inner.twice
	if inner.failed != 0 {
		p.failed = inner.failed
	}
	if inner.refusal != "" {
		p.refusal = inner.refusal
	}
}

// preformatted returns the text of the first <pre> of a web page, in which browsers show and
// save JSON; false when there is none.
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

// around reads the text in front of some JSON, or behind the last one: the status that curl
// -i and -v show, and the host that was asked. before is where the JSON begins, negative when
// none follows.
func (p *pastedJSON) around(data []byte, before int) {
	behind := before < 0
	if behind {
		before = len(data)
	}
	for line := range bytes.Lines(data[:before]) {
		line = bytes.TrimSpace(line)
		if len(line) > maxLine {
			continue
		}
		p.request(string(line))
		line = bytes.TrimLeft(line, "<>*$ ")
		if status := statusOf(string(line)); status != 0 {
			if p.status, p.sending, p.asking = status, false, false; failing(status) {
				p.fail()
			}
		}
		host := hostNamed(string(line))
		if host == "" {
			continue
		}
		if p.host = host; behind { // it is the host of all clients that have none
			for i := range p.clients {
				p.clients[i].from = cmp.Or(p.clients[i].from, host)
			}
			for i := range p.globals {
				p.globals[i].from = cmp.Or(p.globals[i].from, host)
			}
		}
	}
}

// maxLine is the length of the longest line around JSON that is looked at, in bytes.
const maxLine = 4096

// hostNamed returns the host that a line names: one of curl, of a browser's list of requests
// or of an address bar; "" when it names none.
func hostNamed(line string) string {
	low := strings.ToLower(line)
	if value, is := strings.CutPrefix(low, "host:"); is {
		return hostOf("https://" + strings.TrimSpace(value))
	}
	if _, value, is := strings.Cut(low, ":authority:"); is {
		return hostOf("https://" + strings.Trim(value, " ]"))
	}
	before, _, is := strings.Cut(low, "/api/v2/oauth/")
	if !is {
		return ""
	}
	return hostOf("https://" + before[strings.LastIndexAny(before, " \t\"'`(<=/")+1:])
}

// hostOf returns the host of an address, in lower case and without its port; "" when there is
// none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}
