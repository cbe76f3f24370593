package account

import (
	"bytes"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"zdg/checklist"
)

// isUnset reports whether a value is missing or null.
func isUnset(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// isFalse reports whether a value says no in any type: false, 0, "", "false" or "0".
func isFalse(raw json.RawMessage) bool {
	switch strings.ToLower(strings.TrimSpace(strings.Trim(string(raw), `"`))) {
	case "false", "0", "":
		return !isUnset(raw)
	}
	return false
}

// jsonNumber returns a whole number in any notation, such as 42.0 or "42"; 0 for anything
// else.
func jsonNumber(raw json.RawMessage) int64 {
	digits := strings.Trim(string(raw), `"`)
	if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(digits, 64); err == nil && f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return int64(f)
	}
	return 0
}

// jsonTime returns a time: in RFC 3339 as documented, as Ruby prints one, or in seconds
// since 1970; zero for anything else.
func jsonTime(raw json.RawMessage) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700"} {
		if at, err := time.Parse(layout, jsonString(raw)); err == nil && at.UTC().Year() < 9999 { // time.Time can be written as JSON up to then
			return at
		}
	}
	if at := jsonNumber(raw); at > 0 && at < maxLifetime { // larger ones are not seconds
		return time.Unix(at, 0)
	}
	return time.Time{}
}

// isEmpty reports whether the value of a member for errors says that there is no error.
func isEmpty(raw json.RawMessage) bool {
	return isUnset(raw) || slices.Contains([]string{"[]", "{}", "false", "0", `""`}, string(raw))
}

// jsonText returns the value of a string, and a number or a boolean as it is written; "" for
// anything else.
func jsonText(raw json.RawMessage) string {
	if isUnset(raw) || raw[0] == '{' || raw[0] == '[' {
		return ""
	}
	if raw[0] == '"' {
		return jsonString(raw)
	}
	return string(raw)
}

// jsonString returns the value of a string; "" for anything else.
func jsonString(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}

// notString says what a value is that should be a string, such as "an object"; "" for a
// string, null and a missing value.
func notString(raw json.RawMessage) string {
	switch raw = bytes.TrimSpace(raw); {
	case len(raw) == 0, raw[0] == '"', raw[0] == 'n':
		return ""
	case raw[0] == '{':
		return "an object"
	case raw[0] == '[':
		return "a list"
	case raw[0] == 't', raw[0] == 'f':
		return string(raw)
	}
	return "a number"
}

// jsonLifetime reads a lifetime in seconds, from a number or a string with a number. Form
// says which it was, and Raw has what was written when it is not a plain number.
func jsonLifetime(raw json.RawMessage) checklist.Lifetime {
	raw = bytes.TrimSpace(raw)
	form, digits := "number", string(raw)
	switch {
	case len(raw) == 0:
		return checklist.Lifetime{Form: "missing"}
	case string(raw) == "null":
		return checklist.Lifetime{Form: "null"}
	case raw[0] == '"':
		form, digits = "string", strings.TrimSpace(jsonString(raw))
	}
	n, exact, ok := parseSeconds(digits)
	switch {
	case !ok:
		return checklist.Lifetime{Form: "unreadable", Raw: string(raw)}
	case form == "string" || !exact:
		return checklist.Lifetime{Form: form, Seconds: n, Raw: string(raw)}
	}
	return checklist.Lifetime{Form: form, Seconds: n}
}

// maxLifetime is the longest lifetime that is believed, in seconds: about two thousand years.
const maxLifetime = 1 << 36

// parseSeconds reads a number of seconds; exact is false when a fraction was cut off.
func parseSeconds(s string) (n int64, exact, ok bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) > maxLifetime {
		return 0, false, false
	}
	return int64(f), f == math.Trunc(f), true
}

// pattern is a regular expression that is compiled at its first use: not every run of the
// program talks to an account.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
