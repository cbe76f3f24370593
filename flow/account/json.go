package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// depthBound is how deep an answer may nest.
const depthBound = 32

// foldedDepth is down to where objects are read into structs, into which encoding/json
// takes keys in any case: there two that differ in it alone cannot be told apart. Deeper
// they are two, as two fields of a person are that an admin has named.
const foldedDepth = 2

// Why JSON is not taken; none of these texts holds anything of the answer.
var (
	errEmpty    = errors.New("the answer is empty")
	errNotUTF8  = errors.New("the answer is not UTF-8")
	errNotJSON  = errors.New("the answer is not JSON")
	errCut      = errors.New("the answer is cut off")
	errTwice    = errors.New("the answer has a key twice")
	errCase     = errors.New("the answer has two keys that differ only in case, which readers take for one key or for two")
	errDeep     = errors.New("the answer is nested too deeply")
	errNoObject = errors.New("the answer is JSON, but not an object")
)

// wellFormed checks that body is one JSON object, in UTF-8, that two readers
// cannot read differently: no key twice, no two that differ in case alone, nothing behind it.
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
	late := walk(d, t, 1)
	if late != nil && !errors.Is(late, errCase) {
		return late
	}
	if _, err := d.Token(); err != io.EOF {
		return errNotJSON
	}
	return late
}

// walk reads on to the end of the object or array that t opened.
func walk(d *json.Decoder, t json.Token, depth int) error {
	if depth > depthBound {
		return errDeep
	}
	var late error // told when nothing worse is found
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
				folded = strings.ToLower(strings.ToUpper(name)) // also letters that are folded into ASCII
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
			switch err := walk(d, value, depth+1); {
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

func jsonError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCut
	}
	return errNotJSON
}
