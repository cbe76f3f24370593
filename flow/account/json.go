package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep the JSON of an answer may nest.
const maxDepth = 32

// foldedDepth is the depth down to which objects are read into structs. encoding/json
// ignores the case of keys there, so two keys that differ only in case are ambiguous. Deeper
// they are two keys, such as two custom fields that an admin has named.
const foldedDepth = 2

// Why JSON is refused; none of these texts holds anything of the answer.
var (
	errEmpty    = errors.New("the answer is empty")
	errNotUTF8  = errors.New("the answer is not UTF-8")
	errNotJSON  = errors.New("the answer is not JSON")
	errCut      = errors.New("the answer is cut off")
	errTwice    = errors.New("the answer has a key twice")
	errCase     = errors.New("the answer has two keys that differ only in case, which some readers take for one key")
	errDeep     = errors.New("the answer is nested too deeply")
	errNoObject = errors.New("the answer is JSON, but not an object")
)

// wellFormed checks that body is one JSON object in UTF-8 that all readers read alike: no
// key twice, no two keys that differ only in case, and nothing behind the object.
func wellFormed(body []byte) error {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return errEmpty
	case !utf8.Valid(body):
		return errNotUTF8
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	t, err := d.Token()
	if err != nil {
		return jsonError(err)
	}
	if t != json.Delim('{') {
		return errNoObject
	}
	late := checkObject(d, t, 1)
	if late != nil && !errors.Is(late, errCase) {
		return late
	}
	if _, err := d.Token(); err != io.EOF {
		return errNotJSON
	}
	return late
}

// checkObject reads on to the end of the object or array that t opened. It returns errCase
// only when nothing worse was found.
func checkObject(d *json.Decoder, t json.Token, depth int) error {
	if depth > maxDepth {
		return errDeep
	}
	var late error
	exact, alike := map[string]bool{}, map[string]bool{}
	for d.More() {
		if t == json.Delim('{') {
			key, err := d.Token()
			if err != nil {
				return jsonError(err)
			}
			name, _ := key.(string)
			folded := name
			if depth <= foldedDepth {
				folded = strings.ToLower(strings.ToUpper(name)) // upper case first, for letters such as ſ that fold into ASCII
			}
			switch {
			case exact[name]:
				return errTwice
			case alike[folded]:
				late = errCase
			}
			exact[name], alike[folded] = true, true
		}
		value, err := d.Token()
		if err != nil {
			return jsonError(err)
		}
		if value == json.Delim('{') || value == json.Delim('[') {
			switch err := checkObject(d, value, depth+1); {
			case errors.Is(err, errCase):
				late = err
			case err != nil:
				return err
			}
		}
	}
	if _, err := d.Token(); err != nil {
		return jsonError(err)
	}
	return late
}

// jsonError is the error for JSON that was cut off, or that is invalid.
func jsonError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCut
	}
	return errNotJSON
}
