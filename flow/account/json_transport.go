package account

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"zdg/checklist/explain"
)

// jsonTransport is the http.RoundTripper of x/oauth2, for one request. x/oauth2 posts a form
// (RFC 6749 section 4.1.3), and Zendesk documents a JSON body for its token endpoint (Z10),
// so it turns the form into JSON. It also keeps the answer, because x/oauth2 drops how a
// lifetime was written and what a failure said.
type jsonTransport struct {
	account *Account
	asked   explain.Asked
	answer  answer
	err     error
}

// RoundTrip sends the token request. It can be used once.
func (w *jsonTransport) RoundTrip(form *http.Request) (*http.Response, error) {
	raw, err := io.ReadAll(form.Body)
	form.Body.Close()
	if err != nil {
		return nil, err
	}
	values, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, err
	}
	body := jsonBody(values)
	req := form.Clone(form.Context())
	req.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json"}}
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	// GetBody lets net/http repeat the request only if not one byte was written: a code must not be sent twice.
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	w.answer, w.err = w.account.roundTrip(req, explain.TokenEndpoint, w.asked, body, true)
	if w.err != nil {
		return nil, w.err
	}
	return &http.Response{
		StatusCode: w.answer.status, ProtoMajor: 1, ProtoMinor: 1, Request: form,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(bytes.NewReader(w.answer.body)),
	}, nil
}

// jsonBody returns a form as a JSON object in which the lifetimes are integers (Z10).
func jsonBody(form url.Values) []byte {
	object := make(map[string]any, len(form))
	for key := range form {
		object[key] = form.Get(key)
		if key == expiresIn || key == refreshExpiresIn {
			if n, err := strconv.Atoi(form.Get(key)); err == nil {
				object[key] = n
			}
		}
	}
	body, _ := json.Marshal(object) // strings and integers: it cannot fail
	return body
}

// The names of the lifetimes in requests and answers.
const (
	expiresIn        = "expires_in"
	refreshExpiresIn = "refresh_token_expires_in"
)
