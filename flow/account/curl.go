package account

import (
	"encoding/json"
	"slices"
	"strings"
)

// Curl returns the request as a command for a POSIX shell. Masked values are taken from
// shell variables and reach curl on its standard input, because every user of the machine
// can read a command line.
func (e Exchange) Curl() string {
	var b strings.Builder
	if slices.ContainsFunc(e.RequestHeaders, isBearer) {
		b.WriteString("# The token comes from $ACCESS_TOKEN and goes to curl on stdin, not on the command line.\n")
		b.WriteString("printf 'header = \"Authorization: Bearer %s\"\\n' \"$ACCESS_TOKEN\" |\n  curl -sS --config -")
	} else if e.RequestBody != "" {
		format, variables := e.bodyFormat()
		if len(variables) > 0 {
			b.WriteString("# Secrets come from " + strings.Join(variables, ", ") + " and go to curl on stdin, not on the command line.\n")
		}
		b.WriteString("printf " + quote(format))
		for _, v := range variables {
			b.WriteString(` "` + v + `"`)
		}
		b.WriteString(" |\n  curl -sS --data @-")
	} else {
		b.WriteString("curl -sS")
	}
	b.WriteString(" -X " + e.Method)
	for _, h := range e.RequestHeaders {
		if !isBearer(h) && !strings.HasPrefix(h, "Accept-Encoding:") {
			b.WriteString(" \\\n  -H " + quote(h))
		}
	}
	b.WriteString(" \\\n  " + quote(e.URL) + "\n")
	return b.String()
}

// isDots reports whether a value was masked.
func isDots(value any) bool {
	text, ok := value.(string)
	return ok && text != "" && strings.Trim(text, "•") == ""
}

// isBearer reports whether a recorded header is Authorization.
func isBearer(h string) bool { return strings.HasPrefix(h, "Authorization:") }

// bodyFormat returns the body as a format for printf, and the shell variables for it.
func (e Exchange) bodyFormat() (format string, variables []string) {
	var body map[string]any
	if json.Unmarshal([]byte(e.RequestBody), &body) != nil {
		return strings.ReplaceAll(e.RequestBody, "%", "%%"), nil
	}
	keys := make([]string, 0, len(body))
	for key := range body {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for i, key := range keys {
		name, _ := json.Marshal(key)
		value, _ := json.Marshal(body[key])
		text := strings.ReplaceAll(string(value), "%", "%%")
		if isDots(body[key]) {
			variable := strings.ToUpper(key)
			if key == "client_secret" {
				variable = "ZDG_CLIENT_SECRET"
			}
			text, variables = `"%s"`, append(variables, "$"+variable)
		}
		if i > 0 {
			format += ","
		}
		format += strings.ReplaceAll(string(name), "%", "%%") + ":" + text
	}
	// printf interprets backslashes in its format.
	return "{" + strings.ReplaceAll(format, `\`, `\\`) + "}", variables
}

// quote quotes a text as one word of a POSIX shell.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
