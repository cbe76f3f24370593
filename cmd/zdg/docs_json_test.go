package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// jsonObject is an object with its members in their order.
type jsonObject []jsonMember

type jsonMember struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o jsonObject) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		value, err := plainJSON(m.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%q:%s", m.key, value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// plainJSON leaves < and & as they are.
func plainJSON(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(out.Bytes()), err
}

func parsedJSON(t *testing.T, text string) any {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	v, err := nextJSON(dec)
	if err != nil {
		t.Fatalf("this is not JSON: %v\n%s", err, text)
	}
	return v
}

func nextJSON(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := jsonObject{}
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			value, err := nextJSON(dec)
			if err != nil {
				return nil, err
			}
			o = append(o, jsonMember{key.(string), value}) // a key is a string
		}
		_, err = dec.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			value, err := nextJSON(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err = dec.Token()
		return list, err
	}
	return token, nil
}

// shape collects the paths of all members of v. The names of facts are free.
func shape(v any, path string, into map[string]bool) {
	switch v := v.(type) {
	case jsonObject:
		for _, m := range v {
			into[path+"."+m.key] = true
			if m.key != "facts" {
				shape(m.value, path+"."+m.key, into)
			}
		}
	case []any:
		for _, item := range v {
			shape(item, path+"[]", into)
		}
	}
}

// shapesDiffer names the members that only one of two texts has; "" when none.
func shapesDiffer(t *testing.T, page, real string) string {
	t.Helper()
	a, b := map[string]bool{}, map[string]bool{}
	shape(parsedJSON(t, page), "", a)
	shape(parsedJSON(t, real), "", b)
	var odd []string
	for path := range a {
		if !b[path] {
			odd = append(odd, path+" (only in the page)")
		}
	}
	for path := range b {
		if !a[path] {
			odd = append(odd, path+" (not in the page)")
		}
	}
	slices.Sort(odd)
	return strings.Join(odd, ", ")
}

// shortened leaves out the items of lists that show no member anew.
func shortened(t *testing.T, text string) string {
	t.Helper()
	short, err := plainJSON(shorter(parsedJSON(t, text)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, short, "", "  "); err != nil {
		t.Fatal(err)
	}
	return out.String() + "\n"
}

func shorter(v any) any {
	switch v := v.(type) {
	case jsonObject:
		o := jsonObject{}
		for _, m := range v {
			o = append(o, jsonMember{m.key, shorter(m.value)})
		}
		return o
	case []any:
		kept, known := []any{}, map[string]bool{}
		for _, item := range v {
			before := len(known)
			if shape(item, "", known); len(known) > before || len(kept) == 0 {
				kept = append(kept, shorter(item))
			}
		}
		return kept
	}
	return v
}
