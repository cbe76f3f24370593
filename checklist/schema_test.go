package checklist

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// schema is what docs/report.schema.json uses of JSON Schema 2020-12. Decoding
// it refuses any other keyword, so nothing in the file goes unchecked.
type schema struct {
	Schema      string             `json:"$schema"`
	ID          string             `json:"$id"`
	Defs        map[string]*schema `json:"$defs"`
	Ref         string             `json:"$ref"`
	Title       string             `json:"title"`
	Description string             `json:"description"`
	Type        any                `json:"type"`
	Const       any                `json:"const"`
	Enum        []any              `json:"enum"`
	AnyOf       []*schema          `json:"anyOf"`
	Pattern     string             `json:"pattern"`
	MinLength   int                `json:"minLength"`
	Minimum     *float64           `json:"minimum"`
	Items       *schema            `json:"items"`
	Required    []string           `json:"required"`
	Properties  map[string]*schema `json:"properties"`
	Additional  json.RawMessage    `json:"additionalProperties"`
}

func TestReportSchema(t *testing.T) {
	file, err := os.Open("../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var root schema
	dec := json.NewDecoder(file)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&root); err != nil {
		t.Fatal(err)
	}
	reports := []Report{goodReport(), badReport(), NewReport(Draft{}, Evidence{}, Context{Now: noon})}
	for seed := range uint64(20) {
		r := random{rand.New(rand.NewPCG(seed, 2))}
		d := r.draft()
		reports = append(reports, NewReport(d, r.evidence(d), Context{Now: r.time(), Tool: "zdg test"}))
	}
	for i, r := range reports {
		var v any
		if err := json.Unmarshal([]byte(rendered(r, "json")), &v); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range root.validate(&root, "$", v) {
			t.Errorf("report %d: %s", i, wrong)
		}
	}
	// The validator itself finds what is wrong.
	var v map[string]any
	if err := json.Unmarshal([]byte(rendered(goodReport(), "json")), &v); err != nil {
		t.Fatal(err)
	}
	v["more"], v["time"] = 1.0, "yesterday"
	delete(v, "tool")
	if got := root.validate(&root, "$", v); len(got) != 3 {
		t.Errorf("three mistakes, found: %q", got)
	}
}

// validate returns what is wrong with v at path.
func (s *schema) validate(root *schema, path string, v any) []string {
	if s.Ref != "" {
		return root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")].validate(root, path, v)
	}
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, path+": "+fmt.Sprintf(format, args...)) }
	if s.AnyOf != nil && !slices.ContainsFunc(s.AnyOf, func(o *schema) bool { return o.validate(root, path, v) == nil }) {
		say("%v is none of what is allowed", v)
	}
	if s.Const != nil && v != s.Const || s.Enum != nil && !slices.Contains(s.Enum, v) {
		say("%v is not allowed", v)
	}
	switch types := s.Type.(type) {
	case string:
		if !isType(types, v) {
			say("%v is no %s", v, types)
		}
	case []any:
		if !slices.ContainsFunc(types, func(o any) bool { return isType(o.(string), v) }) {
			say("%v is none of %v", v, types)
		}
	}
	switch v := v.(type) {
	case string:
		if utf8.RuneCountInString(v) < s.MinLength || s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v) {
			say("%q does not match %q", v, s.Pattern)
		}
	case float64:
		if s.Minimum != nil && v < *s.Minimum {
			say("%v is too small", v)
		}
	case []any:
		for i, item := range v {
			wrong = append(wrong, s.Items.validate(root, fmt.Sprintf("%s[%d]", path, i), item)...)
		}
	case map[string]any:
		wrong = append(wrong, s.validateObject(root, path, v)...)
	}
	return wrong
}

func (s *schema) validateObject(root *schema, path string, v map[string]any) []string {
	var wrong []string
	if string(s.Additional) == "false" {
		wrong = append(wrong, path+": members that are to come are refused")
	}
	for _, key := range s.Required {
		if _, ok := v[key]; !ok {
			wrong = append(wrong, path+": lacks "+key)
		}
	}
	var other *schema // of keys that are not named; nil when they are refused: whoever reads a report skips them, this test does not
	if raw := string(s.Additional); raw != "" || s.Properties == nil {
		other = &schema{}
		if raw != "" && json.Unmarshal(s.Additional, other) != nil {
			wrong = append(wrong, path+": additionalProperties "+raw)
		}
	}
	for key, value := range v {
		property, ok := s.Properties[key]
		switch {
		case ok:
			wrong = append(wrong, property.validate(root, path+"."+key, value)...)
		case other == nil:
			wrong = append(wrong, path+": may not have "+key)
		default:
			wrong = append(wrong, other.validate(root, path+"."+key, value)...)
		}
	}
	return wrong
}

func isType(name string, v any) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && v == float64(int64(v))
	case []any:
		return name == "array"
	}
	return name == "object"
}
